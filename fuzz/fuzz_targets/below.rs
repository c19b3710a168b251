//! Numbers below a bound, in a range and of so many bits, of every width, against a model in whole numbers of any length: the
//! same value, the same bytes used, and an end of the source at the same byte.
#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use num_bigint::BigUint;
use wellspring::Random;
use wellspring_entropy::testing::Replay;
use wellspring_fuzz::model::Script;

#[derive(Arbitrary, Debug)]
enum Bound {
    U8(u8),
    U16(u16),
    U32(u32),
    U64(u64),
    U128(u128),
    Usize(u32),
    Range8(i8, i8),
    Range64(i64, i64),
    Range128(i128, i128),
    Bits(u8),
    Bits64(u8),
    Big(Vec<u32>),
    Limbs(Vec<u16>),
    BigBits(u16),
}

fuzz_target!(|input: (Bound, &[u8])| {
    let (bound, script) = input;
    let mut source = Replay::new(script);
    let mut model = Script(script);
    let big = |n: u128| BigUint::from(n);
    macro_rules! below {
        ($n:expr) => {{
            let drawn = source.try_below($n).ok().map(|x| x as u128);
            let expected = if $n == 0 { None } else { model.below(&big($n as u128)) };
            assert_eq!(drawn, expected, "below {}", $n);
        }};
    }
    macro_rules! range {
        ($a:expr, $b:expr) => {{
            let drawn = source.try_range($a..=$b).ok();
            let count = big($b.abs_diff($a).into()) + 1u8;
            let offset = if $a > $b { None } else { model.below(&count) };
            assert_eq!(drawn, offset.map(|offset| $a.wrapping_add(offset as _)));
        }};
    }
    match bound {
        Bound::U8(n) => below!(n),
        Bound::U16(n) => below!(n),
        Bound::U32(n) => below!(n),
        Bound::U64(n) => below!(n),
        Bound::U128(n) => below!(n),
        Bound::Usize(n) => below!(n as usize),
        Bound::Range8(a, b) => range!(a, b),
        Bound::Range64(a, b) => range!(a, b),
        Bound::Range128(a, b) => {
            // The one count that is no `u128`.
            let drawn = source.try_range(a..=b).ok();
            let count = big(b.abs_diff(a)) + 1u8;
            let offset = if a > b { None } else { model.below(&count) };
            assert_eq!(drawn, offset.map(|offset| a.wrapping_add(offset as i128)));
        }
        Bound::Bits(k) => {
            let drawn = source.try_bits::<u128>(k.into()).ok();
            assert_eq!(drawn, if k > 128 { None } else { model.bits(k.into()) });
        }
        Bound::Bits64(k) => {
            let drawn = source.try_bits::<u64>(k.into()).ok().map(u128::from);
            assert_eq!(drawn, if k > 64 { None } else { model.bits(k.into()) });
        }
        Bound::Big(digits) => {
            let n = BigUint::new(digits);
            let drawn = source.try_below_big(&n).ok();
            assert!(long(&n, &mut model).is_none_or(|expected| drawn == expected));
            return;
        }
        Bound::Limbs(limbs) => {
            let mut dest = vec![7; limbs.len()];
            let drawn = source.try_fill_below(&limbs, &mut dest).ok();
            let whole = |limbs: &[u16]| {
                BigUint::from_bytes_le(
                    &limbs.iter().flat_map(|l| l.to_le_bytes()).collect::<Vec<_>>(),
                )
            };
            let n = whole(&limbs);
            let drawn = drawn.map(|()| whole(&dest));
            assert!(long(&n, &mut model).is_none_or(|expected| drawn == expected));
            return;
        }
        Bound::BigBits(k) => {
            let k = u64::from(k % 2048);
            let drawn = source.try_bits_big::<BigUint>(k).ok();
            // In blocks: the end of the source is found before the first byte is used.
            assert_eq!(drawn, model.bits_big(k));
            return;
        }
    }
    // Of a source that has ended nothing is known but that it has.
    assert_eq!(source.remaining(), model.0.len());
});

/// What is drawn below a bound of any length, where the model knows it: not if a candidate was rejected, since what a block had
/// left is then skipped, nor beyond one block of the source. The essay in crates/dist/src/big.rs: of a bound above 2^64 that is no power of two, the
/// upper 32 bits of the greatest number are a bound of their own, drawn with 64 bits.
fn long(n: &BigUint, model: &mut Script<'_>) -> Option<Option<BigUint>> {
    if *n == BigUint::ZERO {
        return Some(None);
    }
    let greatest = n - 1u8;
    let bits = greatest.bits();
    if bits <= 64 {
        return Some(model.below(n).map(BigUint::from));
    }
    if bits > 1800 {
        return None;
    }
    if n.count_ones() == 1 {
        return Some(model.bits_big(bits));
    }
    let (rest, top) = (bits - 32, u64::try_from(&greatest >> (bits - 32)).ok()?);
    let Some(low) = model.bits_big(rest) else { return Some(None) };
    let upper = if top == u64::from(u32::MAX) {
        model.word(32)
    } else {
        let before = model.0.len();
        let upper = model.word(64).map(|word| (BigUint::from(word) * (top + 1), word));
        let Some((product, _)) = upper else { return Some(None) };
        let residue = (BigUint::from(1u8) << 64u8) % (top + 1);
        if (&product & BigUint::from(u64::MAX)) < residue || before < 8 {
            return None;
        }
        u128::try_from(product >> 64u8).ok()
    };
    let Some(upper) = upper else { return Some(None) };
    let candidate = BigUint::from(upper) << rest | low;
    (candidate < *n).then_some(Some(candidate))
}
