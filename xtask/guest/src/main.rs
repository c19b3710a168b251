//! What runs in the machine that `cargo xtask vmclone` copies: it is the machine's `/init`, and its only program.
//!
//! It speaks lines on the second serial port, the first being the kernel's. To `draw` it answers `drawing` and draws from
//! all sources in turn, in rounds, without a pause. Once it has been sent `mark` it draws so many rounds more, and then writes the
//! last rounds that it made: for each the time at its end and one draw of every source in hexadecimal. The machine is copied
//! where it waits for `draw`, or in the midst of its rounds.
//!
//! The time tells the rounds before a copy from those after it: in both copies the clock goes on from where it stood, and
//! no two machines take the same number of nanoseconds for a round.
#![forbid(unsafe_code)]
#![allow(
    clippy::expect_used,
    reason = "a panic of the first process stops the machine, and its text is on the console"
)]

mod sources;

use core::sync::atomic::{AtomicBool, Ordering};
use std::collections::VecDeque;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Instant;

use crate::sources::{NAMES, Round, Sources};

/// The serial port that the host listens to.
const PORT: &str = "/dev/ttyS1";
/// Rounds after the mark: with 16 bytes each, more than rand's generator makes before it asks for a new seed.
const AFTER: usize = 5_000;
/// Rounds that are written at most; those before the mark show that the machine was at work when it was copied.
const KEPT: usize = AFTER + 1_000;
/// Rounds before anything is said, so that every source has a state of its own.
const WARM_UP: usize = 1_000;

static MARKED: AtomicBool = AtomicBool::new(false);

fn main() -> ! {
    let mut port = OpenOptions::new().read(true).write(true).open(PORT).expect("no serial port");
    let input = port.try_clone().expect("a second handle of the port");
    let (orders, waiting) = mpsc::channel();
    thread::spawn(move || listen(input, &orders).expect("the serial port"));
    let mut sources = Sources::new();
    for _ in 0..WARM_UP {
        sources.round().expect("a source that fails");
    }
    serve(&mut port, &mut sources, &waiting).expect("the serial port");
    // The first process of a machine never ends.
    loop {
        thread::park();
    }
}

/// In a thread of its own, since the other one draws without a look at the port.
fn listen(port: File, orders: &Sender<String>) -> io::Result<()> {
    for line in BufReader::new(port).lines() {
        match line?.as_str() {
            "mark" => MARKED.store(true, Ordering::Relaxed),
            other => orders.send(other.into()).map_err(io::Error::other)?,
        }
    }
    Ok(())
}

fn serve(port: &mut File, sources: &mut Sources, orders: &Receiver<String>) -> io::Result<()> {
    writeln!(port, "names {}", NAMES.join(" "))?;
    writeln!(port, "ready {}", wellspring_entropy::System.report())?;
    for order in orders {
        if order == "draw" {
            draw(port, sources)?;
        } else {
            writeln!(port, "error: `{order}` is not known")?;
        }
    }
    Ok(())
}

fn draw(port: &mut File, sources: &mut Sources) -> io::Result<()> {
    writeln!(port, "drawing")?;
    let start = Instant::now();
    let (mut kept, mut after) = (VecDeque::with_capacity(KEPT), 0);
    while after < AFTER {
        let round = sources.round().expect("a source that fails");
        if kept.len() == KEPT {
            kept.pop_front();
        }
        kept.push_back((start.elapsed().as_nanos(), round));
        after += usize::from(MARKED.load(Ordering::Relaxed));
    }
    MARKED.store(false, Ordering::Relaxed);
    write(&mut BufWriter::new(port), &kept)
}

fn write(port: &mut impl Write, rounds: &VecDeque<(u128, Round)>) -> io::Result<()> {
    for (time, draws) in rounds {
        write!(port, "round {time}")?;
        draws.iter().try_for_each(|draw| write!(port, " {draw:032x}"))?;
        writeln!(port)?;
    }
    writeln!(port, "done {}", rounds.len())?;
    port.flush()
}
