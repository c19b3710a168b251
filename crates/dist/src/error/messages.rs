//! What the errors say: the argument, its value, and what is allowed.

use core::{fmt, ops::Bound};

use super::{ArgumentError, Error};
use crate::Value;

impl<S: fmt::Display> fmt::Display for Error<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Source(error) => write!(f, "the source of randomness failed: {error}"),
            Self::Argument(error) => error.fmt(f),
        }
    }
}

impl<S: core::error::Error + 'static> core::error::Error for Error<S> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Source(error) => Some(error),
            Self::Argument(error) => Some(error),
        }
    }
}

impl fmt::Display for ArgumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::ZeroBound { max: Some(max) } => write!(f, "`n` is 0, allowed is 1..={max}"),
            Self::ZeroBound { max: None } => write!(f, "the bound is 0, allowed is 1 or more"),
            Self::EmptyRange { start, end } => {
                let (range, why) = (Written(start, end), why_empty(start, end));
                write!(f, "`range` is {range}, which is empty: {why}")
            }
            Self::EmptySteps { step: Value::Signed(0) | Value::Unsigned(0), .. } => {
                write!(f, "`step` is 0, allowed is any number but 0")
            }
            Self::EmptySteps { start, end, inclusive, step } => {
                let dots = if inclusive { "..=" } else { ".." };
                let why = why_no_step(start == end, inclusive, step);
                write!(f, "`range` is {start}{dots}{end}, which is empty in steps of {step}: {why}")
            }
            Self::TooManyBits { k, width } => {
                write!(f, "`k` is {k}, allowed is 0..={width}, the bits of the result")
            }
            Self::LimbCount { bound, dest } => {
                write!(f, "`dest` has {dest} limbs, allowed is {bound}, as many as `bound` has")
            }
            Self::SampleTooLarge { k, population } => {
                write!(f, "`k` is {k}, allowed is 0..={population}, the number of items")
            }
            Self::TooFewWeights { k, above_zero } => {
                write!(
                    f,
                    "`k` is {k}, allowed is 0..={above_zero}, the number of items with a weight above 0"
                )
            }
            Self::Memory { items } => write!(f, "there is no memory for {items} items"),
            Self::Parameter { name, value, allowed } => {
                write!(f, "`{name}` is {value}, allowed is {allowed}")
            }
            Self::ParameterAt { name, index, value, allowed } => {
                write!(f, "`{name}[{index}]` is {value}, allowed is {allowed}")
            }
            Self::NoWeight => f.write_str("no weight is above 0, allowed is one or more"),
            Self::Weight { index, value, allowed } => {
                write!(f, "the weight at index {index} is {value}, allowed is {allowed}")
            }
            Self::WeightSum { index, weight } => {
                let max = u64::MAX;
                write!(
                    f,
                    "with the weight {weight} at index {index} the sum exceeds {max}, the most that is allowed"
                )
            }
            Self::WeightCount { items, weights } => {
                write!(
                    f,
                    "the number of weights is {weights}, allowed is {items}, one for each item"
                )
            }
            Self::AlphabetSize { len } => {
                write!(f, "the alphabet has {len} characters, allowed is 1..=65536")
            }
            Self::RepeatedCharacter { character, index } => {
                write!(
                    f,
                    "the alphabet has {character:?} again at index {index}, allowed is each character once"
                )
            }
            Self::TooLong { len } => {
                write!(f, "`len` is {len}, allowed is a text that can be allocated")
            }
        }
    }
}

impl core::error::Error for ArgumentError {}

/// A range as it is written in Rust.
struct Written(Bound<Value>, Bound<Value>);

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0, self.1) {
            (Bound::Included(start), Bound::Excluded(end)) => write!(f, "{start}..{end}"),
            (Bound::Included(start), Bound::Included(end)) => write!(f, "{start}..={end}"),
            (Bound::Included(start), Bound::Unbounded) => write!(f, "{start}.."),
            (Bound::Unbounded, Bound::Excluded(end)) => write!(f, "..{end}"),
            (Bound::Unbounded, Bound::Included(end)) => write!(f, "..={end}"),
            (Bound::Unbounded, Bound::Unbounded) => f.write_str(".."),
            (Bound::Excluded(start), Bound::Excluded(end)) => {
                write!(f, "(Excluded({start}), Excluded({end}))")
            }
            (Bound::Excluded(start), Bound::Included(end)) => {
                write!(f, "(Excluded({start}), Included({end}))")
            }
            (Bound::Excluded(start), Bound::Unbounded) => {
                write!(f, "(Excluded({start}), Unbounded)")
            }
        }
    }
}

/// What holds of each empty range with bounds of these kinds.
fn why_empty(start: Bound<Value>, end: Bound<Value>) -> &'static str {
    match (start, end) {
        // The ends of a `RangeInclusive` do not say that it was iterated to its end.
        (Bound::Included(start), Bound::Included(end)) if start == end => "it was used up",
        (Bound::Included(_), Bound::Included(_)) => "`start` must not exceed `end`",
        // Also where the values are neighbours, and `start < end`.
        (Bound::Excluded(_), Bound::Excluded(_)) => "no value is between `start` and `end`",
        (_, Bound::Unbounded) => "no value is above `start`",
        (Bound::Unbounded, _) => "no value is below `end`",
        (Bound::Included(_), Bound::Excluded(_)) | (Bound::Excluded(_), Bound::Included(_)) => {
            "`start` must be less than `end`"
        }
    }
}

/// What holds of each range of integers in which a step leads nowhere.
fn why_no_step(same: bool, inclusive: bool, step: Value) -> &'static str {
    let down = matches!(step, Value::Signed(..=-1));
    match (inclusive, down) {
        // The ends of a `RangeInclusive` do not say that it was iterated to its end.
        (true, _) if same => "it was used up",
        (true, false) => "`start` must not exceed `end`",
        (true, true) => "`end` must not exceed `start`, for the step is below 0",
        (false, false) => "`start` must be less than `end`",
        (false, true) => "`end` must be less than `start`, for the step is below 0",
    }
}
