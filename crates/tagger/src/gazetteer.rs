//! Word lists of news: titles, nationalities, groups, organisations' words, the calendar, countries.
//!
//! The lists are small and hand-written; each is read at its first use. Lookups are by exact case unless said.
//!
//! ```
//! use nutgraf_tagger::gazetteer;
//!
//! assert_eq!(gazetteer::country("U.S."), Some("United States"));
//! assert_eq!(gazetteer::demonym("Taiwanese").map(|d| d.place), Some("Taiwan"));
//! let title = gazetteer::title(&["Deputy", "Prime", "Minister", "Ada", "Quill"]);
//! assert_eq!(title.map(|t| t.words), Some(3));
//! assert_eq!(gazetteer::country("Atlantis"), None);
//! ```

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::{Kind, Tagger};

/// The field of a title or calling.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Field {
    Honorific,
    Royal,
    Religious,
    Head,
    Minister,
    Legislator,
    Local,
    Military,
    Police,
    Judicial,
    Business,
    Press,
    Sport,
    Person,
}

/// A person's title or calling.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Title {
    /// How many words it has.
    pub words: usize,
    /// Its field: the first in the list's order when it has several ("President" of a country or a company).
    pub field: Field,
}

/// A nationality or an inhabitant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Demonym {
    /// The place, by its canonical name.
    pub place: &'static str,
    /// Whether the place is a country.
    pub country: bool,
}

/// What binds a group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Group {
    Ethnic,
    Religious,
    Political,
}

/// What a word of an organisation's name is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OrganizationWord {
    /// A company's form: Inc., GmbH.
    Suffix,
    /// The word that says what it is: Ministry, University.
    Head,
    /// A news agency or broadcaster, whole.
    Agency,
}

/// A word of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Calendar {
    /// A month, from 1.
    Month(u8),
    /// A day of the week, Monday = 1.
    Weekday(u8),
    /// A season.
    Season,
    /// A holiday.
    Holiday,
}

/// What a place of the hand list is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// A country.
    Country,
    /// A province, state or county.
    Part,
    /// A region, continent, sea or mountain range.
    Region,
}

type Words<V> = LazyLock<FxHashMap<&'static str, V>>;

/// The rows of a list, its columns cut at tabs; a missing column is empty.
pub(crate) fn rows(list: &'static str) -> impl Iterator<Item = [&'static str; 3]> {
    list.lines().skip(1).filter(|line| !line.is_empty()).map(|line| {
        let mut columns = line.split('\t');
        std::array::from_fn(|_| columns.next().unwrap_or_default())
    })
}

/// A map in which the first row of a key wins.
fn first_wins<K: std::hash::Hash + Eq, V>(pairs: impl Iterator<Item = (K, V)>) -> FxHashMap<K, V> {
    let mut map = FxHashMap::default();
    for (key, value) in pairs {
        map.entry(key).or_insert(value);
    }
    map
}

pub(crate) const PLACES: &str = include_str!("../gazetteer/places.tsv");
pub(crate) const DEMONYMS: &str = include_str!("../gazetteer/demonyms.tsv");
pub(crate) const TITLES_LIST: &str = include_str!("../gazetteer/titles.tsv");
pub(crate) const GROUPS_LIST: &str = include_str!("../gazetteer/groups.tsv");
pub(crate) const ORGANIZATION_LIST: &str = include_str!("../gazetteer/organization_words.tsv");
pub(crate) const ORGANIZATIONS: &str = include_str!("../gazetteer/organizations.tsv");
pub(crate) const THINGS: &str = include_str!("../gazetteer/things.tsv");
#[cfg(any(test, feature = "train"))]
pub(crate) const NAMES: &str = include_str!("../gazetteer/names.tsv");
pub(crate) const CALENDAR_LIST: &str = include_str!("../gazetteer/calendar.tsv");

