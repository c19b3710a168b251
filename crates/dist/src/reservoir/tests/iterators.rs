//! What a pass costs, and iterators that are long, short or lie.

use wellspring_entropy::{
    Error as SourceError,
    testing::{Counting, Failing, Replay},
};

use super::SplitMix;
use crate::reservoir::{choose, sample};

#[test]
fn a_choice_costs_what_it_needs() {
    let ones = || Counting::new(Replay::new(&[0xFF; 16]));
    for (n, draws, bytes) in [(0, 0, 0), (1, 0, 0), (2, 1, 8), (19, 1, 8)] {
        // The greatest word is never rejected, and keeps the first item up to number 19.
        let mut source = ones();
        assert_eq!(choose(0..n, &mut source), Ok((n > 0).then_some(0)));
        assert_eq!((source.draws(), source.bytes()), (draws, bytes), "{n} items");
    }
    for (k, n, draws, bytes) in
        [(0, 9, 0, 0), (1, 1, 0, 0), (2, 2, 1, 8), (19, 19, 1, 8), (19, 20, 2, 16)]
    {
        let mut source = ones();
        assert_eq!(sample(0..n, k, &mut source).map(|sample| sample.len()), Ok(k));
        assert_eq!((source.draws(), source.bytes()), (draws, bytes), "{k} of {n} items");
    }
}

/// One of a million, and of as many as a usize counts, which no die for each would reach the end of.
#[test]
fn a_long_iterator_is_skipped_through() {
    let (mut largest, mut all) = (0, 0);
    for seed in 0..200 {
        let mut source = SplitMix::new(seed);
        let Ok(_) = choose(0..1_000_000, &mut source);
        largest = largest.max(source.bytes);
        all += source.bytes;
        let Ok(_) = choose(0..usize::MAX, &mut source);
        assert!(source.bytes < 32_768);
    }
    assert!(largest < 2048 && all < 200 * 512, "{largest}, {all}");
    let mut source = SplitMix::new(7);
    assert_eq!(sample(0..1_000_000, 10, &mut source).unwrap().len(), 10);
    assert!(source.bytes < 16_384, "{}", source.bytes);
}

/// An iterator that lies about its length, ends twice, and starts again.
struct Liar(u32);

impl Iterator for Liar {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        self.0 += 1;
        (self.0 != 31).then_some(self.0)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (usize::MAX, Some(3))
    }
}

#[test]
fn an_iterator_is_not_trusted() {
    for seed in 0..100 {
        let honest = choose(1..31, &mut SplitMix::new(seed));
        assert_eq!(choose(Liar(0), &mut SplitMix::new(seed)), honest);
        for k in [0, 1, 2, 3, 7, 30] {
            let honest = sample(1..31, k, &mut SplitMix::new(seed));
            assert_eq!(sample(Liar(0), k, &mut SplitMix::new(seed)), honest);
        }
    }
}

#[test]
fn too_few_items_are_counted_and_nothing_is_drawn() {
    use crate::ArgumentError::SampleTooLarge;
    for (k, population) in [(1, 0), (6, 5), (usize::MAX, 30)] {
        let refused = Err(SampleTooLarge { k, population }.into());
        assert_eq!(sample(0..population, k, &mut Replay::new(&[])), refused);
    }
}

#[test]
fn a_source_that_fails_is_an_error_at_every_draw() {
    let mut draws = 0;
    for at in 1.. {
        let mut source = Failing::at_draw(at, wellspring_entropy::System);
        match choose(0..20_000, &mut source) {
            Err(error) => assert_eq!(error, SourceError::INJECTED),
            Ok(chosen) => {
                assert!(chosen.is_some());
                break;
            }
        }
        draws = at;
    }
    assert!(draws >= 2);
    for at in 1.. {
        let mut source = Failing::at_draw(at, wellspring_entropy::System);
        match sample(0..20_000, 5, &mut source) {
            Err(error) => assert_eq!(error, crate::Error::Source(SourceError::INJECTED)),
            Ok(sample) => {
                assert_eq!(sample.len(), 5);
                break;
            }
        }
        draws = at;
    }
    assert!(draws >= 5);
}
