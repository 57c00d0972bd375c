//! Where the story may begin in a glued line, and what each such place looks like.
//!
//! No mark stands there, so much evidence is weighed: the words on both sides, a capital on a word that news prints
//! small, lengths, verbs, quotation marks, names said again.

use std::ops::Range;

use nutgraf_text::{Span, sentences};

use super::super::dateline;
use super::super::lexicon::{FINITE, LEANING, NEVER_LAST, OPENERS, hash, is_weekday, month};
use super::table::{Glue, bucket};

/// The standfirst ends within so many words.
const LONGEST_DEK: usize = 72;
/// And has at least so many.
const SHORTEST_DEK: usize = 4;
/// Words looked at behind the longest standfirst.
const BEHIND: usize = 60;
/// Words of the longest title in single quotation marks.
const LONGEST_TITLE: usize = 8;

/// What a word looks like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Look {
    Small,
    Leaning,
    Opener,
    /// A capital on a word that news prints small.
    Common,
    Name,
    Capitals,
    Number,
    Day,
    None,
    Verb,
}

/// The mark behind a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Mark {
    None,
    /// A comma, colon or dash: a sentence goes on.
    Joint,
    Stop,
    /// A question or exclamation mark: no stop is missing behind it.
    Question,
    Other,
    Quote,
    /// A quotation mark behind a sentence's stop.
    StopQuote,
    /// The stop of a short form.
    Short,
}

#[derive(Clone, Debug)]
struct Word {
    range: Range<usize>,
    hash: u32,
    /// Hash of its last three letters.
    suffix: u32,
    look: Look,
    mark: Mark,
    /// Whether a sentence ends here.
    ends: bool,
    /// Whether it opens with a quotation mark.
    quoted: bool,
    possessive: bool,
    capital: bool,
    /// Whether no story can begin here: it stands in a title in single quotation marks.
    in_title: bool,
    /// Whether it is the first word of such a title.
    opens_title: bool,
    dateline: bool,
    /// `1.`, `12.`: the number of an item.
    item: bool,
    /// Opening less closing double quotation marks up to it.
    depth: i8,
    /// The first word of the line that is the same, and the first of those that is not printed small.
    first: usize,
    first_named: usize,
}

/// The words of a line, looked at once.
pub(crate) struct Scan {
    words: Vec<Word>,
    /// Whether a kicker stands before them.
    kicked: bool,
    /// Hashes of words printed small.
    small: Vec<u32>,
    /// Words with a capital that no name, title or word before them explains.
    restarts: Vec<bool>,
}

impl Scan {
    pub(crate) fn of(glue: &Glue, line: &str, from: usize, kicked: bool) -> Scan {
        let mut words: Vec<Word> = Vec::new();
        let mut depth = 0_i8;
        let base = line.as_ptr() as usize;
        for raw in line[from..].split_ascii_whitespace().take(LONGEST_DEK + BEHIND) {
            let start = raw.as_ptr() as usize - base;
            depth = depth.saturating_add(i8::from(raw.starts_with(['"', '“'])));
            let may_open = words.len() < LONGEST_DEK;
            words.push(word(glue, line, start..start + raw.len(), depth, may_open));
            let closes = raw.trim_end_matches([',', '.']).ends_with(['"', '”']) && raw.len() > 1;
            depth = (depth - i8::from(closes)).max(0);
        }
        titles(line, &mut words);
        stops(line, from, &mut words);
        last_titles(&mut words);
        repeats(&mut words);
        let is_small = |word: &&Word| matches!(word.look, Look::Small | Look::Leaning | Look::Verb);
        let mut small: Vec<u32> = words.iter().filter(is_small).map(|word| word.hash).collect();
        small.sort_unstable();
        let is_restart = |pair: &[Word]| {
            matches!(pair[1].look, Look::Opener | Look::Common)
                && pair[0].look != Look::Leaning
                && pair[0].mark == Mark::None
                && pair[1].depth == pair[0].depth
        };
        let restarts = std::iter::once(false).chain(words.windows(2).map(is_restart)).collect();
        Scan { words, kicked, small, restarts }
    }

