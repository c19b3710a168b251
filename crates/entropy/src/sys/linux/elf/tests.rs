//! Against images made up here, in this machine's byte order, and against the vDSO of the running kernel where
//! there is one; each also with every word of it broken.

extern crate std;
use std::{vec, vec::Vec};

use super::{Image, Symbol};

const MACHINE: u16 = 62;
const WANTED: Symbol = Symbol { name: b"__vdso_getrandom", version: b"LINUX_2.6" };
const CODE: usize = 0x600;

/// What the made-up image says, with everything as it should be until a test changes it.
struct Plan {
    class: u8,
    machine: u16,
    kind: u16,
    sysv_hash: bool,
    gnu_hash: bool,
    name: &'static [u8],
    info: u8,
    section: u16,
    version: u16,
    hidden: bool,
    value: u64,
    executable: u32,
}

const GOOD: Plan = Plan {
    class: 2,
    machine: MACHINE,
    kind: 3,
    sysv_hash: true,
    gnu_hash: true,
    name: b"__vdso_getrandom",
    info: 0x12,
    section: 7,
    version: 2,
    hidden: false,
    value: CODE as u64,
    executable: 1,
};

fn put(image: &mut [u8], at: usize, bytes: &[u8]) {
    image[at..at + bytes.len()].copy_from_slice(bytes);
}

fn put_words(image: &mut [u8], at: usize, words: &[u64]) {
    words.iter().enumerate().for_each(|(i, word)| put(image, at + 8 * i, &word.to_ne_bytes()));
}

fn put_halves(image: &mut [u8], at: usize, words: &[u32]) {
    words.iter().enumerate().for_each(|(i, word)| put(image, at + 4 * i, &word.to_ne_bytes()));
}

/// Headers, then at round offsets: strings 0x200, symbols 0x300, versions 0x380, definitions 0x400, `DT_HASH`
/// 0x480, the GNU table 0x4C0, the dynamic section 0x500, code 0x600. Symbol 1 is another function.
fn image(plan: &Plan) -> Vec<u8> {
    let mut image = vec![0; 0x700];
    let order = if cfg!(target_endian = "big") { 2 } else { 1 };
    put(&mut image, 0, &[0x7F, b'E', b'L', b'F', plan.class, order, 1]);
    put(&mut image, 16, &plan.kind.to_ne_bytes());
    put(&mut image, 18, &plan.machine.to_ne_bytes());
    put_words(&mut image, 32, &[64]);
    put(&mut image, 54, &56_u16.to_ne_bytes());
    put(&mut image, 56, &2_u16.to_ne_bytes());
    put_halves(&mut image, 64, &[super::PT_LOAD, plan.executable]);
    put_words(&mut image, 64 + 8, &[0, 0, 0, 0x700, 0x700]);
    put_halves(&mut image, 120, &[super::PT_DYNAMIC, 0]);
    put_words(&mut image, 120 + 8, &[0x500, 0x500, 0x500, 0x90, 0x90]);
    put(&mut image, 0x201, b"LINUX_2.6\0");
    put(&mut image, 0x210, b"__vdso_time\0");
    put(&mut image, 0x220, plan.name);
    put(&mut image, 0x240, b"linux-vdso.so.1\0");
    for (index, name, info, section, value) in
        [(1, 0x10, 0x12, 7, 0x610), (2, 0x20, plan.info, plan.section, plan.value)]
    {
        put_halves(&mut image, 0x300 + 24 * index, &[name]);
        put(&mut image, 0x304 + 24 * index, &[info]);
        put(&mut image, 0x306 + 24 * index, &u16::to_ne_bytes(section));
        put_words(&mut image, 0x308 + 24 * index, &[value]);
    }
    let version = plan.version | if plan.hidden { 0x8000 } else { 0 };
    put(&mut image, 0x382, &2_u16.to_ne_bytes());
    put(&mut image, 0x384, &version.to_ne_bytes());
    // Two definitions: the object's own name as 1, the version as 2.
    for (at, index, name, next) in [(0x400, 1, 0x40, 0x20), (0x420, 2, 0x01, 0)] {
        put(&mut image, at + 4, &u16::to_ne_bytes(index));
        put_halves(&mut image, at + 12, &[20, next]);
        put_halves(&mut image, at + 20, &[name]);
    }
    if cfg!(target_arch = "s390x") {
        put_words(&mut image, 0x480, &[1, 3]);
    } else {
        put_halves(&mut image, 0x480, &[1, 3]);
    }
    // One bucket, symbols from 1, one word of Bloom filter; the chain ends at symbol 2.
    put_halves(&mut image, 0x4C0, &[1, 1, 1, 0, 0, 0, 1, 0x10, 0x11]);
    let hash = if plan.sysv_hash { 4 } else { 0x7777 };
    let gnu_hash = if plan.gnu_hash { 0x6FFF_FEF5 } else { 0x7777 };
    let tags = [
        (hash, 0x480),
        (gnu_hash, 0x4C0),
        (5, 0x200),
        (6, 0x300),
        (0x6FFF_FFF0, 0x380),
        (0x6FFF_FFFC, 0x400),
        (0, 0),
    ];
    for (i, (tag, value)) in tags.into_iter().enumerate() {
        put_words(&mut image, 0x500 + 16 * i, &[tag, value]);
    }
    image
}

