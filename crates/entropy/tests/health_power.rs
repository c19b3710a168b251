//! What the two tests find and what they let pass: against the standard's own steps, and by their power.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "the helpers belong to the tests, where a panic is a report"
)]

use wellspring_entropy::{
    System,
    health::{AdaptiveProportion, Alarm, Claim, RepetitionCount},
};

/// `len` samples, of which each is 0 with a probability of 2^-`min_entropy` (rounded down to 32 bits) and any
/// other byte equally often.
fn biased(min_entropy: f64, len: usize) -> Vec<u8> {
    let mut random = vec![0; len * 5];
    System.try_fill(&mut random).unwrap();
    let likeliest = (-min_entropy).exp2() * 2_f64.powi(32);
    let sample = |random: &[u8]| {
        let word = u32::from_le_bytes(random[..4].try_into().unwrap());
        if f64::from(word) < likeliest.floor() { 0 } else { random[4].max(1) }
    };
    random.chunks(5).map(sample).collect()
}

/// The number of windows after which the adaptive proportion test has not failed with a chance of 2^-40: from
/// the binomial distribution, with windows that begin with another value counted as passed.
const POWER: &[(f64, f64, usize)] = &[
    // claim, true min-entropy, windows; all at a = 20
    (1.0, 0.9, 69_721),
    (1.0, 0.8, 638),
    (1.0, 0.5, 40),
    (2.0, 1.8, 34_309),
    (2.0, 1.6, 329),
    (2.0, 1.0, 56),
    (4.0, 3.6, 134_676),
    (4.0, 3.2, 1060),
    (4.0, 2.0, 111),
    (8.0, 5.6, 3686),
    (8.0, 4.0, 444),
];

/// Whether `windows` windows of a source with `actual` bits, read as having `claimed`, give an alarm.
fn fires(claimed: f64, actual: f64, false_alarm: u32, windows: usize) -> bool {
    let mut test = AdaptiveProportion::new(Claim::bytes(claimed, false_alarm).unwrap());
    (0..windows.div_ceil(32)).any(|_| test.check(&biased(actual, 32 * 512)).is_err())
}

#[test]
fn a_source_below_its_claim_is_found() {
    for &(claimed, actual, windows) in POWER {
        assert!(fires(claimed, actual, 20, windows), "{actual} bits instead of {claimed}");
    }
}

/// At a = 64 the chance of a false alarm in five times 1024 windows of 512 is at most 2^-42 from the repetition
/// count and 2^-48 from the proportion. The same samples, read with a higher claim, do fail.
#[test]
fn a_source_at_its_claim_passes() {
    for claimed in [0.5, 1.0, 2.0, 4.0, 4.5] {
        let samples = biased(claimed, 1024 * 512);
        let claim = Claim::bytes(claimed, 64).unwrap();
        assert_eq!(RepetitionCount::new(claim).check(&samples), Ok(()), "{claimed}");
        assert_eq!(AdaptiveProportion::new(claim).check(&samples), Ok(()), "{claimed}");
        let too_high = Claim::bytes(1.6 * claimed, 20).unwrap();
        let alarm = AdaptiveProportion::new(too_high).check(&samples);
        assert_eq!(alarm, Err(Alarm::Proportion), "{claimed}");
    }
}

/// Cut-offs that are off by a lot find nothing: so the tests above can fail.
#[test]
fn a_claim_far_too_low_lets_a_broken_source_pass() {
    for &(_, actual, windows) in POWER.iter().filter(|row| row.2 < 5000) {
        assert!(!fires(actual / 2.0, actual, 60, windows), "{actual} bits");
    }
    let claim = Claim::bytes(0.125, 60).unwrap();
    assert_eq!(RepetitionCount::new(claim).check(&[7; 480]), Ok(()));
    assert_eq!(RepetitionCount::new(claim).check(&[7; 481]), Err(Alarm::Repetition));
}

/// SP 800-90B, 4.4.1 and 4.4.2, step by step: the index of the sample at which each test fails.
fn by_the_letter(samples: &[u8], claim: Claim) -> (Option<usize>, Option<usize>) {
    let repetition = {
        let (mut a, mut b) = (samples[0], 1);
        (1..samples.len()).find(|&i| {
            if samples[i] == a {
                b += 1;
            } else {
                (a, b) = (samples[i], 1);
            }
            b >= claim.repetition_cutoff()
        })
    };
    let proportion = samples.chunks(claim.window().into()).enumerate().find_map(|(n, window)| {
        let (a, mut b) = (window[0], 1);
        let failed = (1..window.len()).find(|&i| {
            b += u16::from(window[i] == a);
            b >= claim.proportion_cutoff()
        });
        failed.map(|i| n * usize::from(claim.window()) + i)
    });
    (repetition, proportion)
}

#[test]
fn both_tests_do_what_the_standard_writes() {
    let claims = [Claim::bytes(2.0, 20), Claim::bytes(1.0, 20), Claim::bytes(6.0, 30)];
    let mut found = [0; 2];
    for claim in claims.map(Result::unwrap) {
        for bits in [0.02, 0.3, 0.7, 1.4, 3.0, 7.0] {
            let samples = biased(bits, 3000);
            let (repetition, proportion) = by_the_letter(&samples, claim);
            let mut tests = (RepetitionCount::new(claim), AdaptiveProportion::new(claim));
            let mut failed = (None, None);
            for (i, sample) in samples.iter().enumerate() {
                let sample = core::slice::from_ref(sample);
                failed.0 = failed.0.or(tests.0.check(sample).err().map(|_| i));
                failed.1 = failed.1.or(tests.1.check(sample).err().map(|_| i));
            }
            assert_eq!(failed, (repetition, proportion), "{bits} bits");
            found[0] += usize::from(repetition.is_some());
            found[1] += usize::from(proportion.is_some());
            // In parts of any length the outcome is the same.
            for len in [7, 512, 700] {
                let mut whole = (RepetitionCount::new(claim), AdaptiveProportion::new(claim));
                let ok = samples.chunks(len).fold((true, true), |ok, part| {
                    (ok.0 & whole.0.check(part).is_ok(), ok.1 & whole.1.check(part).is_ok())
                });
                assert_eq!(ok, (repetition.is_none(), proportion.is_none()));
            }
        }
    }
    assert!(found.iter().all(|&found| (3..18).contains(&found)), "both outcomes occur: {found:?}");
}

/// Bits are samples from the least significant on.
#[test]
fn bits_are_counted_one_by_one() {
    let claim = Claim::bits(1.0, 20).unwrap();
    assert_eq!(claim.repetition_cutoff(), 21);
    // A one, then twenty zeros, then ones: 20 in a row at most.
    let mut test = RepetitionCount::new(claim);
    assert_eq!(test.check(&[0x01, 0x00, 0xE0, 0xFF, 0x01, 0x00]), Ok(()));
    let mut test = RepetitionCount::new(claim);
    assert_eq!(test.check(&[0x01, 0x00, 0xC0]), Err(Alarm::Repetition));
    // 589 ones among 1024 bits: nine in sixteen come to 576, five in eight to 640.
    let nine = [0x57, 0x5D].repeat(64);
    assert_eq!(nine.iter().map(|byte: &u8| byte.count_ones()).sum::<u32>(), 640);
    assert_eq!(AdaptiveProportion::new(claim).check(&nine), Err(Alarm::Proportion));
    let even = [0x55].repeat(1280);
    assert_eq!(AdaptiveProportion::new(claim).check(&even), Ok(()));
}
