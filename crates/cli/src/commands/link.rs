//! `wellspring link`.

use std::ffi::OsString;

use clap::Args;
use wellspring::{DEFAULT_ENTROPY, Secrets};

use crate::{Source, error::Failure, output, size, status::Status, streams::Streams};

/// Print the URL with a fresh token of 43 URL-safe characters (256 bits) appended
#[derive(Debug, Args)]
pub(crate) struct Link {
    /// Where the link leads, up to the token: https://example.com/reset=
    // Not a `String`: clap would show what is no UTF-8, and a URL can hold a secret.
    url: OsString,

    /// Print COUNT links, one on each line, each with a token of its own; at most 1000000000
    #[arg(short = 'n', long, default_value_t = 1, value_parser = size::text(size::count), allow_negative_numbers = true)]
    count: u64,
}

impl Link {
    pub(crate) fn run(
        &self,
        source: &mut Source<'_>,
        streams: &mut Streams<'_>,
    ) -> Result<Status, Failure> {
        let url = self.url.to_str().ok_or_else(not_text)?;
        check(url)?;
        output::repeat(self.count, streams, |batch| {
            let token = source.try_token_urlsafe(DEFAULT_ENTROPY)?;
            batch.line(&[url.as_bytes(), token.expose_secret().as_bytes()])
        })
    }
}

fn not_text() -> Failure {
    Failure::usage(format!("URL: {}; write other bytes as in %FF", size::NOT_TEXT))
}

/// A scheme, `://`, something after it, and nothing that would break the link where it is pasted.
///
/// More would be wrong: what comes before the token is the application's own business.
fn check(url: &str) -> Result<(), Failure> {
    let refuse = |problem: String| {
        let value = if could_hold_a_secret(url) {
            String::new()
        } else {
            format!(" `{}`", url.escape_debug())
        };
        Err(Failure::usage(format!(
            "URL{value}: {problem}; write it as in https://example.com/reset="
        )))
    };
    if let Some((at, _)) =
        url.chars().enumerate().find(|(_, c)| c.is_whitespace() || c.is_control())
    {
        return refuse(format!(
            "character {} is white space or a control character, which no URL has",
            at + 1
        ));
    }
    match url.split_once("://") {
        Some((scheme, rest)) if is_scheme(scheme) && !rest.is_empty() => Ok(()),
        Some((scheme, _)) if is_scheme(scheme) => refuse("nothing follows the ://".into()),
        _ => refuse("it does not start with a scheme and ://".into()),
    }
}

/// RFC 3986, section 3.1.
fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

/// A URL has room for a password before its `@`, and for tokens in its query and fragment.
fn could_hold_a_secret(url: &str) -> bool {
    url.contains(['@', '?', '#', '='])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_link_may_start_with() {
        for url in
            ["https://example.com/reset=", "myapp://x", "https://example.com/?t=", "a+b-c.1://ü/"]
        {
            assert!(check(url).is_ok(), "{url}");
        }
        for url in [
            "",
            "nonsense",
            "https:/example.com",
            "://x",
            "1https://x",
            "https://",
            "ht tp://x",
            "https://x/\n",
            "https://x/\u{a0}",
        ] {
            assert!(check(url).unwrap_err().to_string().starts_with("URL"), "{url:?}");
        }
    }

    #[test]
    fn messages_show_the_value_unless_it_could_hold_a_secret() {
        assert!(check("nonsense").unwrap_err().to_string().contains("`nonsense`"));
        for url in ["user:hunter2@example.com", "https://x/?key=hunter2 ", "x#hunter2"] {
            assert!(!check(url).unwrap_err().to_string().contains("hunter2"), "{url}");
        }
    }
}
