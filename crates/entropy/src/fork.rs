//! Whether this process is a child that was forked since one last looked.
//!
//! Whoever keeps random bytes or a generator's state in memory hands them out twice after a fork. Compare the
//! generation with the one that was noted when the state was made, before each use; if it differs, or if it is
//! `None`, make the state anew.
//!
//! It stands in a page that the kernel wipes in every child (`MADV_WIPEONFORK`, Linux 4.14), so it sees a fork that
//! was made by a raw system call or inside of a signal handler, which handlers of the C library (`pthread_atfork`) do
//! not. At the first use the kernel is asked for nonsense, too, and has to refuse it: an emulator that says yes to
//! everything makes the answer `None`.

use core::num::NonZeroUsize;

use crate::sys;

/// A number that stays the same as long as this process lives, and is another one in every child.
///
/// Tasks that share memory with their parent (threads, vfork) share the number, too. Two children of one parent may
/// have equal numbers, since each compares only with what it inherited.
///
/// `None` means that it cannot be told: on other systems than Linux, before Linux 4.14, and where the kernel
/// refuses. Then any call may be the first in a new child.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::fork;
///
/// let noted = fork::generation();
/// // … later, before a buffer that was filled then is used:
/// let still_ours = noted.is_some() && fork::generation() == noted;
/// # assert_eq!(still_ours, noted.is_some());
/// ```
#[doc(alias = "wipeonfork", alias = "MADV_WIPEONFORK", alias = "pthread_atfork", alias = "getpid")]
#[must_use]
pub fn generation() -> Option<NonZeroUsize> {
    sys::fork_generation()
}
