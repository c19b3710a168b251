use alloc::vec::Vec;

use crate::password::limbs::halves;

/// `C(r, k)`, all that a policy needs: at most `C(128, 64) < 2^125`, two limbs.
///
/// For each `k` those of all `r` stand side by side, the lower limbs and then the upper.
#[derive(Clone, Debug)]
pub(super) struct Binomials {
    words: Vec<u64>,
    rows: usize,
}

impl Binomials {
    /// Those of `r` up to `most_open`, and `k` up to `most_taken`.
    pub(super) fn new(most_open: usize, most_taken: usize) -> Self {
        let rows = most_open + 1;
        let mut words = Vec::with_capacity(2 * rows * (most_taken + 1));
        // C(r, 0) = 1, and C(r, k) is the sum of all C(q, k - 1) with q < r.
        let mut column: Vec<u128> = (0..rows).map(|_| 1).collect();
        for _ in 0..=most_taken {
            words.extend(column.iter().map(|number| halves(*number).0));
            words.extend(column.iter().map(|number| halves(*number).1));
            let mut sum = 0;
            for number in &mut column {
                (*number, sum) = (sum, sum + *number);
            }
        }
        Self { words, rows }
    }

    /// The lower and the upper limbs of all `C(r, k)`, by `r`.
    #[inline(always)]
    pub(super) fn column(&self, taken: usize) -> (&[u64], &[u64]) {
        let column = self.words.get(2 * self.rows * taken..2 * self.rows * (taken + 1));
        column.unwrap_or(&[]).split_at(if column.is_some() { self.rows } else { 0 })
    }

    /// One of them; 0 of those that are not there.
    pub(super) fn get(&self, open: usize, taken: usize) -> (u64, u64) {
        let (low, high) = self.column(taken);
        (low.get(open).copied().unwrap_or(0), high.get(open).copied().unwrap_or(0))
    }

    /// Whether all with `r` up to that and `k` up to that are there and below 2^32.
    pub(super) fn are_short(&self, open: usize, taken: usize) -> bool {
        (0..=taken).map(|taken| self.column(taken)).all(|(low, high)| {
            low.get(open).is_some_and(|low| low >> 32 == 0) && high.get(open) == Some(&0)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Binomials;

    /// By `C(r, k) = C(r, k - 1) * (r - k + 1) / k`.
    #[allow(clippy::integer_division_remainder_used, reason = "the oracle divides")]
    fn binomial(r: usize, k: usize) -> u128 {
        (1..=k).fold(1, |product, i| product * (r + 1).saturating_sub(i) as u128 / i as u128)
    }

    #[test]
    fn short_are_those_that_fit_32_bits() {
        const MOST: usize = 40;
        let binomials = Binomials::new(MOST, MOST);
        let mut short = 0;
        for (open, taken) in (0..=MOST).flat_map(|open| (0..=MOST).map(move |k| (open, k))) {
            let (low, high) = binomials.get(open, taken);
            assert_eq!(u128::from(high) << 64 | u128::from(low), binomial(open, taken));
            let all = (0..=open).flat_map(|r| (0..=taken).map(move |k| binomial(r, k)));
            let expected = all.into_iter().all(|number| number < 1 << 32);
            assert_eq!(binomials.are_short(open, taken), expected, "{open} {taken}");
            short += usize::from(expected);
        }
        // C(34, 17) is the greatest in the middle that fits.
        assert!(binomials.are_short(34, 34) && !binomials.are_short(35, 17));
        assert!((35 * 41..41 * 41).contains(&short), "{short}");
        // What is not there is no small number.
        assert!(!Binomials::new(4, 4).are_short(5, 4) && !Binomials::new(4, 4).are_short(4, 5));
        // Two limbs.
        assert!(!Binomials::new(128, 64).are_short(128, 64));
    }
}
