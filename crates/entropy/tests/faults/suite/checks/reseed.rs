//! The kernel's generator is thrown away and made anew under threads that draw: every state is then stale.

use core::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::{fs::File, thread};

use wellspring_entropy::System;

use super::NO_VDSO;
use crate::suite::{
    Form,
    control::{Memory, Naive},
    os,
    report::{Outcome, Row},
    source::{Flaws, Source, until_flawed},
};

/// Draws to one reseed.
const PACE: usize = 100;
const THREADS: usize = 3;

pub(crate) fn check(form: Form) -> Outcome {
    let naive = Naive::new(Memory::AsAsked).ok_or(NO_VDSO)?;
    if !os::is_admin() {
        return Err("only root may reseed the kernel".into());
    }
    let reseeds = form.of(1_000, 100_000);
    let (found, control) = (storm(&System, reseeds), until_flawed(|| storm(&naive, 1_000)));
    Ok(vec![Row {
        test: format!("{reseeds} reseeds"),
        figure: found.figure(),
        good: found.none() && found.draws >= reseeds * PACE,
        demand: "no duplicate, no zero-run".into(),
        control: format!("{THREADS} threads, one state: {}", control.figure()),
        fired: !control.none(),
    }])
}

fn storm(source: &dyn Source, reseeds: usize) -> Flaws {
    let device = File::open("/dev/urandom").unwrap();
    let (drawn, over) = (AtomicUsize::new(0), AtomicBool::new(false));
    let draws = thread::scope(|scope| {
        let draw = || {
            let mut own = Vec::new();
            while !over.load(Relaxed) {
                own.push(source.sixteen(own.len() % 2 == 1));
                drawn.fetch_add(1, Relaxed);
            }
            own
        };
        let threads: [_; THREADS] = core::array::from_fn(|_| scope.spawn(draw));
        for turn in 0..reseeds {
            while drawn.load(Relaxed) < turn * PACE {
                thread::yield_now();
            }
            os::reseed(&device);
        }
        while drawn.load(Relaxed) < reseeds * PACE {
            thread::yield_now();
        }
        over.store(true, Relaxed);
        threads.map(|thread| thread.join().unwrap()).concat()
    });
    Flaws::of(draws)
}
