//! Mentions by office: "the prime minister" where the story names one, and only one.

use nutgraf_core::{Entity, EntityKind, Form, Mention, Span};
use nutgraf_tagger::gazetteer::{self, Field};

use super::draft::{Listed, is_listed, listed};
use crate::words::Words;

/// An office as a story may come back to it: its words in lower case, without the land.
struct Office {
    words: Vec<String>,
    /// The one entity that has it; none when several do.
    holder: Option<usize>,
    /// Where the story first says so.
    from: usize,
}

/// Words that may follow a person who was named by an office alone: anything else may be of a longer name.
pub(super) static FOLLOWERS: Listed = Listed::new(|| {
    listed(
        "a accepted added admitted after again agreed already also although always and announced answered \
         apologised apologized appeared appointed approved argued arrived as asked at backed because \
         became before began believed but by called came can cannot claimed confirmed could decided \
         declared declined defended denied described did died does during explained expressed faces \
         failed fled for from gave goes had has have headed her hinted his hopes in insisted into intends \
         is it its joined just knew later laughed leaves left lost made may meets met might moved must \
         named never no not noted now offered on only opened or ordered out over plans pledged praised \
         promised rejected refused replied reported resigned responded returned said saw says should sent \
         signed since so spoke spoken stood stopped stressed tells than that then there thinks this to \
         told took travelled traveled urged visited voted walked wanted wants warned was went were when \
         where which while who whose will with without won would writes wrote yesterday",
    )
});

/// Before "the", they speak of the office rather than of whoever has it: "become the mayor".
static OFFICES: Listed =
    Listed::new(|| listed("appointed as be became become becomes becoming being elected is named was"));

/// Adds the mentions by office, of offices that one person of the story has.
pub(crate) fn add(words: &Words, entities: &mut [Entity]) {
    let offices = offices(words.text, entities);
    if !offices.iter().any(|office| office.holder.is_some()) {
        return;
    }
    let mut named: Vec<Span> =
        entities.iter().flat_map(|entity| entity.mentions.iter().map(|mention| mention.span)).collect();
    named.extend(entities.iter().flat_map(|entity| entity.title_spans.iter().copied()));
    named.sort_unstable();
    for article in 0..words.len() {
        if !matches!(words.word(article), "the" | "The") {
            continue;
        }
        let at = words.tokens[article].start();
        let Some((office, span)) = offices.iter().filter(|office| office.from < at).find_map(|office| {
            let last = article + office.words.len();
            let same =
                (1..=office.words.len()).all(|n| is_in_lower(words.word(article + n), &office.words[n - 1]));
            (same && words.sentence_of(last) == words.sentence_of(article))
                .then(|| (office, words.tokens[article + 1].hull(words.tokens[last])))
        }) else {
            continue;
        };
        let near = named.partition_point(|other| other.end() <= span.start());
        let free = named.get(near).is_none_or(|other| other.start() >= span.end());
        let Some(holder) = office.holder.filter(|_| free && stands_alone(words, article, span)) else {
            continue;
        };
        let mentions = &mut entities[holder].mentions;
        let place = mentions.partition_point(|mention| mention.span < span);
        mentions.insert(place, Mention { span, form: Form::Nominal });
    }
}

/// Whether a word is another one in lower case.
fn is_in_lower(word: &str, lower: &str) -> bool {
    if word.is_ascii() { word.eq_ignore_ascii_case(lower) } else { word.to_lowercase() == lower }
}

/// The offices of the story's persons, the longest first.
fn offices(text: &str, entities: &[Entity]) -> Vec<Office> {
    let mut found: Vec<Office> = Vec::new();
    let persons = entities.iter().enumerate().filter(|(_, entity)| entity.kind == EntityKind::Person);
    for (n, entity) in persons {
        for &title in &entity.title_spans {
            let printed = title.slice(text).to_lowercase();
            let all: Vec<&str> = printed.split_whitespace().collect();
            let land =
                title.slice(text).split_whitespace().next().is_some_and(|word| {
                    gazetteer::country(word).is_some() || gazetteer::demonym(word).is_some()
                });
            let words = &all[usize::from(land)..];
            // The office itself, and its noun: "the minister" is the transport minister when no other is about.
            let head = match words.iter().position(|&word| matches!(word, "of" | "for")) {
                Some(at) => &words[..at],
                None => words,
            };
            let noun = &head[head.len().saturating_sub(1)..];
            // A deputy mayor is no mayor; one who was mayor is nobody now.
            let qualified = words.iter().any(|word| is_listed(&QUALIFIERS, word) || word.starts_with("ex-"));
            for office in [words, head, noun] {
                let own = !qualified || office.len() == words.len();
                if office.is_empty() || !own || !is_office(office) {
                    continue;
                }
                let office: Vec<String> = office.iter().map(|&word| word.to_owned()).collect();
                match found.iter_mut().find(|known| known.words == office) {
                    Some(known) if known.holder == Some(n) => known.from = known.from.min(title.end()),
                    Some(known) => known.holder = None,
                    None => found.push(Office { words: office, holder: Some(n), from: title.end() }),
                }
            }
        }
    }
    found.sort_by(|a, b| b.words.len().cmp(&a.words.len()).then_with(|| a.words.cmp(&b.words)));
    found
}

