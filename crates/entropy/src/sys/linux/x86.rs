//! Linux on 32-bit x86: `int 0x80` with the number in eax, which works on every kernel and processor.
//!
//! The compiler keeps esi and ebp for itself, so the last three arguments are fetched from memory, with the two
//! put back afterwards.

use core::arch::asm;

use super::{MmapArgs, Numbers, Stat, Symbol};

pub(super) const NUMBERS: Numbers = Numbers {
    getrandom: 355,
    openat: 295,
    read: 3,
    fcntl: 221,
    close: 6,
    ppoll: 309,
    prctl: 172,
    mmap: 192,
    munmap: 91,
    clock_gettime: 403,
    madvise: 219,
    mlock: 150,
    stat: Stat::Fstat { number: 197, mode_at: 16, rdev_at: 32 },
    mmap_args: MmapArgs::Registers,
};

/// `e_machine` of this architecture (its ELF supplement).
pub(super) const MACHINE: u16 = 3;

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
    let rest = [d, e, f];
    // SAFETY: the caller vouches for what the call does to memory. `rest` is alive and has the three words
    // that are read. The kernel changes eax alone (syscall(2)); edi is declared, and esi and ebp are put back
    // from the stack, which `nostack` is left out for. `mov`, `push` and `pop` keep the flags.
    unsafe {
        asm!(
            "push esi",
            "push ebp",
            "mov esi, [edi]",
            "mov ebp, [edi + 8]",
            "mov edi, [edi + 4]",
            "int 0x80",
            "pop ebp",
            "pop esi",
            inlateout("eax") number => result,
            in("ebx") a,
            in("ecx") b,
            in("edx") c,
            inlateout("edi") rest.as_ptr() => _,
            options(preserves_flags),
        );
    }
    result
}
