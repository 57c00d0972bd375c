//! Pictures: which lines credit one, and where a caption ends and its credit begins.

use memchr::{memchr, memchr2_iter, memchr3, memrchr_iter};

use super::dateline::is_agency;
use super::heads::holds;
use super::kind::SOURCE;
use super::lexicon::CREDIT_HEADS;
use super::measure::Measure;

/// Whether a whole line is a picture's credit: `Photo: Reuters`, `(Ada Quill / Wire)`, `Getty Images`.
pub(crate) fn is_credit(line: &str) -> bool {
    if line.len() > 120 {
        return false;
    }
    let bare = line.trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']' | ' ' | '.'));
    if is_agency(bare) {
        return !bare.get(..5).is_some_and(|head| head.eq_ignore_ascii_case("staff"));
    }
    opens_credit(bare) && !shows(bare)
        || in_brackets(line) && (has_source(bare) || is_labelled(bare))
        || is_sourced(line)
}

/// Where a picture is from, in words that say nothing of what it shows: `Photo: supplied`, `Photo: provided by the line`.
const SOURCES: [&str; 14] = [
    "archive",
    "by",
    "contributed",
    "courtesy",
    "file",
    "handout",
    "provided",
    "screengrab",
    "screenshot",
    "stock",
    "submitted",
    "supplied",
    "taken",
    "via",
];

/// `Image: Ada Quill, harbour master`, `Photo: The ferry leaves Port Elsa`: what is seen behind a credit's label.
pub(crate) fn shows(line: &str) -> bool {
    let label = ["image:", "photo:", "picture:"]
        .iter()
        .find(|label| line.get(..label.len()).is_some_and(|head| head.eq_ignore_ascii_case(label)));
    let Some(seen) = label.map(|label| line[label.len()..].trim_start()) else { return false };
    let is_small = |word: &str| {
        word.starts_with(char::is_lowercase) && !BINDING.contains(&word.trim_end_matches([':', ',']))
    };
    let is_source = |word: &str| SOURCES.iter().any(|source| word.eq_ignore_ascii_case(source));
    !seen.contains(['/', '|', '@'])
        && !seen.split(' ').take(3).any(is_source)
        && seen.split(' ').filter(|word| is_small(word)).count() * 4 >= seen.split(' ').count()
}

/// As [`is_credit`], told from a line's words at first.
pub(crate) fn is_whole(line: &str, measure: &Measure) -> bool {
    (line.starts_with(['(', '[']) || may_name(line, measure)) && is_credit(line)
}

/// Whether the line has a word that a credit outside brackets cannot do without.
fn may_name(line: &str, measure: &Measure) -> bool {
    let line = line.as_bytes();
    let is_house = |at| HOUSES.iter().any(|house| line[at..].starts_with(house.as_bytes()));
    measure.may_have(SOURCE) || memchr2_iter(b'G', b'S', line).any(is_house)
}

/// Picture houses; their names may have more words or letters behind them.
const HOUSES: [&str; 2] = ["Getty", "Shutterstock"];

/// Whether what stands below a picture is its credit alone: a credit line, `© Ada Quill`, `(Quill Brothers)`. A
/// sentence, or what says who or what is seen with a word of credits in it, is a caption: `Photos of Ada Quill hang in
/// the hall`.
pub(crate) fn only_credits(text: &str) -> bool {
    let few = text.split_ascii_whitespace().count() <= 8;
    if in_brackets(text) {
        return is_credit(text) || few && is_named(&text[1..text.len() - 1]);
    }
    few && text.starts_with('©') || is_credit(text) && !tells(text)
}

/// Words in small letters that stand in credits.
const BINDING: &[&str] = &[
    "and", "by", "courtesy", "credit", "file", "for", "from", "image", "images", "of", "photo", "source",
    "the", "via", "video",
];

/// Whether a line has a stop at its end, or words that no credit has.
fn tells(line: &str) -> bool {
    let is_small = |word: &str| {
        word.starts_with(char::is_lowercase) && !BINDING.contains(&word.trim_end_matches([':', ',']))
    };
    line.ends_with(['.', '!', '?']) || !line.contains(':') && line.split_ascii_whitespace().any(is_small)
}

