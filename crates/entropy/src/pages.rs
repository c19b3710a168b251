//! Memory for the state of a generator: pages that the kernel wipes in a forked child, keeps out of core dumps, and on request
//! out of swap.
//!
//! Whoever keeps random bytes in memory hands them out twice after a fork, unless it is seen before the next byte leaves. A
//! word in such a page is the cheapest way to see it: one look at memory that is at hand anyway, without a system call, a
//! handler (`pthread_atfork`) or a process number. It sees the fork that a raw system call made, or a signal handler.

use core::{
    fmt,
    ops::{Deref, DerefMut},
    sync::atomic::{AtomicUsize, Ordering},
};

use crate::{Error, sys};

/// An owned, page-aligned [`Content`], all zeros at first and after a fork in the child.
///
/// It is made of whole pages that hold nothing else, is wiped and unmapped when dropped, and never moves, so that no copy of
/// what it holds is left behind where the value was. To have it costs a few system calls and the first touch of each page:
/// several microseconds.
///
/// # What a fork does
///
/// The child finds zeros in all of it from its first instruction on, whatever the thread that forked was about to do there. So
/// code that reads the bytes marks one of the words beforehand, and looks *afterwards* whether the mark still stands: if not,
/// what it has read may be zeros. Tasks that share their memory (threads, `vfork`, `CLONE_VM`) share the pages as they are.
///
/// # Examples
///
/// ```
/// use core::sync::atomic::Ordering::Relaxed;
/// use wellspring_entropy::pages::Pages;
///
/// if let Ok(mut pages) = Pages::<4096>::new() {
///     assert_eq!(pages.bytes, [0; 4096]);
///     pages.words[0].store(1, Relaxed);
///     pages.bytes[7] = 7;
///     assert_eq!(pages.words[0].load(Relaxed), 1, "no fork since");
/// }
/// ```
#[doc(alias = "wipeonfork", alias = "MADV_WIPEONFORK", alias = "MADV_DONTDUMP", alias = "mlock")]
pub struct Pages<const BYTES: usize>(sys::Region<BYTES>);

/// What stands in [`Pages`], or in any other memory for the same use: a few words to mark and count with, and bytes.
///
/// All zeros is its first value. The words are atomics since a fork changes them under whoever holds a reference.
///
/// # Examples
///
/// ```
/// use core::sync::atomic::Ordering::Relaxed;
/// use wellspring_entropy::pages::{Content, WORDS};
///
/// // The same code runs over memory that no fork wipes, as where `Pages` cannot be had.
/// let mut content = Content::<64>::new();
/// assert_eq!(content.words.len(), WORDS);
/// content.bytes[0] = 7;
/// content.words[0].store(1, Relaxed);
/// content.wipe();
/// assert_eq!((content.bytes[0], content.words[0].load(Relaxed)), (0, 0));
/// ```
#[repr(C, align(64))]
pub struct Content<const BYTES: usize> {
    /// Marks and counts, in the cache line before the bytes.
    pub words: [AtomicUsize; WORDS],
    /// The bytes.
    pub bytes: [u8; BYTES],
}

/// How many words a [`Content`] has.
pub const WORDS: usize = 8;

impl<const BYTES: usize> Pages<BYTES> {
    /// New pages, that hold zeros.
    ///
    /// # Errors
    ///
    /// The operating system's refusal: of memory, to leave it out of core dumps, or to wipe it in a child, which kernels before
    /// Linux 4.14 do not know.
    /// [`Error::UNEXPECTED`] where it says yes to nonsense, so that its yes means nothing, as emulators do.
    /// [`Error::UNSUPPORTED`] on other systems than Linux.
    pub fn new() -> Result<Self, Error> {
        sys::Region::new().map(Self)
    }

    /// Locks the pages in memory, so that they are never written to swap. A child has them unlocked (mlock(2)).
    ///
    /// # Errors
    ///
    /// The operating system's refusal, as where the limit of locked memory is reached (`RLIMIT_MEMLOCK`). The pages can be
    /// used as before.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_entropy::pages::Pages;
    ///
    /// if let Ok(pages) = Pages::<4096>::new() {
    ///     match pages.lock() {
    ///         Ok(()) => println!("never in swap"),
    ///         Err(error) => println!("the limit is reached: {error}"),
    ///     }
    ///     assert_eq!(pages.bytes.len(), 4096, "either way they can be used");
    /// }
    /// ```
    pub fn lock(&self) -> Result<(), Error> {
        self.0.lock()
    }
}

impl<const BYTES: usize> Deref for Pages<BYTES> {
    type Target = Content<BYTES>;

