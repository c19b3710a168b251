//! Linux on s390x: `svc 0` with the number in r1; mmap takes a pointer to its arguments.

use core::arch::asm;

use super::{MmapArgs, Numbers, Stat, Symbol};

pub(super) const NUMBERS: Numbers = Numbers {
    getrandom: 349,
    openat: 288,
    read: 3,
    fcntl: 55,
    close: 6,
    ppoll: 302,
    prctl: 172,
    mmap: 90,
    munmap: 91,
    clock_gettime: 260,
    madvise: 219,
    mlock: 150,
    stat: Stat::Fstat { number: 108, mode_at: 24, rdev_at: 40 },
    mmap_args: MmapArgs::Pointer,
};

/// `e_machine` of this architecture (its ELF supplement).
pub(super) const MACHINE: u16 = 22;

/// The vDSO's getrandom and its version (the kernel's `arch/*/vdso*/vdso*.lds.S`).
pub(super) const GETRANDOM: Option<Symbol> =
    Some(Symbol { name: b"__kernel_getrandom", version: b"LINUX_2.6.29" });

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
    // SAFETY: the caller vouches for what the call does to memory. The kernel changes r2 alone, which is declared
    // (syscall(2)); the condition code is kept with the program status word, and it uses no user stack.
    unsafe {
        asm!(
            "svc 0",
            in("r1") number,
            inlateout("r2") a => result,
            in("r3") b,
            in("r4") c,
            in("r5") d,
            in("r6") e,
            in("r7") f,
            options(nostack, preserves_flags),
        );
    }
    result
}
