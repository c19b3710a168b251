//! The cookie that carries a session.

use tower_cookies::{
    Cookie, Cookies,
    cookie::{SameSite, time::Duration},
};
use wellspring::SecretString;

use crate::sessions::SESSION;

/// `__Host-`: no subdomain can set it, and browsers take it over TLS alone (RFC 6265bis, section 4.1.3.2).
const NAME: &str = "__Host-session";

/// Sets it in the answer.
pub(crate) fn set(cookies: &Cookies, session: &SecretString) {
    let seconds = SESSION.lifetime().as_secs().try_into().unwrap_or(i64::MAX);
    let mut cookie = with_attributes(session.expose_secret().to_owned());
    cookie.set_max_age(Duration::seconds(seconds));
    cookies.add(cookie);
}

/// Tells the browser to forget it. The attributes have to be those that it was set with, or the prefix forbids it.
pub(crate) fn clear(cookies: &Cookies) {
    cookies.remove(with_attributes(String::new()));
}

/// What the browser sent.
pub(crate) fn get(cookies: &Cookies) -> Option<SecretString> {
    let cookie = cookies.get(NAME)?;
    Some(SecretString::from(cookie.value().to_owned()))
}

/// Out of reach of scripts and of forms on other sites.
fn with_attributes(value: String) -> Cookie<'static> {
    let cookie = Cookie::build((NAME, value)).path("/").secure(true).http_only(true);
    cookie.same_site(SameSite::Lax).build()
}
