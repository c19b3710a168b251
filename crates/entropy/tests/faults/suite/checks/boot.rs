//! Early boot: the kernel's pool has no seed yet. A report says so and does not wait; a draw waits, and takes nothing weaker.
//!
//! A filter answers as the kernel does then (random(7)): `EAGAIN` to a call that will not wait, while a call that would wait ends the
//! process with SIGSYS, which nothing else does here.

use core::time::Duration;
use std::{fs::File, io::Read};

use wellspring_entropy::{Pool, System};

use crate::suite::{
    Form,
    os::{
        confine::filter_early_boot,
        process::{Ended, in_child},
    },
    report::{Outcome, Row},
};

const RIGHT: Ended = Ended::Exit(0);
const WAITS: Ended = Ended::Signal(libc::SIGSYS);

pub(crate) fn check(_: Form) -> Outcome {
    let at_boot = |work: &dyn Fn() -> bool| {
        in_child(Duration::from_secs(5), || {
            filter_early_boot(libc::SECCOMP_RET_KILL_PROCESS);
            i32::from(!work())
        })
    };
    let drawn = at_boot(&|| System.try_fill(&mut [0; 16]).is_ok());
    let reported = at_boot(&reported);
    let read = at_boot(&|| {
        File::open("/dev/urandom").is_ok_and(|mut file| file.read_exact(&mut [0; 16]).is_ok())
    });
    Ok(vec![
        Row {
            test: "a report at early boot".into(),
            figure: words(reported).into(),
            good: reported == RIGHT,
            demand: "says EAGAIN, and does not wait".into(),
            control: format!("a draw in its place: {}", words(drawn)),
            fired: drawn == WAITS,
        },
        Row {
            test: "a draw at early boot".into(),
            figure: words(drawn).into(),
            good: drawn == WAITS,
            demand: "waits".into(),
            control: format!("a reader of the device: {}", words(read)),
            fired: read == RIGHT,
        },
    ])
}

/// Whether the report is that of a pool without a seed.
fn reported() -> bool {
    let report = System.report();
    let error = report.interface().err().and_then(|error| error.raw_os_error());
    report.pool() == Pool::Uninitialised && error == Some(libc::EAGAIN) && report.is_degraded()
}

fn words(ended: Ended) -> &'static str {
    match ended {
        RIGHT => "answers at once",
        WAITS => "waits",
        Ended::Stuck => "stuck",
        _ => "something else",
    }
}
