//! Titles and callings.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lower::Lower;
use crate::table::Filter;
use crate::{Field, TITLE_LIST, Title, rows};

static TITLES: LazyLock<FxHashMap<String, Field>> = LazyLock::new(|| {
    let mut titles = FxHashMap::default();
    for [title, field, _] in rows(TITLE_LIST) {
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
            _ => continue,
        };
        titles.entry(title.to_lowercase()).or_insert(field);
    }
    titles
});

/// The words of the longest title that each word opens.
static TITLE_HEADS: LazyLock<FxHashMap<String, usize>> = LazyLock::new(|| {
    let mut heads = FxHashMap::default();
    for [title, ..] in rows(TITLE_LIST) {
        let mut words = title.split(' ');
        let longest: &mut usize = heads.entry(words.next().unwrap_or_default().to_lowercase()).or_default();
        *longest = words.count().saturating_add(1).max(*longest);
    }
    heads
});

/// Turns away most words with which no title opens.
static TITLE_FILTER: LazyLock<Filter> = LazyLock::new(|| Filter::of(TITLE_HEADS.keys().map(String::as_str)));

/// Whether a title of one word or more may open with a word, in any case: "prime", "mayor".
pub fn opens_title(word: &str) -> bool {
    TITLE_FILTER.may_have_lower(word)
        && Lower::default().push(word).is_some_and(|head| TITLE_HEADS.contains_key(head))
}

/// The longest title that opens `words`, in any case: "prime minister" and "Prime Minister" alike. A word that may be
/// something else ("general", "may") is the caller's to judge.
pub fn title(words: &[&str]) -> Option<Title> {
    let first = words.first()?;
    let head = &first[..first.bytes().position(|byte| byte == b' ').unwrap_or(first.len())];
    if !TITLE_FILTER.may_have_lower(head) {
        return None;
    }
    let mut lower = Lower::default();
    let longest = *TITLE_HEADS.get(lower.push(head)?)?;
    lower.push(&first[head.len()..])?;
    let mut found = None;
    for (n, word) in words.iter().take(longest).enumerate() {
        if n > 0 && (lower.push(" ").is_none() || lower.push(word).is_none()) {
            break;
        }
        if let Some(&field) = TITLES.get(lower.text()) {
            found = Some(Title { words: n + 1, field });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_title_wins_in_any_case() {
        assert_eq!(title(&["prime", "minister", "Oda"]), Some(Title { words: 2, field: Field::Head }));
        assert_eq!(title(&["Mr.", "Oda"]), Some(Title { words: 1, field: Field::Honorific }));
        assert_eq!(title(&["Oda"]), None);
        assert_eq!(title(&["King", &"of Fell ".repeat(20)]), Some(Title { words: 1, field: Field::Royal }));
        // No title is too long to be found.
        for [listed, ..] in rows(TITLE_LIST) {
            let words: Vec<&str> = listed.split(' ').collect();
            assert_eq!(title(&words).map(|title| title.words), Some(words.len()), "{listed}");
        }
        assert_eq!(title(&[]), None);
    }

    #[test]
    fn titles_open_with_their_first_words() {
        for [listed, ..] in rows(TITLE_LIST) {
            assert!(opens_title(listed.split(' ').next().unwrap_or_default()), "{listed}");
        }
        assert!(
            opens_title("Prime") && !opens_title("minister's") && !opens_title("Oda") && !opens_title("")
        );
    }
}
