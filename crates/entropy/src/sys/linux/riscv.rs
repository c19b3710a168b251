//! Linux on 32-bit and 64-bit RISC-V: `ecall` with the number in a7.
//!
//! "Executing a system call causes all caller-saved vector registers (v0-v31, vl, vtype) and vstart to become
//! unspecified" (the kernel's Documentation/arch/riscv/vector.rst). So these are declared lost, and the flags,
//! which is what `asm!` counts vl and vtype among, are not declared kept.

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
    // kernel changes a0 and the vector state (syscall(2) and vector.rst), which are declared, and uses no
    // user stack.
    unsafe {
        asm!(
            "ecall",
            in("a7") GETRANDOM,
            inlateout("a0") dest => result,
            in("a1") len,
            in("a2") flags,
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
