//! A signal handler draws in the middle of a draw, after it has had the kernel drop all states, and it forks.
//!
//! A timer sends the signals, at delays that vary, and is set again when the handler is done, so that draws get on.
//! Every other handler begins by dropping the pages with the states, of which smaps knows the whereabouts. Every eighth
//! one forks: the child draws, returns from the handler, ends the draw that was interrupted, and draws again. That
//! draw is looked at for zeros alone: it may have ended just before the signal, and then parent and child hold the
//! same by right.
//!
//! The control keeps its state as the kernel asks and has no guard. The kernel's own is in the page that is dropped.

use core::{
    ffi::c_int,
    ops::Range,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    time::Duration,
};
use std::{sync::OnceLock, thread};

use wellspring_entropy::System;

use super::NO_VDSO;
use crate::suite::{
    Form,
    control::{Memory, Naive},
    os::{
        memory,
        process::{clone, exit, forget_children, fork, gone},
        signal::{alarm, handle},
    },
    report::{Outcome, Row},
    source::{Flaws, Ledger, Source, deeper, until_flawed},
};

static SCENE: OnceLock<Scene> = OnceLock::new();
static IN_FLIGHT: AtomicBool = AtomicBool::new(false);
static HANDLED: AtomicUsize = AtomicUsize::new(0);
static HITS: AtomicUsize = AtomicUsize::new(0);
/// In a child that was forked in a handler.
static IS_CHILD: AtomicBool = AtomicBool::new(false);
static SILENT: AtomicBool = AtomicBool::new(false);
static DROPPED: AtomicUsize = AtomicUsize::new(0);

const FORK_EVERY: usize = 8;
/// Draws at one depth of the stack.
const ROUND: usize = 1000;
/// On a machine that is so busy that hits are rare, this many times the draws are enough.
const LIMIT: usize = 10;

struct Scene {
    source: &'static dyn Source,
    /// Must be free of duplicates and of zeros.
    all: Ledger,
    /// Draws that were under way at a fork, as the child ended them.
    at_fork: Ledger,
    forks: usize,
    /// Where the states are.
    pages: Vec<Range<usize>>,
}

pub(crate) fn check(form: Form) -> Outcome {
    if !Naive::possible() {
        return Err(NO_VDSO.into());
    }
    forget_children();
    let (draws, hits) = (form.of(30_000, 10_000_000), form.of(300, 5_000));
    // Handlers stay as they are for a process: the control goes first, in a child.
    let control = until_flawed(control);
    let found = run(&System, draws, hits, form.of(400, 10_000));
    Ok(vec![Row {
        test: format!("signals, {draws} draws"),
        figure: format!(
            "{}, {} hits in flight, {} forks there, {} KiB dropped",
            found.flaws.figure(),
            found.hits,
            found.forks,
            found.dropped_kib
        ),
        good: found.flaws.none() && found.hits >= hits && found.forks > 0 && found.dropped_kib > 0,
        demand: format!("no duplicate, no zero-run, {hits} hits"),
        control: control.figure(),
        fired: !control.none(),
    }])
}

/// The same with the naive user, in a child of its own, which has its own handlers and counters.
fn control() -> Flaws {
    let result = Ledger::new(1);
    let Some(child) = fork() else {
        let naive = Box::leak(Box::new(Naive::new(Memory::AsAsked).unwrap()));
        let Flaws { draws, duplicates, zero_runs } = run(naive, 30_000, 300, 400).flaws;
        let [draws, duplicates, zero_runs] = [draws, duplicates, zero_runs].map(|n| n as u128);
        result.push(draws << 64 | duplicates << 32 | zero_runs);
        exit(0);
    };
    gone(child);
    let packed = result.draws().first().copied().unwrap_or_default();
    let part = |shift| usize::try_from(packed >> shift & u128::from(u32::MAX)).unwrap();
    Flaws { draws: part(64), duplicates: part(32), zero_runs: part(0) }
}

struct Found {
    flaws: Flaws,
    hits: usize,
    forks: usize,
    /// Of states, each time that they were dropped.
    dropped_kib: usize,
}

fn run(source: &'static dyn Source, draws: usize, hits: usize, forks: usize) -> Found {
    let handlers = 64 * hits + 64 * forks * FORK_EVERY + draws;
    let (all, at_fork) = (Ledger::new(handlers), Ledger::new(forks));
    // The state comes to be when it is first needed.
    source.sixteen(false);
    let pages = memory::droppable();
    let scene = SCENE.get_or_init(|| Scene { source, all, at_fork, forks, pages });
    handle(libc::SIGALRM, on_signal);
    alarm(100);
    let mut own = Vec::with_capacity(draws);
    while own.len() < draws || (HITS.load(Relaxed) < hits && own.len() < LIMIT * draws) {
        deeper(own.len() / ROUND % 4, &mut || {
            (0..ROUND).for_each(|_| own.push(draw(scene, own.len())))
        });
    }
    SILENT.store(true, Relaxed);
    let dropped_kib = DROPPED.load(Relaxed) >> 10;
    // The last children may still be writing.
    thread::sleep(Duration::from_millis(200));
    let mut flaws = Flaws::of([own, scene.all.draws()].concat());
    flaws.zero_runs += Flaws::of(scene.at_fork.draws()).zero_runs;
    flaws.draws += scene.at_fork.len();
    Found { flaws, hits: HITS.load(Relaxed), forks: scene.at_fork.len(), dropped_kib }
}

/// One draw, perhaps interrupted; it does not return in a child.
fn draw(scene: &Scene, turn: usize) -> u128 {
    IN_FLIGHT.store(true, Relaxed);
    let draw = scene.source.sixteen(turn % 2 == 1);
    IN_FLIGHT.store(false, Relaxed);
    if IS_CHILD.load(Relaxed) {
        scene.at_fork.push(draw);
        scene.all.push(scene.source.sixteen(false));
        exit(0);
    }
    draw
}

extern "C" fn on_signal(_: c_int) {
    let Some(scene) = SCENE.get() else {
        return;
    };
    if IS_CHILD.load(Relaxed) {
        return;
    }
    let in_flight = IN_FLIGHT.load(Relaxed);
    let turn = HANDLED.fetch_add(1, Relaxed);
    if turn % 2 == 0 {
        for range in &scene.pages {
            memory::page_out(range);
            DROPPED.fetch_add(range.len(), Relaxed);
        }
    }
    HITS.fetch_add(usize::from(in_flight), Relaxed);
    scene.all.push(scene.source.sixteen(turn % 2 == 1));
    if in_flight && turn % FORK_EVERY == 0 && scene.at_fork.len() < scene.forks && clone().is_none()
    {
        IS_CHILD.store(true, Relaxed);
        scene.all.push(scene.source.sixteen(false));
        return;
    }
    if !SILENT.load(Relaxed) {
        // Five to forty microseconds: some hundred draws.
        alarm(5 + turn * 11 % 37);
    }
}