    /// Words that may open the story.
    pub(crate) fn candidates(&self) -> impl Iterator<Item = usize> {
        (SHORTEST_DEK..self.words.len().min(LONGEST_DEK)).filter(|&at| {
            let (word, before) = (&self.words[at], &self.words[at - 1]);
            let opens = !matches!(word.look, Look::Small | Look::Leaning | Look::Verb | Look::None);
            let closes = !matches!(before.mark, Mark::Stop | Mark::Joint | Mark::Question);
            let leans = before.look == Look::Leaning && NEVER_LAST.has(before.hash);
            // `No. 1`
            let ranks =
                word.range.len() == 3 && word.mark == Mark::Short && self.look(at + 1) == Look::Number as u32;
            opens && closes && !leans && !word.in_title && !ranks
        })
    }

    /// Whether the first item of a list begins here: `1. A milk frother`.
    pub(crate) fn opens_list(&self, at: usize) -> bool {
        let (word, before) = (&self.words[at], &self.words[at - 1]);
        let capital = self.words.get(at + 1).is_some_and(|next| next.capital);
        let counts =
            matches!(before.look, Look::Day | Look::Leaning | Look::Number | Look::Name | Look::Capitals);
        word.item && word.hash == hash("1") && capital && before.mark == Mark::None && !counts
    }

    /// The byte at which a word starts.
    pub(crate) fn start(&self, at: usize) -> usize {
        self.words[at].range.start
    }

    fn look(&self, at: usize) -> u32 {
        self.words.get(at).map_or(15, |word| word.look as u32)
    }

    fn hash(&self, at: usize) -> u32 {
        self.words.get(at).map_or(0, |word| word.hash)
    }

    fn suffix(&self, at: usize) -> u32 {
        self.words.get(at).map_or(0, |word| word.suffix)
    }

    /// How many restarts, up to three, stand in a part of the line.
    fn restarts(&self, range: Range<usize>) -> u32 {
        self.restarts[range].iter().filter(|restart| **restart).count().min(3) as u32
    }

    /// The features of the story opening at a word, or of no cut.
    pub(crate) fn features(&self, at: Option<usize>, mut add: impl FnMut(u16)) {
        let mut push = |template: u32, value: u32| add(bucket(template, value));
        let words = &self.words;
        let Some(at) = at else {
            push(1, u32::from(self.kicked));
            push(70, self.restarts(0..words.len().min(LONGEST_DEK)));
            push(71, self.restarts(0..words.iter().position(|word| word.ends).unwrap_or(words.len())));
            return;
        };
        push(2, 0);
        self.sides(at, &mut push);
        self.sentences(at, &mut push);
        self.names(at, &mut push);
    }

    /// The words on both sides.
    fn sides(&self, at: usize, push: &mut impl FnMut(u32, u32)) {
        let (word, before) = (&self.words[at], &self.words[at - 1]);
        let (look, last) = (word.look as u32, before.look as u32);
        let (next, second, above) = (self.look(at + 1), self.look(at + 2), self.look(at - 2));
        let pair = |left: u32, right: u32| left.wrapping_mul(31) ^ right;
        push(3, before.hash);
        push(4, word.hash);
        push(5, look | last << 4);
        push(6, look | last << 4 | next << 8);
        push(7, look | last << 4 | next << 8 | second << 12);
        push(8, last | above << 4 | look << 8);
        push(9, last | above << 4 | look << 8 | next << 12);
        push(10, u32::from(self.small.binary_search(&word.hash).is_ok()) | look << 1 | last << 5);
        push(12, before.mark as u32 | look << 3);
        push(13, word.depth.clamp(0, 2) as u32 | look << 2 | u32::from(word.quoted) << 8);
        push(17, pair(before.hash, word.hash));
        push(18, self.hash(at + 1));
        push(19, pair(word.hash, self.hash(at + 1)));
        push(20, pair(before.suffix, look));
        push(21, pair(word.suffix, last));
        push(22, pair(self.suffix(at + 1), look));
        push(23, pair(self.hash(at - 2), before.hash));
        push(24, pair(before.hash, look));
        push(25, pair(word.hash, last));
        push(35, u32::from(before.possessive) | look << 1);
        push(40, u32::from(word.dateline));
        push(41, u32::from(word.item));
        push(43, u32::from(self.words[at.saturating_sub(4)..at].iter().any(|word| word.dateline)));
        push(44, u32::from(word.opens_title) | last << 1);
        // A standfirst printed like a title.
        let capitals = |range: Range<usize>| {
            let words = &self.words[range.start.min(self.words.len())..range.end.min(self.words.len())];
            (words.iter().filter(|word| word.capital).count() * 4 / words.len().max(1)) as u32
        };
        let (left, right) = (capitals(at.saturating_sub(6)..at), capitals(at + 1..at + 7));
        push(45, left | right << 3);
        // A name that the line has again is not cut in two.
        let is_pair =
            |pair: &[Word]| pair[0].hash == before.hash && pair[1].hash == word.hash && pair[1].capital;
        let pairs = self.words.windows(2).filter(|pair| is_pair(pair)).count().min(3) as u32;
        push(47, pairs << 1 | u32::from(before.capital));
        push(46, left | right << 3 | look << 6);
    }

