use serde::Serialize;

/// How evenly a word is spread over the parts of a corpus.
///
/// ```
/// use nutgraf_analysis::dispersion;
///
/// // Gries 2008: "a" in five parts of 9, 10, 10, 10 and 11 elements.
/// let spread = dispersion(&[1, 2, 3, 4, 5], &[9, 10, 10, 10, 11]).unwrap();
/// assert!((spread.dp - 0.18).abs() < 1e-12);
/// assert!((spread.juilland_d - 0.785).abs() < 5e-4);
/// // One part alone says nothing of a spread.
/// assert!(dispersion(&[3], &[9]).is_none());
/// ```
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Dispersion {
    /// Deviation of proportions: half the sum over all parts of `|v/f - s/N|`, where `v` of a word's `f` occurrences
    /// and `s` of the corpus's `N` words stand in the part. 0: as the parts' sizes have it; near 1: in one small
    /// part (Gries 2008, "Dispersions and adjusted frequencies in corpora").
    pub dp: f64,
    /// `DP / (1 - s/N of the smallest part)`, which reaches 1 (Lijffijt and Gries 2012, "Correction to Stefan Th.
    /// Gries, 2008").
    pub dp_norm: f64,
    /// Juilland's D: `1 - V / sqrt(n - 1)`, `V` being the coefficient of variation (with the population's standard
    /// deviation) of the word's share in each of the `n` parts. 1: the same share everywhere; 0: in one of equal
    /// parts only (Juilland, Brodin and Davidovitch 1970; on shares, for parts of unequal size, as in Gries 2008).
    pub juilland_d: f64,
}

/// The dispersion of a word that stands `counts[i]` times in a part of `sizes[i]` words. Parts without words are no
/// parts. None when the word does not occur or there are not two parts.
pub fn dispersion(counts: &[u64], sizes: &[u64]) -> Option<Dispersion> {
    let parts = Parts::new(sizes.iter().copied());
    let held = || sizes.iter().zip(counts).filter(|&(_, &count)| count > 0);
    let mut sums = Sums::default();
    held().for_each(|(&size, &count)| sums.add(size, count));
    let mut spread = parts.spread(&sums);
    held().for_each(|(&size, &count)| spread.add(size, count));
    parts.dispersion(&sums, &spread)
}

/// What is the same for all words of a corpus.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parts {
    words: u64,
    parts: u64,
    smallest: u64,
}

impl Parts {
    /// Of the sizes of all parts.
    pub(crate) fn new(sizes: impl Iterator<Item = u64>) -> Parts {
        let mut parts = Parts { words: 0, parts: 0, smallest: u64::MAX };
        for size in sizes.filter(|&size| size > 0) {
            parts.words += size;
            parts.parts += 1;
            parts.smallest = parts.smallest.min(size);
        }
        parts
    }

    /// What the second look at the parts that hold a word begins with. Parts without it all add alike, so that a word
    /// costs only the parts that hold it.
    pub(crate) fn spread(&self, sums: &Sums) -> Spread {
        let (count, words) = (sums.count as f64, self.words as f64);
        Spread { count, words, mean: sums.shares / self.parts as f64, deviation: 0.0, squares: 0.0 }
    }

    /// What both looks have found.
    pub(crate) fn dispersion(&self, sums: &Sums, spread: &Spread) -> Option<Dispersion> {
        if self.parts < 2 || sums.count == 0 {
            return None;
        }
        let (words, parts) = (self.words as f64, self.parts as f64);
        let deviation = spread.deviation + (self.words - sums.held_words) as f64 / words;
        let squares = spread.squares + (self.parts - sums.held) as f64 * spread.mean * spread.mean;
        let dp = deviation / 2.0;
        let variation = (squares / parts).sqrt() / spread.mean;
        Some(Dispersion {
            dp,
            dp_norm: dp / (1.0 - self.smallest as f64 / words),
            juilland_d: 1.0 - variation / (parts - 1.0).sqrt(),
        })
    }
}

/// The first look at the parts that hold a word.
#[derive(Clone, Copy, Default)]
pub(crate) struct Sums {
    pub(crate) count: u64,
    /// Parts that hold it.
    pub(crate) held: u64,
    /// Words of these parts.
    held_words: u64,
    /// Sum of its shares in them.
    shares: f64,
}

