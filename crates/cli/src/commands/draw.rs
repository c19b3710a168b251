//! `wellspring draw`: numbers of a distribution.

mod named;

use clap::Args;
use wellspring::Random;

use self::named::{Name, Named};
use super::number::{Number, empty};
use crate::{
    Source,
    args::NULL,
    error::Failure,
    output::{Delivery, Repeat},
    size,
    status::Status,
    streams::Streams,
    strength::{Strength, token},
};

#[derive(Debug, Args)]
#[command(after_help = named::table())]
pub(crate) struct Draw {
    /// Which distribution
    #[arg(
        value_name = "DISTRIBUTION",
        value_enum,
        ignore_case = true,
        hide_possible_values = true
    )]
    name: Name,

    /// Its parameters, in the order of the table below
    #[arg(value_name = "PARAMETER", value_parser = size::text(size::finite), allow_negative_numbers = true)]
    parameters: Vec<f64>,

    #[command(flatten)]
    repeat: Repeat,

    #[command(flatten)]
    delivery: Delivery,
}

impl Draw {
    pub(crate) fn run(
        &self,
        source: &mut Source<'_>,
        streams: &mut Streams<'_>,
    ) -> Result<Status, Failure> {
        let distribution = Named::new(self.name, &self.parameters).map_err(|why| {
            let null =
                if self.delivery.ends_results() { format!("; {NULL}") } else { String::new() };
            Failure::usage(why + &null)
        })?;
        let strength = Strength::unknown(
            "a number of a distribution",
            "some are likelier than others: it is for simulations and delays, not for secrets",
        )
        .or_use(|bits| token("hex", bits));
        let mut number = Number::new(false);
        self.delivery.repeat(self.repeat.count, &strength, source, streams, |source, batch| {
            let value = source.try_draw(&distribution).map_err(Failure::source)?;
            number.put(value, batch)
        })
    }
}
