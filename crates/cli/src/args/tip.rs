//! What clap's errors leave out: what somebody most likely meant. And what they must leave out: what may be a secret.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::input::NEVER_AN_ARGUMENT;

/// What clap says of these arguments, the first of which is the program's name, with what to do.
pub(super) fn with_tip(stop: clap::Error, arguments: &[OsString]) -> clap::Error {
    let command = arguments.get(1).and_then(|name| name.to_str());
    match stop.kind() {
        ErrorKind::MissingRequiredArgument => with_example(stop, arguments),
        _ if command.is_some_and(|name| OF_SECRETS.contains(&name) || name.len() > LONGEST) => {
            let tip = if command == Some("totp") { NEW } else { NEVER_AN_ARGUMENT };
            without_word(stop, tip)
        }
        _ => with_option(stop, command),
    }
}

/// The commands of which somebody may think that they take a secret as an argument.
const OF_SECRETS: [&str; 4] = ["apikey", "compare", "split", "totp"];

const NEW: &str = "`totp` makes a new secret and takes none, here or on standard input";

/// In the place of a command: it is longer than any word that was misspelt.
const LONGEST: usize = 16;

/// A word that nobody expected may be a secret: it is repeated only if it is an option of some command, or was misspelt as
/// a command of this family. Else it is hidden, and the tip says where it belongs.
fn without_word(mut stop: clap::Error, tip: &str) -> clap::Error {
    let place = match stop.kind() {
        ErrorKind::UnknownArgument => ContextKind::InvalidArg,
        ErrorKind::TooManyValues => ContextKind::InvalidValue,
        ErrorKind::InvalidSubcommand if stop.get(ContextKind::SuggestedSubcommand).is_none() => {
            ContextKind::InvalidSubcommand
        }
        _ => return stop,
    };
    let is_known = match stop.get(place) {
        Some(ContextValue::String(word)) => {
            word == "help" || is_option(&mut crate::command(), word)
        }
        _ => true,
    };
    if is_known && stop.kind() == ErrorKind::UnknownArgument {
        suggest(&mut stop, "this command has no such option; `--help` lists those it has".into());
    } else if !is_known {
        stop.insert(place, ContextValue::String("…".into()));
        stop.remove(ContextKind::SuggestedArg);
        suggest(&mut stop, tip.to_owned());
    }
    stop
}

/// Whether a command, or one of its own, has an option of this name, hyphens included.
fn is_option(command: &mut clap::Command, name: &str) -> bool {
    // Arguments are built when they are asked for.
    command.build();
    let named = command.get_arguments().any(|argument| {
        let long = argument.get_long_and_visible_aliases().unwrap_or_default();
        let short = argument.get_short().map(|short| format!("-{short}"));
        long.iter().any(|long| name.strip_prefix("--") == Some(long))
            || short.as_deref() == Some(name)
    });
    named || command.get_subcommands_mut().any(|command| is_option(command, name))
}

/// Something is missing: one whole line says more than its name.
fn with_example(mut stop: clap::Error, arguments: &[OsString]) -> clap::Error {
    let begun = |line: &&str| {
        let words = line.split(' ').zip(arguments.iter().skip(1));
        words.take_while(|(word, argument)| argument == word).count()
    };
    // Of two words the second tells which of a family it is.
    let of = EXAMPLES.iter().filter(|line| begun(line) > 0).max_by_key(|line| begun(line));
    if let Some(line) = of {
        suggest(&mut stop, format!("for example `wellspring {line}`"));
    }
    stop
}

fn suggest(stop: &mut clap::Error, tip: String) {
    stop.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
}

/// A bare number behind a command that takes it by name, as `pwgen 20` has it: the tip names the option.
fn with_option(mut stop: clap::Error, command: Option<&str>) -> clap::Error {
    let Some((_, option)) = BY_NAME.iter().find(|(name, _)| Some(*name) == command) else {
        return stop;
    };
    let number = match stop.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(number)) if stop.kind() == ErrorKind::UnknownArgument => number,
        _ => return stop,
    };
    if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) {
        let tip = format!("a number has a name here: `{option} {number}`");
        suggest(&mut stop, tip);
    }
    stop
}

/// Commands without arguments, and the option that a number most likely meant.
const BY_NAME: [(&str, &str); 5] = [
    ("id", "--length"),
    ("passphrase", "--words"),
    ("password", "--length"),
    ("pin", "--digits"),
    ("recovery", "--count"),
];

/// A line for each command that cannot do without arguments.
const EXAMPLES: [&str; 14] = [
    "apikey check --prefix acme_live_ key.txt",
    "apikey mint --prefix acme_live_",
    "apikey regex --prefix acme_live_",
    "below 100",
    "bytes 32 --out key",
    "completions bash",
    "draw normal 0 1",
    "float 0 1",
    "link https://example.com/reset=",
    "range 1 6",
    "shuffle --repeat --count 5 -e heads tails",
    "split issue --purpose reset",
    "split verify --purpose reset --rows rows token.txt",
    "totp --issuer Example --account ann@example.com",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tips_name_options_that_are_there_and_speak_of_numbers_alone() {
        let mut command = crate::command();
        // Arguments are built when they are asked for.
        command.build();
        for (name, option) in BY_NAME {
            let of = command.find_subcommand(name).expect(name);
            let has = of.get_arguments().any(|a| a.get_long() == option.strip_prefix("--"));
            assert!(has, "{name} {option}");
        }
        let tip = |line: &[&str]| {
            let stop = super::super::parse(line).expect_err("one word too many");
            stop.to_string().contains("a number has a name here")
        };
        assert!(tip(&["wellspring", "password", "16"]));
        assert!(!tip(&["wellspring", "password", "sixteen"]));
        assert!(!tip(&["wellspring", "password", "--sixteen"]));
        assert!(!tip(&["wellspring", "uuid", "v4", "16"]));
    }

    #[test]
    fn examples_are_understood_and_every_command_that_needs_arguments_has_one() {
        for line in EXAMPLES {
            super::super::parse(["wellspring"].into_iter().chain(line.split(' '))).expect(line);
        }
        let mut command = crate::command();
        command.build();
        let mut needing = Vec::new();
        for command in command.get_subcommands().filter(|command| !command.is_hide_set()) {
            let name = command.get_name();
            needing.push(name.to_owned());
            needing
                .extend(command.get_subcommands().map(|one| format!("{name} {}", one.get_name())));
        }
        let mut seen = 0;
        for name in needing {
            let line = ["wellspring"].into_iter().chain(name.split(' '));
            if let Err(stop) = super::super::parse(line) {
                if stop.kind() == ErrorKind::MissingRequiredArgument {
                    let tip = format!("for example `wellspring {name} ");
                    assert!(stop.to_string().contains(&tip), "{stop}");
                    seen += 1;
                }
            }
        }
        assert!(seen > 8, "{seen}");
    }
}
