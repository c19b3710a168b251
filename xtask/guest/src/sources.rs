//! Who is asked, in which order.

use core::fmt::Debug;

use rand::{Rng, rngs::ThreadRng as Control};
use wellspring_csprng::{KeyErasureRng, ThreadRng, rand_core::TryRng, thread_rng};
use wellspring_entropy::{
    Backend, System,
    backends::{Syscall, Vdso},
};

/// The names of the sources, in the order of their draws in a [`Round`].
pub(crate) const NAMES: [&str; 6] =
    ["System", "Vdso", "Syscall", "thread_rng", "KeyErasureRng", "rand::ThreadRng"];

/// One draw of 16 bytes from each.
pub(crate) type Round = [u128; NAMES.len()];

/// Each as its users have it: the generators with what they keep from one draw to the next.
pub(crate) struct Sources {
    thread: ThreadRng,
    owned: KeyErasureRng,
    control: Control,
}

impl Sources {
    pub(crate) fn new() -> Self {
        Self { thread: thread_rng(), owned: KeyErasureRng::new(), control: rand::rng() }
    }

    /// # Errors
    ///
    /// The first failure of any of them, in words.
    pub(crate) fn round(&mut self) -> Result<Round, String> {
        let Self { thread, owned, control } = self;
        Ok([
            draw(|dest| System.try_fill(dest))?,
            draw(|dest| Vdso.try_fill(dest))?,
            draw(|dest| Syscall.try_fill(dest))?,
            draw(|dest| thread.try_fill_bytes(dest))?,
            draw(|dest| owned.try_fill_bytes(dest))?,
            draw(|dest| {
                control.fill_bytes(dest);
                Ok::<(), &str>(())
            })?,
        ])
    }
}

fn draw<E: Debug>(fill: impl FnOnce(&mut [u8]) -> Result<(), E>) -> Result<u128, String> {
    let mut bytes = [0; 16];
    fill(&mut bytes).map_err(|error| format!("{error:?}"))?;
    Ok(u128::from_be_bytes(bytes))
}
