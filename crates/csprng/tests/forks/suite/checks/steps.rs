//! A fork after every single instruction of a draw.
//!
//! The processor's trap flag has a signal handler run after each instruction, which forks there. The child ends the draw that it is
//! in the middle of, and draws on; so does the parent. Until the generator looks for the last time whether this is a child, the
//! child must end up with another draw than its parent; afterwards the draw was made before the fork, and both hold the same by
//! right. So those that are the same must be forks after the last instructions, without a gap, and few. None may have zeros,
//! and no later draw may equal another one.
//!
//! The control, with its state in plain memory, ends up with the same draw wherever it is forked.

use core::{
    sync::atomic::{
        AtomicBool, AtomicU64, AtomicUsize,
        Ordering::{Relaxed, SeqCst},
        compiler_fence,
    },
    time::Duration,
};

use wellspring_csprng::{Cipher, KeyErasureRng, thread_rng};

use super::{DRAWS, draw};
use crate::suite::{
    Form,
    generators::Draw,
    ledger::{Flaws, Ledger},
    naive::{BUFFER, Naive},
    os::{
        memory,
        process::{Ended, clone, exit, in_child, wait},
        step,
    },
    report::{Outcome, Row},
};

/// A draw of each kind: the row's name, the way to draw, and how many draws come before. The last two encipher, which takes some
/// thousand instructions, and in an unoptimised build more than a million: they are for the full form.
const KINDS: &[(&str, usize, usize)] = &[
    ("two numbers of 64 bits", 1, 3),
    ("16 bytes", 0, 3),
    ("16 bytes and a refill", 0, BUFFER / 16),
    ("2064 bytes, past the buffer", 3, 3),
];

pub(crate) fn check(form: Form) -> Outcome {
    if !step::AVAILABLE {
        return Err("single steps are made on x86-64 alone".into());
    }
    let (most, kinds) = (form.of(60, 20_000), &KINDS[..form.of(2, KINDS.len())]);
    let mut rows = Vec::new();
    for cipher in [Cipher::Aes256, Cipher::ChaCha20] {
        for &(name, turn, before) in kinds {
            let make = || drawn_from(new(cipher), before);
            let naive = || drawn_from(Box::new(Naive::new(cipher).never_fresh()), before);
            rows.push(row(&format!("owned, {cipher:?}, {name}"), turn, most, &make, &naive)?);
        }
        if form == Form::Quick {
            continue;
        }
        let naive = || drawn_from(Box::new(Naive::new(cipher).never_fresh()), 0);
        let name = format!("owned, {cipher:?}, the first draw");
        rows.push(row(&name, 0, most, &|| new(cipher), &naive)?);
    }
    for &(name, turn, before) in kinds {
        // Four draws are the system's before the generator is set up.
        let make = || drawn_from(Box::new(thread_rng()), 4 + before);
        let cipher = Cipher::detect();
        let naive = || drawn_from(Box::new(Naive::new(cipher).never_fresh()), before);
        rows.push(row(&format!("thread_rng, {name}"), turn, most, &make, &naive)?);
    }
    Ok(rows)
}

fn new(cipher: Cipher) -> Box<dyn Draw> {
    Box::new(KeyErasureRng::new().with_cipher(cipher))
}

/// After so many draws of 16 bytes, of which a whole buffer has 254.
fn drawn_from(mut generator: Box<dyn Draw>, before: usize) -> Box<dyn Draw> {
    (0..before).for_each(|_| _ = generator.draw(0));
    generator
}

type Make<'make> = &'make dyn Fn() -> Box<dyn Draw>;

fn row(name: &str, turn: usize, most: usize, make: Make, naive: Make) -> Result<Row, String> {
    let found = apart(turn, most, make).ok_or("no single steps here")?;
    let control = apart(turn, most, naive).ok_or("no single steps here")?;
    let Found { instructions, forks, same, gaps, flaws } = found;
    let last = same - gaps;
    Ok(Row {
        test: format!("{name}, {forks} forks in {instructions} instructions"),
        demand: "another draw, but after the last look; 0 duplicates of later draws".into(),
        found: format!(
            "the same after the last {last} forks, and after {gaps} others; {}",
            flaws.figure()
        ),
        good: gaps == 0 && flaws.none() && same < forks,
        control: format!("the same after {} of {}", control.same, control.forks),
        fired: control.same == control.forks && control.forks > 0,
    })
}

#[derive(Clone, Copy, Debug, Default)]
struct Found {
    instructions: usize,
    forks: usize,
    /// Forks whose child ended up with its parent's draw.
    same: usize,
    /// Those of them that another one came after.
    gaps: usize,
    /// Of all draws but those.
    flaws: Flaws,
}

