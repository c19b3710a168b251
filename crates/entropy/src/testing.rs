//! Sources for your own tests: [`Replay`] hands out bytes that you wrote down, [`Failing`] fails where
//! or as often as you say, [`Counting`] tells how much was drawn.
//!
//! They are [`Backend`](crate::Backend)s and, with the feature `rand_core`, generators, so they go wherever
//! the real source goes; as a `static` they are a `&'static dyn Backend`. None of them is random: this
//! module is behind the feature `testing`, which belongs in `[dev-dependencies]` alone.
//!
//! ```
//! use wellspring_entropy::{Backend, Error, testing::{Counting, Failing, Replay}};
//!
//! let source = Counting::new(Failing::at_draw(2, Replay::repeating(b"spring")));
//! let mut dest = [0; 4];
//! assert_eq!(source.try_fill(&mut dest), Ok(()));
//! assert_eq!(&dest, b"spri");
//! assert_eq!(source.try_fill(&mut dest), Err(Error::INJECTED));
//! assert_eq!(dest, [0; 4]);
//! assert_eq!((source.draws(), source.bytes()), (2, 8));
//! ```

#[cfg_attr(not(target_has_atomic = "ptr"), path = "testing/counter_without_swap.rs")]
mod counter;
mod counting;
mod failing;
mod replay;

pub use self::{counting::Counting, failing::Failing, replay::Replay};
