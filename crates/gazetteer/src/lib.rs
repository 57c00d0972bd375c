//! Word lists of news: titles, nationalities, groups, organisations' words, the calendar, countries; well-known bodies,
//! persons, things and buildings.
//!
//! The lists are hand-written; each is read at its first use. Lookups are by exact case unless said; an apostrophe may be
//! a typewriter's (') or a printer's (’).
//!
//! ```
//! use nutgraf_gazetteer as gazetteer;
//!
//! assert_eq!(gazetteer::country("U.S."), Some("United States"));
//! assert_eq!(gazetteer::demonym("Taiwanese").map(|d| d.place), Some("Taiwan"));
//! let title = gazetteer::title(&["Deputy", "Prime", "Minister", "Ada", "Quill"]);
//! assert_eq!(title.map(|t| t.words), Some(3));
//! assert_eq!(gazetteer::country("Atlantis"), None);
//! ```

mod body;
mod lower;
mod short;
mod table;
mod title;
mod trade;
mod venue;

use std::sync::LazyLock;

pub use body::{club_of, longest_name, party, team};
pub use lower::Lower;
pub use short::{whole_body, whole_place};
pub use table::{Table, straight};
pub use title::{opens_title, title};
pub use trade::{may_be_left_out, trade};
pub use venue::venue;

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

/// Who bears a given name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gender {
    /// Mostly women.
    Female,
    /// Mostly men.
    Male,
    /// Both, or it is not known.
    Either,
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
    /// A region, continent, water or mountain.
    Region,
}

/// What a well-known name names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Known {
    Organization,
    Product,
    Work,
    Event,
}

type Words<V> = LazyLock<Table<V>>;

/// The rows of a list, its columns cut at tabs, without the line that names them; a missing column is empty.
pub fn rows(list: &'static str) -> impl Iterator<Item = [&'static str; 3]> {
    let mut rest = list;
    let row = move || {
        let line = cut(&mut rest, b'\n')?;
        let mut line = line.strip_suffix('\r').unwrap_or(line);
        Some(std::array::from_fn(|_| cut(&mut line, b'\t').unwrap_or_default()))
    };
    std::iter::from_fn(row).skip(1).filter(|row| !row[0].is_empty())
}

/// Takes what a text has before the first such byte off it, and the byte; all when there is none, nothing when nothing
/// is left. The standard library's search prepares for longer texts than a column.
fn cut<'t>(text: &mut &'t str, at: u8) -> Option<&'t str> {
    if text.is_empty() {
        return None;
    }
    let end = text.bytes().position(|byte| byte == at);
    let taken = &text[..end.unwrap_or(text.len())];
    *text = end.map_or("", |end| &text[end + 1..]);
    Some(taken)
}

/// Other names of countries (`alias`), provinces and states (`part`, `province`), regions and seas (`region`),
/// mountains, waters and the like (`feature`).
pub const PLACES: &str = include_str!("../list/places.tsv");
/// Nationalities and inhabitants, their place, and whether it is a country (`country`) or not (`region`, `later`).
pub const DEMONYMS: &str = include_str!("../list/demonyms.tsv");
/// Titles and callings, with their field.
pub const TITLE_LIST: &str = include_str!("../list/titles.tsv");
/// Groups, with what binds them.
pub const GROUP_LIST: &str = include_str!("../list/groups.tsv");
/// Words of organizations' names, with what they are.
pub const ORGANIZATION_WORDS: &str = include_str!("../list/organization_words.tsv");
/// Well-known organizations, with their sort.
pub const ORGANIZATIONS: &str = include_str!("../list/organizations.tsv");
/// Well-known products, works and events.
pub const THINGS: &str = include_str!("../list/things.tsv");
/// Well-known persons, and figures, whom a name model takes for something else or may not know.
pub const PERSONS: &str = include_str!("../list/persons.tsv");
/// Given names of the world, with who bears them, and surnames.
pub const NAMES: &str = include_str!("../list/names.tsv");
/// Words of the calendar, with their number.
pub const CALENDAR_LIST: &str = include_str!("../list/calendar.tsv");

