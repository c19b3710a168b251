//! Forks from a program with many threads that draw, each from a generator of its own, and anywhere in a draw at the fork.

use core::{
    sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    time::Duration,
};
use std::thread;

use super::{
    DRAWS, EACH,
    fork::{BATCH, Make, fork_into},
};
use crate::suite::{
    Form,
    generators::{Draw, SUBJECTS, Subject},
    ledger::{Flaws, Ledger},
    os::process,
    report::{Outcome, Row},
};

/// What one of the threads does.
#[derive(Clone, Copy, Debug)]
struct Crowd {
    threads: usize,
    /// Between bursts of draws.
    rest: Option<Duration>,
    /// As many threads fork, all at the same time.
    forkers: usize,
}

/// 64 threads that draw now and then, so that a hundred thousand forks come to their turn.
pub(crate) fn alive(form: Form) -> Outcome {
    // Unoptimised, a draw takes a hundred times as long.
    let rest = Duration::from_millis(form.of(200, 5).try_into().unwrap());
    let crowd = Crowd { threads: 64, rest: Some(rest), forkers: 1 };
    Ok(rows("fork among 64 drawing threads", crowd, form.of(16, EACH), form))
}

/// Threads that do nothing but draw, and two others that fork.
pub(crate) fn race(form: Form) -> Outcome {
    let threads = form.of(2, 8);
    let test = format!("2 threads fork, {threads} draw without a rest");
    let crowd = Crowd { threads, rest: None, forkers: 2 };
    Ok(rows(&test, crowd, form.of(16, 3_200), form))
}

fn rows(test: &str, crowd: Crowd, forks: usize, form: Form) -> Vec<Row> {
    let some = form.of(16, 480);
    let row = |subject: &Subject| {
        let found = crowded(crowd, &subject.make, forks);
        let control = crowded(crowd, &|| Box::new((subject.control)()), some);
        Row {
            test: format!("{test}, {}, {forks} children", subject.name),
            demand: "0 duplicates".into(),
            found: found.figure(),
            good: found.none() && found.draws > DRAWS * (forks + forks / BATCH),
            control: control.of_children(some),
            fired: control.repeaters == some,
        }
    };
    SUBJECTS.iter().map(row).collect()
}

/// Draws that a thread has recorded, at most; it goes on to draw, and throws them away.
const RECORDED: usize = 1 << 11;

fn crowded(crowd: Crowd, make: &(dyn Fn() -> Box<dyn Draw> + Sync), forks: usize) -> Flaws {
    let Crowd { threads, rest, forkers } = crowd;
    let ledger = Ledger::new(2 * DRAWS * forks + threads * RECORDED);
    let (ready, done) = (AtomicUsize::new(0), AtomicBool::new(false));
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let (mut generator, mut recorded) = (make(), 0);
                ready.fetch_add(1, Relaxed);
                while !done.load(Relaxed) {
                    for turn in 0..BURST {
                        let drawn = generator.draw(turn);
                        if turn == 0 && recorded < RECORDED {
                            ledger.push(0, drawn);
                            recorded += 1;
                        }
                    }
                    generator.prepare();
                    if let Some(rest) = rest {
                        thread::sleep(rest);
                    }
                }
            });
        }
        while ready.load(Relaxed) < threads {
            thread::yield_now();
        }
        let share = forks / forkers;
        let fork = |forker: usize| {
            let makes: [Make; 2] = [process::fork, process::clone];
            let children = 1 + forker * share..=(forker + 1) * share;
            let ledger = &ledger;
            move || fork_into(&mut *make(), makes[forker % 2], children, ledger)
        };
        let forkers: Vec<_> = (0..forkers).map(|forker| scope.spawn(fork(forker))).collect();
        let ended = forkers.into_iter().all(|forker| forker.join().is_ok());
        done.store(true, Relaxed);
        assert!(ended);
    });
    ledger.flaws()
}

/// Draws between two looks at whether the test is over; the first of them is recorded.
const BURST: usize = 8;
