//! A machine that is copied, or put back to a snapshot, has one state twice: the two share what is left in the buffer, at most
//! 4064 bytes, and then differ for ever, since each mixes in fresh bytes of the kernel.
//!
//! The state is read from the pages where it is kept, by `/proc/self/mem`, and later written back there, so that the one
//! generator goes on from the same point twice. The kernel's own state is not put back: what a copy of a machine does about that is
//! the kernel's to say. The control is a generator that never asks its source again.

use core::ops::Range;
use std::{
    collections::HashSet,
    fs::{self, File, OpenOptions},
    os::unix::fs::FileExt,
};

use wellspring_csprng::{entropy::System, rand_core::TryRng};

use crate::suite::{
    Form,
    generators::{Draw, SUBJECTS, Subject},
    naive::BUFFER,
    report::{Outcome, Row},
};

/// Draws from each copy: three buffers, of 16 bytes each.
const DRAWS: usize = 3 * BUFFER / PIECE;
const PIECE: usize = 16;

/// The ways to draw that are compared: from the buffer, and past it.
const SHORT: usize = 0;
const LONG: usize = 3;

pub(crate) fn check(form: Form) -> Outcome {
    // So that the pages of the source are not taken for a generator's.
    (0..100).for_each(|_| _ = System.try_next_u64());
    SUBJECTS.iter().map(|subject| row(subject, form.of(20, 2_000))).collect()
}

fn row(subject: &Subject, snapshots: usize) -> Result<Row, String> {
    let before = wiped_pages();
    let mut generator = (subject.make)();
    let pages: Vec<usize> = wiped_pages().difference(&before).copied().collect();
    let (Some(&first), Some(&last)) = (pages.iter().min(), pages.iter().max()) else {
        return Err(format!("no pages of {} in smaps", subject.name));
    };
    let pages = first..last + PAGE;
    let (mut shared, mut repeated, mut long) = (0, 0, 0);
    for _ in 0..snapshots {
        let two = twice(&mut *generator, &pages, LONG, 4);
        long += in_common(&two).0;
        let two = twice(&mut *generator, &pages, SHORT, DRAWS);
        let (front, later) = in_common(&two);
        shared = shared.max(front * PIECE);
        repeated += later;
        // Another place in the buffer for the next one.
        (0..5).for_each(|_| _ = generator.draw(SHORT));
    }
    let naive = (subject.control)().never_fresh();
    let control = [naive.clone(), naive].map(|mut naive| draws(&mut naive, SHORT, DRAWS));
    let (control, _) = in_common(&control);
    Ok(Row {
        test: format!("a state put back, {}, {snapshots} times", subject.name),
        demand: format!("at most {BUFFER} bytes the same, then none; none of long requests"),
        found: format!("{shared} bytes the same at most, then {repeated}; {long} of long requests"),
        good: 0 < shared && shared <= BUFFER && repeated == 0 && long == 0,
        control: format!("never fresh: {} bytes the same", control * PIECE),
        fired: control * PIECE > BUFFER,
    })
}

type Draws = Vec<u128>;

fn draws(generator: &mut dyn Draw, way: usize, count: usize) -> Draws {
    (0..count).map(|_| generator.draw(way)).collect()
}

/// What is drawn from this point on, and what is drawn from it again.
fn twice(generator: &mut dyn Draw, pages: &Range<usize>, way: usize, count: usize) -> [Draws; 2] {
    let mut snapshot = vec![0; pages.len()];
    let address = u64::try_from(pages.start).unwrap();
    File::open(MEMORY).unwrap().read_exact_at(&mut snapshot, address).unwrap();
    let first = draws(generator, way, count);
    let memory = OpenOptions::new().write(true).open(MEMORY).unwrap();
    memory.write_all_at(&snapshot, address).unwrap();
    [first, draws(generator, way, count)]
}

/// How many draws are the same from the start on, and how many of those after them occur in the other, anywhere.
fn in_common([one, other]: &[Draws; 2]) -> (usize, usize) {
    let front = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let seen: HashSet<&u128> = one.iter().collect();
    (front, other[front..].iter().filter(|draw| seen.contains(draw)).count())
}

const MEMORY: &str = "/proc/self/mem";
/// The smallest page: a larger one is some of these.
const PAGE: usize = 4096;

/// Where the kernel wipes memory in a child: `wf` in proc_pid_smaps(5).
fn wiped_pages() -> HashSet<usize> {
    let smaps = fs::read_to_string("/proc/self/smaps").unwrap();
    let (mut found, mut range) = (HashSet::new(), 0..0);
    for line in smaps.lines() {
        if let Some(flags) = line.strip_prefix("VmFlags:") {
            let has = |flag| flags.split_whitespace().any(|found| found == flag);
            if has("wf") && !has("dp") {
                found.extend(range.clone().step_by(PAGE));
            }
        } else if let Some((start, rest)) = line.split_once('-') {
            let number = |digits| usize::from_str_radix(digits, 16).ok();
            let end = rest.split(' ').next().unwrap_or_default();
            if let (Some(start), Some(end)) = (number(start), number(end)) {
                range = start..end;
            }
        }
    }
    found
}
