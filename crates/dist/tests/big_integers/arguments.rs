//! Arguments that are refused, and sources that fail.

use num_bigint::BigUint;
use wellspring_dist::{ArgumentError, Error, Random};
use wellspring_entropy::{
    Error as SourceError, System,
    testing::{Counting, Failing},
};

#[test]
fn bad_arguments_are_named_draw_nothing_and_leave_zeros() {
    let refused = |result, error: ArgumentError| assert_eq!(result, Err(Error::Argument(error)));
    let mut source = Counting::new(System);
    let mut dest = [7u16; 3];
    refused(source.try_fill_below(&[0; 3], &mut dest), ArgumentError::ZeroBound { max: None });
    assert_eq!(dest, [0; 3]);
    dest = [7; 3];
    refused(
        source.try_fill_below(&[9; 2], &mut dest),
        ArgumentError::LimbCount { bound: 2, dest: 3 },
    );
    assert_eq!(dest, [0; 3]);
    dest = [7; 3];
    refused(source.try_fill_bits(49, &mut dest), ArgumentError::TooManyBits { k: 49, width: 48 });
    assert_eq!(dest, [0; 3]);
    refused(source.try_fill_below::<u8>(&[], &mut []), ArgumentError::ZeroBound { max: None });
    refused(source.try_fill_bits::<u8>(1, &mut []), ArgumentError::TooManyBits { k: 1, width: 0 });
    refused(
        source.try_fill_bits(u64::MAX, &mut [0u8]),
        ArgumentError::TooManyBits { k: u64::MAX, width: 8 },
    );
    assert_eq!(source.try_fill_bits::<u8>(0, &mut []), Ok(()));
    assert_eq!(
        source.try_below_big(&BigUint::ZERO),
        Err(Error::Argument(ArgumentError::ZeroBound { max: None }))
    );
    for k in [(1 << 30) + 1, u64::MAX] {
        let error = ArgumentError::TooManyBits { k, width: 1 << 30 };
        assert_eq!(source.try_bits_big::<BigUint>(k), Err(Error::Argument(error)));
    }
    assert_eq!(source.draws(), 0);
}

#[test]
fn a_source_that_fails_at_any_draw_leaves_zeros() {
    for (len, calls) in [(1, 1), (2, 1), (32, 1), (33, 2), (200, 7)] {
        // A power of two takes a known number of calls.
        let mut bound = vec![0u64; len];
        bound[len - 1] = 1 << 63;
        for at in 1..=calls {
            let injected = Err(Error::Source(SourceError::INJECTED));
            let mut dest = vec![7u64; len];
            assert_eq!(Failing::at_draw(at, System).try_fill_below(&bound, &mut dest), injected);
            assert_eq!(dest, vec![0; len]);
            let mut dest = vec![7u64; len];
            let k = 64 * len as u64;
            assert_eq!(Failing::at_draw(at, System).try_fill_bits(k, &mut dest), injected);
            assert_eq!(dest, vec![0; len]);
            let number = BigUint::from(1u8) << (k - 1);
            let failed = Failing::at_draw(at, System).try_below_big(&number);
            assert_eq!(failed.err(), injected.err());
        }
        let mut dest = vec![7u64; len];
        assert_eq!(Failing::at_draw(calls + 1, System).try_fill_below(&bound, &mut dest), Ok(()));
        assert!(dest[len - 1] < 1 << 63);
    }
}
