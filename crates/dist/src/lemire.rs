//! Uniform integers below a bound, by Lemire's method.
//!
//! D. Lemire, "Fast Random Integer Generation in an Interval", ACM Transactions on Modeling and Computer
//! Simulation 29 (1), 2019, algorithm 5.
//!
//! Let `x` be a uniform word of `w` bits and `n` a bound with `0 < n < 2^w`. The product `x * n` lies in one
//! of `n` intervals of length `2^w`, and its high word says in which. Of the `2^w` products, which are the
//! multiples of `n`, an interval holds `floor(2^w / n)` or one more. Those whose low word is less than
//! `t = 2^w mod n` are rejected: the remaining length of each interval, `2^w - t`, is a multiple of `n`, so
//! exactly `floor(2^w / n)` products remain in each of them, whatever the bound. The result is uniform; no
//! bias is left to be small.
//!
//! `t < n`, so the division that finds `t` is needed only if the low word is less than `n`, and a power of
//! two has `t = 0` and rejects nothing. A draw is rejected with probability `t / 2^w < n / 2^w`: on average
//! fewer than two words are drawn, and for bounds much smaller than the word hardly ever a second one.
//!
//! Rejected were: masking and redrawing, which for a bound just above a power of two throws away half of its
//! draws (Python's way); and a multiplication alone, or a modulus alone, which are biased.
//!
//! The time depends on `n`, on the rejected words, and on whether the low word is less than `n`, which
//! has the probability `n / 2^w`. Where no more than the first two may show, as for passwords, the
//! division is made beforehand: see [`Dice`](crate::Dice).

/// An unsigned word that is multiplied into twice its width.
///
/// The algorithm is written over this trait so that the tests can enumerate *all* of its inputs, at 8 and
/// 16 bits, on the very code that runs at 32 and 64.
pub(crate) trait Word: Copy + PartialOrd + From<u8> {
    /// The high and the low word of `self * other`.
    fn wide_mul(self, other: Self) -> (Self, Self);

    /// `2^w mod self`, for `self` not 0.
    fn residue(self) -> Self;

    /// `self + 1`, if that is a word.
    fn successor(self) -> Option<Self>;

    /// `self * other`, if that is a word.
    fn checked_mul(self, other: Self) -> Option<Self>;

    /// The low word of `self * other`.
    fn wrapping_mul(self, other: Self) -> Self;
}

/// A uniform word up to and including `max`, from words that `draw` gives: the word itself where all are
/// wanted, which is the one bound that is no word.
#[inline(always)]
pub(crate) fn up_to<W: Word, E>(max: W, mut draw: impl FnMut() -> Result<W, E>) -> Result<W, E> {
    let word = draw()?;
    match max.successor() {
        Some(n) => accepted(n, word, draw).map(|(_, high)| high),
        None => Ok(word),
    }
}

/// `word`, or the first one from `draw` if it is rejected, that is accepted for the bound `n`, which must not be 0;
/// and the high word of its product with `n`.
#[inline(always)]
pub(crate) fn accepted<W: Word, E>(
    n: W,
    word: W,
    draw: impl FnMut() -> Result<W, E>,
) -> Result<(W, W), E> {
    let (high, low) = word.wide_mul(n);
    if low < n { perhaps_again(n, word, draw) } else { Ok((word, high)) }
}

/// [`accepted`] for a word that may have to be rejected, with a probability of less than `n / 2^w`.
#[cold]
#[inline(never)]
fn perhaps_again<W: Word, E>(
    n: W,
    mut word: W,
    mut draw: impl FnMut() -> Result<W, E>,
) -> Result<(W, W), E> {
    let residue = n.residue();
    loop {
        let (high, low) = word.wide_mul(n);
        if low >= residue {
            return Ok((word, high));
        }
        word = draw()?;
    }
}

/// `$wide_mul` gives the two halves of the product of two `$word`s.
macro_rules! word {
    ($word:ty, $wide_mul:expr) => {
        impl Word for $word {
            #[inline]
            fn wide_mul(self, other: Self) -> (Self, Self) {
                $wide_mul(self, other)
            }

            #[inline]
            #[allow(
                clippy::integer_division_remainder_used,
                reason = "the bound is an argument, not a secret: only its value decides this division's time"
            )]
            fn residue(self) -> Self {
                self.wrapping_neg() % self
            }

            #[inline]
            fn successor(self) -> Option<Self> {
                self.checked_add(1)
            }

            #[inline]
            fn checked_mul(self, other: Self) -> Option<Self> {
                <$word>::checked_mul(self, other)
            }

            #[inline]
            fn wrapping_mul(self, other: Self) -> Self {
                <$word>::wrapping_mul(self, other)
            }
        }
    };
}

/// The halves of a product that is computed in a type of twice the width.
macro_rules! halves {
    ($word:ty, $wide:ty) => {
        |a: $word, b: $word| {
            let product = <$wide>::from(a) * <$wide>::from(b);
            let high = product >> <$word>::BITS;
            #[allow(clippy::cast_possible_truncation, reason = "the two halves are what is wanted")]
            let halves = (high as $word, product as $word);
            halves
        }
    };
}

word!(u32, halves!(u32, u64));
word!(u64, halves!(u64, u128));
word!(u128, wide_mul_128);
#[cfg(test)]
word!(u8, halves!(u8, u16));
#[cfg(test)]
word!(u16, halves!(u16, u32));

/// Schoolbook multiplication by 64-bit halves; no partial sum overflows, since
/// `(2^64 - 1)^2 + 2 (2^64 - 1) = 2^128 - 1`.
#[inline]
fn wide_mul_128(x: u128, y: u128) -> (u128, u128) {
    const HALF: u128 = u64::MAX as u128;
    let (a, b) = (x >> 64, x & HALF);
    let (c, d) = (y >> 64, y & HALF);
    let low = b * d;
    let middle = a * d + (low >> 64);
    let carried = b * c + (middle & HALF);
    (a * c + (middle >> 64) + (carried >> 64), (carried << 64) | (low & HALF))
}

#[cfg(test)]
mod tests;
