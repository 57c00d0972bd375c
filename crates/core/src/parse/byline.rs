//! Who wrote it: the names, titles, organisations and agencies of a byline.

use memchr::memchr_iter;

use super::dateline::is_agency;
use super::heads::holds;
use super::lexicon::{NEWSROOMS, WRITER_TITLES};
use super::timestamp;
use crate::Author;

/// What a byline says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Byline {
    pub(crate) authors: Vec<Author>,
    pub(crate) agencies: Vec<String>,
    /// Where a date that stands behind the names begins, in bytes of the line.
    pub(crate) date: Option<usize>,
}

/// Words before the names.
const OPENERS: &[&str] = &[
    "written by",
    "reported by",
    "reporting by",
    "story by",
    "words by",
    "text by",
    "interview by",
    "analysis by",
    "posted by",
    "by:",
    "by",
    "author:",
    "authors:",
];

/// The first letters of those, as bits.
const FIRSTS: u128 = {
    let (mut bits, mut at) = (0, 0);
    while at < OPENERS.len() {
        bits |= 1 << OPENERS[at].as_bytes()[0];
        at += 1;
    }
    bits
};

/// The line without its opening "By", and whether it had one.
pub(crate) fn without_by(line: &str) -> (&str, bool) {
    let Some(first) = line.bytes().next().map(|byte| byte.to_ascii_lowercase()) else { return (line, false) };
    if FIRSTS >> (first % 128) & 1 == 0 {
        return (line, false);
    }
    for opener in OPENERS.iter().filter(|opener| opener.as_bytes()[0] == first) {
        let Some(head) = line.get(..opener.len()) else { continue };
        if head.eq_ignore_ascii_case(opener) {
            let rest = &line[opener.len()..];
            // `ByAda Quill`: markup lost its blank.
            let glued = line.starts_with("By")
                && rest.starts_with(char::is_uppercase)
                && rest.contains(char::is_lowercase);
            if rest.starts_with([' ', '\u{a0}', ':']) || glued {
                return (rest.trim_start_matches([' ', '\u{a0}', ':']), true);
            }
        }
    }
    (line, false)
}

/// Whether the line begins as a byline does and is short enough to be one.
pub(crate) fn is_byline(line: &str) -> bool {
    if line.len() > 160 {
        return false;
    }
    let (rest, has_by) = without_by(line);
    if !has_by {
        return is_titled(line);
    }
    let byline = read(line);
    let named = byline.authors.iter().all(|author| author.name.split_whitespace().count() <= 5);
    let first = rest.split_whitespace().next().unwrap_or_default();
    named
        && !(byline.authors.is_empty() && byline.agencies.is_empty())
        && first.starts_with(char::is_uppercase)
        && !rest.ends_with(['?', '!'])
}

/// `Ada Quill in Port Elsa`, also two of them.
pub(crate) fn is_filed_from(line: &str) -> bool {
    let is_part = |part: &str| {
        part.split_once(" in ").is_some_and(|(name, place)| {
            name.contains(' ') && is_person(name) && is_person(place) && place.split(' ').count() <= 3
        })
    };
    holds(line, b" in ") && line.split(" and ").all(is_part)
}

/// Whether a line holds names and nothing else: `Ada Quill`, `Ada Quill and Tom Brandt, Port Elsa Times -`,
/// `Ada Quill @adaquill`, `Ada Quill3 minutes ago`.
pub(crate) fn is_names(line: &str) -> bool {
    if line.len() > 120 || line.ends_with(['.', '?', '!', ':']) {
        return false;
    }
    // Most lines have too many small words, and no date that cuts them off.
    let rest = without_by(line).0;
    let offset = line.len() - rest.len();
    let date = date_start(rest);
    let names = &line[..date.map_or(line.len(), |cut| offset + cut)];
    let names = names.split('@').next().unwrap_or_default();
    let is_small = |word: &str| word.starts_with(char::is_lowercase);
    let (words, small) = names
        .split_whitespace()
        .fold((0, 0), |(words, small), word| (words + 1, small + usize::from(is_small(word))));
    if small * 4 > words {
        return false;
    }
    let read = read_parts(rest, date, offset);
    let full = |author: &Author| {
        (2..=4).contains(&author.name.split(' ').count()) && author.name.contains(char::is_lowercase)
    };
    !read.authors.is_empty() && read.authors.iter().all(full) && words <= 4 + 4 * read.authors.len()
}

/// Whether a line holds names and a date grown onto them, and nothing else: `Ada Quill3 minutes ago`. With a blank
/// between them it may be a fixture or a birthday.
pub(crate) fn is_dated(line: &str) -> bool {
    timestamp::may_hold(line)
        && is_names(line)
        && read(line).date.is_some_and(|at| {
            line[..at].ends_with(char::is_alphabetic) && timestamp::is_timestamp(&line[at..])
        })
}

