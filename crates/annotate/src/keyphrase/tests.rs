use nutgraf_core::{Layout, Options, parse};

use super::*;

fn of(text: &str) -> Vec<Keyphrase> {
    let mut page = parse(Layout::plain("t", text), &Options::default());
    crate::annotate(&mut page, &crate::Options::default());
    page.articles.swap_remove(0).keyphrases
}

fn texts(text: &str) -> Vec<String> {
    of(text).into_iter().map(|phrase| phrase.text).collect()
}

const FERRY: &str = "The harbour ferries of Brightwater will stop at night, the council decided on Tuesday.\n\
    Night ferries lose money, said Ann Corder, who leads the council. A harbour ferry carries eleven passengers \
    after midnight, Corder said. The former minister warned that dock workers need the service.\n\
    Dock workers plan a protest at the town hall.\n";

#[test]
fn early_and_frequent_phrases_come_first() {
    let found = texts(FERRY);
    assert_eq!(found[0], "harbour ferries", "{found:?}");
    assert!(found.iter().any(|text| text == "dock workers"), "{found:?}");
}

#[test]
fn variants_are_one_phrase() {
    let found = texts(FERRY);
    assert!(!found.iter().any(|text| text == "harbour ferry" || text == "Corder"), "{found:?}");
    assert!(found.iter().any(|text| text == "Ann Corder"), "{found:?}");
}

#[test]
fn no_phrase_has_function_words_or_verbs_of_saying() {
    for text in texts(FERRY) {
        for word in ["the", "said", "warned", "decided", "Tuesday", "who"] {
            assert!(text.split(' ').all(|part| part != word), "{text}");
        }
    }
}

#[test]
fn a_heading_alone_makes_no_phrase() {
    let found = texts(&format!("COUNCIL AXES NIGHT FERRIES\n\n{FERRY}"));
    assert!(!found.iter().any(|text| text.contains("AXES")), "{found:?}");
}

#[test]
fn a_name_stands_once_and_whole() {
    let found = texts(
        "The minister blamed Governor Livia Brunner. Livia Brunner answered that the bank is free. The minister \
        will meet Livia Brunner (陳郁婷) on Friday, an aide said.\n",
    );
    let with = found.iter().filter(|text| text.contains("Brunner") || text.contains('陳')).count();
    assert_eq!(with, 1, "{found:?}");
}

#[test]
fn a_plural_or_a_verb_is_no_part_of_a_name_behind_it() {
    let found = texts(
        "Ministers denied reports Norway could leave the ferry pact. Plans for expanding Norway's harbours are on \
        hold. The reports came from fishing ports. Striker Ada Quill left Norway for the ferry pact talks.\n",
    );
    assert!(found.iter().any(|text| text == "Norway"), "{found:?}");
    assert!(!found.iter().any(|text| text == "reports Norway" || text == "expanding Norway"), "{found:?}");
}

#[test]
fn a_king_and_a_minister_are_no_verbs() {
    let found = texts(
        "The former king Harald opened the ferry harbour. Norwegian ministers Ada Quill and Oda Lund met the king. The \
        king left the harbour.\n",
    );
    assert!(!found.iter().any(|text| text == "former"), "{found:?}");
    assert!(found.iter().any(|text| text == "Norwegian ministers"), "{found:?}");
}

#[test]
fn the_head_of_a_title_is_no_phrase() {
    let found = texts(
        "Norwegian Minister for Defence Ada Quill met the press. Ada Quill, who likes ferries, said the harbour is full \
        of ferries.\n",
    );
    assert!(found.iter().any(|text| text == "Ada Quill"), "{found:?}");
    assert!(!found.iter().any(|text| text == "Norwegian Minister"), "{found:?}");
}

#[test]
fn a_name_ends_before_its_verb() {
    let found = texts(
        "Norway needs the ferry pact, said Ada Quill. Norway plans to sign the ferry pact, and Norway needs a harbour. \
        Norway talks to resume on Friday may end the strike. Norway talks are slow. The pact is a step to securing \
        critical ferry harbours.\n",
    );
    assert!(found.iter().any(|text| text == "critical ferry harbours"), "{found:?}");
    assert!(found.iter().any(|text| text == "Norway talks"), "{found:?}");
    for wrong in ["Norway needs", "Norway plans", "securing critical ferry harbours"] {
        assert!(!found.iter().any(|text| text == wrong), "{found:?}");
    }
}

#[test]
fn a_form_of_a_verb_is_no_part_of_a_phrase() {
    let found = texts(
        "The ferry line postpones harbour talks, said Ada Quill. Its owner denounces harbour fees, and a storm disrupts \
        harbour traffic.\n",
    );
    for wrong in ["postpones", "denounces", "disrupts"] {
        assert!(!found.iter().any(|text| text.contains(wrong)), "{found:?}");
    }
}

#[test]
fn what_a_title_is_of_is_no_part_of_the_name_behind_it() {
    let found = texts(
        "Norwegian Minister of Foreign Affairs Ada Quill met the press. Chairman of the World Bank Otto Lund met \
        Ada Quill at the ferry. The ferry left with Otto Lund.\n",
    );
    for wrong in ["Foreign Affairs Ada Quill", "World Bank Otto Lund"] {
        assert!(!found.iter().any(|text| text == wrong), "{found:?}");
    }
    for right in ["Ada Quill", "Otto Lund", "World Bank"] {
        assert!(found.iter().any(|text| text == right), "{right} {found:?}");
    }
}

#[test]
fn scores_fall_from_one() {
    let found = of(FERRY);
    assert_eq!(found[0].score.to_bits(), 1.0_f64.to_bits());
    assert!(found.windows(2).all(|pair| pair[0].score >= pair[1].score));
    assert!(found.len() <= MOST && found.iter().all(|phrase| phrase.score > 0.0));
}

#[test]
fn a_text_in_another_language_has_none() {
    let text = "Die Fähren im Hafen fahren nachts nicht mehr, beschloss gestern der Rat der Stadt nach langer Beratung. \
        Wer nach Mitternacht über den Fluss will, muss künftig laufen oder warten, sagte ein Sprecher des Betreibers, \
        und fügte hinzu, dass kaum jemand nachts eine Fähre benutzt habe.\n";
    assert_eq!(texts(text), [""; 0]);
}

proptest::proptest! {
    #[test]
    fn any_text_has_whole_phrases_without_repeats(text in "([A-Za-z]{1,9}|the|of|-|'s|\"|[.,]|\\PC| |\n){0,80}") {
        let mut page = parse(Layout::plain("t", &text), &Options::default());
        crate::annotate(&mut page, &crate::Options::default());
        for article in &page.articles {
            let mut found: Vec<_> = article.keyphrases.iter().map(|phrase| &phrase.text).collect();
            found.sort_unstable();
            let all = found.len();
            found.dedup();
            proptest::prop_assert_eq!(found.len(), all);
        }
    }
}
