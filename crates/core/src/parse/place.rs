//! Where each unit stands: what the lines around it and the page as a whole say of it.

use super::feature::Facts;
use super::form::{Form, Shape};
use super::measure::{NAME_HASHES, TOPIC_HASHES};

/// Where a unit stands on its page.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place {
    /// Sentence lines before and after it.
    pub(crate) before: usize,
    pub(crate) after: usize,
    /// Sentence lines among the four units on each side.
    pub(crate) near: usize,
    /// Whether the same text stands elsewhere on the page.
    pub(crate) repeated: bool,
    /// Of its names, those that an earlier sentence line has too: 0 none of several, 1 few, 2 half, 3 most, 4 no names.
    pub(crate) known_names: usize,
    /// Sentence lines among the eight units before and the eight behind it.
    pub(crate) wide: [usize; 2],
    /// Units to the sentence line before it and to the one behind it; a large number where there is none.
    pub(crate) far: [usize; 2],
    /// Its topic words that sentence lines elsewhere on the page have, in fifths, and those that several have; 6
    /// without any.
    pub(crate) topic: [usize; 2],
    /// How many lines of the page open with its two first words, up to four.
    pub(crate) alike: usize,
    /// What lines before it, behind the third sentence line, and what lines behind it say of the story's end: bits of
    /// a writer's note, a copyright, a pointer elsewhere, a promotion.
    pub(crate) marks: [u8; 2],
}

/// The place of every unit.
pub(crate) fn places(facts: &[Facts]) -> Vec<Place> {
    let mut places = vec![Place::default(); facts.len()];
    for same in alike(facts.iter().map(|facts| (facts.hash >> 32) as u32)).chunk_by(is_same) {
        for at in same.iter().filter(|_| same.len() > 1).map(place_of) {
            let twins = same.iter().filter(|&other| facts[place_of(other)].hash == facts[at].hash);
            places[at].repeated = twins.take(2).count() > 1;
        }
    }
    surroundings(facts, &mut places);
    let total = facts.iter().filter(|facts| facts.shape.is_sentence()).count();
    let mut before = 0;
    let mut known = [0_u64; NAME_HASHES / 64];
    let mut near = facts.iter().take(4).filter(|facts| facts.shape.is_sentence()).count();
    for (at, unit) in facts.iter().enumerate() {
        let own = usize::from(unit.shape.is_sentence());
        near += facts.get(at + 4).map_or(0, |unit| usize::from(unit.shape.is_sentence()));
        near -= at.checked_sub(5).map_or(0, |at| usize::from(facts[at].shape.is_sentence()));
        let names = &unit.measure.names[..unit.measure.name_count];
        let shared =
            names.iter().filter(|&&name| known[usize::from(name) / 64] >> (name % 64) & 1 == 1).count();
        let place = &mut places[at];
        place.before = before;
        place.after = total - before - own;
        place.near = near - own;
        place.known_names = if names.len() < 2 { 4 } else { ratio(shared, names.len(), 4).min(3) };
        if own == 1 {
            for &name in names {
                known[usize::from(name) / 64] |= 1 << (name % 64);
            }
        }
        before += own;
    }
    places
}

/// Fills what the lines around and the page as a whole say of each unit.
fn surroundings(facts: &[Facts], places: &mut [Place]) {
    let count = facts.len();
    let mut topics = vec![0_u16; TOPIC_HASHES];
    let mut sums = Vec::with_capacity(count + 1);
    let mut sum = 0;
    sums.push(0);
    let mut last = None;
    for (at, unit) in facts.iter().enumerate() {
        let is_sentence = unit.shape.is_sentence();
        places[at].far[0] = last.map_or(99, |last: usize| at - last);
        if is_sentence {
            last = Some(at);
            for &topic in &unit.measure.topics[..unit.measure.topic_count] {
                topics[usize::from(topic)] += 1;
            }
        }
        sum += usize::from(is_sentence);
        sums.push(sum);
    }
    let mut seen = 0;
    let mut marks = 0;
    for (at, unit) in facts.iter().enumerate() {
        places[at].marks[0] = marks;
        seen += usize::from(unit.shape.is_sentence());
        if seen >= 3 {
            marks |= mark(unit);
        }
    }
    marks = 0;
    let mut next = None;
    for (at, unit) in facts.iter().enumerate().rev() {
        let is_sentence = unit.shape.is_sentence();
        let place = &mut places[at];
        place.marks[1] = marks;
        marks |= mark(unit);
        place.far[1] = next.map_or(99, |next: usize| next - at);
        if is_sentence {
            next = Some(at);
        }
        place.wide = [sums[at] - sums[at.saturating_sub(8)], sums[(at + 9).min(count)] - sums[at + 1]];
        let own = u16::from(is_sentence);
        let words = &unit.measure.topics[..unit.measure.topic_count];
        let [mut known, mut well_known] = [0; 2];
        for &topic in words {
            let count = topics[usize::from(topic)];
            known += usize::from(count > own);
            well_known += usize::from(count >= own + 3);
        }
        let share = |count: usize| if words.is_empty() { 6 } else { ratio(count, words.len(), 5) };
        place.topic = [share(known), share(well_known)];
    }
    let head = |unit: &Facts| unit.measure.first[0].wrapping_mul(31) ^ unit.measure.first[1];
    for same in alike(facts.iter().map(head)).chunk_by(is_same) {
        for at in same.iter().map(place_of) {
            places[at].alike = same.len().min(4);
        }
    }
}

/// Keys with their places, the same ones together. One number each: they are sorted faster than pairs.
fn alike(keys: impl Iterator<Item = u32>) -> Vec<u64> {
    let mut keys: Vec<u64> = keys.zip(0_u64..).map(|(key, at)| u64::from(key) << 32 | at).collect();
    keys.sort_unstable();
    keys
}

fn is_same(left: &u64, right: &u64) -> bool {
    left >> 32 == right >> 32
}

fn place_of(key: &u64) -> usize {
    *key as u32 as usize
}

/// What a line says of the story's end.
fn mark(unit: &Facts) -> u8 {
    let is = |form: Form, bit: u8| if unit.form.has(form) { bit } else { 0 };
    let promo = if unit.shape == Shape::Promo { 8 } else { 0 };
    is(Form::BIO, 1) | is(Form::CONTRIBUTOR, 1) | is(Form::COPYRIGHT, 2) | is(Form::POINTER, 4) | promo
}

/// `part / whole` in steps of `1 / steps`, the whole as `steps`.
pub(crate) fn ratio(part: usize, whole: usize, steps: usize) -> usize {
    let (part, whole) = ((part * steps) as u32, whole.max(1) as u32);
    (part / whole) as usize
}
