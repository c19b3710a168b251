//! Processes can be kept on two processors, so that the other checks have parents and children on the same one and on two.

use crate::suite::{
    Form,
    os::kept_on,
    report::{Outcome, Row},
};

pub(crate) fn check(_: Form) -> Outcome {
    let [first, second] = [0, 1].map(kept_on);
    if second != "1" {
        return Err(format!("all processes on one processor: asked for 1, kept on {second}"));
    }
    Ok(vec![Row {
        test: "processors 0 and 1".into(),
        demand: "kept on each that is asked for".into(),
        found: format!("kept on {first}, then on {second}"),
        good: first == "0",
        control: "asked for another, kept on another".into(),
        fired: first != second,
    }])
}
