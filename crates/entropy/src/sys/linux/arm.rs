//! Linux on 32-bit Arm (EABI): `svc 0` with the number in r7.
//!
//! Thumb code keeps its frame pointer in r7 and does not let it be an operand, so the number is swapped in
//! and r7 put back, which costs two moves in either instruction set.

use core::arch::asm;

use super::{MmapArgs, Numbers, Stat, Symbol};

pub(super) const NUMBERS: Numbers = Numbers {
    getrandom: 384,
    openat: 322,
    read: 3,
    fcntl: 221,
    close: 6,
    ppoll: 336,
    prctl: 172,
    mmap: 192,
    munmap: 91,
    clock_gettime: 403,
    madvise: 220,
    mlock: 150,
    stat: Stat::Fstat { number: 197, mode_at: 16, rdev_at: 32 },
    mmap_args: MmapArgs::Registers,
};

/// `e_machine` of this architecture (its ELF supplement).
pub(super) const MACHINE: u16 = 40;

/// There is no getrandom in this architecture's vDSO.
pub(super) const GETRANDOM: Option<Symbol> = None;

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
    // SAFETY: the caller vouches for what the call does to memory. The kernel changes r0 alone, which is declared
    // (syscall(2)). r7 is put back from a register of the compiler's choice, which is declared as lost; where the
    // compiler chooses r7 itself, it does not expect r7 to be kept. No user stack is used.
    unsafe {
        asm!(
            "mov {saved}, r7",
            "mov r7, {number}",
            "svc 0",
            "mov r7, {saved}",
            saved = out(reg) _,
            number = in(reg) number,
            inlateout("r0") a => result,
            in("r1") b,
            in("r2") c,
            in("r3") d,
            in("r4") e,
            in("r5") f,
            options(nostack, preserves_flags),
        );
    }
    result
}
