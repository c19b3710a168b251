//! Links that carry a token and do not print it.
//!
//! `url::Url` keeps its text in a `String` that grows as parts are set, and each growth leaves a copy of what stood there. So the
//! token never goes there. The base is parsed, checked and cut in two where the token belongs, once; a link is then written from
//! front to end into memory of its exact size: the part before, the token, the part after.
//!
//! In each place everything but the unreserved characters of RFC 3986, section 2.3, is percent-encoded. The tokens of this
//! crate have no others. That is more than the WHATWG URL standard asks for in any place, and what every decoder undoes:
//! those of queries, which take `+` for a space, as well as those of paths.

use alloc::{borrow::ToOwned, string::String};

use url::{Position, Url, form_urlencoded};

use crate::{SecretBytes, SecretString, compare::Private};

mod encode;
mod error;
mod secret_text;
mod secret_url;

pub use self::{error::LinkError, secret_text::SecretText, secret_url::SecretUrl};

/// Where links lead, and where in them the token stands.
///
/// | place | in requests, and so in logs of servers and proxies | in `Referer`, for other sites | read by |
/// |---|---|---|---|
/// | [`path`](Self::path), [`query`](Self::query) | yes | from old browsers, unless `Referrer-Policy: no-referrer` | the server |
/// | [`fragment`](Self::fragment) | no (RFC 9110, section 7.1) | no (RFC 9110, section 10.1.3) | a script in the page |
///
/// All of them are in the history of the browser and in the mail. So a token in a link should be short-lived and valid once, as a
/// split token with the feature `sha2` can be.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::System;
/// use wellspring_tokens::{Link, Secrets};
///
/// let reset = Link::query("https://example.com/reset?lang=en", "token")?;
/// let url = reset.with(&System.token_urlsafe(32))?;
/// assert!(url.expose_secret().starts_with("https://example.com/reset?lang=en&token="));
/// assert_eq!(format!("{url:?}"), "SecretUrl(https://example.com/reset?lang=en&token=[REDACTED])");
/// # Ok::<(), wellspring_tokens::LinkError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[doc(alias = "magic link", alias = "reset link")]
pub struct Link {
    before: String,
    after: String,
    /// A path has texts that are not a segment.
    in_path: bool,
}

impl Link {
    /// The token as the last segment of the path: `https://example.com/reset/TOKEN`. Query and fragment of the base stay.
    ///
    /// # Errors
    ///
    /// [`LinkError`] if `base` is no URL, has a user name or password, or cannot have a path, as `mailto:` cannot.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::{Link, SecretString};
    ///
    /// let link = Link::path("https://example.com/reset?lang=en")?;
    /// let url = link.with(&SecretString::from("token".to_owned()))?;
    /// assert_eq!(url.expose_secret(), "https://example.com/reset/token?lang=en");
    /// # Ok::<(), wellspring_tokens::LinkError>(())
    /// ```
    pub fn path(base: &str) -> Result<Self, LinkError> {
        let url = parse(base)?;
        // An empty path can stand behind the slashes of an empty host, which are not its own.
        let path = url.path().strip_suffix('/').unwrap_or(url.path());
        let before = [&url[..Position::BeforePath], path, "/"].concat();
        Ok(Self { before, after: url[Position::AfterPath..].to_owned(), in_path: true })
    }

    /// The token as the value of a parameter of the query: `https://example.com/reset?token=TOKEN`. Other parameters stay
    /// before it, and the fragment of the base behind it.
    ///
    /// # Errors
    ///
    /// [`LinkError`] if `base` is no URL, has a user name or password, cannot have a path, or has a parameter of that name,
    /// of which the server would read one or the other; or if the name is empty. Names are equal if they are so decoded. What a framework
    /// reads as another spelling of the name, such as `token[]` in PHP, is the base's to leave out.
    pub fn query(base: &str, name: &str) -> Result<Self, LinkError> {
        let url = parse(base)?;
        if name.is_empty() {
            return Err(LinkError::NoName);
        }
        if url.query_pairs().any(|(other, _)| other == name) {
            return Err(LinkError::NameTaken);
        }
        let before = &url[..Position::AfterQuery];
        let joint = match url.query() {
            None => "?",
            Some(query) if query.is_empty() || query.ends_with('&') => "",
            Some(_) => "&",
        };
        let mut before = [before, joint].concat();
        before.extend(form_urlencoded::byte_serialize(name.as_bytes()));
        before.push('=');
        Ok(Self { before, after: url[Position::AfterQuery..].to_owned(), in_path: false })
    }

    /// The token as the fragment: `https://example.com/reset#TOKEN`.
    ///
    /// # Errors
    ///
    /// [`LinkError`] if `base` is no URL, has a user name or password, cannot have a path, or has a fragment already.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::{Link, SecretString};
    ///
    /// let link = Link::fragment("https://example.com/reset")?;
    /// let url = link.with(&SecretString::from("token".to_owned()))?;
    /// assert_eq!(url.expose_secret(), "https://example.com/reset#token");
    /// # Ok::<(), wellspring_tokens::LinkError>(())
    /// ```
    pub fn fragment(base: &str) -> Result<Self, LinkError> {
        let url = parse(base)?;
        if url.fragment().is_some_and(|fragment| !fragment.is_empty()) {
            return Err(LinkError::FragmentTaken);
        }
        let before = [&url[..Position::AfterQuery], "#"].concat();
        Ok(Self { before, after: String::new(), in_path: false })
    }

    /// The link with this token: a [`SecretString`] or an [`ApiKey`](crate::ApiKey).
    ///
    /// # Errors
    ///
    /// [`LinkError::NotASegment`] if it is for a path and the token is empty, `.` or `..`, which no token of this crate is;
    /// [`LinkError::TooLong`] if it cannot be allocated.
    ///
    /// # Security
    ///
    /// The time depends on the length of the token and on whether it has characters that are percent-encoded, and then on where.
    pub fn with(&self, token: &impl SecretText) -> Result<SecretUrl, LinkError> {
        let token = token.text(Private);
        if self.in_path && matches!(token, "" | "." | "..") {
            return Err(LinkError::NotASegment);
        }
        let bytes = token.as_bytes();
        // The one question that the token is asked: all that depends on the answer stands in one branch.
        if encode::is_unreserved(bytes) {
            self.around(bytes.len(), |place| place.copy_from_slice(bytes))
        } else {
            self.around(encode::len(bytes), |place| encode::write(bytes, place))
        }
    }

    /// The link with what is written into a place of `token_len` bytes.
    fn around(&self, token_len: usize, write: impl Fn(&mut [u8])) -> Result<SecretUrl, LinkError> {
        let len = self.before.len().saturating_add(token_len).saturating_add(self.after.len());
        let mut text = SecretBytes::zeroed(len).ok_or(LinkError::TooLong { len })?;
        let (before, rest) = text.as_mut().split_at_mut(self.before.len());
        let (place, after) = rest.split_at_mut(token_len);
        before.copy_from_slice(self.before.as_bytes());
        write(place);
        after.copy_from_slice(self.after.as_bytes());
        let text = SecretString::from_ascii(text);
        Ok(SecretUrl::new(text, self.before.len(), token_len))
    }
}

/// What can have a path, query and fragment, is no file, and has no credentials.
fn parse(base: &str) -> Result<Url, LinkError> {
    let url = Url::parse(base).map_err(LinkError::NoUrl)?;
    if url.cannot_be_a_base() || url.scheme() == "file" {
        return Err(LinkError::CannotBeABase);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(LinkError::Credentials);
    }
    Ok(url)
}

#[cfg(test)]
mod tests;
