//! What to do in place of a word that is not understood: what this command takes.

use std::ffi::OsString;

use clap::error::ErrorKind;

use crate::{input::NEVER_AN_ARGUMENT, shown::looks_like_an_option};

/// The command that a word was written behind: its name, and the next word where the name is that of a family.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    command: &'a str,
    /// As `mint` of `apikey mint`.
    of_family: &'a str,
}

/// What somebody is told who wrote a word behind a command that takes none but reads no secret either.
const BY_OPTION: [(&str, &str, &str); 4] = [
    ("apikey", "mint", PREFIX),
    ("apikey", "regex", PREFIX),
    (
        "split",
        "issue",
        "what a token is for says `--purpose WORD`, and how long it is valid `--lifetime TIME`; this command takes options alone",
    ),
    ("totp", "", NEW),
];

const PREFIX: &str = "what keys begin with says `--prefix PREFIX`, and how long they are `--bits N` or `--chars N`; this command takes options alone";

const NEW: &str = "whose it is says `--account NAME`, and who it is with `--issuer NAME`; `totp` makes a new secret and takes none";

/// In the place of a command: it is longer than any word that was misspelt.
const LONGEST: usize = 16;

impl<'a> Place<'a> {
    /// That of a command line, the first word of which is the program's name.
    pub(super) fn of(arguments: &'a [OsString]) -> Self {
        let word =
            |index: usize| arguments.get(index).and_then(|name| name.to_str()).unwrap_or_default();
        let command = word(1);
        let of_family = match command {
            "apikey" | "split" => word(2),
            _ => "",
        };
        Self { command, of_family }
    }

    /// Whether somebody may think that a secret stands here as an argument: where one is read, and where no command is known.
    pub(super) fn may_have_a_secret(self) -> bool {
        let reads = match self.command {
            "compare" => true,
            "apikey" | "split" => self.by_option().is_none(),
            _ => false,
        };
        reads || self.command.len() > LONGEST
    }

    /// Of a command that takes all by options what to do with a word.
    fn by_option(self) -> Option<&'static str> {
        let is_here = |(command, of_family, _): &&(&str, &str, &str)| {
            *command == self.command && *of_family == self.of_family
        };
        BY_OPTION.iter().find(is_here).map(|(_, _, tip)| *tip)
    }

    /// What to do in place of this word, for that `argument` if it is a value.
    pub(super) fn tips(
        self,
        kind: ErrorKind,
        argument: Option<&str>,
        word: &str,
        is_repeated: bool,
    ) -> Vec<String> {
        let one = |tip: &str| vec![tip.to_owned()];
        match kind {
            // As `1-6` and `1..6` are written elsewhere.
            ErrorKind::ValueValidation
                if self.command == "range"
                    && argument.is_some_and(|argument| argument.starts_with('<')) =>
            {
                one("for example `wellspring range 1 6`")
            }
            ErrorKind::InvalidValue | ErrorKind::ValueValidation => Vec::new(),
            ErrorKind::TooManyValues | ErrorKind::TooFewValues => match self.command {
                "totp" if argument.is_some_and(|argument| argument.starts_with("--secret")) => {
                    one(NEW)
                }
                _ if self.may_have_a_secret() => one(NEVER_AN_ARGUMENT),
                _ => Vec::new(),
            },
            _ => {
                let tip = self.tip(kind, word, is_repeated);
                let never = self.may_have_a_secret() && !is_repeated;
                tip.into_iter().chain(never.then(|| NEVER_AN_ARGUMENT.to_owned())).collect()
            }
        }
    }

    /// What to do in place of a word that is no value.
    fn tip(self, kind: ErrorKind, word: &str, is_repeated: bool) -> Option<String> {
        let by_name = BY_NAME.iter().find(|(name, _)| *name == self.command);
        let by_name = by_name.filter(|_| word.bytes().all(|byte| byte.is_ascii_digit()));
        let is_option = looks_like_an_option(word) || is_repeated && word.starts_with('-');
        let is_family = matches!(self.command, "apikey" | "split");
        Some(match kind {
            ErrorKind::InvalidSubcommand if is_family => {
                format!("`wellspring {} --help` lists its commands", self.command)
            }
            ErrorKind::InvalidSubcommand if self.command.len() > LONGEST => return None,
            ErrorKind::InvalidSubcommand => "`wellspring help` lists the commands".into(),
            // Before the command, or between the words of its name.
            _ if is_option && self.command.starts_with('-') => {
                "options stand behind the command, as in `wellspring hex --count 5`".into()
            }
            _ if is_option && is_family && self.of_family.starts_with('-') => format!(
                "options stand behind the command, and `wellspring {} --help` lists its commands",
                self.command
            ),
            _ if self.command == "password" && word.starts_with("--no-") => {
                "`--without CLASS` leaves out a class: lower, upper, digit or symbol".into()
            }
            _ if self.command == "choose" => {
                "items that begin with a hyphen stand behind `--`".into()
            }
            _ if ["sample", "shuffle"].contains(&self.command) => {
                "items that begin with a hyphen stand behind `-e --`".into()
            }
            _ if is_option => "this command has no such option; `--help` lists those it has".into(),
            _ if self.by_option().is_some() => self.by_option()?.into(),
            _ => match by_name {
                // A bare number behind a command that takes it by name, as `pwgen 20` has it.
                Some((_, option)) => {
                    let number = if is_repeated { word } else { "N" };
                    format!("a number has a name here: `{option} {number}`")
                }
                None if self.may_have_a_secret() => return None,
                None => "`--help` lists what this command takes".into(),
            },
        })
    }
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
            let stop = crate::args::parse(line).expect_err("one word too many");
            stop.to_string().contains("a number has a name here")
        };
        assert!(tip(&["wellspring", "password", "16"]));
        assert!(!tip(&["wellspring", "password", "sixteen"]));
        assert!(!tip(&["wellspring", "password", "--sixteen"]));
        assert!(!tip(&["wellspring", "uuid", "v4", "16"]));
        assert!(tip(&["wellspring", "pin", "123456789"]));
    }
}
