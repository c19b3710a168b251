//! The cut-offs of the health tests, against arithmetic that does not round.

use wellspring_entropy::health::{Claim, ClaimError};

/// H, a, and the cut-offs of the repetition count and of the adaptive proportion, from 120-digit decimal
/// arithmetic with exact binomial coefficients; for whole H the same from exact fractions.
#[rustfmt::skip]
const BYTES: &[(f64, u32, u16, u16)] = &[
    (0.125, 20, 161, 497),
    (0.13, 20, 155, 496),
    (0.3, 20, 68, 456),
    (0.5, 20, 41, 410),
    (0.75, 20, 28, 357),
    (1.0, 20, 21, 311),
    (1.5, 20, 15, 234),
    (2.0, 20, 11, 177),
    (2.5, 20, 9, 135),
    (3.0, 20, 8, 103),
    (4.0, 20, 6, 62),
    (5.0, 20, 5, 39),
    (6.0, 20, 5, 25),
    (7.0, 20, 4, 18),
    (7.5, 20, 4, 15),
    (8.0, 20, 4, 13),
    (0.125, 30, 241, 502),
    (0.13, 30, 232, 501),
    (0.3, 30, 101, 466),
    (0.5, 30, 61, 422),
    (0.75, 30, 41, 371),
    (1.0, 30, 31, 325),
    (1.5, 30, 21, 248),
    (2.0, 30, 16, 190),
    (2.5, 30, 13, 147),
    (3.0, 30, 11, 114),
    (4.0, 30, 9, 71),
    (5.0, 30, 7, 46),
    (6.0, 30, 6, 31),
    (7.0, 30, 6, 22),
    (7.5, 30, 5, 19),
    (8.0, 30, 5, 16),
    (0.125, 40, 321, 506),
    (0.13, 40, 309, 506),
    (0.3, 40, 135, 473),
    (0.5, 40, 81, 432),
    (0.75, 40, 55, 382),
    (1.0, 40, 41, 336),
    (1.5, 40, 28, 260),
    (2.0, 40, 21, 201),
    (2.5, 40, 17, 157),
    (3.0, 40, 15, 123),
    (4.0, 40, 11, 78),
    (5.0, 40, 9, 51),
    (6.0, 40, 8, 35),
    (7.0, 40, 7, 26),
    (7.5, 40, 7, 22),
    (8.0, 40, 6, 19),
    (0.125, 50, 401, 510),
    (0.13, 50, 386, 509),
    (0.3, 50, 168, 479),
    (0.5, 50, 101, 440),
    (0.75, 50, 68, 391),
    (1.0, 50, 51, 346),
    (1.5, 50, 35, 270),
    (2.0, 50, 26, 211),
    (2.5, 50, 21, 166),
    (3.0, 50, 18, 131),
    (4.0, 50, 14, 85),
    (5.0, 50, 11, 57),
    (6.0, 50, 10, 40),
    (7.0, 50, 9, 29),
    (7.5, 50, 8, 25),
    (8.0, 50, 8, 22),
    (0.125, 64, 513, 512),
    (0.13, 64, 494, 512),
    (0.3, 64, 215, 487),
    (0.5, 64, 129, 449),
    (0.75, 64, 87, 402),
    (1.0, 64, 65, 358),
    (1.5, 64, 44, 283),
    (2.0, 64, 33, 223),
    (2.5, 64, 27, 177),
    (3.0, 64, 23, 142),
    (4.0, 64, 17, 93),
    (5.0, 64, 14, 64),
    (6.0, 64, 12, 45),
    (7.0, 64, 11, 34),
    (7.5, 64, 10, 29),
    (8.0, 64, 9, 26),
];

#[rustfmt::skip]
const BITS: &[(f64, u32, u16, u16)] = &[
    (0.0625, 20, 321, 1009),
    (0.1, 20, 201, 991),
    (0.25, 20, 81, 915),
    (0.5, 20, 41, 793),
    (0.75, 20, 28, 684),
    (0.9, 20, 24, 625),
    (1.0, 20, 21, 589),
    (0.0625, 30, 481, 1014),
    (0.1, 30, 301, 999),
    (0.25, 30, 121, 928),
    (0.5, 30, 61, 810),
    (0.75, 30, 41, 703),
    (0.9, 30, 35, 645),
    (1.0, 30, 31, 609),
    (0.0625, 40, 641, 1018),
    (0.1, 40, 401, 1005),
    (0.25, 40, 161, 938),
    (0.5, 40, 81, 824),
    (0.75, 40, 55, 719),
    (0.9, 40, 46, 661),
    (1.0, 40, 41, 625),
    (0.0625, 50, 801, 1022),
    (0.1, 50, 501, 1010),
    (0.25, 50, 201, 947),
    (0.5, 50, 101, 836),
    (0.75, 50, 68, 732),
    (0.9, 50, 57, 675),
    (1.0, 50, 51, 640),
    (0.0625, 64, 1025, 1024),
    (0.1, 64, 641, 1015),
    (0.25, 64, 257, 958),
    (0.5, 64, 129, 851),
    (0.75, 64, 87, 749),
    (0.9, 64, 73, 693),
    (1.0, 64, 65, 657),
];

