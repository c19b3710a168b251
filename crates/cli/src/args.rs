//! The command line as clap sees it. Each command has its own arguments beside its code, in `commands/`.

mod tip;

use std::ffi::OsString;

use clap::{FromArgMatches, Subcommand, error::ErrorKind};

pub(crate) use self::tip::NULL;
use crate::{
    commands::{self, Command},
    error::Failure,
    status::Status,
    streams::{Streams, colours_are_welcome},
};

const EXIT_STATUS: &str = "\
Exit status:
  0  done, or the reader of a pipe had enough
  1  what was compared differs, or what was verified is not valid
  2  an argument is wrong; the message names it and what is allowed
  3  no result can be as was asked for: nothing satisfies the policy, or it is below --min-bits
  4  the source of randomness failed, or is degraded (doctor); nothing unfinished was written
  5  a stream or a file could not be read or written

Results go to standard output, each on a line of its own; messages go to standard error.";

fn after_help() -> String {
    format!("{}\n\n{EXIT_STATUS}", commands::topics())
}

/// The command line as a value: what completions and manual pages are made from.
///
/// # Examples
///
/// ```
/// let help = wellspring_cli::command().render_help().to_string();
/// assert!(help.contains("passphrase"));
/// ```
#[must_use]
pub fn command() -> clap::Command {
    Command::augment_subcommands(root().after_help(after_help()))
}

/// The program without its commands.
fn root() -> clap::Command {
    clap::Command::new("wellspring")
        .version(env!("CARGO_PKG_VERSION"))
        .propagate_version(true)
        .about("Tokens, passwords, reset links and fair choices, from the operating system's own randomness")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
}

/// The command that a command line asks for.
///
/// Of the thirty only the one is described whose name is the first word: what comes behind it is for that one alone to understand.
pub(crate) fn parse(
    arguments: impl IntoIterator<Item = impl Into<OsString>>,
) -> Result<Command, clap::Error> {
    let arguments = with_null(arguments);
    let name = arguments.get(1).and_then(|name| name.to_str());
    let plain = name.filter(|_| arguments.len() == 2).and_then(Command::plain);
    if let Some(command) = plain {
        return Ok(command);
    }
    let only = name.and_then(commands::one).map(|one| root().subcommand(one));
    let mut command = only.unwrap_or_else(command);
    let matches = command
        .try_get_matches_from_mut(&arguments)
        .map_err(|stop| tip::with_tip(stop, &arguments))?;
    Command::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// The arguments with `-0` as the option that it is, for commands whose other arguments may be negative numbers: clap would take it for one.
fn with_null(arguments: impl IntoIterator<Item = impl Into<OsString>>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = arguments.into_iter().map(Into::into).collect();
    let numbers = arguments.get(1).is_some_and(|name| NUMBERS.iter().any(|other| name == other));
    let options = arguments.iter_mut().take_while(|argument| *argument != "--");
    for argument in options.filter(|argument| numbers && *argument == "-0") {
        *argument = "--null".into();
    }
    arguments
}

/// None of them has an option whose value may begin with a hyphen.
const NUMBERS: [&str; 12] = [
    "hex", "urlsafe", "base32", "base58", "bytes", "below", "range", "float", "draw", "choose",
    "sample", "shuffle",
];

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
    let text = match stop.kind() {
        // All commands are one program.
        ErrorKind::DisplayVersion => concat!("wellspring ", env!("CARGO_PKG_VERSION"), "\n").into(),
        _ if coloured => text.ansi().to_string(),
        _ => text.to_string(),
    };
    match streams.output.write_all(text.as_bytes()) {
        Ok(()) => Status::Done,
        Err(error) => Failure::output(error).report(streams),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clap_finds_no_contradiction() {
        command().debug_assert();
    }

    /// What is said of a command line does not depend on whether the other commands are described, too.
    #[test]
    fn one_command_alone_is_described_as_among_all() {
        let said = |mut command: clap::Command, line: &[&str]| {
            command.try_get_matches_from_mut(line).map_err(|stop| stop.render().ansi().to_string())
        };
        let mut seen = 0;
        for name in command().get_subcommands().map(clap::Command::get_name) {
            for rest in [
                &[][..],
                &["--help"],
                &["-h"],
                &["--version"],
                &["--no-such"],
                &["--cuont", "3"],
                &["-n"],
                &["-n", "x"],
                &["--min-bits"],
                &["nonsense", "more", "still more"],
                &["hex"],
                &["help"],
            ] {
                let line = [&["wellspring", name], rest].concat();
                let one = root().subcommand(commands::one(name).unwrap());
                let (one, all) = (said(one, &line), said(command(), &line));
                seen += usize::from(one.is_err());
                match (one, all) {
                    (Ok(_), Ok(_)) => {}
                    (one, all) => assert_eq!(one.unwrap_err(), all.unwrap_err(), "{line:?}"),
                }
            }
        }
        assert!(seen > 200, "only {seen} messages were compared");
    }

    #[test]
    fn a_command_without_arguments_is_what_clap_makes_of_it() {
        let names: Vec<String> =
            command().get_subcommands().map(|command| command.get_name().to_owned()).collect();
        let plain = |name: &String| Command::plain(name).map(|plain| (name.clone(), plain));
        let plain: Vec<_> = names.iter().filter_map(plain).collect();
        assert_eq!(plain.len(), 6);
        for (name, plain) in plain {
            let matches = command().try_get_matches_from(["wellspring", name.as_str()]).unwrap();
            let parsed = Command::from_arg_matches(&matches).unwrap();
            assert_eq!(format!("{plain:?}"), format!("{parsed:?}"));
        }
    }

    #[test]
    fn help_states_every_exit_status() {
        let help = command().render_long_help().to_string();
        for status in [
            Status::Done,
            Status::False,
            Status::Usage,
            Status::Unmet,
            Status::Source,
            Status::Stream,
        ] {
            assert!(help.contains(&format!("\n  {}  ", status.code())), "{status:?}");
        }
    }

    /// Commands and, under them, those that have a result.
    fn all(command: &clap::Command) -> Vec<&clap::Command> {
        let under = command.get_subcommands().filter(|command| !command.is_hide_set());
        [command].into_iter().chain(under.flat_map(all)).collect()
    }

    #[test]
    fn every_generating_command_has_the_same_options_and_help_for_all_arguments() {
        const NONE: [&str; 9] = [
            "wellspring",
            "apikey",
            "split",
            "compare",
            "check",
            "verify",
            "doctor",
            "help",
            "man",
        ];
        let mut command = command();
        // Arguments are built when they are asked for.
        command.build();
        for command in all(&command) {
            let name = command.get_name();
            assert!(command.get_about().is_some(), "{name}");
            for argument in command.get_arguments() {
                assert!(argument.get_help().is_some(), "{name} {}", argument.get_id());
            }
            if NONE.contains(&name) || name == "completions" {
                continue;
            }
            let has = |long: &str| command.get_arguments().any(|a| a.get_long() == Some(long));
            for long in
                ["json", "null", "out", "no-newline", "min-bits", "show-bits", "source", "clip"]
            {
                assert!(has(long), "{name} has no --{long}");
            }
            assert!(name == "regex" || has("count"), "{name} has no --count");
        }
    }
}
