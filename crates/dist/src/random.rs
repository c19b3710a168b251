use rand_core::TryRng;

#[cfg(feature = "alloc")]
use alloc::vec::Vec;

use crate::{
    ArgumentError, Error, float,
    integer::{Draw, FromBits, Int, Unsigned},
    range::IntRange,
    shuffle,
};

/// Numbers, choices and shuffles from any rand_core generator, exactly uniform.
///
/// It is implemented for every [`TryRng`], by value or behind a reference, sized or `dyn`. Each method has
/// two forms of one algorithm: `try_x` returns every failure, and plain `x` panics where `try_x` would
/// return one. On a generator that cannot fail, plain `x` has no panic left but the one for a bad argument.
///
/// The methods are pinned: the same bytes give the same values on every platform, and a change to that is
/// a breaking change.
///
/// # Examples
///
/// ```
/// use wellspring_dist::Random;
/// use wellspring_entropy::System;
///
/// let die = System.range(1..=6);
/// assert!((1..=6).contains(&die));
///
/// let mut deck = [2, 3, 5, 7];
/// System.try_shuffle(&mut deck)?;
/// assert_eq!(deck.iter().sum::<i32>(), 17);
/// # Ok::<(), wellspring_entropy::Error>(())
/// ```
pub trait Random: TryRng {
    /// A uniform number in `0..n`.
    ///
    /// By Lemire's method with rejection (ACM TOMACS 29 (1), 2019): exactly uniform, and a power of two
    /// never draws twice. A source stuck at one word may be rejected for ever. Costs 4 bytes for bounds up to 2^32, 8 up to 2^64, else 16.
    ///
    /// # Panics
    ///
    /// If `n` is 0 or the source fails. [`try_below`](Self::try_below) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Random;
    /// use wellspring_entropy::System;
    ///
    /// let code = System.below(1_000_000u32);
    /// assert!(code < 1_000_000);
    /// ```
    #[doc(alias = "randbelow", alias = "arc4random_uniform", alias = "next_bounded")]
    #[inline]
    #[track_caller]
    fn below<T: Unsigned>(&mut self, n: T) -> T {
        ok::<_, _, Self>(self.try_below(n))
    }

    /// [`below`](Self::below), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::ZeroBound`] if `n` is 0, or the source's failure.
    #[inline]
    fn try_below<T: Unsigned>(&mut self, n: T) -> Result<T, Error<Self::Error>> {
        let Some(max) = n.minus_one() else {
            return Err(ArgumentError::ZeroBound { max: T::LARGEST.integer() }.into());
        };
        T::default().draw_to(max, self).map_err(Error::Source)
    }

    /// A uniform number in `range`, which is `a..b` or `a..=b` of any integer type, over its full domain.
    ///
    /// # Panics
    ///
    /// If there is no number in `range` or the source fails. [`try_range`](Self::try_range) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Random;
    /// use wellspring_entropy::System;
    ///
    /// let die = System.range(1..=6);
    /// assert!((1..=6).contains(&die));
    /// let any: i8 = System.range(i8::MIN..=i8::MAX);
    /// let hour = System.range(0u8..24);
    /// assert!(hour < 24);
    /// # let _ = any;
    /// ```
    #[doc(alias = "randrange", alias = "randint", alias = "random_range", alias = "gen_range")]
    #[inline]
    #[track_caller]
    fn range<T: Int, B: IntRange<T>>(&mut self, range: B) -> T {
        ok::<_, _, Self>(self.try_range(range))
    }

    /// [`range`](Self::range), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::EmptyRange`] if there is no number in `range`, or the source's failure.
    #[inline]
    fn try_range<T: Int, B: IntRange<T>>(&mut self, range: B) -> Result<T, Error<Self::Error>> {
        let (first, last) = range.first_and_last()?;
        first.draw_to(last, self).map_err(Error::Source)
    }

    /// `k` uniform bits as a `u64` or `u128`: a number in `0..2^k`; 0 for `k = 0`.
    ///
    /// # Panics
    ///
    /// If `k` exceeds the width of `T` or the source fails. [`try_bits`](Self::try_bits) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Random;
    /// use wellspring_entropy::System;
    ///
    /// let id: u64 = System.bits(48);
    /// assert!(id < 1 << 48);
    /// let nonce: u128 = System.bits(96);
    /// assert!(nonce < 1 << 96);
    /// ```
    #[doc(alias = "getrandbits", alias = "randbits")]
    #[inline]
    #[track_caller]
    fn bits<T: FromBits>(&mut self, k: u32) -> T {
        ok::<_, _, Self>(self.try_bits(k))
    }

