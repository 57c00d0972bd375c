//! What the model sees of each unit: its measures, its form, its neighbours, its place on the page.

use xxhash_rust::xxh3::xxh3_64;

use super::form::{Form, Shape};
use super::measure::{Ending, Measure, NAME_HASHES, Opening};
use super::model::bucket;
use super::unit::Unit;

/// No unit has more features than this.
const MOST_FEATURES: usize = 128;

/// A unit, measured.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) measure: Measure,
    pub(crate) form: Form,
    pub(crate) shape: Shape,
    hash: u64,
}

impl Facts {
    pub(crate) fn of(unit: &Unit<'_>) -> Facts {
        let measure = Measure::of(&unit.text);
        let form = Form::of(&unit.text, &measure);
        let shape = Shape::of(&measure, form);
        Facts { measure, form, shape, hash: xxh3_64(unit.text.as_bytes()) }
    }
}

/// Where a unit stands on its page.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    /// Sentence lines before and after it.
    before: usize,
    after: usize,
    /// Sentence lines among the four units on each side.
    near: usize,
    /// Whether the same text stands elsewhere on the page.
    repeated: bool,
    /// Of its names, those that an earlier sentence line has too: 0 none of several, 1 few, 2 half, 3 most, 4 no names.
    known_names: usize,
}

/// The features of every unit of a page, one after the other.
#[derive(Debug, Default)]
pub(crate) struct Features {
    ids: Vec<u16>,
    ends: Vec<u32>,
}

impl Features {
    pub(crate) fn unit(&self, at: usize) -> &[u16] {
        let from = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.ids[from..self.ends[at] as usize]
    }

    pub(crate) fn of(units: &[Unit<'_>], facts: &[Facts], is_article: bool) -> Features {
        let places = places(facts);
        let sentences = facts.iter().filter(|facts| facts.shape.is_sentence()).count();
        let long_share = ratio(sentences, facts.len(), 5);
        let mut features = Features::default();
        features.ids.reserve(facts.len() * 80);
        features.ends.reserve(facts.len());
        let mut page = PageView {
            facts,
            places: &places,
            sentences,
            long_share,
            is_article,
            ids: [0; MOST_FEATURES],
            count: 0,
        };
        for (at, unit) in units.iter().enumerate() {
            page.count = 0;
            page.unit(at, unit);
            features.ids.extend_from_slice(&page.ids[..page.count]);
            features.ends.push(features.ids.len() as u32);
        }
        features
    }
}

fn places(facts: &[Facts]) -> Vec<Place> {
    let mut places = vec![Place::default(); facts.len()];
    let mut hashes: Vec<(u64, usize)> = facts.iter().map(|facts| facts.hash).zip(0..).collect();
    hashes.sort_unstable();
    for pair in hashes.windows(2) {
        if pair[0].0 == pair[1].0 {
            places[pair[0].1].repeated = true;
            places[pair[1].1].repeated = true;
        }
    }
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

/// `part / whole` in steps of `1 / steps`, the whole as `steps`.
fn ratio(part: usize, whole: usize, steps: usize) -> usize {
    let (part, whole) = ((part * steps) as u32, whole.max(1) as u32);
    (part / whole) as usize
}

/// The step of a growing scale that a count falls into.
fn step_of(count: usize, scale: &[usize]) -> usize {
    scale.iter().filter(|&&limit| count >= limit).count()
}

struct PageView<'p> {
    facts: &'p [Facts],
    places: &'p [Place],
    sentences: usize,
    long_share: usize,
    is_article: bool,
    /// The features of the unit under way.
    ids: [u16; MOST_FEATURES],
    count: usize,
}

impl PageView<'_> {
    /// Adds a feature: which of the templates, and up to three values.
    fn add(&mut self, template: u32, a: usize, b: usize, c: usize) {
        self.word(template, (a as u32) | (b as u32) << 10 | (c as u32) << 20);
    }

    fn word(&mut self, template: u32, hash: u32) {
        if let Some(slot) = self.ids.get_mut(self.count) {
            *slot = bucket(template, hash);
            self.count += 1;
        }
    }

    fn shape(&self, at: usize, by: isize) -> usize {
        match at.checked_add_signed(by).and_then(|at| self.facts.get(at)) {
            Some(facts) => facts.shape as usize,
            None => 31,
        }
    }

