//! How varied the words of a text are.

use rustc_hash::FxHashMap;

/// Words of a window of [`mattr`] unless told otherwise.
pub(crate) const WINDOW: usize = 100;

/// The share of different words at which [`mtld`] closes a stretch (McCarthy and Jarvis 2010).
const THRESHOLD: f64 = 0.72;

/// The moving-average type-token ratio: the mean share of different words over all windows of so many words (Covington
/// and McFall 2010, "Cutting the Gordian knot"). A shorter text is one window. None without words.
///
/// ```
/// use nutgraf_analysis::mattr;
///
/// // Windows "a b", "b a", "a a": 1, 1 and 1/2.
/// assert!((mattr(&[0, 1, 0, 0], 2).unwrap() - 2.5 / 3.0).abs() < 1e-15);
/// ```
pub fn mattr(words: &[u32], window: usize) -> Option<f64> {
    let window = window.min(words.len());
    if window == 0 {
        return None;
    }
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    let (mut types, mut sum) = (0_u64, 0_u64);
    for (at, word) in words.iter().enumerate() {
        let count = counts.entry(*word).or_default();
        types += u64::from(*count == 0);
        *count += 1;
        if at >= window
            && let Some(count) = counts.get_mut(&words[at - window])
        {
            *count -= 1;
            types -= u64::from(*count == 0);
        }
        if at + 1 >= window {
            sum += types;
        }
    }
    let windows = words.len() - window + 1;
    Some(sum as f64 / (windows as f64 * window as f64))
}

/// The measure of textual lexical diversity: the mean length of stretches that keep a share of different words above
/// 0.72, read forwards and backwards (McCarthy and Jarvis 2010, "MTLD, vocd-D, and HD-D"). A text whose words never
/// repeat has no such length: none.
pub fn mtld(words: &[u32]) -> Option<f64> {
    let forwards = factors(words.iter().copied());
    let backwards = factors(words.iter().rev().copied());
    let length = words.len() as f64;
    (forwards > 0.0 && backwards > 0.0).then(|| (length / forwards + length / backwards) / 2.0)
}

/// Closed stretches, and how far the last one has come.
fn factors(words: impl Iterator<Item = u32>) -> f64 {
    let mut seen: FxHashMap<u32, u32> = FxHashMap::default();
    let (mut factors, mut stretch) = (0_u32, 0_u32);
    let (mut tokens, mut types) = (0_u32, 0_u32);
    let mut ratio = 1.0;
    for word in words {
        tokens += 1;
        // Words seen in an earlier stretch are new to this one.
        types += u32::from(seen.insert(word, stretch) != Some(stretch));
        ratio = f64::from(types) / f64::from(tokens);
        if ratio <= THRESHOLD {
            factors += 1;
            stretch += 1;
            (tokens, types, ratio) = (0, 0, 1.0);
        }
    }
    f64::from(factors) + (1.0 - ratio) / (1.0 - THRESHOLD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_the_mean_of_each() {
        let words = [0, 1, 2, 0, 0, 3, 1, 1, 2];
        for window in 1..=words.len() {
            let ratios: Vec<f64> = words
                .windows(window)
                .map(|words| {
                    let mut types = words.to_vec();
                    types.sort_unstable();
                    types.dedup();
                    types.len() as f64 / window as f64
                })
                .collect();
            let expected = ratios.iter().sum::<f64>() / ratios.len() as f64;
            assert!((mattr(&words, window).unwrap() - expected).abs() < 1e-12, "{window}");
        }
        assert_eq!(mattr(&words, 99), mattr(&words, 9));
        assert_eq!((mattr(&[], 5), mattr(&words, 0)), (None, None));
    }

    #[test]
    fn stretches_worked_by_hand() {
        // "of the people by the people for the people" (McCarthy and Jarvis's example): of 1, the 1, people 1, by 1,
        // the .8, people .667: closed. for the people 1: nothing of the next. Backwards: people the for people .75
        // the .6: closed; by people the of 1.
        let words = [0, 1, 2, 3, 1, 2, 4, 1, 2];
        assert!((factors(words.iter().copied()) - 1.0).abs() < 1e-12);
        assert!((factors(words.iter().rev().copied()) - 1.0).abs() < 1e-12);
        assert!((mtld(&words).unwrap() - 9.0).abs() < 1e-12);
        // An open stretch counts by how far it has come: 4 of 5 is 0.2 / 0.28.
        assert!((factors([0, 1, 2, 3, 0].into_iter()) - 0.2 / 0.28).abs() < 1e-12);
        assert_eq!((mtld(&[0, 1, 2]), mtld(&[])), (None, None));
    }
}
