//! `wellspring below`, `range` and `float`: numbers.

use core::fmt::Display;
use std::io::Write;

use clap::Args;
use wellspring::{Bits, Random};
use zeroize::Zeroizing;

use crate::{
    Source,
    error::Failure,
    output::{Batch, Delivery, Repeat, Value},
    shown, size,
    status::Status,
    streams::Streams,
    strength::{Strength, token},
};

#[derive(Debug, Args)]
pub(crate) struct Below {
    /// The first number that is not printed: 1 to 2^128 - 1
    #[arg(value_name = "N", value_parser = size::text(size::bound), allow_negative_numbers = true)]
    bound: u128,

    #[command(flatten)]
    repeat: Repeat,

    #[command(flatten)]
    delivery: Delivery,
}

#[derive(Debug, Args)]
pub(crate) struct Range {
    /// The first number that can be printed, -2^127 or more
    #[arg(value_name = "FIRST", value_parser = size::text(size::signed), allow_negative_numbers = true)]
    first: i128,

    /// The last number that can be printed, 2^127 - 1 or less
    #[arg(value_name = "LAST", value_parser = size::text(size::signed), allow_negative_numbers = true)]
    last: i128,

    /// Only every STEPth number, from the first on
    #[arg(long, value_name = "STEP", default_value_t = 1)]
    #[arg(value_parser = size::text(|text| size::within(text, 1..=i128::MAX)), allow_negative_numbers = true)]
    step: i128,

    #[command(flatten)]
    repeat: Repeat,

    #[command(flatten)]
    delivery: Delivery,
}

#[derive(Debug, Args)]
pub(crate) struct Float {
    /// The least number
    #[arg(value_name = "START", value_parser = size::text(size::finite), allow_negative_numbers = true, requires = "end")]
    start: Option<f64>,

    /// The end of the range, which is not in it
    #[arg(value_name = "END", value_parser = size::text(size::finite), allow_negative_numbers = true)]
    end: Option<f64>,

    #[command(flatten)]
    repeat: Repeat,

    #[command(flatten)]
    delivery: Delivery,
}

impl Below {
    pub(crate) fn run(
        &self,
        source: &mut Source<'_>,
        streams: &mut Streams<'_>,
    ) -> Result<Status, Failure> {
        let what = format!("a number below {}", self.bound);
        let strength = Strength::uniform(what, Bits::of_count(self.bound), "numbers").or_use(wider);
        let mut number = Number::new(self.bound > EXACT);
        self.delivery.repeat(self.repeat.count, &strength, source, streams, |source, batch| {
            number.put(source.try_below(self.bound)?, batch)
        })
    }
}

impl Range {
    pub(crate) fn run(
        &self,
        source: &mut Source<'_>,
        streams: &mut Streams<'_>,
    ) -> Result<Status, Failure> {
        let Self { first, last, step, .. } = *self;
        if first > last {
            let (first, last) = (shown::number(first), shown::number(last));
            return Err(Failure::usage(format!(
                "FIRST {first}, LAST {last}: there is no number from {first} to {last}; write the smaller one first"
            )));
        }
        // How many steps there are, less by one than how many numbers.
        #[allow(clippy::integer_division_remainder_used, reason = "of arguments, which are public")]
        let steps = last.abs_diff(first) / step.unsigned_abs();
        let bits = match steps.checked_add(1) {
            Some(count) => Bits::of_count(count),
            None => Bits::new(128),
        };
        let strength =
            Strength::uniform(format!("a number from {first} to {last}"), bits, "numbers")
                .or_use(wider);
        let mut number = Number::new(first.unsigned_abs().max(last.unsigned_abs()) > EXACT);
        self.delivery.repeat(self.repeat.count, &strength, source, streams, |source, batch| {
            number.put(source.try_range_step(first..=last, step)?, batch)
        })
    }
}

/// What has as many bits as were asked for.
fn wider(bits: u32) -> String {
    match bits {
        0..=127 => format!("`wellspring below {}`", 1u128 << bits),
        _ => token("hex", bits),
    }
}

impl Float {
    pub(crate) fn run(
        &self,
        source: &mut Source<'_>,
        streams: &mut Streams<'_>,
    ) -> Result<Status, Failure> {
        let ends = self.start.zip(self.end);
        if let Some((start, end)) = ends.filter(|(start, end)| start >= end) {
            return Err(Failure::usage(empty(start, end)));
        }
        let strength = match ends {
            // Multiples of 2^-53.
            None => Strength::uniform("a number from 0 to 1", Bits::new(53), "numbers"),
            Some(_) => Strength::unknown(
                "a number of a range",
                "how many floats there are differs from place to place",
            ),
        };
        let strength = strength.or_use(|bits| token("hex", bits));
        let mut number = Number::new(false);
        self.delivery.repeat(self.repeat.count, &strength, source, streams, |source, batch| {
            let value = match ends {
                None => source.try_f64().map_err(Failure::source)?,
                Some((start, end)) => source.try_uniform(start..end)?,
            };
            number.put(value, batch)
        })
    }
}

/// What is wrong with a range of floats whose end does not belong to it.
pub(super) fn empty(start: f64, end: f64) -> String {
    let is_above = start > end;
    let (start, end) = (shown::number(start), shown::number(end));
    let why = if is_above {
        "write the smaller one first"
    } else {
        "END does not belong to the range, so write one above START"
    };
    format!(
        "START {start}, END {end}: there is no number from {start} up to, but not including, {end}; {why}"
    )
}

/// The largest number up to which readers of JSON that know only floats keep whole numbers apart (RFC 8259, section 6).
pub(super) const EXACT: u128 = (1 << 53) - 1;

/// Room for the digits of a number, used again for the next.
pub(super) struct Number {
    digits: Zeroizing<Vec<u8>>,
    /// As a string in JSON: whether is decided by what could come and not by what came.
    quoted: bool,
}

/// More than the digits of `u128::MAX` and of any `f64` written out.
const LONGEST: usize = 400;

impl Number {
    pub(super) fn new(quoted: bool) -> Self {
        Self { digits: Zeroizing::new(Vec::with_capacity(LONGEST)), quoted }
    }

    pub(super) fn put(
        &mut self,
        number: impl Display,
        batch: &mut Batch<'_>,
    ) -> Result<(), Failure> {
        self.digits.clear();
        write!(self.digits, "{number}").map_err(Failure::output)?;
        match core::str::from_utf8(&self.digits) {
            // JSON has no infinity.
            Ok(digits) if !self.quoted && !digits.ends_with("inf") => {
                batch.put(Value::Number(digits), &[])
            }
            _ => batch.text(&self.digits),
        }
    }
}
