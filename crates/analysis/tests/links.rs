//! Names linked across stories: countries, short given names, and the user's own word.

#![expect(clippy::unwrap_used, reason = "a test: this must be there")]

mod pages;

use nutgraf_analysis::{Aliases, Corpus, Filter};
use nutgraf_core::{EntityKind, Page};
use pages::page;

fn corpus(texts: &[&str]) -> Corpus {
    let page = |(at, text): (usize, &&str)| page(&format!("p{at}"), None, &[text]);
    Corpus::collect(texts.iter().enumerate().map(page).collect())
}

fn names(corpus: &Corpus) -> Vec<(String, u64)> {
    corpus.entities().into_iter().map(|row| (row.name, row.stories)).collect()
}

fn row(name: &str, stories: u64) -> (String, u64) {
    (name.to_owned(), stories)
}

#[test]
fn a_countrys_names_are_one() {
    let corpus = corpus(&[
        "{l US} ships left.",
        "{l the United States} agreed.",
        "{l U.S.} law.",
        "{l Washington} is a city.",
        "{l West Germany} won.",
        "{l Germany} lost.",
    ]);
    let rows = [row("the United States", 3), row("Germany", 2), row("Washington", 1)];
    assert_eq!(names(&corpus), rows);
}

#[test]
fn a_states_short_form_is_the_state() {
    let corpus = corpus(&["{l Calif.} burns.", "{l Calif.} pays.", "{l California} waits."]);
    assert_eq!(names(&corpus), [row("California", 3)]);
}

#[test]
fn the_posts_letters_are_the_state_and_a_group_is_one_and_many() {
    let corpus =
        corpus(&["{l TX} burns.", "{l Texas} pays.", "{g Republicans} met.", "{g Republican} rule."]);
    assert_eq!(names(&corpus), [row("Texas", 2), row("Republican", 2)]);
    assert_eq!(names(&self::corpus(&["{g Democrats} met.", "{g Democratic} rule."])).len(), 1);
}

#[test]
fn a_company_is_one_with_what_it_does_and_without() {
    let motor = "{o Fell Motor} sold cars; {o.partial Fell=Fell Motor} grew.";
    assert_eq!(names(&corpus(&[motor, "{o Fell} grew."])), [row("Fell Motor", 2)]);
    let news = "{o Fell News} sold papers; {o.partial Fell=Fell News} grew.";
    assert_eq!(names(&corpus(&[news, "{o Fell} grew."])), [row("Fell News", 1), row("Fell", 1)]);
    let airways = "{o Fell Airways} flew; {o.partial Fell=Fell Airways} grew.";
    assert_eq!(names(&corpus(&[motor, airways, "{o Fell} grew."])).len(), 3);
    let corpus = corpus(&[
        "{o US Fell Board} met.",
        "{o United States Fell Board} met.",
        "{l Lund}.",
        "{l Lund LLC}.",
    ]);
    assert_eq!(names(&corpus), [row("US Fell Board", 2), row("Lund", 1), row("Lund LLC", 1)]);
}

#[test]
fn a_word_met_more_often_than_the_whole_name_is_not_its_surname() {
    let (whole, word) = ("{p Ada Slate} ran.", "{p Slate} fell.");
    assert_eq!(names(&corpus(&[whole, word])), [row("Ada Slate", 2)]);
    assert_eq!(names(&corpus(&[whole, word, whole, word, word])), [row("Ada Slate", 5)]);
    assert_eq!(names(&corpus(&[whole, word, word])), [row("Slate", 2), row("Ada Slate", 1)]);
}

#[test]
fn a_surname_beside_its_bearer_is_another() {
    let corpus = corpus(&["{p Martin Quill} met {p Quill}.", "{p Quill} ran.", "{p Martin Quill} sat."]);
    assert_eq!(names(&corpus), [row("Martin Quill", 3), row("Quill", 1)]);
}