fn cutoffs(claim: Claim) -> (u16, u16) {
    (claim.repetition_cutoff(), claim.proportion_cutoff())
}

#[test]
fn every_cutoff_is_the_exact_one() {
    for &(h, a, repetition, proportion) in BYTES {
        assert_eq!(cutoffs(Claim::bytes(h, a).unwrap()), (repetition, proportion), "{h}, {a}");
    }
    for &(h, a, repetition, proportion) in BITS {
        assert_eq!(cutoffs(Claim::bits(h, a).unwrap()), (repetition, proportion), "{h}, {a}");
    }
}

/// SP 800-90B: the example of 4.4.1, and the examples of 4.4.2 for a false-alarm rate of 2^-20.
#[test]
fn the_examples_of_the_standard_are_met() {
    assert_eq!(Claim::bytes(2.0, 20).unwrap().repetition_cutoff(), 11);
    for (h, cutoff) in [(0.2, 941), (0.4, 840), (0.6, 748), (0.8, 664), (1.0, 589)] {
        let claim = Claim::bits(h, 20).unwrap();
        assert_eq!((claim.window(), claim.proportion_cutoff()), (1024, cutoff));
    }
    for (h, cutoff) in [(0.5, 410), (1.0, 311), (2.0, 177), (4.0, 62), (8.0, 13)] {
        let claim = Claim::bytes(h, 20).unwrap();
        assert_eq!((claim.window(), claim.proportion_cutoff()), (512, cutoff));
    }
}

/// jitterentropy's table for a = 30 and H = 1/1 to 1/15. It corrects the standard's formula by taking the first
/// sample of a window as given, which makes the third and the fifth value higher by 1.
#[test]
fn another_implementation_agrees_but_for_its_correction() {
    let theirs = [325, 422, 459, 477, 488, 494, 499, 502, 505, 507, 508, 509, 510, 511, 512];
    for (oversampling, theirs) in (1..).zip(theirs) {
        let ours = Claim::bytes(1.0 / f64::from(oversampling), 30).unwrap().proportion_cutoff();
        let corrected = u16::from([3, 5].contains(&oversampling));
        assert_eq!(ours + corrected, theirs, "H = 1/{oversampling}");
    }
}

/// A higher claim or a higher false-alarm rate never makes a test more tolerant, and no test is unable to fail.
#[test]
fn cutoffs_are_monotonic_and_within_the_window() {
    for a in 20..=64 {
        let mut before = (u16::MAX, u16::MAX);
        for h in (0..=256).map(|i| f64::from(i) / 32.0).filter(|h| h * 512.0 >= f64::from(a)) {
            let claim = Claim::bytes(h, a).unwrap();
            let now = cutoffs(claim);
            assert!(now.0 <= before.0 && now.1 <= before.1, "{h}, {a}: {before:?}, {now:?}");
            assert!((2..=513).contains(&now.0) && (2..=512).contains(&now.1), "{h}, {a}");
            if let Ok(rarer) = Claim::bytes(h, a + 1) {
                assert!(cutoffs(rarer).0 >= now.0 && cutoffs(rarer).1 >= now.1, "{h}, {a}");
            }
            before = now;
        }
    }
}

/// At the lowest claim a whole window of one value has a chance of 2^-a exactly, and is the alarm.
#[test]
fn the_lowest_claims_can_still_fail() {
    for a in 20..=64 {
        let lowest = f64::from(a) / 512.0;
        assert_eq!(cutoffs(Claim::bytes(lowest, a).unwrap()), (513, 512), "{a}");
        assert!(Claim::bytes(lowest * (1.0 - f64::EPSILON), a).is_err());
        let lowest = f64::from(a) / 1024.0;
        assert_eq!(cutoffs(Claim::bits(lowest, a).unwrap()), (1025, 1024), "{a}");
        assert!(Claim::bits(lowest * (1.0 - f64::EPSILON), a).is_err());
    }
}

#[test]
fn claims_out_of_range_are_refused_by_name() {
    let no_number = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
    for h in [0.0, -0.0, -1.0, f64::MIN_POSITIVE, 0.039, 8.0 * (1.0 + f64::EPSILON), 9.0, f64::MAX]
        .into_iter()
        .chain(no_number)
    {
        let error = Claim::bytes(h, 20).unwrap_err();
        assert!(matches!(error, ClaimError::MinEntropy { at_most: 8.0, .. }), "{h}: {error}");
    }
    assert!(Claim::bytes(1.1, 20).is_ok() && Claim::bits(0.039, 20).is_ok());
    let error = Claim::bits(1.1, 20).unwrap_err();
    assert_eq!(
        error.to_string(),
        "min_entropy is 1.1; with this false_alarm it can be 0.01953125 to 1 bits a sample"
    );
    for a in [0, 1, 19, 65, u32::MAX] {
        let error = Claim::bytes(4.0, a).unwrap_err();
        assert!(matches!(error, ClaimError::FalseAlarm { given, .. } if given == a));
        assert_eq!(error.to_string(), format!("false_alarm is {a}; it can be 20 to 64"));
    }
}
