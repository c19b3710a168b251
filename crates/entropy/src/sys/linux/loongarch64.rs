//! Linux on 64-bit LoongArch: `syscall 0` with the number in a7; the temporaries t0 to t8 are lost.

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
    stat: Stat::Statx { number: 291 },
    mmap_args: MmapArgs::Registers,
};

/// `e_machine` of this architecture (its ELF supplement).
pub(super) const MACHINE: u16 = 258;

/// The vDSO's getrandom and its version (the kernel's `arch/*/vdso*/vdso*.lds.S`).
pub(super) const GETRANDOM: Option<Symbol> =
    Some(Symbol { name: b"__vdso_getrandom", version: b"LINUX_5.10" });

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
    // SAFETY: the caller vouches for what the call does to memory. The kernel changes a0 and the temporaries,
    // which are declared (LoongArch system call ABI, and the clobbers of the kernel's own vDSO wrappers), and
    // it uses no user stack.
    unsafe {
        asm!(
            "syscall 0",
            in("$a7") number,
            inlateout("$a0") a => result,
            in("$a1") b,
            in("$a2") c,
            in("$a3") d,
            in("$a4") e,
            in("$a5") f,
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
