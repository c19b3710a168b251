//! Children that share their parent's memory, which no kernel wipes then.
//!
//! After `vfork` the parent rests until its child has ended, so that both may use the same generator, one after the other. A task
//! that `clone` makes with `CLONE_VM` runs beside its parent, as a thread does, but with the same thread-local storage. There
//! a generator holds that was moved to the task, one that both use under a lock, and `thread_rng` without one. The control is a copy of
//! a generator, which the library's types refuse.

use core::{
    cell::RefCell,
    sync::atomic::{
        AtomicBool,
        Ordering::{Acquire, Release},
    },
};
use std::thread;

use super::{DRAWS, EACH, draw};
use crate::suite::{
    Form,
    generators::{Draw, SUBJECTS, Subject},
    ledger::{Flaws, Ledger},
    os::process::{Ended, beside_on, pin},
    report::{Outcome, Row},
};

pub(crate) fn vfork(form: Form) -> Outcome {
    let (forks, some) = (form.of(50, EACH), form.of(20, 1_000));
    let row = |subject: &Subject| {
        let one = RefCell::new((subject.make)());
        let found = vforked(&one, &one, forks);
        let (naive, copy) = copies(subject);
        row("vfork", subject.name, forks, found, some, vforked(&naive, &copy, some))
    };
    Ok(SUBJECTS.iter().map(row).collect())
}

/// Half of the tasks in each of two ways.
pub(crate) fn clone_vm(form: Form) -> Outcome {
    let (forks, some) = (form.of(50, EACH / 2), form.of(20, 1_000));
    let mut rows = Vec::new();
    for subject in SUBJECTS {
        let control = || {
            let (naive, copy) = copies(subject);
            together(&naive, &copy, some)
        };
        let one = RefCell::new((subject.make)());
        let found = together(&one, &one, forks);
        rows.push(row("CLONE_VM, under a lock", subject.name, forks, found, some, control()));
        // Of its own, which was moved there; or a second handle to the same.
        let other = RefCell::new((subject.make)());
        let found = together(&one, &other, forks);
        let form = match subject.name {
            "thread_rng" => "CLONE_VM, at the same time",
            _ => "CLONE_VM, moved there",
        };
        rows.push(row(form, subject.name, forks, found, some, control()));
    }
    Ok(rows)
}

/// Of a child; unoptimised ciphers need a lot.
const STACK: usize = 1 << 17;

type Shared = RefCell<Box<dyn Draw>>;

/// A naive generator, and what a clone of it would be.
fn copies(subject: &Subject) -> (Shared, Shared) {
    let naive = (subject.control)().never_fresh();
    (RefCell::new(Box::new(naive.clone())), RefCell::new(Box::new(naive)))
}

fn row(form: &str, name: &str, forks: usize, found: Flaws, some: usize, control: Flaws) -> Row {
    Row {
        test: format!("{form}, {name}, {forks} children"),
        demand: "0 duplicates".into(),
        found: found.figure(),
        good: found.none() && found.draws == 2 * DRAWS * forks,
        control: format!("a copy: {}", control.of_children(some)),
        fired: control.repeaters == some,
    }
}

/// The child draws while its parent is suspended, in the parent's memory; then the parent does.
fn vforked(parent: &Shared, child: &Shared, forks: usize) -> Flaws {
    let ledger = Ledger::new(2 * DRAWS * forks);
    for turn in 1..=forks {
        pin(turn);
        let work = || draw(&mut **child.borrow_mut(), &ledger, turn, turn);
        let then = || draw(&mut **parent.borrow_mut(), &ledger, 0, turn);
        assert_eq!(beside_on::<STACK>(libc::CLONE_VFORK, &work, &then), Ended::Exit(0));
    }
    ledger.flaws()
}

/// Parent and child draw beside each other, and whoever draws holds the lock if the generator is the same.
fn together(parent: &Shared, child: &Shared, forks: usize) -> Flaws {
    let ledger = Ledger::new(2 * DRAWS * forks);
    let (ready, lock) = (AtomicBool::new(false), AtomicBool::new(false));
    let one = core::ptr::eq(parent, child);
    let work = |generator: &Shared, process: usize, turn: usize| {
        for way in 0..DRAWS {
            // A child without storage of its own must not sleep in a lock of the standard library.
            while one && lock.swap(true, Acquire) {
                thread::yield_now();
            }
            let drawn = generator.borrow_mut().draw(turn + way);
            lock.store(false, Release);
            ledger.push(process, drawn);
        }
    };
    for turn in 1..=forks {
        ready.store(false, Release);
        let in_child = || {
            pin(turn / 2);
            ready.store(true, Release);
            work(child, turn, turn);
        };
        let in_parent = || {
            pin(turn / 4);
            while !ready.load(Acquire) {
                thread::yield_now();
            }
            work(parent, 0, turn);
        };
        assert_eq!(beside_on::<STACK>(0, &in_child, &in_parent), Ended::Exit(0));
    }
    ledger.flaws()
}
