//! Hard-wrapped text: found, and its lines joined into paragraphs.

use super::unit::PageLine;

/// Lines of fewer than this many are no evidence of a wrap.
const FEWEST_LINES: usize = 6;

/// The width in bytes at which the page's lines were cut, or none when they were not.
///
/// A wrapped line is full: the next line's first word would not have fitted. In most languages the line after a cut
/// begins with a small letter as often as not, which headlines in a list do not.
pub(crate) fn width(text: &str, lines: &[PageLine]) -> Option<usize> {
    if lines.len() < FEWEST_LINES {
        return None;
    }
    let mut widths: Vec<usize> = lines.iter().map(|line| line.indent + line.span.len()).collect();
    widths.sort_unstable();
    let width = widths[(widths.len() - 1) * 49 / 50];
    if !(40..=110).contains(&width) {
        return None;
    }
    let (mut pairs, mut full, mut small) = (0, 0, 0);
    for pair in lines.windows(2) {
        if pair[1].after_blank || pair[1].indent > pair[0].indent || pair[0].span.len() * 2 < width {
            continue;
        }
        pairs += 1;
        full += usize::from(is_full(text, &pair[0], &pair[1], width));
        small += usize::from(pair[1].span.slice(text).starts_with(char::is_lowercase));
    }
    (pairs * 3 >= lines.len() && full * 10 >= pairs * 7 && small * 3 >= pairs).then_some(width)
}

/// Whether the first word of `next` would not have fitted behind `line`.
fn is_full(text: &str, line: &PageLine, next: &PageLine, width: usize) -> bool {
    let word = next.span.slice(text).split_ascii_whitespace().next().map_or(0, str::len);
    line.indent + line.span.len() + 1 + word > width
}

/// The line after the last one of the paragraph that starts at `from`.
pub(crate) fn paragraph_end(text: &str, lines: &[PageLine], from: usize, width: usize) -> usize {
    let mut at = from;
    while let Some(next) = lines.get(at + 1) {
        let line = &lines[at];
        let (left, right) = (line.span.slice(text), next.span.slice(text));
        let deeper = next.indent > line.indent + usize::from(at > from);
        if next.after_blank || deeper || is_marker(left) || is_marker(right) {
            break;
        }
        let small = right.starts_with(char::is_lowercase);
        let open = !left.ends_with(['.', '!', '?', '"', '”', '’', ':']);
        if !(is_full(text, line, next, width) && (open || line.span.len() * 4 > width * 3) || open && small) {
            break;
        }
        at += 1;
    }
    at + 1
}

/// Wire marks that stand on a line of their own: `(MORE)`, `-0-`, `###`.
fn is_marker(line: &str) -> bool {
    let inside = line.trim_matches(|c: char| c.is_ascii_punctuation());
    inside.is_empty()
        || line.len() <= 12
            && inside.len() < line.len()
            && !inside.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// The joined text, and where each line starts in it. A hyphen before a small letter joins without a blank.
pub(crate) fn join<'t>(lines: impl Iterator<Item = &'t str>) -> (String, Vec<usize>) {
    let mut joined = String::new();
    let mut starts = Vec::new();
    for line in lines {
        let hyphen = joined.strip_suffix('-').is_some_and(|head| head.ends_with(char::is_alphabetic))
            && line.starts_with(char::is_lowercase);
        if !joined.is_empty() && !hyphen {
            joined.push(' ');
        }
        starts.push(joined.len());
        joined.push_str(line);
    }
    (joined, starts)
}

#[cfg(test)]
mod tests {
    use super::super::unit::Units;
    use crate::Layout;

    const WIRE: &str = "   PORT ELSA, May 3 (Wire) - The harbour master of Port Elsa said\n\
        on Friday that the ferry line would stop sailing until the autumn\n\
        because its last ship was no longer safe enough to carry anyone.\n\
        \x20  The town council called the decision a shock and asked for a two-\n\
        week delay, which the master refused in a letter to the mayor, who\n\
        read it aloud.\n(MORE)\n";

    #[test]
    fn wire_text_is_joined_by_indent_and_keeps_its_marks() {
        let layout = Layout::plain("w", WIRE);
        let cut = Units::of(&layout, true);
        assert_eq!(cut.units.len(), 3);
        assert!(cut.units[0].text.ends_with("to carry anyone."));
        assert!(cut.units[1].text.contains("a two-week delay"));
        let all = cut.sources(&cut.units[1], 0..cut.units[1].text.len());
        assert_eq!(all.len(), 3);
        assert_eq!(
            all[1].slice(&layout.text),
            "week delay, which the master refused in a letter to the mayor, who"
        );
    }

    #[test]
    fn a_list_of_titles_is_not_joined() {
        let titles = "Council votes down the new harbour wall in Port Elsa\n".repeat(9);
        let layout = Layout::plain("t", titles);
        assert_eq!(Units::of(&layout, true).units.len(), 9);
    }
}
