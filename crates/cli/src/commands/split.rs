//! `wellspring split`: tokens of which a database holds only what opens nothing.

mod duration;
mod lock;
mod row;
mod rows;

use core::time::Duration;
use std::{
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use clap::{Args, Subcommand};
use wellspring::{
    PresentedToken, Recipe, RefusedReason, Secrets, SplitFormat, StoredToken, UnixTime,
    tokens::SplitError,
};

use self::rows::Rows;
use crate::{
    Source,
    answer::Answer,
    error::Failure,
    input,
    output::{Delivery, Repeat, Value},
    shown, size,
    status::Status,
    streams::Streams,
    strength::Strength,
};

#[derive(Debug, Subcommand)]
pub(crate) enum Split {
    /// Print a token and the row to store
    ///
    /// On one line, with tabs between them: the token, and the row as selector, digest, purpose and expiry. The token goes to
    /// its owner and is kept nowhere; the row goes to the database and is no secret of anybody's.
    Issue(Issue),
    /// Tell whether the token on standard input, or in a file, fits a row, is for the purpose, and has not expired
    ///
    /// The token is never taken as an argument, which every user of the machine can read.
    ///
    /// It changes nothing: the same token is valid until it expires or its row is gone. What is to be valid once, as a link that resets
    /// a password, takes the row away in the step that uses it.
    Verify(Verify),
}

#[derive(Debug, Args)]
pub(crate) struct Issue {
    /// What the token is for, as in reset: 1 to 32 visible ASCII characters
    #[arg(short, long, value_name = "WORD")]
    #[arg(value_parser = size::text(|text| Ok(text.to_owned())))]
    purpose: String,

    /// How long it is valid: seconds, or a number with s, m, h or d, as in 15m
    #[arg(short, long, value_name = "TIME", default_value = "15m")]
    #[arg(value_parser = size::text(duration::read))]
    lifetime: Duration,

    /// Add the rows to FILE, behind those that it has, and print the tokens alone. FILE changes as a whole or not at all and keeps its
    /// mode, a new one is its owner's alone, and several commands may add to it at once
    #[arg(short, long, value_name = "FILE")]
    rows: Option<PathBuf>,

    #[command(flatten)]
    repeat: Repeat,

    #[command(flatten)]
    delivery: Delivery,
}

#[derive(Debug, Args)]
#[command(
    override_usage = "wellspring split verify [OPTIONS] --purpose <WORD> --rows <FILE> [FILE]"
)]
pub(crate) struct Verify {
    /// What the token has to be for
    #[arg(short, long, value_name = "WORD")]
    #[arg(value_parser = size::text(|text| Ok(text.to_owned())))]
    purpose: String,

    /// A file with a row on each line, of which the one with the token's selector counts
    #[arg(short, long, value_name = "FILE")]
    rows: PathBuf,

    /// The time that is now, in seconds since 1970; without it, the system's clock says
    #[arg(long, value_name = "SECONDS")]
    #[arg(value_parser = size::text(|text| size::within(text, 0..=u64::MAX)), allow_negative_numbers = true)]
    at: Option<u64>,

    /// A file with the token; `-`, or nothing, is standard input, and /dev/fd/3 a file descriptor
    // Whatever is written here is not echoed: it may be the token.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    #[command(flatten)]
    answer: Answer,
}

impl Split {
    pub(crate) fn run(
        &self,
        source: &mut Source<'_>,
        streams: &mut Streams<'_>,
    ) -> Result<Status, Failure> {
        match self {
            Self::Issue(issue) => issue.run(source, streams),
            Self::Verify(verify) => verify.run(streams),
        }
    }
}

fn format(purpose: &str, lifetime: Duration) -> Result<SplitFormat, Failure> {
    SplitFormat::new(purpose, lifetime).map_err(|error| {
        Failure::usage(match error {
            // The library's words have the character itself.
            SplitError::PurposeByte { index, .. } => format!(
                "--purpose: character {} is none of the visible ASCII characters, which are allowed",
                index.saturating_add(1)
            ),
            SplitError::Lifetime { .. } => format!("--lifetime: {error}"),
            _ => format!("--purpose: {error}"),
        })
    })
}

