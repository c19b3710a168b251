//! Sizes and counts as people write them: `32`, `64K`, `10MiB`.

use core::{fmt::Display, ops::RangeInclusive, str::FromStr};

use clap::builder::{OsStringValueParser, TypedValueParser};
use wellspring::PasswordPolicy;

/// The largest token of `hex` and `urlsafe`, in bytes. Past it one wants `wellspring bytes`, which needs no
/// more memory for more.
pub(crate) const LARGEST_TOKEN: u64 = 1 << 20;

/// The most results of one command. A billion is past every honest use at a shell, and far from where a
/// product overflows.
pub(crate) const LARGEST_COUNT: u64 = 1_000_000_000;

/// A number of bytes: a whole number, alone or with a suffix, each suffix 1024 times the one before it.
pub(crate) fn bytes(text: &str) -> Result<u64, String> {
    let (digits, suffix) =
        text.find(|c: char| !c.is_ascii_digit()).map_or((text, ""), |end| text.split_at(end));
    let shift = match suffix {
        "" => Some(0),
        "K" | "KiB" => Some(10),
        "M" | "MiB" => Some(20),
        "G" | "GiB" => Some(30),
        // It is not repeated, since it may be the end of anything; what is short stands before this in the message.
        _ => None,
    };
    let shift = shift.filter(|_| !digits.is_empty());
    let shift = shift.ok_or_else(|| format!("a size is a whole number of bytes, {SUFFIXES}"))?;
    let number = digits.parse::<u64>().ok();
    number
        .and_then(|number| number.checked_mul(1u64 << shift))
        .ok_or_else(|| format!("a size is at most {} bytes", u64::MAX))
}

const SUFFIXES: &str = "alone or with K, M or G (1024, 1024² or 1024³; also written KiB, MiB, GiB)";

/// The size of a token in bytes.
///
/// Python's functions take 0 and answer with an empty token. Here that is refused: at a shell a zero is a
/// slip in a script, and an empty token is one that everybody can guess.
pub(crate) fn token(text: &str) -> Result<usize, String> {
    match bytes(text)? {
        size @ 1..=LARGEST_TOKEN => usize::try_from(size).map_err(|error| error.to_string()),
        _ => Err(format!(
            "a token has 1 to {LARGEST_TOKEN} bytes (1 MiB); `wellspring bytes` has no limit"
        )),
    }
}

/// How many results.
pub(crate) fn count(text: &str) -> Result<u64, String> {
    within(text, 0..=LARGEST_COUNT)
}

/// A bound that is not zero.
pub(crate) fn bound(text: &str) -> Result<u128, String> {
    within(text, 1..=u128::MAX)
}

/// A whole number of either sign.
pub(crate) fn signed(text: &str) -> Result<i128, String> {
    within(text, i128::MIN..=i128::MAX)
}

/// A number that is neither infinite nor none.
pub(crate) fn finite(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|number: &f64| number.is_finite());
    number.ok_or_else(|| "a number such as 2, -0.5 or 1e-3 is allowed".into())
}

/// A number of bits of strength.
pub(crate) fn bits(text: &str) -> Result<u32, String> {
    within(text, 0..=LARGEST_STRENGTH)
}

/// A number of bits that something is to have: with 0 the shortest there is would be meant, which nobody asks for.
pub(crate) fn bits_to_have(text: &str) -> Result<u32, String> {
    within(text, 1..=LARGEST_STRENGTH)
}

/// More bits than the largest token has.
const LARGEST_STRENGTH: u32 = 1 << 24;

/// The length of a password, in characters.
pub(crate) fn length(text: &str) -> Result<usize, String> {
    within(text, 1..=PasswordPolicy::MAX_LENGTH)
}

/// How many characters of one class a password has at least; which numbers fit together is for the password
/// policy to say.
pub(crate) fn minimum(text: &str) -> Result<usize, String> {
    within(text, 0..=PasswordPolicy::MAX_LENGTH)
}

/// `parse` for clap, whose own parser of text answers what is not UTF-8 without naming the argument.
pub(crate) fn text<T: Clone + Send + Sync + 'static>(
    parse: fn(&str) -> Result<T, String>,
) -> impl TypedValueParser<Value = T> {
    OsStringValueParser::new()
        .try_map(move |value| value.to_str().ok_or_else(|| NOT_TEXT.into()).and_then(parse))
}

/// What an argument is told that is not UTF-8.
pub(crate) const NOT_TEXT: &str = "this is not UTF-8, and only UTF-8 is allowed here";

pub(crate) fn within<T: FromStr + PartialOrd + Display>(
    text: &str,
    allowed: RangeInclusive<T>,
) -> Result<T, String> {
    let number = text.parse().ok().filter(|number| allowed.contains(number));
    number.ok_or_else(|| {
        format!("a whole number from {} to {} is allowed", allowed.start(), allowed.end())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suffixes_are_powers_of_1024() {
        for (text, size) in [
            ("0", 0),
            ("007", 7),
            ("1K", 1 << 10),
            ("2KiB", 2 << 10),
            ("3M", 3 << 20),
            ("4MiB", 4 << 20),
            ("5G", 5 << 30),
            ("6GiB", 6 << 30),
            ("18446744073709551615", u64::MAX),
        ] {
            assert_eq!(bytes(text), Ok(size), "{text}");
        }
    }

    #[test]
    fn other_suffixes_are_refused_and_not_repeated() {
        // KB is 1000 for some tools and 1024 for others: no guess.
        for suffix in ["Q", "k", "KB", "B", "T", "K ", " K", "K2", "é", "\u{1b}[2J"] {
            let message = bytes(&format!("10{suffix}")).unwrap_err();
            assert!(message.contains("KiB") && !message.contains('\u{1b}'), "{message}");
        }
        assert_eq!(bytes("1Q"), bytes("2hunter2"));
    }

    #[test]
    fn what_is_no_number_or_too_large_is_refused() {
        for text in [
            "",
            "K",
            "-1",
            "+1",
            "1.5K",
            "0x10",
            "1e3",
            "18446744073709551616",
            "17179869184G",
            "99999999999999999999999",
        ] {
            assert!(bytes(text).is_err(), "{text}");
        }
    }

    #[test]
    fn limits_are_inclusive_and_stated() {
        assert_eq!(token("1"), Ok(1));
        assert_eq!(token("1M"), Ok(1 << 20));
        for text in ["0", "1048577", "99999999"] {
            assert!(token(text).unwrap_err().contains("1 to 1048576 bytes"), "{text}");
        }
        assert_eq!(count("0"), Ok(0));
        assert_eq!(count("1000000000"), Ok(LARGEST_COUNT));
        assert!(count("1000000001").unwrap_err().contains("from 0 to 1000000000"));
        assert_eq!(bound("340282366920938463463374607431768211455"), Ok(u128::MAX));
        assert!(
            bound("0").unwrap_err().contains("from 1 to 340282366920938463463374607431768211455")
        );
        assert!(bound("340282366920938463463374607431768211456").is_err());
    }
}
