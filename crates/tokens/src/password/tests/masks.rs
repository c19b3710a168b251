//! Division by secret divisors of two limbs, beside the processor's own.

use std::vec::Vec;

use crate::password::masks::divide_long;

fn number(limbs: &[u64]) -> u128 {
    let [low, high] = limbs else { panic!("two limbs") };
    u128::from(*high) << 64 | u128::from(*low)
}

/// 0, 1, powers of two and their neighbours, and a number without a pattern, up to `2^bits`.
fn interesting(bits: u32) -> Vec<u128> {
    let around = (0..=bits).flat_map(|k| [(1_u128 << k) - 1, 1 << k, (1 << k) | 1]);
    let pattern = 0x0123_4567_89AB_CDEF_FEDC_BA98_7654_3210_u128 >> (128 - bits);
    around.chain([pattern]).filter(|n| *n <= 1 << bits).collect()
}

#[test]
fn long_division_is_that_of_the_processor() {
    let limbs = |n: u128| [n as u64, (n >> 64) as u64];
    for divisor in interesting(126).into_iter().filter(|n| *n > 0) {
        for dividend in interesting(126) {
            let mut quotient = [0; 2];
            let rest = divide_long(&limbs(dividend), &mut quotient, limbs(divisor));
            let found = (number(&quotient), number(&rest));
            assert_eq!(found, (dividend / divisor, dividend % divisor), "{dividend} / {divisor}");
        }
    }
}
