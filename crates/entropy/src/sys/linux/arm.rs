//! Linux on 32-bit Arm (EABI): `svc 0` with the number in r7.
//!
//! Thumb code keeps its frame pointer in r7 and does not let it be an operand, so the number is swapped in
//! and r7 put back, which costs two moves in either instruction set.

use core::arch::asm;

const GETRANDOM: usize = 384;

/// The raw system call: a count, or a negated `errno`.
///
/// # Safety
///
/// `dest` must be valid for writes of `len` bytes.
pub(super) unsafe fn getrandom(dest: *mut u8, len: usize, flags: usize) -> isize {
    let result: isize;
    // SAFETY: the caller vouches for `dest` and `len`, which is all the memory that this call writes. The
    // kernel changes r0 alone, which is declared; r7 is put back from a register of the
    // compiler's choice, which the kernel preserves (syscall(2)), and it uses no user stack.
    unsafe {
        asm!(
            "mov {saved}, r7",
            "mov r7, {number}",
            "svc 0",
            "mov r7, {saved}",
            saved = out(reg) _,
            number = in(reg) GETRANDOM,
            inlateout("r0") dest => result,
            in("r1") len,
            in("r2") flags,
            options(nostack, preserves_flags),
        );
    }
    result
}
