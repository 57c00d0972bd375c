//! Compiles word lists into the tables of the model file.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use nutgraf_text::{Span, tokens};

use super::corpus::Example;
use super::pack::Tables;
use crate::hash;
use crate::word::{borne, borne_key, has_capital, listed, lowered};
use nutgraf_gazetteer as own;

/// The large lists, as the tab-separated files of the training data hold them, and the crate's own small ones.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "each is a file's content, named as the file")]
pub struct Lists {
    pub clusters: String,
    pub cities: String,
    pub countries: String,
    pub us_admin: String,
    pub surnames: String,
    pub given_female: String,
    pub given_male: String,
}

/// People from which a place counts, by the number of its words; a single word is more often something else.
const LEAST_PEOPLE: [u64; 2] = [15_000, 5_000];
/// People from which the other names of a city count.
const KNOWN_ELSEWHERE: u64 = 400_000;

fn rows(list: &str) -> impl Iterator<Item = Vec<&str>> {
    list.lines().map(|line| line.split('\t').collect())
}

fn add(phrases: &mut BTreeMap<u64, u16>, name: &str, lists: u16) {
    let mut words = tokens(name, Span::of(name)).into_iter().map(|span| hash::word(span.slice(name)));
    if let Some(first) = words.next() {
        let hash = words.fold(first, hash::pair);
        *phrases.entry(hash).or_default() |= lists;
    }
}

/// What of the own lists goes into a table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// What training has features of: it shall not learn that the lists know every name.
    Seen,
    /// All of it, for the model that is made.
    Whole,
}

impl Part {
    fn has(self, mark: &str) -> bool {
        self == Part::Whole || !matches!(mark, "unseen" | "later")
    }
}

static ORGANIZATIONS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    own::rows(own::ORGANIZATIONS).filter(|row| row[2] != "later").map(|[name, ..]| name).collect()
});

/// Whether the lists know a name, as printed, as an organization's by which the training corrects what a machine
/// labelled otherwise: not one marked `later`, of which the training knows nothing.
pub fn is_organization(name: &str) -> bool {
    ORGANIZATIONS.contains(name)
}

pub(crate) fn compile(lists: &Lists, examples: &[Example], part: Part) -> Tables {
    let mut phrases = BTreeMap::new();
    places(&mut phrases, lists);
    hand_lists(&mut phrases, part);
    let mut words: Vec<(u64, u16)> = Vec::new();
    for row in rows(&lists.clusters) {
        if let [word, cluster] = row[..]
            && let Ok(cluster) = cluster.parse::<u64>()
        {
            // The tenth bit and above are cut; a cluster of 0 would read as none.
            words.push((hash::word(word), (cluster as u16) & 1023));
        }
    }
    words.extend(
        borne_words(lists, examples, part)
            .into_iter()
            .map(|(word, lists)| (borne_key(hash::word(&word)), lists)),
    );
    Tables { words, phrases: phrases.into_iter().collect() }
}

fn places(phrases: &mut BTreeMap<u64, u16>, lists: &Lists) {
    for row in rows(&lists.cities).skip(1) {
        let [name, _, people, ref others @ ..] = row[..] else { continue };
        let people: u64 = people.parse().unwrap_or(0);
        let size = match people {
            1_000_000.. => listed::METROPOLIS,
            100_000.. => listed::CITY,
            _ => listed::TOWN,
        };
        if people >= LEAST_PEOPLE[usize::from(name.contains([' ', '-']))] {
            add(phrases, name, size);
        }
        if people >= KNOWN_ELSEWHERE {
            for other in others.iter().flat_map(|others| others.split('|')).filter(|other| has_capital(other))
            {
                add(phrases, other, listed::OTHER_NAME);
            }
        }
    }
    for row in rows(&lists.countries).skip(1) {
        if let [name, _, _, capital, ..] = row[..] {
            add(phrases, name, listed::COUNTRY);
            add(phrases, capital, listed::CITY);
        }
    }
    for row in rows(&lists.us_admin).skip(1) {
        if let [name, level, ..] = row[..] {
            add(phrases, name, if level == "continent" { listed::REGION } else { listed::PART });
        }
    }
}

