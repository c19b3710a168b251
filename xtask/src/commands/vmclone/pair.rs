//! Two copies of one machine, and which draws they have in common.

use core::time::Duration;
use std::collections::HashSet;

use crate::commands::{Stop, failed};

/// The sources in the order of their draws, as the guest has them: `xtask/guest/src/sources.rs`.
pub(super) const SOURCES: [&str; 6] =
    ["System", "Vdso", "Syscall", "thread_rng", "KeyErasureRng", "rand::ThreadRng"];

/// Bytes of a draw.
pub(super) const DRAW: usize = 16;

/// One draw of each source, and the guest's clock after them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Round {
    time: u128,
    draws: [u128; SOURCES.len()],
}

/// What two copies have in common after the copy was made, of each source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    /// Rounds of each copy after the copy.
    pub(super) rounds: usize,
    pub(super) same: [Same; SOURCES.len()],
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Same {
    /// Draws of the second copy that the first one has too, anywhere.
    pub(super) draws: usize,
    /// Whether they are its first ones, so that after a draw of its own the second copy repeats nothing.
    pub(super) first: bool,
    /// How long after the copy the last of them was made, by the clock of the second copy; nothing where the moment of the
    /// copy is not known.
    pub(super) until: Duration,
}

impl Round {
    /// `round TIME DRAW…`, the draws in hexadecimal.
    fn read(line: &str) -> Option<Self> {
        let mut words = line.strip_prefix("round ")?.split(' ');
        let time = words.next()?.parse().ok()?;
        let draws: Option<Vec<u128>> =
            words.map(|word| u128::from_str_radix(word, 16).ok()).collect();
        Some(Self { time, draws: draws?.try_into().ok()? })
    }
}

/// The rounds that the guest has written, of which it says itself how many they are.
pub(super) fn rounds(lines: &[String]) -> Result<Vec<Round>, Stop> {
    let rounds: Vec<Round> = lines.iter().filter_map(|line| Round::read(line)).collect();
    match lines.last() {
        Some(done) if *done == format!("done {}", rounds.len()) => Ok(rounds),
        last => {
            Err(failed(format!("{} rounds were read, and the guest says {last:?}", rounds.len())))
        }
    }
}

impl Pair {
    /// `under_way` where the machine was copied while it drew: then the rounds before the copy, which both have with the same
    /// times, are left out, and there has to be one, or nobody could tell how many were missed.
    pub(super) fn of(one: &[Round], other: &[Round], under_way: bool) -> Result<Self, Stop> {
        let whole = (one, other, None);
        let (one, other, copied) = if under_way { after_copy(one, other)? } else { whole };
        let mut same = [Same::default(); SOURCES.len()];
        for (source, same) in same.iter_mut().enumerate() {
            let draw = |round: &Round| round.draws.get(source).copied().unwrap_or_default();
            let seen: HashSet<u128> = one.iter().map(draw).collect();
            let repeats: Vec<bool> =
                other.iter().map(|round| seen.contains(&draw(round))).collect();
            let front = repeats.iter().take_while(|repeated| **repeated).count();
            let draws = repeats.iter().filter(|repeated| **repeated).count();
            let last = other.iter().zip(&repeats).rfind(|(_, repeated)| **repeated);
            let until = last.and_then(|(round, _)| round.time.checked_sub(copied?));
            let until = until.and_then(|nanoseconds| u64::try_from(nanoseconds).ok());
            let until = Duration::from_nanos(until.unwrap_or_default());
            *same = Same { draws, first: draws == front, until };
        }
        Ok(Self { rounds: other.len(), same })
    }
}

type Rounds<'a> = &'a [Round];

/// What comes after the rounds that both have with the same times, and the time of the last of these. Either may have kept more of
/// those than the other.
fn after_copy<'a>(
    one: Rounds<'a>,
    other: Rounds<'a>,
) -> Result<(Rounds<'a>, Rounds<'a>, Option<u128>), Stop> {
    let start = |rounds: &'a [Round], first: &[Round]| -> Option<&'a [Round]> {
        let time = first.first()?.time;
        rounds.get(rounds.iter().position(|round| round.time == time)?..)
    };
    let aligned = match (start(one, other), start(other, one)) {
        (Some(one), _) => Some((one, other)),
        (None, Some(other)) => Some((one, other)),
        (None, None) => None,
    };
    let missed = || failed("the moment of the copy is not among the rounds that were kept");
    let (one, other) = aligned.ok_or_else(missed)?;
    let before = one.iter().zip(other).take_while(|(one, other)| one.time == other.time).count();
    let copied = before.checked_sub(1).and_then(|last| one.get(last)).map(|round| round.time);
    Ok((one.get(before..).unwrap_or_default(), other.get(before..).unwrap_or_default(), copied))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(time: u128, draw: u128) -> Round {
        Round { time, draws: [draw; SOURCES.len()] }
    }

    fn same(one: &[Round], other: &[Round], under_way: bool) -> (usize, usize, bool) {
        let pair = Pair::of(one, other, under_way).unwrap();
        (pair.rounds, pair.same[0].draws, pair.same[0].first)
    }

    #[test]
    fn what_the_guest_writes_is_read() {
        let lines: Vec<String> =
            ["draw", "drawing", "round 12 1 2 3 4 5 ff", "done 1"].map(String::from).into();
        let read = rounds(&lines).unwrap();
        assert_eq!(read, [Round { time: 12, draws: [1, 2, 3, 4, 5, 255] }]);
        let cut: Vec<String> = ["round 12 1 2 3 4 5", "done 1"].map(String::from).into();
        assert!(rounds(&cut).is_err());
    }

    #[test]
    fn a_draw_of_both_copies_is_found_wherever_it_is() {
        let one = [round(1, 1), round(2, 2), round(3, 3)];
        assert_eq!(same(&one, &[round(4, 1), round(5, 9)], false), (2, 1, true));
        assert_eq!(same(&one, &[round(4, 9), round(5, 1)], false), (2, 1, false));
        assert_eq!(same(&one, &[round(4, 7), round(5, 8)], false), (2, 0, true));
        assert_eq!(same(&one, &one, false), (3, 3, true));
    }

    #[test]
    fn the_time_of_the_last_repetition_is_counted_from_the_copy() {
        let one = [round(100, 1), round(200, 2), round(250, 3)];
        let other = [round(100, 1), round(210, 2), round(260, 9)];
        let pair = Pair::of(&one, &other, true).unwrap();
        assert_eq!(pair.same[0], Same { draws: 1, first: true, until: Duration::from_nanos(110) });
    }

    #[test]
    fn draws_before_the_copy_are_no_repetition() {
        let (before, one) = (round(1, 1), round(2, 2));
        assert_eq!(
            same(&[before.clone(), one.clone()], &[before, round(3, 3)], true),
            (1, 0, true)
        );
        // The one has kept more; and times that are equal later on are so by chance.
        let longer = [round(0, 0), round(1, 1), round(2, 2), round(5, 5)];
        assert_eq!(same(&longer, &[round(1, 1), round(3, 3), round(5, 5)], true), (2, 1, false));
        // All rounds after it: how many were not kept is not known.
        assert!(Pair::of(&[one], &[round(3, 3)], true).is_err());
    }

    #[test]
    fn the_guest_draws_from_the_same_sources_in_the_same_order() {
        let path = "guest/src/sources.rs";
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        let text = std::fs::read_to_string(path).unwrap();
        let names = text.split_once("NAMES.len()").map_or("", |(before, _)| before);
        let names: Vec<&str> = names.split('"').skip(1).step_by(2).collect();
        assert_eq!(names, SOURCES);
    }
}
