//! Measures of how much two things stand together, from a table of two by two.

use crate::{measure, significance};

/// How often two things stand together among all cases, and each of them alone.
///
/// ```
/// use nutgraf_analysis::Association;
///
/// // 8 of 64 cases hold both; the one stands in 16, the other in 16.
/// let found = Association { together: 8, a: 16, b: 16, cases: 64 };
/// assert_eq!((found.expected(), found.pmi(), found.dice()), (4.0, 1.0, 0.5));
/// assert!((found.npmi() - 1.0 / 3.0).abs() < 1e-12);
/// assert!((found.t_score() - 4.0 / 8.0_f64.sqrt()).abs() < 1e-12);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Association {
    /// Cases with both, more than none.
    pub together: u64,
    /// Cases with the one.
    pub a: u64,
    /// Cases with the other.
    pub b: u64,
    /// All cases.
    pub cases: u64,
}

impl Association {
    /// Cases with both that chance would give: `a * b / N`.
    pub fn expected(&self) -> f64 {
        self.a as f64 * self.b as f64 / self.cases as f64
    }

    /// Pointwise mutual information in bits: `log2(O / E)` (Church and Hanks 1990).
    pub fn pmi(&self) -> f64 {
        measure::pmi(self.together, self.a, self.b, self.cases)
    }

    /// PMI over its largest value, `-log2(O / N)`: 1 when neither stands without the other, 0 by chance, towards -1
    /// when never together (Bouma 2009). 1 when all cases hold both.
    pub fn npmi(&self) -> f64 {
        significance::npmi(self.together, self.a, self.b, self.cases)
    }

    /// `(O - E) / sqrt(O)` (Church, Gale, Hanks and Hindle 1991).
    pub fn t_score(&self) -> f64 {
        (self.together as f64 - self.expected()) / (self.together as f64).sqrt()
    }

    /// The log-likelihood ratio G² of the four cells (Dunning 1993).
    pub fn log_likelihood(&self) -> f64 {
        measure::log_likelihood(self.together, self.a, self.b, self.cases)
    }

    /// `2 * O / (a + b)` (Dice 1945).
    pub fn dice(&self) -> f64 {
        2.0 * self.together as f64 / (self.a + self.b) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::Association;

    fn close(found: f64, expected: f64) -> bool {
        (found - expected).abs() < 1e-9
    }

    #[test]
    fn new_companies_of_manning_and_schuetze() {
        // Manning and Schütze 1999, "Foundations of Statistical NLP", section 5.3.1: "new" 15 828 times, "companies"
        // 4 675 times, "new companies" 8 times in 14 307 668 tokens: t = 0.999932.
        let found = Association { together: 8, a: 15_828, b: 4_675, cases: 14_307_668 };
        assert!((found.t_score() - 0.999_932).abs() < 5e-7, "{}", found.t_score());
        assert!(close(found.expected(), 15_828.0 * 4_675.0 / 14_307_668.0));
        // Section 5.4, "Ayatollah Ruhollah": 20 times, 42 and 20 alone: I = 18.38 bits.
        let found = Association { together: 20, a: 42, b: 20, cases: 14_307_668 };
        assert!((found.pmi() - 18.38).abs() < 0.005, "{}", found.pmi());
        assert!(close(found.dice(), 40.0 / 62.0));
    }

    #[test]
    fn always_together_is_one_and_chance_is_nothing() {
        let always = Association { together: 4, a: 4, b: 4, cases: 64 };
        assert!(close(always.npmi(), 1.0) && close(always.dice(), 1.0) && close(always.pmi(), 4.0));
        let chance = Association { together: 4, a: 16, b: 16, cases: 64 };
        assert!(
            close(chance.npmi(), 0.0) && close(chance.t_score(), 0.0) && close(chance.log_likelihood(), 0.0)
        );
        let all = Association { together: 8, a: 8, b: 8, cases: 8 };
        assert!(close(all.npmi(), 1.0));
    }
}