#[test]
fn a_surname_alone_is_that_of_its_far_best_known_bearer() {
    let best = "{p Ada Quill} ran; {p.partial Quill=Ada Quill} fell.";
    let (other, alone) = ("{p Otto Quill} ran.", "{p Quill} sat.");
    let both = "{p Otto Quill} met {p Quill}.";
    let stories = |many: usize| [vec![best; many], vec![other, alone, both]].concat();
    // Two stories name the other one; where he stands beside the surname it may be anybody's.
    let far = corpus(&stories(10));
    assert_eq!(names(&far), [row("Ada Quill", 11), row("Otto Quill", 2), row("Quill", 1)]);
    let near = corpus(&stories(9));
    assert_eq!(names(&near), [row("Ada Quill", 9), row("Otto Quill", 2), row("Quill", 1), row("Quill", 1)]);
    // Two prints of it in a story are one story.
    let twice = "{p Ada Quill} ran; {p.partial Quill=Ada Quill} and {p.partial QUILL=Ada Quill} fell.";
    assert_eq!(names(&corpus(&[vec![twice; 5], vec![other, other, alone]].concat()))[0], row("Ada Quill", 5));
    // A given name of several says nothing, however well known one of them is.
    let given = "{p Ada Quill} ran; {p.partial Ada=Ada Quill} fell.";
    let common = corpus(&[vec![given; 20], vec!["{p Ada Slate} ran.", "{p Ada} sat."]].concat());
    assert_eq!(names(&common)[0], row("Ada Quill", 20));
    // Of somebody whom no story calls so it is not known.
    let whole = corpus(&[vec!["{p Ada Quill} ran."; 30], vec![other, alone]].concat());
    assert_eq!(names(&whole), [row("Ada Quill", 30), row("Otto Quill", 1), row("Quill", 1)]);
}

#[test]
fn a_known_party_goes_without_the_word() {
    let parties = ["{o Labour Party} met.", "{o Labour} won.", "{o Nato} met.", "{o NATO} voted."];
    assert_eq!(names(&corpus(&parties)), [row("Labour", 2), row("NATO", 2)]);
    assert_eq!(names(&corpus(&["{o Congress Party} met.", "{o Congress} won."])).len(), 2);
}

#[test]
fn a_father_is_not_his_son() {
    let (father, son) = ("{p Otto Quill} ran.", "{p Otto Quill Jr.} ran.");
    assert_eq!(names(&corpus(&[father, son, son])), [row("Otto Quill Jr.", 3)]);
    assert_eq!(names(&corpus(&[father, father, son])), [row("Otto Quill", 2), row("Otto Quill Jr.", 1)]);
    let both = "{p Otto Quill} met {p Otto Quill Jr.} here.";
    assert_eq!(names(&corpus(&[both, son])), [row("Otto Quill Jr.", 2), row("Otto Quill", 1)]);
}

#[test]
fn a_name_that_is_mostly_of_one_kind_is_of_that_kind() {
    let bandar = "{l Bandar Fell} shook.";
    let corpus =
        corpus(&["{p Bandar Fell} shook.", bandar, bandar, bandar, "{p Ada Lund} left.", "{l Ada Lund}."]);
    assert_eq!(names(&corpus), [row("Bandar Fell", 4), row("Ada Lund", 1), row("Ada Lund", 1)]);
    assert_eq!(corpus.entities()[0].kind, EntityKind::Place);
}

#[test]
fn well_known_letters_are_their_body() {
    let corpus = corpus(&["{o UN} met.", "{o U.N.} met.", "{o United Nations} met.", "{o UNX} met."]);
    assert_eq!(names(&corpus), [row("United Nations", 3), row("UNX", 1)]);
}

#[test]
fn well_known_letters_mean_another_body_in_its_story_only() {
    let corpus = corpus(&[
        "{o Warsaw Harbour Office} ({o.acronym WHO=Warsaw Harbour Office}) met.",
        "{o WHO} met.",
        "{o World Health Organization} met.",
    ]);
    assert_eq!(names(&corpus), [row("World Health Organization", 2), row("Warsaw Harbour Office", 1)]);
}

#[test]
fn a_clubs_nickname_is_the_club_unless_there_are_two() {
    let one = corpus(&["{o Boston Red Sox} won.", "{o Red Sox} lost.", "{o Exuberant Red Sox} ran."]);
    assert_eq!(names(&one), [row("Boston Red Sox", 2), row("Exuberant Red Sox", 1)]);
    let two = corpus(&["{o Texas Rangers} won.", "{o Rangers} lost.", "{o New York Rangers} left."]);
    assert_eq!(names(&two).len(), 3);
}

#[test]
fn a_given_name_links_where_one_alone_bears_it() {
    let one = corpus(&["{p Ada Lund} met {p.partial Ada=Ada Lund}.", "{p Ada} left."]);
    assert_eq!(names(&one), [row("Ada Lund", 2)]);
    let two = corpus(&["{p Ada Lund} met {p.partial Ada=Ada Lund}.", "{p Ada} left.", "{p Ada Quill} sat."]);
    assert_eq!(names(&two), [row("Ada Lund", 1), row("Ada", 1), row("Ada Quill", 1)]);
    let surname = corpus(&[
        "{p Ada Quill} met {p.partial Quill=Ada Quill}.",
        "{p Quill} left.",
        "{p Quill Lund} sat.",
        "{p Quill Fell} sat.",
    ]);
    assert_eq!(names(&surname)[0], row("Ada Quill", 2));
}

