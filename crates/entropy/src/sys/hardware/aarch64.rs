//! AArch64: RNDR, a system register that is random at each reading (FEAT_RNG, Armv8.5, optional).
//!
//! Source: Arm's Architecture Reference Manual, "RNDR, Random Number". A reading clears the flags NZCV when
//! it gives a word, and sets Z and gives zeros when it does not "within a reasonable period of time".
//!
//! Whether the register is there is told by ID_AA64ISAR0_EL1, which a program may read only where its operating
//! system says so. Linux puts the answer into the auxiliary vector; for other systems the compiler has to be told
//! (`-C target-feature=+rand`).

use core::{
    arch::asm,
    sync::atomic::{AtomicU8, Ordering},
};

use crate::sys::linux::auxv;

/// Proof that this processor has RNDR.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RndrInstruction(());

impl RndrInstruction {
    pub(crate) fn detect() -> Option<Self> {
        (cfg!(target_feature = "rand") || is_reported()).then_some(Self(()))
    }

    /// One attempt at 64 bits.
    pub(crate) fn attempt(self) -> Option<u64> {
        let (word, ready): (u64, u64);
        // SAFETY: `self` exists only where the register does, so reading it is not an undefined instruction.
        // It is named by its encoding, op0 3, op1 3, CRn 2, CRm 4, op2 0, since the assembler knows the name
        // only under a target feature. The reading writes one register and the flags, touches neither
        // memory nor stack (Arm ARM, "RNDR"), and both registers are declared as outputs.
        unsafe {
            asm!(
                "mrs {word}, s3_3_c2_c4_0",
                "cset {ready}, ne",
                word = out(reg) word,
                ready = out(reg) ready,
                options(nomem, nostack),
            );
        }
        (ready == 1).then_some(word)
    }
}

/// What the kernel says, asked once: finding the vector may take a system call.
fn is_reported() -> bool {
    // Every thread that comes first writes the same value, so nothing has to be ordered or exchanged.
    static ANSWER: AtomicU8 = AtomicU8::new(UNKNOWN);
    match ANSWER.load(Ordering::Relaxed) {
        UNKNOWN => {
            let is_there = auxv(AT_HWCAP2).is_some_and(|bits| bits & HWCAP2_RNG != 0);
            ANSWER.store(if is_there { PRESENT } else { ABSENT }, Ordering::Relaxed);
            is_there
        }
        answer => answer == PRESENT,
    }
}

const UNKNOWN: u8 = 0;
const ABSENT: u8 = 1;
const PRESENT: u8 = 2;

/// getauxval(3), and `arch/arm64/include/uapi/asm/hwcap.h` of the kernel.
const AT_HWCAP2: usize = 26;
const HWCAP2_RNG: usize = 1 << 16;
