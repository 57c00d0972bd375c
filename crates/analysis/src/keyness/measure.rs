//! Measures of keyness, from the counts of a word in two parts.

/// A word's occurrences in the part, the part's words; the same of the reference.
type Counts = (u64, u64, u64, u64);

/// Which log-likelihood ratio.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Likelihood {
    /// Over all four cells, the word and all other words in either part: Dunning 1993; what quanteda and scipy
    /// compute. Its p-values are those of χ².
    #[default]
    Dunning,
    /// Over the two cells of the word itself: Rayson and Garside 2000; what Wmatrix and AntConc print.
    Rayson,
}

/// How p-values answer for many tests.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Correction {
    /// Not at all.
    None,
    /// `m * p`, for `m` tests: the chance that any of the rows is false (Bonferroni).
    Bonferroni,
    /// The share of false rows among those with a `p` up to this one (Benjamini and Hochberg 1995).
    #[default]
    BenjaminiHochberg,
}

impl Correction {
    /// The adjusted p-values, in the same order.
    ///
    /// ```
    /// use nutgraf_analysis::Correction;
    ///
    /// let p = [0.01, 0.04, 0.03, 0.5];
    /// assert_eq!(Correction::Bonferroni.adjust(&p), [0.04, 0.16, 0.12, 1.0]);
    /// let found = Correction::BenjaminiHochberg.adjust(&p);
    /// assert!((found[1] - 0.16 / 3.0).abs() < 1e-15 && found[1] == found[2]);
    /// ```
    pub fn adjust(self, p: &[f64]) -> Vec<f64> {
        let tests = p.len() as f64;
        match self {
            Correction::None => p.to_vec(),
            Correction::Bonferroni => p.iter().map(|p| (p * tests).min(1.0)).collect(),
            Correction::BenjaminiHochberg => {
                let mut order: Vec<usize> = (0..p.len()).collect();
                order.sort_by(|&a, &b| p[a].total_cmp(&p[b]));
                let mut adjusted = vec![1.0; p.len()];
                let mut least: f64 = 1.0;
                for (rank, &at) in order.iter().enumerate().rev() {
                    least = least.min(p[at] * tests / (rank + 1) as f64);
                    adjusted[at] = least;
                }
                adjusted
            }
        }
    }
}

/// The log-likelihood ratio G² of a word's counts `(in the part, words of the part, in the reference, words of the
/// reference)`: `2 * sum(O * ln(O / E))`, 0 for a cell without counts; negative when the word is rarer in the part.
///
/// ```
/// use nutgraf_analysis::{Likelihood, signed_log_likelihood};
///
/// let g = signed_log_likelihood((120, 1_000_000, 60, 1_000_000), Likelihood::Rayson);
/// // 2 * (120 ln(120/90) + 60 ln(60/90))
/// assert!((g - 20.387_884_415_447_672).abs() < 1e-9);
/// assert_eq!(signed_log_likelihood((60, 1_000_000, 120, 1_000_000), Likelihood::Rayson), -g);
/// ```
pub fn signed_log_likelihood((a, part, b, reference): Counts, likelihood: Likelihood) -> f64 {
    let (words, total) = ((a + b) as f64, (part + reference) as f64);
    let cell = |observed: u64, row: f64, column: u64| {
        let observed_here = observed as f64;
        if observed == 0 {
            0.0
        } else {
            observed_here * libm::log(observed_here * total / (row * column as f64))
        }
    };
    let mut sum = cell(a, words, part) + cell(b, words, reference);
    if likelihood == Likelihood::Dunning {
        let others = total - words;
        sum +=
            cell(part.saturating_sub(a), others, part) + cell(reference.saturating_sub(b), others, reference);
    }
    // Equal shares give 0 but for rounding.
    let g = (2.0 * sum).max(0.0);
    // a / part < b / reference, without a division.
    if u128::from(a) * u128::from(reference) < u128::from(b) * u128::from(part) { -g } else { g }
}

/// The binary logarithm of the ratio of relative frequencies: 1 is twice as frequent, -1 half as frequent. A count
/// of 0 is taken as 0.5 (Hardie 2014, "Log Ratio: an informal introduction").
pub fn log_ratio((a, part, b, reference): Counts) -> f64 {
    let smoothed = |count: u64| if count == 0 { 0.5 } else { count as f64 };
    libm::log2(smoothed(a) / part as f64 / (smoothed(b) / reference as f64))
}

/// %DIFF: by how many percent of the reference's the relative frequency is higher (Gabrielatos and Marchi 2011).
/// None when the reference lacks the word: the difference has no bound.
pub fn percent_difference((a, part, b, reference): Counts) -> Option<f64> {
    let (here, there) = (a as f64 / part as f64, b as f64 / reference as f64);
    (b > 0).then(|| (here - there) * 100.0 / there)
}