static DEMONYM: Words<Demonym> = LazyLock::new(|| {
    rows(DEMONYMS)
        .map(|[word, place, level]| (word, Demonym { place, country: level == "country" }))
        .collect()
});

static GROUPS: Words<Group> = LazyLock::new(|| {
    rows(GROUP_LIST)
        .filter_map(|[word, bond, _]| {
            let group = match bond {
                "ethnic" => Group::Ethnic,
                "religious" => Group::Religious,
                "political" => Group::Political,
                _ => return None,
            };
            Some((word, group))
        })
        .collect()
});

static ORGANIZATION: Words<OrganizationWord> = LazyLock::new(|| {
    rows(ORGANIZATION_WORDS)
        .filter_map(|[word, what, _]| {
            let what = match what {
                "suffix" => OrganizationWord::Suffix,
                "head" => OrganizationWord::Head,
                "agency" => OrganizationWord::Agency,
                _ => return None,
            };
            Some((word, what))
        })
        .collect()
});

static CALENDAR: Words<Calendar> = LazyLock::new(|| {
    rows(CALENDAR_LIST)
        .filter_map(|[word, what, number]| {
            let word_of = match what {
                "month" => Calendar::Month(number.parse().ok()?),
                "weekday" => Calendar::Weekday(number.parse().ok()?),
                "season" => Calendar::Season,
                "holiday" => Calendar::Holiday,
                _ => return None,
            };
            Some((word, word_of))
        })
        .collect()
});

static COUNTRIES: Words<&'static str> = LazyLock::new(|| {
    let canonical = rows(DEMONYMS).filter(|row| row[2] == "country").map(|[_, place, _]| (place, place));
    let aliases = rows(PLACES).filter(|row| row[2] == "alias");
    canonical.chain(aliases.flat_map(|[name, of, _]| [(name, of), (of, of)])).collect()
});

static PARTS: Words<Place> = LazyLock::new(|| {
    rows(PLACES)
        .filter_map(|[name, _, relation]| match relation {
            "part" | "province" => Some((name, Place::Part)),
            "region" | "feature" => Some((name, Place::Region)),
            _ => None,
        })
        .collect()
});

static KNOWN: Words<Known> = LazyLock::new(|| {
    let organizations = rows(ORGANIZATIONS).map(|[name, ..]| (name, Known::Organization));
    let things = rows(THINGS).filter_map(|[name, what, _]| match what {
        "product" => Some((name, Known::Product)),
        "work" => Some((name, Known::Work)),
        "event" => Some((name, Known::Event)),
        _ => None,
    });
    organizations.chain(things).collect()
});

static FAMOUS: Words<()> = LazyLock::new(|| rows(PERSONS).map(|[name, ..]| name).collect());

static BEARERS: Words<Gender> = LazyLock::new(|| {
    rows(NAMES)
        .filter_map(|[name, what, _]| match what {
            "female" => Some((name, Gender::Female)),
            "male" => Some((name, Gender::Male)),
            "given" => Some((name, Gender::Either)),
            _ => None,
        })
        .collect()
});

/// Short forms of given names, and what they certainly stand for.
const NICKNAMES: [(&str, &str); 41] = [
    ("abe", "abraham"),
    ("al", "albert"),
    ("alex", "alexander"),
    ("andy", "andrew"),
    ("ben", "benjamin"),
    ("bernie", "bernard"),
    ("bill", "william"),
    ("bob", "robert"),
    ("bobby", "robert"),
    ("charlie", "charles"),
    ("chris", "christopher"),
    ("chuck", "charles"),
    ("dan", "daniel"),
    ("dave", "david"),
    ("dick", "richard"),
    ("don", "donald"),
    ("ed", "edward"),
    ("fred", "frederick"),
    ("greg", "gregory"),
    ("jeff", "jeffrey"),
    ("jim", "james"),
    ("jimmy", "james"),
    ("joe", "joseph"),
    ("ken", "kenneth"),
    ("larry", "lawrence"),
    ("liz", "elizabeth"),
    ("matt", "matthew"),
    ("matty", "matthew"),
    ("mike", "michael"),
    ("mitch", "mitchell"),
    ("nick", "nicholas"),
    ("pat", "patrick"),
    ("pete", "peter"),
    ("rick", "richard"),
    ("rob", "robert"),
    ("ron", "ronald"),
    ("sam", "samuel"),
    ("steve", "stephen"),
    ("ted", "edward"),
    ("tim", "timothy"),
    ("tom", "thomas"),
];

