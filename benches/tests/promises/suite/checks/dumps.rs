//! Whether the state is in memory that core dumps leave out.

use super::super::{Found, generators::Generator, mappings};

/// What the generator added to the mappings that are wiped in children: a state has to be there, and all of it left
/// out of dumps. A state on the heap is in none of them.
pub(crate) fn of_the_state(generator: Generator) -> Found {
    // The operating system's source has pages of its own, which hold no bytes and are made first.
    for _ in 0..64 {
        wellspring_entropy::System.try_fill(&mut [0; 16]).unwrap();
    }
    let before = mappings::wiped();
    generator.warm();
    let added = mappings::wiped().into_iter().filter(|mapping| !before.contains(mapping));
    let (out, dumped): (Vec<_>, Vec<_>) = added.partition(|mapping| mapping.is_left_out);
    let text = format!("{} mappings left out, {} not", out.len(), dumped.len());
    if !out.is_empty() && dumped.is_empty() { Found::Holds(text) } else { Found::Broken(text) }
}
