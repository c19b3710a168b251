//! What goes wrong, for the log and for the browser.

use core::error::Error;

use wellspring::{Refused, SourceError, tokens};

/// Why a request was not granted.
#[derive(Debug)]
pub enum Failure {
    /// The token is not valid.
    Refused(Refused),
    /// The token was valid, and another request has used it since.
    Used,
    /// There is no such account, or this is not its password.
    Login,
    /// The new password is too short or too long.
    Password,
    /// Something is broken.
    Internal(Box<dyn Error + Send + Sync>),
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

/// Everything else that fails is nothing that a browser has to know.
macro_rules! internal {
    ($($error:ty),+) => {
        $(impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                Self::Internal(error.into())
            }
        })+
    };
}

internal!(
    rusqlite::Error,
    tokens::Error<SourceError>,
    argon2::password_hash::Error,
    tokio::task::JoinError,
    axum::http::header::InvalidHeaderValue
);

impl Failure {
    /// What the log says of it; nothing of what people mistype every day.
    pub(crate) fn reason(&self) -> Option<String> {
        match self {
            Self::Refused(refused) => Some(format!("refused: {:?}", refused.reason())),
            Self::Used => Some("refused: used at the same time".to_owned()),
            Self::Login | Self::Password => None,
            Self::Internal(error) => Some(format!("internal: {error}")),
        }
    }

    /// Writes the reason, if there is one.
    pub(crate) fn log(&self) {
        if let Some(reason) = self.reason() {
            log(&reason);
        }
    }
}

/// A line for whoever runs this. A larger service has a crate for it.
#[allow(clippy::print_stderr, reason = "that is the log")]
pub(crate) fn log(line: &str) {
    eprintln!("{line}");
    #[cfg(test)]
    LINES.with_borrow_mut(|lines| lines.push(line.to_owned()));
}

#[cfg(test)]
std::thread_local! {
    /// What the tests read, each its own.
    pub(crate) static LINES: core::cell::RefCell<Vec<String>> = const { core::cell::RefCell::new(Vec::new()) };
}