/// The place of a nationality or inhabitant, adjective or noun: "Japanese", "Texans".
pub fn demonym(word: &str) -> Option<Demonym> {
    DEMONYM.get(word).copied()
}

/// The words with which names of lands of several words open, and those of who lives there.
static LAND_OPENINGS: Words<()> = LazyLock::new(|| {
    let names = DEMONYM.words().chain(COUNTRIES.words());
    names.filter_map(|name| name.split_once(' ')).map(|(first, _)| first).collect()
});

/// Whether a word may open the name of a country, or a nationality, of several words: "South", "Saudi".
pub fn opens_land(word: &str) -> bool {
    LAND_OPENINGS.contains(word)
}

/// What binds the group a word names: "Kurds", "Catholic", "Republicans".
pub fn group(word: &str) -> Option<Group> {
    GROUPS.get_printed(word).copied()
}

/// Adjectives and other spellings of groups, and what one of them is called.
const MEMBERS: [(&str, &str); 12] = [
    ("Democratic", "Democrat"),
    ("Jewish", "Jew"),
    ("Kurdish", "Kurd"),
    ("Moslem", "Muslim"),
    ("Moslems", "Muslim"),
    ("Shi'a", "Shiite"),
    ("Shi'ite", "Shiite"),
    ("Shi'ites", "Shiite"),
    ("Shia", "Shiite"),
    ("Shias", "Shiite"),
    ("Uighur", "Uyghur"),
    ("Uighurs", "Uyghur"),
];

/// What one of the group that a name names is called: "Republican" for "Republicans", "Kurd" for "Kurdish". None for a
/// name that is that itself, or names no group of the list.
///
/// ```
/// use nutgraf_gazetteer::member;
///
/// assert_eq!((member("Republicans"), member("Kurdish")), (Some("Republican"), Some("Kurd")));
/// assert_eq!((member("Shi'ites"), member("Shi’ites")), (Some("Shiite"), Some("Shiite")));
/// assert_eq!((member("Republican"), member("Fells")), (None, None));
/// ```
pub fn member(name: &str) -> Option<&str> {
    match MEMBERS.iter().find(|(other, _)| *other == straight(name)) {
        Some(&(_, member)) => Some(member),
        None => name.strip_suffix('s').filter(|one| GROUPS.contains(one)),
    }
}

/// What a word of an organisation's name is. A capitalised head word ("House", "Times") is no proof of an organisation.
pub fn organization_word(word: &str) -> Option<OrganizationWord> {
    ORGANIZATION.get(word).copied()
}

/// What a well-known organization, product, work or event is, by its name as printed, without "the": "Lockheed Martin",
/// "Hubble Space Telescope". Names that are as often a place's, a person's or no name are not listed.
pub fn known(name: &str) -> Option<Known> {
    KNOWN.get_printed(name).copied()
}

/// Whether a name is a well-known person's, as printed: "Dua Lipa", "Narendra Modi".
pub fn person(name: &str) -> bool {
    FAMOUS.get_printed(name).is_some()
}

/// The given name that a short form of it stands for, both in lower case: "bill" is "william". Short forms of several
/// names are not listed.
pub fn nickname(short: &str) -> Option<&'static str> {
    NICKNAMES.iter().find(|(listed, _)| *listed == short).map(|&(_, full)| full)
}

/// Who bears a given name of the list of the world's names, as printed there: "Nils", "Agnieszka".
pub fn bearer(name: &str) -> Option<Gender> {
    BEARERS.get_printed(name).copied()
}

/// What a word says of the calendar. "May" and "March" are other words, too.
pub fn calendar(word: &str) -> Option<Calendar> {
    CALENDAR.get_printed(word).copied()
}

