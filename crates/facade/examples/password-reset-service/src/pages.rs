//! The few pages. Nothing in them comes from a request but the token, which has no characters that mean something in HTML,
//! and the address of an account, which is escaped.

use axum::response::Html;
use wellspring::PresentedToken;

use crate::Failure;

pub(crate) const SENT: &str = "<p>If there is an account of this address, a link is on its way. It is valid for 15 minutes.</p>";
pub(crate) const CHANGED: &str =
    "<p>The password is set, and all sessions have ended. <a href=/login>Log in</a></p>";
pub(crate) const FORGOT: &str = "
    <form method=post action=/forgot>
    <label>Mail address <input name=email type=email autocomplete=username required></label>
    <button>Send a link</button></form>";
pub(crate) const LOGIN: &str = "
    <form method=post action=/login>
    <label>Mail address <input name=email type=email autocomplete=username required></label>
    <label>Password <input name=password type=password autocomplete=current-password required></label>
    <button>Log in</button></form>
    <p><a href=/forgot>Forgotten?</a></p>";

pub(crate) fn page(body: &str) -> Html<String> {
    let head = "<!doctype html><html lang=en><meta charset=utf-8><title>Wellspring</title>";
    Html([head, body].concat())
}

/// The form behind a link. To look at it does not use the link up: programs look at links in mails, too.
///
/// # Errors
///
/// If that is no token, so that nothing else gets into the page.
pub(crate) fn reset(token: &str) -> Result<Html<String>, Failure> {
    PresentedToken::parse(token)?;
    Ok(page(&format!(
        "<form method=post action=/reset>
        <input name=token type=hidden value=\"{token}\">
        <label>New password, 15 characters or more
        <input name=password type=password autocomplete=new-password minlength=15 required></label>
        <button>Set</button></form>"
    )))
}

pub(crate) fn account(email: &str) -> Html<String> {
    let email = email.replace('&', "&amp;").replace('<', "&lt;");
    page(&format!(
        "<p>You are {email}.</p><form method=post action=/logout><button>Log out</button></form>"
    ))
}

#[cfg(test)]
mod tests {
    use axum::response::Html;

    #[test]
    fn an_address_cannot_be_markup() {
        let Html(page) = super::account("\"<script>&lt;\"@example.com");
        assert!(page.contains("You are \"&lt;script>&amp;lt;\"@example.com."), "{page}");
    }
}
