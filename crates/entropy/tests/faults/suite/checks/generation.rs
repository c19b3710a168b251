//! `fork::generation()` is another number in every forked child, the same in every thread, or `None`.

use core::{num::NonZeroUsize, sync::atomic::Ordering, time::Duration};
use std::thread;

use wellspring_entropy::{System, fork};

use crate::suite::{
    Form,
    os::{
        memory::{self, Usage},
        process::{self, Ended, exit, in_child, wait, wait_within},
    },
    report::{Outcome, Row},
    source::Source,
};

const SAME: i32 = 10;
const OTHER: i32 = 11;
const NONE: i32 = 12;
const SECOND: Duration = Duration::from_secs(5);

type Make = fn() -> Option<libc::pid_t>;

pub(crate) fn check(form: Form) -> Outcome {
    let forks = form.of(200, 10_000);
    let mut rows = Vec::new();
    let makes: [(_, Make); 2] = [("fork", process::fork), ("raw clone", process::clone)];
    for (name, make) in makes {
        let seen = count(make, forks, fork::generation);
        // What a program does that looks into its own memory for an answer.
        let naive = count(make, forks, || NonZeroUsize::new(1));
        rows.push(Row {
            test: format!("generation after {name}, {forks} children"),
            figure: figure(seen),
            good: seen == [0, forks, 0] || seen == [0, 0, forks],
            demand: "another in each, or none".into(),
            control: figure(naive),
            fired: naive[0] == forks,
        });
    }
    rows.push(nested());
    rows.push(threads());
    rows.push(piled(form.of(100, 300)));
    Ok(rows)
}

/// Forks within forks, each of which draws before it forks the next: what a child inherits it uses, and adds nothing.
fn piled(depth: usize) -> Row {
    let draw = || (0..20).for_each(|_| _ = System.sixteen(false));
    // Two kinds, as the kernel joins neighbours of one kind.
    let leak = || {
        _ = memory::map(4096, libc::PROT_READ, libc::MAP_PRIVATE | libc::MAP_ANONYMOUS);
        memory::leak(4096);
    };
    let works: [&dyn Fn(); 2] = [&draw, &leak];
    let [found, control] = works.map(|work| {
        let before = Usage::now().mappings;
        let end = memory::shared(1);
        descend(depth, work, &|| end[0].store(Usage::now().mappings, Ordering::Relaxed));
        end[0].load(Ordering::Relaxed).saturating_sub(before)
    });
    // What the first of them makes for itself is made once.
    let once = 8;
    Row {
        test: format!("{depth} forks within forks"),
        figure: format!("+{found} mappings"),
        good: found <= once,
        demand: format!("at most {once} more"),
        control: format!("a mapping in each: +{control}"),
        fired: control > once,
    }
}

fn descend(depth: usize, work: &dyn Fn(), end: &dyn Fn()) {
    work();
    if depth == 0 {
        return end();
    }
    let Some(child) = process::fork() else {
        descend(depth - 1, work, end);
        exit(0);
    };
    assert_eq!(wait(child), Ended::Exit(0));
}

/// How many children have the same generation as their parent, another, none.
fn count(make: Make, forks: usize, ask: fn() -> Option<NonZeroUsize>) -> [usize; 3] {
    let mut counts = [0; 3];
    for _ in 0..forks {
        let before = ask();
        let Some(child) = make() else {
            // Asked twice: it must not change again.
            let (first, second) = (ask(), ask());
            exit(match (before, first) {
                (Some(before), Some(now)) if first == second && now != before => OTHER,
                (None, None) => NONE,
                _ => SAME,
            });
        };
        assert_eq!(ask(), before, "changed in the parent");
        match wait_within(child, SECOND) {
            Ended::Exit(SAME) => counts[0] += 1,
            Ended::Exit(OTHER) => counts[1] += 1,
            Ended::Exit(NONE) => counts[2] += 1,
            other => panic!("{other:?}"),
        }
    }
    counts
}

fn figure([same, other, none]: [usize; 3]) -> String {
    format!("{same} same, {other} others, {none} none")
}

/// A grandchild differs from its parent and from its grandparent, whoever of them has asked before.
fn nested() -> Row {
    let repeats = |ask: fn() -> Option<NonZeroUsize>| {
        let first = ask();
        let repeats = |asks_between: bool| {
            let ended = in_child(SECOND, || {
                let second = if asks_between { ask() } else { None };
                let third = in_child(SECOND, || {
                    let third = ask();
                    i32::from(third.is_some() && (third == first || third == second))
                });
                i32::from(third != Ended::Exit(0))
            });
            ended != Ended::Exit(0)
        };
        usize::from(repeats(true)) + usize::from(repeats(false))
    };
    let (seen, naive) = (repeats(fork::generation), repeats(|| NonZeroUsize::new(1)));
    Row {
        test: "generation of a grandchild".into(),
        figure: format!("{seen} of 2 the same"),
        good: seen == 0,
        demand: "another than its parents'".into(),
        control: format!("{naive} of 2 the same"),
        fired: naive == 2,
    }
}

fn threads() -> Row {
    let here = fork::generation();
    let same = (0..64).filter(|_| thread::spawn(fork::generation).join().unwrap() == here).count();
    let numbers = (0..64).map(|n| thread::spawn(move || NonZeroUsize::new(n + 1)).join().unwrap());
    let other = numbers.filter(|number| *number != NonZeroUsize::new(1)).count();
    Row {
        test: "generation in threads".into(),
        figure: format!("{same} of 64 the same"),
        good: same == 64,
        demand: "the same".into(),
        control: format!("a number per thread: {other} others"),
        fired: other > 0,
    }
}
