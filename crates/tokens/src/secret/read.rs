//! Secrets from streams, read into memory that has its final place before the first byte comes.
//!
//! `read_to_end` and `read_line` of the standard library grow their buffer and leave the old ones behind. Here
//! the caller states a maximum, and memory for that much is there from the start.

use core::fmt;
use std::io::{self, Read};

use super::{NotUtf8, SecretArray, SecretBytes, SecretString};

impl SecretString {
    /// A line of at most `max` bytes, without its end (`\n` or `\r\n`): a password from the terminal.
    ///
    /// Reads byte by byte, so that nothing is taken from `input` but the line and its end. The last line needs
    /// no end.
    ///
    /// # Errors
    ///
    /// [`ReadError::Ended`] if there is nothing to read, not even an empty line; [`ReadError::TooLong`] if the line has more
    /// than `max` bytes, of which at most `max + 2` have been read then; [`ReadError::NotUtf8`]; [`ReadError::Memory`]; and what
    /// `input` returns, but for [`io::ErrorKind::Interrupted`], after which it is read again. What was read is wiped.
    ///
    /// # Security
    ///
    /// A buffered reader, as [`std::io::stdin`] is one, keeps what passed through its buffer until something else does.
    /// On Unix this is standard input without a buffer:
    ///
    /// ```no_run
    /// # #[cfg(unix)] {
    /// use std::{fs::File, io::stdin, os::fd::AsFd};
    /// use wellspring_tokens::SecretString;
    ///
    /// let mut input = File::from(stdin().as_fd().try_clone_to_owned()?);
    /// let password = SecretString::read_line(&mut input, 1024)?;
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::{ReadError, SecretString};
    ///
    /// let mut input = &b"correct horse\nbattery staple\n"[..];
    /// assert_eq!(SecretString::read_line(&mut input, 1024)?.expose_secret(), "correct horse");
    /// assert!(matches!(SecretString::read_line(&mut input, 10), Err(ReadError::TooLong { max: 10 })));
    /// # Ok::<(), ReadError>(())
    /// ```
    #[doc(alias = "read_password", alias = "getpass")]
    pub fn read_line<R: Read + ?Sized>(input: &mut R, max: usize) -> Result<Self, ReadError> {
        // The end of the line may take two bytes more.
        let mut line = Buffer::new(max, 2)?;
        let ended = loop {
            if line.read(input, 1)? == 0 {
                break line.filled().is_empty();
            }
            if line.filled().ends_with(b"\n") {
                let end = if line.filled().ends_with(b"\r\n") { 2 } else { 1 };
                line.shorten(end);
                break false;
            }
            // A `\r` may still turn out to belong to the end of the line.
            let text = line.filled().strip_suffix(b"\r").unwrap_or(line.filled());
            if text.len() > max {
                return Err(ReadError::TooLong { max });
            }
        };
        if ended {
            return Err(ReadError::Ended);
        }
        Ok(line.into_secret(max)?.try_into()?)
    }
}

impl SecretBytes {
    /// All that is left of `input`, which is at most `max` bytes: a key file.
    ///
    /// Memory for `max` bytes is taken at once, whatever comes, and given back but for what came.
    ///
    /// # Errors
    ///
    /// [`ReadError::TooLong`] if there are more than `max` bytes, of which `max + 1` have been read then; [`ReadError::Memory`];
    /// and what `input` returns, but for [`io::ErrorKind::Interrupted`], after which it is read again. What was
    /// read is wiped.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::{ReadError, SecretBytes};
    ///
    /// // As well a `File::open("/run/secrets/key")?`.
    /// let mut file = &b"thirty-two bytes of a secret key"[..];
    /// assert_eq!(SecretBytes::read(&mut file, 4096)?.len(), 32);
    /// let mut endless = std::io::repeat(0);
    /// assert!(matches!(SecretBytes::read(&mut endless, 4096), Err(ReadError::TooLong { max: 4096 })));
    /// # Ok::<(), ReadError>(())
    /// ```
    #[doc(alias = "read_to_end")]
    pub fn read<R: Read + ?Sized>(input: &mut R, max: usize) -> Result<Self, ReadError> {
        let mut bytes = Buffer::new(max, 1)?;
        while bytes.read(input, usize::MAX)? > 0 {}
        bytes.into_secret(max)
    }
}

