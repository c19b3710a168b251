//! A pointer to memory that is made once, by whoever comes first: threads, signal handlers and children may all come
//! at the same time, and nobody waits.

use core::{
    marker::PhantomData,
    num::NonZeroU32,
    ptr::{from_ref, null_mut, without_provenance_mut},
    sync::atomic::{AtomicPtr, AtomicU32, Ordering},
};

use super::{guard, memory::Mapping};
use crate::Error;

/// A place for a `T` that lives as long as the process. Zeros are a valid value: nothing has been made.
pub(super) struct Slot<T: 'static> {
    pointer: AtomicPtr<T>,
    /// Why there is none, as a word; written before the pointer says so.
    reason: AtomicU32,
}

/// What a [`Slot`] gets.
pub(super) enum Made<T: 'static> {
    New(New<T>),
    /// What another slot has.
    Shared(&'static T),
}

/// Memory that begins with a valid `T`, and other memory that this one points to. Both are given back if somebody else
/// was faster.
pub(super) struct New<T> {
    memory: Mapping,
    more: Option<Mapping>,
    content: PhantomData<T>,
}

impl<T> New<T> {
    /// # Safety
    ///
    /// `memory` must begin with a valid `T`, large enough and aligned for it.
    pub(super) const unsafe fn assume(memory: Mapping, more: Option<Mapping>) -> Self {
        Self { memory, more, content: PhantomData }
    }
}

/// The address in place of a pointer where the attempt failed: no page starts there.
const FAILED: usize = 1;

impl<T: Sync> Slot<T> {
    pub(super) const fn new() -> Self {
        Self { pointer: AtomicPtr::new(null_mut()), reason: AtomicU32::new(0) }
    }

    /// What was made, or why it was not; `None` if nobody has tried.
    #[inline]
    pub(super) fn get(&self) -> Option<Result<&'static T, Error>> {
        let found = guard::published(&self.pointer);
        match found.addr() {
            0 => None,
            FAILED => Some(Err(self.reason())),
            // SAFETY: any other pointer was published below, from a `&'static T` or from memory that begins with a
            // valid `T` (`New::assume`), after that was written and with an ordering that makes it visible
            // here. Such memory is leaked by the one who published it, so it is never unmapped, and nobody has
            // an exclusive reference to it any more.
            _ => Some(Ok(unsafe { &*found })),
        }
    }

    /// The same, made if nobody has tried. A failure is kept, and not tried again.
    #[inline]
    pub(super) fn get_or_make(
        &self,
        make: impl FnOnce() -> Result<Made<T>, Error>,
    ) -> Result<&'static T, Error> {
        self.get().unwrap_or_else(|| {
            self.publish(make());
            self.get().unwrap_or_else(|| Err(self.reason()))
        })
    }

    #[cold]
    fn publish(&self, made: Result<Made<T>, Error>) {
        let pointer = match &made {
            Ok(Made::New(new)) => new.memory.start().cast().as_ptr(),
            Ok(Made::Shared(shared)) => from_ref::<T>(shared).cast_mut(),
            Err(error) => {
                self.reason.store(NonZeroU32::from(*error).get(), Ordering::Relaxed);
                without_provenance_mut(FAILED)
            }
        };
        // Who loses the race drops what it made, which unmaps it.
        if guard::publish(&self.pointer, pointer).is_ok() {
            if let Ok(Made::New(new)) = made {
                new.memory.leak();
                new.more.into_iter().for_each(Mapping::leak);
            }
        }
    }

    #[cold]
    fn reason(&self) -> Error {
        NonZeroU32::new(self.reason.load(Ordering::Relaxed)).map_or(Error::NO_VDSO, Error::from)
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::{boxed::Box, collections::HashSet, thread, vec::Vec};

    use super::{super::memory::page, *};

    #[test]
    fn a_failure_is_kept_and_its_reason_told() {
        let (slot, enomem) = (Slot::<u64>::new(), Error::from_os(12));
        assert!(slot.get().is_none());
        assert_eq!(slot.get_or_make(|| Err(enomem)), Err(enomem));
        assert_eq!(slot.get_or_make(|| unreachable!("tried once")), Err(enomem));
        assert_eq!(
            Slot::<u64>::new().get_or_make(|| Err(Error::UNEXPECTED)),
            Err(Error::UNEXPECTED)
        );
    }

    #[test]
    fn the_first_one_is_taken_by_all() {
        // SAFETY: a new page is zeros, which are a valid `u64`.
        let new = |page| unsafe { New::assume(page, None) };
        for _ in 0..50 {
            let slot: &'static Slot<u64> = Box::leak(Box::new(Slot::new()));
            let find = move || slot.get_or_make(|| page().map(new).map(Made::New)).unwrap();
            let racing: Vec<_> = (0..4).map(|_| thread::spawn(find)).collect();
            let found = racing.into_iter().map(|thread| from_ref(thread.join().unwrap()).addr());
            assert_eq!(found.collect::<HashSet<_>>().len(), 1);
            let shared = Slot::new().get_or_make(|| Ok(Made::Shared(find())));
            assert_eq!(from_ref(shared.unwrap()), from_ref(find()));
        }
    }
}
