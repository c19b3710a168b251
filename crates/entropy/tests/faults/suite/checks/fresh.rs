//! Processes that are started one after another, at the same time of day as far as they can tell: no two draws the
//! same. Debian's OpenSSL of 2008 and Android's of 2013 failed at just this.

use core::{num::NonZero, time::Duration};
use std::{
    process::{ExitCode, Stdio},
    thread,
};

use wellspring_entropy::System;

use crate::suite::{
    Form, finish,
    report::{Outcome, Row},
    source::{Flaws, Source},
    this_program,
};

pub(crate) fn check(form: Form) -> Outcome {
    let processes = form.of(1_000, 1_000_000);
    let (found, naive) = (start(processes, "system"), start(200, "clock"));
    Ok(vec![Row {
        test: format!("{processes} fresh processes"),
        figure: found.figure(),
        good: found.none() && found.draws == processes,
        demand: "no duplicate".into(),
        control: format!("seeded by a clock that stands still: {}", naive.figure()),
        fired: naive.duplicates > 0,
    }])
}

/// By as many at a time as there are processors: a million take a quarter of an hour on two.
fn start(processes: usize, source: &str) -> Flaws {
    let draw = || {
        let mut command = this_program();
        command.args(["+fresh", source]).stdin(Stdio::null()).stdout(Stdio::piped());
        let (_, output) = finish(command.spawn().unwrap(), Duration::from_secs(5));
        u128::from_str_radix(output.trim(), 16).unwrap()
    };
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let draws = thread::scope(|scope| {
        let share = |worker: usize| (worker..processes).step_by(workers);
        let work = |worker| scope.spawn(move || share(worker).map(|_| draw()).collect::<Vec<_>>());
        let running: Vec<_> = (0..workers).map(work).collect();
        running.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    Flaws::of(draws)
}

/// `+fresh SOURCE`: one draw, as a number.
pub(super) fn draw(words: &[String]) -> ExitCode {
    struct Clock;
    impl Source for Clock {
        fn draw(&self, dest: &mut [u8]) {
            // The seconds since 1970, once; a linear congruential generator makes bytes of them.
            let mut state = 1_234_567_890_u64;
            dest.fill_with(|| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                state.to_be_bytes()[0]
            });
        }
    }
    let source: &dyn Source = if words[0] == "clock" { &Clock } else { &System };
    // The first of all by the system call, the next by the vDSO.
    println!("{:x}", source.sixteen(true));
    ExitCode::SUCCESS
}
