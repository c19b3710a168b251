//! A machine that is copied while it runs, as the generator sees it: the same memory twice, and no fork.
//!
//! The kernel's wish to wipe pages in children is taken back for all of them, and the child has the number of its parent in a
//! namespace of its own where that is allowed. What stays different is what a copied machine has different, too: the
//! kernel's generator (once it is told of the copy), and the processor's.

use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

use super::super::{
    Found,
    generators::Generator,
    mappings,
    os::{self, memory, process},
};

/// How much both draw, in bytes.
const DRAWN: usize = 1 << 20;
/// In draws of this many.
const AT_ONCE: usize = 64;
/// Shared output up to here is what is promised: a buffer.
const BOUND: usize = 4096;

pub(crate) fn of_the_memory(generator: Generator) -> Found {
    // The bytes of parent and child, and whether both had the number 1.
    let words = memory::shared(2 * DRAWN / 8 + 1);
    let (streams, same_number) = words.split_at(2 * DRAWN / 8);
    let (child, parent) = streams.split_at(DRAWN / 8);
    let draw = |into: &[AtomicU64]| {
        for chunk in into.chunks(AT_ONCE / 8) {
            let bytes: [u8; AT_ONCE] = generator.draw();
            for (word, bytes) in chunk.iter().zip(bytes.chunks(8)) {
                word.store(u64::from_le_bytes(bytes.try_into().unwrap()), Relaxed);
            }
        }
    };
    let original = || {
        generator.warm();
        if os::number_children_anew() {
            same_number[0].store(1, Relaxed);
        }
        mappings::copy_all_to_children();
        match process::clone() {
            Some(pid) => drop(process::wait(pid)),
            None => {
                draw(child);
                process::exit(0)
            }
        }
        draw(parent);
    };
    os::number_children_anew();
    match process::clone() {
        Some(pid) => drop(process::wait(pid)),
        None => {
            original();
            process::exit(0)
        }
    }
    let equal = child.iter().zip(parent).take_while(|(a, b)| a.load(Relaxed) == b.load(Relaxed));
    let shared = equal.count() * 8;
    let number = if same_number[0].load(Relaxed) == 1 { "the same" } else { "another" };
    let text = format!("{shared} of {DRAWN} bytes shared, with {number} process number");
    match shared {
        // A copied machine has the same numbers.
        ..=BOUND if generator.column == "openssl" && number == "another" => Found::NotChecked(text),
        ..=BOUND => Found::Holds(text),
        // Its document's answer is for processors that have their own generator.
        _ if generator.column == "aws-lc-rs" && !has_hardware() => {
            Found::NotChecked(format!("{text}, on a processor without a generator"))
        }
        _ => Found::Broken(text),
    }
}

fn has_hardware() -> bool {
    #[cfg(target_arch = "x86_64")]
    return std::arch::is_x86_feature_detected!("rdrand");
    #[cfg(target_arch = "aarch64")]
    return std::arch::is_aarch64_feature_detected!("rand");
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    false
}
