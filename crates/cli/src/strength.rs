//! How hard a result is to guess: what `--show-bits` says and what `--min-bits` is held against.

mod least;
mod product;

use core::fmt::{self, Write as _};

use wellspring::Bits;

pub(crate) use self::{
    least::{Least, bits_of_product},
    product::without_common,
};
use crate::error::Failure;

/// The strength of each result of a command, in the command's own words.
pub(crate) struct Strength<'a> {
    /// One result, as it reads before "has": `a 6-digit PIN`.
    what: String,
    found: Found,
    /// Whether it is that of all results together, and not of each.
    of_all: bool,
    /// What to do for so many bits, as it reads after "use".
    advice: Option<Box<dyn Fn(u32) -> String + 'a>>,
}

enum Found {
    /// So many bits, and all results (`PINs`) are equally likely.
    Uniform(Bits, &'static str),
    /// No less than so many, and what that is the strength of.
    AtLeast(Least, String),
    /// There is no such number, and why.
    Unknown(&'static str),
}

impl<'a> Strength<'a> {
    /// `what` is one of `plural`, all of which are equally likely.
    pub(crate) fn uniform(what: impl Into<String>, bits: Bits, plural: &'static str) -> Self {
        Self { what: what.into(), found: Found::Uniform(bits, plural), of_all: false, advice: None }
    }

    /// The likeliest result has this probability; `why` says what is meant.
    pub(crate) fn at_least(
        what: impl Into<String>,
        bits: impl Into<Least>,
        why: impl Into<String>,
    ) -> Self {
        Self {
            what: what.into(),
            found: Found::AtLeast(bits.into(), why.into()),
            of_all: false,
            advice: None,
        }
    }

    /// Nothing can be promised of `what`.
    pub(crate) fn unknown(what: impl Into<String>, why: &'static str) -> Self {
        Self { what: what.into(), found: Found::Unknown(why), of_all: false, advice: None }
    }

    /// With what to do for so many bits, as it reads after "use".
    pub(crate) fn or_use(self, advice: impl Fn(u32) -> String + 'a) -> Self {
        Self { advice: Some(Box::new(advice)), ..self }
    }

    /// That of all results of the command together.
    pub(crate) fn of_all_results(self) -> Self {
        Self { of_all: true, ..self }
    }

    /// The number of bits of each result, if there is one.
    pub(crate) fn bits_of_each(&self) -> Option<Least> {
        self.bits().filter(|_| !self.of_all)
    }

    fn bits(&self) -> Option<Least> {
        match self.found {
            Found::Uniform(bits, _) => Some(bits.into()),
            Found::AtLeast(bits, _) => Some(bits),
            Found::Unknown(_) => None,
        }
    }

    /// Refuses what has less than `least` bits.
    pub(crate) fn demand(&self, least: u32) -> Result<(), Failure> {
        let what = &self.what;
        let found = match (&self.found, self.bits()) {
            (Found::Unknown(why), _) => {
                format!("{what} has no number of bits ({why}), --min-bits asks for {least}")
            }
            (_, Some(bits)) if bits < Bits::new(least).into() => {
                format!("{what} has {bits} bits, --min-bits asks for {least}")
            }
            _ => return Ok(()),
        };
        let advice = self.advice.as_ref().map(|advice| format!("; use {}", advice(least)));
        Err(Failure::Unmet(found + &advice.unwrap_or_default()))
    }
}

/// As `--show-bits` says it.
impl fmt::Display for Strength<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.found {
            Found::Uniform(bits, plural) => {
                let kind = match *bits {
                    Bits::ZERO => plural.strip_suffix('s').unwrap_or(plural),
                    _ => plural,
                };
                write!(f, "{bits} bits, uniform over {} {kind}", Power(*bits))
            }
            Found::AtLeast(bits, why) => write!(f, "at least {bits} bits: {why}"),
            Found::Unknown(why) => write!(f, "no number of bits: {why}"),
        }
    }
}

impl fmt::Debug for Strength<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Strength({}: {self})", self.what)
    }
}

/// Two to the power of a number of bits, with two digits: `9.1e38`.
struct Power(Bits);

impl fmt::Display for Power {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bits = self.0.as_f64();
        // Below this, the number itself is as short.
        if let Some(count) = (1..=1000).find(|count| Bits::of_count(*count) == self.0) {
            return write!(f, "{count}");
        }
        let digits = bits * core::f64::consts::LOG10_2;
        let exponent = digits.floor();
        let mut text = String::new();
        write!(text, "{:.1}", power_of_ten(digits - exponent))?;
        match text.as_str() {
            "10.0" => write!(f, "1.0e{:.0}", exponent + 1.0),
            mantissa => write!(f, "{mantissa}e{exponent:.0}"),
        }
    }
}

/// 10^x for x from 0 to 1, by the series of the exponential function, which has 25 digits after 40 terms.
///
/// Not `f64::powf`: for that alone the whole program would be linked to the C library's mathematics, and loading that takes
/// time at each start.
fn power_of_ten(x: f64) -> f64 {
    let x = x * core::f64::consts::LN_10;
    let terms = (1..40u32).scan(1.0, |term, n| {
        *term *= x / f64::from(n);
        Some(*term)
    });
    1.0 + terms.sum::<f64>()
}

/// The command that makes as strong a token of any size.
pub(crate) fn token(name: &str, bits: u32) -> String {
    format!("`wellspring {name} {}`", bits.div_ceil(8).max(1))
}

/// `n` with its singular or plural: `1 byte`, `16 bytes`.
pub(crate) fn counted(n: impl Into<u128>, one: &str, many: &str) -> String {
    let n = n.into();
    format!("{n} {}", if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_power_has_two_digits_and_small_ones_are_written_out() {
        for (bits, text) in [
            (Bits::of_count(1), "1"),
            (Bits::of_count(6), "6"),
            (Bits::of_count(1000), "1000"),
            (Bits::of_count(1_000_000), "1.0e6"),
            (Bits::new(128), "3.4e38"),
            (Bits::of_count(995), "995"),
            (Bits::of_count(99_960), "1.0e5"),
        ] {
            assert_eq!(Power(bits).to_string(), text, "{bits}");
        }
    }

    #[test]
    fn one_is_singular() {
        let of = |bits| Strength::uniform("a number", bits, "numbers").to_string();
        assert_eq!(of(Bits::ZERO), "0.0 bits, uniform over 1 number");
        assert_eq!(of(Bits::new(1)), "1.0 bits, uniform over 2 numbers");
    }

    #[test]
    fn a_demand_is_met_exactly_or_refused_with_advice() {
        let pin = || Strength::uniform("a PIN", Bits::of_count(1_000_000), "PINs");
        assert!(pin().demand(19).is_ok());
        assert!(Strength::uniform("a key", Bits::new(128), "keys").demand(128).is_ok());
        let refused = pin().or_use(|bits| format!("{bits} coins")).demand(20).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "a PIN has 19.9 bits, --min-bits asks for 20; use 20 coins"
        );
        // Where nothing is known, nothing is enough, not even for 0.
        let refused = Strength::unknown("a draw", "it is no secret").demand(0).unwrap_err();
        assert!(refused.to_string().contains("no number of bits (it is no secret)"));
    }
}