/// Whether a text is a name of a few words, or two around a mark: `Quill & Sons`.
fn is_named(text: &str) -> bool {
    let mut words = text.split_ascii_whitespace();
    let is_large = |word: &str| word.starts_with(|c: char| c.is_uppercase() || matches!(c, '&' | '|' | '/'));
    words.clone().next().is_some() && words.clone().count() <= 6 && words.all(is_large)
}

/// What may stand around a credit.
pub(crate) const MARKS: &[char] = &['|', ' ', '(', ')', '[', ']', '-', '–', '—', '/'];

/// Where the credit begins in what is known to be a caption: as [`split_caption`] has it, or behind a mark that opens
/// nothing else there, `… at noon | © Ada Quill`, `… at noon [Quill Brothers]`.
pub(crate) fn cut_caption(caption: &str) -> Option<usize> {
    let bracketed = || {
        let open = caption.rfind(['(', '['])?;
        let last = in_brackets(&caption[open..]);
        let behind_stop = caption[..open].trim_end().ends_with(['.', '!', '?']);
        (open > 0 && last && behind_stop && only_credits(&caption[open..])).then_some(open)
    };
    let marked = || {
        let sign = caption.rfind('©')?;
        let few = caption[sign..].split_ascii_whitespace().count() <= 8;
        let before = caption[..sign].trim_end_matches(MARKS).len();
        (before > 0 && few)
            .then(|| before + caption[before..sign].bytes().take_while(|&byte| byte == b' ').count())
    };
    split_caption(caption).or_else(bracketed).or_else(marked)
}

/// `Rendering: Quill Studio`, inside brackets.
fn is_labelled(text: &str) -> bool {
    text.split_once(": ").is_some_and(|(label, name)| {
        label.len() <= 24
            && label.starts_with(char::is_uppercase)
            && label.split(' ').count() <= 2
            && name.starts_with(char::is_uppercase)
            && name.split(' ').count() <= 6
    })
}

/// `Ada Quill | Moment | Getty Images`, `Quill via Getty Images`, `Getty Images for Port Elsa`: names, and one of them
/// a picture house or an agency.
fn is_sourced(line: &str) -> bool {
    if line.ends_with(['.', '?', '!', ':']) || line.len() > 90 {
        return false;
    }
    if line.starts_with("Getty") {
        return line.split(' ').count() <= 7;
    }
    if memchr3(b'|', b'/', b',', line.as_bytes()).is_none() && !holds(line, b" via ") {
        return false;
    }
    let names = line.replace(" via ", "|").replace(['/', ','], "|");
    let mut parts = names.split('|').map(str::trim).filter(|part| !part.is_empty());
    let is_house = |part: &str| is_agency(part) || HOUSES.iter().any(|house| part.starts_with(house));
    let is_name = |part: &str| {
        part.split(' ').count() <= 4
            && part.split(' ').all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
    };
    names.contains('|') && parts.clone().any(is_house) && parts.all(|part| is_house(part) || is_name(part))
}

/// `Photo:`, `Image credit:`, `Courtesy of`, `Picture by Ada Quill`.
fn opens_credit(text: &str) -> bool {
    let end = text.bytes().position(|byte| matches!(byte, b' ' | b':' | b'/')).unwrap_or(text.len());
    let first = &text[..end];
    if !CREDIT_HEADS.contains(first) {
        return false;
    }
    let rest = text[first.len()..].trim_start();
    let lower =
        |text: &str, head: &str| text.get(..head.len()).is_some_and(|found| found.eq_ignore_ascii_case(head));
    let behind = ["credit", "source", "courtesy", "by", "via", "from", "of"];
    rest.starts_with([':', '/', '|'])
        || behind.iter().any(|word| {
            lower(rest, word) && {
                let after = rest[word.len()..].trim_start();
                *word == "courtesy"
                    || matches!(*word, "by" | "via" | "from" | "of") && after.starts_with(char::is_uppercase)
                    || after.starts_with(':')
            }
        })
}

fn in_brackets(line: &str) -> bool {
    line.starts_with(['(', '[']) && line.ends_with([')', ']']) && line.matches(['(', '[']).count() == 1
}

