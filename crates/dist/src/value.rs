use core::{fmt, hash, time::Duration};

/// The value of an argument of any type, for messages.
///
/// Two floats are equal here if they have the same bits, so that an error about a NaN equals itself.
///
/// # Examples
///
/// ```
/// use wellspring_dist::Value;
///
/// assert_eq!(Value::from(0.5).to_string(), "0.5");
/// assert_eq!(Value::Char('a').to_string(), "'a'");
/// assert_eq!(Value::Float(f64::NAN), Value::Float(f64::NAN));
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Value {
    /// A value of a signed type.
    Signed(i128),
    /// A value of an unsigned type.
    Unsigned(u128),
    /// A float.
    Float(f64),
    /// A float of 32 bits, which prints in fewer digits than the equal one of 64.
    Float32(f32),
    /// A character.
    Char(char),
    /// A length of time.
    Duration(Duration),
}

impl Value {
    /// A number for the kind, and the bits of the value.
    fn key(self) -> (u8, u128) {
        match self {
            Self::Signed(value) => (0, u128::from_ne_bytes(value.to_ne_bytes())),
            Self::Unsigned(value) => (1, value),
            Self::Float(value) => (2, value.to_bits().into()),
            Self::Char(value) => (3, u32::from(value).into()),
            Self::Duration(value) => (4, value.as_nanos()),
            Self::Float32(value) => (5, value.to_bits().into()),
        }
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Value {}

impl hash::Hash for Value {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Float(value)
    }
}

impl From<u64> for Value {
    fn from(value: u64) -> Self {
        Self::Unsigned(value.into())
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Signed(value) => value.fmt(f),
            Self::Unsigned(value) => value.fmt(f),
            Self::Float(value) => fmt::Debug::fmt(value, f),
            Self::Float32(value) => fmt::Debug::fmt(value, f),
            Self::Char(value) => fmt::Debug::fmt(value, f),
            Self::Duration(value) => fmt::Debug::fmt(value, f),
        }
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use core::{hash::BuildHasher, time::Duration};
    use std::{collections::HashSet, string::ToString};

    use super::Value;

    #[test]
    fn values_print_as_they_are_written() {
        assert_eq!(Value::Signed(-1).to_string(), "-1");
        assert_eq!(Value::Unsigned(u128::MAX).to_string(), u128::MAX.to_string());
        assert_eq!(Value::from(0.5).to_string(), "0.5");
        assert_eq!(Value::Float32(0.1).to_string(), "0.1");
        assert_eq!(Value::Float(f64::from(0.1f32)).to_string(), "0.10000000149011612");
        assert_eq!(Value::Char('\n').to_string(), r"'\n'");
        assert_eq!(Value::Duration(Duration::from_millis(1500)).to_string(), "1.5s");
    }

    #[test]
    fn equality_is_that_of_the_bits() {
        assert_eq!(Value::Float(f64::NAN), Value::Float(f64::NAN));
        assert_ne!(Value::Float(0.0), Value::Float(-0.0));
        assert_ne!(Value::Signed(1), Value::Unsigned(1));
        assert_ne!(Value::Float(1.0), Value::Float32(1.0));
    }

    /// So that a set of many values is not searched from end to end.
    #[test]
    fn hashes_tell_values_apart() {
        let hashing = std::collections::hash_map::RandomState::new();
        let hash = |value: Value| hashing.hash_one(value);
        let numbers = (0..1000u64).map(Value::from);
        let floats = (0..1000u32).map(|number| Value::from(f64::from(number)));
        let values = || numbers.clone().chain(floats.clone());
        // That two of 2000 have the same 64 bits has a probability below 2^-43.
        assert_eq!(values().map(hash).collect::<HashSet<_>>().len(), 2000);
        assert_eq!(hash(Value::Float(f64::NAN)), hash(Value::Float(f64::NAN)));
    }
}
