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
//! - **Forks.** A child inherits the guards, some held by threads that it does not have, and finds the states wiped. What
//!   becomes of them stands in `home`.
//!
//! There is no thread-local storage, which needs a C library or a linker that knows of it, and which tasks that
//! share memory and thread pointer share too; no lock, no allocator and no exit hook. A thread finds a state by where its
//! stack is: threads have stacks of their own, so two threads rarely meet, and if they do, a guard tells. A thread that
//! ends leaves nothing behind.
//!
//! Tried and dropped: a list of free states behind a lock (a handler can be the one that waits for what it
//! interrupted); guards that a fork wipes (a child that was forked inside of a draw finds its own draw's guard
//! open); a new pool in each child (forks within forks would pile them up); the thread pointer as the hint (nothing sets it up in a program without a C library).

use core::{
    ptr::{NonNull, from_ref},
    sync::atomic::{AtomicPtr, Ordering},
};

use super::{
    calls::getrandom,
    guard::Guard,
    home::pool,
    memory::{MAP_PRIVATE_ANONYMOUS, Mapping, PROT_READ_WRITE},
    slot::{Made, New},
    vdso::Vdso,
};
use crate::{Error, sys::EAGAIN};

/// More than there are processors in most machines; a page of states is touched only by use.
const SLOTS: usize = 256;
/// How many guards are tried before the system call is.
const TRIES: usize = 4;
/// Between states as between guards: neighbours shall not slow each other down.
const LINE: usize = align_of::<Guard>();

/// Ordinary memory, never given back: a draw may be using it.
#[repr(C)]
pub(super) struct Pool {
    states: States,
    guards: [Guard; SLOTS],
}

/// What the guards guard.
struct States {
    vdso: Vdso,
    start: AtomicPtr<u8>,
    /// The binary logarithm of the distance between two states: a power of two no larger than a page, so that
    /// no state is in two pages.
    shift: u32,
}

/// One state, for as long as its guard is held. It is neither `Send` nor `Sync`, and is filled through `&mut`.
struct State<'pool> {
    vdso: &'pool Vdso,
    guard: &'pool Guard,
    place: NonNull<u8>,
}

/// Asks the vDSO once for `dest.len()` bytes and says how many it wrote at the front of `dest`; the system call
/// answers if no state is free or if the pool of the kernel is to be waited for.
pub(crate) fn vdso_getrandom(dest: &mut [u8]) -> Result<usize, Error> {
    fill_from(pool()?, dest)
}

#[inline]
fn fill_from(pool: &Pool, dest: &mut [u8]) -> Result<usize, Error> {
    match pool.claim().map_or(Err(EAGAIN), |mut state| state.fill(dest)) {
        Err(EAGAIN) => getrandom(dest),
        answer => answer,
    }
}

impl Pool {
    pub(super) fn make() -> Result<Made<Self>, Error> {
        let vdso = Vdso::find()?;
        let parameters = vdso.parameters;
        let distance = distance(vdso.state_size, vdso.page_size).ok_or(Error::NO_VDSO)?;
        let all = SLOTS * distance;
        let mapping = Mapping::new(all, parameters.protection, parameters.flags)?;
        // The flags ask for it already; this makes sure.
        mapping.wipe_on_fork()?;
        let memory = Mapping::new(size_of::<Self>(), PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS)?;
        let shift = distance.trailing_zeros();
        let states = States { vdso, start: AtomicPtr::new(mapping.start().as_ptr()), shift };
        // SAFETY: `memory` is a new mapping, writable, aligned to a page and large enough for a `Pool`, which is
        // laid out as C does and so begins with its `states`; nobody else knows of it yet. The guards are left
        // as the zeros that the kernel put there: 0 is a valid `AtomicU32`, and means free.
        unsafe { memory.start().cast::<States>().write(states) };
        // SAFETY: the memory begins with a `Pool` whose head was written above and whose guards are zeros; a new mapping
        // is aligned to a page.
        let pool = unsafe { New::assume(memory, Some(mapping)) };
        Ok(Made::New(pool))
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
        let States { vdso, start, shift } = &self.states;
        let start = NonNull::new(start.load(Ordering::Relaxed))?;
        // SAFETY: `index` is below `SLOTS`, since there is a guard of this index, so the result is inside of the
        // mapping of `SLOTS << shift` bytes that `make` made, which is never given back.
        let place = unsafe { start.add(index << shift) };
        Some(State { vdso, guard, place })
    }
}

impl State<'_> {
    #[inline]
    fn fill(&mut self, dest: &mut [u8]) -> Result<usize, Error> {
        // SAFETY: the place is in a mapping made with the vDSO's parameters, which the kernel zeroed, and
        // has room for a state up to the next one; it is in one page, because distances between states are a
        // power of two no larger than a page. The guard is held, and `&mut self` lets nobody fill twice at once.
        unsafe { self.vdso.fill(dest, self.place) }
    }
}

impl Drop for State<'_> {
    #[inline]
    fn drop(&mut self) {
        self.guard.release();
    }
}

/// How far states of `size` bytes are apart: a power of two, and so none is in two pages; `None` if one fills more than a
/// page.
fn distance(size: usize, page: usize) -> Option<usize> {
    size.checked_next_power_of_two().map(|size| size.max(LINE)).filter(|&size| size <= page)
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
