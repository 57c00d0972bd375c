//! What a line looks like: forms that its words give away, and its rough shape.

use std::sync::LazyLock;

use memchr::{memchr_iter, memchr2_iter, memchr3, memmem::Finder};

use super::heads::Heads;
use super::kind::{ACTION, ASIDE, FILE};
use super::lexicon::SEEN;
use super::measure::{Ending, Measure, Opening};
use super::{byline, credit, dateline, glued, timestamp};

/// Forms of a line, as bits.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Form(u32);

impl Form {
    pub(crate) const CREDIT: Form = Form(1);
    pub(crate) const BYLINE: Form = Form(1 << 1);
    pub(crate) const TIMESTAMP: Form = Form(1 << 2);
    pub(crate) const DATELINE: Form = Form(1 << 3);
    pub(crate) const AGENCY: Form = Form(1 << 4);
    pub(crate) const KICKER: Form = Form(1 << 5);
    pub(crate) const CONTRIBUTOR: Form = Form(1 << 6);
    pub(crate) const COPYRIGHT: Form = Form(1 << 7);
    pub(crate) const CORRECTION: Form = Form(1 << 8);
    pub(crate) const BIO: Form = Form(1 << 9);
    pub(crate) const NUMBERED: Form = Form(1 << 10);
    pub(crate) const BROKEN: Form = Form(1 << 11);
    pub(crate) const CAPTION_CREDIT: Form = Form(1 << 12);
    pub(crate) const POINTER: Form = Form(1 << 13);
    pub(crate) const EDITORS_NOTE: Form = Form(1 << 14);
    pub(crate) const PERSON: Form = Form(1 << 15);
    pub(crate) const CAPTION: Form = Form(1 << 16);
    pub(crate) const LINK: Form = Form(1 << 17);
    pub(crate) const SIGNED: Form = Form(1 << 18);
    /// The forms so far are features of the model; what follows only says what a line may be.
    pub(crate) const COUNT: u32 = 19;
    pub(crate) const POST: Form = Form(1 << 19);

    pub(crate) fn bits(self) -> u32 {
        self.0
    }

    pub(crate) fn has(self, other: Form) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) fn of(line: &str, measure: &Measure) -> Form {
        let mut form = Form::default();
        let mut set = |bit: Form, is: bool| {
            if is {
                form.0 |= bit.0;
            }
        };
        let short = measure.length <= 160;
        set(Form::COPYRIGHT, measure.has_copyright || measure.promo_words >= 1 && is_copyright(line));
        set(Form::NUMBERED, measure.opening == Opening::Digit && is_numbered(line));
        set(Form::KICKER, glued::kicker(line).is_some());
        set(Form::DATELINE, measure.words >= 6 && dateline::head(line).is_some());
        let signed = measure.opening == Opening::Quote && is_signed(line);
        set(Form::SIGNED, signed);
        set(
            Form::BROKEN,
            measure.length >= 160 && !measure.is_closed() && !signed && measure.ending != Ending::Colon,
        );
        set(Form::CONTRIBUTOR, is_contributor(line));
        set(Form::CORRECTION, CORRECTIONS.open(line));
        let points = POINTERS.open(line.trim_start_matches(['[', '(', ' ']));
        set(Form::POINTER, points);
        set(Form::EDITORS_NOTE, EDITORS_NOTES.open(line));
        set(Form::BIO, measure.words >= 6 && is_bio(line));
        set(
            Form::CAPTION_CREDIT,
            measure.length <= 600 && measure.words > 5 && credit::ends_in_credit(line, measure),
        );
        set(Form::CAPTION, measure.length <= 400 && measure.words >= 4 && is_caption(line, measure));
        set(Form::POST, measure.has_at && short && is_post(line));
        set(Form::LINK, measure.words <= 16 && short && (line.contains("www.") || line.ends_with(".com")));
        if short {
            set(Form::CREDIT, measure.words <= 14 && !points && credit::is_whole(line, measure));
            set(Form::TIMESTAMP, measure.words <= 20 && timestamp::is_timestamp(line));
            set(Form::BYLINE, measure.words <= 24 && byline::is_byline(line));
            set(Form::AGENCY, measure.words <= 8 && dateline::is_whole(line, measure));
            set(
                Form::PERSON,
                (2..=4).contains(&measure.words)
                    && measure.numbers == 0
                    && measure.stop_words == 0
                    && matches!(measure.ending, Ending::Word)
                    && byline::is_person(line),
            );
        }
        form
    }
}

