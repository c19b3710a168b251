//! Where results go: standard output, a new file, or the clipboard.

use std::io::Write;

use zeroize::Zeroizing;

use super::{NewFile, clipboard::Clipboard};
use crate::error::Failure;

/// Where whole results go.
pub(crate) enum Target<'a> {
    Stream(&'a mut dyn Write),
    File(NewFile),
    /// What is gathered for the clipboard, in room that it has from the start.
    Clipboard(Clipboard, Zeroizing<Vec<u8>>),
}

/// More than anybody pastes. What is larger than a pipe holds is still written whole.
const LARGEST_CLIP: usize = 1 << 20;

impl<'a> Target<'a> {
    /// The clipboard.
    pub(crate) fn clipboard(clipboard: Clipboard) -> Self {
        Self::Clipboard(clipboard, Zeroizing::new(Vec::with_capacity(LARGEST_CLIP)))
    }

    /// Adds `bytes`.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        match self {
            Self::Stream(output) => output.write_all(bytes).map_err(Failure::output),
            Self::File(file) => file.write(bytes),
            Self::Clipboard(_, text) => {
                if bytes.len() > text.capacity() - text.len() {
                    return Err(Failure::usage(format!(
                        "--clip: more than the {LARGEST_CLIP} bytes that a clipboard is given; \
                         use --out FILE"
                    )));
                }
                text.extend_from_slice(bytes);
                Ok(())
            }
        }
    }

    /// Makes what was written visible: a file gets its name, the clipboard its text. Returns what there is to say of it.
    pub(crate) fn finish(self) -> Result<Option<String>, Failure> {
        match self {
            Self::Stream(output) => output.flush().map_err(Failure::output).map(|()| None),
            Self::File(file) => file.commit().map(|()| None),
            Self::Clipboard(clipboard, text) => {
                // A newline would be pasted with it, and be taken for Enter.
                let text = text.strip_suffix(b"\n").unwrap_or(&text);
                clipboard.copy(text).map(Some)
            }
        }
    }
}
