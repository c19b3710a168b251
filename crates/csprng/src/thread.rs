//! One generator for each thread, and a handle to it.

use core::{
    cell::RefCell,
    marker::PhantomData,
    sync::atomic::{
        AtomicBool, AtomicU8,
        Ordering::{Acquire, Relaxed, Release},
    },
};
use std::thread_local;

use rand_core::{TryCryptoRng, TryRng};
use wellspring_entropy::{Error, System};

use crate::KeyErasureRng;

/// The generator of this thread: a [`KeyErasureRng`] over the operating system's source.
///
/// # Examples
///
/// ```
/// use wellspring_csprng::{rand_core::TryRng, thread_rng};
///
/// let mut rng = thread_rng();
/// assert_ne!(rng.try_next_u64()?, rng.try_next_u64()?);
/// # Ok::<(), wellspring_csprng::entropy::Error>(())
/// ```
#[doc(alias = "rng", alias = "arc4random", alias = "rand")]
#[must_use]
pub const fn thread_rng() -> ThreadRng {
    ThreadRng { not_send: PhantomData }
}

/// A handle to the generator of the thread that it was made in: [`thread_rng`].
///
/// Everything that [`KeyErasureRng`] promises holds; and wherever the generator cannot be used, the bytes come from
/// [`System`], never from a weaker source:
///
/// - **re-entered**, by a signal handler, a logger, a panic hook or a destructor that draws while a draw is under way, or by a task
///   that shares the thread's storage (a raw `clone` with `CLONE_VM`, and without `CLONE_SETTLS`);
/// - **while the thread ends**, after the generator was dropped;
/// - **at the first four draws of a thread**, which would not pay for the set-up: a thread that draws twice costs two system calls;
/// - where the kernel does not wipe memory in a child.
///
/// Each thread that draws more has a generator of its own, of 8 KiB.
///
/// A signal handler may draw from it once its thread has drawn elsewhere: the first draw of a thread allocates, to be told of the thread's
/// end. The same draws from [`System`] may be made anywhere.
///
/// It cannot leave its thread, which has a generator of its own:
///
/// ```compile_fail,E0277
/// let rng = wellspring_csprng::thread_rng();
/// std::thread::spawn(move || drop(rng));
/// ```
///
/// ```compile_fail,E0277
/// let rng = wellspring_csprng::thread_rng();
/// std::thread::scope(|scope| drop(scope.spawn(|| rng)));
/// ```
///
/// # Examples
///
/// ```
/// use wellspring_csprng::{ThreadRng, rand_core::TryRng, thread_rng};
///
/// // A handle costs nothing to make: two of one thread draw from one generator.
/// let [mut one, mut other]: [ThreadRng; 2] = [thread_rng(), thread_rng()];
/// assert_ne!(one.try_next_u64()?, other.try_next_u64()?);
/// # Ok::<(), wellspring_csprng::entropy::Error>(())
/// ```
#[derive(Clone, Copy)]
pub struct ThreadRng {
    /// Another thread has another generator.
    not_send: PhantomData<*const EachThreadCallsThreadRng>,
}

/// What the compiler names where a handle would leave its thread: there, call `thread_rng()` again.
struct EachThreadCallsThreadRng;

/// What a thread has.
struct Local {
    /// Whether a draw is under way, in ordinary memory, where a child that was forked in its middle finds it set.
    busy: AtomicBool,
    /// Draws that were left to the system.
    early: AtomicU8,
    /// Never borrowed but by whoever holds the guard.
    generator: RefCell<KeyErasureRng>,
}

/// How many draws of a thread are left to the system before the generator is set up.
const EARLY_DRAWS: u8 = 4;

thread_local! {
    static LOCAL: Local = const {
        Local {
            busy: AtomicBool::new(false),
            early: AtomicU8::new(0),
            generator: RefCell::new(KeyErasureRng::new()),
        }
    };
}

/// The closed guard; it is opened again also when a registered backend panics.
struct Busy<'local>(&'local AtomicBool);

impl Local {
    /// Closes the guard, unless it is closed.
    ///
    /// By one swap: between a look and a store a task could come that shares this thread's storage, and runs on another processor.
    #[inline]
    fn enter(&self) -> Option<Busy<'_>> {
        if self.busy.swap(true, Acquire) { None } else { Some(Busy(&self.busy)) }
    }

    /// Draws from the generator; `None` if it is in use, or early, so that the system has to answer.
    #[inline]
    fn draw<T>(&self, draw: impl FnOnce(&mut KeyErasureRng) -> T) -> Option<T> {
        let _busy = self.enter()?;
        let mut generator = self.generator.try_borrow_mut().ok()?;
        Some(draw(&mut generator))
    }

    /// The same, for what the buffer does not have: a refill, the set-up, or the system while it is early.
    #[cold]
    fn fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        let early = self.early.load(Relaxed);
        let filled = if early < EARLY_DRAWS {
            self.early.store(early.saturating_add(1), Relaxed);
            None
        } else {
            self.draw(|generator| generator.try_fill_bytes(dest))
        };
        filled.unwrap_or_else(|| System.try_fill(dest))
    }
}

impl Drop for Busy<'_> {
    #[inline]
    fn drop(&mut self) {
        self.0.store(false, Release);
    }
}

/// What the buffer of this thread has, if it has as much and nobody is drawing from it.
#[inline]
fn take<const N: usize>() -> Option<[u8; N]> {
    LOCAL.try_with(|local| local.draw(KeyErasureRng::take)).ok().flatten().flatten()
}

/// Everything else.
#[cold]
fn fill(dest: &mut [u8]) -> Result<(), Error> {
    // Once for the thread that is ending, and has no generator any more.
    match LOCAL.try_with(|local| local.fill(dest)) {
        Ok(filled) => filled,
        Err(_) => System.try_fill(dest),
    }
}

#[cold]
fn fill_new<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    fill(&mut bytes)?;
    Ok(bytes)
}

impl TryRng for ThreadRng {
    type Error = Error;

    #[inline]
    fn try_next_u32(&mut self) -> Result<u32, Error> {
        take().map_or_else(fill_new, Ok).map(u32::from_le_bytes)
    }

    #[inline]
    fn try_next_u64(&mut self) -> Result<u64, Error> {
        take().map_or_else(fill_new, Ok).map(u64::from_le_bytes)
    }

    #[inline]
    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), Error> {
        let taken = LOCAL.try_with(|local| local.draw(|generator| generator.try_take(dest)));
        if let Ok(Some(true)) = taken { Ok(()) } else { fill(dest) }
    }
}

impl TryCryptoRng for ThreadRng {}

impl Default for ThreadRng {
    fn default() -> Self {
        thread_rng()
    }
}

impl core::fmt::Debug for ThreadRng {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("ThreadRng").finish_non_exhaustive()
    }
}
