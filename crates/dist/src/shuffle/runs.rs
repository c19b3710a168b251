//! How many steps of a shuffle share a word, for how many words.
//!
//! A word takes as many steps as have a product of faces within the limit. That depends on the number of items alone, and
//! with fewer items a word takes more. It is looked up, in one of two tables: to multiply until
//! the limit is reached took as long as the steps themselves, and to go through the thresholds as long as the steps of a small shuffle.

use crate::shuffle::Length;

/// At most this many dice come out of one word: 19! < 2^60 < 20!.
pub(super) const MOST: usize = 19;

/// For each number of items, how many steps share a word.
pub(super) struct Fits {
    /// The largest number of items of which 1, 2, … [`MOST`] steps share a word.
    largest: [u64; MOST],
    /// How many steps share a word, for fewer items than this has places.
    few: [u8; FEW],
    /// How many words the shuffle of all of them takes.
    words: [u8; FEW],
}

const FEW: usize = 256;

/// `words` words, of each of which come `dice` steps, the first of them among `n` items.
#[derive(Clone, Copy)]
pub(super) struct Run {
    pub(super) n: u64,
    pub(super) dice: usize,
    pub(super) words: usize,
}

/// The runs of what is left of a shuffle: as many steps to a word as fit, or as are left.
#[derive(Clone)]
pub(super) struct Runs<'table> {
    n: u64,
    left: usize,
    dice: usize,
    fits: &'table Fits,
}

impl<'table> Runs<'table> {
    /// Those of the first `k` steps of the shuffle of `n` items, for `k <= n`.
    #[inline]
    pub(super) fn new(n: u64, k: usize, fits: &'table Fits) -> Self {
        Self { n, left: k, dice: 1, fits }
    }

    /// How many words they take if none is rejected.
    #[inline]
    pub(super) fn words(&self) -> usize {
        let (mut runs, mut words) = (self.clone(), 0);
        loop {
            // Where only one item is left in the end, the rest is known.
            if let Some(rest) = runs.fits.words_of_all(runs.n, runs.left) {
                return words + rest;
            }
            match runs.next() {
                Some(run) => words += run.words,
                None => return words,
            }
        }
    }
}

impl Iterator for Runs<'_> {
    type Item = Run;

    #[inline]
    fn next(&mut self) -> Option<Run> {
        if self.left == 0 {
            return None;
        }
        self.dice = self.fits.dice(self.n, self.dice);
        let dice = self.dice.min(self.left);
        let steps = self.n - self.fits.next(self.dice);
        let steps = usize::try_from(steps).map_or(self.left, |steps| steps.min(self.left));
        let words = if steps <= dice {
            1
        } else {
            #[allow(clippy::integer_division_remainder_used, reason = "neither is secret")]
            let words = steps.div_ceil(dice);
            // What is left then is less than a word takes.
            if words * dice > self.left { words - 1 } else { words }
        };
        let run = Run { n: self.n, dice, words };
        self.n -= (dice * words).to_u64();
        self.left -= dice * words;
        Some(run)
    }
}

impl Fits {
    /// For words whose product of faces must not exceed `limit`. A single step has a word of its own in any case.
    #[allow(
        clippy::indexing_slicing,
        clippy::cast_possible_truncation,
        reason = "below `MOST` and `FEW`; const has no iterators"
    )]
    pub(super) const fn new(limit: u64) -> Self {
        let (mut largest, mut few) = ([u64::MAX; MOST], [1; FEW]);
        let mut k = 1;
        while k < MOST {
            largest[k] = largest_within(limit, k as u64);
            let mut n = 0;
            while n < FEW && n as u64 <= largest[k] {
                few[n] = k as u8 + 1;
                n += 1;
            }
            k += 1;
        }
        let mut words = [0; FEW];
        let mut n = 2;
        while n < FEW {
            // All steps are in this word, or it leaves `n - few[n]` items. One that is alone has no step.
            let dice = few[n] as usize;
            words[n] = if dice + 1 >= n { 1 } else { words[n - dice] + 1 };
            n += 1;
        }
        Self { largest, few, words }
    }

    /// How many words `k` steps of `n` items take, if these are few and the steps all that there are.
    #[inline]
    fn words_of_all(&self, n: u64, k: usize) -> Option<usize> {
        let words = usize::try_from(n).ok().and_then(|n| self.words.get(n))?;
        (k.to_u64() + 1 >= n).then_some(usize::from(*words))
    }

    /// How many dice fit with `n` items, if it was `at_least` with more of them.
    #[inline]
    fn dice(&self, n: u64, at_least: usize) -> usize {
        match usize::try_from(n).ok().and_then(|n| self.few.get(n)) {
            Some(&dice) => dice.into(),
            None => (at_least..MOST).find(|&dice| self.next(dice) < n).unwrap_or(MOST),
        }
    }

    /// The number of items with which more than `dice` dice fit.
    #[inline]
    fn next(&self, dice: usize) -> u64 {
        self.largest.get(dice).copied().unwrap_or(0)
    }
}

/// The largest `n` with `n * (n - 1) * … * (n - k)` at most `limit`, by bisection; or 0.
const fn largest_within(limit: u64, k: u64) -> u64 {
    // 2^32 * (2^32 - 1) > 2^63.
    let (mut within, mut beyond) = (0, 1 << 32);
    while beyond - within > 1 {
        let n = (within + beyond) >> 1;
        if falling_product(n, k) <= limit as u128 {
            within = n;
        } else {
            beyond = n;
        }
    }
    within
}

/// `n * (n - 1) * … * (n - k)`, or more than any limit; with fewer than `k` items that of all of them.
const fn falling_product(n: u64, k: u64) -> u128 {
    let (mut product, mut i) = (1, 0);
    while i <= k && i < n && product <= u64::MAX as u128 {
        product *= (n - i) as u128;
        i += 1;
    }
    product
}

#[cfg(test)]
mod tests {
    use super::{FEW, Fits, MOST};
    use crate::dice::LIMIT;

    #[test]
    fn the_tables_are_what_they_say() {
        for limit in [1, 16, 255, 65_535, LIMIT] {
            let fits = Fits::new(limit);
            let product = |n: u64, dice: u64| (n - dice + 1..=n).map(u128::from).product::<u128>();
            for (dice, &n) in (2..).zip(&fits.largest[1..]) {
                // With as many items as dice or fewer, all of them are meant.
                assert!(n < dice || product(n, dice) <= limit.into(), "{dice} of {n}, {limit}");
                assert!(product((n + 1).max(dice), dice) > limit.into(), "{dice} of {n}, {limit}");
            }
            for n in 1..FEW as u64 {
                let by_thresholds = (1..MOST).find(|&dice| fits.next(dice) < n).unwrap_or(MOST);
                assert_eq!(fits.dice(n, 1), by_thresholds, "{n}, {limit}");
            }
        }
        let fits = Fits::new(LIMIT);
        assert_eq!(fits.largest[..3], [u64::MAX, 1 << 30, (1 << 20) + 1]);
        assert_eq!(fits.largest[MOST - 1], 19);
    }
}
