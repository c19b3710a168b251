//! Threads that draw at the same time. Their stacks are so small that two and more of them are in the 64 KiB by which
//! the library finds a state, so that they meet there. The control is two of them with one state, which the library's types refuse.

use std::{sync::Barrier, thread};

use wellspring_entropy::System;

use super::NO_VDSO;
use crate::suite::{
    Form,
    control::{Memory, Naive},
    report::{Outcome, Row},
    source::{Flaws, Source, until_flawed},
};

const THREADS: usize = 16;
const STACK: usize = 1 << 15;

pub(crate) fn check(form: Form) -> Outcome {
    let naive = Naive::new(Memory::AsAsked).ok_or(NO_VDSO)?;
    let draws = form.of(100_000, 4_000_000);
    let (found, control) =
        (race(&System, THREADS, draws / THREADS), until_flawed(|| race(&naive, 2, draws / 2)));
    Ok(vec![Row {
        test: format!("{THREADS} threads at a time"),
        figure: found.figure(),
        good: found.none(),
        demand: "no duplicate, no zero-run".into(),
        control: format!("2 threads, one state: {}", control.figure()),
        fired: !control.none(),
    }])
}

fn race(source: &dyn Source, threads: usize, draws: usize) -> Flaws {
    let start = Barrier::new(threads);
    let drawn = thread::scope(|scope| {
        let draw = |index: usize| {
            let start = &start;
            let work = move || {
                start.wait();
                (0..draws).map(|turn| source.sixteen((turn + index) % 2 == 1)).collect::<Vec<_>>()
            };
            thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).unwrap()
        };
        let threads: Vec<_> = (0..threads).map(draw).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    Flaws::of(drawn)
}
