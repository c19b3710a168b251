//! `--source`: the operating system for every draw, or a generator that it seeds.

use core::cell::RefCell;

use clap::ValueEnum;
use wellspring::{KeyErasureRng, SourceError, csprng, rand_core::TryRng};

use crate::Source;

/// Where a command draws from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum SourceName {
    /// The operating system, at every draw
    #[default]
    System,
    /// A generator with fast key erasure in this process, seeded and reseeded by the operating system: for millions of
    /// results
    Generator,
}

impl SourceName {
    /// Runs `work` on the source that is meant, which draws from `system` in either case.
    pub(crate) fn with<T>(
        self,
        system: &mut Source<'_>,
        work: impl FnOnce(&mut Source<'_>) -> T,
    ) -> T {
        match self {
            Self::System => work(system),
            Self::Generator => work(&mut KeyErasureRng::over(Seeds(RefCell::new(system)))),
        }
    }
}

/// A source as where a generator gets its keys from.
struct Seeds<'a, 'source>(RefCell<&'a mut Source<'source>>);

impl csprng::Source for Seeds<'_, '_> {
    type Error = SourceError;

    fn try_seed(&self, seed: &mut [u8]) -> Result<(), SourceError> {
        // Nobody else has it: the generator asks for one seed at a time.
        self.0.try_borrow_mut().map_err(|_| SourceError::UNEXPECTED)?.try_fill_bytes(seed)
    }
}

#[cfg(test)]
mod tests {
    use wellspring::rand_core::TryCryptoRng;
    use wellspring_entropy::testing::{Counting, Failing, Replay};

    use super::*;

    fn draw(
        source: &mut (impl TryCryptoRng<Error = SourceError> + 'static),
        name: SourceName,
    ) -> Result<[u8; 32], SourceError> {
        let mut bytes = [0; 32];
        name.with(source, |source| source.try_fill_bytes(&mut bytes)).map(|()| bytes)
    }

    #[test]
    fn the_generator_is_seeded_from_the_source_and_fails_with_it() {
        let mut counting = Counting::new(Replay::repeating(&[7; 64]));
        assert_eq!(draw(&mut counting, SourceName::System), Ok([7; 32]));
        assert_eq!(counting.draws(), 1);
        let made = draw(&mut counting, SourceName::Generator).unwrap();
        assert!(made != [7; 32] && counting.draws() > 1);
        let mut failing = Failing::at_draw(1, Replay::repeating(&[7; 64]));
        assert_eq!(draw(&mut failing, SourceName::Generator), Err(SourceError::INJECTED));
    }
}
