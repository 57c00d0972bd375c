use std::borrow::Cow;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::lower::Lower;

/// A word with the apostrophes of the lists, which are those of a typewriter: "Shi'a" for "Shi’a".
///
/// ```
/// use nutgraf_gazetteer::straight;
///
/// assert_eq!((straight("Shi’a"), straight("Café")), ("Shi'a".into(), "Café".into()));
/// ```
pub fn straight(word: &str) -> Cow<'_, str> {
    if !word.is_ascii() && word.contains('’') { word.replace('’', "'").into() } else { word.into() }
}

/// Turns away most words that a list does not have, by their length and three of their bytes (Bloom 1970, with one
/// hash).
#[derive(Clone, Debug)]
pub(crate) struct Filter {
    /// A bit for each place that a word of the list has.
    places: Box<[u64]>,
}

/// Places for each word of a list, at least: most stay free, so that most other words are turned away.
const SPARSE: usize = 8;
/// Places of the smallest filter.
const LEAST: usize = 4096;

/// The place of a word among so many; none for no word. `fold` is what each byte is taken for.
#[inline]
fn place(word: &[u8], places: usize, fold: impl Fn(u8) -> u8) -> Option<usize> {
    let (&first, &last) = (word.first()?, word.last()?);
    let of = |byte: u8| u32::from(fold(byte));
    let middle = word.get(word.len() / 2).map_or(0, |&byte| of(byte));
    // The upper bits of the product depend on all of them (multiplicative hashing, Knuth 1973).
    let bytes = of(first) | of(last) << 8 | middle << 16 | (word.len() as u32) << 24;
    Some(((u64::from(bytes.wrapping_mul(0x9E37_79B1)) * places as u64) >> 32) as usize)
}

impl Filter {
    pub(crate) fn of<'w>(words: impl ExactSizeIterator<Item = &'w str>) -> Self {
        let places = (SPARSE * words.len()).max(LEAST).next_multiple_of(64);
        let mut filter = Filter { places: vec![0; places / 64].into() };
        for place in words.filter_map(|word| place(word.as_bytes(), places, |byte| byte)) {
            filter.places[place / 64] |= 1 << (place % 64);
        }
        filter
    }

    #[inline]
    fn has(&self, word: &str, fold: impl Fn(u8) -> u8) -> bool {
        let place = place(word.as_bytes(), 64 * self.places.len(), fold);
        place.is_some_and(|place| self.places[place / 64] & 1 << (place % 64) != 0)
    }

    /// Whether the list may have a word as printed.
    #[inline]
    pub(crate) fn may_have(&self, word: &str) -> bool {
        self.has(word, |byte| byte)
    }

    /// Whether the list may have a word's lower case.
    #[inline]
    pub(crate) fn may_have_lower(&self, word: &str) -> bool {
        !word.is_ascii() || self.has(word, |byte| byte.to_ascii_lowercase())
    }
}

/// A closed table by words or names, none of them empty, most often asked for words that it does not have: they are
/// turned away before anything is looked up.
///
/// ```
/// use nutgraf_gazetteer::Table;
///
/// let colours: Table<u32> = [("red", 1), ("blue", 2), ("red", 3)].into_iter().collect();
/// assert_eq!(colours.get("red"), Some(&1));
/// assert!(!colours.contains("rod"));
/// assert!(colours.contains_lower("BLUE"));
/// ```
#[derive(Clone, Debug)]
pub struct Table<V = ()> {
    filter: Filter,
    known: FxHashMap<&'static str, V>,
}

impl<V> Table<V> {
    /// What the table has for a word as it stands.
    #[inline]
    pub fn get(&self, word: &str) -> Option<&V> {
        if self.filter.may_have(word) { self.known.get(word) } else { None }
    }

    /// What the table has for a word as printed, whose apostrophes may be a typewriter's or a printer's.
    #[inline]
    pub fn get_printed(&self, word: &str) -> Option<&V> {
        match self.get(word) {
            None if !word.is_ascii() => self.get_straight(word),
            found => found,
        }
    }

    #[cold]
    fn get_straight(&self, word: &str) -> Option<&V> {
        self.get(&straight(word))
    }

    /// Whether the table has a word as it stands.
    #[inline]
    pub fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// Whether the table has a word in lower case, whichever apostrophes it has.
    pub fn contains_lower(&self, word: &str) -> bool {
        if !self.filter.may_have_lower(word) {
            return false;
        }
        let word = &*straight(word);
        match Lower::default().push(word) {
            Some(lower) => self.known.contains_key(lower),
            None => self.known.contains_key(word.to_lowercase().as_str()),
        }
    }

    /// The words of the table, in no order.
    pub fn words(&self) -> impl Iterator<Item = &'static str> {
        self.known.keys().copied()
    }
}

/// Of two rows with one word the first counts; no word is none.
impl<V> FromIterator<(&'static str, V)> for Table<V> {
    fn from_iter<I: IntoIterator<Item = (&'static str, V)>>(rows: I) -> Self {
        let rows: Vec<(&'static str, V)> = rows.into_iter().filter(|(word, _)| !word.is_empty()).collect();
        let mut known = FxHashMap::with_capacity_and_hasher(rows.len(), FxBuildHasher);
        for (word, value) in rows {
            known.entry(word).or_insert(value);
        }
        Table { filter: Filter::of(known.keys().copied()), known }
    }
}

impl FromIterator<&'static str> for Table {
    fn from_iter<I: IntoIterator<Item = &'static str>>(words: I) -> Self {
        words.into_iter().map(|word| (word, ())).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_first_row_of_a_word_counts() {
        let table: Table<u32> = [("Fell", 1), ("Lund", 2), ("Fell", 3), ("", 4)].into_iter().collect();
        assert_eq!(table.get("Fell"), Some(&1));
        assert_eq!(table.get("Fall"), None);
        assert_eq!(table.get(""), None);
        assert_eq!(table.words().count(), 2);
    }

    #[test]
    fn words_in_any_case_are_found_by_their_lower_case() {
        let long = "a word of a table that is longer than the room for it";
        let table: Table = ["fell", "évora", long].into_iter().collect();
        for word in ["fell", "FELL", "Fell", "Évora", &long.to_uppercase()] {
            assert!(table.contains_lower(word), "{word}");
        }
        for word in ["", "Lund", "Evora", "Fells", "Ｆell"] {
            assert!(!table.contains_lower(word), "{word}");
        }
        assert!(!table.contains("Fell"));
    }

    #[test]
    fn a_printers_apostrophe_is_a_typewriters() {
        let table: Table<u32> = [("Fell's", 1), ("rock'n'roll", 2), ("Café", 3)].into_iter().collect();
        let printed = |word| table.get_printed(word).copied();
        assert_eq!((printed("Fell's"), printed("Fell’s"), printed("Café")), (Some(1), Some(1), Some(3)));
        assert_eq!((printed("Fell‘s"), printed("Fell’"), printed("’")), (None, None, None));
        assert!(table.contains_lower("Rock’n’Roll") && table.contains("Café"));
    }

    #[test]
    fn every_word_of_a_large_table_is_found() {
        let known: HashSet<&str> = crate::rows(crate::ORGANIZATIONS).map(|[name, ..]| name).collect();
        let table: Table = known.iter().copied().collect();
        assert!(known.iter().all(|name| table.contains(name)));
        for [name, ..] in crate::rows(crate::NAMES) {
            assert_eq!(table.contains(name), known.contains(name), "{name}");
        }
    }
}