/// Whether a text names a source of pictures: an agency, or names around a slash.
fn has_source(text: &str) -> bool {
    let parts = || text.split(['/', '|', ',']).map(str::trim).filter(|part| !part.is_empty());
    let named = |part: &str| {
        part.len() <= 48
            && part.split_whitespace().count() <= 6
            && part.starts_with(|c: char| c.is_uppercase() || c == '@' || !c.is_ascii())
    };
    opens_credit(text)
        || parts().any(is_agency)
        || text.contains(['/', '|']) && parts().count() >= 2 && parts().all(named)
        || [
            "Getty",
            "Shutterstock",
            "iStock",
            "Alamy",
            "Reuters",
            "AFP",
            "Handout",
            "Associated Press",
            "Via ",
        ]
        .iter()
        .any(|name| text.contains(name))
            && text.len() <= 80
}

/// Where the credit begins at the end of a caption: in brackets, or behind the last sentence.
pub(crate) fn split_caption(line: &str) -> Option<usize> {
    if line.ends_with([')', ']']) {
        let open = line.rfind(['(', '['])?;
        let inside = line[open + 1..].trim_end_matches([')', ']']).trim_end_matches('.');
        return (open > 0 && has_source(inside)).then_some(open);
    }
    behind_sentence(line, true).or_else(|| labelled(line))
}

/// Whether a caption ends in a credit, as [`split_caption`] has it; told from the line's words at first.
pub(crate) fn ends_in_credit(line: &str, measure: &Measure) -> bool {
    if line.ends_with([')', ']']) {
        return split_caption(line).is_some();
    }
    let is_named = measure.slashes > 0 || may_name(line, measure);
    // A name grown onto a sentence ends in a small letter; a label has a colon.
    let may_end = is_named || line.ends_with(|c: char| c.is_ascii_lowercase());
    may_end && behind_sentence(line, is_named).is_some() || measure.colons > 0 && labelled(line).is_some()
}

/// Where the credit behind one of the last sentences begins: `… in May. Photo: Reuters`, `… in Austria.Ada Quill /
/// Reuters file`. `is_named` says whether the line may have the words or the slash of a source.
fn behind_sentence(line: &str, is_named: bool) -> Option<usize> {
    let tail = line.floor_char_boundary(line.len().saturating_sub(100));
    sentence_ends(line, tail).find_map(|stop| {
        let rest = line[stop..].trim_start();
        let start = line.len() - rest.len();
        let grown = start == stop && is_grown(&line[..stop], rest);
        let named = || is_credit(rest) || rest.contains('/') && has_source(rest);
        (!rest.is_empty() && (grown || is_named && named())).then_some(start)
    })
}

/// `… with errors.Ada Quill`: a name grown onto the last sentence.
fn is_grown(caption: &str, name: &str) -> bool {
    let small = caption.bytes().rev().skip(1).take_while(u8::is_ascii_lowercase).count();
    small >= 3
        && name.len() >= 4
        && name.split(' ').count() <= 3
        && name.split(' ').all(|word| {
            word.starts_with(|c: char| c.is_ascii_uppercase())
                && word.len() > 1
                && word[1..].bytes().all(|byte| byte.is_ascii_lowercase())
        })
}

/// Where sentences may end behind `from`, each behind its last mark.
fn sentence_ends(line: &str, from: usize) -> impl Iterator<Item = usize> {
    let bytes = line.as_bytes();
    let tail = &bytes[from..];
    let first = [memchr3(b'.', b'?', b'!', tail), memchr(0xE2, tail)].into_iter().flatten().min();
    let from = from + first.unwrap_or(tail.len());
    let marks = (from..).zip(&bytes[from..]).filter(|(_, byte)| matches!(byte, b'.' | b'?' | b'!' | 0xE2));
    marks.filter_map(move |(at, &byte)| match bytes.get(at + 1..at + 3) {
        _ if byte != 0xE2 => Some(at + 1),
        Some([0x80, 0x99 | 0x9D]) => Some(at + 3),
        _ => None,
    })
}

/// Where a caption's last part begins with a label that only credits have.
fn labelled(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    memchr(b':', bytes)?;
    ["Photo:", "Photograph:", "Picture:", "Credit:", "Image:"]
        .iter()
        .find_map(|label| {
            let end = memrchr_iter(b':', bytes).find(|&at| bytes[..=at].ends_with(label.as_bytes()))?;
            Some(end + 1 - label.len())
        })
        .filter(|&at| at > 0 && line.len() - at <= 90)
}

#[cfg(test)]
mod tests {
    use super::super::dateline;
    use super::super::lexicon::AGENCY_NAMES;
    use super::*;

