//! getrandom in the vDSO: where it is, what it asks for, and the call.
//!
//! Since Linux 6.11 on x86-64, 6.12 on AArch64, LoongArch and s390x, and 6.16 on RISC-V. The kernel maps a small shared
//! object into every process; its getrandom runs ChaCha20 on a state in the caller's memory, keyed by the system
//! call, and keyed anew whenever the kernel's own generator was. The contract stands above
//! `__cvdso_getrandom_data` in the kernel's lib/vdso/getrandom.c.
//!
//! On PowerPC the function signals failure in a condition register, which a C call cannot see, so that
//! architecture is left to the system call.

use core::{
    ptr::{NonNull, null_mut, with_exposed_provenance},
    slice,
};

use super::{
    arch,
    auxv::Trusted,
    calls::{GRND_NONBLOCK, check},
    elf::Image,
};
use crate::Error;

/// `ssize_t vgetrandom(void *buffer, size_t len, unsigned int flags, void *state, size_t state_len)`
type Function = unsafe extern "C" fn(*mut u8, usize, u32, *mut u8, usize) -> isize;

/// The vDSO's getrandom, and what it wants its states to be.
#[derive(Clone, Copy)]
pub(super) struct Vdso {
    function: Function,
    pub(super) parameters: Parameters,
    pub(super) state_size: usize,
    pub(super) page_size: usize,
}

/// `struct vgetrandom_opaque_params` (the kernel's include/uapi/linux/random.h).
#[repr(C)]
#[derive(Clone, Copy)]
pub(super) struct Parameters {
    pub(super) state_size: u32,
    pub(super) protection: u32,
    pub(super) flags: u32,
    reserved: [u32; 13],
}

impl Vdso {
    /// Finds the function and asks it for its parameters.
    ///
    /// [`Error::UNSUPPORTED`] where the architecture has none, [`Error::NO_VDSO`] where this kernel has none or
    /// shows none.
    pub(super) fn find() -> Result<Self, Error> {
        const AT_PAGESZ: usize = 6;
        const AT_SYSINFO_EHDR: usize = 33;
        let symbol = arch::GETRANDOM.as_ref().ok_or(Error::UNSUPPORTED)?;
        let vector = Trusted::read().map_err(|_| Error::NO_VDSO)?;
        let base = vector.get(AT_SYSINFO_EHDR).filter(|&base| base != 0).ok_or(Error::NO_VDSO)?;
        let page_size = vector.get(AT_PAGESZ).filter(|size| size.is_power_of_two());
        let page_size = page_size.ok_or(Error::NO_VDSO)?;
        let start = with_exposed_provenance::<u8>(base);
        // SAFETY: the kernel maps the vDSO at AT_SYSINFO_EHDR (vdso(7)), whole pages of it and so at least one;
        // it stays for the life of the process, and is never written.
        let first = unsafe { slice::from_raw_parts(start, page_size) };
        let extent = Image::new(first, arch::MACHINE).and_then(|image| image.extent());
        let extent = extent.filter(|&extent| isize::try_from(extent).is_ok());
        let extent = extent.ok_or(Error::NO_VDSO)?;
        // SAFETY: as above; the kernel has loaded what the image's own program headers say (gABI, chapter 5,
        // "Program Loading"), and `extent` is the end of the last of these.
        let whole = unsafe { slice::from_raw_parts(start, extent) };
        let image = Image::new(whole, arch::MACHINE).ok_or(Error::NO_VDSO)?;
        let offset = image.function(symbol).ok_or(Error::NO_VDSO)?;
        let code = with_exposed_provenance::<()>(base.wrapping_add(offset));
        // SAFETY: the address is that of the function with this name and version, in an executable segment;
        // its type is the documented one (lib/vdso/getrandom.c), with the C calling convention of the
        // architecture on all that `arch::GETRANDOM` names.
        let function = unsafe { core::mem::transmute::<*const (), Function>(code) };
        let parameters = Parameters::ask(function)?;
        let state_size = usize::try_from(parameters.state_size).map_err(|_| Error::NO_VDSO)?;
        Ok(Self { function, parameters, state_size, page_size })
    }

    /// Asks once for `dest.len()` bytes and says how many were written at the front of `dest`.
    ///
    /// Does not wait for the pool's first seed, which would keep the state; `EAGAIN` says that it is missing.
    ///
    /// # Safety
    ///
    /// `state` must point to `state_size` bytes of a mapping made with `parameters`, in one page,
    /// zeroed before the first use, and used by no one else until this returns.
    #[inline]
    pub(super) unsafe fn fill(&self, dest: &mut [u8], state: NonNull<u8>) -> Result<usize, Error> {
        let (buffer, len) = (dest.as_mut_ptr(), dest.len());
        // SAFETY: `dest` is exclusively borrowed memory of that length, and the caller vouches for the state;
        // the function writes to these two alone (lib/vdso/getrandom.c).
        let result =
            unsafe { (self.function)(buffer, len, GRND_NONBLOCK, state.as_ptr(), self.state_size) };
        check(result)
    }
}

impl Parameters {
    /// The call that answers this has all flags set, no buffer, and the answer in the place of the state.
    fn ask(function: Function) -> Result<Self, Error> {
        const QUERY: usize = usize::MAX;
        let mut answer = Self { state_size: 0, protection: 0, flags: 0, reserved: [0; 13] };
        let place = (&raw mut answer).cast::<u8>();
        // SAFETY: with a length of 0, flags of 0 and this state size the function writes a `struct
        // vgetrandom_opaque_params` to the state pointer and nothing else (lib/vdso/getrandom.c); `place`
        // points to one.
        let result = unsafe { function(null_mut(), 0, 0, place, QUERY) };
        if result == 0 && answer.state_size != 0 { Ok(answer) } else { Err(Error::NO_VDSO) }
    }
}
