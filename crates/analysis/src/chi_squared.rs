//! How likely a value of χ² is by chance.

/// Where the series gives way to the continued fraction: both are quick and exact to the last digits there.
const SERIES: f64 = 2.0;

/// The chance of a χ² variable of one degree of freedom to reach `x` or more: `Q(1/2, x/2)`, the regularised upper
/// incomplete gamma function, which is `erfc(sqrt(x/2))`. 1 for `x` up to 0; 0 where the chance is below what a float
/// holds (`x` above some 1 480).
///
/// The relative error is below 1e-13. Series and continued fraction: Abramowitz and Stegun 1964, 6.5.29 and 6.5.31.
///
/// ```
/// use nutgraf_analysis::chi_squared_tail;
///
/// assert!((chi_squared_tail(3.841_458_820_694_124) - 0.05).abs() < 1e-15);
/// assert_eq!(chi_squared_tail(0.0), 1.0);
/// ```
pub fn chi_squared_tail(x: f64) -> f64 {
    let z = x / 2.0;
    if z.is_nan() {
        return f64::NAN;
    }
    if z <= 0.0 {
        return 1.0;
    }
    // z^a * e^-z / gamma(a) for a = 1/2.
    let scale = libm::exp(-z) * (z / std::f64::consts::PI).sqrt();
    if z.is_infinite() || scale == 0.0 {
        return 0.0;
    }
    if z < SERIES { 1.0 - scale * lower_series(z) } else { scale * upper_fraction(z) }
}

/// `sum of z^n / (a (a+1) ... (a+n))` for `a = 1/2`: all terms are positive.
fn lower_series(z: f64) -> f64 {
    let mut term = 2.0;
    let mut sum = term;
    let mut a = 0.5;
    while term > sum * f64::EPSILON / 4.0 {
        a += 1.0;
        term *= z / a;
        sum += term;
    }
    sum
}

/// `1 / (z + 1 - a - 1 (1 - a) / (z + 3 - a - 2 (2 - a) / ...))` for `a = 1/2`, from its far end: at `z = 2` sixty
/// steps leave less than a rounding error, above it fewer would do.
fn upper_fraction(z: f64) -> f64 {
    const STEPS: i32 = 80;
    let mut value = z + f64::from(2 * STEPS) + 0.5;
    for step in (1..=STEPS).rev() {
        let n = f64::from(step);
        value = z + 2.0 * n - 1.5 - n * (n - 0.5) / value;
    }
    1.0 / value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_are_those_of_forty_digit_arithmetic() {
        // erfc(sqrt(x / 2)) computed with mpmath at 40 digits.
        let known = [
            (1e-12, 0.999_999_202_115_439_2),
            (0.001, 0.974_772_879_369_960_4),
            (0.1, 0.751_829_634_045_849_3),
            (1.0, 0.317_310_507_862_914_1),
            (2.5, 0.113_846_298_006_658_05),
            (3.841_458_820_694_124, 0.050_000_000_000_000_06),
            (6.634_896_601_021_213, 0.010_000_000_000_000_014),
            (7.879, 0.005_001_212_727_490_684),
            (8.0, 0.004_677_734_981_047_266),
            (10.83, 9.986_863_791_802_587e-4),
            (15.13, 1.003_557_872_801_529e-4),
            (25.0, 5.733_031_437_583_878e-7),
            (100.0, 1.523_970_604_832_105e-23),
            (700.0, 2.990_226_975_124_620_3e-154),
            (1400.0, 2.101_014_516_264_217_5e-306),
        ];
        for (x, tail) in known {
            let found = chi_squared_tail(x);
            assert!(((found - tail) / tail).abs() < 1e-13, "{x}: {found:e} for {tail:e}");
        }
    }

    #[test]
    fn the_two_ways_meet() {
        let (below, above) = (chi_squared_tail(4.0 - 1e-14), chi_squared_tail(4.0));
        assert!(((below - above) / above).abs() < 1e-13, "{below:e} {above:e}");
    }

    #[test]
    fn ends_are_one_and_nothing() {
        assert_eq!((chi_squared_tail(0.0), chi_squared_tail(-1.0)), (1.0, 1.0));
        assert_eq!((chi_squared_tail(f64::INFINITY), chi_squared_tail(5_000.0)), (0.0, 0.0));
        assert!(chi_squared_tail(f64::NAN).is_nan());
    }
}
