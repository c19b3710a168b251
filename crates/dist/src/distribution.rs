use rand_core::TryRng;

use crate::random::ok;

/// Values of `T` with certain probabilities, drawn from a source that can fail.
///
/// A distribution checks its parameters when it is made, so that drawing can fail only with the source's own error.
/// It keeps nothing from one draw to the next: a fork or a clone of the machine finds no value to repeat.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{Distribution, Random, rand_core::TryRng};
/// use wellspring_entropy::System;
///
/// struct TwoDice;
///
/// impl Distribution<u32> for TwoDice {
///     fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<u32, R::Error> {
///         let die = wellspring_dist::Uniform::new(1..=6).unwrap_or_else(|_| unreachable!());
///         Ok(die.try_sample(rng)? + die.try_sample(rng)?)
///     }
/// }
///
/// assert!((2..=12).contains(&System.draw(&TwoDice)));
/// ```
///
/// On many threads, each has a source of its own, or a copy of one that is nothing but a name, and all share the
/// distribution:
///
/// ```
/// use rayon::prelude::*;
/// use wellspring_dist::{Distribution, distributions::Normal};
/// use wellspring_entropy::System;
///
/// let noise = Normal::new(0.0, 1.0)?;
/// let draw = |source: &mut System, _| noise.try_sample(source);
/// let values: Result<Vec<f64>, _> = (0..1000).into_par_iter().map_init(|| System, draw).collect();
/// assert_eq!(values?.len(), 1000);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a distribution that can be drawn from",
    label = "not a distribution",
    note = "a distribution that was checked comes as a `Result`: put `?` behind it, as in `rng.draw(&Normal::new(0.0, 1.0)?)`",
    note = "for a number in a range use `range` or `uniform`, for an item of a list `choose`"
)]
pub trait Distribution<T> {
    /// One value.
    ///
    /// # Errors
    ///
    /// The source's failure.
    fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<T, R::Error>;

    /// [`try_sample`](Self::try_sample), with a panic instead of an error.
    ///
    /// # Panics
    ///
    /// If the source fails.
    #[inline]
    #[track_caller]
    fn sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> T {
        ok::<_, _, R>(self.try_sample(rng))
    }
}

impl<T, D: Distribution<T> + ?Sized> Distribution<T> for &D {
    #[inline]
    fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<T, R::Error> {
        (**self).try_sample(rng)
    }
}
