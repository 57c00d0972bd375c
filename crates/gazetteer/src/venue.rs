//! Stadiums, halls, squares, landmarks and the like.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::{Words, rows};

/// Well-known stadiums, halls, squares, landmarks and the like.
const VENUES: &str = include_str!("../list/venues.tsv");

/// The listed names that open with each word, the longer ones first.
static OPENINGS: Words<Vec<&'static str>> = LazyLock::new(|| {
    let mut names: Vec<&'static str> = rows(VENUES).map(|[name, ..]| name).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let mut openings: FxHashMap<&'static str, Vec<&'static str>> = FxHashMap::default();
    for name in names {
        openings.entry(first(name)).or_default().push(name);
    }
    openings.into_iter().collect()
});

fn first(text: &str) -> &str {
    let bytes = text.as_bytes();
    let plain = bytes.iter().position(|&byte| !(byte.is_ascii_alphanumeric() || byte == b'-'));
    let length = match plain {
        // Letters beyond ASCII go on with a word, quotation marks end it.
        Some(at) if !bytes[at].is_ascii() => text.find(|c: char| !(c.is_alphanumeric() || c == '-')),
        plain => plain,
    };
    &text[..length.unwrap_or(text.len())]
}

/// The name of a well-known stadium, hall, square or landmark that opens a text, the longest, as printed there.
///
/// ```
/// use nutgraf_gazetteer::venue;
///
/// assert_eq!(venue("Old Trafford was full."), Some("Old Trafford"));
/// assert_eq!(venue("St James’ Park was full."), Some("St James’ Park"));
/// assert_eq!(venue("Old Traffordians"), None);
/// ```
pub fn venue(text: &str) -> Option<&str> {
    let names = OPENINGS.get(first(text))?;
    let lengths = names.iter().filter_map(|name| printed(name, text));
    lengths
        .map(|length| text.split_at(length))
        .find(|(_, rest)| !rest.starts_with(char::is_alphanumeric))
        .map(|(name, _)| name)
}

/// How many bytes a listed name has at the head of a text, where it may have printer's apostrophes; none when another
/// stands there.
fn printed(name: &str, text: &str) -> Option<usize> {
    let mut rest = text;
    for (n, part) in name.split('\'').enumerate() {
        if n > 0 {
            rest = rest.strip_prefix(['\'', '’'])?;
        }
        rest = rest.strip_prefix(part)?;
    }
    Some(text.len() - rest.len())
}