fn found(bytes: &[u8]) -> Option<usize> {
    Image::new(bytes, MACHINE)?.function(&WANTED)
}

#[test]
fn the_function_is_found_by_either_table() {
    assert_eq!(found(&image(&GOOD)), Some(CODE));
    assert_eq!(found(&image(&Plan { gnu_hash: false, ..GOOD })), Some(CODE));
    assert_eq!(found(&image(&Plan { sysv_hash: false, ..GOOD })), Some(CODE));
    assert_eq!(found(&image(&Plan { hidden: true, ..GOOD })), Some(CODE));
    assert_eq!(found(&image(&Plan { info: 0x22, ..GOOD })), Some(CODE), "weak");
    assert_eq!(Image::new(&image(&GOOD), MACHINE).unwrap().extent(), Some(0x700));
}

#[test]
fn anything_else_is_not() {
    let wrong = [
        ("32-bit", Plan { class: 1, ..GOOD }),
        ("another machine", Plan { machine: 183, ..GOOD }),
        ("a program", Plan { kind: 2, ..GOOD }),
        ("no table", Plan { sysv_hash: false, gnu_hash: false, ..GOOD }),
        ("another name", Plan { name: b"__vdso_getrandon", ..GOOD }),
        ("a longer name", Plan { name: b"__vdso_getrandom2", ..GOOD }),
        ("a shorter name", Plan { name: b"__vdso_getrando", ..GOOD }),
        ("another version", Plan { version: 1, ..GOOD }),
        ("no version", Plan { version: 0, ..GOOD }),
        ("data", Plan { info: 0x11, ..GOOD }),
        ("a local function", Plan { info: 0x02, ..GOOD }),
        ("undefined", Plan { section: 0, ..GOOD }),
        ("outside", Plan { value: 0x700, ..GOOD }),
        ("far outside", Plan { value: u64::MAX, ..GOOD }),
        ("not executable", Plan { executable: 4, ..GOOD }),
    ];
    for (what, plan) in wrong {
        assert_eq!(found(&image(&plan)), None, "{what}");
    }
}

/// Each word replaced by each of some nasty values, and each prefix: no panic, no endless loop, and no function
/// but the one that is there.
#[test]
fn broken_images_give_nothing_worse_than_none() {
    let whole = image(&GOOD);
    for end in 0..whole.len() {
        let place = found(&whole[..end]);
        assert!(place.is_none_or(|place| place == CODE && place < end));
    }
    for at in (0..whole.len() - 8).step_by(2) {
        for nasty in [0, 1, 8, 0x200, 0x6FF, 0xFFFF, 0x7FFF_FFFF, u64::MAX >> 1, u64::MAX] {
            let mut broken = whole.clone();
            put(&mut broken, at, &nasty.to_ne_bytes());
            let place = found(&broken);
            assert!(place.is_none_or(|place| place < broken.len()));
            Image::new(&broken, MACHINE).map(|image| image.extent());
        }
    }
}

#[test]
fn an_image_that_is_not_loaded_at_0_has_no_extent() {
    for at in [64 + 8, 64 + 16] {
        let mut moved = image(&GOOD);
        put_words(&mut moved, at, &[0x1000]);
        assert_eq!(Image::new(&moved, MACHINE).unwrap().extent(), None);
    }
}

#[test]
fn offsets_at_the_end_of_the_address_space_do_not_wrap() {
    let mut broken = image(&GOOD);
    // The symbol table so that the second symbol is at the last address.
    put_words(&mut broken, 0x500 + 16 * 3 + 8, &[u64::MAX - 48]);
    assert_eq!(found(&broken), None);
}

#[test]
fn definitions_in_a_circle_end() {
    let mut circle = image(&GOOD);
    put(&mut circle, 0x201, b"LINUX_9.9\0");
    put_halves(&mut circle, 0x420 + 16, &[u32::MAX]);
    assert_eq!(found(&circle), None);
}

#[test]
fn noise_is_not_an_image() {
    let mut state = 1_u64;
    for _ in 0..2_000 {
        let mut noise = image(&GOOD);
        for byte in noise.iter_mut().skip(20) {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            // One byte in sixteen: enough of the structure survives to be followed.
            if state >> 60 == 0 {
                *byte = state.to_be_bytes()[1];
            }
        }
        assert!(found(&noise).is_none_or(|place| place < noise.len()));
    }
}
