//! What a text costs and leaves, and what happens where there is none.

extern crate std;
use std::vec;

use rand_core::TryRng;
use wellspring_entropy::{
    Error as SourceError,
    testing::{Counting, Failing, Replay},
};

use super::first;
use crate::{Alphabet, ArgumentError, Distribution, Error, Random, alphabet::text::Draft};

#[test]
fn memory_is_allocated_once() {
    let text = |alphabet: &Alphabet, len| alphabet.string(&mut Replay::repeating(&[0xFF]), len);
    for len in [0, 1, 7, 8, 9, 100, 1000] {
        assert_eq!(text(&Alphabet::digits(), len).capacity(), len);
        // 2 and 3 bytes each in UTF-8.
        assert_eq!(text(&Alphabet::new("äöüß").unwrap(), len).capacity(), 2 * len);
        assert_eq!(text(&Alphabet::new("a♠").unwrap(), len).capacity(), 3 * len);
    }
    assert_eq!(text(&Alphabet::digits(), 0), "");
}

#[test]
fn takes_the_words_that_its_size_needs() {
    for (size, len, draws, bytes) in
        [(62, 20, 1, 16), (10, 18, 1, 8), (94, 20, 1, 24), (65_536, 4, 1, 16), (62, 0, 0, 0)]
    {
        let mut source = Counting::new(Replay::new(&[0xFF; 24]));
        first(size).string(&mut source, len);
        assert_eq!((source.draws(), source.bytes()), (draws, bytes), "{len} of {size}");
    }
    let mut source = Counting::new(Replay::new(&[0xFF; 24]));
    let _: char = first(62).sample(&mut source);
    assert_eq!(source.bytes(), 4);
}

#[test]
fn a_text_that_cannot_be_allocated_is_an_error_before_anything_is_drawn() {
    let mut source = Counting::new(Replay::new(&[]));
    let half = usize::MAX / 2;
    for len in [usize::MAX, half + 1, half] {
        let too_long = Err(Error::Argument(ArgumentError::TooLong { len }));
        assert_eq!(source.try_string(&Alphabet::new("a♠").unwrap(), len), too_long);
    }
    let too_long = Err(Error::Argument(ArgumentError::TooLong { len: usize::MAX }));
    assert_eq!(Alphabet::digits().try_string(&mut source, usize::MAX), too_long);
    assert_eq!(source.draws(), 0);
}

#[test]
fn a_failing_source_fails_at_every_block() {
    // 400 of 62 take 40 words, in blocks of 32.
    let alphabet = Alphabet::alphanumeric();
    let draw = |at| Failing::at_draw(at, Replay::repeating(&[0xFF])).try_string(&alphabet, 400);
    assert_eq!(draw(1), Err(Error::Source(SourceError::INJECTED)));
    assert_eq!(draw(2), Err(Error::Source(SourceError::INJECTED)));
    assert_eq!(draw(3), Ok("z".repeat(400)));
    let visited = |at| {
        let (mut source, mut text) = (Failing::at_draw(at, Replay::repeating(&[0xFF])), vec![]);
        let result = alphabet.try_each(&mut source, 400, |character| text.push(character));
        (result, text.len())
    };
    assert_eq!(visited(1), (Err(SourceError::INJECTED), 0));
    assert_eq!(visited(2), (Err(SourceError::INJECTED), 320));
    assert_eq!(visited(3), (Ok(()), 400));
    let one: Result<char, _> = alphabet.try_sample(&mut Failing::at_draw(1, Replay::new(&[])));
    assert_eq!(one, Err(SourceError::INJECTED));
}

#[test]
fn a_text_that_is_not_finished_is_wiped_where_it_is() {
    let mut draft = Draft("not ♠".into());
    let at = draft.0.as_ptr();
    draft.wipe();
    assert_eq!((draft.0.as_ptr(), &draft.0[..]), (at, &[0; 7][..]));
}

#[test]
fn is_drawn_from_a_source_behind_a_pointer() {
    let mut replay = Replay::repeating(&[0xFF]);
    let source: &mut dyn TryRng<Error = SourceError> = &mut replay;
    assert_eq!(source.string(&Alphabet::digits(), 4), "9999");
    assert_eq!(source.draw(&Alphabet::digits()), '9');
}
