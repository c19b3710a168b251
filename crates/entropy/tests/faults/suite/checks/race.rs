//! Threads that draw at the same time. The control is two of them with one state, which the library's types refuse.

use std::{sync::Barrier, thread};

use wellspring_entropy::System;

use super::NO_VDSO;
use crate::suite::{
    Form,
    control::{Memory, Naive},
    report::{Outcome, Row},
    source::{Flaws, Source, until_flawed},
};

pub(crate) fn check(form: Form) -> Outcome {
    let naive = Naive::new(Memory::AsAsked).ok_or(NO_VDSO)?;
    let draws = form.of(100_000, 4_000_000);
    let (found, control) =
        (race(&System, 8, draws / 8), until_flawed(|| race(&naive, 2, draws / 2)));
    Ok(vec![Row {
        test: "8 threads at a time".into(),
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
            scope.spawn(move || {
                start.wait();
                (0..draws).map(|turn| source.sixteen((turn + index) % 2 == 1)).collect::<Vec<_>>()
            })
        };
        let threads: Vec<_> = (0..threads).map(draw).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    Flaws::of(drawn)
}
