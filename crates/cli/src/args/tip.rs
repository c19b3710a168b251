//! What clap's errors leave out: what somebody most likely meant. And what they must leave out: what may be a secret.

mod advice;
mod example;

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use self::advice::Place;
use crate::shown::{is_near, is_shown};

/// What clap says of these arguments, the first of which is the program's name, with what to do.
pub(super) fn with_tip(stop: clap::Error, arguments: &[OsString]) -> clap::Error {
    match stop.kind() {
        ErrorKind::MissingRequiredArgument => example::with_example(stop, arguments),
        _ => without_words(stop, Place::of(arguments), behind_clip(arguments)),
    }
}

/// The word behind a `--clip`, whose seconds stand behind a `=`.
fn behind_clip(arguments: &[OsString]) -> Option<&str> {
    let clip = arguments.iter().position(|argument| argument == "--clip")?;
    arguments.get(clip + 1)?.to_str()
}

const SECONDS: &str = "seconds stand behind a `=`, as in `--clip=10`";

/// A word that is not understood may be a secret, of whatever command: it is repeated only if that says nothing of one.
///
/// clap's own tips go, too. One is to write the word behind `--`, where most commands refuse it and where a secret would stand as
/// well; the other names what is a little similar, such as `--no-newline` for `--no-symbols`.
fn without_words(
    mut stop: clap::Error,
    command: Place<'_>,
    behind_clip: Option<&str>,
) -> clap::Error {
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
    let is_repeated = match place {
        ContextKind::InvalidArg if command.may_have_a_secret() => is_known,
        ContextKind::InvalidSubcommand => is_known || !near.is_empty(),
        _ => is_known || !near.is_empty() || is_shown(&word),
    };
    if !is_repeated {
        stop.insert(place, ContextValue::String("…".into()));
    }
    let names_one = !near.is_empty() && is_repeated;
    let argument = stop.get(ContextKind::InvalidArg).map(ToString::to_string);
    let tips = match stop.kind() {
        ErrorKind::UnknownArgument if behind_clip == Some(&word) => vec![SECONDS.to_owned()],
        kind => command.tips(kind, argument.as_deref(), &word, is_repeated),
    };
    if names_one {
        stop.insert(similar, suggested(similar, near));
    } else if !tips.is_empty() {
        suggest(&mut stop, tips);
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
