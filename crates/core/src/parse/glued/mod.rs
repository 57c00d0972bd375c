//! Teasers glued into one line: `KICKER: standfirst without a stop First sentence of the story …`.

mod boundary;
#[cfg(feature = "train")]
mod learn;
mod table;

use std::ops::Range;

use self::boundary::Scan;
#[cfg(feature = "train")]
pub(super) use self::learn::learn;
pub(super) use self::table::Glue;
use super::lexicon::LOOKALIKES;

/// A kicker is no longer than this, in bytes.
const LONGEST_KICKER: usize = 70;

/// What the first item of a list is worth.
const LIST: i32 = 400;

/// The kicker at the head of a line, without its colon, and where the rest begins.
pub(crate) fn kicker(line: &str) -> Option<(Range<usize>, usize)> {
    let first = line.bytes().next()?;
    if !(first.is_ascii_uppercase() || first.is_ascii_digit() || first >= 0x80) {
        return None;
    }
    let head = &line[..line.floor_char_boundary(LONGEST_KICKER)];
    // The colon goes; a question mark is the kicker's own. No letter of a kicker is small.
    let mut marks = head.bytes().zip(head.bytes().skip(1).chain([0])).enumerate();
    let (end, after) = loop {
        let (at, (byte, next)) = marks.next()?;
        match byte {
            b'a'..=b'z' => return None,
            b':' if next == b' ' => break (at, at + 1),
            b'?' if next == b' ' => break (at + 1, at + 1),
            _ => {}
        }
    };
    let label = head[..end].trim_end();
    let capitals = label.chars().filter(|c| c.is_uppercase()).count();
    let plain = label.chars().all(|c| !c.is_lowercase() && !matches!(c, '.' | ';' | '"' | '“' | '”'));
    let starts_text = line[after..]
        .trim_start()
        .starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "‘'“\"".contains(c));
    (plain && capitals >= 2 && starts_text && !LOOKALIKES.contains(&label)).then(|| {
        let rest = &line[after..];
        (0..label.len(), after + rest.len() - rest.trim_start().len())
    })
}

/// Where kicker, standfirst and story stand in a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Cut {
    pub(crate) kicker: Option<Range<usize>>,
    pub(crate) dek: Option<Range<usize>>,
    pub(crate) body: Range<usize>,
    /// By how much the best cut beats no cut at all.
    pub(crate) margin: i32,
}

/// Cuts a line that is known to be a teaser.
pub(crate) fn cut(glue: &Glue, line: &str) -> Cut {
    let (kicker, from) = kicker(line).map_or((None, 0), |(kicker, from)| (Some(kicker), from));
    let scan = Scan::of(glue, line, from, kicker.is_some());
    let score = |at: Option<usize>| {
        let mut sum = 0;
        scan.features(at, |feature| sum += glue.weight(feature));
        sum
    };
    // Many a card has no standfirst.
    let none = score(None);
    let best = scan
        .candidates()
        .map(|at| (score(Some(at)) + if scan.opens_list(at) { LIST } else { 0 }, at))
        .max_by_key(|&(score, at)| (score, std::cmp::Reverse(at)));
    match best {
        Some((score, at)) if score > none => {
            let start = scan.start(at);
            let dek_end = from + line[from..start].trim_end().len();
            Cut { kicker, dek: Some(from..dek_end), body: start..line.len(), margin: score - none }
        }
        other => Cut {
            kicker,
            dek: None,
            body: from..line.len(),
            margin: other.map_or(0, |(score, _)| none - score),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_item_of_a_list_opens_the_story() {
        let line = "Winter is rough on the ferry's crew, but these things will make it better for them \
            1. A stove that warms the wheelhouse in ten minutes. There is no need to put on a second coat and";
        let cut = cut(Glue::embedded(), line);
        assert!(line[cut.body].starts_with("1. A stove"));
    }

    #[test]
    fn no_story_opens_in_a_title() {
        let line = "He laughs with us about it all. The captain of 'Anyone But You' has lots to say about storms \
            and about fog The ferry line of Port Elsa was, simply put, a moment in the life of the island, and he";
        let cut = cut(Glue::embedded(), line);
        assert!(line[cut.body].starts_with("The ferry line"));
    }

    #[test]
    fn kickers() {
        let of = |line: &'static str| kicker(line).map(|(range, rest)| (&line[range], &line[rest..]));
        assert_eq!(of("FERRY LINE: The mayor said"), Some(("FERRY LINE", "The mayor said")));
        assert_eq!(of("TAX, RENT?: ‘Too much’"), Some(("TAX, RENT?", "‘Too much’")));
        assert_eq!(of("TAX, RENT? Too much"), Some(("TAX, RENT?", "Too much")));
        for line in ["READ MORE: The mayor", "The mayor: Ada", "FERRY LINE: and so", "A: Yes", "FERRY LINE"] {
            assert_eq!(of(line), None, "{line}");
        }
    }
}