#[test]
fn a_datelines_place_is_shown_in_small_letters() {
    let corpus = corpus(&[
        "{l KABUL} shook.",
        "{l USA} paid.",
        "{l PORT-AU-ROC} waits.",
        "{l LA} burns.",
        "{l FELL} sat.",
        "{l Fell} sat.",
    ]);
    let rows = ["Fell", "Kabul", "LA", "Port-Au-Roc", "USA"];
    let mut found: Vec<String> = names(&corpus).into_iter().map(|row| row.0).collect();
    found.sort();
    assert_eq!(found, rows);
}

#[test]
fn who_reigns_is_no_bearer_of_a_surname() {
    let mut prince = page("b", None, &["{p Charles} left."]);
    let mut pages = vec![page("a", None, &["{p Ray Charles} sang."]), prince.clone()];
    assert_eq!(names(&Corpus::collect(pages.clone())), [row("Ray Charles", 2)]);
    prince.articles[0].entities[0].titles = vec!["Prince".to_owned()];
    pages[1] = prince;
    assert_eq!(names(&Corpus::collect(pages)).len(), 2);
}

#[test]
fn parties_are_bodies_or_groups_and_not_both() {
    let corpus = corpus(&["{o Tories} won.", "{o Tories} lost.", "{g Tories} left."]);
    assert_eq!(names(&corpus), [row("Tories", 3)]);
    assert_eq!(corpus.entities()[0].kind, EntityKind::Organization);
}

#[test]
fn a_junior_is_the_one_of_that_name_unless_there_are_two() {
    let one = corpus(&["{p Ada Lund} left.", "{p Ada Lund Jr.} came."]);
    assert_eq!(names(&one), [row("Ada Lund Jr.", 2)]);
    let two = corpus(&["{p Ada Lund} left.", "{p Ada Lund Jr.} came.", "{p Ada Lund III} sat."]);
    assert_eq!(names(&two).len(), 3);
}

#[test]
fn a_short_given_name_links_to_the_whole_one_when_somebody_bears_it() {
    let corpus = corpus(&["{p Bill Marlow} spoke.", "{p William Marlow} left.", "{p Bob Quill} stayed."]);
    assert_eq!(names(&corpus), [row("Bill Marlow", 2), row("Bob Quill", 1)]);
}

#[test]
fn aliases_overrule_what_the_texts_say() {
    let texts =
        ["{p Ada Voss} spoke.", "{p Voss} left.", "{l Port Elsa} paid.", "{o Harbour Authority} paid."];
    let mut aliases = Aliases::default();
    aliases.add("Voss", "Voss", None);
    aliases.add("The Harbour Authority", "Port Elsa", Some(EntityKind::Organization));
    aliases.add("The Harbour Authority", "Harbour Authority", None);
    let corpus = corpus(&texts).with_aliases(aliases);
    assert_eq!(names(&corpus), [row("The Harbour Authority", 2), row("Ada Voss", 1), row("Voss", 1)]);
    let authority = &corpus.entities()[0];
    assert_eq!(authority.kind, EntityKind::Organization);
    assert_eq!(authority.aliases, ["Harbour Authority", "Port Elsa"]);
}

#[test]
fn aliases_overrule_who_stands_beside_whom() {
    let mut aliases = Aliases::default();
    aliases.add("Voss", "Voss", None);
    let corpus = corpus(&["{p Ada Voss} met {p Voss}.", "{p Voss} left."]).with_aliases(aliases);
    assert_eq!(names(&corpus), [row("Voss", 2), row("Ada Voss", 1)]);
}

#[test]
fn aliases_hold_for_parts_and_wholes() {
    let mut aliases = Aliases::default();
    aliases.add("Ada Voss", "Madam Ferry", None);
    let one = corpus(&["{p Ada Voss} spoke.", "{p Madam Ferry} left."]).with_aliases(aliases);
    let ids = Some(["p1".to_owned()].into());
    let part = one.filter(&Filter { ids, ..Filter::default() });
    assert_eq!(names(&part), [row("Ada Voss", 1)]);
    let other = Corpus::collect(vec![page("q", None, &["{p Madam Ferry} is back."])]);
    assert_eq!(names(&one.merge(other)), [row("Ada Voss", 3)]);
}

#[test]
fn aliases_do_the_same_at_any_number_of_threads() {
    let pages: Vec<Page> = (0..300)
        .map(|at| page(&format!("p{at:03}"), None, &[&format!("{{p Name{} Quill}} met {{l US}}.", at % 7)]))
        .collect();
    let of = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let mut aliases = Aliases::default();
        (0..5).for_each(|n| aliases.add("Everybody Quill", &format!("Name{n} Quill"), None));
        pool.install(|| Corpus::collect(pages.clone()).with_aliases(aliases).entities())
    };
    let one = of(1);
    assert_eq!(one.len(), 4);
    assert_eq!(of(2), one);
    assert_eq!(of(8), one);
}
