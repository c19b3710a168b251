//! Binary digits of numbers that everybody knows, from the first one before the point on.

use num_bigint::BigUint;

use crate::bits::Bits;

/// By the sum of `1 / k!`.
pub(crate) fn e(bits: usize) -> Bits {
    // `p / q` is the sum of `a! / k!` for `k` from `a + 1` to `b`, and `q` is `b! / a!`.
    fn split(a: u64, b: u64) -> (BigUint, BigUint) {
        if b - a == 1 {
            return (1_u8.into(), b.into());
        }
        let middle = u64::midpoint(a, b);
        let ((p, q), (r, s)) = (split(a, middle), split(middle, b));
        (p * &s + r, q * s)
    }
    // ln k! > k ln (k / 3).
    let terms =
        (10_u32..).find(|k| f64::from(*k) * (f64::from(*k) / 3.0).log2() > bits as f64 + 64.0);
    let (p, q) = split(0, terms.unwrap().into());
    first((((&p + &q) << (bits + GUARD)) / q, bits), 2)
}

/// By D. and G. Chudnovsky's series, and binary splitting.
pub(crate) fn pi(bits: usize) -> Bits {
    // The sums have both signs: the even and the odd terms are kept apart.
    fn split(a: u64, b: u64) -> (BigUint, BigUint, [BigUint; 2]) {
        if b - a == 1 {
            if a == 0 {
                return (1_u8.into(), 1_u8.into(), [13_591_409_u32.into(), 0_u8.into()]);
            }
            let p = BigUint::from(6 * a - 5) * (2 * a - 1) * (6 * a - 1);
            let q = BigUint::from(10_939_058_860_032_000_u64) * a * a * a;
            let t = &p * (13_591_409 + 545_140_134 * a);
            let t = if a % 2 == 0 { [t, 0_u8.into()] } else { [0_u8.into(), t] };
            return (p, q, t);
        }
        let middle = u64::midpoint(a, b);
        let ((p, q, [t, u]), (r, s, [v, w])) = (split(a, middle), split(middle, b));
        let sum = [t * &s + &p * v, u * &s + &p * w];
        (p * r, q * s, sum)
    }
    // Each term has 47 bits.
    let (_, q, [plus, minus]) = split(0, bits as u64 / 47 + 3);
    let root = (BigUint::from(10_005_u32) << (2 * (bits + GUARD))).sqrt();
    first(((q * 426_880_u32 * root) / (plus - minus), bits), 2)
}

/// The square root of 2 or 3.
pub(crate) fn root(of: u32, bits: usize) -> Bits {
    first(((BigUint::from(of) << (2 * (bits + GUARD))).sqrt(), bits), 1)
}

/// Bits that are computed and not used, for what rounding adds up to.
const GUARD: usize = 256;

/// A number times 2^(bits + GUARD), of which `before` bits are before the point.
fn first((number, bits): (BigUint, usize), before: usize) -> Bits {
    assert_eq!(number.bits(), (bits + GUARD + before) as u64);
    let shift = 8 - (bits + GUARD + before) % 8;
    Bits::of_bytes(&(number << (shift % 8)).to_bytes_be()).first(bits)
}

#[test]
fn digits_are_those_that_everybody_knows() {
    let start = |bits: Bits| bits.at(0);
    // In hexadecimal 3.243F6A88 85A308D3, 2.B7E15162 8AED2A6A, 1.6A09E667 F3BCC908, 1.BB67AE85 84CAA73B.
    assert_eq!(start(pi(64)), 0xC90F_DAA2_2168_C234);
    assert_eq!(start(e(64)), 0xADF8_5458_A2BB_4A9A);
    assert_eq!(start(root(2, 64)), 0xB504_F333_F9DE_6484);
    assert_eq!(start(root(3, 64)), 0xDDB3_D742_C265_539D);
}
