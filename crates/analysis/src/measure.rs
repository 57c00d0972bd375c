//! Measures of association, from counts.

/// Pointwise mutual information in bits: `log2(N * together / (a * b))` (Church and Hanks 1990).
pub(crate) fn pmi(together: u64, a: u64, b: u64, units: u64) -> f64 {
    libm::log2(together as f64 * units as f64 / (a as f64 * b as f64))
}

/// The log-likelihood ratio of a table of two by two: `2 * sum(k * ln(k * N / (row * column)))` over its four cells,
/// 0 for a cell without counts (Dunning 1993, "Accurate methods for the statistics of surprise and coincidence").
pub(crate) fn log_likelihood(together: u64, a: u64, b: u64, units: u64) -> f64 {
    let neither = (units + together).saturating_sub(a + b);
    let cells = [
        (together, a, b),
        (a.saturating_sub(together), a, units.saturating_sub(b)),
        (b.saturating_sub(together), units.saturating_sub(a), b),
        (neither, units.saturating_sub(a), units.saturating_sub(b)),
    ];
    let sum: f64 = cells
        .iter()
        .filter(|cell| cell.0 > 0)
        .map(|&(k, row, column)| {
            let k = k as f64;
            k * libm::log(k * units as f64 / (row as f64 * column as f64))
        })
        .sum();
    // Independence gives 0 but for rounding.
    (2.0 * sum).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pmi_of_counts_worked_by_hand() {
        // 4 of 16 units hold both, a in 4, b in 8: log2(4 * 16 / 32) = 1.
        assert!((pmi(4, 4, 8, 16) - 1.0).abs() < 1e-12);
        assert!((pmi(2, 4, 8, 16)).abs() < 1e-12);
    }

    #[test]
    fn log_likelihood_worked_by_hand() {
        // Cells 10, 10, 10, 70 of 100: 2 * (10 ln(10*100/400) + 2 * 10 ln(10*100/1600) + 70 ln(70*100/6400)).
        let expected = 2.0 * (10.0 * 2.5_f64.ln() + 20.0 * 0.625_f64.ln() + 70.0 * 1.09375_f64.ln());
        assert!((log_likelihood(10, 20, 20, 100) - expected).abs() < 1e-9);
        assert!((expected - 12.071_371_684_2).abs() < 1e-9, "{expected}");
        // Always together: 2 * (5 ln 2 + 5 ln 2) = 20 ln 2.
        assert!((log_likelihood(5, 5, 5, 10) - 20.0 * std::f64::consts::LN_2).abs() < 1e-9);
    }

    #[test]
    fn independence_is_zero() {
        assert!(log_likelihood(4, 8, 8, 16).abs() < 1e-9);
        assert!(log_likelihood(1, 1, 1, 1).abs() < 1e-9);
    }
}
