//! x86 and x86-64: RDRAND, on processors since 2012 (Intel) and 2015 (AMD).
//!
//! A generator in the processor, reseeded from its noise source at least every 511 words of 128 bits (Intel's
//! DRNG Software Implementation Guide, 3.2.3). It uses no kernel and no pool.

use super::hardware::Gate;
use crate::{Backend, Error, sys::hardware::RdRandInstruction};

/// The processor's RDRAND instruction: a generator that the noise source in the processor seeds.
///
/// It has to be named to be used; [`System`](crate::System) never does. Who uses it trusts a device whose
/// inside nobody can look into, and its hypervisor; combined with another source by
/// [`Combined`](crate::health::Combined) it needs no such trust.
///
/// The processor is asked at run time. A word is asked for ten times (Intel's DRNG Software Implementation Guide,
/// 5.2.1). A self-test precedes the first byte, and every fill looks for a stuck generator, with a false alarm
/// less often than once in 2^40 fills of up to 40 MiB.
///
/// # Errors
///
/// [`Error::UNSUPPORTED`] on a processor without it, [`Error::NO_DATA`] when it gives nothing, and
/// [`Error::UNHEALTHY`] when it gives all ones, all zeros or the same word twice.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::{Backend, Error, backends::RdRand};
///
/// let mut key = [0; 32];
/// match RdRand.try_fill(&mut key) {
///     Ok(()) => assert_ne!(key, [0; 32]),
///     Err(error) => assert_eq!(error, Error::UNSUPPORTED),
/// }
/// ```
#[doc(alias = "rdrand64_step")]
#[derive(Clone, Copy, Debug, Default)]
pub struct RdRand;

impl Backend for RdRand {
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        static GATE: Gate = Gate::new(ATTEMPTS);
        let instruction = RdRandInstruction::detect();
        GATE.fill(dest, instruction.map(|instruction| move || instruction.attempt()))
    }

    fn name(&self) -> &'static str {
        "RDRAND"
    }
}

const ATTEMPTS: u32 = 10;
