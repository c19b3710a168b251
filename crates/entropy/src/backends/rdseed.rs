//! x86 and x86-64: RDSEED, on processors since 2014 (Intel) and 2017 (AMD).
//!
//! The conditioned output of the processor's noise source, without the generator that RDRAND puts behind it.
//! It uses no kernel and no pool.

use super::hardware::Gate;
use crate::{Backend, Error, sys::hardware::RdSeedInstruction};

/// The processor's RDSEED instruction: its noise source, conditioned.
///
/// It has to be named to be used; [`System`](crate::System) never does. Who uses it trusts a device whose
/// inside nobody can look into, and its hypervisor; combined with another source by
/// [`Combined`](crate::health::Combined) it needs no such trust.
///
/// The processor is asked at run time. All cores share one source, which runs dry when several ask for more
/// than it has, so a word is asked for a thousand times with a pause in between; Intel's DRNG Software
/// Implementation Guide, 5.3, names no number and wants the caller to be ready for failure. A self-test
/// precedes the first byte, and every fill looks for a stuck source, with a false alarm less often than once in
/// 2^40 fills of up to 40 MiB.
///
/// # Errors
///
/// [`Error::UNSUPPORTED`] on a processor without it, [`Error::NO_DATA`] when it gives nothing, and
/// [`Error::UNHEALTHY`] when it gives all ones, all zeros or the same word twice.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::{Backend, Error, backends::RdSeed};
///
/// let mut seed = [0; 32];
/// match RdSeed.try_fill(&mut seed) {
///     Ok(()) => assert_ne!(seed, [0; 32]),
///     Err(error) => assert!([Error::UNSUPPORTED, Error::NO_DATA].contains(&error)),
/// }
/// ```
#[doc(alias = "rdseed64_step")]
#[derive(Clone, Copy, Debug, Default)]
pub struct RdSeed;

impl Backend for RdSeed {
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        static GATE: Gate = Gate::new(ATTEMPTS);
        let instruction = RdSeedInstruction::detect();
        GATE.fill(dest, instruction.map(|instruction| move || instruction.attempt()))
    }

    fn name(&self) -> &'static str {
        "RDSEED"
    }
}

const ATTEMPTS: u32 = 1000;