/// Bytes of the shortest words that someone signs.
const SHORTEST_QUOTE: usize = 40;
/// Bytes of the longest signature of what someone said.
const LONGEST_SIGNATURE: usize = 240;

/// `“The ferry sank.” —Ada Quill, mayor of Port Elsa`: what someone said, and who.
fn is_signed(line: &str) -> bool {
    line.rfind(['”', '"']).is_some_and(|at| {
        let rest = line[at..].trim_start_matches(['”', '"', ' ']);
        let name = rest.strip_prefix(['—', '–']).map(str::trim_start);
        let signed = name.is_some_and(|name| name.starts_with(char::is_uppercase));
        at >= SHORTEST_QUOTE && rest.len() <= LONGEST_SIGNATURE && signed
    })
}

/// `— Ada Quill (@adaquill) May 3, 2024`: who wrote the post above, and when.
fn is_post(line: &str) -> bool {
    let account = || {
        let (_, account) = line.split_once("(@")?;
        let (account, day) = account.split_once(')')?;
        let is_account = !account.is_empty() && account.chars().all(|c| c.is_alphanumeric() || c == '_');
        is_account.then_some(day.trim())
    };
    line.starts_with(['—', '–', '-']) && account().is_some_and(timestamp::is_timestamp)
}

static COPYRIGHTS: Heads<1> = Heads::new(["copyright"]);

fn is_copyright(line: &str) -> bool {
    COPYRIGHTS.open(line)
        || ["ll rights reserved", "ll Rights Reserved", "LL RIGHTS RESERVED"]
            .iter()
            .any(|mark| line.contains(mark))
}

/// `1. The ferry`, `12) `.
fn is_numbered(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.len() - rest.len() <= 3 && rest.starts_with(". ") || rest.starts_with(") ")
}

static CONTRIBUTED: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("contributed "));

static CONTRIBUTORS: Heads<8> = Heads::new([
    "additional reporting",
    "reporting by",
    "editing by",
    "writing by",
    "compiled by",
    "with reporting",
    "with additional reporting",
    "with files from",
]);

fn is_contributor(line: &str) -> bool {
    let line = line.trim_start_matches(['(', '—', '-', '[', '–', ' ', '*']);
    CONTRIBUTORS.open(line)
        || line.len() <= 200
            && (line.ends_with(" contributed.") || line.ends_with(" contributed to this report."))
        || line.len() <= 300
            && CONTRIBUTED.find_iter(line.as_bytes()).map(|at| &line[at..]).any(|rest| {
                rest.starts_with("contributed to this") || rest.starts_with("contributed reporting")
            })
}

static CAPTIONS: Heads<12> = Heads::new([
    "image caption",
    "media caption",
    "above:",
    "below:",
    "left:",
    "right:",
    "from left",
    "clockwise",
    "top left",
    "file photo",
    "a map of ",
    "pictured",
]);

/// `Above: the ferry`, `Ada Quill (left)`, `Ada Quill speaks at the pier in Port Elsa on May 3, 2024`: what is seen.
fn is_caption(line: &str, measure: &Measure) -> bool {
    if CAPTIONS.open(line) || credit::shows(line) {
        return true;
    }
    let bytes = line.as_bytes();
    let opens = |at: usize, marks: &[&str]| marks.iter().any(|mark| bytes[at..].starts_with(mark.as_bytes()));
    let bracketed = |at: usize| opens(at, &["(left", "(right", "(centre", "(center", "(second ", "[+]"]);
    let mut brackets = memchr2_iter(b'(', b'[', bytes);
    let aside = |at: usize| opens(at, &[", left,", ", right,", ", pictured "]);
    if brackets.any(bracketed) || measure.kinds & ASIDE != 0 && memchr_iter(b',', bytes).any(aside) {
        return true;
    }
    if measure.kinds & FILE != 0 && memchr3(b'(', b',', b'[', bytes).is_some() && line.contains(" file photo")
    {
        return true;
    }
    // A name, and what it is seen doing, in the present; a title would do without the stop.
    if measure.kinds & ACTION == 0 || !line.ends_with(['.', ')']) {
        return false;
    }
    let (mut named, mut before) = (false, "");
    for word in line.split([' ', ',']).filter(|word| !word.is_empty()).take(16) {
        if word.starts_with(char::is_uppercase) {
            named = true;
        } else if named && SEEN.contains(word) && !bars_action(before) {
            return true;
        } else if matches!(
            word,
            "said" | "says" | "told" | "was" | "were" | "has" | "had" | "have" | "will" | "would"
        ) {
            return false;
        }
        before = word;
    }
    false
}

