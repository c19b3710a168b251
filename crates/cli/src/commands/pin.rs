//! `wellspring pin`.

use clap::Args;
use wellspring::{Otp, Recipe, Secrets};

use crate::{
    Source,
    error::Failure,
    output::{Delivery, Repeat},
    size,
    status::Status,
    streams::Streams,
    strength::{Strength, token},
};

#[derive(Debug, Args)]
pub(crate) struct Pin {
    /// Digits, 1 to 128
    #[arg(short, long, value_name = "N", default_value_t = 6)]
    #[arg(value_parser = size::text(|text| size::within(text, 1..=Otp::MAX_DIGITS)), allow_negative_numbers = true)]
    digits: usize,

    #[command(flatten)]
    repeat: Repeat,

    #[command(flatten)]
    delivery: Delivery,
}

impl Pin {
    pub(crate) fn run(
        &self,
        source: &mut Source<'_>,
        streams: &mut Streams<'_>,
    ) -> Result<Status, Failure> {
        let recipe = Otp::digits(self.digits).map_err(|error| Failure::usage(error.to_string()))?;
        let what = format!("a {}-digit PIN", self.digits);
        let strength = Strength::uniform(what, recipe.bits(), "PINs").or_use(advice);
        self.delivery.repeat(self.repeat.count, &strength, source, streams, |source, batch| {
            batch.text(source.try_mint(&recipe)?.expose_secret())
        })
    }
}

/// As few digits as have so many bits, and what is shorter.
fn advice(bits: u32) -> String {
    let other = token("urlsafe", bits);
    let strong = |digits: &usize| Otp::digits(*digits).is_ok_and(|pin| pin.bits().floor() >= bits);
    match (1..=Otp::MAX_DIGITS).find(strong) {
        Some(digits) => format!("--digits {digits} or {other}"),
        None => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_advice_is_the_least_that_is_enough() {
        assert_eq!(advice(20), "--digits 7 or `wellspring urlsafe 3`");
        assert_eq!(advice(64), "--digits 20 or `wellspring urlsafe 8`");
        assert_eq!(advice(500), "`wellspring urlsafe 63`");
    }
}