/// Words that make another office of an office.
static QUALIFIERS: Listed =
    Listed::new(|| listed("acting assistant associate deputy former interim late shadow then under vice"));

/// Whether an office is one that a person has for herself, in a land, a town or a company, and now.
fn is_office(words: &[&str]) -> bool {
    let field = gazetteer::title(words)
        .filter(|title| title.words == words.len())
        .or_else(|| words.last().and_then(|noun| gazetteer::title(&[*noun])))
        .map(|title| title.field);
    let past =
        words.iter().any(|word| matches!(*word, "former" | "late" | "then") || word.starts_with("ex-"));
    let own = [Field::Head, Field::Minister, Field::Local, Field::Business, Field::Royal, Field::Religious];
    !past && field.is_some_and(|field| own.contains(&field))
}

/// Whether the words around an office leave no doubt that it stands for its holder.
fn stands_alone(words: &Words, article: usize, span: Span) -> bool {
    let next = words.token_at(span.end());
    let follows = match words.word(next) {
        "" | "." | "," | ":" | ";" | "?" | "!" | "’s" | "'s" | "’" | "'" | "”" | "\"" | ")" | "—" | "–" => {
            true
        }
        word => is_listed(&FOLLOWERS, word),
    };
    let before = article.checked_sub(1).map_or("", |token| words.word(token));
    let as_office = is_listed(&OFFICES, before)
        || before == "of"
            && article.checked_sub(2).is_some_and(|token| {
                matches!(
                    words.word(token),
                    "post" | "role" | "job" | "office" | "title" | "position" | "election"
                )
            });
    // "the mayor, Ada Quill,": another's name may follow.
    let named = words.word(next) == "," && words.word(next + 1).starts_with(char::is_uppercase);
    let sentence = words.sentences[words.sentence_of(article)];
    let ahead = &words.text[sentence.start()..span.start()];
    let quoted =
        ahead.matches('“').count() > ahead.matches('”').count() || ahead.matches('"').count() % 2 == 1;
    follows && !as_office && !named && !quoted
}

#[cfg(test)]
mod tests {
    use nutgraf_core::{Article, sentences};
    use nutgraf_tagger::{Kind, Name};

    use super::*;

    /// What the office's mentions of each person are.
    fn found(text: &str, persons: &[&str]) -> Vec<String> {
        let article = Article {
            text: text.to_owned(),
            sentences: sentences(text, Span::of(text)),
            ..Article::default()
        };
        let words = Words::of(&article);
        let names: Vec<Name> = persons
            .iter()
            .map(|name| {
                let at = text.find(name).unwrap();
                Name { span: Span::at(at, at + name.len()), kind: Kind::Person }
            })
            .collect();
        let mut entities = super::super::of_names(&words, &names, &mut 0);
        add(&words, &mut entities);
        let nominal = |entity: &Entity| {
            let own = entity.mentions.iter().filter(|mention| mention.form == Form::Nominal);
            own.map(|mention| format!("{}: {}", entity.name, mention.span.slice(text))).collect::<Vec<_>>()
        };
        entities.iter().flat_map(nominal).collect()
    }

    #[test]
    fn the_one_who_has_an_office_is_meant_by_it() {
        let text = "Australian Prime Minister Ada Quill left. Later the prime minister’s plane landed.";
        assert_eq!(found(text, &["Ada Quill"]), ["Ada Quill: prime minister"]);
        let text = "Minister of Ports Ada Quill left. The minister was late.";
        assert_eq!(found(text, &["Ada Quill"]), ["Ada Quill: minister"]);
    }

    #[test]
    fn of_two_it_is_neither() {
        let text = "Prime Minister Ada Quill met Prime Minister Otto Oda. The prime minister was late.";
        assert!(found(text, &["Ada Quill", "Otto Oda"]).is_empty());
        let text = "Prime Minister Ada Quill met Minister of Ports Otto Oda. The minister was late.";
        assert!(found(text, &["Ada Quill", "Otto Oda"]).is_empty());
    }

    #[test]
    fn an_office_alone_is_nobody() {
        for text in [
            "The mayor was late. Then Mayor Ada Quill came.",
            "Mayor Ada Quill spoke. He wants to become the mayor of Fell.",
            "Mayor Ada Quill spoke. He wants to become the mayor.",
            "Mayor Ada Quill spoke. Now the mayor race is open.",
            "Mayor Ada Quill spoke. They met the mayor, Otto Oda, later.",
            "Former mayor Ada Quill spoke. The mayor was late.",
            "Mayor Ada Quill spoke. “Then the mayor left,” said a clerk.",
            "Captain Ada Quill spoke. The captain left.",
        ] {
            assert!(found(text, &["Ada Quill"]).is_empty(), "{text}");
        }
    }
}
