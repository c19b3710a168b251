//! Any bytes as the image of a vDSO: the very file of the library that looks for getrandom in it. No panic, no endless search,
//! and what is found is a place in code, under that name and version.
#![no_main]

use libfuzzer_sys::fuzz_target;

use linux::look;

fuzz_target!(|bytes: &[u8]| {
    look(bytes);
    // Fuzzers find the first words late: they are what an image starts with.
    if let Some((head, rest)) = bytes.split_at_checked(20) {
        let mut image = head.to_vec();
        image[..7].copy_from_slice(&[0x7F, b'E', b'L', b'F', 2, 1, 1]);
        image[16..].copy_from_slice(&[3, 0, 62, 0]);
        image.extend_from_slice(rest);
        look(&image);
        // The kernel's word is taken for the first page alone: an image may end anywhere.
        look(&image[..image.len() / 2]);
    }
});

/// With the name and the place of the module in the library.
#[path = "../../crates/entropy/src/sys/linux"]
mod linux {
    mod elf;

    /// As in the library.
    struct Symbol {
        name: &'static [u8],
        version: &'static [u8],
    }

    const MACHINE: u16 = 62;
    const WANTED: Symbol = Symbol { name: b"__vdso_getrandom", version: b"LINUX_2.6" };

    pub(super) fn look(bytes: &[u8]) {
        let Some(image) = elf::Image::new(bytes, MACHINE) else { return };
        assert!(bytes.starts_with(b"\x7FELF\x02\x01"));
        _ = image.extent();
        let Some(offset) = image.function(&WANTED) else { return };
        assert!(offset < bytes.len());
        let has = |text: &[u8]| bytes.windows(text.len()).any(|window| window == text);
        assert!(has(b"__vdso_getrandom\0") && has(b"LINUX_2.6\0"));
        // In a segment that is loaded and can be run, as the program headers say.
        let number = |at: usize, size: usize| {
            let bytes = bytes.get(at..at + size)?;
            Some(bytes.iter().rev().fold(0u64, |number, byte| number << 8 | u64::from(*byte)))
        };
        let (start, count) = (number(32, 8).unwrap(), number(56, 2).unwrap());
        assert!((0..count).any(|index| {
            let at = usize::try_from(start + 56 * index).unwrap();
            let field = |offset, size| number(at + offset, size);
            let (Some(kind), Some(flags)) = (field(0, 4), field(4, 4)) else { return false };
            let (Some(from), Some(size)) = (field(16, 8), field(40, 8)) else { return false };
            kind == 1 && flags & 1 == 1 && (offset as u64) >= from && offset as u64 - from < size
        }));
    }
}