/// Whether what follows such a word is no action in the present: `the board`, `its plays`, `to play`.
fn bars_action(word: &str) -> bool {
    ["the", "a", "an", "his", "her", "its", "their", "our", "this", "of", "to"]
        .iter()
        .any(|other| word.eq_ignore_ascii_case(other))
}

static CORRECTIONS: Heads<12> = Heads::new([
    "correction:",
    "correction ",
    "corrections:",
    "clarification:",
    "an earlier version of",
    "a previous version of",
    "this article has been corrected",
    "this story has been corrected",
    "this article was amended",
    "this story was corrected",
    "this article was corrected",
    "* this article was amended",
]);

static EDITORS_NOTES: Heads<7> = Heads::new([
    "editor's note",
    "editor’s note",
    "editors' note",
    "editors’ note",
    "author's note",
    "this story was originally",
    "this article was originally",
]);

/// Labels that send the reader elsewhere.
static POINTERS: Heads<30> = Heads::new([
    "read more",
    "read also",
    "also read",
    "also:",
    "read:",
    "see also",
    "related:",
    "related stories",
    "more:",
    "more on",
    "more from",
    "watch:",
    "watch more",
    "watch live",
    "listen:",
    "don't miss",
    "don’t miss",
    "you may also like",
    "click here",
    "up next",
    "next:",
    "recommended",
    "most read",
    "most popular",
    "trending",
    "sign up",
    "subscribe",
    "continue reading",
    "more stories",
    "you might also",
]);

/// `Ada Quill is a reporter at the Port Elsa Times.`, `Ada Quill covers the harbour.`
fn is_bio(line: &str) -> bool {
    let head = &line[..line.floor_char_boundary(200)];
    // A name has no long word in small letters: before the verb there is none.
    let is_long = |word: &[u8]| word.len() > 3 && word[..4].iter().all(u8::is_ascii_lowercase);
    let is_verb = |word: &[u8]| matches!(word, b"is" | b"was" | b"has" | b"covers" | b"writes" | b"joined");
    let mut words = head.as_bytes().split(|&byte| byte == b' ');
    let Some(verb) = words.find(|word| is_long(word) || is_verb(word)).filter(|word| is_verb(word)) else {
        return false;
    };
    let at = verb.as_ptr() as usize - line.as_ptr() as usize;
    let (name, verb) = (head[..at].trim_end(), &head[at..at + verb.len()]);
    // `The Post's Ada Quill`
    let name = name.split_once("’s ").or(name.split_once("'s ")).map_or(name, |(_, name)| name);
    if !byline::is_person(name) || !name.contains(' ') {
        return false;
    }
    let clause = head[at..].split(['.', ';']).next().unwrap_or_default();
    let titled = || {
        clause.split(|c: char| !c.is_alphanumeric()).any(|word| super::lexicon::WRITER_TITLES.contains(word))
    };
    match verb {
        "covers" | "writes" => true,
        "is" => {
            let next = clause.split(' ').nth(1).unwrap_or_default();
            (matches!(next, "a" | "an" | "the") || next.starts_with(char::is_uppercase)) && titled()
        }
        "was" => clause.starts_with("was a") && titled(),
        _ => {
            clause.starts_with("has written")
                || clause.starts_with("has been") && titled()
                || verb == "joined" && titled()
        }
    }
}

