//! `wellspring link`.

use std::ffi::OsString;

use clap::Args;
use wellspring::{Bits, DEFAULT_ENTROPY, Link, LinkError, SecretString, Secrets};
use zeroize::Zeroizing;

use crate::{
    Source,
    error::Failure,
    output::{Batch, Delivery, Repeat},
    size,
    status::Status,
    streams::Streams,
    strength::{Strength, counted},
};

#[derive(Debug, Args)]
pub(crate) struct LinkCommand {
    /// Where the link leads, up to the token: https://example.com/reset=
    // Not a `String`: clap would show what is no UTF-8, and a URL can hold a secret.
    url: OsString,

    /// Random bytes in the token, 1 to 1M
    #[arg(short, long, value_name = "N", default_value_t = DEFAULT_ENTROPY)]
    #[arg(value_parser = size::text(size::token), allow_negative_numbers = true)]
    bytes: usize,

    /// Give the token as the parameter NAME of the query: https://example.com/reset?NAME=TOKEN
    #[arg(short, long, value_name = "NAME", group = "place")]
    #[arg(value_parser = size::text(|text| Ok(text.to_owned())))]
    query: Option<String>,

    /// Give the token as the last segment of the path: https://example.com/reset/TOKEN
    #[arg(short, long, group = "place")]
    path: bool,

    /// Give the token as the fragment, which browsers do not send: https://example.com/reset#TOKEN
    #[arg(short, long, group = "place")]
    fragment: bool,

    #[command(flatten)]
    repeat: Repeat,

    #[command(flatten)]
    delivery: Delivery,
}

impl LinkCommand {
    pub(crate) fn run(
        &self,
        source: &mut Source<'_>,
        streams: &mut Streams<'_>,
    ) -> Result<Status, Failure> {
        let url = self.url.to_str().ok_or_else(not_text)?;
        check(url)?;
        let place = self.place(url)?;
        let what = format!("a link with {}", counted(self.bytes as u128, "byte", "bytes"));
        let strength = Strength::uniform(what, Bits::of_text(256, self.bytes), "links")
            .or_use(|bits| format!("--bytes {}", bits.div_ceil(8)));
        self.delivery.repeat(self.repeat.count, &strength, source, streams, |source, batch| {
            let token = source.try_token_urlsafe(self.bytes)?;
            match &place {
                Some(link) => {
                    let link = link.with(&token).map_err(|error| refused(&error))?;
                    batch.text(link.expose_secret())
                }
                None => append(url, &token, batch),
            }
        })
    }

    /// Where in the URL the token stands; `None` for its end.
    fn place(&self, url: &str) -> Result<Option<Link>, Failure> {
        match (&self.query, self.path, self.fragment) {
            (Some(name), _, _) => Link::query(url, name).map(Some),
            (None, true, _) => Link::path(url).map(Some),
            (None, false, true) => Link::fragment(url).map(Some),
            // Behind a bare host the token would be part of its name, which is asked for in the clear.
            (None, false, false) if !has_path(url) => {
                return Err(Failure::usage(
                    "URL: it ends with the host, of whose name the token would be a part; end it as in https://example.com/ \
                     or https://example.com/reset=, or use --path, --query NAME or --fragment",
                ));
            }
            (None, false, false) => Ok(None),
        }
        .map_err(|error| refused(&error))
    }
}

/// Whether something follows the host.
fn has_path(url: &str) -> bool {
    url.split_once("://").is_some_and(|(_, rest)| rest.contains(['/', '?', '#']))
}

fn append(url: &str, token: &SecretString, batch: &mut Batch<'_>) -> Result<(), Failure> {
    let mut link = Zeroizing::new(Vec::with_capacity(url.len() + token.len()));
    link.extend_from_slice(url.as_bytes());
    link.extend_from_slice(token.expose_secret().as_bytes());
    batch.text(&link)
}

/// The library's errors hold nothing of the URL.
fn refused(error: &LinkError) -> Failure {
    Failure::usage(format!("URL: {error}"))
}

fn not_text() -> Failure {
    Failure::usage(format!("URL: {}; write other bytes as in %FF", size::NOT_TEXT))
}

/// A scheme, `://`, something after it, and nothing that would break the link where it is pasted.
///
/// More would be wrong: what comes before the token is the application's own business.
fn check(url: &str) -> Result<(), Failure> {
    // The URL is not repeated: it has room for a password and tokens, and what is no URL may be a secret.
    let refuse = |problem: String| {
        Err(Failure::usage(format!("URL: {problem}; write it as in https://example.com/reset=")))
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
    fn messages_do_not_repeat_the_url() {
        for url in ["hunter2", "user:hunter2@example.com", "https://x/?key=hunter2 ", "x#hunter2"] {
            assert!(!check(url).unwrap_err().to_string().contains("hunter2"), "{url}");
        }
    }
}
