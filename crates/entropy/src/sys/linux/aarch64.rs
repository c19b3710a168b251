//! Linux on AArch64: `svc 0` with the number in x8.
//!
//! A system call keeps the general registers, and of the vector registers the low 128 bits: with SVE, "all
//! other bits of Z0..Z31, and all of P0..P15 and FFR become zero" (the kernel's
//! Documentation/arch/arm64/sve.rst, section 3). So all of them are declared lost. FFR is not a register of
//! the compiler's, which keeps nothing in it.

use core::arch::asm;

use super::{MmapArgs, Numbers, Stat, Symbol};

pub(super) const NUMBERS: Numbers = Numbers {
    getrandom: 278,
    openat: 56,
    read: 63,
    fcntl: 25,
    close: 57,
    ppoll: 73,
    prctl: 167,
    mmap: 222,
    munmap: 215,
    clock_gettime: 113,
    madvise: 233,
    mlock: 228,
    stat: Stat::Fstat { number: 80, mode_at: 16, rdev_at: 32 },
    mmap_args: MmapArgs::Registers,
};

/// `e_machine` of this architecture (its ELF supplement).
pub(super) const MACHINE: u16 = 183;

/// The vDSO's getrandom and its version (the kernel's `arch/*/vdso*/vdso*.lds.S`).
pub(super) const GETRANDOM: Option<Symbol> =
    Some(Symbol { name: b"__kernel_getrandom", version: b"LINUX_2.6.39" });

/// One system call with up to six arguments: its result, or a negated `errno` in `-4095..=-1`.
///
/// # Safety
///
/// `number` and `args` must be those of a call that touches no memory but what the caller may let it
/// touch in that way.
#[inline]
pub(super) unsafe fn syscall(number: usize, args: [usize; 6]) -> isize {
    let [a, b, c, d, e, f] = args;
    let result: isize;
    // SAFETY: the caller vouches for what the call does to memory. The kernel changes x0, the upper parts of z0
    // to z31, and p0 to p15 (sve.rst, section 3), which are all declared; it restores the flags with the
    // processor state, and uses no user stack.
    unsafe {
        asm!(
            "svc 0",
            in("x8") number,
            inlateout("x0") a => result,
            in("x1") b,
            in("x2") c,
            in("x3") d,
            in("x4") e,
            in("x5") f,
            lateout("v0") _,
            lateout("v1") _,
            lateout("v2") _,
            lateout("v3") _,
            lateout("v4") _,
            lateout("v5") _,
            lateout("v6") _,
            lateout("v7") _,
            lateout("v8") _,
            lateout("v9") _,
            lateout("v10") _,
            lateout("v11") _,
            lateout("v12") _,
            lateout("v13") _,
            lateout("v14") _,
            lateout("v15") _,
            lateout("v16") _,
            lateout("v17") _,
            lateout("v18") _,
            lateout("v19") _,
            lateout("v20") _,
            lateout("v21") _,
            lateout("v22") _,
            lateout("v23") _,
            lateout("v24") _,
            lateout("v25") _,
            lateout("v26") _,
            lateout("v27") _,
            lateout("v28") _,
            lateout("v29") _,
            lateout("v30") _,
            lateout("v31") _,
            lateout("p0") _,
            lateout("p1") _,
            lateout("p2") _,
            lateout("p3") _,
            lateout("p4") _,
            lateout("p5") _,
            lateout("p6") _,
            lateout("p7") _,
            lateout("p8") _,
            lateout("p9") _,
            lateout("p10") _,
            lateout("p11") _,
            lateout("p12") _,
            lateout("p13") _,
            lateout("p14") _,
            lateout("p15") _,
            options(nostack, preserves_flags),
        );
    }
    result
}
