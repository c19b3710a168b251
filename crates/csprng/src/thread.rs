//! One generator for each thread, and a handle to it.

use core::{
    cell::{Cell, RefCell},
    marker::PhantomData,
    sync::atomic::{
        AtomicBool,
        Ordering::{Relaxed, SeqCst},
        compiler_fence,
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
/// - **re-entered**, by a signal handler, a logger, a panic hook or a destructor that draws while a draw is under way;
/// - **while the thread ends**, after the generator was dropped;
/// - **at the first four draws of a thread**, which would not pay for the set-up: a thread that draws twice costs two system calls;
/// - where the kernel does not wipe memory in a child.
///
/// Each thread that draws more has a generator of its own, of 8 KiB.
///
/// # What must not share it
///
/// Tasks that share both memory *and thread-local storage* and run at the same time, which a raw `clone` with `CLONE_VM` and without
/// `CLONE_SETTLS` can make (threads and `vfork` do not). The standard library, the allocator and `errno` are broken there
/// as well.
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
#[derive(Clone, Copy)]
pub struct ThreadRng {
    /// Another thread has another generator.
    not_send: PhantomData<*const ()>,
}

/// What a thread has.
struct Local {
    /// Whether a draw is under way: in ordinary memory, where a child that was forked in its middle finds it set.
    busy: AtomicBool,
    /// Draws that were left to the system before the generator is set up.
    early: Cell<u8>,
    generator: RefCell<KeyErasureRng>,
}

/// How many draws of a thread are left to the system.
const EARLY_DRAWS: u8 = 4;

thread_local! {
    static LOCAL: Local = const {
        Local {
            busy: AtomicBool::new(false),
            early: Cell::new(0),
            generator: RefCell::new(KeyErasureRng::new()),
        }
    };
}

/// Opens the guard again, also when a registered backend panics.
struct Busy<'local>(&'local AtomicBool);

impl Local {
    /// Closes the guard, unless it is closed.
    ///
    /// A look and a store are enough where all who may come are of this thread: a handler that runs between the two is done before
    /// the second.
    #[inline]
    fn enter(&self) -> Option<Busy<'_>> {
        if self.busy.load(Relaxed) {
            return None;
        }
        self.busy.store(true, Relaxed);
        compiler_fence(SeqCst);
        Some(Busy(&self.busy))
    }

    /// Whether it is time for the generator.
    #[inline]
    fn is_due(&self) -> bool {
        let early = self.early.get();
        early >= EARLY_DRAWS || self.is_late(early)
    }

    #[cold]
    fn is_late(&self, early: u8) -> bool {
        self.early.set(early.saturating_add(1));
        false
    }
}

impl Drop for Busy<'_> {
    #[inline]
    fn drop(&mut self) {
        compiler_fence(SeqCst);
        self.0.store(false, Relaxed);
    }
}

/// A draw from the generator of this thread; `None` where the system has to answer.
#[inline]
fn drawn<T>(draw: impl FnOnce(&mut KeyErasureRng) -> Result<T, Error>) -> Option<Result<T, Error>> {
    let drawn = LOCAL.try_with(|local| {
        let _busy = local.enter()?;
        if !local.is_due() {
            return None;
        }
        let mut generator = local.generator.try_borrow_mut().ok()?;
        Some(draw(&mut generator))
    });
    drawn.ok().flatten()
}

impl TryRng for ThreadRng {
    type Error = Error;

    #[inline]
    fn try_next_u32(&mut self) -> Result<u32, Error> {
        drawn(TryRng::try_next_u32).unwrap_or_else(|| System.try_next_u32())
    }

    #[inline]
    fn try_next_u64(&mut self) -> Result<u64, Error> {
        drawn(TryRng::try_next_u64).unwrap_or_else(|| System.try_next_u64())
    }

    #[inline]
    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), Error> {
        let filled = drawn(|generator| generator.try_fill_bytes(dest));
        filled.unwrap_or_else(|| System.try_fill(dest))
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
