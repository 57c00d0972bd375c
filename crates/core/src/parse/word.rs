//! The words of a line and what is counted of them, summed without branches: nothing tells what the next word is.

use super::kind::{PROMO, STOP, SUMMED, US, WE, YOU, kind};
use super::lexicon::SEED;
use super::measure::{FIRST_WORDS, LAST_WORDS, Measure};

/// Names and topic words of a line that are kept.
pub(crate) const NAMES: usize = 16;
pub(crate) const TOPICS: usize = 24;
/// No line has more names or topic words: what is looked at of one is shorter than four bytes each.
const MOST: usize = 128;

/// What the letters of a word say, as bits.
pub(crate) const CAPITAL: u8 = 1;
pub(crate) const SMALL: u8 = 1 << 1;
pub(crate) const DIGIT: u8 = 1 << 2;
/// A capital behind small letters.
pub(crate) const JOINT: u8 = 1 << 3;

/// The length of a word as far as it tells, in the two bits above those: 1, 2, 3 and 4, 5 and more.
static LENGTHS: [u8; 6] = [0, 0, 1 << 4, 2 << 4, 2 << 4, 3 << 4];

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

/// What a word adds, by its letters and its length; and whether it is a topic word or a name when it is no function
/// word.
struct Shape {
    sums: Sums,
    is_topic: u8,
    is_name: u8,
}

static BY_SHAPE: [Shape; 64] = {
    let mut table = [const { Shape { sums: Sums(0), is_topic: 0, is_name: 0 } }; 64];
    let mut at = 0;
    while at < 64 {
        let (flags, length) = (at & 15, at >> 4);
        let is_shouted = flags & (CAPITAL | SMALL) == CAPITAL && length > 0;
        table[at as usize] = Shape {
            sums: Sums(0)
                .with(Sum::Number, flags & DIGIT != 0)
                .with(Sum::Joint, flags & JOINT != 0)
                .with(Sum::Capital, flags & CAPITAL != 0)
                .with(Sum::Shout, is_shouted),
            is_topic: (length == 3 && flags & DIGIT == 0) as u8,
            is_name: (length >= 2 && flags & CAPITAL != 0) as u8,
        };
        at += 1;
    }
    table
};

/// What was counted of a line's words.
pub(crate) struct Words {
    seen: usize,
    sums: Sums,
    kinds: u16,
    first: [u32; FIRST_WORDS],
    /// A ring.
    last: [u32; LAST_WORDS],
    names: [u16; MOST],
    name_count: usize,
    topics: [u16; MOST],
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
            names: [0; MOST],
            name_count: 0,
            topics: [0; MOST],
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
        let kind = kind(hash) & !(u16::from(flags & CAPITAL) * US);
        self.kinds |= kind;
        let shape = &BY_SHAPE[usize::from((flags | LENGTHS[length.min(5)]) % 64)];
        self.sums.0 = self.sums.0.wrapping_add(BY_KIND[usize::from(kind & SUMMED)].0 + shape.sums.0);
        // `STOP` is the lowest bit.
        let is_stop = kind as u8;
        let spread = hash.wrapping_mul(0x9E37_79B1);
        self.topics[self.topic_count % MOST] = (spread >> 20) as u16;
        self.topic_count += usize::from(shape.is_topic & !is_stop);
        self.names[self.name_count % MOST] = (spread >> 22) as u16;
        self.name_count += usize::from(shape.is_name & !is_stop & u8::from(self.seen > 0));
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
        measure.names.copy_from_slice(&self.names[..NAMES]);
        measure.name_count = self.name_count.min(NAMES);
        measure.topics.copy_from_slice(&self.topics[..TOPICS]);
        measure.topic_count = self.topic_count.min(TOPICS);
    }
}
