//! The tests of the command that need programs which not everybody has: `cargo test` lists them as ignored, with the reason,
//! and here they are run.

use super::faults;
use crate::commands::{Outcome, Stop, Workspace, failed};
use crate::shell::{Line, need};

pub(super) fn check(ws: &Workspace) -> Outcome {
    if !cfg!(target_os = "linux") {
        return Err(Stop::NotChecked("needs Linux's strace".into()));
    }
    ["bash", "zsh", "fish", "script"].into_iter().try_for_each(need)?;
    faults::may_trace()?;
    let line = Line::new("cargo test --all-features -p wellspring-cli --test cli -- --ignored");
    let said = line.dir(&ws.root).read()?;
    print!("{said}");
    judge(&said)
}

/// How many tests there are that need them.
const TESTS: u32 = 4;

/// That nothing failed is in cargo's exit status; that something ran is not.
fn judge(said: &str) -> Outcome {
    let passed = said.split("test result: ok. ").nth(1).and_then(|rest| rest.split(' ').next());
    match passed.and_then(|passed| passed.parse().ok()) {
        Some(TESTS) => Ok(format!("{TESTS} tests of the command, with bash, zsh, fish and strace")),
        found => Err(failed(format!("{} tests ran, not {TESTS}", found.unwrap_or(0)))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_that_did_not_run_are_a_failure() {
        assert!(judge("test result: ok. 4 passed; 0 failed; 0 ignored").is_ok());
        for said in ["", "test result: ok. 1 passed; 0 failed", "test result: FAILED. 3 passed"] {
            assert!(matches!(judge(said), Err(Stop::Failed(_))), "{said}");
        }
    }
}
