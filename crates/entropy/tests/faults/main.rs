//! The acceptance suite: what fork, signals, threads, filters and a failing kernel may not do to a draw.
//!
//! Each check runs in a process of its own, which this program starts from itself: a filter cannot be taken back,
//! and a signal handler meets everybody. Each has a negative control, a program that makes the mistake
//! (`suite/control.rs`), and fails when the control stays silent: a test that cannot fail proves nothing.
//!
//! As a part of `cargo test` it takes seconds; `cargo xtask faults` runs the full forms and writes docs/FAULTS.md.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::integer_division_remainder_used,
    reason = "a test may stop where it stands, and this one prints what it finds"
)]

#[cfg_attr(
    not(all(target_os = "linux", target_env = "gnu", target_pointer_width = "64", not(miri))),
    path = "suite_disabled.rs"
)]
mod suite;

fn main() -> std::process::ExitCode {
    suite::main()
}
