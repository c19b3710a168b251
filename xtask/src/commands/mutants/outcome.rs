//! What became of mutants.

use core::fmt;
use std::fs;
use std::io;
use std::path::Path;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Caught,
    /// It ran into the limit, which tells it from the program as well as a failing test does.
    TooLong,
    DoesNotCompile,
    Lives,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Outcomes {
    pub(super) caught: usize,
    pub(super) timeout: usize,
    pub(super) unviable: usize,
    /// They live: `path:line:column: what was changed in which function`.
    pub(super) missed: Vec<String>,
}

impl Outcomes {
    pub(super) fn of(fates: &[(String, Fate)]) -> Self {
        let mut sums = Self::default();
        for (name, fate) in fates {
            match fate {
                Fate::Caught => sums.caught += 1,
                Fate::TooLong => sums.timeout += 1,
                Fate::DoesNotCompile => sums.unviable += 1,
                Fate::Lives => sums.missed.push(name.clone()),
            }
        }
        sums
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

/// What cargo-mutants leaves in its folder: a list for each fate, a mutant a line.
pub(super) fn read(folder: &Path) -> io::Result<Vec<(String, Fate)>> {
    let lists = [
        ("caught.txt", Fate::Caught),
        ("timeout.txt", Fate::TooLong),
        ("unviable.txt", Fate::DoesNotCompile),
        ("missed.txt", Fate::Lives),
    ];
    let mut fates = Vec::new();
    for (list, fate) in lists {
        let text = fs::read_to_string(folder.join(list))?;
        fates.extend(text.lines().map(|name| (name.to_owned(), fate)));
    }
    Ok(fates)
}

/// An expression that matches this name of a mutant and no other. What has no meaning stays as it is: `\<` is the start of a word.
pub(super) fn exactly(name: &str) -> String {
    let mut pattern = String::from("^");
    for character in name.chars() {
        if r"\.+*?()|[]{}^$".contains(character) {
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
    fn fates_are_counted() {
        let fates = [Fate::Caught, Fate::TooLong, Fate::Caught, Fate::DoesNotCompile, Fate::Lives];
        let fates: Vec<_> =
            ["a", "b", "c", "d", "e"].map(str::to_owned).into_iter().zip(fates).collect();
        let outcomes = Outcomes::of(&fates);
        let text = "5 mutants: 2 caught, 1 ran too long, 1 do not compile, 1 live";
        assert_eq!((outcomes.to_string().as_str(), outcomes.missed), (text, vec!["e".to_owned()]));
    }

    #[test]
    fn names_are_no_expressions() {
        assert_eq!(exactly("a.rs:1: replace + with *"), r"^a\.rs:1: replace \+ with \*$");
        assert_eq!(exactly("f -> Vec<T>"), r"^f -> Vec<T>$");
    }
}