static TITLES: LazyLock<FxHashMap<String, Field>> = LazyLock::new(|| {
    first_wins(rows(TITLES_LIST).filter_map(|[title, field, _]| {
        let field = match field {
            "honorific" => Field::Honorific,
            "royal" => Field::Royal,
            "religious" => Field::Religious,
            "head" => Field::Head,
            "minister" => Field::Minister,
            "legislator" => Field::Legislator,
            "local" => Field::Local,
            "military" => Field::Military,
            "police" => Field::Police,
            "judicial" => Field::Judicial,
            "business" => Field::Business,
            "press" => Field::Press,
            "sport" => Field::Sport,
            "person" => Field::Person,
            _ => return None,
        };
        Some((title.to_lowercase(), field))
    }))
});

static DEMONYM: Words<Demonym> = LazyLock::new(|| {
    first_wins(
        rows(DEMONYMS).map(|[word, place, level]| (word, Demonym { place, country: level == "country" })),
    )
});

static GROUPS: Words<Group> = LazyLock::new(|| {
    first_wins(rows(GROUPS_LIST).filter_map(|[word, bond, _]| {
        let group = match bond {
            "ethnic" => Group::Ethnic,
            "religious" => Group::Religious,
            "political" => Group::Political,
            _ => return None,
        };
        Some((word, group))
    }))
});

static ORGANIZATION: Words<OrganizationWord> = LazyLock::new(|| {
    first_wins(rows(ORGANIZATION_LIST).filter_map(|[word, what, _]| {
        let what = match what {
            "suffix" => OrganizationWord::Suffix,
            "head" => OrganizationWord::Head,
            "agency" => OrganizationWord::Agency,
            _ => return None,
        };
        Some((word, what))
    }))
});

static CALENDAR: Words<Calendar> = LazyLock::new(|| {
    first_wins(rows(CALENDAR_LIST).filter_map(|[word, what, number]| {
        let word_of = match what {
            "month" => Calendar::Month(number.parse().ok()?),
            "weekday" => Calendar::Weekday(number.parse().ok()?),
            "season" => Calendar::Season,
            "holiday" => Calendar::Holiday,
            _ => return None,
        };
        Some((word, word_of))
    }))
});

static COUNTRIES: Words<&'static str> = LazyLock::new(|| {
    let canonical = rows(DEMONYMS).filter(|row| row[2] == "country").map(|[_, place, _]| (place, place));
    let aliases = rows(PLACES).filter(|row| row[2] == "alias");
    first_wins(canonical.chain(aliases.flat_map(|[name, of, _]| [(name, of), (of, of)])))
});

static PARTS: Words<Place> = LazyLock::new(|| {
    first_wins(rows(PLACES).filter_map(|[name, _, relation]| match relation {
        "part" => Some((name, Place::Part)),
        "region" => Some((name, Place::Region)),
        _ => None,
    }))
});

static KNOWN: Words<Kind> = LazyLock::new(|| {
    let organizations = rows(ORGANIZATIONS).map(|[name, ..]| (name, Kind::Organization));
    let things = rows(THINGS).filter_map(|[name, what, _]| match what {
        "product" => Some((name, Kind::Product)),
        "work" => Some((name, Kind::Work)),
        "event" => Some((name, Kind::Event)),
        _ => None,
    });
    first_wins(organizations.chain(things))
});

static LONGEST_TITLE: LazyLock<usize> =
    LazyLock::new(|| TITLES.keys().map(|title| title.split(' ').count()).max().unwrap_or(0));

/// The longest title that opens `words`, in any case: "prime minister" and "Prime Minister" alike. A word that may be
/// something else ("general", "may") is the caller's to judge.
pub fn title(words: &[&str]) -> Option<Title> {
    let mut joined = String::new();
    let mut found = None;
    for (n, word) in words.iter().take(*LONGEST_TITLE).enumerate() {
        if n > 0 {
            joined.push(' ');
        }
        joined.extend(word.chars().flat_map(char::to_lowercase));
        if let Some(&field) = TITLES.get(&joined) {
            found = Some(Title { words: n + 1, field });
        }
    }
    found
}