    fn unit(&mut self, at: usize, unit: &Unit<'_>) {
        let Facts { measure, form, shape, .. } = &self.facts[at];
        let place = self.places[at];
        let shape = *shape as usize;
        let (opening, ending) = (measure.opening as usize, measure.ending as usize);
        let words = step_of(measure.words, &[1, 2, 3, 4, 5, 7, 9, 12, 16, 21, 31, 51, 81, 121]);
        let caps = ratio(measure.capitalised, measure.seen, 5);
        let stops = ratio(measure.stop_words * 2, measure.seen, 6);
        self.add(1, 0, 0, 0);
        self.add(2, words, ending, 0);
        self.add(3, words, opening, 0);
        self.add(4, words, caps, 0);
        self.add(5, words, stops, 0);
        self.add(6, opening, ending, 0);
        self.add(7, ratio(measure.numbers * 2, measure.seen, 4), words.min(8), 0);
        self.add(8, step_of(measure.inner_stops, &[1, 2, 4, 8]), words, 0);
        self.add(9, step_of(measure.quotes, &[1, 2, 4]), step_of(measure.commas, &[1, 2, 4]), 0);
        self.add(
            10,
            step_of(measure.bars, &[1, 2]),
            step_of(measure.colons, &[1, 2]),
            step_of(measure.slashes, &[1, 3]),
        );
        self.add(
            11,
            usize::from(measure.has_at),
            usize::from(measure.has_copyright),
            usize::from(measure.has_script),
        );
        self.add(12, step_of(measure.joints, &[1, 2, 4]), words, 0);
        self.add(13, step_of(measure.promo_words, &[1, 2, 3, 5]), words, 0);
        self.add(14, usize::from(measure.is_shouted()), words, 0);
        let bits = form.bits();
        for bit in (0..16).filter(|bit| bits >> bit & 1 == 1) {
            self.add(15, bit, 0, 0);
            self.add(16, bit, ending, step_of(measure.words, &[4, 10, 30]));
        }
        self.add(17, shape, 0, 0);

        // Neighbours.
        let (previous, next) = (self.shape(at, -1), self.shape(at, 1));
        self.add(20, shape, previous, 0);
        self.add(21, shape, next, 0);
        self.add(22, shape, previous, next);
        self.add(23, shape, self.shape(at, -2), previous);
        self.add(24, shape, self.shape(at, 2), next);
        self.add(25, previous, next, 0);

        // Place on the page.
        let before = step_of(place.before, &[1, 2, 4, 8, 16]);
        let after = step_of(place.after, &[1, 2, 4, 8, 16]);
        self.add(30, shape, before, after);
        self.add(31, before, after, self.long_share);
        self.add(32, shape, place.near, 0);
        self.add(33, shape, ratio(place.before, self.sentences, 8), step_of(self.sentences, &[3, 8, 20]));
        self.add(34, shape, step_of(at, &[1, 2, 3, 5, 9, 20]), 0);
        self.add(35, shape, step_of(self.facts.len() - at, &[2, 3, 5, 9, 20, 50]), 0);
        self.add(36, shape, self.long_share, step_of(self.facts.len(), &[2, 10, 40, 120]));
        self.add(37, usize::from(place.repeated), shape, 0);
        self.add(38, place.known_names, shape, after.min(3));
        self.add(39, place.known_names, place.near, step_of(measure.words, &[8, 25, 60]));
        self.add(40, usize::from(self.is_article), shape, 0);
        self.add(41, usize::from(self.is_article), self.long_share, 0);
        self.add(42, step_of(unit.indent, &[1, 4, 9]), shape, 0);
        if unit.hints.heading > 0 || unit.hints.link_density > 0 {
            self.add(
                43,
                usize::from(unit.hints.heading),
                ratio(usize::from(unit.hints.link_density), 100, 5),
                shape,
            );
        }

        // Words.
        let short = measure.words <= 12;
        let Measure { first, last, .. } = measure;
        for &hash in first.iter().take_while(|&&hash| hash != 0) {
            self.word(if short { 50 } else { 51 }, hash);
        }
        if short {
            self.word(52, (self.facts[at].hash >> 7) as u32);
        }
        self.word(53, first[0]);
        self.word(54, first[0].wrapping_mul(31) ^ first[1]);
        self.word(55, last[0]);
        self.word(56, last[1].wrapping_mul(31) ^ last[0]);
        for &hash in last.iter().filter(|&&hash| !short && hash != 0) {
            self.word(57, hash);
        }
        if let Some(before) = at.checked_sub(1) {
            let before = &self.facts[before].measure;
            if before.words <= 6 {
                self.word(58, before.first[0].wrapping_mul(31) ^ before.last[0]);
            }
        }
        debug_assert!(Ending::Other as usize <= 10 && Opening::Script as usize <= 10);
    }
}
