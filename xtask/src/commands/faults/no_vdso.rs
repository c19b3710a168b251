//! All tests of the entropy crate under valgrind, which does not tell a program where its vDSO is.
//!
//! All but the suite of faults, most of which valgrind cannot follow: it gives forked and filtered processes system
//! calls of its own. And all but the model under loom, which switches stacks and draws nothing. One check of that
//! suite is run to see that the vDSO is really out of sight.

use std::fs;

use super::table::{FAILED, PASSED, Row};
use crate::commands::{Stop, Workspace, failed};
use crate::shell::{Line, need};

const RUNNER: &str = "CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_RUNNER";
const VALGRIND: &str = "valgrind -q --trace-children=yes --error-exitcode=9";

pub(super) fn full(ws: &Workspace) -> Result<Row, Stop> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        return Err(Stop::NotChecked("needs Linux on x86-64".into()));
    }
    need("valgrind")?;
    let mut all = tests(ws).words("--lib");
    for test in others(ws)? {
        all = all.words("--test").arg(test);
    }
    let output = all.env(RUNNER, VALGRIND).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let count = passed(&text);
    if !output.status.success() {
        print!("{text}{}", String::from_utf8_lossy(&output.stderr));
    }
    let probe = || tests(ws).words("--test faults -- race");
    let (hidden, seen) = (probe().env(RUNNER, VALGRIND).output()?, probe().output()?);
    let says = |output: &[u8], word| String::from_utf8_lossy(output).contains(word);
    let fired = says(&hidden.stdout, "no getrandom in the vDSO") && says(&seen.stdout, PASSED);
    let good = output.status.success() && count > 0;
    Ok(Row {
        check: super::NO_VDSO.into(),
        test: "the tests of the crate under valgrind".into(),
        verdict: if good && fired { PASSED } else { FAILED }.into(),
        figure: format!("{count} tests passed, {}", output.status),
        demand: "all pass, no error of memcheck's".into(),
        control: format!(
            "a vDSO is found {}",
            if fired { "without valgrind, and not under it" } else { "in both cases, or in none" }
        ),
    })
}

fn tests(ws: &Workspace) -> Line {
    let line = Line::new("cargo test --release -p wellspring-entropy --all-features");
    line.dir(&ws.root)
}

/// The integration tests by name, without the suite of faults and the model.
fn others(ws: &Workspace) -> Result<Vec<String>, Stop> {
    let mut names = Vec::new();
    for entry in fs::read_dir(ws.root.join("crates/entropy/tests"))? {
        let path = entry?.path();
        let name = path.file_stem().ok_or_else(|| failed("a test without a name"))?;
        if path.extension().is_some_and(|extension| extension == "rs") && name != "loom" {
            names.push(name.to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// The sum of libtest's counts.
fn passed(output: &str) -> usize {
    let results = output.lines().filter_map(|line| line.strip_prefix("test result: ok. "));
    results.filter_map(|rest| rest.split(' ').next()?.parse::<usize>().ok()).sum()
}

#[cfg(test)]
mod tests {
    #[test]
    fn counts_are_summed() {
        let text =
            "test result: ok. 3 passed; 0 failed\nx\ntest result: ok. 40 passed; 1 ignored\n";
        assert_eq!(super::passed(text), 43);
        assert_eq!(super::passed("test result: FAILED. 3 passed; 1 failed"), 0);
    }
}
