//! The priors of latent Dirichlet allocation, learnt from counts: how much of a topic a story has before it is read,
//! and how much of a term a topic (Minka 2000, "Estimating a Dirichlet distribution"; Wallach 2008, section 2.3).

/// Rounds of the fixed point, which few rounds of sampling later goes on.
const ROUNDS: usize = 5;
/// No prior goes below this, so that no topic is lost for good.
const LEAST: f64 = 1e-4;

/// How often each count was seen: at `n`, the number of times that something was counted `n` times.
pub(super) type Histogram = Vec<u32>;

/// Counts one more of a count.
pub(super) fn seen(histogram: &mut Histogram, count: usize) {
    if histogram.len() <= count {
        histogram.resize(count + 1, 0);
    }
    histogram[count] += 1;
}

/// Sum over all counts `n` that were seen of `1 / prior + 1 / (prior + 1) + … + 1 / (prior + n - 1)`.
fn slopes(histogram: &[u32], prior: f64) -> f64 {
    let (mut slope, mut sum) = (0.0, 0.0);
    for (count, &times) in histogram.iter().enumerate() {
        if times > 0 {
            sum += f64::from(times) * slope;
        }
        slope += 1.0 / (prior + count as f64);
    }
    sum
}

/// Moves the weights of the topics in a story nearer to what fits best: `of_topics` says for each topic how often it
/// has so many tokens of a story, `lengths` how many stories have so many tokens.
pub(super) fn fit_topics(alphas: &mut [f64], of_topics: &[Histogram], lengths: &[u32]) {
    for _ in 0..ROUNDS {
        let all = slopes(lengths, alphas.iter().sum());
        for (alpha, histogram) in alphas.iter_mut().zip(of_topics).filter(|_| all > 0.0) {
            *alpha = (*alpha * slopes(histogram, *alpha) / all).max(LEAST);
        }
    }
}

/// The same for the weight of each of so many terms in a topic: `counts` says how often a term has so many tokens of a
/// topic, `totals` how many tokens each topic has.
pub(super) fn fit_terms(beta: &mut f64, counts: &[u32], totals: &[f64], terms: usize) {
    for _ in 0..ROUNDS {
        let all = *beta * terms as f64;
        let below: f64 = totals.iter().map(|total| digamma(total + all) - digamma(all)).sum();
        if below > 0.0 {
            *beta = (*beta * slopes(counts, *beta) / (terms as f64 * below)).max(LEAST);
        }
    }
}

/// The slope of the logarithm of the gamma function, of a number above 0: moved up to where the series of Stirling
/// holds (Abramowitz and Stegun 1964, 6.3.5 and 6.3.18).
fn digamma(mut x: f64) -> f64 {
    let mut sum = 0.0;
    while x < 10.0 {
        sum -= 1.0 / x;
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    sum + libm::log(x) - 0.5 / x - square * (1.0 / 12.0 - square * (1.0 / 120.0 - square / 252.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digamma_at_known_places() {
        // -γ at 1; one more step adds 1 / x.
        assert!((digamma(1.0) + 0.577_215_664_901_532_9).abs() < 1e-9);
        assert!((digamma(11.5) - digamma(10.5) - 1.0 / 10.5).abs() < 1e-9);
    }

    #[test]
    fn slopes_are_differences_of_digammas() {
        let histogram = [3, 0, 2, 1];
        let expected = 2.0 * (digamma(2.3) - digamma(0.3)) + digamma(3.3) - digamma(0.3);
        assert!((slopes(&histogram, 0.3) - expected).abs() < 1e-9);
    }

    #[test]
    fn a_topic_of_many_stories_weighs_more() {
        // Of ten stories of 10 tokens the first topic has 8 in each, the second 2.
        let mut histograms = vec![Histogram::new(); 3];
        for _ in 0..10 {
            seen(&mut histograms[0], 8);
            seen(&mut histograms[1], 2);
            seen(&mut histograms[2], 10);
        }
        let mut alphas = [0.1, 0.1];
        for _ in 0..50 {
            fit_topics(&mut alphas, &histograms[..2], &histograms[2]);
        }
        let share = alphas[0] / alphas.iter().sum::<f64>();
        assert!((share - 0.8).abs() < 0.01, "{alphas:?}");
    }
}
