//! `wellspring doctor`.

use clap::Args;
use wellspring::{
    SystemRandom,
    entropy::{Pool, Report, fork},
};

use crate::{error::Failure, status::Status, streams::Streams};

/// Tell where this machine's randomness comes from, and exit 4 if anything about it is degraded
///
/// Shows the interface that answers, those that were asked before it and why they did not answer, whether the
/// kernel's pool is initialised, and whether a fork can be noticed. An interface that is merely slower is
/// shown and is not degraded.
#[derive(Debug, Args)]
pub(crate) struct Doctor {}

impl Doctor {
    #[allow(clippy::unused_self, reason = "all commands are run in the same way")]
    pub(crate) fn run(&self, streams: &mut Streams<'_>) -> Result<Status, Failure> {
        let report = SystemRandom.report();
        let text = describe(&report, fork::generation().is_some());
        let status = if report.is_degraded() { Status::Source } else { Status::Done };
        match streams.output.write_all(text.as_bytes()).map_err(Failure::output) {
            // As with `compare`, the exit status is the answer.
            Ok(()) | Err(Failure::Closed) => Ok(status),
            Err(failure) => Err(failure),
        }
    }
}

fn describe(report: &Report, forks_are_noticed: bool) -> String {
    let degraded = if report.is_degraded() { "DEGRADED" } else { "nothing degraded" };
    let mut lines = vec![match report.interface() {
        Ok(interface) => line("source", &format!("{interface}, {degraded}")),
        Err(error) => line("source", &format!("none, {degraded}: {error}")),
    }];
    for refusal in report.refusals() {
        lines.push(line("no answer", &format!("{}: {}", refusal.interface, refusal.error)));
    }
    lines.push(line(
        "pool",
        match report.pool() {
            Pool::Initialised => "initialised",
            Pool::Uninitialised => "not initialised yet: a draw waits until it is",
            Pool::Unknown => "not known: this system cannot be asked, or does not answer",
        },
    ));
    lines.push(line(
        "fork",
        if forks_are_noticed {
            "noticed, by a page that the kernel wipes in every child (checked)"
        } else {
            "cannot be noticed here; nothing is kept that a child could repeat"
        },
    ));
    lines.concat()
}

fn line(what: &str, found: &str) -> String {
    format!("{what:12}{found}\n")
}
