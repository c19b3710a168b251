//! Linux on x86-64: `syscall` with the number in rax; rcx and r11 are lost.

use core::arch::asm;

const GETRANDOM: usize = 318;

/// The raw system call: a count, or a negated `errno`.
///
/// # Safety
///
/// `dest` must be valid for writes of `len` bytes.
pub(super) unsafe fn getrandom(dest: *mut u8, len: usize, flags: usize) -> isize {
    let result: isize;
    // SAFETY: the caller vouches for `dest` and `len`, which is all the memory that this call writes. The
    // kernel changes rax, rcx and r11 alone, which are declared (syscall(2) and the
    // x86-64 psABI, A.2.1), and it uses no user stack.
    unsafe {
        asm!(
            "syscall",
            inlateout("rax") GETRANDOM => result,
            in("rdi") dest,
            in("rsi") len,
            in("rdx") flags,
            lateout("rcx") _,
            lateout("r11") _,
            options(nostack, preserves_flags),
        );
    }
    result
}
