//! States for the vDSO's getrandom: who may use which, and what a fork leaves of them.
//!
//! The vDSO leaves three things to its caller, and each of them has failed somewhere:
//!
//! - **One user at a time.** Two threads on one state hand out zeros and each other's bytes. A state is used only
//!   by whoever holds its guard, and a guard is taken by an atomic swap. If the guard is held, another state is
//!   tried; after a few of these the system call answers. Nobody ever waits, so a signal handler that interrupts a
//!   draw can draw.
//! - **Pages that vanish.** The kernel wipes a state's page in a child, and may drop it at any time when memory is
//!   short; the vDSO notices and starts over. Its own mark "in use" is in that page, though, and goes with it. So
//!   the guards are in ordinary memory.
//! - **Forks.** A child inherits ordinary memory, with guards held by threads that it does not have. So what
//!   leads to guards and states, the `Home`, is in a page that the kernel wipes in a child (MADV_WIPEONFORK):
//!   the child finds no pool and makes one. A draw that a fork has cut in two, because a signal handler forked, goes on
//!   with the pointers that it holds: its guard is still its own.
//!
//! There is no thread-local storage, which needs a C library or a linker that knows of it, and which tasks that
//! share memory and thread pointer share too; no lock, no allocator and no exit hook. A thread finds a state by where its
//! stack is: threads have stacks of their own, so two threads rarely meet, and if they do, a guard tells. A thread that
//! ends leaves nothing behind.
//!
//! Tried and dropped: a list of free states behind a lock (a handler can be the one that waits for what it
//! interrupted); guards in the wiped page (a child that was forked inside of a draw finds its own draw's guard
//! open); the thread pointer as the hint (nothing sets it up in a program without a C library).

use core::{
    num::{NonZeroU32, NonZeroUsize},
    ptr::{NonNull, from_ref, null_mut, without_provenance_mut},
    sync::atomic::{AtomicPtr, AtomicU32, AtomicUsize, Ordering},
};

use super::{
    calls::getrandom,
    guard::{self, Guard},
    memory::{MAP_PRIVATE_ANONYMOUS, Mapping, PROT_READ_WRITE},
    vdso::Vdso,
};
use crate::{Error, sys::EAGAIN};

/// More than there are processors in most machines; a page of states is touched only by use.
const SLOTS: usize = 256;
/// How many guards are tried before the system call is.
const TRIES: usize = 4;
/// How many draws of a process, and of each child, are left to the system call before a pool is made.
const EARLY_DRAWS: u32 = 8;
/// Between states as between guards: neighbours shall not slow each other down.
const LINE: usize = align_of::<Guard>();

/// The page that leads to everything, wiped in a child: all zeros is its first state, too.
struct Home {
    pool: AtomicPtr<Pool>,
    generation: AtomicUsize,
    /// Draws that have asked whether there is a pool and were told to do without.
    early: AtomicU32,
}

static HOME: AtomicPtr<Home> = AtomicPtr::new(null_mut());

/// Ordinary memory. Made once for each process that draws, and never given back: a draw may be using it.
#[repr(C)]
struct Pool {
    states: States,
    guards: [Guard; SLOTS],
}

/// What the guards guard.
struct States {
    vdso: Vdso,
    start: NonNull<u8>,
    size: usize,
    /// The binary logarithm of the distance between two states: a power of two no larger than a page, so that
    /// no state is in two pages.
    shift: u32,
}

/// One state, for as long as its guard is held. It is neither `Send` nor `Sync`, and is filled through `&mut`.
struct State<'pool> {
    vdso: &'pool Vdso,
    guard: &'pool Guard,
    place: NonNull<u8>,
    size: usize,
}

/// Asks the vDSO once for `dest.len()` bytes and says how many it wrote at the front of `dest`; the system call
/// answers if no state is free or if the pool of the kernel is to be waited for.
pub(crate) fn vdso_getrandom(dest: &mut [u8]) -> Result<usize, Error> {
    fill_from(resolve(&home()?.pool, Pool::make)?, dest)
}

#[inline]
fn fill_from(pool: &Pool, dest: &mut [u8]) -> Result<usize, Error> {
    match pool.claim().map_or(Err(EAGAIN), |mut state| state.fill(dest)) {
        Err(EAGAIN) => getrandom(dest),
        answer => answer,
    }
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

/// Whether there is a pool, or it is time to make one. That costs as much as a hundred system calls, so a process or a
/// child that draws a few times does without.
#[inline]
pub(super) fn is_due() -> bool {
    /// Those of a process that has no home yet.
    static EARLY: AtomicU32 = AtomicU32::new(0);
    match existing(&HOME) {
        None => is_late(&EARLY),
        Some(Ok(home)) => !guard::published(&home.pool).is_null() || is_late(&home.early),
        Some(Err(_)) => false,
    }
}

/// As long as the vDSO is not due the ladder asks again at each draw, and so there are few of these.
#[cold]
fn is_late(early: &AtomicU32) -> bool {
    early.fetch_add(1, Ordering::Relaxed) >= EARLY_DRAWS
}

fn home() -> Result<&'static Home, Error> {
    resolve(&HOME, || {
        let mapping = Mapping::new(size_of::<Home>(), PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS)?;
        mapping.wipe_on_fork()?;
        Ok((mapping, None))
    })
}

