//! Where a command reads and writes.
//!
//! The handles of `std` are not good enough for secrets: `std::io::Stdout` is a `LineWriter` and
//! `std::io::Stdin` a `BufReader`, and both keep in their buffers what went through them, for as long as
//! the process lives and never wiped. [`Handles`] has the same streams as plain files, which hand every
//! call to the operating system; the only buffers are then our own, and those are wiped.

use core::fmt;
use std::{
    env,
    fs::File,
    io::{self, IsTerminal, Read, Write},
};

#[cfg(not(windows))]
use std::os::fd::AsFd;
#[cfg(unix)]
use std::os::fd::BorrowedFd;
#[cfg(windows)]
use std::os::windows::io::AsHandle;

/// The three streams of a command, and which of them end at a person.
pub struct Streams<'a> {
    /// Lines to choose from or to shuffle, secrets to compare.
    pub input: &'a mut dyn Read,
    /// Results, and nothing else.
    pub output: &'a mut dyn Write,
    /// What went wrong, and how far long work has come.
    pub messages: &'a mut dyn Write,
    /// `output` is a terminal.
    pub output_is_terminal: bool,
    /// `messages` is a terminal, which is the process's standard error: the progress bar is drawn there.
    pub messages_are_on_terminal: bool,
}

impl<'a> Streams<'a> {
    /// Streams none of which is a terminal.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_cli::Streams;
    ///
    /// let (mut input, mut output, mut messages) = (std::io::empty(), Vec::new(), Vec::new());
    /// assert!(!Streams::new(&mut input, &mut output, &mut messages).output_is_terminal);
    /// ```
    #[must_use]
    pub fn new(
        input: &'a mut dyn Read,
        output: &'a mut dyn Write,
        messages: &'a mut dyn Write,
    ) -> Self {
        Self { input, output, messages, output_is_terminal: false, messages_are_on_terminal: false }
    }
}

impl fmt::Debug for Streams<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Streams")
            .field("output_is_terminal", &self.output_is_terminal)
            .field("messages_are_on_terminal", &self.messages_are_on_terminal)
            .finish_non_exhaustive()
    }
}

/// Whether a terminal wants colours: <https://no-color.org>, and terminals that know no escape sequences.
pub(crate) fn colours_are_welcome() -> bool {
    let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    cfg!(unix) && !refused && draws()
}

/// Whether a terminal can draw a line over again, as one that is called dumb cannot.
pub(crate) fn draws() -> bool {
    env::var_os("TERM").is_some_and(|terminal| terminal != "dumb")
}

/// How many characters a line of the terminal has that standard output is, where that is known.
pub(crate) fn columns() -> Option<usize> {
    #[cfg(unix)]
    let columns = rustix::termios::tcgetwinsize(rustix::stdio::stdout()).ok()?.ws_col;
    #[cfg(not(unix))]
    let columns = 0u16;
    (columns > 0).then_some(columns.into())
}

/// The streams of this process, without the buffers of `std`.
///
/// # Examples
///
/// ```
/// use wellspring::SystemRandom;
/// use wellspring_cli::{Handles, Status, run};
///
/// let mut handles = Handles::open();
/// let status = run(["wellspring", "hex", "16"], &mut SystemRandom, &mut handles.streams());
/// assert_eq!(status, Status::Done);
/// ```
#[derive(Debug)]
pub struct Handles {
    input: Stream,
    output: Stream,
    messages: Stream,
    output_is_terminal: bool,
    messages_are_on_terminal: bool,
}

impl Handles {
    /// Duplicates the process's standard streams.
    ///
    /// A stream that cannot be duplicated (no file descriptor is left) answers each use with the operating
    /// system's error, so that only the commands that need it fail.
    #[must_use]
    pub fn open() -> Self {
        let (input, output, messages) = standard();
        Self {
            output_is_terminal: output.is_terminal(),
            messages_are_on_terminal: messages.is_terminal(),
            input: Stream(duplicate(&input)),
            output: Stream(duplicate(&output)),
            messages: Stream(duplicate(&messages)),
        }
    }

    /// The streams, to run a command with.
    pub fn streams(&mut self) -> Streams<'_> {
        Streams {
            input: &mut self.input,
            output: &mut self.output,
            messages: &mut self.messages,
            output_is_terminal: self.output_is_terminal,
            messages_are_on_terminal: self.messages_are_on_terminal,
        }
    }
}

/// A duplicated stream, or why there is none.
#[derive(Debug)]
struct Stream(io::Result<File>);

impl Stream {
    fn file(&mut self) -> io::Result<&mut File> {
        self.0.as_mut().map_err(|error| match error.raw_os_error() {
            Some(code) => io::Error::from_raw_os_error(code),
            None => io::Error::from(error.kind()),
        })
    }
}

impl Read for Stream {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.file()?.read(bytes)
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file()?.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file()?.flush()
    }
}

/// Those of `std` make their buffers as soon as they are asked for.
#[cfg(unix)]
const fn standard() -> (BorrowedFd<'static>, BorrowedFd<'static>, BorrowedFd<'static>) {
    (rustix::stdio::stdin(), rustix::stdio::stdout(), rustix::stdio::stderr())
}

#[cfg(not(unix))]
fn standard() -> (io::Stdin, io::Stdout, io::Stderr) {
    (io::stdin(), io::stdout(), io::stderr())
}

#[cfg(not(windows))]
fn duplicate(stream: &impl AsFd) -> io::Result<File> {
    stream.as_fd().try_clone_to_owned().map(File::from)
}

#[cfg(windows)]
fn duplicate(stream: &impl AsHandle) -> io::Result<File> {
    stream.as_handle().try_clone_to_owned().map(File::from)
}
