//! The words of a line and what is counted of them, summed without branches: nothing tells what the next word is.

use super::kind::{PROMO, STOP, SUMMED, US, WE, YOU, kind};
use super::lexicon::SEED;
use super::measure::{FIRST_WORDS, LAST_WORDS, Measure};

/// Names and topic words of a line that are kept; their lists have as many places as the next power of two.
const NAMES: usize = 16;
const TOPICS: usize = 24;
pub(crate) const NAME_SLOTS: usize = 32;
pub(crate) const TOPIC_SLOTS: usize = 32;

/// What the letters of a word say, as bits.
pub(crate) const CAPITAL: u8 = 1;
pub(crate) const SMALL: u8 = 1 << 1;
pub(crate) const DIGIT: u8 = 1 << 2;
/// A capital behind small letters.
pub(crate) const JOINT: u8 = 1 << 3;
/// More letters than one.
const LETTERS: u8 = 1 << 4;

/// The word under way.
#[derive(Clone, Copy)]
pub(crate) struct Word {
    pub(crate) hash: u32,
    /// Bytes that count.
    pub(crate) length: usize,
    pub(crate) flags: u8,
}

impl Word {
    pub(crate) const NONE: Word = Word { hash: SEED, length: 0, flags: 0 };
}

/// Eight sums in one number, a byte each: what is looked at of a line has fewer than 256 words.
#[derive(Clone, Copy)]
struct Sums(u64);

/// The sums, by their place.
#[derive(Clone, Copy)]
enum Sum {
    Stop,
    Promo,
    You,
    We,
    Number,
    Joint,
    Capital,
    Shout,
}

impl Sums {
    const fn with(self, sum: Sum, is: bool) -> Sums {
        Sums(self.0 | (is as u64) << (8 * sum as u32))
    }

    fn get(self, sum: Sum) -> usize {
        usize::from(self.0.to_le_bytes()[sum as usize])
    }
}

/// What a word adds, by its kind.
static BY_KIND: [Sums; 32] = {
    let mut table = [Sums(0); 32];
    let mut kind = 0;
    while kind < 32 {
        table[kind as usize] = Sums(0)
            .with(Sum::Stop, kind & STOP != 0)
            .with(Sum::Promo, kind & PROMO != 0)
            .with(Sum::You, kind & YOU != 0)
            .with(Sum::We, kind & (WE | US) != 0);
        kind += 1;
    }
    table
};

/// What a word adds, by its letters.
static BY_FLAGS: [Sums; 32] = {
    let mut table = [Sums(0); 32];
    let mut flags = 0;
    while flags < 32 {
        table[flags as usize] = Sums(0)
            .with(Sum::Number, flags & DIGIT != 0)
            .with(Sum::Joint, flags & JOINT != 0)
            .with(Sum::Capital, flags & CAPITAL != 0)
            .with(Sum::Shout, flags & (CAPITAL | SMALL | LETTERS) == CAPITAL | LETTERS);
        flags += 1;
    }
    table
};

/// What was counted of a line's words.
pub(crate) struct Words {
    seen: usize,
    sums: Sums,
    kinds: u8,
    first: [u32; FIRST_WORDS],
    /// A ring.
    last: [u32; LAST_WORDS],
    names: [u16; NAME_SLOTS],
    name_count: usize,
    topics: [u16; TOPIC_SLOTS],
    topic_count: usize,
}

impl Words {
    pub(crate) fn new() -> Words {
        Words {
            seen: 0,
            sums: Sums(0),
            kinds: 0,
            first: [0; FIRST_WORDS],
            last: [0; LAST_WORDS],
            names: [0; NAME_SLOTS],
            name_count: 0,
            topics: [0; TOPIC_SLOTS],
            topic_count: 0,
        }
    }

    pub(crate) fn seen(&self) -> usize {
        self.seen
    }

    /// Counts a word; those of a long line's tail are none of its first ones.
    #[inline]
    pub(crate) fn add(&mut self, word: Word, is_head: bool) {
        let Word { hash, length, flags } = word;
        let kept = if flags & DIGIT == 0 { hash.max(1) } else { SEED };
        if let Some(first) = self.first.get_mut(self.seen).filter(|_| is_head) {
            *first = kept;
        }
        self.last[self.seen % LAST_WORDS] = kept;
        // `US` is no word for the site.
        let kind = kind(hash) & !((flags & CAPITAL) * US);
        self.kinds |= kind;
        let letters = u8::from(length > 1) * LETTERS;
        let more = BY_KIND[usize::from(kind & SUMMED)].0 + BY_FLAGS[usize::from((flags | letters) % 32)].0;
        self.sums.0 = self.sums.0.wrapping_add(more);
        let spread = hash.wrapping_mul(0x9E37_79B1);
        self.topics[self.topic_count % TOPIC_SLOTS] = (spread >> 20) as u16;
        let is_topic = (length > 4) & (kind & STOP == 0) & (flags & DIGIT == 0);
        self.topic_count = (self.topic_count + usize::from(is_topic)).min(TOPICS);
        self.names[self.name_count % NAME_SLOTS] = (spread >> 22) as u16;
        let is_name = (length > 2) & (kind & STOP == 0) & (flags & CAPITAL != 0) & (self.seen > 0);
        self.name_count = (self.name_count + usize::from(is_name)).min(NAMES);
        self.seen += 1;
    }

    /// Writes the counts down.
    pub(crate) fn fill(&self, measure: &mut Measure) {
        measure.seen = self.seen;
        measure.kinds = self.kinds;
        measure.stop_words = self.sums.get(Sum::Stop);
        measure.promo_words = self.sums.get(Sum::Promo);
        measure.you = self.sums.get(Sum::You);
        measure.we = self.sums.get(Sum::We);
        measure.numbers = self.sums.get(Sum::Number);
        measure.joints = self.sums.get(Sum::Joint);
        measure.capitalised = self.sums.get(Sum::Capital);
        measure.shouted = self.sums.get(Sum::Shout);
        measure.first = self.first;
        measure.last = std::array::from_fn(|back| self.last[self.seen.wrapping_sub(back + 1) % LAST_WORDS]);
        (measure.names, measure.name_count) = (self.names, self.name_count);
        (measure.topics, measure.topic_count) = (self.topics, self.topic_count);
    }
}
