//! Where the bytes come from, and what protects them: the report of the entropy crate, and the generator's.

use wellspring::{
    KeyErasureRng, SystemRandom,
    csprng::Protection,
    entropy::{Pool, Report, fork},
};

use super::Finding;

pub(super) fn findings() -> Vec<Finding> {
    let forks_are_noticed = fork::generation().is_some();
    let mut generator = KeyErasureRng::new();
    // Whether it could be made is what is asked; a failure of the source is told by the report.
    let _ = generator.reseed();
    let report = SystemRandom.report();
    let mut findings = describe(&report);
    findings.push(fork_finding(forks_are_noticed));
    findings.push(generator_finding(generator.protection()));
    findings
}

fn describe(report: &Report) -> Vec<Finding> {
    let system = report.platform().system;
    let registered = if report.is_registered() { ", registered by this program" } else { "" };
    let source = match report.interface() {
        Ok(interface) => format!("{system}, {interface}{registered}"),
        Err(error) => format!("{system}, none: {error}"),
    };
    let mut findings = vec![if report.is_degraded() {
        Finding::degraded("source", source)
    } else {
        Finding::new("source", source + ", nothing degraded")
    }];
    for refusal in report.refusals() {
        let what = format!("{}: {}", refusal.interface, refusal.error);
        findings.push(Finding::new("no answer", what));
    }
    findings.push(vdso(report));
    findings.push(Finding::new(
        "pool",
        match report.pool() {
            Pool::Initialised => "initialised",
            Pool::Uninitialised => "not initialised yet: a draw waits until it is",
            Pool::Unknown => "not known: this system cannot be asked, or does not answer",
        },
    ));
    findings
}

/// Whether getrandom is in the vDSO, where a draw costs no system call. Without it draws are slower and not worse.
fn vdso(report: &Report) -> Finding {
    const NAME: &str = "vDSO getrandom";
    let refusal = report.refusals().find(|refusal| refusal.interface == NAME);
    Finding::new(
        "vdso",
        match (report.interface(), refusal) {
            (Ok(NAME), _) => "yes: draws take no system call".into(),
            (_, Some(refusal)) => format!("no: {}", refusal.error),
            _ if cfg!(target_os = "linux") => "no: it was not asked".into(),
            _ => "no: it is Linux's".into(),
        },
    )
}

fn fork_finding(noticed: bool) -> Finding {
    match noticed {
        true => Finding::new(
            "fork",
            "noticed, by a page that the kernel wipes in every child (checked)",
        ),
        // Since Linux 4.14 it can be had, so that its lack is a fault of the machine.
        false if cfg!(target_os = "linux") => Finding::degraded(
            "fork",
            "cannot be noticed here; nothing is kept that a child could repeat",
        ),
        false => Finding::new(
            "fork",
            "cannot be noticed on this system; nothing is kept that a child could repeat",
        ),
    }
}

fn generator_finding(protection: Protection) -> Finding {
    Finding::new(
        "generator",
        match protection {
            Protection::Pages => {
                "its state is in pages that every child finds wiped and that core dumps leave out"
                    .into()
            }
            Protection::NoState(error) => {
                format!("keeps no state ({error}): every draw comes from the source")
            }
            _ => "was not made".into(),
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fork_that_linux_does_not_tell_of_is_degraded() {
        assert!(!fork_finding(true).degraded);
        assert_eq!(fork_finding(false).degraded, cfg!(target_os = "linux"));
    }

    #[test]
    fn the_report_of_this_machine_is_told_whole() {
        let report = SystemRandom.report();
        let findings = describe(&report);
        let about = |what| findings.iter().filter(move |finding| finding.what == what);
        assert_eq!(about("source").count(), 1);
        assert_eq!(about("no answer").count(), report.refusals().count());
        assert_eq!(about("vdso").count() + about("pool").count(), 2);
        assert_eq!(findings.iter().any(|finding| finding.degraded), report.is_degraded());
    }
}
