//! What libFuzzer says at the end of a run.

/// The numbers of one run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) runs: u64,
    pub(super) seconds: u64,
    /// Edges of the control flow that were reached.
    pub(super) edges: u64,
    /// The input that took longest, in whole seconds.
    pub(super) slowest: u64,
}

impl Said {
    /// `None` if the run did not come to its end.
    pub(super) fn read(text: &str) -> Option<Self> {
        let done = text.lines().rev().find_map(|line| line.strip_prefix("Done "))?;
        let mut words = done.split(' ');
        let runs = words.next()?.parse().ok()?;
        let seconds = words.find_map(|word| word.parse().ok())?;
        let edges = text.lines().rev().find_map(|line| after(line, " cov: "))?;
        let slowest = text.lines().find_map(|line| after(line, "slowest_unit_time_sec:"));
        Some(Self { runs, seconds, edges, slowest: slowest.unwrap_or_default() })
    }

    /// Runs a second.
    pub(super) fn rate(&self) -> u64 {
        self.runs.checked_div(self.seconds).unwrap_or(self.runs)
    }
}

/// The number behind `mark`.
fn after(line: &str, mark: &str) -> Option<u64> {
    line.split_once(mark)?.1.split_whitespace().next()?.parse().ok()
}

/// Where the input is that made it fail, or took too long or too much memory.
pub(super) fn artifact(text: &str) -> Option<&str> {
    text.lines().find_map(|line| line.split_once("Test unit written to ")).map(|(_, path)| path)
}

/// The number of the last run that a line was written for.
pub(super) fn last_run(text: &str) -> u64 {
    let number = |line: &str| line.strip_prefix('#')?.split(['\t', ':']).next()?.parse().ok();
    text.lines().rev().find_map(number).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "\
INFO: seed corpus: files: 3
#4\tINITED cov: 12 ft: 13 corp: 2/4b exec/s: 0 rss: 40Mb
#900\tDONE   cov: 77 ft: 99 corp: 20/1Kb lim: 4 exec/s: 300 rss: 41Mb
Done 1234 runs in 61 second(s)
stat::number_of_executed_units: 1234
stat::slowest_unit_time_sec:    2
";

    #[test]
    fn a_run_that_ended_is_read() {
        let said = Said::read(GOOD).unwrap();
        assert_eq!(said, Said { runs: 1234, seconds: 61, edges: 77, slowest: 2 });
        assert_eq!(said.rate(), 20);
        assert_eq!(artifact(GOOD), None);
    }

    #[test]
    fn a_crash_is_no_end_and_names_its_input() {
        let crash = "#7\tNEW    cov: 5 ft: 9\n==1== ERROR: libFuzzer: deadly signal\n\
                     artifact_prefix='x/'; Test unit written to x/crash-ab\n";
        assert_eq!((Said::read(crash), artifact(crash)), (None, Some("x/crash-ab")));
        assert_eq!(last_run(crash), 7);
    }
}