/// What `slot` points to, made if it is null. A failure is kept and not tried again before the next fork.
#[inline]
fn resolve<T>(
    slot: &AtomicPtr<T>,
    make: impl FnOnce() -> Result<(Mapping, Option<Mapping>), Error>,
) -> Result<&'static T, Error> {
    existing(slot).unwrap_or_else(|| {
        publish(slot, make());
        existing(slot).unwrap_or_else(|| Err(failure()))
    })
}

/// What `slot` points to, or the failure to make it; `None` if it is null.
#[inline]
fn existing<T>(slot: &AtomicPtr<T>) -> Option<Result<&'static T, Error>> {
    let found = guard::published(slot);
    match found.addr() {
        0 => None,
        FAILED => Some(Err(failure())),
        // SAFETY: a pointer that is neither null nor `FAILED` was published by `publish`, after what it points to
        // had been written (`Pool::make`; a `Home` is valid as zeros), with an ordering that makes this visible
        // here. The memory is never unmapped, and never written through anything but the atomics in it.
        _ => Some(Ok(unsafe { &*found })),
    }
}

/// Several threads, or a handler and what it interrupts, may come here at once: the first one's is taken by all.
#[cold]
fn publish<T>(slot: &AtomicPtr<T>, made: Result<(Mapping, Option<Mapping>), Error>) {
    let new = match &made {
        Ok((mapping, _)) => mapping.start().cast().as_ptr(),
        Err(error) => {
            REASON.store(NonZeroU32::from(*error).get(), Ordering::Relaxed);
            without_provenance_mut(FAILED)
        }
    };
    // Who loses the race drops what it made, which unmaps it.
    if guard::publish(slot, new).is_ok() {
        made.into_iter().for_each(|(memory, states)| {
            memory.leak();
            states.into_iter().for_each(Mapping::leak);
        });
    }
}

/// The address in place of a pointer where there is nothing to point to: no page starts there.
const FAILED: usize = 1;
static REASON: AtomicU32 = AtomicU32::new(0);

#[cold]
fn failure() -> Error {
    NonZeroU32::new(REASON.load(Ordering::Relaxed)).map_or(Error::NO_VDSO, Error::from)
}

impl Pool {
    fn make() -> Result<(Mapping, Option<Mapping>), Error> {
        let vdso = Vdso::find()?;
        let parameters = vdso.parameters;
        let size = usize::try_from(parameters.state_size).map_err(|_| Error::NO_VDSO)?;
        let distance = size.checked_next_power_of_two().unwrap_or(usize::MAX).max(LINE);
        if distance > vdso.page_size {
            return Err(Error::NO_VDSO);
        }
        let all = SLOTS * distance;
        let mapping = Mapping::new(all, parameters.protection, parameters.flags)?;
        let memory = Mapping::new(size_of::<Self>(), PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS)?;
        let shift = distance.trailing_zeros();
        let states = States { vdso, start: mapping.start(), size, shift };
        // SAFETY: `memory` is a new mapping, writable, aligned to a page and large enough for a `Pool`, which is
        // laid out as C does and so begins with its `states`; nobody else knows of it yet. The guards are left
        // as the zeros that the kernel put there: 0 is a valid `AtomicU32`, and means free.
        unsafe { memory.start().cast::<States>().write(states) };
        Ok((memory, Some(mapping)))
    }

    #[inline]
    fn claim(&self) -> Option<State<'_>> {
        let on_the_stack = 0_u8;
        let first = slot_of(from_ref(&on_the_stack).addr());
        (first..first + TRIES).find_map(|index| self.claim_slot(index & (SLOTS - 1)))
    }

    #[inline]
    fn claim_slot(&self, index: usize) -> Option<State<'_>> {
        let guard = self.guards.get(index).filter(|guard| guard.take())?;
        let States { vdso, start, size, shift } = &self.states;
        // SAFETY: `index` is below `SLOTS`, since there is a guard of this index, so the result is inside of the
        // mapping of `SLOTS << shift` bytes that `make` made, which is never given back.
        let place = unsafe { start.add(index << shift) };
        Some(State { vdso, guard, place, size: *size })
    }
}

impl State<'_> {
    #[inline]
    fn fill(&mut self, dest: &mut [u8]) -> Result<usize, Error> {
        // SAFETY: the place is in a mapping made with the vDSO's parameters, which the kernel zeroed, and
        // has room for a state up to the next one; it is in one page, because distances between states are a
        // power of two no larger than a page. The guard is held, and `&mut self` lets nobody fill twice at once.
        unsafe { self.vdso.fill(dest, self.place, self.size) }
    }
}

impl Drop for State<'_> {
    #[inline]
    fn drop(&mut self) {
        self.guard.release();
    }
}

/// Where a thread begins to look: by the 64 KiB of stack that it stands on, spread by Fibonacci hashing (Knuth,
/// The Art of Computer Programming, vol. 3, 6.4), which keeps stacks at equal distances apart.
#[inline]
fn slot_of(address: usize) -> usize {
    const GOLDEN_RATIO: u64 = 0x9E37_79B9_7F4A_7C15;
    let block = u64::try_from(address >> 16).unwrap_or(0);
    let spread = block.wrapping_mul(GOLDEN_RATIO) >> (u64::BITS - SLOTS.trailing_zeros());
    usize::try_from(spread).unwrap_or(0)
}

#[cfg(test)]
mod tests;
