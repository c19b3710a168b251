//! What clap's errors leave out: what somebody most likely meant.

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// A bare number behind a command that takes it by name, as `pwgen 20` has it: the tip names the option.
pub(super) fn with_tip(mut stop: clap::Error, command: Option<&str>) -> clap::Error {
    let Some((_, option)) = BY_NAME.iter().find(|(name, _)| Some(*name) == command) else {
        return stop;
    };
    let number = match stop.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(number)) if stop.kind() == ErrorKind::UnknownArgument => number,
        _ => return stop,
    };
    if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) {
        let tip = format!("a number has a name here: `{option} {number}`");
        stop.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
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
}
