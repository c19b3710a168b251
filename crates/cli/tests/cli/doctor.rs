//! `wellspring doctor` on the machine that runs the tests. What it says of a degraded one is seen where system
//! calls are made to fail, by `cargo xtask ci faults`.

use super::{done, text};
use wellspring::SystemRandom;

#[test]
fn tells_what_the_report_says() {
    let output = done(&["doctor"], b"");
    let output = text(&output);
    let report = SystemRandom.report();
    let first = format!("source      {}, nothing degraded\n", report.interface().unwrap());
    assert!(output.starts_with(&first), "{output}");
    for what in ["pool", "fork"] {
        assert!(output.lines().any(|line| line.starts_with(what)), "{what}: {output}");
    }
    assert_eq!(output.matches("no answer").count(), report.refusals().count());
    if cfg!(target_os = "linux") {
        assert!(output.contains("pool        initialised"), "{output}");
    }
}
