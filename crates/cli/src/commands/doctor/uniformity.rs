//! Whether all bytes come equally often, and no token twice.
//!
//! The statistic is Pearson's chi-squared over the 256 values, of 255 degrees of freedom. That it is above `k + 2 sqrt(k x) + 2 x` has a
//! probability of at most e^-x, and so has that it is below `k - 2 sqrt(k x)` (B. Laurent and P. Massart, "Adaptive estimation of a
//! quadratic functional by model selection", Annals of Statistics 28 (5), 2000, lemma 1). With x = 28 each is below 2^-40.

use super::Finding;

/// How often each value came.
pub(super) struct Counts {
    counts: [u64; 256],
}

const DEGREES: f64 = 255.0;
const X: f64 = 28.0;

impl Counts {
    pub(super) const fn new() -> Self {
        Self { counts: [0; 256] }
    }

    pub(super) fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            if let Some(count) = self.counts.get_mut(usize::from(*byte)) {
                *count += 1;
            }
        }
    }

    /// Pearson's statistic.
    #[allow(clippy::cast_precision_loss, reason = "counts are below 2^53")]
    fn chi_squared(&self) -> f64 {
        let total: u64 = self.counts.iter().sum();
        let expected = total as f64 / 256.0;
        let squares = self.counts.iter().map(|count| (*count as f64 - expected).powi(2));
        squares.sum::<f64>() / expected
    }

    /// Whether that is as it would be by chance.
    pub(super) fn finding(&self) -> Finding {
        let found = self.chi_squared();
        let spread = 2.0 * (DEGREES * X).sqrt();
        let (least, most) = (DEGREES - spread, DEGREES + spread + 2.0 * X);
        let text = format!(
            "chi-squared of the 256 values is {found:.0}, by chance from {least:.0} to {most:.0} (but for 2^-39)"
        );
        match (least..=most).contains(&found) {
            true => Finding::new("uniformity", text),
            false => Finding::degraded("uniformity", text),
        }
    }
}

/// Whether two of the tokens of 16 bytes are equal.
pub(super) fn repeated(tokens: &[u8]) -> bool {
    let mut tokens: Vec<&[u8]> = tokens.chunks_exact(16).collect();
    tokens.sort_unstable();
    tokens.windows(2).any(|two| matches!(two, [a, b] if a == b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_even_and_too_uneven_are_found() {
        let mut even = Counts::new();
        (0..1000).for_each(|_| even.add(&(0..=255).collect::<Vec<u8>>()));
        assert!(even.chi_squared() == 0.0 && even.finding().degraded);
        even.add(&[7; 1000]);
        assert!(even.finding().degraded);
    }

    #[test]
    fn a_token_that_comes_twice_is_found() {
        let mut tokens: Vec<u8> = (0..160).collect();
        assert!(!repeated(&tokens));
        tokens.extend_from_within(16..32);
        assert!(repeated(&tokens));
    }
}
