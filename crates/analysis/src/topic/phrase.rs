use std::collections::BTreeMap;

use super::shown::Shown;
use crate::Partial;

/// Phrases a topic is shown with.
const PHRASES: usize = 10;
/// Stories that must hold a phrase, and share of the rarer word's occurrences that must stand in it.
const FEWEST_STORIES: u32 = 3;
const TIED: f64 = 0.35;

/// What is counted of two words side by side.
#[derive(Default)]
struct Pair {
    count: u32,
    stories: u32,
    last: Option<usize>,
    /// As printed, and how often so.
    printed: BTreeMap<(u32, u32), u32>,
}

/// Pairs of words that stand side by side in a topic's stories, and seldom otherwise: best first, by the weights of
/// their words times how tied the rarer one is to the other. A pair is not shown beside one that it crosses, nor when
/// one of its words belongs to a name: names have a list of their own, and half of one says nothing.
pub(super) fn phrases(partial: &Partial, stories: &[usize], shown: &Shown, weights: &[f64]) -> Vec<String> {
    let column =
        |token: u32| shown.column_outside_names(token).filter(|&column| weights[column as usize] > 0.0);
    let mut words: BTreeMap<u32, u32> = BTreeMap::new();
    let mut pairs: BTreeMap<(u32, u32), Pair> = BTreeMap::new();
    for &story in stories {
        for sentence in partial.sequence(story).sentences() {
            for (at, &token) in sentence.iter().enumerate() {
                let Some(own) = column(token) else { continue };
                *words.entry(own).or_default() += 1;
                let next = sentence.get(at + 1).copied();
                let Some((next, other)) = next.and_then(|next| Some((next, column(next)?))) else { continue };
                if own == other {
                    continue;
                }
                let pair = pairs.entry((own, other)).or_default();
                pair.count += 1;
                pair.stories += u32::from(pair.last.replace(story) != Some(story));
                *pair.printed.entry((token, next)).or_default() += 1;
            }
        }
    }
    let fewest = FEWEST_STORIES.min(stories.len() as u32);
    let mut found: Vec<(f64, (u32, u32), &Pair)> = pairs
        .iter()
        .filter(|(_, pair)| pair.stories >= fewest && pair.count >= 2)
        .filter_map(|(&(a, b), pair)| {
            let rarer = words.get(&a)?.min(words.get(&b)?);
            let tied = f64::from(pair.count) / f64::from(*rarer);
            let weight = weights[a as usize] + weights[b as usize];
            (tied >= TIED).then_some((weight * tied * f64::from(pair.stories).sqrt(), (a, b), pair))
        })
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut chosen: Vec<(u32, u32)> = vec![];
    let mut phrases = vec![];
    for (_, (a, b), pair) in found {
        if phrases.len() < PHRASES && !chosen.iter().any(|&(x, y)| [x, y].contains(&a) || [x, y].contains(&b))
        {
            chosen.push((a, b));
            let most = pair.printed.iter().max_by_key(|&(words, count)| (count, words));
            phrases.extend(most.map(|(&(a, b), _)| format!("{} {}", partial.printed(a), partial.printed(b))));
        }
    }
    phrases
}