    /// [`bits`](Self::bits), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::TooManyBits`] if `k` exceeds the width of `T`, or the source's failure.
    #[inline]
    fn try_bits<T: FromBits>(&mut self, k: u32) -> Result<T, Error<Self::Error>> {
        if k > T::WIDTH {
            return Err(ArgumentError::TooManyBits { k, width: T::WIDTH }.into());
        }
        T::draw_bits(k, self).map_err(Error::Source)
    }

    /// `true` or `false`, each with probability 1/2.
    ///
    /// # Panics
    ///
    /// If the source fails. [`try_bool`](Self::try_bool) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Random;
    /// use wellspring_entropy::System;
    ///
    /// let heads = System.bool();
    /// assert!(heads || !heads);
    /// ```
    #[doc(alias = "coin", alias = "random_bool")]
    #[inline]
    #[track_caller]
    fn bool(&mut self) -> bool {
        ok::<_, _, Self>(self.try_bool())
    }

    /// [`bool`](Self::bool), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// The source's failure.
    #[inline]
    fn try_bool(&mut self) -> Result<bool, Self::Error> {
        self.try_next_u32().map(|word| word >> 31 == 1)
    }

    /// A uniform multiple of 2^-53 in [0, 1), as Python's `random()`.
    ///
    /// # Panics
    ///
    /// If the source fails. [`try_f64`](Self::try_f64) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Random;
    /// use wellspring_entropy::System;
    ///
    /// let x = System.f64();
    /// assert!((0.0..1.0).contains(&x));
    /// ```
    #[doc(alias = "random", alias = "uniform")]
    #[inline]
    #[track_caller]
    fn f64(&mut self) -> f64 {
        ok::<_, _, Self>(self.try_f64())
    }

    /// [`f64`](Self::f64), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// The source's failure.
    #[inline]
    fn try_f64(&mut self) -> Result<f64, Self::Error> {
        float::unit_f64(self)
    }

    /// A uniform multiple of 2^-24 in [0, 1).
    ///
    /// # Panics
    ///
    /// If the source fails. [`try_f32`](Self::try_f32) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Random;
    /// use wellspring_entropy::System;
    ///
    /// let x = System.f32();
    /// assert!((0.0..1.0).contains(&x));
    /// ```
    #[doc(alias = "random")]
    #[inline]
    #[track_caller]
    fn f32(&mut self) -> f32 {
        ok::<_, _, Self>(self.try_f32())
    }

    /// [`f32`](Self::f32), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// The source's failure.
    #[inline]
    fn try_f32(&mut self) -> Result<f32, Self::Error> {
        float::unit_f32(self)
    }

