extern crate std;
use std::{collections::BTreeMap, vec};

use rand_core::TryRng;
use wellspring_entropy::testing::{Failing, Replay};

use super::{FEW, Form, NOTHING, dense, few, moved::Moved, searched, sparse};
use crate::{ArgumentError, Random};

/// Never the same byte four times in a row: a constant word may be rejected for ever.
fn script(seed: u8) -> [u8; 251] {
    let mut byte = 0u8;
    core::array::from_fn(|_| {
        byte = byte.wrapping_mul(5).wrapping_add(seed | 1);
        byte
    })
}

#[test]
fn all_forms_draw_the_same_sample() {
    for seed in 1..50u8 {
        let script = script(seed);
        for (n, k) in [(1, 1), (5, 0), (5, 5), (40, 7), (60, 60), (u64::from(u32::MAX) + 9, 3)] {
            let (mut a, mut b) = (Replay::repeating(&script), Replay::repeating(&script));
            let listed = if n < 100 { dense(n, k, &mut a) } else { super::indices(n, k, &mut a) };
            assert_eq!(listed, sparse(n, k, &mut b), "{k} of {n}");
            assert_eq!(a.try_next_u32(), b.try_next_u32(), "and the same bytes are used");
        }
    }
}

/// On both sides of where one form takes over from another, a user gets what the table alone would give.
#[test]
fn where_a_list_begins_nothing_shows() {
    let script = script(7);
    for (n, k, form) in [
        (1024, 17, Form::Dense),
        (1025, 17, Form::Dense),
        (1152, 17, Form::Sparse),
        (4096, 63, Form::Sparse),
        (4096, 64, Form::Dense),
        (1 << 20, (1 << 14) - 1, Form::Sparse),
        (1 << 20, 1 << 14, Form::Dense),
        ((1 << 20) + 1, 1 << 14, Form::Sparse),
        ((1 << 20) + 16, (1 << 16) + 1, Form::Dense),
    ] {
        assert_eq!(Form::of(n, k), form, "{k} of {n}");
        let (mut a, mut b) = (Replay::repeating(&script), Replay::repeating(&script));
        let sample = super::indices(n, k, &mut a);
        assert_eq!(sample, sparse(n, k, &mut b), "{k} of {n}");
        assert_eq!(sample, dense(n, k, &mut Replay::repeating(&script)), "{k} of {n}");
        assert_eq!(a.try_next_u32(), b.try_next_u32(), "and the same bytes are used");
    }
}

/// What a sample takes beside itself: memory for no more than 1024 items, or 64 times what is drawn of up to 2^20 and 16 times what is
/// drawn of more. And what is drawn of a few, or is a good part of all, is not looked up in a table.
#[test]
fn memory_is_in_proportion_to_the_sample() {
    let populations = (0..64).flat_map(|bit| [(1u64 << bit) - 1, 1 << bit, (1 << bit) + 1]);
    for n in populations.chain([129, 1025, u64::MAX]) {
        let most = usize::try_from(n).unwrap_or(usize::MAX);
        for k in (0..usize::BITS).flat_map(|bit| [(1usize << bit) - 1, 1 << bit]) {
            if k > most {
                continue;
            }
            let (all, form) = (u128::from(n), Form::of(n, k));
            let each = if all <= 1 << 20 { 64 } else { 16 };
            let listed = all <= 1024 || all <= each * k as u128 && all <= 1 << 32;
            let expected = match (k <= 16 && n > 128, listed) {
                (true, _) => Form::Few,
                (_, true) => Form::Dense,
                _ => Form::Sparse,
            };
            assert_eq!(form, expected, "{k} of {n}");
        }
    }
}

fn check_searched(n: u64, k: usize, seed: u8) {
    let script = script(seed);
    let (mut a, mut b) = (Replay::repeating(&script), Replay::repeating(&script));
    let indices = sparse(n, k, &mut a).unwrap();
    let (mut sample, mut moved) = (vec![0; k], vec![NOTHING; k]);
    assert_eq!(searched(n, &mut b, &mut sample, &mut moved), Ok(()));
    assert_eq!(sample, indices, "{k} of {n}");
    assert_eq!(a.try_next_u32(), b.try_next_u32(), "and the same bytes are used");
    if k <= FEW {
        assert_eq!(few(n, k, &mut Replay::repeating(&script)), Ok(indices), "{k} of {n}");
    }
}

#[test]
fn an_array_is_the_sample_of_the_same_bytes() {
    for seed in 1..50 {
        for n in [40, 41, 63, 5000, u64::MAX - 1, u64::MAX] {
            for k in [0, 1, 2, 7, 16, 40] {
                check_searched(n, k, seed);
            }
        }
        check_searched(5, 5, seed);
        check_searched(0, 0, seed);
        check_searched(500, 400, seed);
    }
    let items: [u8; 8] = core::array::from_fn(|i| i.try_into().unwrap());
    let [a, b, c] = Replay::repeating(&script(3)).sample_array(&items);
    assert_eq!([a, b, c].to_vec(), Replay::repeating(&script(3)).sample(&items, 3));
    let none: [&u8; 0] = Replay::new(&[]).sample_array(&[]);
    assert!(none.is_empty());
}

#[test]
fn a_failing_source_gives_no_sample() {
    // 400 steps of 1000 take more than the 64 words of two blocks.
    for at in 1..=3 {
        let source = || Failing::at_draw(at, Replay::repeating(b"No word of these is rejected."));
        assert!(dense(1000, 400, &mut source()).is_err());
        assert!(sparse(1000, 400, &mut source()).is_err());
        let (mut sample, mut moved) = ([0; 400], [NOTHING; 400]);
        assert!(searched(1000, &mut source(), &mut sample, &mut moved).is_err());
    }
}

#[test]
fn a_sample_that_no_memory_holds_is_refused() {
    let mut source = Replay::new(&[]);
    let refused = |items| Err(ArgumentError::Memory { items }.into());
    for k in [0, 1, 4, 5, 6].map(|shift| usize::MAX >> shift) {
        assert_eq!(source.try_sample_indices(usize::MAX, k), refused(k));
    }
}

/// Against a map of the standard library, with positions that collide.
#[test]
fn what_was_moved_is_found() {
    for len in [1, 2, 3, 100, 128] {
        let (mut moved, mut map) = (Moved::new(len).unwrap(), BTreeMap::new());
        for step in 0..len as u64 {
            let position = step.wrapping_mul(step) << (step & 31);
            assert_eq!(moved.at(position), *map.get(&position).unwrap_or(&position));
            let before = map.insert(position, step).unwrap_or(position);
            assert_eq!(moved.replace(position, step), before);
            for (position, value) in &map {
                assert_eq!(moved.at(*position), *value);
            }
        }
    }
}
