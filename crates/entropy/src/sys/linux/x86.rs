//! Linux on 32-bit x86: `int 0x80` with the number in eax, which works on every kernel and processor.

use core::arch::asm;

const GETRANDOM: usize = 355;

/// The raw system call: a count, or a negated `errno`.
///
/// # Safety
///
/// `dest` must be valid for writes of `len` bytes.
pub(super) unsafe fn getrandom(dest: *mut u8, len: usize, flags: usize) -> isize {
    let result: isize;
    // SAFETY: the caller vouches for `dest` and `len`, which is all the memory that this call writes. The
    // kernel changes eax alone, which is declared (syscall(2)), and it uses no user stack.
    unsafe {
        asm!(
            "int 0x80",
            inlateout("eax") GETRANDOM => result,
            in("ebx") dest,
            in("ecx") len,
            in("edx") flags,
            options(nostack, preserves_flags),
        );
    }
    result
}
