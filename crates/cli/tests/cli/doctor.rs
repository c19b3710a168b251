//! `wellspring doctor` on the machine that runs the tests, and on one that is made to be degraded. What it says where system calls are made
//! to fail is seen by `cargo xtask ci faults`, too.

use serde_json::Value;
use wellspring::SystemRandom;
use wellspring_cli::{Status, Streams, run};
use wellspring_entropy::testing::{Failing, Replay};

use super::{done, text, unique, wellspring};

#[test]
fn tells_what_the_report_says() {
    let output = done(&["doctor", "--seconds", "0"], b"");
    let output = text(&output);
    let report = SystemRandom.report();
    let (system, interface) = (report.platform().system, report.interface().unwrap());
    let first = format!("source      {system}, {interface}, nothing degraded\n");
    assert!(output.starts_with(&first), "{output}");
    for what in [
        "vdso",
        "pool",
        "fork",
        "generator",
        "kernel",
        "libc",
        "clones",
        "health",
        "control",
        "uniformity",
        "repeats",
    ] {
        assert!(output.lines().any(|line| line.starts_with(what)), "{what}: {output}");
    }
    assert!(output.ends_with("in all      nothing degraded\n"), "{output}");
    assert_eq!(output.matches("no answer").count(), report.refusals().count());
    if cfg!(target_os = "linux") {
        assert!(output.contains("pool        initialised"), "{output}");
        assert!(output.contains("kernel      Linux "), "{output}");
    }
}

#[test]
fn measures_six_speeds_with_bars_and_as_json() {
    let output = text(&done(&["doctor", "--seconds", "1"], b""));
    assert_eq!(
        output.lines().filter(|line| line.contains('█') && line.contains("ns each")).count(),
        6
    );
    let output = done(&["doctor", "--seconds", "1", "--json"], b"");
    let report = unique::read(&text(&output)).unwrap();
    assert_eq!(report["degraded"], Value::Bool(false));
    assert_eq!(report["speeds"].as_array().unwrap().len(), 6);
    assert!(report["speeds"][0]["per_second"].as_f64().unwrap() > 0.0);
    let findings = report["findings"].as_array().unwrap();
    let health = findings.iter().find(|finding| finding["what"] == "health").unwrap();
    assert_eq!(health["degraded"], Value::Bool(false));
}

/// A source that is stuck, counts, or fails: status 4, and the finding has a name.
#[test]
fn anything_degraded_ends_with_4() {
    let counting: Vec<u8> = (0..=255).collect();
    let stuck = degraded(Replay::repeating(&[7]));
    assert!(stuck.contains("health      DEGRADED: repetition count test failed"), "{stuck}");
    let even = degraded(Replay::repeating(&counting));
    assert!(even.contains("uniformity  DEGRADED: "), "{even}");
    let failing = degraded(Failing::at_draw(1, SystemRandom));
    assert!(failing.contains("health      DEGRADED: the source failed"), "{failing}");
}

/// The same reports as JSON, of which no object has a field twice.
#[test]
fn what_is_degraded_is_json_without_repeated_names() {
    let more = ["--json", "-s", "0"];
    for report in [
        reported(Replay::repeating(&[7]), &more),
        reported(Failing::at_draw(1, SystemRandom), &more),
    ] {
        let report = unique::read(&report).unwrap();
        assert_eq!(report["degraded"], Value::Bool(true));
        let findings = report["findings"].as_array().unwrap();
        let found: Vec<&str> = findings
            .iter()
            .filter(|finding| finding["degraded"] == Value::Bool(true))
            .filter_map(|finding| finding["what"].as_str())
            .collect();
        assert!(found.contains(&"health"), "{report}");
    }
}

fn reported(
    mut source: impl wellspring::rand_core::TryCryptoRng<Error = wellspring::SourceError>,
    arguments: &[&str],
) -> String {
    let (mut input, mut output, mut messages) = (std::io::empty(), Vec::new(), Vec::new());
    let mut streams = Streams::new(&mut input, &mut output, &mut messages);
    let arguments = [&["wellspring", "doctor"], arguments].concat();
    let status = run(arguments, &mut source, &mut streams);
    let report = text(&output);
    assert_eq!(status, Status::Source, "{report}");
    report
}

fn degraded(
    source: impl wellspring::rand_core::TryCryptoRng<Error = wellspring::SourceError>,
) -> String {
    let report = reported(source, &["--seconds", "0"]);
    assert!(report.lines().last().unwrap().contains("in all      DEGRADED: "), "{report}");
    report
}

/// A kernel without getrandom, by strace: the device is read, which is degraded, and so is a source that does not answer at all.
#[cfg(target_os = "linux")]
#[test]
#[ignore = "needs strace, and to be allowed to trace: `cargo xtask ci shells`"]
fn a_kernel_that_refuses_is_degraded_for_the_binary() {
    let traced = |inject: &str, more: &[&str]| {
        let mut command = std::process::Command::new("strace");
        command.args(["-f", "-qq", "-o", "/dev/null", "-e", "trace=getrandom", "-e"]);
        command.arg(format!("inject=getrandom:{inject}"));
        command.arg(env!("CARGO_BIN_EXE_wellspring")).args(["doctor", "--seconds", "0"]).args(more);
        command.output()
    };
    // Two interfaces have no answer, and both are told.
    let output = traced("error=ENOSYS", &["--json"]).expect("strace is there");
    assert_eq!(output.status.code(), Some(4));
    let report = unique::read(&text(&output.stdout)).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let silent = findings.iter().filter(|finding| finding["what"] == "no answer").count();
    assert!(silent >= 2 && report["degraded"] == Value::Bool(true), "{report}");
    let output = traced("error=ENOSYS", &[]).expect("strace is there");
    let report = text(&output.stdout);
    assert_eq!(output.status.code(), Some(4), "{report}");
    assert!(report.contains("source      DEGRADED: Linux, "), "{report}");
    assert!(
        report.contains("no answer   ") && report.contains("in all      DEGRADED: source"),
        "{report}"
    );
    let output = traced("error=EIO", &[]).expect("strace is there");
    assert_eq!(output.status.code(), Some(4));
    assert!(text(&output.stdout).contains("none: "));
}

#[test]
fn its_argument_is_checked() {
    let output = wellspring(&["doctor", "--seconds", "3601"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("0 to 3600"));
}
