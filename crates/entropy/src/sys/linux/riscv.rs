//! Linux on 32-bit and 64-bit RISC-V: `ecall` with the number in a7.

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
    // kernel changes a0 alone, which is declared (syscall(2)), and it uses no user stack.
    unsafe {
        asm!(
            "ecall",
            in("a7") GETRANDOM,
            inlateout("a0") dest => result,
            in("a1") len,
            in("a2") flags,
            options(nostack, preserves_flags),
        );
    }
    result
}
