use rand_core::TryRng;

#[cfg(feature = "alloc")]
use alloc::{string::String, vec::Vec};

#[cfg(feature = "alloc")]
use crate::{Alphabet, shuffle::Length};
use crate::{
    ArgumentError, ClosedOpen01, Discrete, DiscreteRange, Distribution, Error, Float, FloatRange,
    FromBits, Int, Interval, Limb, StepRange, Unsigned, big, integer, reservoir, sample, shuffle,
    steps, weights,
};
#[cfg(any(feature = "crypto_bigint", feature = "num_bigint"))]
use crate::{BigUnsigned, big::DrawBig};

/// Numbers, choices and shuffles from any rand_core generator, exactly uniform.
///
/// It is implemented for every [`TryRng`], by value or behind a reference, sized or `dyn`: as its methods are generic, a function
/// without a type parameter takes `&mut dyn TryRng<Error = …>`, not `dyn Random`. Each method has
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
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a generator of random numbers",
    label = "has no numbers to give",
    note = "`Random` comes with rand_core's `TryRng`: `SystemRandom`, `ThreadRng`, `ReproducibleRng` and every generator of rand have it",
    note = "methods draw by `&mut`: hand over `&mut rng`, not `&rng`; in an argument `&mut SystemRandom` will do"
)]
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
        // Not from `try_below`: the error of its result, beside a `u128`, cost a nanosecond.
        let max = ok::<_, _, Self>(integer::last_below(n));
        ok::<_, _, Self>(T::default().draw_to(max, self))
    }

    /// [`below`](Self::below), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::ZeroBound`] if `n` is 0, or the source's failure.
    #[inline]
    fn try_below<T: Unsigned>(&mut self, n: T) -> Result<T, Error<Self::Error>> {
        let max = integer::last_below(n)?;
        T::default().draw_to(max, self).map_err(Error::Source)
    }

    /// A uniform value in `range`, over the full domain of any integer type, of `NonZero`, `char` and `Duration`.
    ///
    /// The range can be `a..b`, `a..=b`, `a..`, `..b`, `..=b`, `..`, a pair of [`Bound`](core::ops::Bound)s, or a
    /// reference to one. A draw costs what the count of its values needs, whatever their type:
    ///
    /// | type | values in order | bytes for a count up to 2^32, 2^64, more |
    /// |---|---|---|
    /// | `u8` to `u128`, `usize`, `i8` to `i128`, `isize` | the integers | 4, 8, 16 |
    /// | [`NonZero`](core::num::NonZero) of these | the integers without 0 | 4, 8, 16 |
    /// | [`char`] | the characters, without the surrogates | 4 |
    /// | [`Duration`](core::time::Duration) | the nanoseconds, 0 to [`Duration::MAX`](core::time::Duration::MAX) | 4, 8, 16 |
    ///
    /// # Panics
    ///
    /// If there is no value in `range` or the source fails. [`try_range`](Self::try_range) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use core::{num::NonZero, time::Duration};
    /// use wellspring_dist::Random;
    /// use wellspring_entropy::System;
    ///
    /// let die = System.range(1..=6);
    /// assert!((1..=6).contains(&die));
    /// let any: i8 = System.range(i8::MIN..=i8::MAX);
    /// let letter = System.range('a'..='z');
    /// assert!(letter.is_ascii_lowercase());
    /// let port: NonZero<u16> = System.range(..);
    /// let delay = System.range(..Duration::from_millis(250));
    /// assert!(delay.as_millis() < 250);
    /// # let _ = (any, port);
    /// ```
    #[doc(alias = "randrange", alias = "randint", alias = "random_range", alias = "gen_range")]
    #[inline]
    #[track_caller]
    fn range<T: Discrete, B: DiscreteRange<T>>(&mut self, range: B) -> T {
        ok::<_, _, Self>(self.try_range(range))
    }

    /// [`range`](Self::range), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::EmptyRange`] if there is no value in `range`, or the source's failure.
    #[inline]
    fn try_range<T: Discrete, B: DiscreteRange<T>>(
        &mut self,
        range: B,
    ) -> Result<T, Error<Self::Error>> {
        let (first, last) = range.first_and_last()?;
        first.draw_to(last, self).map_err(Error::Source)
    }

    /// A uniform one of the integers `a`, `a + step`, `a + 2 step`, … in the range `a..b` or `a..=b`.
    ///
    /// The step may be negative; then the range goes down, as in Python's `randrange(10, 0, -3)`. It can be of any
    /// integer type, and no range and no step is too large. Costs 4 bytes for up to 2^32 numbers, 8 up to 2^64,
    /// else 16. (Clippy takes a literal `10..0` for a mistake; its lint is `reversed_empty_ranges`.)
    ///
    /// # Panics
    ///
    /// If `step` is 0 or leads away from `b`, or the source fails. [`try_range_step`](Self::try_range_step) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Random;
    /// use wellspring_entropy::System;
    ///
    /// let even = System.range_step(0u8..=100, 2);
    /// assert!(even <= 100 && even % 2 == 0);
    /// assert!([10, 7, 4, 1].contains(&System.range_step(10..0, -3)));
    /// ```
    #[doc(alias = "randrange")]
    #[inline]
    #[track_caller]
    fn range_step<T: Int, B: StepRange<T>>(&mut self, range: B, step: impl Int) -> T {
        ok::<_, _, Self>(self.try_range_step(range, step))
    }

    /// [`range_step`](Self::range_step), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::EmptySteps`] if `step` is 0 or leads away from the end, or the source's failure.
    #[inline]
    fn try_range_step<T: Int, B: StepRange<T>>(
        &mut self,
        range: B,
        step: impl Int,
    ) -> Result<T, Error<Self::Error>> {
        let steps = steps::Steps::new(range, step.value())?;
        steps.draw(self).map_err(Error::Source)
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
            let (k, width) = (k.into(), T::WIDTH.into());
            return Err(ArgumentError::TooManyBits { k, width }.into());
        }
        T::draw_bits(k, self).map_err(Error::Source)
    }

    /// A uniform number below `bound`, of a type of another crate: `num_bigint::BigUint` or `crypto_bigint::Uint`.
    ///
    /// [`fill_below`](Self::fill_below) says what it costs and what its time depends on.
    ///
    /// # Panics
    ///
    /// If `bound` is 0 or the source fails. [`try_below_big`](Self::try_below_big) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "num_bigint")] {
    /// use num_bigint::BigUint;
    /// use wellspring_dist::Random;
    /// use wellspring_entropy::System;
    ///
    /// let googol = BigUint::from(10u32).pow(100);
    /// assert!(System.below_big(&googol) < googol);
    /// # }
    /// # #[cfg(feature = "crypto_bigint")] {
    /// use crypto_bigint::{NonZero, U256};
    /// # use wellspring_dist::Random;
    /// # use wellspring_entropy::System;
    ///
    /// let order = NonZero::<U256>::from_be_hex("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");
    /// assert!(System.below_big(order.as_ref()) < order.get());
    /// # }
    /// ```
    #[doc(alias = "randbelow", alias = "random_mod", alias = "gen_biguint_below")]
    #[cfg(any(feature = "crypto_bigint", feature = "num_bigint"))]
    #[cfg_attr(docsrs, doc(cfg(any(feature = "crypto_bigint", feature = "num_bigint"))))]
    #[inline]
    #[track_caller]
    fn below_big<T: BigUnsigned>(&mut self, bound: &T) -> T {
        ok::<_, _, Self>(self.try_below_big(bound))
    }

    /// [`below_big`](Self::below_big), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::ZeroBound`] if `bound` is 0, [`ArgumentError::Memory`] if there is none for as many limbs, or the
    /// source's failure.
    #[cfg(any(feature = "crypto_bigint", feature = "num_bigint"))]
    #[cfg_attr(docsrs, doc(cfg(any(feature = "crypto_bigint", feature = "num_bigint"))))]
    #[inline]
    fn try_below_big<T: BigUnsigned>(&mut self, bound: &T) -> Result<T, Error<Self::Error>> {
        DrawBig::below(bound, self)
    }

    /// `k` uniform bits as a number of another crate: `num_bigint::BigUint` or `crypto_bigint::Uint`.
    ///
    /// # Panics
    ///
    /// If `k` exceeds the width of `T`, which for a `BigUint` is taken to be 2^30, there is no memory, or the source fails.
    /// [`try_bits_big`](Self::try_bits_big) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "num_bigint")] {
    /// use num_bigint::BigUint;
    /// use wellspring_dist::Random;
    /// use wellspring_entropy::System;
    ///
    /// let number: BigUint = System.bits_big(1000);
    /// assert!(number.bits() <= 1000);
    /// # }
    /// ```
    #[doc(alias = "getrandbits", alias = "randbits", alias = "gen_biguint")]
    #[cfg(any(feature = "crypto_bigint", feature = "num_bigint"))]
    #[cfg_attr(docsrs, doc(cfg(any(feature = "crypto_bigint", feature = "num_bigint"))))]
    #[inline]
    #[track_caller]
    fn bits_big<T: BigUnsigned>(&mut self, k: u64) -> T {
        ok::<_, _, Self>(self.try_bits_big(k))
    }

    /// [`bits_big`](Self::bits_big), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::TooManyBits`] if `k` exceeds the width of `T`, [`ArgumentError::Memory`] if there is none for so many
    /// limbs, or the source's failure.
    #[cfg(any(feature = "crypto_bigint", feature = "num_bigint"))]
    #[cfg_attr(docsrs, doc(cfg(any(feature = "crypto_bigint", feature = "num_bigint"))))]
    #[inline]
    fn try_bits_big<T: BigUnsigned>(&mut self, k: u64) -> Result<T, Error<Self::Error>> {
        DrawBig::bits(k, self)
    }

    /// A uniform number below `bound`, of any size, in place: both are little-endian limbs, the least significant first.
    ///
    /// The limbs are [`u8`, `u16`, `u32`, `u64` or `usize`](Limb), as many in `dest` as in `bound`; the same bytes
    /// give the same number in each of them. A bound up to 2^64 costs what it does with [`below`](Self::below), and a
    /// power of two what its bits do. A longer one costs up to 7 bytes more than the number has (up to 11 where that has 253 or
    /// more), and none at all if it has 32 bytes and its upper 32 bits are ones, as the order of P-256. The source is read [in blocks](crate::Block).
    ///
    /// # Security
    ///
    /// The time depends on the bound and on how often something was drawn again, which for bounds above 2^64 is
    /// less than once in 2^30 draws; not on the number that is returned, as far as the compiler keeps it so.
    ///
    /// # Panics
    ///
    /// If `bound` is 0, `dest` has another length, or the source fails. [`try_fill_below`](Self::try_fill_below) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Random;
    /// use wellspring_entropy::System;
    ///
    /// let order = [0xFC63_2551, 0xF3B9_CAC2, 0xA717_9E84, 0xBCE6_FAAD, u32::MAX, u32::MAX, 0, u32::MAX];
    /// let mut scalar = [0u32; 8];
    /// System.fill_below(&order, &mut scalar);
    /// assert!(scalar.iter().rev().lt(order.iter().rev()));
    /// ```
    #[doc(alias = "randbelow", alias = "random_mod")]
    #[inline]
    #[track_caller]
    fn fill_below<L: Limb>(&mut self, bound: &[L], dest: &mut [L]) {
        ok::<_, _, Self>(self.try_fill_below(bound, dest))
    }

    /// [`fill_below`](Self::fill_below), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::ZeroBound`] if `bound` is 0, [`ArgumentError::LimbCount`] if `dest` has another length, or the
    /// source's failure. `dest` then holds zeros.
    #[inline]
    fn try_fill_below<L: Limb>(
        &mut self,
        bound: &[L],
        dest: &mut [L],
    ) -> Result<(), Error<Self::Error>> {
        big::below(bound, dest, self)
    }

    /// `k` uniform bits, of any number, in place, as little-endian limbs; those above are 0.
    ///
    /// Each 64 of them are those of [`bits`](Self::bits), and cost 8 bytes, or 4 for a last 32 or fewer
    /// (8 again where a block of 2048 bits ends in front of these).
    ///
    /// # Panics
    ///
    /// If `dest` has fewer than `k` bits or the source fails. [`try_fill_bits`](Self::try_fill_bits) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Random;
    /// use wellspring_entropy::System;
    ///
    /// let mut number = [0u64; 4];
    /// System.fill_bits(252, &mut number);
    /// assert!(number[3] < 1 << 60);
    /// ```
    #[doc(alias = "getrandbits", alias = "randbits")]
    #[inline]
    #[track_caller]
    fn fill_bits<L: Limb>(&mut self, k: u64, dest: &mut [L]) {
        ok::<_, _, Self>(self.try_fill_bits(k, dest))
    }

    /// [`fill_bits`](Self::fill_bits), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::TooManyBits`] if `dest` has fewer than `k` bits, or the source's failure. `dest` then holds
    /// zeros.
    #[inline]
    fn try_fill_bits<L: Limb>(&mut self, k: u64, dest: &mut [L]) -> Result<(), Error<Self::Error>> {
        big::bits(k, dest, self)
    }

    /// `true` or `false`, each with probability 1/2. Costs a byte; [`Dice`](crate::Dice) draw 60 from 8 bytes.
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
        let mut byte = [0];
        self.try_fill_bytes(&mut byte)?;
        Ok(byte[0] >> 7 == 1)
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
        ClosedOpen01.try_sample(self)
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
        ClosedOpen01.try_sample(self)
    }

    /// A uniform float in `range`, which is `a..b`, `a..=b` or a pair of [`Bound`](core::ops::Bound)s of `f64` or `f32`.
    ///
    /// Evenly spaced floats of the interval, as dense as its larger end allows, each with the same probability; an end
    /// that is excluded is never returned, and one that is included can be. By the γ-section of F. Goualard, "Drawing random floating-point
    /// numbers from an interval", ACM TOMACS 32 (3), 2022.
    ///
    /// # Panics
    ///
    /// If an end is infinite or NaN, there is no float in `range`, or the source fails. [`try_uniform`](Self::try_uniform)
    /// returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Random;
    /// use wellspring_entropy::System;
    ///
    /// let angle = System.uniform(-180.0..180.0);
    /// assert!((-180.0..180.0).contains(&angle));
    /// ```
    #[doc(alias = "random_range", alias = "gen_range")]
    #[inline]
    #[track_caller]
    fn uniform<F: Float, B: FloatRange<F>>(&mut self, range: B) -> F {
        ok::<_, _, Self>(self.try_uniform(range))
    }

    /// [`uniform`](Self::uniform), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::Parameter`] if an end is infinite or NaN, [`ArgumentError::EmptyRange`] if there is no float in
    /// `range`, or the source's failure.
    #[inline]
    fn try_uniform<F: Float, B: FloatRange<F>>(
        &mut self,
        range: B,
    ) -> Result<F, Error<Self::Error>> {
        let interval = Interval::new(range)?;
        interval.try_sample(self).map_err(Error::Source)
    }

    /// A value of `distribution`.
    ///
    /// # Panics
    ///
    /// If the source fails. [`try_draw`](Self::try_draw) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::{Random, distributions::Normal};
    /// use wellspring_entropy::System;
    ///
    /// let noise = System.draw(&Normal::new(0.0, 1.0)?);
    /// assert!(noise.abs() < 40.0);
    /// # Ok::<(), wellspring_dist::ArgumentError>(())
    /// ```
    #[doc(alias = "sample")]
    #[inline]
    #[track_caller]
    fn draw<T, D: Distribution<T> + ?Sized>(&mut self, distribution: &D) -> T {
        ok::<_, _, Self>(self.try_draw(distribution))
    }

    /// [`draw`](Self::draw), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// The source's failure.
    #[inline]
    fn try_draw<T, D: Distribution<T> + ?Sized>(
        &mut self,
        distribution: &D,
    ) -> Result<T, Self::Error> {
        distribution.try_sample(self)
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
        let index = integer::index(items.len(), self)?;
        Ok(index.and_then(|index| items.get(index)))
    }

    /// One of `items`, to be changed; `None` if there are none.
    ///
    /// # Panics
    ///
    /// If the source fails. [`try_choose_mut`](Self::try_choose_mut) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Random;
    /// use wellspring_entropy::System;
    ///
    /// let mut cups = [0, 0, 0];
    /// *System.choose_mut(&mut cups).unwrap() = 1;
    /// assert_eq!(cups.iter().sum::<i32>(), 1);
    /// ```
    #[inline]
    #[track_caller]
    fn choose_mut<'items, T>(&mut self, items: &'items mut [T]) -> Option<&'items mut T> {
        ok::<_, _, Self>(self.try_choose_mut(items))
    }

    /// [`choose_mut`](Self::choose_mut), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// The source's failure.
    #[inline]
    fn try_choose_mut<'items, T>(
        &mut self,
        items: &'items mut [T],
    ) -> Result<Option<&'items mut T>, Self::Error> {
        let index = integer::index(items.len(), self)?;
        Ok(index.and_then(|index| items.get_mut(index)))
    }

    /// One of the items of an iterator, each with the same probability; `None` if there are none.
    ///
    /// In one pass and without memory for the items that were not chosen, by Algorithm R (Knuth, "The Art of Computer
    /// Programming", volume 2, 3.4.2) up to item 19 and by leaps after it. How long the iterator says it is does not
    /// matter. Up to 19 items cost 8 bytes, and a million about 500 on average.
    ///
    /// # Panics
    ///
    /// If the source fails. [`try_choose_iter`](Self::try_choose_iter) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Random;
    /// use wellspring_entropy::System;
    ///
    /// let word = System.choose_iter("to be or not".split(' '));
    /// assert!(word.is_some_and(|word| word.len() <= 3));
    /// ```
    #[doc(alias = "reservoir")]
    #[inline]
    #[track_caller]
    fn choose_iter<I: IntoIterator>(&mut self, items: I) -> Option<I::Item> {
        ok::<_, _, Self>(self.try_choose_iter(items))
    }

    /// [`choose_iter`](Self::choose_iter), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// The source's failure.
    #[inline]
    fn try_choose_iter<I: IntoIterator>(
        &mut self,
        items: I,
    ) -> Result<Option<I::Item>, Self::Error> {
        reservoir::choose(items.into_iter(), self)
    }

    /// One of `items`, each with a probability in proportion to its weight, exactly.
    ///
    /// The weights are asked for twice; an item is also chosen if the second answers are others. A draw costs 4 bytes if the
    /// weights sum to at most 2^32, else 8. For many draws with the same weights
    /// [`Weights`](crate::Weights) and [`AliasTable`](crate::AliasTable) are faster, and for weights in a list of their own they draw its index.
    ///
    /// # Panics
    ///
    /// If no weight is above 0, their sum exceeds 2^64 - 1, or the source fails.
    /// [`try_choose_weighted`](Self::try_choose_weighted) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Random;
    /// use wellspring_entropy::System;
    ///
    /// let (side, _) = System.choose_weighted(&[("heads", 1u64), ("tails", 3), ("edge", 0)], |side| side.1);
    /// assert_ne!(*side, "edge");
    /// ```
    #[doc(alias = "choices")]
    #[inline]
    #[track_caller]
    fn choose_weighted<'items, T>(
        &mut self,
        items: &'items [T],
        weight: impl FnMut(&T) -> u64,
    ) -> &'items T {
        ok::<_, _, Self>(self.try_choose_weighted(items, weight))
    }

    /// [`choose_weighted`](Self::choose_weighted), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::NoWeight`], [`ArgumentError::WeightSum`], or the source's failure.
    #[inline]
    fn try_choose_weighted<'items, T>(
        &mut self,
        items: &'items [T],
        weight: impl FnMut(&T) -> u64,
    ) -> Result<&'items T, Error<Self::Error>> {
        weights::choose(items, weight, self)
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
    /// [`ArgumentError::SampleTooLarge`] if `k` exceeds `items.len()`, [`ArgumentError::Memory`] if there is none for the
    /// indices, or the source's failure.
    #[cfg(feature = "alloc")]
    #[cfg_attr(docsrs, doc(cfg(feature = "alloc")))]
    #[inline]
    fn try_sample<'items, T>(
        &mut self,
        items: &'items [T],
        k: usize,
    ) -> Result<Vec<&'items T>, Error<Self::Error>> {
        let indices = self.try_sample_indices(items.len(), k)?;
        Ok(indices.into_iter().filter_map(|index| items.get(index)).collect())
    }

    /// `k` different ones of the numbers below `n`, in random order: each ordered sample has the same probability.
    ///
    /// # Panics
    ///
    /// If `k` exceeds `n` or the source fails. [`try_sample_indices`](Self::try_sample_indices) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Random;
    /// use wellspring_entropy::System;
    ///
    /// let rows = System.sample_indices(1_000_000, 3);
    /// assert!(rows.len() == 3 && rows.iter().all(|row| *row < 1_000_000));
    /// ```
    #[cfg(feature = "alloc")]
    #[cfg_attr(docsrs, doc(cfg(feature = "alloc")))]
    #[inline]
    #[track_caller]
    fn sample_indices(&mut self, n: usize, k: usize) -> Vec<usize> {
        ok::<_, _, Self>(self.try_sample_indices(n, k))
    }

    /// [`sample_indices`](Self::sample_indices), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::SampleTooLarge`] if `k` exceeds `n`, [`ArgumentError::Memory`] if there is none for `k` numbers, or
    /// the source's failure.
    #[cfg(feature = "alloc")]
    #[cfg_attr(docsrs, doc(cfg(feature = "alloc")))]
    #[inline]
    fn try_sample_indices(&mut self, n: usize, k: usize) -> Result<Vec<usize>, Error<Self::Error>> {
        sample::check(k, n)?;
        let indices = sample::indices(n.to_u64(), k, self)?;
        // In place: no memory is taken.
        Ok(indices.into_iter().map(usize::from_u64).collect())
    }

    /// `K` different ones of `items` in random order, without memory from the heap.
    ///
    /// # Panics
    ///
    /// If `K` exceeds `items.len()` or the source fails. [`try_sample_array`](Self::try_sample_array) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Random;
    /// use wellspring_entropy::System;
    ///
    /// let [first, second] = System.sample_array(&["ann", "bob", "cy"]);
    /// assert_ne!(first, second);
    /// ```
    #[inline]
    #[track_caller]
    fn sample_array<'items, T, const K: usize>(&mut self, items: &'items [T]) -> [&'items T; K] {
        ok::<_, _, Self>(self.try_sample_array(items))
    }

    /// [`sample_array`](Self::sample_array), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::SampleTooLarge`] if `K` exceeds `items.len()`, or the source's failure.
    #[inline]
    fn try_sample_array<'items, T, const K: usize>(
        &mut self,
        items: &'items [T],
    ) -> Result<[&'items T; K], Error<Self::Error>> {
        sample::check(K, items.len())?;
        sample::array(items, self).map_err(Error::Source)
    }

    /// `k` of the items of an iterator in random order: each ordered sample has the same probability.
    ///
    /// In one pass, with memory for `k` items. The method is that of [`choose_iter`](Self::choose_iter), with leaps after
    /// `16 k^2` items, or 19.
    ///
    /// # Panics
    ///
    /// If the iterator has fewer than `k` items or the source fails. [`try_sample_iter`](Self::try_sample_iter) returns that
    /// as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Random;
    /// use wellspring_entropy::System;
    ///
    /// let lines = "ann\nbob\ncy\ndee";
    /// let two = System.sample_iter(lines.lines(), 2);
    /// assert!(two.len() == 2 && two[0] != two[1]);
    /// ```
    #[doc(alias = "reservoir")]
    #[cfg(feature = "alloc")]
    #[cfg_attr(docsrs, doc(cfg(feature = "alloc")))]
    #[inline]
    #[track_caller]
    fn sample_iter<I: IntoIterator>(&mut self, items: I, k: usize) -> Vec<I::Item> {
        ok::<_, _, Self>(self.try_sample_iter(items, k))
    }

    /// [`sample_iter`](Self::sample_iter), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::SampleTooLarge`] if the iterator has fewer than `k` items, [`ArgumentError::Memory`] if there is none
    /// for the first `k` of them, or the source's failure.
    #[cfg(feature = "alloc")]
    #[cfg_attr(docsrs, doc(cfg(feature = "alloc")))]
    #[inline]
    fn try_sample_iter<I: IntoIterator>(
        &mut self,
        items: I,
        k: usize,
    ) -> Result<Vec<I::Item>, Error<Self::Error>> {
        reservoir::sample(items.into_iter(), k, self)
    }

    /// `k` of a population in which each of `items` is there as often as `counts` says, in random order.
    ///
    /// What [`sample`](Self::sample) draws from a list with all of the repetitions, without making the list: memory is in the
    /// order of `k` and `items.len()`.
    ///
    /// # Panics
    ///
    /// If there is not one count for each item, the counts sum to more than 2^64 - 1 or less than `k`, or the source
    /// fails. [`try_sample_counts`](Self::try_sample_counts) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Random;
    /// use wellspring_entropy::System;
    ///
    /// let drawn = System.sample_counts(&["red", "blue"], &[4, 2], 5);
    /// assert!(drawn.iter().filter(|colour| ***colour == "red").count() >= 3);
    /// ```
    #[cfg(feature = "alloc")]
    #[cfg_attr(docsrs, doc(cfg(feature = "alloc")))]
    #[inline]
    #[track_caller]
    fn sample_counts<'items, T>(
        &mut self,
        items: &'items [T],
        counts: &[u64],
        k: usize,
    ) -> Vec<&'items T> {
        ok::<_, _, Self>(self.try_sample_counts(items, counts, k))
    }

    /// [`sample_counts`](Self::sample_counts), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::WeightCount`], [`ArgumentError::WeightSum`], [`ArgumentError::SampleTooLarge`],
    /// [`ArgumentError::Memory`], or the source's failure.
    #[cfg(feature = "alloc")]
    #[cfg_attr(docsrs, doc(cfg(feature = "alloc")))]
    #[inline]
    fn try_sample_counts<'items, T>(
        &mut self,
        items: &'items [T],
        counts: &[u64],
        k: usize,
    ) -> Result<Vec<&'items T>, Error<Self::Error>> {
        weights::sample_counts(items, counts, k, self)
    }

    /// `k` different ones of `items`, one after the other, each with a probability in proportion to its weight among
    /// those that are left, exactly.
    ///
    /// Memory is 8 bytes for each of `items`.
    ///
    /// # Panics
    ///
    /// If fewer than `k` weights are above 0, their sum exceeds 2^64 - 1, or the source fails.
    /// [`try_sample_weighted`](Self::try_sample_weighted) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Random;
    /// use wellspring_entropy::System;
    ///
    /// let entrants = [("ann", 3u64), ("bob", 1), ("cy", 0)];
    /// let winners = System.sample_weighted(&entrants, 2, |entrant| entrant.1);
    /// assert!(winners.iter().all(|winner| winner.0 != "cy"));
    /// ```
    #[doc(alias = "choose_multiple_weighted")]
    #[cfg(feature = "alloc")]
    #[cfg_attr(docsrs, doc(cfg(feature = "alloc")))]
    #[inline]
    #[track_caller]
    fn sample_weighted<'items, T>(
        &mut self,
        items: &'items [T],
        k: usize,
        weight: impl FnMut(&T) -> u64,
    ) -> Vec<&'items T> {
        ok::<_, _, Self>(self.try_sample_weighted(items, k, weight))
    }

    /// [`sample_weighted`](Self::sample_weighted), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::TooFewWeights`] if fewer than `k` weights are above 0, [`ArgumentError::WeightSum`],
    /// [`ArgumentError::Memory`], or the source's failure.
    #[cfg(feature = "alloc")]
    #[cfg_attr(docsrs, doc(cfg(feature = "alloc")))]
    #[inline]
    fn try_sample_weighted<'items, T>(
        &mut self,
        items: &'items [T],
        k: usize,
        weight: impl FnMut(&T) -> u64,
    ) -> Result<Vec<&'items T>, Error<Self::Error>> {
        weights::sample(items, k, weight, self)
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

    /// Brings `k` random ones of `items` to the end, in random order, and returns them and the others.
    ///
    /// The first `k` steps of [`shuffle`](Self::shuffle).
    ///
    /// # Panics
    ///
    /// If `k` exceeds `items.len()` or the source fails; `items` then holds the same items in some order.
    /// [`try_partial_shuffle`](Self::try_partial_shuffle) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Random;
    /// use wellspring_entropy::System;
    ///
    /// let mut deck: Vec<u8> = (0..52).collect();
    /// let (hand, rest) = System.partial_shuffle(&mut deck, 5);
    /// assert_eq!((hand.len(), rest.len()), (5, 47));
    /// ```
    #[inline]
    #[track_caller]
    fn partial_shuffle<'items, T>(
        &mut self,
        items: &'items mut [T],
        k: usize,
    ) -> (&'items mut [T], &'items mut [T]) {
        ok::<_, _, Self>(self.try_partial_shuffle(items, k))
    }

    /// [`partial_shuffle`](Self::partial_shuffle), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::SampleTooLarge`] if `k` exceeds `items.len()`, or the source's failure. `items` then holds the
    /// same items in some order.
    #[allow(clippy::type_complexity, reason = "two slices and the error that all methods have")]
    #[inline]
    fn try_partial_shuffle<'items, T>(
        &mut self,
        items: &'items mut [T],
        k: usize,
    ) -> Result<(&'items mut [T], &'items mut [T]), Error<Self::Error>> {
        sample::check(k, items.len())?;
        let steps = shuffle::steps(items.len(), k, self, |i, j| items.swap(i, j));
        steps.map_err(Error::Source)?;
        let (rest, chosen) = items.split_at_mut(items.len() - k);
        Ok((chosen, rest))
    }

    /// A text of `len` characters of `alphabet`, each one of them with the same probability.
    ///
    /// Several characters from each 64-bit word, and the source read in blocks: 20 of 62 cost 16 bytes.
    ///
    /// # Panics
    ///
    /// If so much cannot be allocated or the source fails. [`try_string`](Self::try_string) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::{Alphabet, Random};
    /// use wellspring_entropy::System;
    ///
    /// let coupon = System.string(&Alphabet::crockford(), 12);
    /// assert_eq!(coupon.len(), 12);
    /// ```
    #[cfg(feature = "alloc")]
    #[cfg_attr(docsrs, doc(cfg(feature = "alloc")))]
    #[doc(alias = "choices", alias = "sample_string")]
    #[inline]
    #[track_caller]
    fn string(&mut self, alphabet: &Alphabet, len: usize) -> String {
        ok::<_, _, Self>(self.try_string(alphabet, len))
    }

    /// [`string`](Self::string), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::TooLong`] if so much cannot be allocated, or the source's failure. What was drawn is wiped then.
    #[cfg(feature = "alloc")]
    #[cfg_attr(docsrs, doc(cfg(feature = "alloc")))]
    #[inline]
    fn try_string(
        &mut self,
        alphabet: &Alphabet,
        len: usize,
    ) -> Result<String, Error<Self::Error>> {
        alphabet.try_string(self, len)
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

// A bound that is not met is told of `Random`, not of what rand_core would have needed for it.
#[diagnostic::do_not_recommend]
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
