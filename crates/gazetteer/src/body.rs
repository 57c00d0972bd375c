//! Well-known bodies by what they are, and how their names and those of persons are built.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::{ORGANIZATIONS, PERSONS, Words, rows};

/// The names of the listed bodies of one type.
fn of_type(what: &'static str) -> impl Iterator<Item = &'static str> {
    rows(ORGANIZATIONS).filter(move |row| row[1] == what).map(|[name, ..]| name)
}

static TEAMS: Words<()> = LazyLock::new(|| of_type("team").collect());

static PARTIES: Words<()> = LazyLock::new(|| of_type("party").collect());

/// What is known of the listed names of several words that open with a word.
#[derive(Clone, Copy, Default)]
struct Opening {
    /// The words of the longest.
    most: usize,
    /// A bit for each way in which they go on (see [`going_on`]).
    ways: u64,
}

/// The bit for how a second word begins, by its first two bytes: it turns most words away.
fn going_on(second: &str) -> u64 {
    let byte = |at: usize| second.as_bytes().get(at).filter(|byte| byte.is_ascii_alphanumeric());
    let of = |at: usize| u32::from(byte(at).copied().unwrap_or_default());
    1 << ((of(0) + 29 * of(1)) % 64)
}

static OPENINGS: Words<Opening> = LazyLock::new(|| {
    let mut openings: FxHashMap<&'static str, Opening> = FxHashMap::default();
    for [name, ..] in rows(ORGANIZATIONS).chain(rows(PERSONS)) {
        if let Some((first, rest)) = name.split_once(' ') {
            let opening = openings.entry(first).or_default();
            opening.most = opening.most.max(1 + rest.split(' ').count());
            opening.ways |= going_on(rest);
        }
    }
    openings.into_iter().collect()
});

/// What a city's name has behind it in the name of its football club.
const CLUBS: [&str; 16] = [
    "Albion",
    "Argyle",
    "Athletic",
    "City",
    "County",
    "Forest",
    "Hotspur",
    "North End",
    "Orient",
    "Rovers",
    "Town",
    "United",
    "Utd",
    "Villa",
    "Wanderers",
    "Wednesday",
];

static CITY_CLUBS: Words<Option<&'static str>> = LazyLock::new(|| {
    let mut clubs: FxHashMap<&'static str, Option<&'static str>> = FxHashMap::default();
    for club in of_type("team") {
        let city = CLUBS.iter().find_map(|ending| club.strip_suffix(ending)?.strip_suffix(' '));
        // "DC" is more than a club.
        let Some(city) = city.filter(|city| city.bytes().any(|byte| byte.is_ascii_lowercase())) else {
            continue;
        };
        let one = clubs.entry(city).or_insert(Some(club));
        *one = one.filter(|other| *other == club);
    }
    clubs.into_iter().collect()
});

/// Whether a name is a well-known club's or one that its followers call it by: "Sixers".
pub fn team(name: &str) -> bool {
    TEAMS.get_printed(name).is_some()
}

/// Whether a name is a well-known party's: "Labour".
pub fn party(name: &str) -> bool {
    PARTIES.get_printed(name).is_some()
}

/// The football club that goes by its city's name, where a city has one: "Luton" is "Luton Town", and "Manchester"
/// neither club.
///
/// ```
/// use nutgraf_gazetteer::club_of;
///
/// assert_eq!(club_of("Luton"), Some("Luton Town"));
/// assert_eq!(club_of("Manchester"), None);
/// ```
pub fn club_of(city: &str) -> Option<&'static str> {
    CITY_CLUBS.get(city).copied().flatten()
}

/// How many words the longest listed name of a body or a person has that opens with a word: 2 for the "Liberal" of
/// "Liberal Democrats". None where no name of several words does, or none that may go on as `rest` does, the text behind
/// the word.
pub fn longest_name(word: &str, rest: &str) -> Option<usize> {
    let second = rest.strip_prefix(' ')?;
    let opening = OPENINGS.get_printed(word)?;
    (opening.ways & going_on(second) != 0).then_some(opening.most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_known_by_what_they_are() {
        assert!(team("Sixers") && !team("Labour"));
        assert!(party("Labour") && !party("Congress"));
        assert_eq!(longest_name("Luton", " Town won"), Some(2));
        assert_eq!((longest_name("Luton", ", a town"), longest_name("Town", " Luton")), (None, None));
        assert_eq!(longest_name("Luton", " quietly"), None);
    }

    #[test]
    fn a_city_has_one_club_or_none() {
        assert_eq!(club_of("Luton"), Some("Luton Town"));
        assert_eq!(club_of("Manchester"), None);
        assert_eq!(club_of("Luton Town"), None);
        assert_eq!(club_of("DC"), None);
    }
}