    /// The lengths, verbs and restarts of the standfirst's last and the story's first sentence.
    fn sentences(&self, at: usize, push: &mut impl FnMut(u32, u32)) {
        let (look, last) = (self.words[at].look as u32, self.words[at - 1].look as u32);
        let kicked = u32::from(self.kicked);
        let step =
            |count: usize, scale: &[usize]| scale.iter().filter(|&&limit| count >= limit).count() as u32;
        let length = step(at, &[5, 7, 9, 12, 15, 18, 22, 26, 30, 36, 45]);
        push(14, length | kicked << 5);
        let ends = self.words[..at].iter().filter(|word| word.ends).count().min(3) as u32;
        push(15, ends | kicked << 3);
        let to_stop = self.words[at..].iter().position(|word| word.ends).map_or(99, |words| words + 1);
        let stop = (at + to_stop).min(self.words.len());
        let sentence = step(to_stop, &[3, 5, 8, 12, 18, 25, 35, 45]);
        push(16, sentence);
        let since = self.words[..at].iter().rev().position(|word| word.ends).unwrap_or(at);
        push(26, step(since, &[3, 5, 8, 12, 18, 25, 35]) | sentence << 4);
        let verbs = |range: Range<usize>| {
            self.words[range].iter().filter(|word| word.look == Look::Verb).count().min(2) as u32
        };
        let verbs = verbs(at - since..at) | verbs(at..stop) << 2;
        push(27, verbs);
        push(28, verbs | look << 4 | last << 8);
        let restarts = self.restarts(at - since..at) << 1 | self.restarts(at + 1..stop.max(at + 1)) << 3;
        push(34, u32::from(self.restarts[at]) | restarts);
        push(38, self.hash(at - since));
    }

    /// Names at the cut, and what the story says again.
    fn names(&self, at: usize, push: &mut impl FnMut(u32, u32)) {
        let (word, words) = (&self.words[at], &self.words);
        let look = word.look as u32;
        let is_name = |word: &&Word| matches!(word.look, Look::Name | Look::Capitals);
        let run = words[at..].iter().take_while(is_name).count().min(5);
        let tail = words[..at].iter().rev().take_while(is_name).count().min(3) as u32;
        let behind = at + run;
        let named = run as u32;
        push(30, named | tail << 3);
        push(31, self.look(behind) | named << 4 | tail << 8);
        push(32, self.hash(behind));
        push(33, self.suffix(behind).wrapping_mul(31) ^ named);
        push(11, u32::from(word.first_named < at) | look << 1);
        let again = words[0].hash == word.hash;
        push(42, u32::from(again) << 1 | u32::from(again && self.hash(1) == self.hash(at + 1)));
        let shared = words[at..(at + 25).min(words.len())]
            .iter()
            .filter(|word| is_name(word) || matches!(word.look, Look::Small | Look::Common))
            .filter(|word| word.range.len() > 3 && word.first < at)
            .count();
        push(36, shared.min(5) as u32 | (at.min(48) as u32 / 6) << 4);
        let names = words[..at].iter().filter(is_name).count();
        let is_small = |word: &&Word| matches!(word.look, Look::Small | Look::Leaning | Look::Verb);
        let small = words[..at].iter().filter(is_small).count();
        push(37, u32::from(small > names) | (small.min(6) as u32) << 1);
    }
}

