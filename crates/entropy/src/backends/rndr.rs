//! AArch64: RNDR, an option since Armv8.5 (FEAT_RNG).
//!
//! A generator in the processor, reseeded by it "at an implementation-defined rate". It uses no kernel and
//! no pool.

use super::hardware::Gate;
use crate::{Backend, Error, sys::hardware::RndrInstruction};

/// The processor's RNDR register: a generator that the noise source in the processor seeds.
///
/// It has to be named to be used; [`System`](crate::System) never does. Who uses it trusts a device whose
/// inside nobody can look into, and its hypervisor; combined with another source by
/// [`Combined`](crate::health::Combined) it needs no such trust.
///
/// On Linux the kernel is asked whether the register is there. On other systems that has to be known when
/// compiling: `-C target-feature=+rand`. A word is asked for a hundred times; Arm's manual promises an
/// answer "within a reasonable period of time" and no number. A self-test precedes the first byte, and every
/// fill looks for a stuck generator, with a false alarm less often than once in 2^40 fills of up to 40 MiB.
///
/// # Errors
///
/// [`Error::UNSUPPORTED`] on a processor without it, [`Error::NO_DATA`] when it gives nothing, and
/// [`Error::UNHEALTHY`] when it gives all ones, all zeros or the same word twice.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::{Backend, Error, backends::Rndr};
///
/// let mut key = [0; 32];
/// match Rndr.try_fill(&mut key) {
///     Ok(()) => assert_ne!(key, [0; 32]),
///     Err(error) => assert_eq!(error, Error::UNSUPPORTED),
/// }
/// ```
#[doc(alias = "FEAT_RNG")]
#[derive(Clone, Copy, Debug, Default)]
pub struct Rndr;

impl Backend for Rndr {
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        static GATE: Gate = Gate::new(ATTEMPTS);
        let instruction = RndrInstruction::detect();
        GATE.fill(dest, instruction.map(|instruction| move || instruction.attempt()))
    }

    fn name(&self) -> &'static str {
        "RNDR"
    }
}

const ATTEMPTS: u32 = 100;
