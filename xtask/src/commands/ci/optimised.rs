//! What is tested on code as users run it: optimised. An unoptimised build proves nothing about
//! wipes that a compiler might leave out, or about branches that it might put in.

use crate::commands::{Outcome, Stop, Workspace, failed};
use crate::shell::{Line, need};

/// Nothing of a dropped secret is found in memory.
pub(super) fn wiping(ws: &Workspace) -> Outcome {
    if !cfg!(target_os = "linux") {
        return Err(Stop::NotChecked("needs Linux's /proc".into()));
    }
    test("memory").dir(&ws.root).run()?;
    let line = Line::new("cargo test --quiet --release -p wellspring-cli --test cli memory");
    shipped(line).dir(&ws.root).run()?;
    for package in ["wellspring-csprng", "wellspring-dist"] {
        let line = Line::new("cargo test --quiet --release -p").arg(package);
        line.words("--test memory").dir(&ws.root).run()?;
    }
    Ok("the secret types, the command, the generator and what draws from a block".into())
}

/// No jump and no address depends on a secret, as memcheck sees it.
pub(crate) fn timing(ws: &Workspace) -> Outcome {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        return Err(Stop::NotChecked("needs Linux on x86-64".into()));
    }
    need("valgrind")?;
    let line =
        test("constant_time").env("CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_RUNNER", "valgrind -q");
    // As cargo builds it for who uses the libraries, whatever the profile of the command is: the test knows how many jumps that leaves.
    let line = line.env("CARGO_PROFILE_RELEASE_LTO", "off");
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

/// The command as it is released, whatever the environment has the other programs be: what is optimised as a whole may lose more wipes.
pub(super) fn shipped(build: Line) -> Line {
    build.env("CARGO_PROFILE_RELEASE_LTO", "fat")
}

fn test(name: &str) -> Line {
    Line::new("cargo test --quiet --release --all-features -p wellspring-tokens --test").arg(name)
}