/// Looks at a word; whether a dateline stands there matters only where the story may open.
fn word(glue: &Glue, line: &str, range: Range<usize>, depth: i8, may_open: bool) -> Word {
    let raw = &line[range.clone()];
    let bare = raw.trim_matches(|c: char| !c.is_alphanumeric());
    let stem = bare.strip_suffix("'s").or(bare.strip_suffix("’s")).unwrap_or(bare);
    let own = hash(bare);
    let is_common = || {
        glue.is_small(hash(stem)) || stem.split_once('-').is_some_and(|(head, _)| glue.is_small(hash(head)))
    };
    let first = bare.chars().next();
    let look = match first {
        None => Look::None,
        Some(c) if c.is_numeric() => Look::Number,
        Some(c) if c.is_lowercase() && FINITE.has(own) => Look::Verb,
        Some(c) if c.is_lowercase() && LEANING.has(own) => Look::Leaning,
        Some(c) if c.is_lowercase() => Look::Small,
        Some(_) if raw.starts_with("No.") => Look::Name,
        Some(_) if OPENERS.has(own) => Look::Opener,
        Some(_) if bare.len() > 1 && !bare.contains(char::is_lowercase) => Look::Capitals,
        Some(_) if is_weekday(bare) || month(bare).is_some() => Look::Day,
        Some(_) if is_common() => Look::Common,
        Some(_) => Look::Name,
    };
    let mark = match raw.chars().next_back() {
        Some(',' | ';' | ':' | '-' | '–' | '—') => Mark::Joint,
        Some('.') => Mark::Stop,
        Some('?' | '!') => Mark::Question,
        Some(')') => Mark::Other,
        Some('"' | '”' | '’' | '\'') => Mark::Quote,
        _ => Mark::None,
    };
    let tail = bare.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    let may_file = may_open && matches!(look, Look::Capitals | Look::Name);
    Word {
        hash: own,
        suffix: hash(&bare[tail..]),
        look,
        mark,
        ends: false,
        quoted: raw.starts_with(['"', '“', '‘', '\'']),
        possessive: stem.len() < bare.len(),
        capital: first.is_some_and(char::is_uppercase),
        in_title: false,
        opens_title: false,
        dateline: may_file && dateline::head(&line[range.start..]).is_some(),
        item: bare.len() <= 2 && raw.ends_with('.') && bare.bytes().all(|byte| byte.is_ascii_digit()),
        depth,
        first: usize::MAX,
        first_named: usize::MAX,
        range,
    }
}

/// Titles in single quotation marks: `'Anyone But You'`.
fn titles(line: &str, words: &mut [Word]) {
    let text = |word: &Word| &line[word.range.clone()];
    let closes = |word: &Word| text(word).trim_end_matches([',', '.', ';']).ends_with(['’', '\'']);
    for at in 0..words.len() {
        if !text(&words[at]).starts_with(['‘', '\'']) || closes(&words[at]) {
            continue;
        }
        let end = (at + 1..words.len().min(at + 1 + LONGEST_TITLE)).find(|&end| closes(&words[end]));
        if let Some(end) = end {
            words[at].opens_title = true;
            words[at + 1..=end].iter_mut().for_each(|word| word.in_title = true);
        }
    }
}

/// A title that a sentence ends with opens none: `… still love 'The Office.'`.
fn last_titles(words: &mut [Word]) {
    for at in 0..words.len() {
        let end = at + words[at + 1..].iter().take_while(|word| word.in_title).count();
        words[at].in_title |= words[at].opens_title && words[end].ends;
    }
}

/// Tells which words stand in the line before.
fn repeats(words: &mut [Word]) {
    let mut order: Vec<(u32, usize)> = words.iter().map(|word| word.hash).zip(0..).collect();
    order.sort_unstable();
    for same in order.chunk_by(|left, right| left.0 == right.0) {
        let places = same.iter().map(|&(_, at)| at);
        let first_named = places.clone().find(|&at| words[at].look != Look::Small).unwrap_or(usize::MAX);
        for at in places {
            (words[at].first, words[at].first_named) = (same[0].1, first_named);
        }
    }
}

/// Tells the stops of sentences from those of short forms.
fn stops(line: &str, from: usize, words: &mut [Word]) {
    let found = sentences(line, Span::at(from, line.len()));
    let mut ends = found.iter().map(|sentence| sentence.end()).peekable();
    for word in words {
        while ends.next_if(|&end| end < word.range.end).is_some() {}
        let closed = !matches!(word.mark, Mark::None | Mark::Joint);
        word.ends = closed && ends.peek().is_some_and(|&end| end <= word.range.end + 1);
        word.mark = match word.mark {
            Mark::Quote if word.ends => Mark::StopQuote,
            Mark::Stop if !word.ends => Mark::Short,
            mark => mark,
        };
    }
}
