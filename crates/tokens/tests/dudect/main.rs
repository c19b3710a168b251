//! That time does not depend on secrets, as far as a clock can see it: the classes "always the same secret" and "always
//! another one", in random order, and Welch's t-test of what they take.
//!
//! O. Reparaz, J. Balasch and I. Verbauwhede, "Dude, is my code constant time?", DATE 2017,
//! <https://eprint.iacr.org/2016/1123>. What memcheck cannot see is seen here, such as an instruction whose own time
//! depends on its operands; what the clock cannot see, memcheck does.
//!
//! **A measurement** is a batch of calls with inputs of one class, each from a place in memory that chance picks, and with a place
//! for its result that chance picks as well ([`places`]). Which class it is, is decided by a coin of the operating system's, after inputs of both were
//! made and looked at: both have gone through the caches in the same way. Interruptions and drift meet both classes alike, and add noise but no
//! difference.
//!
//! **The test** is Welch's t of all measurements, and of those below four percentiles of all of both classes together:
//! an interruption costs more than a leak ever would, and hides it in what is not cropped. The verdict is the largest
//! of the five. It is held against 4.5, as the paper does.
//!
//! **False alarms.** If there is no difference, `|t|` is above 4.5 with a probability of 6.8e-6, so the largest of five
//! with less than 3.4e-5. What is above is measured once more, with four times as many measurements, and that
//! counts: a difference that is there is then twice as large in units of its error, and one that is not is not.
//! The probability of a false verdict is below 1.2e-9 for each function.
//!
//! ```console
//! $ cargo xtask timing
//! ```
//!
//! As an ordinary test it sees only whether it sees the control.
#![cfg_attr(not(feature = "alloc"), allow(unused, reason = "there is nothing to measure"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]

#[cfg(feature = "alloc")]
mod cases;
#[cfg(feature = "alloc")]
mod measure;
#[cfg(feature = "alloc")]
mod places;
#[cfg(feature = "alloc")]
mod random;
mod welch;

#[cfg(feature = "alloc")]
fn main() {
    use std::io::{Write, stdout};

    welch::check();
    let args: Vec<String> = std::env::args().skip(1).collect();
    let names: Vec<&str> =
        args.iter().map(String::as_str).filter(|a| !a.starts_with('-')).collect();
    let full = args.iter().any(|arg| arg == "--full");
    let mut failed = false;
    let mut out = stdout();
    for case in cases::all() {
        let wanted =
            if full { names.is_empty() || names.contains(&case.name) } else { case.control };
        if !wanted {
            continue;
        }
        let found = measure::judged(&case, if full { MEASUREMENTS } else { FEW });
        failed |= !found.passed;
        let verdict = if found.passed { "passed" } else { "FAILED" };
        let (name, what) = (case.name, case.what);
        _ = writeln!(out, "timing\t{name}\t{what}\t{verdict}\t{found}");
    }
    assert!(!failed, "see above");
}

#[cfg(not(feature = "alloc"))]
fn main() {}

/// Of each function.
#[cfg(feature = "alloc")]
const MEASUREMENTS: usize = 1_000_000;
/// Enough for the control.
#[cfg(feature = "alloc")]
const FEW: usize = 10_000;
