//! The firmware's code on the machine that builds it. A source is registered once in a process, so one
//! test does that.

use bare_metal::{BOARD, FakeTrng, fill, start};
use wellspring_entropy::{
    Backend, Error,
    health::{Alarm, Claim, Status, Tested},
};

#[test]
fn the_board_starts_and_draws_from_its_own_generator() {
    assert_eq!(BOARD.status(), Status::Untested);
    assert_eq!(start(), Ok(()));
    assert!(start().is_err(), "a second source is refused");

    let (mut one, mut other) = ([0; 32], [0; 32]);
    assert_eq!((fill(&mut one), fill(&mut other)), (Ok(()), Ok(())));
    assert_ne!(one, other);
    assert_eq!(BOARD.status(), Status::Healthy, "the bytes came from the board");

    // The same bytes as a device of the same kind gives after its start-up test.
    let device = FakeTrng::new();
    let mut expected = [0; 1024 + 32];
    device.try_fill(&mut expected).unwrap();
    assert_eq!(one, expected[1024..]);
}

#[test]
fn a_broken_wire_is_noticed_and_so_is_its_repair() {
    let device = FakeTrng::new();
    let board = Tested::new(&device, Claim::bytes(4.0, 40).unwrap());
    let mut key = [9; 16];
    assert_eq!(board.try_fill(&mut key), Ok(()));

    device.unplug(true);
    assert_eq!(board.try_fill(&mut key), Err(Error::UNHEALTHY));
    assert_eq!((key, board.status()), ([0; 16], Status::Failed(Alarm::Repetition)));
    assert_eq!(board.restart(), Err(Error::UNHEALTHY), "still broken");

    device.unplug(false);
    assert_eq!(board.try_fill(&mut key), Err(Error::UNHEALTHY), "someone has to look first");
    assert_eq!(board.restart(), Ok(()));
    assert_eq!(board.try_fill(&mut key), Ok(()));
}
