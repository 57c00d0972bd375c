//! Teasers glued into one line: `KICKER: standfirst without a stop First sentence of the story …`.

use std::ops::Range;

use super::lexicon::{LEANING, LOOKALIKES, NEVER_LAST, OPENERS, hash};
use super::model::{Table, glue_bucket};

/// A long line that breaks off was glued more often than the lines the cut was learnt from.
const CUT_BIAS: i32 = 150;
/// A kicker is no longer than this, in bytes.
const LONGEST_KICKER: usize = 70;
/// The standfirst ends within so many words.
const LONGEST_DEK: usize = 72;
/// And has at least so many.
const SHORTEST_DEK: usize = 4;

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
pub(crate) fn cut(table: &Table, line: &str) -> Cut {
    let (kicker, from) = kicker(line).map_or((None, 0), |(kicker, from)| (Some(kicker), from));
    let scan = Scan::of(line, from, kicker.is_some());
    let score = |at: Option<usize>| {
        let mut sum = 0;
        scan.features(at, |feature| sum += i32::from(table.glue[usize::from(feature) % table.glue.len()]));
        sum
    };
    let none = score(None) - CUT_BIAS;
    let best = scan
        .candidates()
        .map(|at| (score(Some(at)), at))
        .max_by_key(|&(score, at)| (score, std::cmp::Reverse(at)));
    match best {
        Some((score, at)) if score > none => {
            let start = scan.words[at].range.start;
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

/// What a word looks like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Look {
    Small,
    Leaning,
    Opener,
    Title,
    Capitals,
    Number,
    Quote,
    None,
}

#[derive(Clone, Debug)]
struct Word {
    range: Range<usize>,
    hash: u32,
    look: Look,
    /// The mark behind it: none 0, comma 1, stop 2, other closing mark 3, closing quote 4.
    mark: u8,
    /// Opening less closing double quotation marks up to it.
    depth: i8,
}

/// The words of a line, looked at once.
pub(crate) struct Scan {
    words: Vec<Word>,
    /// Whether a kicker stands before them.
    kicked: bool,
    /// Hashes of words printed in small letters.
    small: Vec<u32>,
}

impl Scan {
    pub(crate) fn of(line: &str, from: usize, kicked: bool) -> Scan {
        let mut words: Vec<Word> = Vec::new();
        let mut small = Vec::new();
        let mut depth = 0_i8;
        let base = line.as_ptr() as usize;
        for raw in line[from..].split_ascii_whitespace().take(LONGEST_DEK + 60) {
            let start = raw.as_ptr() as usize - base;
            let bare = raw.trim_matches(|c: char| !c.is_alphanumeric());
            let hash = hash(bare);
            let first = bare.chars().next();
            let look = match first {
                None => Look::None,
                Some(c) if c.is_numeric() => Look::Number,
                Some(c) if c.is_lowercase() => {
                    small.push(hash);
                    if LEANING.has(hash) { Look::Leaning } else { Look::Small }
                }
                Some(_) if OPENERS.has(hash) => Look::Opener,
                Some(_) if bare.len() > 1 && !bare.contains(char::is_lowercase) => Look::Capitals,
                Some(_) if raw.starts_with(['"', '“', '‘', '\'']) => Look::Quote,
                Some(_) => Look::Title,
            };
            let mark = match raw.chars().next_back() {
                Some(',' | ';' | '-' | '–' | '—') => 1,
                Some('.') => 2,
                Some('?' | '!' | ':' | ')') => 3,
                Some('"' | '”' | '’' | '\'') => 4,
                _ => 0,
            };
            let opens = raw.starts_with(['"', '“']);
            let closes = raw.trim_end_matches([',', '.']).ends_with(['"', '”']) && raw.len() > 1;
            depth = depth.saturating_add(i8::from(opens));
            words.push(Word { range: start..start + raw.len(), hash, look, mark, depth });
            depth = (depth - i8::from(closes)).max(0);
        }
        small.sort_unstable();
        Scan { words, kicked, small }
    }

    /// Words that may open the story.
    pub(crate) fn candidates(&self) -> impl Iterator<Item = usize> {
        (SHORTEST_DEK..self.words.len().min(LONGEST_DEK)).filter(|&at| {
            let (word, before) = (&self.words[at], &self.words[at - 1]);
            !matches!(word.look, Look::Small | Look::Leaning | Look::None)
                && before.mark != 2
                && before.mark != 1
                && !(before.look == Look::Leaning && NEVER_LAST.has(before.hash))
        })
    }

    /// The byte at which a word starts.
    #[cfg(feature = "train")]
    pub(crate) fn start(&self, at: usize) -> usize {
        self.words[at].range.start
    }

    fn look(&self, at: usize) -> u32 {
        self.words.get(at).map_or(9, |word| word.look as u32)
    }

    /// The features of the story opening at a word, or of no cut.
    pub(crate) fn features(&self, at: Option<usize>, mut add: impl FnMut(u16)) {
        let kicked = u32::from(self.kicked);
        let Some(at) = at else {
            add(glue_bucket(1, kicked));
            return;
        };
        let mut push = |template, value| add(glue_bucket(template, value));
        let (word, before) = (&self.words[at], &self.words[at - 1]);
        let (look, last) = (word.look as u32, before.look as u32);
        push(2, 0);
        push(3, before.hash);
        push(4, word.hash);
        push(5, look | last << 4);
        push(6, look | last << 4 | self.look(at + 1) << 8);
        push(7, look | last << 4 | self.look(at + 1) << 8 | self.look(at + 2) << 12);
        push(8, last | self.look(at - 2) << 4 | look << 8);
        let printed_small = u32::from(self.small.binary_search(&word.hash).is_ok());
        push(9, printed_small | look << 1);
        let named_before = u32::from(
            self.words[..at].iter().any(|other| other.hash == word.hash && other.look != Look::Small),
        );
        push(10, named_before | look << 1);
        push(11, u32::from(before.mark) | look << 3);
        push(12, word.depth.clamp(0, 2) as u32 | look << 2);
        let length =
            [5, 7, 9, 12, 15, 18, 22, 26, 30, 36, 45].iter().filter(|&&limit| at >= limit).count() as u32;
        push(13, length | kicked << 5);
        push(14, length | look << 5);
        let stops = self.words[..at].iter().filter(|word| word.mark == 2).count().min(3) as u32;
        push(15, stops | kicked << 3);
        let to_stop = self.words[at..].iter().position(|word| word.mark == 2).map_or(99, |words| words + 1);
        let sentence = [3, 5, 8, 12, 18, 25, 35, 45].iter().filter(|&&limit| to_stop >= limit).count() as u32;
        push(16, sentence | look << 4);
        push(17, before.hash.wrapping_mul(31) ^ word.hash);
        push(18, self.words.get(at + 1).map_or(0, |next| next.hash));
        push(19, word.hash.wrapping_mul(31) ^ self.words.get(at + 1).map_or(0, |next| next.hash));
        // The story's first sentence names again what the standfirst named.
        let is_name = |word: &&Word| matches!(word.look, Look::Title | Look::Capitals | Look::Quote);
        let end = (at + 25).min(self.words.len());
        let shared = self.words[at..end]
            .iter()
            .filter(|word| {
                matches!(word.look, Look::Title | Look::Capitals | Look::Small) && word.range.len() > 3
            })
            .filter(|word| self.words[..at].iter().any(|other| other.hash == word.hash))
            .count();
        push(20, (shared.min(5) as u32) | length << 4);
        let names = self.words[..at].iter().filter(is_name).count();
        let small =
            self.words[..at].iter().filter(|word| matches!(word.look, Look::Small | Look::Leaning)).count();
        push(21, u32::from(small > names) | (small.min(6) as u32) << 1);
        let run = self.words[at..].iter().take_while(is_name).count().min(5) as u32;
        let tail = self.words[..at].iter().rev().take_while(is_name).count().min(3) as u32;
        push(22, run | tail << 3);
        let after_run = at + run as usize;
        push(23, self.look(after_run) | run << 4);
        push(24, self.words.get(after_run).map_or(0, |word| word.hash));
        let later = self.candidates_after(at);
        push(25, later | look << 3);
    }

    /// How many function words with a capital open a clause between this candidate and the first stop.
    fn candidates_after(&self, at: usize) -> u32 {
        self.words[at + 1..]
            .iter()
            .take_while(|word| word.mark != 2)
            .filter(|word| word.look == Look::Opener)
            .count()
            .min(3) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
