//! `wellspring recovery`.

use std::io::Write;

use clap::Args;
use wellspring::{Recipe, RecoveryCode, Secrets};
use zeroize::Zeroizing;

use crate::{
    Source,
    error::Failure,
    output::{Delivery, Value},
    size,
    status::Status,
    streams::Streams,
    strength::{Strength, counted, token},
};

#[derive(Debug, Args)]
pub(crate) struct Recovery {
    /// Groups of characters in a code, 1 to 32
    #[arg(long, value_name = "N", default_value_t = 3)]
    #[arg(value_parser = size::text(|text| size::within(text, 1..=RecoveryCode::MAX)), allow_negative_numbers = true)]
    groups: usize,

    /// Characters in a group, 1 to 32, of 5 bits each
    #[arg(long, value_name = "N", default_value_t = 5)]
    #[arg(value_parser = size::text(|text| size::within(text, 1..=RecoveryCode::MAX)), allow_negative_numbers = true)]
    chars: usize,

    /// Number the codes, for a sheet that is printed; in JSON as the field `number`
    #[arg(long)]
    numbered: bool,

    /// Codes on the sheet; at most 1000000000
    #[arg(short = 'n', long, default_value_t = 10)]
    #[arg(value_parser = size::text(size::count), allow_negative_numbers = true)]
    count: u64,

    #[command(flatten)]
    delivery: Delivery,
}

impl Recovery {
    pub(crate) fn run(
        &self,
        source: &mut Source<'_>,
        streams: &mut Streams<'_>,
    ) -> Result<Status, Failure> {
        let (groups, chars) = (self.groups, self.chars);
        let recipe = RecoveryCode::groups(groups, chars)
            .map_err(|error| Failure::usage(error.to_string()))?;
        let what = format!(
            "a code of {} of {}",
            counted(groups as u128, "group", "groups"),
            counted(chars as u128, "character", "characters")
        );
        let strength =
            Strength::uniform(what, recipe.bits(), "codes").or_use(move |bits| advice(bits, chars));
        let width = self.count.checked_ilog10().map_or(1, |digits| digits as usize + 1);
        let mut number = 0u64;
        self.delivery.repeat(self.count, &strength, source, streams, |source, batch| {
            let code = source.try_mint(&recipe)?;
            number += 1;
            if !self.numbered {
                return batch.text(code.expose_secret());
            }
            if self.delivery.is_json() {
                let number = number.to_string();
                let number = [("number", Value::Number(&number))];
                return batch.put(code.expose_secret().into(), &number);
            }
            let mut line = Zeroizing::new(Vec::with_capacity(code.len() + 32));
            write!(line, "{number:width$}. {}", code.expose_secret()).map_err(Failure::output)?;
            batch.text(&line)
        })
    }
}

/// As few groups as have so many bits.
fn advice(bits: u32, chars: usize) -> String {
    let strong = |groups: &usize| {
        RecoveryCode::groups(*groups, chars).is_ok_and(|code| code.bits().floor() >= bits)
    };
    match (1..=RecoveryCode::MAX).find(strong) {
        Some(groups) => format!("--groups {groups}"),
        None => token("base32", bits),
    }
}