/// `Ada Quill, health editor`: a name, and what a journalist is called.
fn is_titled(line: &str) -> bool {
    let comma = memchr_iter(b',', line.as_bytes()).find(|&at| line[at + 1..].starts_with(' '));
    comma.map(|at| (&line[..at], &line[at + 2..])).is_some_and(|(name, title)| {
        let mut words = name.split(' ');
        let mut count = 0;
        let is_large = |word: &str| {
            count += 1;
            count <= 4 && word.starts_with(char::is_uppercase) && word.len() > 1
        };
        words.all(is_large) && count >= 2 && title.split(' ').take(5).count() <= 4 && is_title(title)
    })
}

/// Takes a byline apart.
pub(crate) fn read(line: &str) -> Byline {
    let names = without_by(line).0;
    read_parts(names, date_start(names), line.len() - names.len())
}

/// Takes a byline apart whose date is known to begin at `cut`; `offset` is where it begins itself.
fn read_parts(mut names: &str, cut: Option<usize>, offset: usize) -> Byline {
    let mut byline = Byline::default();
    if let Some(cut) = cut {
        byline.date = Some(offset + cut);
        names = names[..cut].trim_end_matches(|c: char| c.is_whitespace() || ",|-–—·•/(".contains(c));
        let lower = names.to_ascii_lowercase();
        for label in [" published", " updated", " posted", " on", " at"] {
            if lower.ends_with(label) {
                names = names[..names.len() - label.len()].trim_end_matches([' ', ',', '|']);
            }
        }
    }
    let place = |part| <str>::split_once(part, " in ").map(|(_, place)| place.trim());
    let places: Vec<&str> =
        if is_filed_from(names) { names.split(" and ").filter_map(place).collect() } else { Vec::new() };
    let mut pending: Option<Author> = None;
    for piece in pieces(names) {
        let piece = piece.trim_matches(|c: char| c.is_whitespace() || ",;:|".contains(c));
        let piece = piece.split('@').next().unwrap_or_default().trim_end();
        if piece.is_empty() {
            continue;
        }
        let (name, title) = split_title(piece);
        if is_agency(piece) && !is_title(piece) {
            byline.agencies.push(piece.to_owned());
        } else if title.is_none() && is_title(piece) {
            if let Some(author) = pending.as_mut().or(byline.authors.last_mut()) {
                author.title.get_or_insert_with(|| piece.to_owned());
            }
        } else if title.is_none() && is_newsroom(piece) {
            match pending.as_mut().or(byline.authors.last_mut()) {
                Some(author) => {
                    author.organization.get_or_insert_with(|| piece.to_owned());
                }
                None => byline.agencies.push(piece.to_owned()),
            }
        } else if is_person(name) && !places.contains(&name) {
            byline.authors.extend(pending.take());
            pending = Some(Author { name: cased(name), title, organization: None });
        }
    }
    byline.authors.extend(pending);
    byline
}

/// Where a date behind the names begins: after a blank or a bar, or grown onto the last name.
fn date_start(names: &str) -> Option<usize> {
    if !timestamp::may_hold(names) {
        return None;
    }
    let glued = names.char_indices().zip(names.char_indices().skip(1)).find(|&((_, left), (at, right))| {
        left.is_lowercase() && (right.is_uppercase() && starts_month(&names[at..]) || right.is_ascii_digit())
    });
    if let Some((_, (at, _))) = glued {
        return Some(at);
    }
    let start = timestamp::find(names)?.range.start;
    // `Published: 22:10, 14 April` begins with its label.
    let lower = names[..start].to_ascii_lowercase();
    let label = [" published", " updated", " posted", " last updated", " last modified"];
    let labelled = label.iter().filter_map(|label| lower.find(label)).min();
    let start = labelled.map_or(start, |at| at + 1);
    (start > 0).then_some(start)
}

fn starts_month(text: &str) -> bool {
    let word = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    super::lexicon::month(word).is_some() && text[word.len()..].contains(|c: char| c.is_ascii_digit())
}

/// The bytes of a text, as bits; those of other scripts share theirs with ASCII's.
const fn bytes_of(text: &str) -> u128 {
    let bytes = text.as_bytes();
    let (mut bits, mut at) = (0, 0);
    while at < bytes.len() {
        bits |= 1 << (bytes[at] % 128);
        at += 1;
    }
    bits
}

