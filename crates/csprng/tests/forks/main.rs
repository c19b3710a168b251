//! Forks of every form: no two processes may draw the same from generators that one of them had.
//!
//! Each check runs in a process of its own, which this program starts from itself: signal handlers, timers and the processor
//! that a thread is kept on meet everybody. Each has a negative control, the same generator with its state in plain memory
//! (`suite/naive.rs`), and fails when the control stays silent: a test that cannot fail proves nothing.
//!
//! As a part of `cargo test` it takes seconds; `cargo xtask forks` runs the full forms and writes docs/FORKS.md.
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
