//! The command line as clap sees it. Each command has its own arguments beside its code, in `commands/`.

use std::env;

use clap::{CommandFactory, Parser, error::ErrorKind};

use crate::{commands::Command, error::Failure, status::Status, streams::Streams};

/// Tokens, passwords, reset links and fair choices, from the operating system's own randomness.
#[derive(Debug, Parser)]
#[command(name = "wellspring", version, after_help = EXIT_STATUS)]
#[command(subcommand_required = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_STATUS: &str = "\
Exit status:
  0  done, or the reader of a pipe had enough
  1  the compared secrets differ
  2  an argument is wrong; the message names it and what is allowed
  4  the source of randomness failed, or is degraded (doctor); nothing unfinished was written
  5  a stream or a file could not be read or written

Results go to standard output, each on a line of its own; messages go to standard error.";

/// The command line as a value: what completions and manual pages are made from.
#[must_use]
pub fn command() -> clap::Command {
    Arguments::command()
}

/// Shows why clap stopped, which may be that somebody asked for help.
pub(crate) fn report(stop: &clap::Error, streams: &mut Streams<'_>) -> Status {
    let text = stop.render();
    if stop.use_stderr() {
        let coloured = streams.messages_are_on_terminal && colours_are_welcome();
        let text = if coloured { text.ansi().to_string() } else { text.to_string() };
        // As with every message: who cannot read it still has the exit status.
        let _ = streams.messages.write_all(text.as_bytes());
        return Status::Usage;
    }
    debug_assert!(
        matches!(stop.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion),
        "{stop:?}"
    );
    let coloured = streams.output_is_terminal && colours_are_welcome();
    let text = if coloured { text.ansi().to_string() } else { text.to_string() };
    match streams.output.write_all(text.as_bytes()) {
        Ok(()) => Status::Done,
        Err(error) => Failure::output(error).report(streams),
    }
}

/// <https://no-color.org>, and terminals that know no escape sequences.
fn colours_are_welcome() -> bool {
    let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    cfg!(unix) && !refused && env::var_os("TERM").is_some_and(|terminal| terminal != "dumb")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clap_finds_no_contradiction() {
        command().debug_assert();
    }

    #[test]
    fn help_states_every_exit_status() {
        let help = command().render_long_help().to_string();
        for status in
            [Status::Done, Status::Different, Status::Usage, Status::Source, Status::Stream]
        {
            assert!(help.contains(&format!("\n  {}  ", status.code())), "{status:?}");
        }
    }

    #[test]
    fn every_generating_command_has_a_count_and_help_for_all_of_its_arguments() {
        let generates = |name| !["compare", "doctor"].contains(&name);
        for command in command().get_subcommands().filter(|c| generates(c.get_name())) {
            let count = command.get_arguments().find(|argument| argument.get_id() == "count");
            assert_eq!(count.and_then(clap::Arg::get_short), Some('n'), "{}", command.get_name());
        }
        for command in command().get_subcommands() {
            assert!(command.get_about().is_some(), "{}", command.get_name());
            for argument in command.get_arguments() {
                assert!(
                    argument.get_help().is_some(),
                    "{} {}",
                    command.get_name(),
                    argument.get_id()
                );
            }
        }
    }
}
