//! The programs that copy and paste, and where each is of use.

use std::{env, path::Path};

/// One way to a clipboard: command lines that copy standard input, print what is there, and clear it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Programs {
    /// What it is called between us and the process that clears.
    pub(super) name: &'static str,
    /// The variable that is set where there is such a desktop; `None` if the programs say so by being there.
    pub(super) desktop: Option<&'static str>,
    pub(super) copy: &'static [&'static str],
    pub(super) paste: &'static [&'static str],
    /// `None`: by copying an empty text.
    pub(super) clear: Option<&'static [&'static str]>,
}

pub(super) const KNOWN: &[Programs] = &[
    Programs {
        name: "wayland",
        desktop: Some("WAYLAND_DISPLAY"),
        copy: &["wl-copy"],
        paste: &["wl-paste", "--no-newline"],
        clear: Some(&["wl-copy", "--clear"]),
    },
    Programs {
        name: "xclip",
        desktop: Some("DISPLAY"),
        copy: &["xclip", "-selection", "clipboard", "-in"],
        paste: &["xclip", "-selection", "clipboard", "-out"],
        clear: None,
    },
    Programs {
        name: "xsel",
        desktop: Some("DISPLAY"),
        copy: &["xsel", "--clipboard", "--input"],
        paste: &["xsel", "--clipboard", "--output"],
        clear: Some(&["xsel", "--clipboard", "--clear"]),
    },
    Programs { name: "macos", desktop: None, copy: &["pbcopy"], paste: &["pbpaste"], clear: None },
    // On Windows itself and in its subsystem for Linux. Both end what they paste with a newline of their own.
    Programs {
        name: "windows",
        desktop: None,
        copy: &["clip.exe"],
        paste: &[
            "powershell.exe",
            "-NoProfile",
            "-Command",
            "[Console]::Out.Write((Get-Clipboard -Raw))",
        ],
        clear: None,
    },
];

impl Programs {
    /// The programs that have to be there.
    pub(super) fn all(&self) -> impl Iterator<Item = &'static str> {
        [self.copy, self.paste].into_iter().filter_map(|line| line.first().copied())
    }
}

/// Whether there is a `program` to run.
pub(super) fn found(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| is_program(&folder.join(program)))
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_no_command_line_has_room_for_a_secret() {
        for (index, programs) in KNOWN.iter().enumerate() {
            assert!(KNOWN.iter().skip(index + 1).all(|other| other.name != programs.name));
            assert_eq!(programs.all().count(), 2, "{}", programs.name);
        }
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        assert!(!found("wellspring-has-no-such-program"));
        #[cfg(unix)]
        assert!(found("sh"));
    }
}
