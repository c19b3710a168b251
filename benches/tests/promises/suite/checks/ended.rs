//! What a generator had ready when its thread ended: is it still somewhere?
//!
//! A child with a copy of the memory draws, and so tells what the generator would have handed out next.

use core::sync::atomic::Ordering::SeqCst;
use std::{collections::BTreeMap, thread};

use super::super::{
    Found,
    generators::Generator,
    mappings,
    os::{memory, process},
    search::{LEN, MASK, Masked, control, search},
};

pub(crate) fn with_its_thread(generator: Generator) -> Found {
    let (next, before) = thread::spawn(move || {
        generator.warm();
        let next = foreseen(generator);
        (next, copies(next))
    })
    .join()
    .unwrap();
    if before.is_empty() {
        return Found::NotChecked(
            "it keeps a key and no bytes, so there is nothing to find".into(),
        );
    }
    let after = copies(next);
    control();
    match after.is_empty() {
        true => Found::Holds(format!("copies before {before:?}, none after")),
        false => Found::Broken(format!("copies before {before:?}, after {after:?}")),
    }
}

/// What will be drawn next, under the mask.
fn foreseen(generator: Generator) -> Masked {
    let words = memory::shared(LEN / 8);
    mappings::copy_all_to_children();
    match process::clone() {
        Some(pid) => drop(process::wait(pid)),
        None => {
            let bytes: Masked = generator.draw();
            for (word, bytes) in words.iter().zip(bytes.chunks(8)) {
                let masked = [0, 1, 2, 3, 4, 5, 6, 7].map(|at| bytes[at] ^ MASK);
                word.store(u64::from_le_bytes(masked), SeqCst);
            }
            process::exit(0)
        }
    }
    let mut masked = [0; LEN];
    for (word, masked) in words.iter().zip(masked.chunks_mut(8)) {
        masked.copy_from_slice(&word.load(SeqCst).to_le_bytes());
    }
    masked
}

fn copies(masked: Masked) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    search(&[masked], &mut found);
    found
}