    #[inline]
    fn deref(&self) -> &Content<BYTES> {
        self.0.content()
    }
}

impl<const BYTES: usize> DerefMut for Pages<BYTES> {
    #[inline]
    fn deref_mut(&mut self) -> &mut Content<BYTES> {
        self.0.content_mut()
    }
}

/// Says nothing of what is in them.
impl<const BYTES: usize> fmt::Debug for Pages<BYTES> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").finish_non_exhaustive()
    }
}

impl<const BYTES: usize> Content<BYTES> {
    /// All zeros.
    #[must_use]
    pub const fn new() -> Self {
        Self { words: [const { AtomicUsize::new(0) }; WORDS], bytes: [0; BYTES] }
    }

    /// Writes zeros to all of it.
    pub fn wipe(&mut self) {
        self.bytes.fill(0);
        for word in &self.words {
            word.store(0, Ordering::Relaxed);
        }
    }
}

impl<const BYTES: usize> Default for Content<BYTES> {
    fn default() -> Self {
        Self::new()
    }
}

/// Says nothing of what is in it.
impl<const BYTES: usize> fmt::Debug for Content<BYTES> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Content").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::{format, fs, println, thread};

    use super::*;

    /// Pages, which only other systems may refuse, and an emulator of processors, which says yes to whatever it is asked
    /// about memory. That one is the program which the kernel knows.
    fn pages<const BYTES: usize>() -> Option<Pages<BYTES>> {
        let pages = Pages::new();
        let refused = pages.as_ref().err().copied();
        let program = fs::read_to_string("/proc/self/comm").unwrap_or_default();
        if refused == Some(Error::UNEXPECTED) && program.starts_with("qemu-") {
            println!("not checked: pages, of which {} says nothing true", program.trim());
        } else {
            assert_eq!(refused, (!sys::NATIVE).then_some(Error::UNSUPPORTED));
        }
        pages.ok()
    }

    #[test]
    fn nothing_of_the_bytes_is_printed() {
        let mut content = Content::<64>::new();
        content.bytes.fill(171);
        assert_eq!(format!("{content:?}"), "Content { .. }");
        if let Ok(mut pages) = Pages::<64>::new() {
            pages.bytes.fill(171);
            assert_eq!(format!("{pages:?}"), "Pages { .. }");
        }
    }

    #[test]
    fn a_wipe_leaves_zeros() {
        let mut content = Content::<100>::default();
        content.bytes.fill(1);
        content.words[7].store(9, Ordering::Relaxed);
        content.wipe();
        assert_eq!(content.bytes, [0; 100]);
        assert!(content.words.iter().all(|word| word.load(Ordering::Relaxed) == 0));
    }

    #[test]
    fn pages_go_to_another_thread_and_come_back() {
        let Some(mut pages) = pages::<9000>() else {
            return;
        };
        assert_eq!(core::ptr::from_ref(&*pages).addr().trailing_zeros().min(12), 12);
        assert!(pages.bytes.iter().all(|&byte| byte == 0));
        pages.bytes.fill(3);
        let pages = thread::spawn(move || {
            pages.words[1].store(5, Ordering::Relaxed);
            pages
        });
        let pages = pages.join().unwrap();
        assert_eq!((pages.words[1].load(Ordering::Relaxed), pages.bytes), (5, [3; 9000]));
    }

    /// proc_pid_smaps(5): the flags of the mapping, `wf` wiped on fork, `dd` not dumped, `lo` locked.
    #[cfg(target_os = "linux")]
    #[test]
    fn the_kernel_says_that_it_heard() {
        let Some(pages) = pages::<8000>() else {
            return;
        };
        // The kernel shows neighbours with the same flags as one.
        let flags = |pages: &Pages<8000>| {
            let address = core::ptr::from_ref(&**pages).addr();
            let smaps = fs::read_to_string("/proc/self/smaps").unwrap();
            let range = |line: &str| {
                let (start, rest) = line.split_once('-')?;
                let end = rest.split(' ').next()?;
                let number = |digits| usize::from_str_radix(digits, 16).ok();
                Some(number(start)?..number(end)?)
            };
            let ours = |line: &&str| range(line).is_some_and(|range| range.contains(&address));
            let mut lines = smaps.lines().skip_while(|line| !ours(line));
            let flags = lines.find_map(|line| line.strip_prefix("VmFlags:")).expect("is mapped");
            format!("{flags} ")
        };
        assert!(flags(&pages).contains(" wf ") && flags(&pages).contains(" dd "));
        assert!(!flags(&pages).contains(" lo "), "control: not locked yet");
        if pages.lock().is_ok() {
            assert!(flags(&pages).contains(" lo "));
        }
    }
}
