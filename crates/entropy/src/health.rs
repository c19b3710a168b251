//! Health tests of noise sources, and a source made of two.
//!
//! A noise source ages, overheats, is under-supplied or was cut off by a failed solder joint, and goes on
//! giving bytes. NIST SP 800-90B, section 4.4, has two tests that notice: the **repetition count** finds a
//! source that is stuck, the **adaptive proportion** one that has come to favour a value. Both start from a
//! [`Claim`]: how much min-entropy a sample is said to have, and how often a good source may be suspected.
//!
//! | item | what it is |
//! |---|---|
//! | [`Tested`] | a [`Backend`](crate::Backend) behind both tests, with the start-up test; usable as a `static` |
//! | [`RepetitionCount`], [`AdaptiveProportion`] | the tests themselves, for a driver that sees raw samples |
//! | [`Claim`] | what is claimed of the source, and the cut-offs that follow |
//! | [`Combined`] | two sources, as good as the better one |
//!
//! # What they do not do
//!
//! They notice that a source has broken. They do not measure entropy, and no counter or generator with a fixed
//! seed will ever fail them. They change no byte either: a source with less than eight bits of entropy
//! in a byte needs a conditioner (section 3.1.5) *behind* the tests before its bytes are fit for secrets. A
//! driver that has raw samples tests those with the pieces, and hands out what its conditioner makes of them.
//!
//! # Examples
//!
//! A source on a board, with half of its nominal entropy claimed and one false alarm in 2^40 accepted:
//!
//! ```
//! use wellspring_entropy::{Backend, Error, health::{Claim, Tested}};
//!
//! # struct Trng;
//! # impl Backend for Trng {
//! #     fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> { wellspring_entropy::System.try_fill(dest) }
//! #     fn name(&self) -> &'static str { "a TRNG" }
//! # }
//! const CLAIM: Claim = match Claim::bytes(4.0, 40) {
//!     Ok(claim) => claim,
//!     Err(_) => panic!("the claim is out of range"),
//! };
//! static BOARD: Tested<Trng> = Tested::new(Trng, CLAIM);
//!
//! let mut key = [0; 32];
//! BOARD.try_fill(&mut key)?;
//! # Ok::<(), Error>(())
//! ```

mod alarm;
mod claim;
mod combined;
mod cutoffs;
mod proportion;
mod repetition;
mod scratch;
mod status;

// Without compare-and-swap (Cortex-M0, some RISC-V) a state cannot be shared between threads and interrupts
// without losing samples; the two tests themselves are there all the same.
#[cfg_attr(not(target_has_atomic = "32"), path = "health/tested_disabled.rs")]
mod tested;

pub use self::{
    alarm::Alarm,
    claim::{Claim, ClaimError},
    combined::Combined,
    proportion::AdaptiveProportion,
    repetition::RepetitionCount,
    status::Status,
    tested::Tested,
};
