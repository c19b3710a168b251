//! Answers: yes or no, whose exit status says the same.

use clap::Args;

use crate::{error::Failure, output::Value, status::Status, streams::Streams};

// How an answer is wanted.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct Answer {
    /// Print the answer as a JSON object
    #[arg(long)]
    json: bool,
}

impl Answer {
    /// `valid` and what else there is to tell, or `not valid` and why. Nothing of it is secret.
    pub(crate) fn give(
        &self,
        verdict: Result<&[(&str, Value<'_>)], &str>,
        streams: &mut Streams<'_>,
    ) -> Result<Status, Failure> {
        let (text, status) = match verdict {
            Ok(more) if self.json => (object("valid", true, more), Status::Done),
            Ok(_) => ("valid\n".into(), Status::Done),
            Err(why) if self.json => {
                (object("valid", false, &[("reason", why.into())]), Status::False)
            }
            Err(why) => (format!("not valid: {why}\n"), Status::False),
        };
        self.say(&text, status, streams)
    }

    /// `same` or `different`.
    pub(crate) fn compare(&self, same: bool, streams: &mut Streams<'_>) -> Result<Status, Failure> {
        let status = if same { Status::Done } else { Status::False };
        let text = match same {
            _ if self.json => object("same", same, &[]),
            true => "same\n".into(),
            false => "different\n".into(),
        };
        self.say(&text, status, streams)
    }

    /// The exit status is the answer, whether or not anybody reads the words: a reader that went away must not turn a no
    /// into 0.
    fn say(
        &self,
        text: &str,
        status: Status,
        streams: &mut Streams<'_>,
    ) -> Result<Status, Failure> {
        match streams.output.write_all(text.as_bytes()).map_err(Failure::output) {
            Ok(()) | Err(Failure::Closed) => Ok(status),
            Err(failure) => Err(failure),
        }
    }
}

fn object(name: &str, answer: bool, more: &[(&str, Value<'_>)]) -> String {
    let more = more.iter().map(|(name, value)| format!(",\"{name}\":{}", value.to_json()));
    format!("{{\"{name}\":{answer}{}}}\n", more.collect::<String>())
}
