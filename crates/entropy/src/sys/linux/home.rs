//! What a fork wipes: one page, from which everything else of this process is found.
//!
//! A child finds it empty (MADV_WIPEONFORK). So it gives itself a new number, and counts its first draws anew. The pool of states
//! it shares with its parent's memory: the kernel has wiped the states, and the guards are as they were. Those of a draw
//! that the fork has cut in two, because a signal handler forked, still belong to that draw; those of threads that the child
//! does not have stay taken, and where none near is free the system call answers.

use core::{
    num::NonZeroUsize,
    sync::atomic::{AtomicU32, AtomicUsize, Ordering},
};

use super::{
    memory::{SMALLEST_PAGE, page},
    pool::Pool,
    slot::{Made, New, Slot},
};
use crate::Error;

/// All zeros is its first state, and the one in a child.
struct Home {
    pool: Slot<Pool>,
    generation: AtomicUsize,
    /// Draws that have asked whether there is a pool and were told to do without.
    early: AtomicU32,
}

static HOME: Slot<Home> = Slot::new();

const _: () = assert!(size_of::<Home>() <= SMALLEST_PAGE);

/// How many draws of a process, and of each child, are left to the system call before the vDSO is set up.
const EARLY_DRAWS: u32 = 8;

fn home() -> Result<&'static Home, Error> {
    HOME.get_or_make(|| {
        let page = page()?;
        page.wipe_on_fork()?;
        // SAFETY: the page is new, so zeros, which is a valid `Home`: all of its fields are atomics. It is aligned to a
        // page, and larger than a `Home`.
        let home = unsafe { New::assume(page, None) };
        Ok(Made::New(home))
    })
}

/// The states of this process.
#[inline]
pub(super) fn pool() -> Result<&'static Pool, Error> {
    /// In ordinary memory, where a child finds its parent's.
    static INHERITED: Slot<Pool> = Slot::new();
    home()?.pool.get_or_make(|| INHERITED.get_or_make(Pool::make).map(Made::Shared))
}

/// Whether there is a pool, or it is time to make one. That costs as much as a hundred system calls, and in a child as much as a
/// few, so whoever draws a few times does without.
#[inline]
pub(super) fn is_due() -> bool {
    /// Those of a process that has no home yet.
    static EARLY: AtomicU32 = AtomicU32::new(0);
    match HOME.get() {
        None => is_late(&EARLY),
        Some(Ok(home)) => home.pool.get().map_or_else(|| is_late(&home.early), |pool| pool.is_ok()),
        Some(Err(_)) => false,
    }
}

/// As long as there is no pool each draw comes here, and from then on none.
#[cold]
fn is_late(early: &AtomicU32) -> bool {
    early.fetch_add(1, Ordering::Relaxed) >= EARLY_DRAWS
}

/// A number that is another one in every child; `None` where the kernel does not wipe pages at a fork.
pub(crate) fn fork_generation() -> Option<NonZeroUsize> {
    /// Counts up at every attempt, so that a child, which inherits it, cannot give the number that its
    /// parent was just about to note down.
    static LAST: AtomicUsize = AtomicUsize::new(0);
    let home = home().ok()?;
    let noted = NonZeroUsize::new(home.generation.load(Ordering::Relaxed));
    noted.or_else(|| {
        let next = LAST.fetch_add(1, Ordering::Relaxed).wrapping_add(1).max(1);
        let (success, failure) = (Ordering::Relaxed, Ordering::Relaxed);
        let noted = home.generation.compare_exchange(0, next, success, failure);
        NonZeroUsize::new(noted.map_or_else(|noted| noted, |_| next))
    })
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::thread;

    use super::{AtomicU32, EARLY_DRAWS, fork_generation, is_due, is_late, pool};

    #[test]
    fn the_first_draws_do_without_a_pool() {
        let early = AtomicU32::new(0);
        assert!((0..EARLY_DRAWS).all(|_| !is_late(&early)));
        assert!(is_late(&early));
        // Once there is one, or cannot be, nobody counts.
        assert_eq!(pool().is_ok(), is_due());
    }

    #[test]
    fn the_generation_stays_and_is_shared_with_threads() {
        let here = fork_generation();
        assert_eq!(here, fork_generation());
        assert_eq!(here, thread::spawn(fork_generation).join().unwrap());
    }
}
