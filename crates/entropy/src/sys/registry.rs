//! The one word that says which backend answers: none chosen yet, the built-in ladder, or a registered one.

use core::{
    ptr::{from_ref, null_mut},
    sync::atomic::{AtomicPtr, Ordering},
};

use crate::Backend;

/// What the word says.
pub(crate) enum Registered {
    /// Nothing yet: whoever comes first decides.
    Open,
    /// The ladder has handed out bytes, and stays.
    Ladder,
    Backend(&'static dyn Backend),
}

/// A thin pointer to the wide one, so that one atomic word is enough.
type Word = AtomicPtr<&'static dyn Backend>;

static WORD: Word = AtomicPtr::new(null_mut());
/// What stands for the ladder: the address of the word itself, at which no reference to a backend can be.
fn ladder() -> *mut &'static dyn Backend {
    from_ref(&WORD).cast_mut().cast()
}

#[inline]
pub(crate) fn registered() -> Registered {
    read(WORD.load(Ordering::Acquire))
}

/// Decides for the ladder, unless a backend came first; says what was decided.
#[cold]
pub(crate) fn close() -> Registered {
    decide(&WORD, ladder()).map_or_else(read, |()| Registered::Ladder)
}

/// Decides for `backend`; or what was decided before.
pub(crate) fn register(backend: &'static &'static dyn Backend) -> Result<(), Registered> {
    decide(&WORD, from_ref(backend).cast_mut()).map_err(read)
}

/// Writes the word if it is null; if not, gives it.
#[cfg(target_has_atomic = "ptr")]
fn decide(word: &Word, choice: *mut &'static dyn Backend) -> Result<(), *mut &'static dyn Backend> {
    let decided = word.compare_exchange(null_mut(), choice, Ordering::AcqRel, Ordering::Acquire);
    decided.map(|_| ())
}

/// Processors without compare-and-swap: an interrupt or a second core between the two steps may make two
/// decisions, of which the later stays.
#[cfg(not(target_has_atomic = "ptr"))]
fn decide(word: &Word, choice: *mut &'static dyn Backend) -> Result<(), *mut &'static dyn Backend> {
    let found = word.load(Ordering::Acquire);
    if !found.is_null() {
        return Err(found);
    }
    word.store(choice, Ordering::Release);
    Ok(())
}

#[inline]
fn read(word: *mut &'static dyn Backend) -> Registered {
    if word.is_null() {
        return Registered::Open;
    }
    if word == ladder() {
        return Registered::Ladder;
    }
    // SAFETY: any other word was made from a `&'static &'static dyn Backend` in `register`, the only place where one is
    // made, and published with an ordering that makes what it refers to visible here.
    Registered::Backend(unsafe { *word })
}