static STOP: AtomicBool = AtomicBool::new(false);
static IN_DRAW: AtomicBool = AtomicBool::new(false);
static INSTRUCTIONS: AtomicUsize = AtomicUsize::new(0);
/// After how many instructions each time; 0 for never.
static STRIDE: AtomicUsize = AtomicUsize::new(0);
static FORKS: AtomicUsize = AtomicUsize::new(0);
/// The number of a child; 0 in the parent.
static CHILD: AtomicUsize = AtomicUsize::new(0);

/// Each run in a process of its own: the first to count, the second to fork, at no more than so many instructions. `None` where
/// no instruction was seen.
fn apart(turn: usize, most: usize, make: Make) -> Option<Found> {
    let words = memory::shared(8);
    let limit = Duration::from_secs(600);
    in_child(limit, || {
        stepped(&mut *make(), turn);
        words[0].store(INSTRUCTIONS.load(Relaxed) as u64, Relaxed);
        0
    });
    let instructions = number(&words[0]);
    if instructions == 0 {
        return None;
    }
    let stride = instructions.div_ceil(most);
    in_child(limit, || {
        let Found { instructions, forks, same, gaps, flaws } =
            run(&mut *make(), turn, stride, most);
        let Flaws { draws, duplicates, zero_runs, repeaters } = flaws;
        let values = [instructions, forks, same, gaps, draws, duplicates, zero_runs, repeaters];
        words.iter().zip(values).for_each(|(word, value)| word.store(value as u64, Relaxed));
        0
    });
    let [instructions, forks, same, gaps, draws, duplicates, zero_runs, repeaters] =
        [0, 1, 2, 3, 4, 5, 6, 7].map(|index: usize| number(&words[index]));
    let flaws = Flaws { draws, duplicates, zero_runs, repeaters };
    Some(Found { instructions, forks, same, gaps, flaws })
}

fn number(word: &AtomicU64) -> usize {
    word.load(Relaxed).try_into().unwrap()
}

fn run(generator: &mut dyn Draw, turn: usize, stride: usize, most: usize) -> Found {
    // The second run may take another turn in the source, and some more instructions.
    let room = 2 * most + 100;
    let (at_fork, all) = (Ledger::new(room), Ledger::new(DRAWS * room));
    STRIDE.store(stride, Relaxed);
    let drawn = stepped(generator, turn);
    let child = CHILD.load(Relaxed);
    if child > 0 {
        at_fork.push(child, drawn);
    }
    draw(generator, &all, child, turn);
    if child > 0 {
        exit(0);
    }
    let forks = FORKS.load(Relaxed);
    let mut ended = at_fork.entries();
    assert_eq!(ended.len(), forks, "children that did not come to the end of the draw");
    ended.sort_unstable_by_key(|entry| entry.1);
    let is_same = |entry: &(u128, u64)| entry.0 == drawn;
    let same = ended.iter().filter(|entry| is_same(entry)).count();
    let last = ended.iter().rev().take_while(|entry| is_same(entry)).count();
    ended.retain(|entry| !is_same(entry));
    ended.push((drawn, 0));
    ended.extend(all.entries());
    let instructions = INSTRUCTIONS.load(Relaxed);
    Found { instructions, forks, same, gaps: same - last, flaws: Flaws::of(ended) }
}

/// One draw, with a look after each of its instructions. It returns in the children, too.
fn stepped(generator: &mut dyn Draw, turn: usize) -> u128 {
    step::start(at_instruction);
    IN_DRAW.store(true, Relaxed);
    compiler_fence(SeqCst);
    let drawn = generator.draw(turn);
    compiler_fence(SeqCst);
    IN_DRAW.store(false, Relaxed);
    STOP.store(true, Relaxed);
    drawn
}

/// Whether there is to be another step.
fn at_instruction() -> bool {
    if STOP.load(Relaxed) || CHILD.load(Relaxed) > 0 {
        return false;
    }
    if !IN_DRAW.load(Relaxed) {
        return true;
    }
    let turn = INSTRUCTIONS.fetch_add(1, Relaxed);
    let stride = STRIDE.load(Relaxed);
    if stride == 0 || turn % stride != 0 {
        return true;
    }
    let number = FORKS.load(Relaxed) + 1;
    match clone() {
        Some(child) => {
            FORKS.store(number, Relaxed);
            wait(child) == Ended::Exit(0)
        }
        None => {
            CHILD.store(number, Relaxed);
            false
        }
    }
}
