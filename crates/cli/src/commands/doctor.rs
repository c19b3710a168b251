//! `wellspring doctor`.

mod finding;
mod health;
mod machine;
mod origin;
mod speed;
mod uniformity;

use core::time::Duration;

use clap::Args;

use self::finding::{Finding, json, text};
use crate::{
    Source,
    error::Failure,
    size,
    status::Status,
    streams::{Streams, colours_are_welcome},
};

#[derive(Debug, Args)]
pub(crate) struct Doctor {
    /// How long to measure, 0 to 3600; 0 measures nothing, and tests 64 KiB
    #[arg(short, long, value_name = "N", default_value_t = 10)]
    #[arg(value_parser = size::text(|text| size::within(text, 0..=3600u64)), allow_negative_numbers = true)]
    seconds: u64,

    /// Print the report as a JSON object
    #[arg(long)]
    json: bool,
}

impl Doctor {
    pub(crate) fn run(
        &self,
        source: &mut Source<'_>,
        streams: &mut Streams<'_>,
    ) -> Result<Status, Failure> {
        let mut findings = origin::findings();
        findings.extend(machine::findings());
        let length = if self.seconds == 0 { health::SHORT } else { health::LONG };
        findings.extend(health::findings(length, source));
        let mut speeds = Vec::new();
        if self.seconds > 0 {
            let time = Duration::from_secs(self.seconds);
            match speed::measure(time, source, streams.messages_are_on_terminal) {
                Ok(measured) => speeds = measured,
                Err(error) => findings
                    .push(Finding::degraded("self-check", format!("the source failed: {error}"))),
            }
        }
        let degraded = findings.iter().any(|finding| finding.degraded);
        let coloured = streams.output_is_terminal && colours_are_welcome();
        let text = match self.json {
            true => json(&findings, &speeds),
            false => text(&findings, &speeds, coloured),
        };
        let status = if degraded { Status::Source } else { Status::Done };
        match streams.output.write_all(text.as_bytes()).map_err(Failure::output) {
            // As with `compare`, the exit status is the answer.
            Ok(()) | Err(Failure::Closed) => Ok(status),
            Err(failure) => Err(failure),
        }
    }
}