/// The place of a nationality or inhabitant, adjective or noun: "Japanese", "Texans".
pub fn demonym(word: &str) -> Option<Demonym> {
    DEMONYM.get(word).copied()
}

/// What binds the group a word names: "Kurds", "Catholic", "Republicans".
pub fn group(word: &str) -> Option<Group> {
    GROUPS.get(word).copied()
}

/// What a word of an organisation's name is. A capitalised head word ("House", "Times") is no proof of an organisation.
pub fn organization_word(word: &str) -> Option<OrganizationWord> {
    ORGANIZATION.get(word).copied()
}

/// What a well-known organization, product, work or event is, by its name as printed, without "the": "Lockheed Martin",
/// "Hubble Space Telescope". Names that are as often a place's, a person's or no name are not listed.
pub fn known(name: &str) -> Option<Kind> {
    KNOWN.get(name).copied()
}

/// What a word says of the calendar. "May" and "March" are other words, too.
pub fn calendar(word: &str) -> Option<Calendar> {
    CALENDAR.get(word).copied()
}

/// The canonical name of a country, from it or another name of it, with or without a leading "the": "US", "U.S.",
/// "the United States" and "USA" are one. The European Union and a few states of the past count as countries.
pub fn country(name: &str) -> Option<&'static str> {
    let bare = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    COUNTRIES.get(bare).copied()
}

/// What place of the hand list a name names: a country, a province or state, a region or sea. Cities are not listed.
pub fn place(name: &str) -> Option<Place> {
    if country(name).is_some() { Some(Place::Country) } else { PARTS.get(name).copied() }
}

/// Who bears a given name, by the United States census of 1990.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gender {
    /// Mostly women.
    Female,
    /// Mostly men.
    Male,
    /// Both.
    Either,
}

/// Who bears `word` as a given name, in any case; `None` when it is no common one. It comes from the embedded model.
pub fn given(word: &str) -> Option<Gender> {
    Tagger::embedded().given(word)
}

/// Whether `word` is a surname of the embedded model's list, in any case.
pub fn surname(word: &str) -> bool {
    Tagger::embedded().surname(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_country_are_one() {
        for name in ["US", "USA", "U.S.", "United States", "the United States", "America"] {
            assert_eq!(country(name), Some("United States"), "{name}");
        }
        assert_eq!(country("Scotland"), None);
        assert_eq!(place("Scotland"), Some(Place::Part));
    }

    #[test]
    fn the_longest_title_wins_in_any_case() {
        assert_eq!(title(&["prime", "minister", "Oda"]), Some(Title { words: 2, field: Field::Head }));
        assert_eq!(title(&["Mr.", "Oda"]), Some(Title { words: 1, field: Field::Honorific }));
        assert_eq!(title(&["Oda"]), None);
        assert_eq!(title(&[]), None);
    }

    #[test]
    fn every_row_of_every_list_is_understood() {
        assert_eq!(rows(DEMONYMS).filter(|row| !matches!(row[2], "country" | "region")).count(), 0);
        let known = |what: &str| matches!(what, "product" | "work" | "event");
        assert_eq!(rows(THINGS).filter(|row| !known(row[1])).count(), 0);
        assert_eq!(rows(NAMES).filter(|row| !matches!(row[1], "given" | "surname")).count(), 0);
        assert_eq!(rows(PLACES).filter(|row| !matches!(row[2], "alias" | "part" | "region")).count(), 0);
        assert_eq!(calendar("Thursday"), Some(Calendar::Weekday(4)));
        assert_eq!(group("Kurds"), Some(Group::Ethnic));
        assert_eq!(known("Lockheed Martin"), Some(Kind::Organization));
        assert_eq!(known("World Cup"), Some(Kind::Event));
        assert_eq!(organization_word("Ministry"), Some(OrganizationWord::Head));
        assert_eq!(demonym("Japanese"), Some(Demonym { place: "Japan", country: true }));
    }
}