fn hand_lists(phrases: &mut BTreeMap<u64, u16>, part: Part) {
    for [name, of, relation] in own::rows(own::PLACES) {
        let lists = match relation {
            "alias" => listed::COUNTRY,
            "province" | "feature" if part == Part::Seen => continue,
            "part" | "province" => listed::PART,
            _ => listed::REGION,
        };
        add(phrases, name, lists);
        if relation == "alias" {
            add(phrases, of, lists);
        }
    }
    for [word, place, level] in own::rows(own::DEMONYMS).filter(|row| part.has(row[2])) {
        add(phrases, word, listed::DEMONYM);
        if level == "country" {
            add(phrases, place, listed::COUNTRY);
        }
    }
    for [word, ..] in own::rows(own::GROUP_LIST) {
        add(phrases, word, listed::GROUP);
    }
    for [word, ..] in own::rows(own::CALENDAR_LIST) {
        add(phrases, word, listed::CALENDAR);
    }
    for [title, ..] in own::rows(own::TITLE_LIST).filter(|row| part.has(row[2])) {
        add(phrases, title, listed::TITLE);
    }
    for [word, what, _] in own::rows(own::ORGANIZATION_WORDS) {
        let lists = match what {
            "suffix" => listed::SUFFIX,
            "head" => listed::HEAD,
            _ => listed::AGENCY,
        };
        add(phrases, word, lists);
    }
    for [name, ..] in own::rows(own::ORGANIZATIONS).filter(|row| part.has(row[2])) {
        add(phrases, name, listed::ORGANIZATION);
    }
    for [name, ..] in own::rows(own::THINGS).filter(|row| part.has(row[2])) {
        add(phrases, name, listed::THING);
    }
}

/// The lists that words in lower case are in.
fn borne_words(lists: &Lists, examples: &[Example], part: Part) -> BTreeMap<String, u16> {
    let mut words: BTreeMap<String, u16> = BTreeMap::new();
    let mut put = |list: &str, common: u16, rare: u16, until: u32| {
        for row in rows(list).skip(1) {
            if let [name, _, rank] = row[..] {
                let rank: u32 = rank.parse().unwrap_or(u32::MAX);
                *words.entry(name.to_owned()).or_default() |= if rank <= until { common } else { rare };
            }
        }
    };
    put(&lists.given_female, borne::FEMALE, borne::FEMALE_RARE, 800);
    put(&lists.given_male, borne::MALE, borne::MALE_RARE, 500);
    put(&lists.surnames, borne::SURNAME, borne::SURNAME_RARE, 6000);
    for [name, what, _] in own::rows(own::NAMES).filter(|row| part.has(row[2])) {
        let (known, abroad) = match what {
            "female" | "male" | "given" => (borne::FEMALE | borne::MALE, borne::GIVEN_ABROAD),
            _ => (borne::SURNAME, borne::SURNAME_ABROAD),
        };
        let lists = words.entry(name.to_lowercase()).or_default();
        if *lists & known == 0 {
            *lists |= abroad;
        }
    }
    for [title, ..] in own::rows(own::TITLE_LIST).filter(|row| part.has(row[2])) {
        for word in title.to_lowercase().split(' ') {
            *words.entry(word.to_owned()).or_default() |= borne::TITLE;
        }
    }
    // Words in lower case that are names more often than not.
    let mut seen: BTreeMap<&str, [u32; 2]> = BTreeMap::new();
    for example in examples {
        let text = example.text.as_str();
        for line in Span::of(text).slice(text).split_inclusive('\n') {
            let from = line.as_ptr() as usize - text.as_ptr() as usize;
            for token in tokens(text, Span::at(from, from + line.len())) {
                let word = token.slice(text);
                if word.starts_with(char::is_lowercase) && lowered(word) == word {
                    let named = example
                        .gold
                        .iter()
                        .any(|gold| gold.span.start() == token.start() && !gold.doubtful());
                    seen.entry(word).or_default()[usize::from(named)] += 1;
                }
            }
        }
    }
    for (word, [other, named]) in seen {
        if named >= 2 && named > other {
            *words.entry(word.to_owned()).or_default() |= borne::NAME;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_names_correct_no_labels() {
        assert!(is_organization("Microsoft") && is_organization("Gartner"));
        assert!(!is_organization("Radiohead") && own::known("Radiohead").is_some());
    }

    #[test]
    fn what_is_unseen_is_in_the_whole_alone() {
        let [seen, whole] = [Part::Seen, Part::Whole].map(|part| compile(&Lists::default(), &[], part));
        let has = |tables: &Tables, name: &str| {
            let mut phrases = BTreeMap::new();
            add(&mut phrases, name, 1);
            phrases.keys().all(|hash| tables.phrases.iter().any(|(other, _)| other == hash))
        };
        for (name, in_seen) in [
            ("Microsoft", true),
            ("Gartner", false),
            ("Krakatoa", false),
            ("Gauteng", false),
            ("Cllr", false),
            ("Radiohead", false),
        ] {
            assert_eq!((has(&seen, name), has(&whole, name)), (in_seen, true), "{name}");
        }
    }
}
