use nutgraf_core::Role;

use super::TopicSentence;
use super::shown::Shown;
use crate::Corpus;

/// Stories whose sentences are looked at.
const STORIES: usize = 20;
/// Words of a sentence that can stand alone.
const FEWEST_WORDS: usize = 8;
const MOST_WORDS: usize = 40;
/// Terms that a sentence is measured over at least: below it, a short one is not nearer to its topic.
const TERMS: usize = 6;

/// The sentence of some stories that is nearest to a topic: the weights of its terms times their rarity, over the
/// length of the sentence as a vector of rarities. Of equals the first.
pub(super) fn sentence(
    corpus: &Corpus,
    stories: &[usize],
    shown: &Shown,
    weights: &[f64],
) -> Option<TopicSentence> {
    let partial = corpus.partial();
    let mut best: Option<(f64, usize, usize)> = None;
    for &story in stories.iter().take(STORIES) {
        let sequence = partial.sequence(story);
        for (number, tokens) in sequence.sentences().enumerate() {
            let paragraph =
                sequence.block(sequence.block_of(number)).is_some_and(|(role, _)| role == Role::Paragraph);
            let words = tokens.iter().filter(|&&token| partial.term_number(token).is_some()).count();
            if !paragraph || !(FEWEST_WORDS..=MOST_WORDS).contains(&words) {
                continue;
            }
            let mut found: Vec<u32> = tokens.iter().filter_map(|&token| shown.column(token)).collect();
            found.sort_unstable();
            found.dedup();
            let mut squares: Vec<f64> =
                found.iter().map(|&column| shown.rarity[column as usize].powi(2)).collect();
            let typical = squares.iter().sum::<f64>() / squares.len().max(1) as f64;
            squares.resize(squares.len().max(TERMS), typical);
            let length = squares.iter().sum::<f64>().sqrt();
            let near: f64 =
                found.iter().map(|&column| weights[column as usize] * shown.rarity[column as usize]).sum();
            let score = if length > 0.0 { near / length } else { 0.0 };
            if score > best.map_or(0.0, |best| best.0) {
                best = Some((score, story, number));
            }
        }
    }
    let (_, story, number) = best?;
    let (page, article) = corpus.places()[story];
    let found = corpus.story(page, article)?;
    let span = *found.article().sentences.get(number)?;
    Some(TopicSentence {
        text: span.slice(&found.article().text).split_whitespace().collect::<Vec<_>>().join(" "),
        id: partial.stories[story].page.to_string(),
        page,
        article,
        span,
    })
}
