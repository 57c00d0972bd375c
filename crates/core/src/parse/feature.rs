//! What the model sees of each unit: its measures, its form, its neighbours, its place on the page.

use xxhash_rust::xxh3::xxh3_64;

use super::form::{Form, Shape};
use super::measure::{Ending, Measure, Opening};
use super::model::bucket;
use super::place::{Place, ratio};
use super::unit::Unit;

/// No unit has more features than this.
const MOST_FEATURES: usize = 128;

/// A unit, measured.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) measure: Measure,
    pub(crate) form: Form,
    pub(crate) shape: Shape,
    pub(crate) hash: u64,
}

impl Facts {
    pub(crate) fn of(unit: &Unit<'_>) -> Facts {
        let measure = Measure::of(&unit.text);
        let form = Form::of(&unit.text, &measure);
        let shape = Shape::of(&measure, form);
        Facts { measure, form, shape, hash: xxh3_64(unit.text.as_bytes()) }
    }
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

    /// The features, or what `map` makes of each.
    pub(crate) fn of(
        units: &[Unit<'_>],
        facts: &[Facts],
        places: &[Place],
        is_article: bool,
        map: impl Fn(u16) -> u16,
    ) -> Features {
        let sentences = facts.iter().filter(|facts| facts.shape.is_sentence()).count();
        let long_share = ratio(sentences, facts.len(), 5);
        let mut features = Features::default();
        features.ids.reserve(facts.len() * 100);
        features.ends.reserve(facts.len());
        let mut page = PageView {
            facts,
            places,
            sentences,
            long_share,
            is_article,
            map,
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

/// The step of a growing scale that a count falls into.
fn step_of(count: usize, scale: &[usize]) -> usize {
    scale.iter().filter(|&&limit| count >= limit).count()
}

struct PageView<'p, M> {
    facts: &'p [Facts],
    places: &'p [Place],
    sentences: usize,
    long_share: usize,
    is_article: bool,
    map: M,
    /// The features of the unit under way.
    ids: [u16; MOST_FEATURES],
    count: usize,
}

impl<M: Fn(u16) -> u16> PageView<'_, M> {
    /// Adds a feature: which of the templates, and up to three values.
    fn add(&mut self, template: u32, a: usize, b: usize, c: usize) {
        self.word(template, (a as u32) | (b as u32) << 10 | (c as u32) << 20);
    }

    fn word(&mut self, template: u32, hash: u32) {
        if let Some(slot) = self.ids.get_mut(self.count) {
            *slot = (self.map)(bucket(template, hash));
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
        for bit in (0..Form::COUNT).filter(|bit| bits >> bit & 1 == 1) {
            self.add(15, bit as usize, 0, 0);
            self.add(16, bit as usize, ending, step_of(measure.words, &[4, 10, 30]));
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
        let [before, after] = place.wide.map(|count| step_of(count, &[1, 2, 4, 6, 8]));
        self.add(60, shape, before, after);
        self.add(61, before, after, words);
        let [last, next] = place.far.map(|count| step_of(count, &[2, 3, 4, 6, 10, 20, 90]));
        self.add(62, shape, last, next);
        self.add(63, last, next, 0);
        self.add(64, shape, place.topic[0], words);
        self.add(65, shape, place.topic[1], words);
        self.add(66, place.topic[0], place.topic[1], after.min(3) << 3 | before.min(3));
        self.add(69, shape, usize::from(place.marks[0]), 0);
        self.add(70, usize::from(place.marks[0] & 1), place.topic[0], words);
        self.add(71, shape, usize::from(place.marks[1]), 0);
        self.add(72, measure.you.min(3), measure.we.min(3), words);
        self.add(73, measure.you.min(2), measure.promo_words.min(3), shape);
        self.add(74, measure.you.min(2) * 3 + measure.we.min(2), before.min(3), after.min(3));
        self.add(67, place.alike, shape, 0);
        let against = |by: isize| {
            let other = at.checked_add_signed(by).and_then(|at| self.facts.get(at));
            other.map_or(9, |other| {
                let (own, other) = (measure.words + 1, other.measure.words + 1);
                if own >= other {
                    4 + step_of(own / other, &[2, 4, 8])
                } else {
                    4 - step_of(other / own, &[1, 2, 4, 8])
                }
            })
        };
        let (left, right) = (against(-1), against(1));
        self.add(68, shape, left, right);
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
