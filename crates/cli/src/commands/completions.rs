//! `wellspring completions`.

use clap::Args;
use clap_complete::Shell;

use crate::{args, error::Failure, status::Status, streams::Streams};

#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// For which shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(&self, streams: &mut Streams<'_>) -> Result<Status, Failure> {
        let mut text = Vec::new();
        clap_complete::generate(self.shell, &mut args::command(), "wellspring", &mut text);
        streams.output.write_all(&text).map_err(Failure::output)?;
        Ok(Status::Done)
    }
}
