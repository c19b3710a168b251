//! Parent and children, made in every way: no two draws are the same.
//!
//! A child draws at once, and so does its parent; both on the same and on different processors. The control is a
//! state in plain memory, of which a child has a copy; where memory is shared, a copy that was made by hand, or a
//! state that both use at a time.

use core::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};
use std::thread;

use wellspring_entropy::System;

use super::NO_VDSO;
use crate::suite::{
    Form,
    control::{Memory, Naive},
    os::process::{self, Ended, beside_on, exit, pin, wait},
    report::{Outcome, Row},
    source::{Flaws, Ledger, Source, deeper, until_flawed},
};

/// Draws of each process after a fork.
const DRAWS: usize = 4;
const DEPTH: usize = 200;
const THREADS: usize = 64;
/// Of a child, in its parent's frame and so within the 64 KiB by which the library finds a state.
const STACK: usize = 1 << 14;

pub(crate) fn check(form: Form) -> Outcome {
    let control = || Naive::new(Memory::Plain).ok_or(NO_VDSO);
    let forks = form.of(300, 100_000);
    let some = form.of(50, 2_000);
    let mut rows = Vec::new();
    let mut row = |test: &str, children: usize, figure: Flaws, naive: Flaws, fires: bool| {
        rows.push(Row {
            test: format!("{test}, {children} children"),
            figure: figure.figure(),
            good: figure.none() && figure.draws >= children,
            demand: "0 duplicates".into(),
            control: naive.figure(),
            fired: if fires { naive.duplicates > 0 } else { !naive.none() },
        });
    };
    let makes: [(_, Make); 2] = [("fork", process::fork), ("raw clone", process::clone)];
    for (name, make) in makes {
        row(name, forks, forked(&System, make, forks), forked(&control()?, make, some), true);
    }
    let (runs, few) = (form.of(1, forks / DEPTH), 1);
    row(
        "fork in fork, 200 deep",
        runs * DEPTH,
        nested(&System, runs),
        nested(&control()?, few),
        true,
    );
    let naive = control()?;
    row("vfork", forks, vforked(&System, &System, forks), copied(&naive, some), true);
    row(
        "CLONE_VM",
        forks,
        together(&System, forks),
        until_flawed(|| together(&naive, 2_000)),
        false,
    );
    let (many, naive) = (form.of(100, 5_000), control()?);
    row(
        "fork among 64 drawing threads",
        many,
        crowded(many),
        forked(&naive, process::fork, some),
        true,
    );
    Ok(rows)
}

type Make = fn() -> Option<libc::pid_t>;

/// Every other time in two draws of eight bytes.
fn draw(source: &dyn Source, ledger: &Ledger, turn: usize) {
    for _ in 0..DRAWS {
        ledger.push(source.sixteen(turn % 2 == 1));
    }
}

/// The child draws on one processor and its parent on the same or on another.
fn forked(source: &dyn Source, make: Make, forks: usize) -> Flaws {
    let ledger = Ledger::new(2 * DRAWS * forks);
    fork_into(source, make, forks, &ledger);
    Flaws::of(ledger.draws())
}

fn fork_into(source: &dyn Source, make: Make, forks: usize, ledger: &Ledger) {
    source.sixteen(false);
    for turn in 0..forks {
        pin(turn / 2);
        let Some(child) = make() else {
            pin(turn / 4);
            draw(source, ledger, turn);
            exit(0);
        };
        draw(source, ledger, turn);
        assert_eq!(wait(child), Ended::Exit(0));
    }
}

/// Each child forks the next one before it draws itself, so that all of them have the first one's state.
fn nested(source: &dyn Source, runs: usize) -> Flaws {
    let ledger = Ledger::new(DRAWS * (DEPTH + 1) * runs);
    for run in 0..runs {
        source.sixteen(false);
        let mut child = None;
        let mut level = 0;
        while level < DEPTH {
            child = process::clone();
            if child.is_some() {
                break;
            }
            level += 1;
        }
        pin(level);
        draw(source, &ledger, run);
        let whole = child.is_none_or(|child| wait(child) == Ended::Exit(0));
        if level > 0 {
            exit(i32::from(!whole));
        }
        assert!(whole);
    }
    Flaws::of(ledger.draws())
}

/// The child draws while its parent is suspended, in the parent's memory; then the parent does.
fn vforked(parent: &dyn Source, child: &dyn Source, forks: usize) -> Flaws {
    let ledger = Ledger::new(2 * DRAWS * forks);
    parent.sixteen(false);
    for turn in 0..forks {
        let work = || draw(child, &ledger, turn);
        let ended = beside_on::<STACK>(libc::CLONE_VFORK, &work, &|| draw(parent, &ledger, turn));
        assert_eq!(ended, Ended::Exit(0));
    }
    Flaws::of(ledger.draws())
}

fn copied(naive: &Naive, forks: usize) -> Flaws {
    naive.sixteen(false);
    vforked(naive, &naive.copy(), forks)
}

/// Parent and child draw at the same time, with the same memory and the same thread-local storage.
fn together(source: &dyn Source, forks: usize) -> Flaws {
    let ledger = Ledger::new(8 * DRAWS * forks);
    source.sixteen(false);
    let ready = AtomicBool::new(false);
    for turn in 0..forks {
        ready.store(false, Ordering::Relaxed);
        let child = || {
            pin(1);
            ready.store(true, Ordering::Release);
            (0..4).for_each(|_| draw(source, &ledger, turn));
        };
        let parent = || {
            pin(0);
            while !ready.load(Ordering::Acquire) {
                thread::yield_now();
            }
            (0..4).for_each(|_| draw(source, &ledger, turn));
        };
        deeper(turn % 4, &mut || {
            assert_eq!(beside_on::<STACK>(0, &child, &parent), Ended::Exit(0));
        });
    }
    Flaws::of(ledger.draws())
}

/// Forks while other threads are anywhere in a draw, so that a child finds their states as they left them.
fn crowded(forks: usize) -> Flaws {
    const PER_THREAD: usize = 1 << 11;
    let ledger = Ledger::new(2 * DRAWS * forks + THREADS * PER_THREAD);
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                let mut left = PER_THREAD;
                while !done.load(Ordering::Relaxed) {
                    for _ in 0..left.min(16) {
                        ledger.push(System.sixteen(false));
                        left -= 1;
                    }
                    // Drawn and thrown away, so that a fork meets draws in flight.
                    (0..16).for_each(|_| _ = System.sixteen(true));
                    thread::sleep(Duration::from_micros(500));
                }
            });
        }
        fork_into(&System, process::fork, forks, &ledger);
        done.store(true, Ordering::Relaxed);
    });
    Flaws::of(ledger.draws())
}
