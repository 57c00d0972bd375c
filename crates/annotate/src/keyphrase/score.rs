//! Which phrases say best what an article is about.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::candidate::{Candidate, LONGEST};
use super::term::Terms;

/// A phrase as the numbers of its stems; 0 after its end.
type Key = [u32; LONGEST];

/// Words after which a place counts half as much.
const HALF: f64 = 50.0;

/// What the sum of a phrase's words counts, by their number: readers choose two words rather than one or four, and a
/// sum grows with every word.
const LENGTH: [f64; LONGEST + 1] = [0.0, 0.8, 0.68, 0.46, 0.3, 0.16, 0.14];

/// What a phrase of one very short word counts.
const SHORT: f64 = 0.2;

/// All places of a phrase.
struct Phrase {
    key: Key,
    length: usize,
    shown: Range<usize>,
    first: usize,
    count: u32,
    /// Whether it is a name wherever it stands.
    name: bool,
    /// Whether it stands in running text, too.
    running: bool,
    score: f64,
}

/// The phrases with their scores, best first; none inside a better one. A word weighs as in PositionRank (Florescu and
/// Caragea 2017): the sum of the inverse positions of its places; the root of that sum, so that no one word decides
/// all, times its rarity. A phrase weighs what its words do, more if it stands early and often. Only roots, products
/// and sums are used: they are the same on every machine.
pub(super) fn rank(terms: &Terms, found: Vec<Candidate>, weighed: &[usize]) -> Vec<(Range<usize>, f64)> {
    let weights = weights(terms, weighed);
    let mut phrases: Vec<Phrase> = Vec::new();
    let mut numbers: FxHashMap<Key, usize> = FxHashMap::default();
    for Candidate { at, shown, name, heading } in found {
        let (key, length) = key(terms, shown.clone());
        if length == 0 {
            continue;
        }
        let number = *numbers.entry(key).or_insert_with(|| {
            phrases.push(Phrase {
                key,
                length,
                shown,
                first: at,
                count: 0,
                name: true,
                running: false,
                score: 0.0,
            });
            phrases.len() - 1
        });
        let phrase = &mut phrases[number];
        phrase.count += 1;
        phrase.name &= name;
        phrase.running |= !heading;
    }
    phrases.retain(|phrase| phrase.running);
    for phrase in &mut phrases {
        let sum: f64 = phrase.key[..phrase.length].iter().map(|&stem| weights[stem as usize]).sum();
        let place = f64::from(phrase.count) / (HALF + phrase.first as f64);
        let short = phrase.length == 1 && terms.list[phrase.shown.start].short;
        phrase.score = sum * LENGTH[phrase.length] * place.sqrt().sqrt() * if short { SHORT } else { 1.0 };
    }
    phrases.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.first.cmp(&b.first)).then(a.key.cmp(&b.key)));
    let mut chosen: Vec<Phrase> = Vec::new();
    for phrase in phrases {
        if chosen.len() == super::MOST {
            break;
        }
        if chosen.iter().any(|better| contains(better, &phrase)) {
            continue;
        }
        match chosen.iter_mut().find(|better| better.name && ends_with(&phrase, better)) {
            None => chosen.push(phrase),
            // A surname gives way to the whole name; a name with what its bearer is ("Governor") says nothing new.
            Some(better) if better.length == 1 && phrase.name => {
                *better = Phrase { score: better.score, ..phrase };
            }
            Some(better) if better.length == 1 => chosen.push(phrase),
            Some(_) => {}
        }
    }
    chosen.into_iter().map(|phrase| (phrase.shown, phrase.score)).collect()
}

/// The weight of each stem.
fn weights(terms: &Terms, weighed: &[usize]) -> Vec<f64> {
    let mut weights = vec![0.0; terms.stems + 1];
    let mut rarities = vec![0.0; terms.stems + 1];
    for &at in weighed {
        let term = &terms.list[at];
        weights[term.stem as usize] += 1.0 / (HALF + at as f64);
        rarities[term.stem as usize] = f64::from(term.rarity.max(1)).sqrt().sqrt();
    }
    for (weight, rarity) in weights.iter_mut().zip(rarities) {
        *weight = weight.sqrt() * rarity;
    }
    weights
}

/// The stems of a run of terms without marks, and how many.
fn key(terms: &Terms, range: Range<usize>) -> (Key, usize) {
    let mut key = Key::default();
    let mut length = 0;
    for term in &terms.list[range] {
        if term.stem > 0 && length < LONGEST {
            key[length] = term.stem;
            length += 1;
        }
    }
    (key, length)
}

fn contains(outer: &Phrase, inner: &Phrase) -> bool {
    let inner = &inner.key[..inner.length];
    outer.key[..outer.length].windows(inner.len()).any(|run| run == inner)
}

fn ends_with(outer: &Phrase, inner: &Phrase) -> bool {
    outer.key[..outer.length].ends_with(&inner.key[..inner.length])
}
