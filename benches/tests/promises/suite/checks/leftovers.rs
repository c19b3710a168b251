//! What was handed out and used: is it still somewhere in this process?
//!
//! Somebody who reads the memory later, out of a core dump or by an over-read, should not find yesterday's key in the
//! generator's buffer, nor in what its functions left on the stack.

use core::hint::black_box;
use std::collections::BTreeMap;

use super::super::{
    Found,
    generators::Generator,
    search::{LEN, MASK, Masked, control, search},
};

/// As many draws as use up several buffers, so that some of them make a new one.
const DRAWS: usize = 200;

pub(crate) fn of_what_was_handed_out(generator: Generator) -> Found {
    if generator.column == "ours" && cfg!(debug_assertions) {
        let why = "without optimisation the cipher's blocks stay on the stack: --release";
        return Found::NotChecked(why.into());
    }
    generator.warm();
    // After each of some draws, which may each be the one that makes a buffer, and after many.
    let mut found = BTreeMap::new();
    let mut masked = vec![[0; LEN]; DRAWS];
    for (at, place) in masked.iter_mut().enumerate() {
        draw_masked(generator, place);
        if at % 8 == 0 {
            search(&[*place], &mut found);
        }
    }
    search(&masked, &mut found);
    control();
    if found.is_empty() {
        return Found::Holds(format!(
            "nothing of {DRAWS} draws of {LEN} bytes is found afterwards"
        ));
    }
    Found::Broken(format!("of {DRAWS} draws of {LEN} bytes there are copies: {found:?}"))
}

/// Draws, keeps the masked bytes and wipes the others.
#[inline(never)]
fn draw_masked(generator: Generator, masked: &mut Masked) {
    let mut bytes = [0; LEN];
    (generator.fill)(&mut bytes).unwrap();
    for (masked, byte) in masked.iter_mut().zip(black_box(&mut bytes)) {
        *masked = *byte ^ MASK;
        *byte = 0;
    }
    black_box(&bytes);
}
