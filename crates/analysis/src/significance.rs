//! How strong an association is.

use crate::measure::pmi;

/// Pointwise mutual information as a share of what it could be: `pmi / -log2(together / units)`, from -1 to 1
/// (Bouma 2009). Two that stand together in every unit give 1.
pub(crate) fn npmi(together: u64, a: u64, b: u64, units: u64) -> f64 {
    let most = -libm::log2(together as f64 / units as f64);
    if most > 0.0 { (pmi(together, a, b, units) / most).clamp(-1.0, 1.0) } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn npmi_worked_by_hand() {
        // 4 of 16 units hold both, a in 4, b in 8: log2(4 * 16 / 32) / log2(16 / 4) = 1 / 2.
        assert!((npmi(4, 4, 8, 16) - 0.5).abs() < 1e-12);
        assert!((npmi(4, 4, 4, 16) - 1.0).abs() < 1e-12);
        assert!((npmi(3, 3, 3, 3) - 1.0).abs() < 1e-12);
    }
}