/// The canonical name of a country, from it or another name of it, with or without a leading "the": "US", "U.S.",
/// "the United States" and "USA" are one. The European Union and a few states of the past count as countries.
pub fn country(name: &str) -> Option<&'static str> {
    let bare = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    COUNTRIES.get_printed(bare).copied()
}

/// What place of the hand list a name names: a country, a province or state, a region or sea. Cities are not listed.
pub fn place(name: &str) -> Option<Place> {
    if country(name).is_some() { Some(Place::Country) } else { PARTS.get_printed(name).copied() }
}

/// All names that [`place`] knows, in no order.
pub fn places() -> impl Iterator<Item = &'static str> {
    COUNTRIES.words().chain(PARTS.words())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_cut_at_tabs_whatever_ends_their_lines() {
        let found: Vec<_> = rows("name\twhat\r\nFell\tfirm\r\n\nLund\n\tnone\nQuill\ta\tb\tc").collect();
        assert_eq!(found, [["Fell", "firm", ""], ["Lund", "", ""], ["Quill", "a", "b"]]);
        assert_eq!(rows("").count(), 0);
    }

    #[test]
    fn names_of_one_country_are_one() {
        for name in ["US", "USA", "U.S.", "United States", "the United States", "America"] {
            assert_eq!(country(name), Some("United States"), "{name}");
        }
        assert_eq!(country("Scotland"), None);
        assert_eq!(place("Scotland"), Some(Place::Part));
    }

    #[test]
    fn every_row_of_every_list_is_understood() {
        assert_eq!(rows(DEMONYMS).filter(|row| !matches!(row[2], "country" | "later" | "region")).count(), 0);
        let thing = |what: &str| matches!(what, "product" | "work" | "event");
        assert_eq!(rows(THINGS).filter(|row| !thing(row[1])).count(), 0);
        let bearer = |what: &str| matches!(what, "female" | "male" | "given" | "surname");
        assert_eq!(rows(NAMES).filter(|row| !bearer(row[1])).count(), 0);
        assert_eq!(
            rows(PLACES)
                .filter(|row| !matches!(row[2], "alias" | "part" | "province" | "region" | "feature"))
                .count(),
            0
        );
        let marked = [ORGANIZATIONS, NAMES, THINGS, TITLE_LIST].into_iter().flat_map(rows);
        assert_eq!(marked.filter(|row| !matches!(row[2], "" | "unseen" | "later")).count(), 0);
        assert_eq!(place("Krakatoa"), Some(Place::Region));
        assert_eq!(place("Gauteng"), Some(Place::Part));
        assert!(team("Sixers") && !team("Lockheed Martin"));
        assert_eq!(calendar("Thursday"), Some(Calendar::Weekday(4)));
        assert_eq!(group("Kurds"), Some(Group::Ethnic));
        assert_eq!(known("Lockheed Martin"), Some(Known::Organization));
        assert_eq!(known("World Cup"), Some(Known::Event));
        assert_eq!(
            (known("Standard & Poor’s"), place("N’Djamena")),
            (known("Standard & Poor's"), place("N'Djamena"))
        );
        assert!(person("Narendra Modi") && !person("Lockheed Martin"));
        // "Pope" is a title of Francis, not of whom these are.
        let titled = |name: &&str| name.split_once(' ').is_some_and(|(first, _)| title(&[first]).is_some());
        let titled: Vec<&str> = rows(PERSONS).map(|[name, ..]| name).filter(titled).collect();
        let stage = [
            "Count Basie",
            "Dr Dre",
            "Dr. Dre",
            "Dr. Seuss",
            "Earl Sweatshirt",
            "Father John Misty",
            "Guru Nanak",
            "Lady Gaga",
            "M. Night Shyamalan",
            "MS Dhoni",
            "Miss Marple",
            "Miss Piggy",
            "Mr Beast",
            "Mr T",
            "Mr. T",
            "Queen Latifah",
            "Shah Rukh Khan",
        ];
        assert_eq!(titled, stage);
        assert_eq!(organization_word("Ministry"), Some(OrganizationWord::Head));
        assert!(opens_land("Saudi") && opens_land("United") && !opens_land("Japan"));
        assert_eq!(demonym("Japanese"), Some(Demonym { place: "Japan", country: true }));
    }
}