/// What stands between two names, with its bytes.
static BETWEEN: [(&str, u128); 17] = {
    let mut all = [
        (" / ", 0),
        ("/", 0),
        (" | ", 0),
        ("|", 0),
        (", ", 0),
        (",", 0),
        (" and ", 0),
        (" & ", 0),
        (" AND ", 0),
        (" with ", 0),
        (" in ", 0),
        (" for ", 0),
        (" • ", 0),
        (" – ", 0),
        (" — ", 0),
        (" - ", 0),
        (";", 0),
    ];
    let mut at = 0;
    while at < all.len() {
        all[at].1 = bytes_of(all[at].0);
        at += 1;
    }
    all
};

/// The parts of a byline between commas, slashes, bars, "and".
fn pieces(names: &str) -> Vec<&str> {
    let mut found = vec![names];
    // Most names have no mark or word that may stand between two: of what is split at, every byte must be there.
    let known = bytes_of(names);
    for (between, needed) in &BETWEEN {
        if needed & !known == 0 {
            found = found.into_iter().flat_map(|piece| piece.split(between)).collect();
        }
    }
    found
}

/// `Ada QuillStaff Writer`: the title grown onto the name.
fn split_title(piece: &str) -> (&str, Option<String>) {
    let joint = piece.char_indices().zip(piece.char_indices().skip(1)).find(|&((_, left), (at, right))| {
        left.is_lowercase() && right.is_uppercase() && is_title(&piece[at..])
    });
    match joint {
        Some((_, (at, _))) => (&piece[..at], Some(piece[at..].to_owned())),
        None => (piece, None),
    }
}

/// Whether it names a journalist's work (`Staff Writer`).
pub(crate) fn is_title(piece: &str) -> bool {
    piece
        .split_whitespace()
        .any(|word| WRITER_TITLES.contains(word.trim_matches(|c: char| !c.is_alphanumeric())))
}

/// Whether a line names a newsroom and nothing else: `Lakeside Ledger staff`, `Northern Wire`.
pub(crate) fn is_house(line: &str) -> bool {
    let named = |word: &str| word.starts_with(char::is_uppercase) || matches!(word, "of" | "the" | "staff");
    line.starts_with(char::is_uppercase)
        && line.split(' ').all(named)
        && line.split(' ').next_back().is_some_and(|last| NEWSROOMS.contains(last))
}

/// The newsroom of `Elsa News, Port Elsa`, or of `Health editor, Elsa News`.
pub(crate) fn house_of(line: &str) -> Option<&str> {
    let (first, last) = line.split_once(", ").filter(|_| line.len() <= LONGEST_POST)?;
    let is_place = || is_person(last) && last.split(' ').count() <= 3;
    if is_house(first) && is_place() {
        return Some(first);
    }
    (is_title(first) && is_house(last)).then_some(last)
}

/// `Port Elsa | Updated: May 3, 2024`: where and when, and no writer.
pub(crate) fn is_place_and_date(line: &str) -> bool {
    line.split_once(" | ").is_some_and(|(_, date)| timestamp::is_update(date))
}

/// Bytes of the longest line that says what a writer is and for whom.
const LONGEST_POST: usize = 60;

/// Whether a line below a name says what its bearer is, or for whom and where: `Senior Correspondent`, `Health editor`,
/// `Elsa News, Port Elsa`.
pub(crate) fn is_post(line: &str) -> bool {
    let is_work = || {
        let last = line.rsplit(' ').next().unwrap_or_default();
        (2..=4).contains(&line.split(' ').count())
            && line.starts_with(char::is_uppercase)
            && !line.starts_with("The ")
            && !line.contains(':')
            && !last.ends_with('s')
            && line.split(' ').skip(1).all(|word| !matches!(word, "to" | "the" | "from" | "with"))
            && is_title(last)
    };
    line.len() <= LONGEST_POST && (house_of(line).is_some() || is_work())
}

/// `By Reuters Staff`, `By Lakeside Ledger`: a newsroom wrote it.
pub(crate) fn is_of_a_house(line: &str) -> bool {
    let (rest, has_by) = without_by(line);
    has_by && (is_house(rest) || is_agency(rest))
}

/// Whether a newsroom's name is an agency's.
pub(crate) fn is_wire(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or_default();
    is_agency(name)
        || ["wire", "agency", "agencies", "service"].iter().any(|word| last.eq_ignore_ascii_case(word))
}

fn is_newsroom(piece: &str) -> bool {
    let Some(last) = piece.split([' ', '.']).rfind(|word| !word.is_empty()) else { return false };
    let first = piece.split_whitespace().next().unwrap_or_default();
    NEWSROOMS.contains(last)
        || first.eq_ignore_ascii_case("the")
        || NEWSROOMS.contains(first) && piece.contains(' ')
}

