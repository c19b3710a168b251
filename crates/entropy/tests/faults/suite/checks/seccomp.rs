//! A filter takes `getrandom` away: before the first draw, or from a source that has long been at work.
//!
//! A seeded state of the vDSO needs no system call until the kernel's next reseed, which root can force: it comes
//! 1000 draws after the filter. With "killed" the process must die and not find another way.

use core::time::Duration;
use std::fs::File;

use wellspring_entropy::System;

use super::injection::has_canary_run;
use crate::suite::{
    Form,
    control::{Memory, Naive},
    os::{
        self,
        confine::filter_getrandom,
        process::{Ended, in_child},
    },
    report::{Outcome, Row},
    source::{Source, has_zero_run},
};

const RIGHT: Ended = Ended::Exit(0);
const WRONG: Ended = Ended::Exit(1);
const REFUSED: Ended = Ended::Exit(3);
const SYSTEM: Ended = Ended::Signal(libc::SIGSYS);
const DRAWS: usize = 1000;

pub(crate) fn check(_: Form) -> Outcome {
    let errno = |number: u32| libc::SECCOMP_RET_ERRNO | number;
    let mut rows = Vec::new();
    for (name, action, allowed) in [
        ("EPERM", errno(1), &[RIGHT][..]),
        ("ENOSYS", errno(38), &[RIGHT]),
        ("EIO", errno(5), &[RIGHT, REFUSED]),
        ("0 bytes", errno(0), &[RIGHT, REFUSED]),
        ("kill", libc::SECCOMP_RET_KILL_PROCESS, &[SYSTEM]),
    ] {
        for seeded in [false, true] {
            let found = [16, 4096].map(|size| filtered(&System, action, seeded, size));
            // Nothing needs the kernel if nobody may force it.
            let unforced = seeded && !os::is_admin() && name == "kill";
            let good = |ended: &Ended| allowed.contains(ended) || (unforced && *ended == RIGHT);
            let (control, fired) = control(action, seeded);
            rows.push(Row {
                test: format!("{name}, {}", if seeded { "seeded" } else { "fresh" }),
                figure: format!("{} at 16 bytes, {} at 4096", words(found[0]), words(found[1])),
                good: found.iter().all(good),
                demand: allowed.iter().map(|ended| words(*ended)).collect::<Vec<_>>().join(" or "),
                control,
                fired,
            });
        }
    }
    Ok(rows)
}

/// A source that can say what is wrong, for which zeros stand elsewhere.
fn filtered(source: &dyn Fallible, action: u32, seeded: bool, size: usize) -> Ended {
    in_child(source.time(), || {
        let device = File::open("/dev/urandom");
        let mut dest = vec![0; size];
        let mut refused = false;
        let mut draw = |count| {
            for _ in 0..count {
                dest.fill(0xC5);
                let drawn = source.try_draw(&mut dest);
                let right = !has_zero_run(&dest) && !has_canary_run(&dest);
                let wiped = dest.iter().all(|byte| *byte == 0);
                match drawn {
                    true if !right => return false,
                    false if !wiped => return false,
                    drawn => refused |= !drawn,
                }
            }
            true
        };
        let before = !seeded || draw(DRAWS);
        filter_getrandom(action);
        let after = draw(DRAWS);
        if let (Ok(device), true) = (device, os::is_admin()) {
            os::reseed(&device);
        }
        let forced = draw(DRAWS);
        if !(before && after && forced) {
            return 1;
        }
        if refused { 3 } else { 0 }
    })
}

trait Fallible {
    fn try_draw(&self, dest: &mut [u8]) -> bool;

    /// How long all draws together may take.
    fn time(&self) -> Duration {
        Duration::from_secs(5)
    }
}

impl Fallible for System {
    fn try_draw(&self, dest: &mut [u8]) -> bool {
        self.try_fill(dest).is_ok()
    }
}

/// Takes whatever comes of a call for bytes.
struct Careless;

impl Fallible for Careless {
    fn try_draw(&self, dest: &mut [u8]) -> bool {
        os::careless_getrandom(dest);
        true
    }
}

/// Asks again until it has everything.
struct Stubborn;

impl Fallible for Stubborn {
    fn try_draw(&self, dest: &mut [u8]) -> bool {
        let mut filled = 0;
        while filled < dest.len() {
            let count = os::careless_getrandom(&mut dest[filled..]);
            filled += usize::try_from(count).unwrap_or(0);
        }
        true
    }

    fn time(&self) -> Duration {
        Duration::from_millis(500)
    }
}

/// A user of the vDSO that never looks at what it says.
struct CarelessVdso(Naive);

impl Fallible for CarelessVdso {
    fn try_draw(&self, dest: &mut [u8]) -> bool {
        self.0.draw(dest);
        true
    }
}

/// Who gets it wrong under each filter, and whether that is seen. Under "kill" there is no wrong but to go on,
/// which whoever reads the device does.
fn control(action: u32, seeded: bool) -> (String, bool) {
    if action == libc::SECCOMP_RET_KILL_PROCESS {
        let found = filtered(&Reader, action, seeded, 16);
        return (format!("a reader of the device: {}", words(found)), found == RIGHT);
    }
    if action == libc::SECCOMP_RET_ERRNO {
        let (source, expected): (&dyn Fallible, _) =
            if seeded { (&Careless, WRONG) } else { (&Stubborn, Ended::Stuck) };
        let found = filtered(source, action, seeded, 16);
        return (format!("without a look at the count: {}", words(found)), found == expected);
    }
    let naive = Naive::new(Memory::AsAsked).filter(|_| seeded && os::is_admin());
    let found = match naive {
        Some(naive) => filtered(&CarelessVdso(naive), action, seeded, 16),
        None => filtered(&Careless, action, seeded, 16),
    };
    (format!("without a look at the answer: {}", words(found)), found == WRONG)
}

struct Reader;

impl Fallible for Reader {
    fn try_draw(&self, dest: &mut [u8]) -> bool {
        use std::io::Read;
        File::open("/dev/urandom").and_then(|mut file| file.read_exact(dest)).is_ok()
    }
}

fn words(ended: Ended) -> &'static str {
    match ended {
        RIGHT => "right bytes",
        REFUSED => "an error",
        WRONG => "wrong bytes",
        SYSTEM => "dead by SIGSYS",
        Ended::Stuck => "stuck",
        _ => "something else",
    }
}