impl Issue {
    fn run(&self, source: &mut Source<'_>, streams: &mut Streams<'_>) -> Result<Status, Failure> {
        let recipe = format(&self.purpose, self.lifetime)?.at(SystemTime::now());
        let strength = Strength::uniform("the verifier of a token", recipe.bits(), "verifiers")
            .or_use(|_| "no more than 256: that is its format".into());
        let count = self.repeat.count;
        let mut rows = match &self.rows {
            Some(path) if self.delivery.is_written_to(path) => {
                return Err(Failure::usage(
                    "--rows, --out: both are one file, where the tokens would replace the rows; name two files",
                ));
            }
            Some(path) => {
                // What is no file of rows would be none afterwards, and no token in it valid.
                if path.exists() {
                    known_rows(path)?;
                }
                Some(Rows::new(path)?)
            }
            None => None,
        };
        self.delivery.all(count, &strength, source, streams, |source, batch| {
            let made = (0..count).try_for_each(|_| {
                let (token, stored) = source.try_mint(&recipe)?;
                let row = row::written(&stored);
                match &mut rows {
                    Some(rows) => rows.add(&row)?,
                    None if !self.delivery.is_json() => {
                        return batch.text(row::behind(token.expose_secret(), &row));
                    }
                    None => {}
                }
                put(token.expose_secret(), &stored, batch)
            });
            // A token without a row would never be valid: so the rows are there before the tokens that are not written yet,
            // and also if the reader has enough of the tokens.
            if matches!(made, Ok(()) | Err(Failure::Closed)) {
                rows.map_or(Ok(()), Rows::commit)?;
            }
            made
        })
    }
}

fn put(
    token: &str,
    stored: &StoredToken,
    batch: &mut crate::output::Batch<'_>,
) -> Result<(), Failure> {
    let (selector, digest) = (stored.selector().to_string(), stored.digest().to_hex());
    let expires = stored.expires().as_secs().to_string();
    batch.put(
        token.into(),
        &[
            ("selector", selector.as_str().into()),
            ("digest", digest.as_str().into()),
            ("purpose", stored.purpose().into()),
            ("expires", Value::Number(&expires)),
        ],
    )
}

/// The rows that a file has.
fn known_rows(path: &Path) -> Result<Vec<StoredToken>, Failure> {
    let rows = fs::read_to_string(path)
        .map_err(Failure::stream(format!("read {}", shown::file(path, "--rows", ""))))?;
    row::read(&rows).map_err(|why| Failure::usage(format!("--rows: {why}")))
}

impl Verify {
    fn run(&self, streams: &mut Streams<'_>) -> Result<Status, Failure> {
        let format = format(&self.purpose, Duration::from_secs(1))?;
        let rows = known_rows(&self.rows)?;
        let text = input::secret(input::only(&self.files)?, "FILE", streams)?;
        let text = core::str::from_utf8(input::without_newline(&text)).unwrap_or_default();
        let now = self.at.map_or_else(|| UnixTime::from(SystemTime::now()), UnixTime::from_secs);
        let verified = PresentedToken::parse(text).and_then(|presented| {
            let stored = rows.iter().find(|row| row.selector() == presented.selector());
            format.verify(&presented, stored, now)
        });
        match verified {
            Ok(token) => {
                let selector = token.selector().to_string();
                let expires = token.expires().as_secs().to_string();
                let expires = Value::Number(&expires);
                let more = [("selector", selector.as_str().into()), ("expires", expires)];
                self.answer.give(Ok(&more), streams)
            }
            Err(refused) => self.answer.give(Err(reason(refused.reason())), streams),
        }
    }
}

/// For whoever runs the command; whoever presented the token is told that it is not valid.
fn reason(reason: RefusedReason) -> &'static str {
    match reason {
        RefusedReason::Malformed => "it is not 64 characters of base64url",
        RefusedReason::Unknown => "no row has its selector",
        RefusedReason::Verifier => "it does not fit the row of its selector",
        RefusedReason::Purpose => "it is for another purpose",
        RefusedReason::Expired => "it has expired",
        _ => "it was refused",
    }
}
