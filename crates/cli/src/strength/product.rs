//! Products of many whole numbers, exact: how many orders there are. They count, and are no secrets.

use core::mem;

/// A product in limbs of 64 bits, the least significant first.
#[derive(Debug)]
pub(crate) struct Product {
    limbs: Vec<u64>,
    /// Factors that fit into one limb together, and are multiplied at once.
    waiting: u64,
}

impl Product {
    /// That of no factors.
    pub(crate) fn one() -> Self {
        Self { limbs: vec![1], waiting: 1 }
    }

    /// Takes a factor in.
    pub(crate) fn times(&mut self, factor: u128) {
        let (low, high) = halves(factor);
        match self.waiting.checked_mul(low) {
            Some(both) if high == 0 => self.waiting = both,
            _ => {
                self.flush();
                let upper = (high > 0).then(|| {
                    let mut upper = self.limbs.clone();
                    multiply(&mut upper, high);
                    upper
                });
                multiply(&mut self.limbs, low);
                upper.into_iter().for_each(|upper| add_behind_a_limb(&mut self.limbs, &upper));
            }
        }
    }

    /// How many limbs it has, the waiting factors not counted.
    pub(crate) fn size(&self) -> usize {
        self.limbs.len()
    }

    /// Its limbs, the least significant first; the last is not 0 unless a factor was.
    pub(crate) fn into_limbs(mut self) -> Vec<u64> {
        self.flush();
        self.limbs
    }

    fn flush(&mut self) {
        match mem::replace(&mut self.waiting, 1) {
            1 => {}
            factor => multiply(&mut self.limbs, factor),
        }
    }
}

/// Whether `a` is at least `b` times 2^`k`.
pub(crate) fn reaches(a: &[u64], b: &[u64], k: u64) -> bool {
    let (Ok(limbs), bits) = (usize::try_from(k >> 6), k & 63) else { return false };
    let mut shifted = vec![0; limbs];
    shifted.extend_from_slice(b);
    multiply(&mut shifted, 1 << bits);
    let significant =
        |number: &[u64]| number.iter().rposition(|limb| *limb > 0).map_or(0, |top| top + 1);
    let (longer, shorter) = (significant(a), significant(&shifted));
    let upwards =
        |number: &[u64], size| number.iter().take(size).rev().copied().collect::<Vec<_>>();
    longer > shorter || longer == shorter && upwards(a, longer) >= upwards(&shifted, shorter)
}

/// Both rows, of which the numbers fall, without those that stand in both: n! / m! is multiplied as (m + 1) … n, so that the order
/// of a long list of mostly equal items is counted exactly.
///
/// It leaves the i-th factor at most as large as the i-th divisor. For that is the same as that of every size no more factors than
/// divisors are as large, and one less of each leaves that as it was.
pub(crate) fn without_common(
    factors: Vec<u128>,
    divisors: impl Iterator<Item = u128>,
) -> (Vec<u128>, Vec<u128>) {
    let mut factors = factors.into_iter().peekable();
    let (mut above, mut below) = (Vec::new(), Vec::new());
    for divisor in divisors {
        while let Some(larger) = factors.next_if(|factor| *factor > divisor) {
            above.push(larger);
        }
        if factors.next_if_eq(&divisor).is_none() {
            below.push(divisor);
        }
    }
    above.extend(factors);
    (above, below)
}

/// Multiplies in place, with a limb more where it is needed.
fn multiply(number: &mut Vec<u64>, factor: u64) {
    let mut carry = 0;
    for limb in number.iter_mut() {
        // (2^64 - 1)^2 + 2^64 - 1 is less than 2^128.
        (*limb, carry) = halves(u128::from(*limb) * u128::from(factor) + u128::from(carry));
    }
    if carry > 0 {
        number.push(carry);
    }
}

/// Adds 2^64 times the `upper` number.
fn add_behind_a_limb(sum: &mut Vec<u64>, upper: &[u64]) {
    sum.resize(sum.len().max(upper.len() + 1), 0);
    let mut carry = 0;
    let others = upper.iter().copied().chain(core::iter::repeat(0));
    for (limb, other) in sum.iter_mut().skip(1).zip(others) {
        (*limb, carry) = halves(u128::from(*limb) + u128::from(other) + u128::from(carry));
    }
    if carry > 0 {
        sum.push(carry);
    }
}

/// The low and the high word.
#[allow(clippy::cast_possible_truncation, reason = "the two halves are what is wanted")]
const fn halves(word: u128) -> (u64, u64) {
    (word as u64, (word >> 64) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn product(factors: &[u128]) -> Vec<u64> {
        let mut product = Product::one();
        factors.iter().for_each(|factor| product.times(*factor));
        product.into_limbs()
    }

    #[test]
    fn products_are_exact() {
        const MOST: u64 = u64::MAX;
        const MOST_OF_ONE: u128 = (1 << 64) - 1;
        for (factors, limbs) in [
            (&[][..], &[1][..]),
            (&[2, 3, 7], &[42]),
            (&[1 << 40, 1 << 40], &[0, 1 << 16]),
            (&[1 << 100, 5], &[0, 5 << 36]),
            // (2^64 - 1)^2 = 2^128 - 2^65 + 1
            (&[MOST_OF_ONE, MOST_OF_ONE], &[1, MOST - 1]),
            // (2^128 - 1)^2 = 2^256 - 2^129 + 1
            (&[u128::MAX, u128::MAX], &[1, 0, MOST - 1, MOST]),
            (&[3, u128::MAX, 5], &[MOST - 14, MOST, 14]),
        ] {
            assert_eq!(product(factors), limbs, "{factors:?}");
        }
        let factorial: Vec<u128> = (1..=25).collect();
        // 25!, by another program.
        let [low, high] = *product(&factorial) else { panic!("two limbs") };
        assert_eq!(u128::from(high) << 64 | u128::from(low), 15_511_210_043_330_985_984_000_000);
    }

    #[test]
    fn what_is_above_and_below_the_line_is_left_out_once() {
        for (factors, divisors, above, below) in [
            (&[3, 2][..], &[4, 3, 2, 1][..], &[][..], &[4, 1][..]),
            (&[3, 2, 2, 2], &[6, 5, 4, 3, 2, 1], &[2, 2], &[6, 5, 4, 1]),
            (&[5, 5, 4], &[9, 8, 7], &[5, 5, 4], &[9, 8, 7]),
            (&[3, 3], &[4, 3], &[3], &[4]),
            (&[], &[2, 1], &[], &[2, 1]),
        ] {
            let found = without_common(factors.to_vec(), divisors.iter().copied());
            assert_eq!(found, (above.to_vec(), below.to_vec()), "{factors:?} {divisors:?}");
        }
    }

    #[test]
    fn a_power_of_two_is_reached_or_missed_by_one() {
        for (k, limbs) in [(0, 0), (1, 0), (63, 0), (64, 1), (65, 1), (200, 3)] {
            let of = |b: u64| {
                let mut a = product(&[b.into()]);
                a.splice(0..0, vec![0; limbs]);
                multiply(&mut a, 1 << (k & 63));
                a
            };
            for b in [1, 3, u64::MAX] {
                let mut a = of(b);
                assert!(reaches(&a, &[b], k) && !reaches(&a, &[b], k + 1), "{b} {k}");
                // One less.
                for limb in &mut a {
                    let borrowed = *limb == 0;
                    *limb = limb.wrapping_sub(1);
                    if !borrowed {
                        break;
                    }
                }
                assert!(!reaches(&a, &[b], k), "{b} {k}");
            }
        }
    }
}
