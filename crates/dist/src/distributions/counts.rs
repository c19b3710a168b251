//! What the binomial and the Poisson distribution have in common.
//!
//! **Small means**, below 10: inversion. One uniform number, from which the probabilities of 0, 1, 2, … are
//! subtracted until it is below the next.
//!
//! **Large means:** the transformed rejection with squeeze of W. Hörmann, "The Generation of Binomial Random
//! Variates", Journal of Statistical Computation and Simulation 46, 1993 (BTRS). A uniform number `u` in -1/2..1/2 is
//! transformed into the count `floor((2 a / (1/2 - |u|) + b) u + c)`, which is taken with a probability in proportion
//! to that of the count over the density of the transformed number. Where the squeeze says so, in up to 8 of 10
//! cases, it is taken without computing them.
//!
//! **Poisson** is the limit of the binomial distribution for `p = 0`, and uses its constants there. Hörmann gave
//! others for Poisson alone ("The Transformed Rejection Method for Generating Poisson Random Variables", Insurance:
//! Mathematics and Economics 12 (1), 1993), which would save 1 or 2 words in a hundred. In wide use are these with
//! `c` as the mean plus 0.43, and then they do not quite hold: for a mean of 14.9 the hat is 0.5 % below the
//! probability of 22, and for one of 28.4 the squeeze takes 0.5 % too much. With 0.445, as in programs after his
//! PTRD, they hold, barely. The constants used here hold; the tests check them for a range of means.
//!
//! **Counts are differences from the mean.** In the usual form the probability is a difference of logarithms of
//! factorials, of the size of `k ln k`, and the count is a float. From a mean of 10^15 on nothing is left of the
//! former, and from 2^53 the latter skips numbers. Here the integer part `m` of the mean is kept as a `u64`, and the
//! method draws `d = k - m`, which is of the size of the standard deviation, 2^32 at most. The probability is
//! computed from `d` by Loader's formula (see [`series`](super::series)), in which all terms are of the size of the
//! result. So a mean may be as large as `u64` allows.
//!
//! **Error.** A single probability is off by a part of about 2^-51 times the standard deviation: `u` has 2^52 values,
//! and the probability of a count is a number of them, rounded. For small means it is off by 2^-50 at most.
//!
//! **What was rejected.** BTPE (V. Kachitvichyanukul and B. W. Schmeiser, "Binomial Random Variate Generation",
//! Communications of the ACM 31 (2), 1988) takes no fewer words than BTRS, has a dozen constants to set up and four
//! regions, and serves the binomial distribution alone.

use rand_core::TryRng;

use super::words::{next_open, next_pair, open};

/// The mean from which on the transformed rejection is valid.
pub(super) const LARGE: f64 = 10.0;

/// The inversion, for a mean below [`LARGE`]: `first` is the probability of 0, and `ratio(k)` that of `k` over that
/// of `k - 1`.
///
/// Of the uniform numbers a part of 2^-52 or so may be left over, for the sum of all probabilities is rounded; then
/// another is drawn.
#[inline]
pub(super) fn search<R: TryRng + ?Sized>(
    rng: &mut R,
    first: f64,
    last: u64,
    ratio: impl Fn(f64) -> f64,
) -> Result<u64, R::Error> {
    /// Beyond that lies a probability of less than 10^-70.
    const END: u8 = 110;
    loop {
        let mut u = next_open(rng)?;
        let mut probability = first;
        for k in 0..=END {
            if u < probability {
                return Ok(k.into());
            }
            if u64::from(k) >= last {
                break;
            }
            u -= probability;
            probability *= ratio(f64::from(k) + 1.0);
        }
    }
}

/// The transformed rejection: counts `m + d`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Hat {
    m: u64,
    max: u64,
    a: f64,
    b: f64,
    /// Less `m`.
    c: f64,
    /// Below that, numbers of the middle are taken at once.
    squeeze: f64,
    /// The logarithm of the factor between the hat and the probabilities.
    ln_scale: f64,
}

impl Hat {
    /// Where the squeeze ends.
    const MIDDLE: f64 = 0.07;