/// The rough shape of a line, for its neighbours' sake.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Shape {
    Timestamp,
    Byline,
    Credit,
    Agency,
    Copyright,
    Contributor,
    Filed,
    LongClosed,
    LongBroken,
    MiddleClosed,
    MiddleOpen,
    ShortClosed,
    ShortTitle,
    ShortOpen,
    TinyTitle,
    TinyOther,
    Shouted,
    Promo,
    Pointer,
    Person,
    Glued,
}

impl Shape {
    pub(crate) fn of(measure: &Measure, form: Form) -> Shape {
        let forms = [
            (Form::TIMESTAMP, Shape::Timestamp),
            (Form::AGENCY, Shape::Agency),
            (Form::CREDIT, Shape::Credit),
            (Form::BYLINE, Shape::Byline),
            (Form::COPYRIGHT, Shape::Copyright),
            (Form::CONTRIBUTOR, Shape::Contributor),
            (Form::CORRECTION, Shape::Contributor),
            (Form::DATELINE, Shape::Filed),
        ];
        if let Some((_, shape)) = forms.iter().find(|(bit, _)| form.has(*bit)) {
            return *shape;
        }
        let closed = measure.is_closed();
        if measure.promo_words >= 2 && measure.promo_words * 12 >= measure.seen {
            return Shape::Promo;
        }
        if form.has(Form::KICKER) && measure.words >= 25 {
            return Shape::Glued;
        }
        if form.has(Form::POINTER) && measure.words <= 16 {
            return Shape::Pointer;
        }
        let title = measure.capitalised * 10 >= measure.seen * 6;
        match measure.words {
            25.. if closed || measure.ending == Ending::Colon => Shape::LongClosed,
            25.. => Shape::LongBroken,
            _ if measure.is_shouted() => Shape::Shouted,
            9.. if closed => Shape::MiddleClosed,
            9.. => Shape::MiddleOpen,
            4.. if closed => Shape::ShortClosed,
            _ if form.has(Form::PERSON) => Shape::Person,
            4.. if title => Shape::ShortTitle,
            4.. => Shape::ShortOpen,
            _ if title => Shape::TinyTitle,
            _ => Shape::TinyOther,
        }
    }

    /// Whether it looks like running text.
    pub(crate) fn is_sentence(self) -> bool {
        matches!(self, Shape::LongClosed | Shape::MiddleClosed | Shape::Filed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_is_done_by_someone() {
        let is_caption = |line: &str| Form::of(line, &Measure::of(line)).has(Form::CAPTION);
        assert!(is_caption("Ada Quill boards the ferry in Port Elsa on Tuesday."));
        assert!(!is_caption("Its plays and its walks are free on Tuesday."));
        assert!(!is_caption("The paint alone cost the board 40,000 crowns, its chairman said on Tuesday."));
    }

    #[test]
    fn who_wrote_a_post() {
        let is_post = |line: &str| Form::of(line, &Measure::of(line)).has(Form::POST);
        assert!(is_post("— Ada Quill (@ada_quill) May 3, 2024"));
        assert!(is_post("– Port Elsa Ferries ⛴ (@PortElsaFerries) 3 May 2024"));
        assert!(!is_post("- Ada Quill (@adaquill)"));
        assert!(!is_post("— Ada Quill (@adaquill) won 3"));
        assert!(!is_post("Ada Quill (@adaquill) May 3, 2024"));
        assert!(!is_post("— Ada Quill (@adaquill) covers the harbour"));
        assert!(!is_post("— write to ada@quill.example"));
    }

    #[test]
    fn what_is_signed_does_not_break_off() {
        let form = |line: &str| Form::of(line, &Measure::of(line));
        let said =
            "The ferry has crossed this bay every day of my life, and it will cross it when I am gone. "
                .repeat(2);
        let signed = form(&format!("“{}” —Ada Quill, harbour master of Port Elsa", said.trim()));
        assert!(signed.has(Form::SIGNED) && !signed.has(Form::BROKEN));
        let broken = form(&format!("“{said}And then the"));
        assert!(broken.has(Form::BROKEN) && !broken.has(Form::SIGNED));
        assert!(!form("“Night mode” — a lamp that burns").has(Form::SIGNED));
        assert!(!form(&format!("“{}” — the third this", said.trim())).has(Form::SIGNED));
    }
}