/// Whether a piece can be a person's name: two to five words with capitals, without digits.
pub(crate) fn is_person(piece: &str) -> bool {
    let mut count = 0;
    let is_named = piece.split_whitespace().all(|word| {
        count += 1;
        word.starts_with(|c: char| {
            c.is_uppercase() || "(\"“'‘".contains(c) || !c.is_ascii() && !c.is_lowercase()
        }) || matches!(
            word,
            "de" | "da"
                | "del"
                | "der"
                | "van"
                | "von"
                | "bin"
                | "al"
                | "la"
                | "le"
                | "dos"
                | "ten"
                | "di"
                | "du"
                | "den"
                | "el"
                | "y"
        )
    });
    let native = || !piece.is_ascii() && !piece.contains(char::is_lowercase);
    is_named
        && ((2..=5).contains(&count) || count == 1 && piece.len() > 2 || native())
        && !piece.contains(|c: char| c.is_ascii_digit())
}

/// A name in capitals with small letters again; others as printed.
fn cased(name: &str) -> String {
    let name = name.trim();
    if name.contains(char::is_lowercase) || !name.contains(' ') {
        return name.to_owned();
    }
    let mut out = String::with_capacity(name.len());
    let mut inside = false;
    for c in name.chars() {
        if inside {
            out.extend(c.to_lowercase());
        } else {
            out.push(c);
        }
        inside = c.is_alphabetic() || c == '’' && inside;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str) -> String {
        let byline = read(line);
        let authors: Vec<String> = byline
            .authors
            .iter()
            .map(|author| {
                let part =
                    |part: &Option<String>| part.as_ref().map_or(String::new(), |part| format!(" <{part}>"));
                format!("{}{}{}", author.name, part(&author.title), part(&author.organization))
            })
            .collect();
        let date = byline.date.map_or("", |at| &line[at..]);
        format!("{} | {} | {date}", authors.join("; "), byline.agencies.join("; "))
    }

    #[test]
    fn names_titles_organisations_and_dates() {
        let cases = [
            ("By ADA QUILL / STAFF WRITER", "Ada Quill <STAFF WRITER> |  | "),
            ("By Ada QuillDecember 3, 2023", "Ada Quill |  | December 3, 2023"),
            (
                "By Ada Quill and Tom de Vries, Senior Correspondents",
                "Ada Quill; Tom de Vries <Senior Correspondents> |  | ",
            ),
            ("by Ada Quill | Dec 22, 2023", "Ada Quill |  | Dec 22, 2023"),
            (
                "Written by Ada Quill, Senior Contributing Writer",
                "Ada Quill <Senior Contributing Writer> |  | ",
            ),
            ("By Ada QuillStaff Writer", "Ada Quill <Staff Writer> |  | "),
            (
                "By ADA QUILL Published: 22:10, 14 April 2025",
                "Ada Quill |  | Published: 22:10, 14 April 2025",
            ),
            ("Interview by Tom Brandt", "Tom Brandt |  | "),
            ("Ada Quill in Port Elsa and Tom Brandt in Lune", "Ada Quill; Tom Brandt |  | "),
            ("By Associated Press", " | Associated Press | "),
            ("By Ada Quill, Reuters", "Ada Quill | Reuters | "),
            ("By Ada Quill, Port Elsa Times", "Ada Quill <Port Elsa Times> |  | "),
            ("Ada Quill@_quill", "Ada Quill |  | "),
        ];
        for (line, expected) in cases {
            assert_eq!(shown(line), expected, "{line}");
        }
    }

    #[test]
    fn sentences_are_no_bylines() {
        assert!(is_byline("By Ada Quill") && is_byline("ByAda Quill"));
        assert!(is_byline("Ada Quill, health editor") && !is_byline("Ada Quill, 41, in Port Elsa"));
        assert!(is_filed_from("Ada Quill in Port Elsa and Tom Brandt in Lune"));
        assert!(!is_filed_from("Life in Port Elsa") && !is_filed_from("Ada Quill in the harbour"));
        assert!(!is_byline("By the time the ferry came it was dark."));
        assert!(!is_byline("By checking this box, I agree to the terms"));
    }

    #[test]
    fn where_and_as_what_a_writer_works() {
        assert_eq!(house_of("Elsa News, Port Elsa"), Some("Elsa News"));
        assert_eq!(house_of("Health editor, Elsa News"), Some("Elsa News"));
        assert_eq!(house_of("Ada Quill, Port Elsa"), None);
        assert!(is_post("Senior Correspondent") && is_post("Elsa News, Port Elsa"));
        assert!(!is_post("Contributors") && !is_post("The Hollow Reporter") && !is_post("Editor: Ada Quill"));
        assert!(!is_post("Letter to the editor") && !is_post("Meet the author"));
        assert!(is_place_and_date("Port Elsa | Updated: May 3, 2024"));
        assert!(!is_place_and_date("Tom Brandt | May 3, 2024"));
    }
}
