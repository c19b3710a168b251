//! The negative control: a number below a bound without the rejection that makes it uniform, by the check of the target
//! `below`. A fuzzer that does not find it within a minute finds nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use num_bigint::BigUint;
use wellspring_fuzz::model::Script;

fuzz_target!(|input: (u32, &[u8])| {
    let (n, script) = input;
    if n == 0 {
        return;
    }
    let mut words = Script(script);
    // The mistake: the high word of the product, whatever the low one is.
    let drawn = words.word(32).map(|word| (word * u128::from(n)) >> 32);
    assert_eq!(drawn, Script(script).below(&BigUint::from(n)));
});
