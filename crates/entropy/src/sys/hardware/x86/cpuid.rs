//! Which random-number instructions the processor reports.

#[cfg(target_arch = "x86_64")]
use core::arch::x86_64::__cpuid_count;
#[cfg(target_arch = "x86")]
use core::arch::{asm, x86::__cpuid_count};

pub(super) const RDRAND: u8 = 1 << 0;
pub(super) const RDSEED: u8 = 1 << 1;
/// Set in every answer, so that 0 can mean "not asked yet".
const ASKED: u8 = 1 << 7;

/// [`RDRAND`] and [`RDSEED`] as far as they are there, and one more bit that is always set.
pub(super) fn features() -> u8 {
    let built_in = flag(cfg!(target_feature = "rdrand"), RDRAND)
        | flag(cfg!(target_feature = "rdseed"), RDSEED);
    ASKED | built_in | reported()
}

const fn flag(is_set: bool, bit: u8) -> u8 {
    if is_set { bit } else { 0 }
}

fn reported() -> u8 {
    let Some(cpuid) = Cpuid::detect() else { return 0 };
    let [highest, ..] = cpuid.leaf(0);
    // A leaf above the highest answers with the highest one's data (Intel SDM, volume 2, "CPUID").
    let leaf = |number| if number <= highest { cpuid.leaf(number) } else { [0; 4] };
    decode(leaf(1), leaf(7))
}

/// Leaf 1, ECX, bit 30 and leaf 7, EBX, bit 18.
const fn decode([_, _, ecx, _]: [u32; 4], [_, ebx, _, _]: [u32; 4]) -> u8 {
    flag(ecx & 1 << 30 != 0, RDRAND) | flag(ebx & 1 << 18 != 0, RDSEED)
}

/// Proof that the instruction CPUID is there and may be executed.
#[derive(Clone, Copy)]
struct Cpuid(());

impl Cpuid {
    /// Part of x86-64 from the start; forbidden in an SGX enclave.
    #[cfg(target_arch = "x86_64")]
    fn detect() -> Option<Self> {
        (!cfg!(target_env = "sgx")).then_some(Self(()))
    }

    /// The 386 and most 486 have no CPUID. Where there is one, bit 21 of EFLAGS can be changed (Intel SDM,
    /// volume 2, "CPUID").
    #[cfg(target_arch = "x86")]
    fn detect() -> Option<Self> {
        const ID: u32 = 1 << 21;
        let (before, after): (u32, u32);
        // SAFETY: four words are pushed and four popped, on a stack that the block declares it uses (it
        // does not say `nostack`). EFLAGS get back the value that they had; with only bit 21 changed in
        // between, on which no instruction here depends, POPFD does not fault (Intel SDM, volume 2, "POPF").
        unsafe {
            asm!(
                "pushfd",
                "pop {before}",
                "mov {after}, {before}",
                "xor {after}, {id}",
                "push {after}",
                "popfd",
                "pushfd",
                "pop {after}",
                "push {before}",
                "popfd",
                before = out(reg) before,
                after = out(reg) after,
                id = const ID,
            );
        }
        ((before ^ after) & ID != 0).then_some(Self(()))
    }

    /// EAX, EBX, ECX and EDX of a leaf.
    #[allow(unused_unsafe, reason = "the intrinsic is unsafe in Rust 1.85 and safe in later ones")]
    fn leaf(self, number: u32) -> [u32; 4] {
        // SAFETY: `self` says that the instruction is there, which is all that core::arch asks for; it
        // reads and writes registers alone (Intel SDM, volume 2, "CPUID").
        let result = unsafe { __cpuid_count(number, 0) };
        [result.eax, result.ebx, result.ecx, result.edx]
    }
}

#[cfg(test)]
mod tests {
    use super::{ASKED, RDRAND, RDSEED, decode, features};

    #[test]
    fn agrees_with_the_standard_library() {
        extern crate std;
        let expected = super::flag(std::is_x86_feature_detected!("rdrand"), RDRAND)
            | super::flag(std::is_x86_feature_detected!("rdseed"), RDSEED);
        assert_eq!(features(), ASKED | expected);
    }

    /// The processor at hand may well have all that stand next to them.
    #[test]
    fn two_bits_count_and_no_other() {
        for register in 0..4 {
            for bit in 0..32 {
                let mut leaf = [0; 4];
                leaf[register] = 1 << bit;
                let expected = super::flag((register, bit) == (2, 30), RDRAND);
                assert_eq!(
                    decode(leaf, [0; 4]),
                    expected,
                    "leaf 1, register {register}, bit {bit}"
                );
                let expected = super::flag((register, bit) == (1, 18), RDSEED);
                assert_eq!(
                    decode([0; 4], leaf),
                    expected,
                    "leaf 7, register {register}, bit {bit}"
                );
            }
        }
    }
}
