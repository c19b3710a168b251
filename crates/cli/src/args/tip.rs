//! What clap's errors leave out: what somebody most likely meant. And what they must leave out: what may be a secret.

mod example;

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::{
    input::NEVER_AN_ARGUMENT,
    shown::{is_near, is_shown, looks_like_an_option},
};

/// What clap says of these arguments, the first of which is the program's name, with what to do.
pub(super) fn with_tip(stop: clap::Error, arguments: &[OsString]) -> clap::Error {
    let command = arguments.get(1).and_then(|name| name.to_str()).unwrap_or_default();
    match stop.kind() {
        ErrorKind::MissingRequiredArgument => example::with_example(stop, arguments),
        _ => without_words(stop, command, behind_clip(arguments)),
    }
}

/// The word behind a `--clip`, whose seconds stand behind a `=`.
fn behind_clip(arguments: &[OsString]) -> Option<&str> {
    let clip = arguments.iter().position(|argument| argument == "--clip")?;
    arguments.get(clip + 1)?.to_str()
}

/// The commands of which somebody may think that they take a secret as an argument.
const OF_SECRETS: [&str; 4] = ["apikey", "compare", "split", "totp"];

const NEW: &str = "`totp` makes a new secret and takes none, here or on standard input; whose it is says `--account NAME`";

const SECONDS: &str = "seconds stand behind a `=`, as in `--clip=10`";

/// In the place of a command: it is longer than any word that was misspelt.
const LONGEST: usize = 16;

/// A word that is not understood may be a secret, of whatever command: it is repeated only if that says nothing of one.
///
/// clap's own tips go, too. One is to write the word behind `--`, where most commands refuse it and where a secret would stand as
/// well; the other names what is a little similar, such as `--no-newline` for `--no-symbols`.
fn without_words(mut stop: clap::Error, command: &str, behind_clip: Option<&str>) -> clap::Error {
    let (place, similar) = match stop.kind() {
        ErrorKind::UnknownArgument => (ContextKind::InvalidArg, ContextKind::SuggestedArg),
        ErrorKind::InvalidSubcommand => {
            (ContextKind::InvalidSubcommand, ContextKind::SuggestedSubcommand)
        }
        ErrorKind::InvalidValue
        | ErrorKind::ValueValidation
        | ErrorKind::TooManyValues
        | ErrorKind::TooFewValues => (ContextKind::InvalidValue, ContextKind::SuggestedValue),
        _ => return stop,
    };
    let word = match stop.get(place) {
        Some(ContextValue::String(word)) if !word.is_empty() => word.clone(),
        _ => return stop,
    };
    let near = match stop.remove(similar) {
        Some(ContextValue::String(name)) => vec![name],
        Some(ContextValue::Strings(names)) => names,
        _ => Vec::new(),
    };
    let found = near.len();
    let near: Vec<String> = near.into_iter().filter(|name| is_near(&word, name)).collect();
    if near.len() < found {
        // It has what clap took to be meant.
        stop.remove(ContextKind::Usage);
    }
    stop.remove(ContextKind::Suggested);
    let is_known = word == "help" || is_option(&mut crate::command(), &word);
    let of_secrets = OF_SECRETS.contains(&command) || command.len() > LONGEST;
    let is_repeated = match place {
        ContextKind::InvalidArg if of_secrets => is_known,
        ContextKind::InvalidSubcommand => is_known || !near.is_empty(),
        _ => is_known || !near.is_empty() || is_shown(&word),
    };
    if !is_repeated {
        stop.insert(place, ContextValue::String("…".into()));
    }
    let names_one = !near.is_empty() && is_repeated;
    let tip = match stop.kind() {
        ErrorKind::UnknownArgument if behind_clip == Some(&word) => Some(SECONDS.to_owned()),
        kind => tip(kind, command, &word, is_repeated),
    };
    match tip {
        _ if names_one => _ = stop.insert(similar, suggested(similar, near)),
        Some(tip) => suggest(&mut stop, vec![tip]),
        None => {}
    }
    stop
}

/// What is similar, as clap has it of each kind.
fn suggested(kind: ContextKind, mut near: Vec<String>) -> ContextValue {
    match kind {
        ContextKind::SuggestedSubcommand => ContextValue::Strings(near),
        _ => ContextValue::String(near.swap_remove(0)),
    }
}

/// What to do in place of this word.
fn tip(kind: ErrorKind, command: &str, word: &str, is_repeated: bool) -> Option<String> {
    let of_secrets = OF_SECRETS.contains(&command) || command.len() > LONGEST;
    let by_name = BY_NAME.iter().find(|(name, _)| *name == command);
    let by_name = by_name.filter(|_| word.bytes().all(|byte| byte.is_ascii_digit()));
    Some(match (kind, by_name) {
        // As `1-6` and `1..6` are written elsewhere.
        (ErrorKind::ValueValidation, _) if command == "range" => {
            "for example `wellspring range 1 6`".into()
        }
        (ErrorKind::InvalidValue | ErrorKind::ValueValidation, _) => return None,
        (ErrorKind::TooManyValues | ErrorKind::TooFewValues, _) if !of_secrets => return None,
        _ if of_secrets && !is_repeated => {
            if command == "totp" { NEW } else { NEVER_AN_ARGUMENT }.into()
        }
        (ErrorKind::InvalidSubcommand, _) => "`wellspring help` lists the commands".into(),
        // A bare number behind a command that takes it by name, as `pwgen 20` has it.
        (_, Some((_, option))) => {
            let number = if is_repeated { word } else { "N" };
            format!("a number has a name here: `{option} {number}`")
        }
        _ if command == "password" && word.starts_with("--no-") => {
            "`--without CLASS` leaves out a class: lower, upper, digit or symbol".into()
        }
        _ if command == "choose" => "items that begin with a hyphen stand behind `--`".into(),
        _ if ["sample", "shuffle"].contains(&command) => {
            "items that begin with a hyphen stand behind `-e --`".into()
        }
        _ if looks_like_an_option(word) || is_repeated && word.starts_with('-') => {
            "this command has no such option; `--help` lists those it has".into()
        }
        _ => "`--help` lists what this command takes".into(),
    })
}

/// Whether a command, or one of its own, has an option of this name, hyphens included.
fn is_option(command: &mut clap::Command, name: &str) -> bool {
    // Arguments are built when they are asked for.
    command.build();
    let named = command.get_arguments().any(|argument| {
        let long = argument.get_long_and_visible_aliases().unwrap_or_default();
        let short = argument.get_short_and_visible_aliases().unwrap_or_default();
        let short = short.iter().any(|short| format!("-{short}") == name);
        short || long.iter().any(|long| name.strip_prefix("--") == Some(long))
    });
    named || command.get_subcommands_mut().any(|command| is_option(command, name))
}

/// What somebody is told who wrote `-0` for a number.
pub(crate) const NULL: &str = "`-0` is the option --null; the number is `0`, or `-0` behind `--`";

fn suggest(stop: &mut clap::Error, tips: Vec<String>) {
    let tips = tips.into_iter().map(Into::into).collect();
    stop.insert(ContextKind::Suggested, ContextValue::StyledStrs(tips));
}

/// Commands without arguments, and the option that a number most likely meant.
const BY_NAME: [(&str, &str); 5] = [
    ("id", "--length"),
    ("passphrase", "--words"),
    ("password", "--length"),
    ("pin", "--digits"),
    ("recovery", "--count"),
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
        assert!(tip(&["wellspring", "pin", "123456789"]));
    }
}
