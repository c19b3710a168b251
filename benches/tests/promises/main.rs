//! What generators promise, run: the cells of docs/PROMISES.md that say "run".
//!
//! Each check meets each generator in a process of its own, which this program starts from itself: a filter cannot be
//! taken back, and a generator that has drawn is not the one that has not. What is found has to be what the
//! document says, for the peers as well as for ours. So a peer that gets better is noticed, and those that do not hold a
//! promise are the negative control of the check that says so: a check that everybody passes is refused.
//!
//! `cargo test -p wellspring-benches --test promises`, with `--features c-peers` for those that stand on C libraries.
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
