use core::ops::Bound;

use crate::Value;

/// Why a draw gave no value: its source failed, or an argument was out of bounds.
///
/// `S` is the error of the source, `R::Error` of the generator that was drawn from.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{Error, Random};
/// use wellspring_entropy::{Error as SourceError, System, testing::Failing};
///
/// let mut source = Failing::at_draw(1, System);
/// assert_eq!(source.try_range(1..=6), Err(Error::Source(SourceError::INJECTED)));
/// assert!(matches!(System.try_range(7..7), Err(Error::Argument(_))));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Error<S> {
    /// The source of randomness failed.
    Source(S),
    /// An argument is not allowed; nothing was drawn.
    Argument(ArgumentError),
}

/// Which argument was not allowed, its value, and what is.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{ArgumentError, DynamicWeights, Uniform};
///
/// let refused = Uniform::new(3..3).unwrap_err();
/// assert_eq!(refused.to_string(), "`range` is 3..3, which is empty: `start` must be less than `end`");
///
/// let refused = DynamicWeights::new([1, u64::MAX]).unwrap_err();
/// assert_eq!(refused, ArgumentError::WeightSum { index: 1, weight: u64::MAX });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ArgumentError {
    /// `below(0)`: there is no number below 0.
    ZeroBound {
        /// The largest bound of the type; `None` where there is none.
        max: Option<Value>,
    },
    /// A range without a value in it.
    EmptyRange {
        /// Where the range starts.
        start: Bound<Value>,
        /// Where it ends.
        end: Bound<Value>,
    },
    /// A range in which a step leads nowhere.
    EmptySteps {
        /// Where the range starts.
        start: Value,
        /// Where it ends.
        end: Value,
        /// Whether the end would belong to it: `start..=end`.
        inclusive: bool,
        /// The step; 0 is never allowed.
        step: Value,
    },
    /// More bits than the type or the buffer has.
    TooManyBits {
        /// The number of bits asked for.
        k: u64,
        /// The number of bits there are.
        width: u64,
    },
    /// A bound and a result of different numbers of limbs.
    LimbCount {
        /// The number of limbs of the bound.
        bound: usize,
        /// The number of limbs of the result.
        dest: usize,
    },
    /// More items than there are.
    SampleTooLarge {
        /// The number of items asked for.
        k: usize,
        /// The number of items there are.
        population: usize,
    },
    /// More items than there are with a weight above 0.
    TooFewWeights {
        /// The number of items asked for.
        k: usize,
        /// The number of items with a weight above 0.
        above_zero: usize,
    },
    /// More items than there is memory for.
    Memory {
        /// The number of items.
        items: usize,
    },
    /// A parameter out of its bounds.
    Parameter {
        /// The name of the parameter.
        name: &'static str,
        /// Its value.
        value: Value,
        /// What is allowed.
        allowed: &'static str,
    },
    /// One of several parameters out of its bounds.
    ParameterAt {
        /// The name that they have together.
        name: &'static str,
        /// Which of them, counted from 0.
        index: usize,
        /// Its value.
        value: Value,
        /// What is allowed.
        allowed: &'static str,
    },
    /// No weights at all, or none that is not 0.
    NoWeight,
    /// A weight that is no weight: negative, infinite, NaN, or below the one before where they are cumulative.
    Weight {
        /// Which weight, counted from 0.
        index: usize,
        /// Its value.
        value: Value,
        /// What is allowed.
        allowed: &'static str,
    },
    /// A weight with which the sum of all exceeds 2^64 - 1.
    WeightSum {
        /// Which weight, counted from 0: the first that does not fit, or the one that was to be set or added.
        index: usize,
        /// Its value.
        weight: u64,
    },
    /// Not one weight or count for each item.
    WeightCount {
        /// The number of items.
        items: usize,
        /// The number of weights or counts.
        weights: usize,
    },
    /// An alphabet of no characters, or of more than [`Alphabet::MAX_LEN`](crate::Alphabet::MAX_LEN).
    AlphabetSize {
        /// The number of characters.
        len: usize,
    },
    /// A character that an alphabet has twice.
    RepeatedCharacter {
        /// The character.
        character: char,
        /// The position of the second one, counted in characters from 0.
        index: usize,
    },
    /// A text of so many characters cannot be allocated.
    TooLong {
        /// The number of characters asked for.
        len: usize,
    },
}

impl ArgumentError {
    /// The parameter is that at `index` of several.
    pub(crate) fn at(self, index: usize) -> Self {
        match self {
            Self::Parameter { name, value, allowed } => {
                Self::ParameterAt { name, index, value, allowed }
            }
            other => other,
        }
    }
}

impl<S> From<ArgumentError> for Error<S> {
    fn from(error: ArgumentError) -> Self {
        Self::Argument(error)
    }
}

mod messages;
#[cfg(test)]
mod tests;
