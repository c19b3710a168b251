//! What to write where something is missing.

use std::ffi::OsString;

use super::{NULL, suggest};

/// Something is missing: one whole line says more than its name.
pub(super) fn with_example(mut stop: clap::Error, arguments: &[OsString]) -> clap::Error {
    let begun = |line: &&str| {
        let words = line.split(' ').zip(arguments.iter().skip(1));
        words.take_while(|(word, argument)| argument == word).count()
    };
    // Of two words the second tells which of a family it is.
    let of = EXAMPLES.iter().filter(|line| begun(line) > 0).max_by_key(|line| begun(line));
    let mut tips: Vec<String> =
        of.into_iter().map(|line| format!("for example `wellspring {line}`")).collect();
    // `-0` was read as that option before clap saw it.
    let numbers = ["below", "range", "float"];
    let of_numbers = arguments.get(1).is_some_and(|name| numbers.iter().any(|other| name == other));
    if of_numbers && arguments.iter().any(|argument| argument == "--null") {
        tips.push(NULL.to_owned());
    }
    suggest(&mut stop, tips);
    stop
}

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
    use clap::error::ErrorKind;

    use super::*;

    #[test]
    fn examples_are_understood_and_every_command_that_needs_arguments_has_one() {
        for line in EXAMPLES {
            crate::args::parse(["wellspring"].into_iter().chain(line.split(' '))).expect(line);
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
            if let Err(stop) = crate::args::parse(line) {
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
