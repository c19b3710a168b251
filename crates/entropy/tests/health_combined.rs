//! Two sources as one: never worse than the better one, and nothing without both.

use core::sync::atomic::{AtomicU8, Ordering::Relaxed};

use wellspring_entropy::{
    Backend, Error, System,
    health::{Claim, Combined, Status, Tested},
};

struct Constant(u8);

impl Backend for Constant {
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        dest.fill(self.0);
        Ok(())
    }

    fn name(&self) -> &'static str {
        "constant"
    }
}

/// 0, 1, 2 … from call to call; so two of them make the same bytes.
#[derive(Default)]
struct Counter(AtomicU8);

impl Backend for Counter {
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        dest.fill_with(|| self.0.fetch_add(1, Relaxed));
        Ok(())
    }

    fn name(&self) -> &'static str {
        "counter"
    }
}

/// Fails at its `n`th call, having written something all the same.
struct Fails(AtomicU8);

impl Backend for Fails {
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        dest.fill(0xEE);
        if self.0.fetch_sub(1, Relaxed) == 1 { Err(Error::custom(1)) } else { Ok(()) }
    }

    fn name(&self) -> &'static str {
        "fails"
    }
}

#[test]
fn every_byte_is_the_exclusive_or_of_both() {
    for len in [0, 1, 31, 255, 256, 257, 512, 1000] {
        let mut dest = vec![9; len];
        Combined::new(Counter::default(), Constant(0xA5)).try_fill(&mut dest).unwrap();
        let expected: Vec<u8> = (0..=255).cycle().take(len).map(|n: u8| n ^ 0xA5).collect();
        assert_eq!(dest, expected);
        Combined::new(Constant(0x5A), Counter::default()).try_fill(&mut dest).unwrap();
        let expected: Vec<u8> = expected.iter().map(|byte| byte ^ 0xFF).collect();
        assert_eq!(dest, expected);
    }
    assert_eq!(Combined::new(System, System).name(), "two sources combined");
}

/// The failure may come at the first source, or at the second one in any of its pieces.
#[test]
fn a_failure_of_either_is_a_failure_of_both() {
    let mut dest = [9; 700];
    let first = Combined::new(Fails(AtomicU8::new(1)), System);
    assert_eq!((first.try_fill(&mut dest), dest), (Err(Error::custom(1)), [0; 700]));
    for at in 1..=3 {
        let second = Combined::new(System, Fails(AtomicU8::new(at)));
        dest.fill(9);
        assert_eq!((second.try_fill(&mut dest), dest), (Err(Error::custom(1)), [0; 700]));
    }
    let late = Combined::new(System, Fails(AtomicU8::new(4)));
    assert_eq!(late.try_fill(&mut dest), Ok(()));
}

/// 2^16 bytes at the full claim: a false alarm has a chance of 2^-48.
#[test]
fn one_good_source_is_enough_and_two_bad_ones_are_not() {
    let claim = Claim::bytes(8.0, 64).unwrap();
    let fill = |source: &dyn Backend| source.try_fill(&mut vec![0; 1 << 16]);
    assert_eq!(fill(&Tested::new(Combined::new(System, Constant(7)), claim)), Ok(()));
    assert_eq!(fill(&Tested::new(Combined::new(Constant(7), System), claim)), Ok(()));
    let bad = Tested::new(Combined::new(Constant(7), Constant(1)), claim);
    assert_eq!(fill(&bad), Err(Error::UNHEALTHY));
    assert!(matches!(bad.status(), Status::Failed(_)));
}

/// The premise that the documentation names: what is not independent can cancel itself.
#[test]
fn dependent_sources_cancel() {
    let mut dest = [9; 300];
    Combined::new(Counter::default(), Counter::default()).try_fill(&mut dest).unwrap();
    assert_eq!(dest, [0; 300]);
}
