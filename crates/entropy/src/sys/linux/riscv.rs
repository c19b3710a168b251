//! Linux on 32-bit and 64-bit RISC-V: `ecall` with the number in a7.
//!
//! "Executing a system call causes all caller-saved vector registers (v0-v31, vl, vtype) and vstart to become
//! unspecified" (the kernel's Documentation/arch/riscv/vector.rst). So these are declared lost, and the flags,
//! which is what `asm!` counts vl and vtype among, are not declared kept.

use core::arch::asm;

use super::{MmapArgs, Numbers, Stat, Symbol};

pub(super) const NUMBERS: Numbers = Numbers {
    getrandom: 278,
    openat: 56,
    read: 63,
    fcntl: 25,
    close: 57,
    ppoll: if cfg!(target_pointer_width = "64") { 73 } else { 414 },
    prctl: 167,
    mmap: 222,
    munmap: 215,
    clock_gettime: if cfg!(target_pointer_width = "64") { 113 } else { 403 },
    madvise: 233,
    mlock: 228,
    stat: if cfg!(target_pointer_width = "64") {
        Stat::Fstat { number: 80, mode_at: 16, rdev_at: 32 }
    } else {
        Stat::Statx { number: 291 }
    },
    mmap_args: MmapArgs::Registers,
};

/// `e_machine` of this architecture (its ELF supplement).
pub(super) const MACHINE: u16 = 243;

/// The vDSO's getrandom and its version (the kernel's `arch/*/vdso*/vdso*.lds.S`).
pub(super) const GETRANDOM: Option<Symbol> =
    Some(Symbol { name: b"__vdso_getrandom", version: b"LINUX_4.15" });

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
    // SAFETY: the caller vouches for what the call does to memory. The kernel changes a0 and the vector state
    // (syscall(2) and vector.rst), which are declared, and uses no user stack.
    unsafe {
        asm!(
            "ecall",
            in("a7") number,
            inlateout("a0") a => result,
            in("a1") b,
            in("a2") c,
            in("a3") d,
            in("a4") e,
            in("a5") f,
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
            options(nostack),
        );
    }
    result
}
