use crate::{ApiKey, SecretString};

/// The secret types of text, which a [`Link`](crate::Link) carries: [`SecretString`] and [`ApiKey`].
///
/// It cannot be implemented elsewhere, and gives its text to nobody but [`Link::with`](crate::Link::with).
///
/// # Examples
///
/// ```
/// use wellspring_entropy::System;
/// use wellspring_tokens::{KeyFormat, Link, LinkError, SecretText, SecretUrl, Secrets};
///
/// fn invite(token: &impl SecretText) -> Result<SecretUrl, LinkError> {
///     Link::fragment("https://example.com/join")?.with(token)
/// }
/// assert!(invite(&System.token_urlsafe(32)).is_ok());
/// assert!(invite(&System.mint(&KeyFormat::new("acme_invite_"))).is_ok());
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a secret text that a link carries",
    label = "neither a `SecretString` nor an `ApiKey`",
    note = "these are: `SecretString` and `ApiKey`, by reference; a `String` becomes one with `SecretString::from`"
)]
pub trait SecretText: sealed::Sealed {}

mod sealed {
    use crate::compare::Private;

    #[allow(unnameable_types, reason = "that it cannot be named is its purpose")]
    pub trait Sealed {
        #[doc(hidden)]
        fn text(&self, _: Private) -> &str;
    }
}

impl SecretText for SecretString {}
impl SecretText for ApiKey {}

impl sealed::Sealed for SecretString {
    fn text(&self, _: crate::compare::Private) -> &str {
        self.expose_secret()
    }
}

impl sealed::Sealed for ApiKey {
    fn text(&self, _: crate::compare::Private) -> &str {
        self.expose_secret()
    }
}