impl<const N: usize> SecretArray<N> {
    /// Exactly `N` bytes; what comes after them stays in `input`.
    ///
    /// # Errors
    ///
    /// [`ReadError::Ended`] if there are fewer; [`ReadError::Memory`]; and what `input` returns, but for
    /// [`io::ErrorKind::Interrupted`], after which it is read again. What was read is wiped.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::{ReadError, SecretArray};
    ///
    /// let key = SecretArray::<4>::read(&mut &b"secret"[..])?;
    /// assert_eq!(key.expose_secret(), b"secr");
    /// # Ok::<(), ReadError>(())
    /// ```
    #[doc(alias = "read_exact")]
    pub fn read<R: Read + ?Sized>(input: &mut R) -> Result<Self, ReadError> {
        let mut bytes = Buffer::new(N, 0)?;
        while !bytes.is_full() {
            if bytes.read(input, usize::MAX)? == 0 {
                return Err(ReadError::Ended);
            }
        }
        Self::from_bytes(bytes.memory).ok_or(ReadError::Memory { max: N })
    }
}

/// Why no secret was read. It holds nothing of what was.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReadError {
    /// The input has ended too early, or before it began.
    Ended,
    /// There are more than `max` bytes.
    TooLong {
        /// The maximum that was stated.
        max: usize,
    },
    /// It is not UTF-8, which text has to be.
    NotUtf8,
    /// Memory for `max` bytes cannot be allocated.
    Memory {
        /// The maximum that was stated.
        max: usize,
    },
    /// The input failed.
    Io(io::Error),
}

/// Memory of its final size, filled from the front, wiped when dropped.
struct Buffer {
    memory: SecretBytes,
    len: usize,
}

impl Buffer {
    fn new(max: usize, more: usize) -> Result<Self, ReadError> {
        let memory = max.checked_add(more).and_then(SecretBytes::zeroed);
        Ok(Self { memory: memory.ok_or(ReadError::Memory { max })?, len: 0 })
    }

    fn filled(&self) -> &[u8] {
        self.memory.expose_secret().get(..self.len).unwrap_or_default()
    }

    fn is_full(&self) -> bool {
        self.len == self.memory.len()
    }

    /// Reads once, at most `most` bytes; 0 at the end of the input or of the memory.
    fn read<R: Read + ?Sized>(&mut self, input: &mut R, most: usize) -> Result<usize, ReadError> {
        let (_, free) = self.memory.as_mut().split_at_mut(self.len);
        let most = most.min(free.len());
        let (free, _) = free.split_at_mut(most);
        loop {
            match input.read(free) {
                // A reader that says it read more than there was room for must not be believed.
                Ok(n) => {
                    let n = n.min(most);
                    self.len += n;
                    return Ok(n);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(ReadError::Io(error)),
            }
        }
    }

    fn shorten(&mut self, by: usize) {
        self.len = self.len.saturating_sub(by);
    }

    /// What was read, in memory of its exact size.
    fn into_secret(self, max: usize) -> Result<SecretBytes, ReadError> {
        if self.len > max {
            return Err(ReadError::TooLong { max });
        }
        if self.is_full() {
            return Ok(self.memory);
        }
        let mut secret = SecretBytes::zeroed(self.len).ok_or(ReadError::Memory { max })?;
        secret.as_mut().copy_from_slice(self.filled());
        Ok(secret)
    }
}

impl From<NotUtf8> for ReadError {
    fn from(_: NotUtf8) -> Self {
        Self::NotUtf8
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ended => f.write_str("the input ended before the secret did"),
            Self::TooLong { max } => write!(f, "the secret is longer than the {max} bytes allowed"),
            Self::NotUtf8 => NotUtf8.fmt(f),
            Self::Memory { max } => write!(f, "`max` is {max}, allowed is what the memory holds"),
            Self::Io(error) => write!(f, "the secret cannot be read: {error}"),
        }
    }
}

impl core::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            _ => None,
        }
    }
}
