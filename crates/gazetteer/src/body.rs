//! Well-known bodies by what they are, and how their names are built.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::{ORGANIZATIONS, Words, rows};

/// The names of the listed bodies of one type.
fn of_type(what: &'static str) -> impl Iterator<Item = &'static str> {
    rows(ORGANIZATIONS).filter(move |row| row[1] == what).map(|[name, ..]| name)
}

static TEAMS: Words<()> = LazyLock::new(|| of_type("team").collect());

static PARTIES: Words<()> = LazyLock::new(|| of_type("party").collect());

static OPENINGS: Words<usize> = LazyLock::new(|| {
    let mut most: FxHashMap<&'static str, usize> = FxHashMap::default();
    for [name, ..] in rows(ORGANIZATIONS) {
        if let Some((first, rest)) = name.split_once(' ') {
            let count = most.entry(first).or_default();
            *count = (*count).max(1 + rest.split(' ').count());
        }
    }
    most.into_iter().collect()
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
    TEAMS.contains(name)
}

/// Whether a name is a well-known party's: "Labour".
pub fn party(name: &str) -> bool {
    PARTIES.contains(name)
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

/// How many words the longest listed name of a body has that opens with a word: 2 for the "Liberal" of "Liberal
/// Democrats"; none where no name of several words does.
pub fn longest_body(word: &str) -> Option<usize> {
    OPENINGS.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_known_by_what_they_are() {
        assert!(team("Sixers") && !team("Labour"));
        assert!(party("Labour") && !party("Congress"));
        assert_eq!((longest_body("Luton"), longest_body("Town")), (Some(2), None));
    }

    #[test]
    fn a_city_has_one_club_or_none() {
        assert_eq!(club_of("Luton"), Some("Luton Town"));
        assert_eq!(club_of("Manchester"), None);
        assert_eq!(club_of("Luton Town"), None);
        assert_eq!(club_of("DC"), None);
    }
}
