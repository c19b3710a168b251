//! Linux on AArch64: `svc 0` with the number in x8.

use core::arch::asm;

const GETRANDOM: usize = 278;

/// The raw system call: a count, or a negated `errno`.
///
/// # Safety
///
/// `dest` must be valid for writes of `len` bytes.
pub(super) unsafe fn getrandom(dest: *mut u8, len: usize, flags: u32) -> isize {
    let result: isize;
    // SAFETY: the caller vouches for `dest` and `len`, which is all the memory that this call writes. The
    // kernel changes x0 alone, which is declared (syscall(2)), and it uses no user stack.
    unsafe {
        asm!(
            "svc 0",
            in("x8") GETRANDOM,
            inlateout("x0") dest => result,
            in("x1") len,
            in("x2") flags,
            options(nostack, preserves_flags),
        );
    }
    result
}
