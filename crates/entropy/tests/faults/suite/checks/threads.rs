//! Threads that draw once and end: nothing is left of them, however many there were.

use std::{sync::Barrier, thread};

use wellspring_entropy::System;

use crate::suite::{
    Form,
    os::memory::{self, Usage},
    report::{Outcome, Row},
    source::{Flaws, Source},
};

/// So many at a time, each with a draw under way.
const CROWD: usize = 32;
const PAGE: usize = 4096;

pub(crate) fn check(form: Form) -> Outcome {
    let threads = form.of(5_000, 100_000);
    let (system, draws) = growth(threads, || System.sixteen(false));
    let flaws = Flaws::of(draws);
    // A page for each thread that is never given back: what a thread-local state costs without an exit hook.
    let (naive, _) = growth(form.of(2_000, 10_000), || {
        memory::leak(PAGE);
        System.sixteen(false)
    });
    Ok(vec![Row {
        test: format!("{threads} threads, {CROWD} at a time"),
        figure: format!("{}, {}", figure(system), flaws.figure()),
        good: within(system) && flaws.none(),
        demand: "less than 1024 KiB, no file, no mapping".into(),
        control: figure(naive),
        fired: !within(naive),
    }])
}

fn growth(threads: usize, work: impl Fn() -> u128 + Sync) -> ([u64; 3], Vec<u128>) {
    // The allocator keeps an arena for each of the threads that it has seen at a time, and stacks are kept.
    // What the draws are kept in is written to beforehand, so that it does not count.
    let mut draws = vec![1; threads + 1024 + CROWD];
    draws.clear();
    crowds(1024, &work, &mut draws);
    let before = Usage::now();
    crowds(threads, &work, &mut draws);
    let after = Usage::now();
    let growth = [
        after.resident_kib.saturating_sub(before.resident_kib),
        after.files.saturating_sub(before.files),
        after.mappings.saturating_sub(before.mappings),
    ];
    (growth, draws)
}

/// All of a crowd are there before the first one draws, or the number of stacks would be a matter of luck.
fn crowds(threads: usize, work: &(impl Fn() -> u128 + Sync), draws: &mut Vec<u128>) {
    let all_there = Barrier::new(CROWD);
    let work = || {
        all_there.wait();
        work()
    };
    for _ in 0..threads.div_ceil(CROWD) {
        thread::scope(|scope| {
            let crowd: [_; CROWD] = core::array::from_fn(|_| scope.spawn(work));
            draws.extend(crowd.map(|thread| thread.join().unwrap()));
        });
    }
}

/// A few mappings come and go with the stacks that the C library keeps.
fn within([resident, files, mappings]: [u64; 3]) -> bool {
    resident < 1024 && files == 0 && mappings < 8
}

fn figure([resident, files, mappings]: [u64; 3]) -> String {
    format!("+{resident} KiB, +{files} files, +{mappings} mappings")
}