    /// One of `items`, each with the same probability; `None` if there are none.
    ///
    /// # Panics
    ///
    /// If the source fails. [`try_choose`](Self::try_choose) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Random;
    /// use wellspring_entropy::System;
    ///
    /// let fruit = ["apple", "pear", "plum"];
    /// let one = System.choose(&fruit);
    /// assert!(fruit.contains(one.unwrap()));
    /// assert_eq!(System.choose::<u8>(&[]), None);
    /// ```
    #[doc(alias = "choice")]
    #[inline]
    #[track_caller]
    fn choose<'items, T>(&mut self, items: &'items [T]) -> Option<&'items T> {
        ok::<_, _, Self>(self.try_choose(items))
    }

    /// [`choose`](Self::choose), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// The source's failure.
    #[inline]
    fn try_choose<'items, T>(
        &mut self,
        items: &'items [T],
    ) -> Result<Option<&'items T>, Self::Error> {
        if items.is_empty() {
            return Ok(None);
        }
        let index = 0usize.draw_to(items.len() - 1, self)?;
        Ok(items.get(index))
    }

    /// `k` different ones of `items` in random order: each ordered sample has the same probability.
    ///
    /// Different in place, not in value. `items` stays as it is. Memory is in the order of `k`, or of
    /// `items.len()` where that is small or not much more.
    ///
    /// # Panics
    ///
    /// If `k` exceeds `items.len()` or the source fails. [`try_sample`](Self::try_sample) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Random;
    /// use wellspring_entropy::System;
    ///
    /// let deck: Vec<u8> = (0..52).collect();
    /// let hand = System.sample(&deck, 5);
    /// assert_eq!(hand.len(), 5);
    /// ```
    #[doc(alias = "choose_multiple", alias = "random_sample")]
    #[cfg(feature = "alloc")]
    #[cfg_attr(docsrs, doc(cfg(feature = "alloc")))]
    #[inline]
    #[track_caller]
    fn sample<'items, T>(&mut self, items: &'items [T], k: usize) -> Vec<&'items T> {
        ok::<_, _, Self>(self.try_sample(items, k))
    }

    /// [`sample`](Self::sample), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::SampleTooLarge`] if `k` exceeds `items.len()`, or the source's failure.
    #[cfg(feature = "alloc")]
    #[cfg_attr(docsrs, doc(cfg(feature = "alloc")))]
    #[inline]
    fn try_sample<'items, T>(
        &mut self,
        items: &'items [T],
        k: usize,
    ) -> Result<Vec<&'items T>, Error<Self::Error>> {
        let population = items.len();
        if k > population {
            return Err(ArgumentError::SampleTooLarge { k, population }.into());
        }
        let indices = crate::sample::indices(population, k, self).map_err(Error::Source)?;
        Ok(indices.into_iter().filter_map(|index| items.get(index)).collect())
    }

    /// Brings `items` into a random order: each of the `n!` orders has the same probability.
    ///
    /// Fisher and Yates' method (Durstenfeld, "Algorithm 235", Communications of the ACM 7 (7), 1964), with
    /// several steps from each 64-bit word (Brackett-Rozinsky and Lemire, 2024) and the source read in blocks: 52 items
    /// cost 32 bytes.
    ///
    /// # Panics
    ///
    /// If the source fails. `items` then holds the same items in some order. [`try_shuffle`](Self::try_shuffle) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Random;
    /// use wellspring_entropy::System;
    ///
    /// let mut deck: Vec<u8> = (0..52).collect();
    /// System.shuffle(&mut deck);
    /// deck.sort();
    /// assert!(deck.into_iter().eq(0..52));
    /// ```
    #[doc(alias = "permutation")]
    #[inline]
    #[track_caller]
    fn shuffle<T>(&mut self, items: &mut [T]) {
        ok::<_, _, Self>(self.try_shuffle(items))
    }

    /// [`shuffle`](Self::shuffle), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// The source's failure. `items` then holds the same items in some order.
    #[inline]
    fn try_shuffle<T>(&mut self, items: &mut [T]) -> Result<(), Self::Error> {
        let n = items.len();
        // The last item has one place left to go to.
        shuffle::steps(n, n.saturating_sub(1), self, |i, j| items.swap(i, j))
    }

    /// Fills `dest` with random bytes.
    ///
    /// # Panics
    ///
    /// If the source fails. [`try_fill`](Self::try_fill) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Random;
    /// use wellspring_entropy::System;
    ///
    /// let mut key = [0; 32];
    /// System.fill(&mut key);
    /// assert_ne!(key, [0; 32]);
    /// ```
    #[doc(alias = "randbytes", alias = "fill_bytes")]
    #[inline]
    #[track_caller]
    fn fill(&mut self, dest: &mut [u8]) {
        ok::<_, _, Self>(self.try_fill(dest))
    }

    /// [`fill`](Self::fill), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// The source's failure. `dest` then holds zeros.
    #[inline]
    fn try_fill(&mut self, dest: &mut [u8]) -> Result<(), Self::Error> {
        self.try_fill_bytes(dest).inspect_err(|_| {
            dest.fill(0);
            core::hint::black_box(&*dest);
        })
    }
}

impl<R: TryRng + ?Sized> Random for R {}

/// The plain form of a method: what its `try_` twin returns, or a panic that names the source `R`.
///
/// For an infallible source and a method without arguments to refuse, `E` cannot be constructed and no
/// panic is compiled.
#[inline]
#[track_caller]
pub(crate) fn ok<T, E: core::fmt::Display, R: ?Sized>(result: Result<T, E>) -> T {
    match result {
        Ok(value) => value,
        Err(error) => refuse(&error, core::any::type_name::<R>()),
    }
}

#[cold]
#[track_caller]
#[allow(clippy::panic, reason = "the documented behaviour of the plain forms")]
fn refuse(error: &dyn core::fmt::Display, source: &str) -> ! {
    panic!("{error} (drawing from {source})")
}
