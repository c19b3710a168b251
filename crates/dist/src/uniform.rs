use rand_core::TryRng;

use crate::{ArgumentError, Discrete, DiscreteRange, Distribution};

/// A uniform value in a range that was checked.
///
/// Two are equal if they have the same values, however the range was written.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{Random, Uniform};
/// use wellspring_entropy::System;
///
/// let die = Uniform::new(1..=6)?;
/// let rolls: [u8; 10] = core::array::from_fn(|_| System.draw(&die));
/// assert!(rolls.iter().all(|roll| (1..=6).contains(roll)));
/// assert_eq!(die, Uniform::new(1..7)?);
/// # Ok::<(), wellspring_dist::ArgumentError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Uniform<T> {
    first: T,
    last: T,
}

impl<T: Discrete> Uniform<T> {
    /// For the values in `range`.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::EmptyRange`] if there is none.
    pub fn new<B: DiscreteRange<T>>(range: B) -> Result<Self, ArgumentError> {
        let (first, last) = range.first_and_last()?;
        Ok(Self { first, last })
    }
}

impl<T: Discrete> Distribution<T> for Uniform<T> {
    #[inline]
    fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<T, R::Error> {
        self.first.draw_to(self.last, rng)
    }
}
