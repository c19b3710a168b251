//! Forks within forks, 200 deep.
//!
//! In every other chain each child forks the next one before it draws at all, so that all of them would have the first one's
//! state; in the others it draws before and after, so that each has made a state of its own, which the next one would have.

use super::{DRAWS, EACH, draw};
use crate::suite::{
    Form,
    generators::{Draw, SUBJECTS, Subject},
    ledger::{Flaws, Ledger},
    os::process::{self, Ended, exit, pin, wait},
    report::{Outcome, Row},
};

pub(crate) fn check(form: Form) -> Outcome {
    let depth = form.of(20, 200);
    let (chains, some) = (form.of(2, EACH / depth), 2);
    let row = |subject: &Subject| {
        let found = chained(&mut *(subject.make)(), depth, chains);
        let control = chained(&mut (subject.control)().never_fresh(), depth, some);
        let children = chains * depth;
        Row {
            test: format!("fork in fork, {depth} deep, {}, {children} children", subject.name),
            demand: "0 duplicates".into(),
            found: found.figure(),
            good: found.none()
                && found.draws == DRAWS * (chains * (1 + depth) + chains / 2 * depth),
            control: control.of_children(some * depth),
            fired: control.repeaters == some * depth,
        }
    };
    Ok(SUBJECTS.iter().map(row).collect())
}

/// Every other chain is of the second kind.
fn chained(generator: &mut dyn Draw, depth: usize, chains: usize) -> Flaws {
    let ledger = Ledger::new(2 * DRAWS * (depth + 1) * chains);
    for chain in 0..chains {
        let mut child = None;
        let mut level = 0;
        let number = |level| if level == 0 { 0 } else { chain * depth + level };
        while level < depth {
            child = if chain % 4 < 2 { process::clone() } else { process::fork() };
            if child.is_some() {
                break;
            }
            level += 1;
            pin(level);
            if chain % 2 == 1 {
                draw(generator, &ledger, number(level), chain);
            }
        }
        draw(generator, &ledger, number(level), chain);
        let whole = child.is_none_or(|child| wait(child) == Ended::Exit(0));
        if level > 0 {
            exit(i32::from(!whole));
        }
        assert!(whole);
    }
    ledger.flaws()
}
