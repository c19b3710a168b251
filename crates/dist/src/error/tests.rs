extern crate std;
use core::ops::Bound::{self, Excluded, Included, Unbounded};
use std::string::ToString;

use super::{ArgumentError, Error};
use crate::{Value, distributions::Dirichlet};

#[test]
fn messages_name_the_argument_its_value_and_what_is_allowed() {
    let says = |error: ArgumentError, text| assert_eq!(error.to_string(), text);
    says(ArgumentError::ZeroBound { max: Some(255u64.into()) }, "`n` is 0, allowed is 1..=255");
    says(ArgumentError::ZeroBound { max: None }, "the bound is 0, allowed is 1 or more");
    let (start, end) = (Value::Unsigned(3), Value::Unsigned(9));
    says(
        ArgumentError::EmptySteps { start, end, inclusive: false, step: Value::Signed(0) },
        "`step` is 0, allowed is any number but 0",
    );
    says(
        ArgumentError::EmptySteps { start, end, inclusive: true, step: Value::Signed(-2) },
        "`range` is 3..=9, which is empty in steps of -2: `end` must not exceed `start`, for the step is below 0",
    );
    let steps = |inclusive, step| ArgumentError::EmptySteps { start, end: start, inclusive, step };
    says(
        steps(false, Value::Unsigned(1)),
        "`range` is 3..3, which is empty in steps of 1: `start` must be less than `end`",
    );
    says(
        steps(false, Value::Signed(-1)),
        "`range` is 3..3, which is empty in steps of -1: `end` must be less than `start`, for the step is below 0",
    );
    says(
        steps(true, Value::Signed(1)),
        "`range` is 3..=3, which is empty in steps of 1: it was used up",
    );
    says(
        ArgumentError::EmptySteps {
            start: end,
            end: start,
            inclusive: true,
            step: Value::Signed(2),
        },
        "`range` is 9..=3, which is empty in steps of 2: `start` must not exceed `end`",
    );
    says(
        ArgumentError::TooManyBits { k: 65, width: 64 },
        "`k` is 65, allowed is 0..=64, the bits of the result",
    );
    says(
        ArgumentError::LimbCount { bound: 2, dest: 3 },
        "`dest` has 3 limbs, allowed is 2, as many as `bound` has",
    );
    says(
        ArgumentError::SampleTooLarge { k: 6, population: 5 },
        "`k` is 6, allowed is 0..=5, the number of items",
    );
    says(
        ArgumentError::TooFewWeights { k: 2, above_zero: 1 },
        "`k` is 2, allowed is 0..=1, the number of items with a weight above 0",
    );
    says(ArgumentError::Memory { items: 6 }, "there is no memory for 6 items");
    says(
        ArgumentError::Parameter {
            name: "std_dev",
            value: Value::from(-1.5),
            allowed: "a finite number of at least 0",
        },
        "`std_dev` is -1.5, allowed is a finite number of at least 0",
    );
    says(
        ArgumentError::ParameterAt {
            name: "alpha",
            index: 2,
            value: Value::from(0.0),
            allowed: "any finite number above 0",
        },
        "`alpha[2]` is 0.0, allowed is any finite number above 0",
    );
}

#[test]
fn a_parameter_among_several_has_its_index() {
    let refused = Dirichlet::new([1.0, 2.0, -0.5]).unwrap_err();
    let allowed = "any finite number above 0";
    let value = Value::Float(-0.5);
    assert_eq!(refused, ArgumentError::ParameterAt { name: "alpha", index: 2, value, allowed });
    assert_eq!(ArgumentError::NoWeight.at(2), ArgumentError::NoWeight);
}

/// The range as it was written, and a reason that is true of it.
#[test]
fn messages_about_empty_ranges() {
    let says = |start: Bound<i128>, end: Bound<i128>, text: &str| {
        let (start, end) = (start.map(Value::Signed), end.map(Value::Signed));
        let message = ArgumentError::EmptyRange { start, end }.to_string();
        assert_eq!(message, std::format!("`range` is {text}"));
    };
    says(Included(-1), Excluded(-1), "-1..-1, which is empty: `start` must be less than `end`");
    says(Included(2), Included(1), "2..=1, which is empty: `start` must not exceed `end`");
    says(Included(1), Included(1), "1..=1, which is empty: it was used up");
    says(Unbounded, Excluded(0), "..0, which is empty: no value is below `end`");
    says(
        Excluded(3),
        Excluded(4),
        "(Excluded(3), Excluded(4)), which is empty: no value is between `start` and `end`",
    );
    says(
        Excluded(3),
        Included(3),
        "(Excluded(3), Included(3)), which is empty: `start` must be less than `end`",
    );
    says(
        Excluded(255),
        Unbounded,
        "(Excluded(255), Unbounded), which is empty: no value is above `start`",
    );
    // No range of the library is empty in these forms, but an error of one can be made.
    says(Included(1), Unbounded, "1.., which is empty: no value is above `start`");
    says(Unbounded, Included(1), "..=1, which is empty: no value is below `end`");
    says(Unbounded, Unbounded, ".., which is empty: no value is above `start`");
    let (start, end) = (Included(Value::Char('z')), Included(Value::Char('a')));
    assert_eq!(
        ArgumentError::EmptyRange { start, end }.to_string(),
        "`range` is 'z'..='a', which is empty: `start` must not exceed `end`"
    );
}

#[test]
fn messages_about_weights_and_alphabets() {
    let says = |error: ArgumentError, text| assert_eq!(error.to_string(), text);
    says(ArgumentError::NoWeight, "no weight is above 0, allowed is one or more");
    says(
        ArgumentError::Weight {
            index: 2,
            value: Value::from(f64::NAN),
            allowed: "a finite number of at least 0",
        },
        "the weight at index 2 is NaN, allowed is a finite number of at least 0",
    );
    says(
        ArgumentError::WeightSum { index: 1, weight: 7 },
        "with the weight 7 at index 1 the sum exceeds 18446744073709551615, the most that is allowed",
    );
    says(
        ArgumentError::WeightCount { items: 3, weights: 2 },
        "the number of weights is 2, allowed is 3, one for each item",
    );
    says(
        ArgumentError::AlphabetSize { len: 0 },
        "the alphabet has 0 characters, allowed is 1..=65536",
    );
    says(
        ArgumentError::RepeatedCharacter { character: 'a', index: 3 },
        "the alphabet has 'a' again at index 3, allowed is each character once",
    );
    says(ArgumentError::TooLong { len: 9 }, "`len` is 9, allowed is a text that can be allocated");
}

#[test]
fn keeps_the_cause() {
    let error: Error<core::fmt::Error> = Error::Source(core::fmt::Error);
    assert!(core::error::Error::source(&error).unwrap().is::<core::fmt::Error>());
    assert!(error.to_string().starts_with("the source of randomness failed: "));
}
