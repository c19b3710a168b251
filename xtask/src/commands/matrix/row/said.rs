//! What test programs say: how many tests passed, and what they did not look at.

/// What test programs said.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) passed: usize,
    pub(super) failed: usize,
    /// What was not looked at: tests that are ignored there, with the reason, and lines in which a test says so itself.
    pub(super) skipped: Vec<String>,
}

/// Adds up what they ended with, and takes in what they left out.
pub(super) fn read(said: &str) -> Said {
    let (mut passed, mut failed, mut skipped) = (0, 0, Vec::new());
    for line in said.lines() {
        if let Some(counts) = line.strip_prefix("test result: ") {
            passed += number(counts, " passed");
            failed += number(counts, " failed");
        } else if let Some(rest) = line.strip_prefix("test ") {
            if let Some((name, reason)) = rest.split_once(" ... ignored") {
                skipped.push(format!("{name}: {}", reason.trim_start_matches(", ")));
            }
        } else if line.contains("not checked: ") {
            skipped.push(line.to_owned());
        }
    }
    skipped.sort();
    skipped.dedup();
    Said { passed, failed, skipped }
}

fn number(counts: &str, word: &str) -> usize {
    let before = counts.split_once(word).map_or("", |(before, _)| before);
    before.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_added_up_and_what_was_not_looked_at_is_kept() {
        let said = "test a ... ok\ntest b ... ignored, no threads there\ntest result: ok. 3 passed; 0 failed; 1 ignored; 0 measured\nnot checked: no browser\nnot checked: no browser\ntest result: FAILED. 4 passed; 2 failed; 0 ignored\n";
        let Said { passed, failed, skipped } = read(said);
        assert_eq!((passed, failed), (7, 2));
        assert_eq!(skipped, ["b: no threads there", "not checked: no browser"]);
        assert_eq!(read("running 0 tests\ntest result: ok. 0 passed; 0 failed").passed, 0);
    }
}
