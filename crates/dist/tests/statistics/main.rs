//! The proof by statistics: large samples of everything that is drawn, against the exact law of each.
//!
//! What can be enumerated is proved by enumeration, beside the code that it is about. This is for the rest, and for the
//! whole way from the source to the value. Each row of it has a false alarm with a probability of 2^-40 at most, by
//! bounds that hold for every sample size (`suite/bound.rs`), and a negative control: the same draws, or those of a
//! broken program, against a law that is slightly wrong, which the same test has to reject. A control that passes
//! fails the row.
//!
//! As a part of `cargo test` it takes seconds and draws from a stream cipher with a fixed key, so that it never
//! flickers; `cargo xtask stats` draws large samples from the operating system and writes docs/STATISTICS.md.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::integer_division_remainder_used,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a test may stop where it stands, and this one counts, computes in floats and prints what it finds"
)]

mod suite;

fn main() -> std::process::ExitCode {
    suite::main()
}
