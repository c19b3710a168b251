//! `wellspring uuid`.

use clap::{Args, ValueEnum};
use wellspring::{
    Bits, Secrets, SourceError, UnixMillis, Uuid, UuidV4, UuidV7Sequence, tokens::SequenceError,
};

use crate::{
    Source,
    error::Failure,
    output::{Delivery, Repeat, Value},
    status::Status,
    streams::Streams,
    strength::Strength,
};

#[derive(Debug, Args)]
pub(crate) struct UuidCommand {
    /// v4: all random. v7: the time in milliseconds first, so that later ones sort behind earlier ones
    // Its name is not `version`, which is that of the option.
    #[arg(id = "which", value_name = "VERSION", default_value_t, value_enum, ignore_case = true)]
    version: Version,

    #[command(flatten)]
    repeat: Repeat,

    #[command(flatten)]
    delivery: Delivery,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Version {
    #[default]
    #[value(alias = "4")]
    V4,
    #[value(alias = "7")]
    V7,
}

impl UuidCommand {
    pub(crate) fn run(
        &self,
        source: &mut Source<'_>,
        streams: &mut Streams<'_>,
    ) -> Result<Status, Failure> {
        let strength = self.strength().or_use(|bits| match bits {
            0..=122 => "`wellspring uuid v4`".into(),
            _ => format!("`wellspring urlsafe {}`, since no UUID has as many", bits.div_ceil(8)),
        });
        let mut sequence = UuidV7Sequence::new();
        self.delivery.repeat(self.repeat.count, &strength, source, streams, |source, batch| {
            let uuid = match self.version {
                Version::V4 => source.try_mint(&UuidV4)?,
                Version::V7 => sequence.try_next(UnixMillis::now(), source).map_err(refused)?,
            };
            put(&uuid, batch)
        })
    }

    fn strength(&self) -> Strength<'static> {
        match (self.version, self.repeat.count) {
            (Version::V4, _) => Strength::uniform("a UUID of version 4", Bits::new(122), "UUIDs"),
            (Version::V7, 0 | 1) => Strength::at_least(
                "a UUID of version 7",
                Bits::new(74),
                "what is random beside the time",
            ),
            (Version::V7, _) => Strength::at_least(
                "a UUID of version 7 among others",
                Bits::new(32),
                "from one UUID of a millisecond to the next; the first of each has 74",
            ),
        }
    }
}

fn put(uuid: &Uuid, batch: &mut crate::output::Batch<'_>) -> Result<(), Failure> {
    let text = uuid.to_text();
    match uuid.unix_millis() {
        Some(time) => {
            let time = time.get().to_string();
            batch.put(text.as_str().into(), &[("unix_millis", Value::Number(&time))])
        }
        None => batch.text(text.as_bytes()),
    }
}

fn refused(error: SequenceError<SourceError>) -> Failure {
    match error {
        SequenceError::Source(source) => Failure::source(source),
        other => Failure::usage(other.to_string()),
    }
}
