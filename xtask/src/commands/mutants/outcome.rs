//! What cargo-mutants leaves in its folder: a list for each fate, a mutant a line.

use core::fmt;
use std::fs;
use std::io;
use std::path::Path;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Outcomes {
    pub(super) caught: usize,
    /// They ran into the limit, which tells them from the program as well as a failing test does.
    pub(super) timeout: usize,
    /// They do not compile.
    pub(super) unviable: usize,
    /// They live: `path:line:column: what was changed in which function`.
    pub(super) missed: Vec<String>,
}

impl Outcomes {
    pub(super) fn read(folder: &Path) -> io::Result<Self> {
        let lines = |name: &str| -> io::Result<Vec<String>> {
            let text = fs::read_to_string(folder.join(name))?;
            Ok(text.lines().map(str::to_owned).collect())
        };
        Ok(Self {
            caught: lines("caught.txt")?.len(),
            timeout: lines("timeout.txt")?.len(),
            unviable: lines("unviable.txt")?.len(),
            missed: lines("missed.txt")?,
        })
    }

    /// With what a second, longer look at those that lived has found.
    pub(super) fn then(self, second: Self) -> Self {
        Self {
            caught: self.caught + second.caught,
            timeout: self.timeout + second.timeout,
            unviable: self.unviable + second.unviable,
            missed: second.missed,
        }
    }

    pub(super) fn total(&self) -> usize {
        self.caught + self.timeout + self.unviable + self.missed.len()
    }
}

impl fmt::Display for Outcomes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { caught, timeout, unviable, missed } = self;
        let (total, missed) = (self.total(), missed.len());
        write!(
            f,
            "{total} mutants: {caught} caught, {timeout} ran too long, {unviable} do not compile, {missed} live"
        )
    }
}

/// An expression that matches this name of a mutant and no other.
pub(super) fn exactly(name: &str) -> String {
    let mut pattern = String::from("^");
    for character in name.chars() {
        if character.is_ascii_punctuation() {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern + "$"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_look_has_the_last_word() {
        let first =
            Outcomes { caught: 5, timeout: 1, unviable: 2, missed: vec!["a".into(), "b".into()] };
        let second = Outcomes { caught: 1, timeout: 0, unviable: 0, missed: vec!["b".into()] };
        let both = first.clone().then(second);
        assert_eq!(both.total(), first.total());
        let text = "10 mutants: 6 caught, 1 ran too long, 2 do not compile, 1 live";
        assert_eq!(both.to_string(), text);
        assert_eq!(both.missed, ["b"]);
    }

    #[test]
    fn names_are_no_expressions() {
        assert_eq!(exactly("a.rs:1: replace + with *"), r"^a\.rs\:1\: replace \+ with \*$");
    }
}
