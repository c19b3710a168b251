//! What is tested on code as users run it: optimised. An unoptimised build proves nothing about
//! wipes that a compiler might leave out, or about branches that it might put in.
//!
//! Each look at secrets is made in a profile that it is told, and the steps make it in cargo's own and in that for size. The
//! others are those of `cargo xtask profiles`.

use crate::commands::profile::{CARGO, Profile, SHIPPED, SIZE};
use crate::commands::{Outcome, Stop, Workspace, failed};
use crate::shell::{Line, need};

/// Nothing of a dropped secret is found in memory.
pub(super) fn wiping(ws: &Workspace) -> Outcome {
    let own = in_memory(ws, CARGO)?;
    tests(ws, SIZE, "wellspring-tokens")?;
    let line = Line::new("cargo test --quiet --release -p wellspring-cli --test cli memory");
    SHIPPED.of(line).dir(&ws.root).run()?;
    Ok(format!("{own}; those of tokens for size, too; the command as it is shipped"))
}

/// The libraries that have secrets in their hands.
pub(crate) fn in_memory(ws: &Workspace, profile: Profile) -> Outcome {
    let mut all = 0;
    for package in ["wellspring-tokens", "wellspring-csprng", "wellspring-dist"] {
        all += tests(ws, profile, package)?;
    }
    Ok(format!("{all} tests of the secret types, the generator and what draws from a block"))
}

/// How many tests passed.
fn tests(ws: &Workspace, profile: Profile, package: &str) -> Result<usize, Stop> {
    if !cfg!(target_os = "linux") {
        return Err(Stop::NotChecked("needs Linux's /proc".into()));
    }
    let report = profile.of(test(package, "memory")).dir(&ws.root).read()?;
    print!("{report}");
    let passed = report.lines().find_map(|line| line.strip_prefix("test result: ok. "));
    let passed = passed.and_then(|rest| rest.split_once(" passed")?.0.parse().ok());
    passed.filter(|n| *n > 0).ok_or_else(|| failed(format!("no test of {package} ran")))
}

/// No jump and no address depends on a secret, in the two profiles that have most to say about it.
pub(crate) fn timing(ws: &Workspace) -> Outcome {
    let [own, size] = [memcheck(ws, CARGO)?, memcheck(ws, SIZE)?];
    Ok(format!("{own}; for size: {size}"))
}

/// No jump and no address depends on a secret, as memcheck sees it.
pub(crate) fn memcheck(ws: &Workspace, profile: Profile) -> Outcome {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        return Err(Stop::NotChecked("needs Linux on x86-64".into()));
    }
    need("valgrind")?;
    let line = profile.of(test("wellspring-tokens", "constant_time"));
    let line = line.env("CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_RUNNER", "valgrind -q");
    let report = line.dir(&ws.root).read()?;
    print!("{report}");
    // Without valgrind the test checks nothing and says so, with the same exit status.
    let counts = report.lines().find_map(|line| line.strip_prefix("constant_time: passed: "));
    if let Some(counts) = counts {
        return Ok(counts.to_owned());
    }
    Err(failed("the test did not run to its end under valgrind"))
}

/// Each password of sets of up to a million, and of all small ones, has one rank.
pub(super) fn passwords(ws: &Workspace) -> Outcome {
    let line = Line::new("cargo test --quiet --release --all-features -p wellspring-tokens --lib")
        .words("password::tests::million -- --nocapture");
    let report = line.dir(&ws.root).read()?;
    let counts: Vec<_> =
        report.lines().filter_map(|line| line.split_once("enumerated: ")).collect();
    match counts.as_slice() {
        [(_, first), (_, second), (_, third)] => Ok(format!("{first}; {second}; {third}")),
        _ => Err(failed("the tests that enumerate passwords did not run")),
    }
}

fn test(package: &str, name: &str) -> Line {
    let line = Line::new("cargo test --quiet --release --all-features -p").arg(package);
    line.words("--test").arg(name)
}
