//! Linux on s390x: `svc 0` with the number in r1.

use core::arch::asm;

const GETRANDOM: usize = 349;

/// The raw system call: a count, or a negated `errno`.
///
/// # Safety
///
/// `dest` must be valid for writes of `len` bytes.
pub(super) unsafe fn getrandom(dest: *mut u8, len: usize, flags: usize) -> isize {
    let result: isize;
    // SAFETY: the caller vouches for `dest` and `len`, which is all the memory that this call writes. The
    // kernel changes r2 alone, which is declared (syscall(2)); the condition code is kept
    // with the program status word, and it uses no user stack.
    unsafe {
        asm!(
            "svc 0",
            in("r1") GETRANDOM,
            inlateout("r2") dest => result,
            in("r3") len,
            in("r4") flags,
            options(nostack, preserves_flags),
        );
    }
    result
}
