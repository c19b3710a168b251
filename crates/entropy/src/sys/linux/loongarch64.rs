//! Linux on 64-bit LoongArch: `syscall 0` with the number in a7; the temporaries t0 to t8 are lost.

use core::arch::asm;

const GETRANDOM: usize = 278;

/// The raw system call: a count, or a negated `errno`.
///
/// # Safety
///
/// `dest` must be valid for writes of `len` bytes.
pub(super) unsafe fn getrandom(dest: *mut u8, len: usize, flags: usize) -> isize {
    let result: isize;
    // SAFETY: the caller vouches for `dest` and `len`, which is all the memory that this call writes. The
    // kernel changes a0 and the temporaries, which are declared (LoongArch system call ABI,
    // and the clobbers of the kernel's own vDSO wrappers), and it uses no user stack.
    unsafe {
        asm!(
            "syscall 0",
            in("$a7") GETRANDOM,
            inlateout("$a0") dest => result,
            in("$a1") len,
            in("$a2") flags,
            lateout("$t0") _,
            lateout("$t1") _,
            lateout("$t2") _,
            lateout("$t3") _,
            lateout("$t4") _,
            lateout("$t5") _,
            lateout("$t6") _,
            lateout("$t7") _,
            lateout("$t8") _,
            options(nostack, preserves_flags),
        );
    }
    result
}
