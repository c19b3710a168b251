use core::fmt;

use rand_core::{TryCryptoRng, TryRng};
use wellspring_entropy::{Error, System};

use crate::{
    Cipher, Protection, Source,
    memory::Memory,
    state::{self, LONGEST_BUFFERED},
};

/// A cryptographically secure generator with fast key erasure, for millions of draws a second.
///
/// It makes 4064 bytes at a time under a key that is replaced in the same step, with 32 fresh bytes of its source mixed in each
/// time, and wipes every byte as it hands it out.
///
/// - **Nothing from before** can be computed from its memory: neither the bytes that were handed out nor the keys that made them.
/// - **A fork** is seen before the next byte leaves: the kernel wipes the state in the child, which then asks the source. Where
///   that cannot be had, there is no state, and every draw comes from the source (see [`protection`](Self::protection)).
/// - **A copy of a running machine** shares with its twin what is left in the buffer, at most 4064 bytes, and the draw in flight. The
///   next refill takes fresh bytes of the source, and from then on they differ; the operating system's are fresh once the kernel was
///   told of the copy. Who cannot have that draws from [`System`].
/// - **A failure of the source** is an error. Nothing is handed out, nothing in the buffer is used up, and the next call tries again.
///
/// A request of more than 2048 bytes goes past the buffer: it is made in place under a key of its own, of 32 bytes of the
/// state and 32 fresh ones.
///
/// It can be sent to another thread, and it cannot be cloned: two generators with one state would say the same.
///
/// The state is made at the first draw, so that a generator can stand in a `static` or a `const`; it costs 8 KiB, and several
/// microseconds once.
///
/// # Examples
///
/// ```
/// use wellspring_csprng::{KeyErasureRng, rand_core::TryRng};
///
/// let mut rng = KeyErasureRng::new();
/// let mut keys = [[0; 32]; 1000];
/// for key in &mut keys {
///     rng.try_fill_bytes(key)?;
/// }
/// assert_ne!(keys[0], keys[1]);
/// # Ok::<(), wellspring_csprng::entropy::Error>(())
/// ```
///
/// ```
/// use std::sync::Mutex;
/// use wellspring_csprng::{KeyErasureRng, rand_core::TryRng};
///
/// static SHARED: Mutex<KeyErasureRng> = Mutex::new(KeyErasureRng::new());
/// let number = SHARED.lock().unwrap().try_next_u64()?;
/// # _ = number;
/// # Ok::<(), wellspring_csprng::entropy::Error>(())
/// ```
///
/// ```compile_fail,E0599
/// let twin = wellspring_csprng::KeyErasureRng::new().clone();
/// ```
#[doc(alias = "arc4random", alias = "ThreadRng", alias = "StdRng", alias = "RAND_bytes")]
#[doc(alias = "randombytes_buf", alias = "CtrDrbg", alias = "fast key erasure")]
pub struct KeyErasureRng<S: Source = System> {
    memory: Memory,
    cipher: Option<Cipher>,
    source: S,
}

impl KeyErasureRng {
    /// A generator over the operating system's source.
    #[must_use]
    pub const fn new() -> Self {
        Self::over(System)
    }
}

impl<S: Source> KeyErasureRng<S> {
    /// A generator over a source of your own.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_csprng::{KeyErasureRng, entropy::backends::RdSeed, rand_core::TryRng};
    ///
    /// let mut rng = KeyErasureRng::over(RdSeed);
    /// // An error where the processor has no such instruction.
    /// if let Ok(number) = rng.try_next_u64() {
    ///     assert_ne!(number, rng.try_next_u64()?);
    /// }
    /// # Ok::<(), wellspring_csprng::entropy::Error>(())
    /// ```
    #[must_use]
    pub const fn over(source: S) -> Self {
        Self { memory: Memory::UNMADE, cipher: None, source }
    }

    /// The same with this cipher, whichever would be faster.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_csprng::{Cipher, KeyErasureRng, rand_core::TryRng};
    ///
    /// let mut rng = KeyErasureRng::new().with_cipher(Cipher::ChaCha20);
    /// assert_eq!(rng.cipher(), Cipher::ChaCha20);
    /// assert_ne!(rng.try_next_u64()?, rng.try_next_u64()?);
    /// # Ok::<(), wellspring_csprng::entropy::Error>(())
    /// ```
    #[must_use]
    pub const fn with_cipher(mut self, cipher: Cipher) -> Self {
        self.cipher = Some(cipher);
        self
    }

