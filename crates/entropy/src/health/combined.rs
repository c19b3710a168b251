use super::scratch::Scratch;
use crate::{Backend, Error, backend::wipe};

/// Two sources as one: each byte is the exclusive or of a byte of both.
///
/// # Security
///
/// The result is at least as good as the better source, **if the two are independent**: whoever makes the
/// second source's bytes must not know the first one's. For a fixed byte `b`, `a ^ b` is exactly as hard to
/// guess as `a`; with `b` independent of `a` that holds for each `b`, whatever its distribution, and the
/// other way round. A second source that sees the first one's bytes can cancel them, and one source combined
/// with itself is none at all. NIST SP 800-90C builds its RBG3(XOR) construction on the same premise: noise that
/// fails leaves the generator's security, a generator that fails leaves the noise.
///
/// Both have to answer. A failure of either is the failure of the whole: going on with one alone would be
/// a weaker source than was asked for.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::{Backend, Error, System, backends::RdRand, health::Combined};
///
/// static BOTH: Combined<System, RdRand> = Combined::new(System, RdRand);
///
/// let mut key = [0; 32];
/// match BOTH.try_fill(&mut key) {
///     Ok(()) => assert_ne!(key, [0; 32]),
///     Err(error) => assert_eq!(error, Error::UNSUPPORTED, "no RDRAND on this processor"),
/// }
/// ```
#[doc(alias = "xor")]
#[derive(Clone, Copy, Debug, Default)]
pub struct Combined<A, B> {
    one: A,
    other: B,
}

impl<A: Backend, B: Backend> Combined<A, B> {
    /// The two sources as one. They must be independent of each other; see the type's documentation.
    #[must_use]
    pub const fn new(one: A, other: B) -> Self {
        Self { one, other }
    }

    fn mix_into(&self, dest: &mut [u8]) -> Result<(), Error> {
        self.one.try_fill(dest)?;
        let mut scratch = Scratch::new();
        for piece in dest.chunks_mut(Scratch::LEN) {
            let second = scratch.up_to(piece.len());
            self.other.try_fill(second)?;
            for (byte, second) in piece.iter_mut().zip(second) {
                *byte ^= *second;
            }
        }
        Ok(())
    }
}

impl<A: Backend, B: Backend> Backend for Combined<A, B> {
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        self.mix_into(dest).inspect_err(|_| wipe(dest))
    }

    fn name(&self) -> &'static str {
        "two sources combined"
    }
}
