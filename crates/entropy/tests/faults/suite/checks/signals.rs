//! A signal handler draws in the middle of a draw, its pages vanish meanwhile, and it forks.
//!
//! A second thread sends signals as fast as it can and has the kernel drop the pages with the states, of which it
//! reads the whereabouts from smaps. Every eighth handler forks; the child draws, returns from the handler, ends
//! the draw that was interrupted, and draws again. The draw that was under way at the fork is looked at for zeros
//! alone: it may have ended just before the signal, and then parent and child hold the same by right.
//!
//! The control keeps its state as the kernel asks and has no guard. The kernel's own is in the page that is dropped.

use core::{
    ffi::c_int,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
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
        signal::{Thread, handle},
    },
    report::{Outcome, Row},
    source::{Flaws, Ledger, Source, until_flawed},
};

static SCENE: OnceLock<Scene> = OnceLock::new();
static IN_FLIGHT: AtomicBool = AtomicBool::new(false);
static HANDLED: AtomicUsize = AtomicUsize::new(0);
static HITS: AtomicUsize = AtomicUsize::new(0);
/// In a child that was forked in a handler.
static IS_CHILD: AtomicBool = AtomicBool::new(false);
static SILENT: AtomicBool = AtomicBool::new(false);

const FORK_EVERY: usize = 8;

struct Scene {
    source: &'static dyn Source,
    /// Must be free of duplicates and of zeros.
    all: Ledger,
    /// Draws that were under way at a fork, as the child ended them.
    at_fork: Ledger,
    forks: usize,
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
    let scene = SCENE.get_or_init(|| Scene { source, all, at_fork, forks });
    source.sixteen(false);
    handle(libc::SIGALRM, on_signal);
    let main = Thread::current();
    let disturber = thread::spawn(move || disturb(main));
    let mut own = Vec::with_capacity(draws);
    while own.len() < draws || (HITS.load(Relaxed) < hits && own.len() < 100 * draws) {
        IN_FLIGHT.store(true, Relaxed);
        let draw = scene.source.sixteen(own.len() % 2 == 1);
        IN_FLIGHT.store(false, Relaxed);
        if IS_CHILD.load(Relaxed) {
            scene.at_fork.push(draw);
            scene.all.push(scene.source.sixteen(false));
            exit(0);
        }
        own.push(draw);
    }
    SILENT.store(true, Relaxed);
    let dropped_kib = disturber.join().unwrap() >> 10;
    // The last children may still be writing.
    thread::sleep(core::time::Duration::from_millis(200));
    let mut flaws = Flaws::of([own, scene.all.draws()].concat());
    flaws.zero_runs += Flaws::of(scene.at_fork.draws()).zero_runs;
    flaws.draws += scene.at_fork.len();
    Found { flaws, hits: HITS.load(Relaxed), forks: scene.at_fork.len(), dropped_kib }
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
    HITS.fetch_add(usize::from(in_flight), Relaxed);
    scene.all.push(scene.source.sixteen(turn % 2 == 1));
    if in_flight && turn % FORK_EVERY == 0 && scene.at_fork.len() < scene.forks && clone().is_none()
    {
        IS_CHILD.store(true, Relaxed);
        scene.all.push(scene.source.sixteen(false));
    }
}

/// Signals, and pages that go away: how many bytes of them.
fn disturb(main: Thread) -> usize {
    let (mut pages, mut dropped) = (Vec::new(), 0);
    for turn in 0_usize.. {
        if SILENT.load(Relaxed) {
            break;
        }
        // States come to be when they are first needed.
        if turn % 4096 == 0 {
            pages = memory::droppable();
        }
        // Just before a signal, so that the handler finds the mark of the draw that it interrupts gone.
        if turn % 4 == 0 {
            for range in &pages {
                memory::page_out(range);
                dropped += range.len();
            }
        }
        main.signal(libc::SIGALRM);
    }
    dropped
}