impl Sums {
    /// A part of so many words that holds the word so often.
    pub(crate) fn add(&mut self, size: u64, here: u64) {
        self.count += here;
        self.held += 1;
        self.held_words += size;
        self.shares += here as f64 / size as f64;
    }
}

/// The second look, which needs the sums of the first.
#[derive(Clone, Copy)]
pub(crate) struct Spread {
    count: f64,
    words: f64,
    mean: f64,
    deviation: f64,
    squares: f64,
}

impl Spread {
    /// The same parts as before, in the same order.
    pub(crate) fn add(&mut self, size: u64, here: u64) {
        self.deviation += (here as f64 / self.count - size as f64 / self.words).abs();
        let difference = here as f64 / size as f64 - self.mean;
        self.squares += difference * difference;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64) -> bool {
        (found - expected).abs() < 1e-9
    }

    /// The formulas as they are printed, part by part.
    fn plain(counts: &[u64], sizes: &[u64]) -> Dispersion {
        let (f, n) = (counts.iter().sum::<u64>() as f64, sizes.iter().sum::<u64>() as f64);
        let s: Vec<f64> = sizes.iter().map(|&size| size as f64 / n).collect();
        let dp = 0.5 * counts.iter().zip(&s).map(|(&v, s)| (v as f64 / f - s).abs()).sum::<f64>();
        let p: Vec<f64> = counts.iter().zip(sizes).map(|(&v, &size)| v as f64 / size as f64).collect();
        let parts = p.len() as f64;
        let mean = p.iter().sum::<f64>() / parts;
        let deviation = (p.iter().map(|p| (p - mean).powi(2)).sum::<f64>() / parts).sqrt();
        Dispersion {
            dp,
            dp_norm: dp / (1.0 - s.iter().copied().fold(1.0, f64::min)),
            juilland_d: 1.0 - deviation / mean / (parts - 1.0).sqrt(),
        }
    }

    #[test]
    fn the_example_of_gries_2008() {
        // Five parts "b a m n i b e u p", "b a s a t b e w q n", "b c a g a b e s t a", "b a g h a b e a a t" and
        // "b a h a a b e a x a t"; Gries 2008 prints DP 0.18 and D 0.785 for "a"; DPnorm is 0.18 / 0.82.
        let sizes = [9, 10, 10, 10, 11];
        let a = dispersion(&[1, 2, 3, 4, 5], &sizes).unwrap();
        assert!(close(a.dp, 0.18) && close(a.dp_norm, 0.18 / 0.82));
        assert!((a.juilland_d - 0.785).abs() < 5e-4);
        // By hand: shares 1/9, 1/5, 3/10, 2/5, 5/11 have the mean 1451/4950.
        let mean = 1451.0 / 4950.0;
        let squares = [1.0 / 9.0, 0.2, 0.3, 0.4, 5.0 / 11.0].map(|p: f64| (p - mean).powi(2));
        let by_hand = 1.0 - (squares.iter().sum::<f64>() / 5.0).sqrt() / mean / 2.0;
        assert!(close(a.juilland_d, by_hand));
        // "x" stands once, in the last part: (9 + 10 + 10 + 10) / 50 on either side.
        let x = dispersion(&[0, 0, 0, 0, 1], &sizes).unwrap();
        assert!(close(x.dp, 0.78) && close(x.dp_norm, 0.78 / 0.82) && close(x.juilland_d, 0.0));
    }

    #[test]
    fn the_short_way_is_the_printed_formula() {
        let cases: [(&[u64], &[u64]); 3] = [
            (&[0, 7, 0, 1, 0, 2], &[10, 20, 30, 5, 1, 100]),
            (&[1, 1, 1], &[3, 3, 3]),
            (&[0, 0, 4], &[1, 2, 1000]),
        ];
        for (counts, sizes) in cases {
            let (short, long) = (dispersion(counts, sizes).unwrap(), plain(counts, sizes));
            assert!(close(short.dp, long.dp) && close(short.dp_norm, long.dp_norm), "{short:?} {long:?}");
            assert!(close(short.juilland_d, long.juilland_d), "{short:?} {long:?}");
        }
    }

    #[test]
    fn empty_parts_are_no_parts() {
        assert_eq!(dispersion(&[2, 0, 1], &[9, 0, 9]), dispersion(&[2, 1], &[9, 9]));
        assert_eq!(dispersion(&[0, 0], &[9, 9]), None);
        assert_eq!(dispersion(&[], &[]), None);
    }
}