    /// For the mean `m + fraction`, with `p` for the binomial distribution and 0 for Poisson's.
    pub(super) fn new(
        (m, fraction): (u64, f64),
        max: u64,
        std_dev: f64,
        p: f64,
        ln_weight: impl Fn(u64, f64) -> f64,
    ) -> Self {
        let b = 1.15 + 2.53 * std_dev;
        let mode = ln_weight(m, 0.0).max(ln_weight(m.saturating_add(1), 1.0));
        Self {
            m,
            max,
            a: -0.0873 + 0.0248 * b + 0.01 * p,
            b,
            c: fraction + 0.5,
            squeeze: 0.92 - 4.2 / b,
            ln_scale: libm::log((2.83 + 5.1 / b) * std_dev) + mode,
        }
    }

    /// A count; `ln_weight(k, d)` is the logarithm of its probability.
    #[inline]
    pub(super) fn try_sample<R: TryRng + ?Sized>(
        &self,
        rng: &mut R,
        ln_weight: impl Fn(u64, f64) -> f64,
    ) -> Result<u64, R::Error> {
        loop {
            let [u, v] = next_pair(rng)?.map(open);
            let (d, edge) = self.transform(u - 0.5);
            let Some(k) = self.count(d) else { continue };
            if self.is_squeezed(v, edge) || self.ln_height(v, edge) <= ln_weight(k, d) {
                return Ok(k);
            }
        }
    }

    /// The difference from `m` that `u` becomes, and how far `u` is from the nearer end.
    #[inline]
    fn transform(&self, u: f64) -> (f64, f64) {
        let edge = 0.5 - libm::fabs(u);
        (libm::floor((2.0 * self.a / edge + self.b) * u + self.c), edge)
    }

    /// `m + d`, if that is a count.
    #[inline]
    fn count(&self, d: f64) -> Option<u64> {
        #[allow(
            clippy::cast_possible_truncation,
            reason = "an integer, or so far off that its sign is enough"
        )]
        self.m.checked_add_signed(d as i64).filter(|k| *k <= self.max)
    }

    /// Whether the count is taken for certain, without its probability.
    #[inline]
    fn is_squeezed(&self, v: f64, edge: f64) -> bool {
        edge >= Self::MIDDLE && v <= self.squeeze
    }

    /// The logarithm of what the probability must be for `v` to be taken.
    #[inline]
    fn ln_height(&self, v: f64, edge: f64) -> f64 {
        self.ln_scale + libm::log(v / (self.a / (edge * edge) + self.b))
    }

    /// Whether the hat lies above the probabilities and the squeeze below, where `u` becomes a count, if they are
    /// lifted by that much.
    #[cfg(test)]
    pub(super) fn fits(&self, lifts: [f64; 2], ln_weight: impl Fn(u64, f64) -> f64) -> bool {
        const PARTS: u32 = 4000;
        (1..PARTS).all(|part| {
            let (d, edge) = self.transform(f64::from(part) / f64::from(PARTS) - 0.5);
            let ln_weight = self.count(d).map_or(f64::NEG_INFINITY, |k| ln_weight(k, d));
            let ln_height = self.ln_height(1.0, edge) + lifts[0];
            // The largest `v` that is taken, and a little more.
            let v = libm::exp(ln_weight - self.ln_height(1.0, edge)) * (1.0 + 1e-9);
            ln_weight <= ln_height && !self.is_squeezed(v - lifts[1], edge)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Hat;
    use crate::distributions::scripts;

    /// Right before the edge of what is taken, and right behind it.
    #[test]
    #[allow(clippy::cast_precision_loss, reason = "they are small")]
    fn counts_are_taken_in_proportion_to_their_probability() {
        let mean = 12.5;
        let ln = |k: u64, _| k as f64 * libm::log(mean) - mean - libm::lgamma(k as f64 + 1.0);
        let hat = Hat::new((12, 0.5), u64::MAX, libm::sqrt(mean), 0.0, ln);
        let mut tested = 0;
        for part in 1..100 {
            let u = f64::from(part) / 100.0;
            let (d, edge) = hat.transform(u - 0.5);
            let Some(k) = hat.count(d) else { continue };
            let v = libm::exp(ln(k, d) - hat.ln_scale) * (hat.a / (edge * edge) + hat.b);
            if hat.is_squeezed(v * (1.0 + 1e-9), edge) || v < 1e-6 {
                continue;
            }
            tested += 1;
            for (part, expected) in [(1.0 - 1e-9, k), (1.0 + 1e-9, 13)] {
                let words = [u, v * part, 0.5, 1e-9].map(scripts::uniform);
                assert_eq!(scripts::from(&words, |s| hat.try_sample(s, ln)), Ok(expected), "{u}");
            }
        }
        assert!(tested > 80, "{tested}");
    }
}