    /// The cipher in use.
    #[must_use]
    pub fn cipher(&self) -> Cipher {
        self.cipher.unwrap_or_else(Cipher::detect)
    }

    /// Throws away what is left in the buffer, and makes a new one with fresh bytes of the source: for after a point that a
    /// copy of the machine was made at, or before a rest.
    ///
    /// # Errors
    ///
    /// The source's failure; everything is then as it was.
    pub fn reseed(&mut self) -> Result<(), S::Error> {
        let cipher = self.cipher();
        match self.memory.state_or_make() {
            Some(state) => state::reseed(state, &self.source, cipher),
            None => Ok(()),
        }
    }

    /// Locks the state in memory, so that it is never written to swap (mlock(2)).
    ///
    /// # Errors
    ///
    /// The operating system's refusal, as where the limit of locked memory is reached; the generator works as before. Also where
    /// there is no state to be locked.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_csprng::{KeyErasureRng, rand_core::TryRng};
    ///
    /// let mut rng = KeyErasureRng::new();
    /// if let Err(error) = rng.lock() {
    ///     println!("the state may reach the swap: {error}");
    /// }
    /// assert!(rng.try_next_u64().is_ok(), "locked or not");
    /// ```
    #[doc(alias = "mlock")]
    pub fn lock(&mut self) -> Result<(), Error> {
        self.memory.lock()
    }

    /// How the state is kept, for programs that want to insist on it.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_csprng::{KeyErasureRng, Protection};
    ///
    /// let mut rng = KeyErasureRng::new();
    /// assert_eq!(rng.protection(), Protection::Unmade);
    /// rng.reseed()?;
    /// assert!(cfg!(not(target_os = "linux")) || rng.protection() == Protection::Pages);
    /// # Ok::<(), wellspring_csprng::entropy::Error>(())
    /// ```
    #[must_use]
    pub const fn protection(&self) -> Protection {
        self.memory.protection()
    }

    /// The next bytes, if the buffer has them.
    #[inline]
    pub(crate) fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.memory.state().and_then(state::take)
    }

    /// Fills `dest`, if the buffer has as much; else it says `false`, and `dest` holds anything.
    #[inline]
    pub(crate) fn try_take(&mut self, dest: &mut [u8]) -> bool {
        dest.len() <= LONGEST_BUFFERED
            && self.memory.state().is_some_and(|state| state::try_take(state, dest))
    }

    #[cold]
    fn fill_new<const N: usize>(&mut self) -> Result<[u8; N], S::Error> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    #[cold]
    fn fill(&mut self, dest: &mut [u8]) -> Result<(), S::Error> {
        let cipher = self.cipher();
        match self.memory.state_or_make() {
            Some(state) => state::fill(state, &self.source, cipher, dest),
            None => state::one_shot(&self.source, cipher, dest),
        }
    }
}

impl<S: Source> TryRng for KeyErasureRng<S> {
    type Error = S::Error;

    #[inline]
    fn try_next_u32(&mut self) -> Result<u32, S::Error> {
        self.take().map_or_else(|| self.fill_new(), Ok).map(u32::from_le_bytes)
    }

    #[inline]
    fn try_next_u64(&mut self) -> Result<u64, S::Error> {
        self.take().map_or_else(|| self.fill_new(), Ok).map(u64::from_le_bytes)
    }

    #[inline]
    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), S::Error> {
        if self.try_take(dest) { Ok(()) } else { self.fill(dest) }
    }
}

impl<S: Source> TryCryptoRng for KeyErasureRng<S> {}

impl Default for KeyErasureRng {
    fn default() -> Self {
        Self::new()
    }
}

/// Says nothing of the state.
impl<S: Source> fmt::Debug for KeyErasureRng<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyErasureRng")
            .field("cipher", &self.cipher())
            .field("protection", &self.protection())
            .finish_non_exhaustive()
    }
}