/// The Bayes factor, approximated by the Bayesian information criterion: `G² - ln(N)`, `N` being the words of both
/// parts (Wilson 2013, "Embracing Bayes factors for key item analysis in corpus linguistics"). Above 2 is positive
/// evidence of a difference, above 6 strong, above 10 very strong; below 0 speaks for none.
pub fn bayes_factor(log_likelihood: f64, words: u64) -> f64 {
    log_likelihood - libm::log(words as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chi_squared_tail;

    fn close(found: f64, expected: f64) -> bool {
        (found - expected).abs() < 1e-9
    }

    #[test]
    fn the_two_documents_of_quantedas_tests() {
        // quanteda's test-textstat_keyness.R: "b b b b b b b a a a" against "a a a a a a a b b"; its lr without
        // correction is a likelihood.test of the table [[3, 7], [7, 2]], as scipy's
        // chi2_contingency(..., correction=False, lambda_="log-likelihood"): 4.534939332256226, p 0.033209633968387844.
        let b = signed_log_likelihood((7, 10, 2, 9), Likelihood::Dunning);
        let a = signed_log_likelihood((3, 10, 7, 9), Likelihood::Dunning);
        assert!(close(b, 4.534_939_332_256_226) && close(a, -4.534_939_332_256_226), "{a} {b}");
        assert!(close(chi_squared_tail(b), 0.033_209_633_968_387_844));
    }

    #[test]
    fn two_cells_worked_by_hand() {
        // 10 of 100 against 5 of 200: E is 5 and 10; 2 * (10 ln 2 + 5 ln 0.5) = 10 ln 2.
        let g = signed_log_likelihood((10, 100, 5, 200), Likelihood::Rayson);
        assert!(close(g, 10.0 * std::f64::consts::LN_2));
        // The four cells add 90 ln(90/95) + 195 ln(195/190), doubled.
        let rest = 2.0 * (90.0 * (90.0_f64 / 95.0).ln() + 195.0 * (195.0_f64 / 190.0).ln());
        assert!(close(signed_log_likelihood((10, 100, 5, 200), Likelihood::Dunning), g + rest));
        // A word in one part only: 2 * 10 ln(10 / (10/3)).
        assert!(close(signed_log_likelihood((10, 100, 0, 200), Likelihood::Rayson), 20.0 * 3.0_f64.ln()));
    }

    #[test]
    fn equal_shares_are_nothing() {
        for likelihood in [Likelihood::Dunning, Likelihood::Rayson] {
            assert!(close(signed_log_likelihood((4, 100, 8, 200), likelihood), 0.0));
        }
        assert!(close(log_ratio((4, 100, 8, 200)), 0.0));
        assert!(close(percent_difference((4, 100, 8, 200)).unwrap(), 0.0));
    }

    #[test]
    fn effects_worked_by_hand() {
        // 10 % against 2.5 %: four times, 300 percent more.
        assert!(close(log_ratio((10, 100, 5, 200)), 2.0));
        assert!(close(percent_difference((10, 100, 5, 200)).unwrap(), 300.0));
        // None in the reference: half an occurrence there, 10/100 against 0.5/200.
        assert!(close(log_ratio((10, 100, 0, 200)), 40.0_f64.log2()));
        assert_eq!(percent_difference((10, 100, 0, 200)), None);
        assert!(close(percent_difference((0, 100, 5, 200)).unwrap(), -100.0));
        // Wilson 2013: G² less the logarithm of all words.
        assert!(close(bayes_factor(16.4, 1_000_000), 16.4 - 13.815_510_557_964_274));
    }

    #[test]
    fn adjusted_values_never_fall_below_their_own_and_keep_the_order() {
        let p = [0.2, 0.001, 0.04, 0.04, 1.0, 0.0];
        for correction in [Correction::None, Correction::Bonferroni, Correction::BenjaminiHochberg] {
            let adjusted = correction.adjust(&p);
            assert!(p.iter().zip(&adjusted).all(|(p, q)| q >= p && *q <= 1.0), "{adjusted:?}");
        }
        // R: p.adjust(c(.2, .001, .04, .04, 1, 0), "BH") by hand: .001 * 6/2, .04 * 6/4, .2 * 6/5.
        let expected = [0.24, 0.003, 0.06, 0.06, 1.0, 0.0];
        let found = Correction::BenjaminiHochberg.adjust(&p);
        assert!(found.iter().zip(expected).all(|(found, expected)| close(*found, expected)), "{found:?}");
        assert!(Correction::BenjaminiHochberg.adjust(&[]).is_empty());
    }
}
