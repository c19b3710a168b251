//! What was found, row by row, and its place in docs/MEMORY.md.

use core::fmt;

/// What a row has to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing is left of it.
    Secret,
    /// Nothing is left of it, and no core dump ever has it.
    Locked,
    /// Something is left of it: that the search finds what there is.
    Control,
}

/// In how many runs something was found, and in how many it could not be looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    found: usize,
    unchecked: usize,
}

impl Count {
    pub(super) fn count(&mut self, survivors: Option<usize>) {
        match survivors {
            None => self.unchecked += 1,
            Some(n) => self.found += usize::from(n > 0),
        }
    }

    /// What was looked at is found always, or never.
    fn is(self, expected: Expected, runs: usize) -> bool {
        self.found == if expected == Expected::Always { runs - self.unchecked } else { 0 }
    }

    fn cell(self, runs: usize) -> String {
        match self.unchecked {
            0 => format!("{} of {runs}", self.found),
            n => format!("{} of {}, {n} not checked", self.found, runs - n),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Expected {
    Always,
    Never,
}

#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) runs: usize,
    /// Found in memory while it is alive.
    pub(super) alive: Count,
    /// Found in memory after it was dropped.
    pub(super) dropped: Count,
    /// The same of core dumps.
    pub(super) alive_dump: Count,
    pub(super) dropped_dump: Count,
    /// Found among the registers of the second; no demand is made of that.
    pub(super) registers: Count,
}

impl Row {
    /// A line of the test program's, if it is one about a row.
    pub(super) fn read(line: &str) -> Option<Self> {
        let fields: Vec<&str> = line.split('\t').collect();
        let ["row", name, kind] = fields.as_slice() else { return None };
        let kind = match *kind {
            "Secret" => Kind::Secret,
            "Locked" => Kind::Locked,
            "Control" => Kind::Control,
            _ => return None,
        };
        let [alive, dropped, alive_dump, dropped_dump, registers] = [Count::default(); 5];
        let name = (*name).to_owned();
        Some(Self { name, kind, runs: 0, alive, dropped, alive_dump, dropped_dump, registers })
    }

    pub(super) fn passed(&self) -> bool {
        use Expected::{Always, Never};
        let [dropped, alive_dump] = match self.kind {
            Kind::Secret => [Never, Always],
            Kind::Locked => [Never, Never],
            Kind::Control => [Always, Always],
        };
        self.alive.is(Always, self.runs)
            && self.dropped.is(dropped, self.runs)
            && self.alive_dump.is(alive_dump, self.runs)
            && self.dropped_dump.is(dropped, self.runs)
    }

    pub(super) fn unchecked(&self) -> usize {
        self.alive_dump.unchecked + self.dropped_dump.unchecked
    }
}

/// As it stands in the document.
impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self.name.strip_prefix("control: ") {
            Some(control) => format!("*control:* {control}"),
            None => self.name.clone(),
        };
        // Else `Box<str>` would be read as HTML.
        let name = name.replace('<', "\\<");
        let wrong = if self.passed() { "" } else { "**WRONG** " };
        let counts = [self.alive, self.alive_dump, self.dropped, self.dropped_dump, self.registers];
        write!(f, "| {wrong}{name} |")?;
        counts.iter().try_for_each(|count| write!(f, " {} |", count.cell(self.runs)))
    }
}

const START: &str = "<!-- rows -->\n";
const END: &str = "<!-- /rows -->";
const HEAD: &str = "\
| | alive: in memory | alive: in a core dump | dropped: in memory | dropped: in a core dump | dropped: in registers |
|---|---|---|---|---|---|
";

/// The document with these rows; `made` says of what, where and when. The text around them stays.
pub(super) fn replaced(document: &str, rows: &[Row], made: &str) -> Result<String, &'static str> {
    let parts = document.split_once(START).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(END)?;
        Some((before, after))
    });
    let (before, after) = parts.ok_or("no <!-- rows --> … <!-- /rows -->")?;
    let rows: String = rows.iter().map(|row| format!("{row}\n")).collect();
    Ok(format!("{before}{START}{made}\n\n{HEAD}{rows}{END}{after}"))
}

/// These rows and nothing else, for a quick form.
pub(super) fn alone(rows: &[Row], made: &str) -> Result<String, &'static str> {
    replaced(&format!("{START}{END}\n"), rows, made)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(kind: &str, found: [Option<usize>; 4]) -> Row {
        let mut row = Row::read(&format!("row\ta way\t{kind}")).unwrap();
        row.runs = 1;
        let counts = [&mut row.alive, &mut row.alive_dump, &mut row.dropped, &mut row.dropped_dump];
        counts.into_iter().zip(found).for_each(|(count, found)| count.count(found));
        row.registers.count(Some(1));
        row
    }

    #[test]
    fn each_kind_has_its_own_demands() {
        for bits in 0..16 {
            let found = [1, 2, 4, 8].map(|bit| Some(bits & bit));
            let passed = |kind| row(kind, found).passed();
            assert_eq!(passed("Secret"), bits == 1 + 2, "{bits}");
            assert_eq!(passed("Locked"), bits == 1, "{bits}");
            assert_eq!(passed("Control"), bits == 15, "{bits}");
        }
    }

    #[test]
    fn what_was_not_looked_at_is_counted_and_not_judged() {
        let row = row("Secret", [Some(2), None, Some(0), None]);
        assert!(row.passed());
        assert_eq!(row.unchecked(), 2);
        let text = row.to_string();
        assert!(text.contains("| 1 of 1 | 0 of 0, 1 not checked | 0 of 1 |"), "{text}");
    }

    #[test]
    fn rows_are_replaced_and_the_text_stays() {
        let old = format!("before\n{START}old\n{END}\nafter\n");
        let rows = [row("Secret", [Some(1), Some(1), Some(3), Some(0)])];
        let new = replaced(&old, &rows, "Version 1.").unwrap();
        assert!(new.starts_with("before\n<!-- rows -->\nVersion 1.\n\n| | alive"), "{new}");
        let line = "| **WRONG** a way | 1 of 1 | 1 of 1 | 1 of 1 | 0 of 1 | 1 of 1 |\n<!-- /rows -->\nafter\n";
        assert!(new.ends_with(line), "{new}");
        assert!(replaced("nothing", &rows, "").is_err());
    }
}
