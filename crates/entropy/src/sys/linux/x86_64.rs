//! Linux on x86-64: `syscall` with the number in rax; rcx and r11 are lost.

use core::arch::asm;

use super::{MmapArgs, Numbers, Stat, Symbol};

pub(super) const NUMBERS: Numbers = Numbers {
    getrandom: 318,
    openat: 257,
    read: 0,
    fcntl: 72,
    close: 3,
    ppoll: 271,
    prctl: 157,
    mmap: 9,
    munmap: 11,
    clock_gettime: 228,
    madvise: 28,
    mlock: 149,
    stat: Stat::Fstat { number: 5, mode_at: 24, rdev_at: 40 },
    mmap_args: MmapArgs::Registers,
};

/// `e_machine` of this architecture (its ELF supplement).
pub(super) const MACHINE: u16 = 62;

/// The vDSO's getrandom and its version (the kernel's `arch/*/vdso*/vdso*.lds.S`).
pub(super) const GETRANDOM: Option<Symbol> =
    Some(Symbol { name: b"__vdso_getrandom", version: b"LINUX_2.6" });

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
    // SAFETY: the caller vouches for what the call does to memory. The kernel changes rax, rcx and r11 alone,
    // which are declared (syscall(2) and the x86-64 psABI, A.2.1), and it uses no user stack.
    unsafe {
        asm!(
            "syscall",
            inlateout("rax") number => result,
            in("rdi") a,
            in("rsi") b,
            in("rdx") c,
            in("r10") d,
            in("r8") e,
            in("r9") f,
            lateout("rcx") _,
            lateout("r11") _,
            options(nostack, preserves_flags),
        );
    }
    result
}
