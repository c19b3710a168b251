//! Parent and children, by the C library and by the bare system call: no two draws are the same.
//!
//! A child draws at once, and so does its parent; both on the same and on different processors.

use core::ops::RangeInclusive;

use super::{DRAWS, EACH, draw};
use crate::suite::{
    Form,
    generators::{Draw, SUBJECTS},
    ledger::{Flaws, Ledger},
    os::process::{self, Ended, exit, pin, wait},
    report::{Outcome, Row},
};

pub(crate) fn check(form: Form) -> Outcome {
    let (forks, some) = (form.of(48, EACH), form.of(24, 1_000));
    let mut rows = Vec::new();
    let makes: [(_, Make); 2] = [("fork", process::fork), ("raw clone", process::clone)];
    for (name, make) in makes {
        for subject in SUBJECTS {
            let found = forked(&mut *(subject.make)(), make, forks);
            let control = forked(&mut (subject.control)(), make, some);
            rows.push(Row {
                test: format!("{name}, {}, {forks} children", subject.name),
                demand: "0 duplicates".into(),
                found: found.figure(),
                good: found.none() && found.draws == DRAWS * (forks + forks / BATCH),
                control: control.of_children(some),
                fired: control.repeaters == some,
            });
        }
    }
    Ok(rows)
}

pub(crate) type Make = fn() -> Option<libc::pid_t>;

fn forked(generator: &mut dyn Draw, make: Make, forks: usize) -> Flaws {
    let ledger = Ledger::new(2 * DRAWS * forks);
    fork_into(generator, make, 1..=forks, &ledger);
    ledger.flaws()
}

/// Children that live at the same time, and would all have the same state.
pub(crate) const BATCH: usize = 8;

/// Makes the `children` of these numbers, some at a time: a whole number of batches. Each draws on one processor, and its parent
/// beside them on the same or on another.
pub(crate) fn fork_into(
    generator: &mut dyn Draw,
    make: Make,
    children: RangeInclusive<usize>,
    ledger: &Ledger,
) {
    let mut batch = Vec::with_capacity(BATCH);
    for number in children {
        if batch.is_empty() {
            generator.prepare();
        }
        pin(number / BATCH);
        let Some(child) = make() else {
            pin(number);
            draw(generator, ledger, number, 0);
            exit(0);
        };
        batch.push(child);
        if batch.len() == BATCH {
            draw(generator, ledger, 0, 0);
            assert!(batch.drain(..).all(|child| wait(child) == Ended::Exit(0)));
        }
    }
    assert!(batch.is_empty(), "a number of children that is not one of batches");
}
