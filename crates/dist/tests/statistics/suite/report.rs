//! What a check found: rows for people and, in lines of fields between tabs, for `cargo xtask stats`.

use core::f64::consts::LN_2;

use super::bound::{Found, LEVEL};

/// One line of docs/STATISTICS.md.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) test: String,
    pub(crate) draws: usize,
    pub(crate) found: Found,
    /// What the control was, and what the same test says of it.
    pub(crate) control: String,
    pub(crate) caught: Found,
}

impl Row {
    pub(crate) fn passed(&self) -> bool {
        self.found.bound > LEVEL && self.caught.bound <= LEVEL
    }

    fn verdict(&self) -> &'static str {
        match (self.found.bound > LEVEL, self.caught.bound <= LEVEL) {
            (true, true) => "passed",
            (true, false) => "CONTROL SILENT",
            _ => "FAILED",
        }
    }
}

/// All rows, or those that did not pass.
pub(crate) fn print(name: &str, seconds: f64, rows: &[Row], all: bool) {
    let mut text = format!("# {name}: {} rows, {seconds:.1} s\n", rows.len());
    for row in rows.iter().filter(|row| all || !row.passed()) {
        let Row { test, draws, found, control, caught } = row;
        let (bound, seen) = (power(found.bound), power(caught.bound));
        let verdict = row.verdict();
        let words = &found.words;
        text += &format!(
            "stats\t{name}\t{test}\t{verdict}\t{draws}\t{words}\t{bound}\t{control}\t{seen}\n"
        );
        if !row.passed() {
            text += &format!("# the control: {}\n", caught.words);
        }
    }
    print!("{text}");
}

/// A bound as a power of two.
fn power(bound: f64) -> String {
    match bound / LN_2 {
        exponent if exponent > -0.5 => "1".into(),
        exponent if exponent < -99_999.0 => "< 2^-99999".into(),
        exponent => format!("2^{exponent:.0}"),
    }
}
