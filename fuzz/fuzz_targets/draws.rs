//! Any sequence of draws with any arguments from any bytes: no panic in a `try_` form, and every result in its
//! range.
#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use wellspring::Random;
use wellspring_entropy::testing::Replay;

#[derive(Arbitrary, Debug)]
enum Draw {
    Below8(u8),
    Below64(u64),
    Below128(u128),
    Range32(i32, i32),
    RangeInclusive128(i128, i128),
    Bits64(u32),
    Bits128(u32),
    F64,
    Choose(Vec<u8>),
    Sample(Vec<u8>, usize),
    Shuffle(Vec<u8>),
    Fill(u8),
}

fuzz_target!(|input: (Vec<Draw>, Vec<u8>)| {
    let (draws, script) = input;
    // Not repeating: a script that ends is the failing source.
    let mut source = Replay::new(&script);
    for draw in draws {
        match draw {
            Draw::Below8(n) => assert!(source.try_below(n).map_or(true, |x| x < n)),
            Draw::Below64(n) => assert!(source.try_below(n).map_or(true, |x| x < n)),
            Draw::Below128(n) => assert!(source.try_below(n).map_or(true, |x| x < n)),
            Draw::Range32(a, b) => {
                assert!(source.try_range(a..b).map_or(true, |x| (a..b).contains(&x)));
            }
            Draw::RangeInclusive128(a, b) => {
                assert!(source.try_range(a..=b).map_or(true, |x| (a..=b).contains(&x)));
            }
            Draw::Bits64(k) => {
                assert!(
                    source.try_bits::<u64>(k).map_or(true, |x| x.checked_shr(k).unwrap_or(0) == 0)
                );
            }
            Draw::Bits128(k) => {
                assert!(
                    source.try_bits::<u128>(k).map_or(true, |x| x.checked_shr(k).unwrap_or(0) == 0)
                );
            }
            Draw::F64 => assert!(source.try_f64().map_or(true, |x| (0.0..1.0).contains(&x))),
            Draw::Choose(items) => {
                if let Ok(item) = source.try_choose(&items) {
                    assert_eq!(item.is_none(), items.is_empty());
                }
            }
            Draw::Sample(items, k) => {
                if let Ok(sample) = source.try_sample(&items, k) {
                    assert_eq!(sample.len(), k);
                }
            }
            Draw::Shuffle(mut items) => {
                let mut before = items.clone();
                _ = source.try_shuffle(&mut items);
                before.sort_unstable();
                items.sort_unstable();
                assert_eq!(items, before);
            }
            Draw::Fill(len) => {
                let mut dest = vec![0x55; len.into()];
                if source.try_fill(&mut dest).is_err() {
                    assert!(dest.iter().all(|&byte| byte == 0));
                }
            }
        }
    }
});
