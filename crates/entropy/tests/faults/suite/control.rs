//! A user of the vDSO that makes the mistakes: the negative control of nearly every test here.
//!
//! It finds the function by its own means, through the dynamic linker, and shares no code with the library. It
//! has no guard, so that whoever reaches one state twice at a time, from two threads or from a signal handler,
//! has the kernel's code run into itself; and it can keep its state in ordinary memory, which fork copies.
#![allow(unsafe_code, reason = "the control calls the vDSO as a bad program would")]

use core::{
    ffi::{c_int, c_uint, c_void},
    mem::transmute,
    ptr::null_mut,
};

use super::{os::memory, source::Source};

/// The C declaration of getrandom in the vDSO (lib/vdso/getrandom.c, `__cvdso_getrandom_data`).
type GetRandom = unsafe extern "C" fn(*mut c_void, usize, c_uint, *mut c_void, usize) -> isize;

/// One state that anybody may use at any time.
#[derive(Debug)]
pub(crate) struct Naive {
    getrandom: GetRandom,
    state: *mut c_void,
    size: usize,
}

/// Where a state is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Memory {
    /// Ordinary memory, of which a forked child has a copy.
    Plain,
    /// As the kernel asks: wiped on fork, and dropped when memory is short.
    AsAsked,
}

// SAFETY: the pointer is that of a mapping which is never unmapped and which only the vDSO's code touches. That
// several threads are in that code at once is the mistake that this type is for: it may spoil what is drawn,
// and its indices, of one byte, may run past the state, but not past the two pages that `new` maps for it.
unsafe impl Sync for Naive {}
// SAFETY: the same.
unsafe impl Send for Naive {}

impl Naive {
    /// A fresh state; `None` where there is no getrandom in the vDSO.
    pub(crate) fn new(kind: Memory) -> Option<Self> {
        let getrandom = look_up()?;
        let mut params = [0u32; 16];
        let address = params.as_mut_ptr().cast();
        // SAFETY: with no buffer and a state length of all ones the function writes its parameters, 16 words,
        // to the address given for the state, and does nothing else.
        let answer = unsafe { getrandom(null_mut(), 0, 0, address, usize::MAX) };
        assert_eq!(answer, 0, "the vDSO does not tell its parameters");
        let [size, protection, flags] = [params[0], params[1], params[2]];
        assert!(size <= 4096, "a state of {size} bytes");
        let state = match kind {
            Memory::Plain => memory::private(PAGES),
            Memory::AsAsked => memory::map(PAGES, signed(protection), signed(flags)),
        };
        Some(Self { getrandom, state, size: size.try_into().unwrap() })
    }

    /// Whether there can be one.
    pub(crate) fn possible() -> bool {
        look_up().is_some()
    }

    /// A second one with the same state, which will draw the same: what happens to a generator that is cloned.
    pub(crate) fn copy(&self) -> Self {
        let state = memory::private(PAGES);
        // SAFETY: both are the starts of mappings of that size, two different ones, and nobody draws
        // meanwhile (core::ptr::copy_nonoverlapping).
        unsafe { self.state.cast::<u8>().copy_to_nonoverlapping(state.cast(), self.size) };
        Self { state, ..*self }
    }
}

impl Source for Naive {
    fn draw(&self, dest: &mut [u8]) {
        // SAFETY: `dest` is exclusively borrowed memory of that length; the state is `size` bytes at the start
        // of a page, as the parameters ask. That nobody else uses it is what this control leaves out; the
        // comment on `Sync` says why memory of others is safe all the same.
        unsafe {
            (self.getrandom)(dest.as_mut_ptr().cast(), dest.len(), 0, self.state, self.size);
        }
    }
}

const PAGES: usize = 1 << 13;

fn signed(word: u32) -> c_int {
    c_int::from_ne_bytes(word.to_ne_bytes())
}

fn look_up() -> Option<GetRandom> {
    // SAFETY: a string that ends in a zero; the vDSO is loaded already and has no initialisers to run
    // (dlopen(3), RTLD_NOLOAD).
    let vdso =
        unsafe { libc::dlopen(c"linux-vdso.so.1".as_ptr(), libc::RTLD_LAZY | libc::RTLD_NOLOAD) };
    if vdso.is_null() {
        return None;
    }
    let find = |name: &core::ffi::CStr| {
        // SAFETY: a handle of dlopen's and a string that ends in a zero (dlsym(3)).
        let address = unsafe { libc::dlsym(vdso, name.as_ptr()) };
        (!address.is_null()).then_some(address)
    };
    let address = find(c"__vdso_getrandom").or_else(|| find(c"__kernel_getrandom"))?;
    // SAFETY: under both names the kernel exports this function and no other, with the C calling convention on
    // the architectures whose linker knows the vDSO under the name above (vdso(7)).
    Some(unsafe { transmute::<*mut c_void, GetRandom>(address) })
}
