//! x86 and x86-64: RDRAND (Ivy Bridge 2012, AMD 2015) and RDSEED (Broadwell 2014, Zen 2017).
//!
//! Sources: Intel's Software Developer's Manual, volume 2 ("CPUID", "RDRAND", "RDSEED") and volume 1, 7.3.17;
//! AMD's Architecture Programmer's Manual, volume 3. Both instructions set the carry flag when they give a
//! word, and clear the flags OF, SF, ZF, AF and PF.

use core::{
    arch::asm,
    sync::atomic::{AtomicU8, Ordering},
};

mod cpuid;

/// Proof that this processor has RDRAND.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RdRandInstruction(());

/// Proof that this processor has RDSEED.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RdSeedInstruction(());

impl RdRandInstruction {
    pub(crate) fn detect() -> Option<Self> {
        (features() & cpuid::RDRAND != 0).then_some(Self(()))
    }

    /// One attempt at 64 bits; on 32-bit x86 at twice 32, of which either may fail.
    pub(crate) fn attempt(self) -> Option<u64> {
        join(|| self.execute())
    }

    /// The word and the carry flag.
    fn execute(self) -> (Register, u8) {
        let (word, carry);
        // SAFETY: `self` was made where CPUID reports the instruction, so it is not an undefined opcode. It
        // writes one register and the flags, touches neither memory nor stack (Intel SDM, volume 2,
        // "RDRAND"), and both registers are declared as outputs.
        unsafe {
            asm!("rdrand {}", "setc {}", out(reg) word, out(reg_byte) carry, options(nomem, nostack));
        }
        (word, carry)
    }
}

impl RdSeedInstruction {
    pub(crate) fn detect() -> Option<Self> {
        (features() & cpuid::RDSEED != 0).then_some(Self(()))
    }

    /// One attempt at 64 bits; on 32-bit x86 at twice 32, of which either may fail.
    pub(crate) fn attempt(self) -> Option<u64> {
        join(|| self.execute())
    }

    /// The word and the carry flag.
    fn execute(self) -> (Register, u8) {
        let (word, carry);
        // SAFETY: as for RDRAND above, with this instruction's own bit of CPUID (Intel SDM, volume 2,
        // "RDSEED").
        unsafe {
            asm!("rdseed {}", "setc {}", out(reg) word, out(reg_byte) carry, options(nomem, nostack));
        }
        (word, carry)
    }
}

/// What [`cpuid::features`] says, asked once: a hypervisor takes a microsecond and more to answer.
fn features() -> u8 {
    // Every thread that comes first writes the same value, so nothing has to be ordered or exchanged.
    static FEATURES: AtomicU8 = AtomicU8::new(0);
    match FEATURES.load(Ordering::Relaxed) {
        0 => {
            let features = cpuid::features();
            FEATURES.store(features, Ordering::Relaxed);
            features
        }
        known => known,
    }
}

#[cfg(target_arch = "x86_64")]
type Register = u64;
#[cfg(target_arch = "x86")]
type Register = u32;

#[cfg(target_arch = "x86_64")]
fn join(execute: impl Fn() -> (Register, u8)) -> Option<u64> {
    ready(execute())
}

/// On some Zen 5 processors the 32-bit form of RDSEED gives 0 and claims success when it has nothing
/// (AMD-SB-7055, which advises what is done here). An honest 0 is lost once in 2^32 draws; that takes
/// less than 10^-9 bits off the word's entropy.
#[cfg(target_arch = "x86")]
fn join(execute: impl Fn() -> (Register, u8)) -> Option<u64> {
    let half = || ready(execute()).filter(|&half| half != 0).map(u64::from);
    Some(half()? << 32 | half()?)
}

/// The carry flag decides, not the word: on Intel's processors a failed attempt gives zeros.
fn ready((word, carry): (Register, u8)) -> Option<Register> {
    (carry == 1).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::ready;

    #[test]
    fn the_carry_flag_decides() {
        assert_eq!(ready((7, 1)), Some(7));
        assert_eq!(ready((0, 1)), Some(0));
        assert_eq!(ready((7, 0)), None);
    }
}