    #[test]
    fn credit_lines() {
        for line in [
            "Photo: Reuters",
            "(Photo: Ada Quill)",
            "Getty Images",
            "AFP",
            "(Ada Quill / Port Elsa Times)",
            "Picture by Ada Quill",
            "Image credit: Ada Quill",
        ] {
            assert!(is_credit(line), "{line}");
        }
        for line in [
            "Photos of the ferry were sold.",
            "(He did not say why)",
            "Image is everything",
            "Sources say the ferry sank",
        ] {
            assert!(!is_credit(line), "{line}");
        }
    }

    #[test]
    fn what_words_tell_at_first_changes_nothing() {
        let pages = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../seeds")).unwrap();
        let pages = pages.map(|page| std::fs::read(page.unwrap().path()).unwrap());
        let pages: Vec<String> = pages.map(|page| String::from_utf8_lossy(&page).into_owned()).collect();
        let mut lines: Vec<&str> = pages.iter().flat_map(|page| page.lines()).map(str::trim).collect();
        let tags = "aap afp ani ansa ap bloomberg cna dpa keystone-sda with\u{3000}pa, getty gettysburg";
        lines.extend(tags.split(' ').chain(AGENCY_NAMES.iter().copied()));
        for line in lines.into_iter().filter(|line| !line.is_empty()) {
            for line in [line, &format!("{line} and AFP"), &format!("The ferry sank. {line}")] {
                let measure = Measure::of(line);
                assert_eq!(is_whole(line, &measure), is_credit(line), "{line}");
                assert_eq!(ends_in_credit(line, &measure), split_caption(line).is_some(), "{line}");
                assert_eq!(dateline::is_whole(line, &measure), dateline::whole(line).is_some(), "{line}");
            }
        }
    }

    #[test]
    fn captions_that_only_credit() {
        for text in ["© Ada Quill from Elsa via Fell", "(Quill Brothers)", "Ada Quill/Getty Images", "Getty"]
        {
            assert!(only_credits(text), "{text}");
        }
        for text in [
            "© is the sign that she drew on every one of her maps",
            "(the ferry)",
            "The ferry",
            "()",
            "Photos of Ada Quill hang in the hall.",
            "Video from Port Elsa police shows the crash",
            "Getty Center visitors watch the fire",
        ] {
            assert!(!only_credits(text), "{text}");
        }
    }

    #[test]
    fn a_caption_ends_at_its_sign_or_bracket() {
        let cut = |text: &'static str| cut_caption(text).map(|at| &text[at..]);
        assert_eq!(cut("The Fell at noon | © 2021 Ada Quill"), Some("| © 2021 Ada Quill"));
        assert_eq!(cut("The Fell at noon. (Quill Brothers)"), Some("(Quill Brothers)"));
        assert_eq!(cut("The ferry of Port Elsa (Fell Line)"), None);
        assert_eq!(cut("© Ada Quill"), None);
    }

    #[test]
    fn captions_and_their_credits_part() {
        let cut = |line: &'static str| split_caption(line).map(|at| &line[at..]);
        assert_eq!(cut("The ferry in port. (Ada Quill/AP)"), Some("(Ada Quill/AP)"));
        assert_eq!(cut("The ferry in May. Photo: Reuters"), Some("Photo: Reuters"));
        assert_eq!(cut("The ferry in Elsa.Ada Quill / Reuters file"), Some("Ada Quill / Reuters file"));
        assert_eq!(cut("The ferry has a hundred seats.Ada Quill"), Some("Ada Quill"));
        assert_eq!(cut("The ferry line of the U.S.Navy"), None);
        assert_eq!(cut("The ferry (built in 1931)"), None);
        assert_eq!(cut("The ferry in port."), None);
    }

    #[test]
    fn what_is_seen_may_stand_behind_a_label() {
        assert!(
            !is_credit("Image: Ada Quill, harbour master") && !is_credit("Photo: The ferry leaves Port Elsa")
        );
        assert!(is_credit("Image: Ada Quill") && is_credit("Photo: Ada Quill for the Port Elsa Times"));
        assert!(is_credit("Image: the pier shop/Quill"));
        assert!(is_credit("Photo: supplied") && is_credit("Photo: provided by the ferry line"));
    }
}
