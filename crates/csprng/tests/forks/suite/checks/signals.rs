//! A signal handler forks in the middle of a draw.
//!
//! A timer sends the signals, at delays that vary, and is set again when the handler is done, so that draws get on. A handler that
//! meets a draw in flight forks. The child, and for `thread_rng` the handler itself, draws there and then, where the draw that was
//! interrupted holds the guard. Then the child returns, ends that draw, and draws again. The draw that was interrupted is looked
//! at for zeros alone: it may have ended just before the signal, and then parent and child hold the same by right.
//!
//! The control keeps its state in plain memory, and never asks its source again, since who does so at a refill differs by luck.

use core::{
    ffi::c_int,
    sync::atomic::{
        AtomicBool, AtomicU64, AtomicUsize,
        Ordering::{Relaxed, SeqCst},
        compiler_fence,
    },
    time::Duration,
};
use std::{sync::OnceLock, thread, time::Instant};

use wellspring_csprng::thread_rng;

use super::{DRAWS, EACH, draw};
use crate::suite::{
    Form,
    generators::{Draw, SUBJECTS, Subject},
    ledger::{Flaws, Ledger},
    os::{
        memory,
        process::{clone, exit, forget_children, fork, in_child},
        signal::{alarm, handle},
    },
    report::{Outcome, Row},
};

static SCENE: OnceLock<Scene> = OnceLock::new();
static IN_FLIGHT: AtomicBool = AtomicBool::new(false);
static HANDLED: AtomicUsize = AtomicUsize::new(0);
/// The number of a child that was forked in a handler; 0 in the parent.
static CHILD: AtomicUsize = AtomicUsize::new(0);
static FORKS: AtomicUsize = AtomicUsize::new(0);

struct Scene {
    /// Must be free of duplicates and of zeros.
    all: Ledger,
    /// Draws that were under way at a fork, as the child ended them.
    at_fork: Ledger,
    forks: usize,
    /// Whether a handler may draw: from a generator that stands a draw in the middle of a draw.
    draws: bool,
}

pub(crate) fn check(form: Form) -> Outcome {
    let (forks, some) = (form.of(100, EACH), form.of(50, 1_000));
    let row = |subject: &Subject| {
        let found = apart(form, forks, subject.name == "thread_rng", subject.make);
        let control = apart(form, some, false, || Box::new((subject.control)().never_fresh()));
        Row {
            test: format!("fork in a handler, {}, {forks} draws in flight", subject.name),
            demand: "0 duplicates, every child ends".into(),
            found: format!("{}, {} children ended", found.flaws.figure(), found.ended),
            good: found.flaws.none() && found.forks == forks && found.ended == forks,
            control: control.flaws.of_children(control.forks),
            fired: control.forks == some && control.flaws.repeaters == some,
        }
    };
    Ok(SUBJECTS.iter().map(row).collect())
}

#[derive(Clone, Copy, Debug, Default)]
struct Found {
    flaws: Flaws,
    forks: usize,
    /// Children that came to the end of the draw and of those behind it.
    ended: usize,
}

/// Handlers, timers and the scene are a process's for ever, so each run has a process of its own.
fn apart(form: Form, forks: usize, draws: bool, make: impl Fn() -> Box<dyn Draw>) -> Found {
    let words = memory::shared(6);
    let limit = Duration::from_secs(form.of(60, 900).try_into().unwrap());
    in_child(limit, || {
        let Found { flaws, forks, ended } = run(&mut *make(), forks, draws);
        let Flaws { draws, duplicates, zero_runs, repeaters } = flaws;
        let values = [draws, duplicates, zero_runs, repeaters, forks, ended];
        words.iter().zip(values).for_each(|(word, value)| word.store(value as u64, Relaxed));
        0
    });
    let word = |word: &AtomicU64| usize::try_from(word.load(Relaxed)).unwrap();
    let [draws, duplicates, zero_runs, repeaters, forks, ended] =
        [0, 1, 2, 3, 4, 5].map(|index: usize| word(&words[index]));
    Found { flaws: Flaws { draws, duplicates, zero_runs, repeaters }, forks, ended }
}

fn run(generator: &mut dyn Draw, forks: usize, draws: bool) -> Found {
    forget_children();
    let (all, at_fork) = (Ledger::new(16 * forks * DRAWS), Ledger::new(forks));
    let scene = SCENE.get_or_init(|| Scene { all, at_fork, forks, draws });
    handle(libc::SIGALRM, on_signal);
    alarm(100);
    let (mut turn, mut before) = (0, 0);
    while FORKS.load(Relaxed) < forks {
        interrupted(scene, generator, turn);
        turn += 1;
        // Of what the parent draws, what could be repeated: the draws that follow on a fork.
        let made = FORKS.load(Relaxed);
        if made > before {
            draw(generator, &scene.all, 0, turn);
            before = made;
        }
    }
    let start = Instant::now();
    while scene.at_fork.len() < forks && start.elapsed() < Duration::from_secs(10) {
        thread::sleep(Duration::from_millis(1));
    }
    let mut flaws = scene.all.flaws();
    flaws.zero_runs += Flaws::of(scene.at_fork.entries()).zero_runs;
    flaws.draws += scene.at_fork.len();
    Found { flaws, forks: FORKS.load(Relaxed), ended: scene.at_fork.len() }
}

/// One draw, perhaps interrupted; it does not return in a child.
fn interrupted(scene: &Scene, generator: &mut dyn Draw, turn: usize) {
    IN_FLIGHT.store(true, Relaxed);
    compiler_fence(SeqCst);
    let drawn = generator.draw(turn);
    compiler_fence(SeqCst);
    IN_FLIGHT.store(false, Relaxed);
    let child = CHILD.load(Relaxed);
    if child > 0 {
        draw(generator, &scene.all, child, turn + 1);
        scene.at_fork.push(child, drawn);
        exit(0);
    }
}

extern "C" fn on_signal(_: c_int) {
    let Some(scene) = SCENE.get() else {
        return;
    };
    let turn = HANDLED.fetch_add(1, Relaxed);
    if IN_FLIGHT.load(Relaxed) && FORKS.load(Relaxed) < scene.forks {
        let child = FORKS.load(Relaxed) + 1;
        let made = if turn % 2 == 0 { clone() } else { fork() };
        if made.is_none() {
            CHILD.store(child, Relaxed);
        }
        let process = CHILD.load(Relaxed);
        if scene.draws {
            draw(&mut thread_rng(), &scene.all, process, turn);
        }
        if process > 0 {
            return;
        }
        FORKS.store(child, Relaxed);
    }
    // Whoever has enough of them must not take the processor from its children.
    if SCENE.get().is_some_and(|scene| FORKS.load(Relaxed) >= scene.forks) {
        return;
    }
    // Five to forty microseconds: some hundred draws.
    alarm(5 + turn * 11 % 37);
}
