use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};

use proptest::prelude::*;
use url::Url;

use super::{Link, LinkError, SecretUrl};
use crate::SecretString;

fn secret(text: &str) -> SecretString {
    SecretString::from(String::from(text))
}

#[test]
fn where_the_token_stands() {
    let path = |base| Link::path(base).unwrap();
    let query = |base| Link::query(base, "token").unwrap();
    let fragment = |base| Link::fragment(base).unwrap();
    for (link, expected) in [
        (path("https://example.com"), "https://example.com/T-_0"),
        (path("https://example.com/reset"), "https://example.com/reset/T-_0"),
        (path("https://example.com/reset/"), "https://example.com/reset/T-_0"),
        (path("https://example.com/a//"), "https://example.com/a//T-_0"),
        (path("https://example.com/reset?a=b#c"), "https://example.com/reset/T-_0?a=b#c"),
        (path("myapp://reset"), "myapp://reset/T-_0"),
        (path("myapp://"), "myapp:///T-_0"),
        (path("myapp:/.//a"), "myapp:/.//a/T-_0"),
        (path("myapp:/reset"), "myapp:/reset/T-_0"),
        (query("https://example.com"), "https://example.com/?token=T-_0"),
        (query("https://example.com/?"), "https://example.com/?token=T-_0"),
        (query("https://example.com/?a=b"), "https://example.com/?a=b&token=T-_0"),
        (query("https://example.com/?a=b&"), "https://example.com/?a=b&token=T-_0"),
        (query("https://example.com/?a#c"), "https://example.com/?a&token=T-_0#c"),
        (query("myapp://reset"), "myapp://reset?token=T-_0"),
        (query("https://Bücher.example/ü"), "https://xn--bcher-kva.example/%C3%BC?token=T-_0"),
        (fragment("https://example.com/reset?a=b"), "https://example.com/reset?a=b#T-_0"),
        (fragment("https://example.com/reset#"), "https://example.com/reset#T-_0"),
    ] {
        let url = link.with(&secret("T-_0")).unwrap();
        assert_eq!(url.expose_secret(), expected);
        assert_eq!(url.len(), expected.len());
        assert_eq!(
            format!("{url:?}"),
            format!("SecretUrl({})", expected.replace("T-_0", "[REDACTED]"))
        );
        assert_eq!(format!("{url:#.3?}"), format!("{url:?}"));
    }
}

/// That it is empty is what its length says; no link that a base has made is.
#[test]
fn an_empty_url_is_one_of_no_bytes() {
    let none = SecretUrl::new(secret(""), 0, 0);
    assert_eq!((none.is_empty(), none.len()), (true, 0));
    let url = Link::fragment("myapp:/").unwrap().with(&secret("")).unwrap();
    assert_eq!((url.is_empty(), url.len()), (false, "myapp:/#".len()));
}

#[test]
fn a_key_is_carried_as_its_text() {
    use wellspring_entropy::System;

    use crate::{KeyFormat, Secrets};

    let key = System.mint(&KeyFormat::new("acme_live_"));
    let url = Link::fragment("https://example.com/").unwrap().with(&key).unwrap();
    assert_eq!(url.expose_secret(), ["https://example.com/#", key.expose_secret()].concat());
}

#[test]
fn bases_that_cannot_carry_it() {
    for base in ["", "example.com", "/reset", "https://", "https://exa mple.com"] {
        for link in [Link::path(base), Link::query(base, "t"), Link::fragment(base)] {
            assert!(matches!(link, Err(LinkError::NoUrl(_))), "{base}");
        }
    }
    for base in ["mailto:ann@example.com", "data:,x", "javascript:alert(1)", "file:///srv/reset"] {
        for link in [Link::path(base), Link::query(base, "t"), Link::fragment(base)] {
            assert_eq!(link, Err(LinkError::CannotBeABase), "{base}");
        }
    }
    for base in [
        "https://ann@example.com",
        "https://ann:hunter2@example.com",
        "https://:hunter2@example.com",
    ] {
        for link in [Link::path(base), Link::query(base, "t"), Link::fragment(base)] {
            assert_eq!(link, Err(LinkError::Credentials));
            assert!(!link.unwrap_err().to_string().contains("hunter2"));
        }
    }
    assert_eq!(Link::fragment("https://example.com/#a"), Err(LinkError::FragmentTaken));
    assert_eq!(Link::query("https://example.com/?a", ""), Err(LinkError::NoName));
    for base in ["https://example.com/?t", "https://example.com/?a=b&%74=1#c"] {
        assert_eq!(Link::query(base, "t"), Err(LinkError::NameTaken));
        assert!(Link::query(base, "T").is_ok() && Link::query(base, "t[]").is_ok());
    }
}

#[test]
fn texts_that_are_no_segment() {
    for text in ["", ".", ".."] {
        let token = secret(text);
        assert_eq!(
            Link::path("https://x/a").unwrap().with(&token).unwrap_err(),
            LinkError::NotASegment
        );
        assert!(Link::query("https://x/a", "t").unwrap().with(&token).is_ok());
        assert!(Link::fragment("https://x/a").unwrap().with(&token).is_ok());
    }
    // The control: what the URL standard makes of them.
    assert_eq!(Url::parse("https://x/a/%2e%2E").unwrap().as_str(), "https://x/");
    assert!(Link::path("https://x/a").unwrap().with(&secret("...")).is_ok());
}

fn unescape(text: &str) -> String {
    // In a query, `+` is a space: those that a token has must have been encoded.
    assert!(!text.contains('+'));
    let pair = format!("x={text}");
    url::form_urlencoded::parse(pair.as_bytes()).next().unwrap().1.into_owned()
}

/// Bases of every kind that there is: with and without host, path, query and fragment, and of schemes that the standard knows and
/// those that it does not.
fn base() -> impl Strategy<Value = String> {
    let scheme = prop_oneof![
        Just("https"),
        Just("http"),
        Just("ftp"),
        Just("file"),
        Just("myapp"),
        Just("web+x")
    ];
    let host = prop_oneof![
        Just("//example.com"),
        Just("//[::1]:8080"),
        Just("//10.0.0.1"),
        Just("///"),
        Just("/"),
        Just("//"),
        Just("/.//")
    ];
    (scheme, host, "(/[a-z.%A-C|+ü ]{0,5}){0,4}", "(\\?[a-z=&+%ü #]{0,9})?", "(#[a-z?/=ü]{0,4})?")
        .prop_map(|(scheme, host, path, query, fragment)| {
            format!("{scheme}:{host}{path}{query}{fragment}")
        })
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[A-Za-z0-9_-]{1,64}", "\\PC{0,20}", "[./%+&=#?\\\\:|@ \t\r\n\0~]{0,6}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// The URL of the `url` crate has the token in that place, and everything else is as it was in the base.
    #[test]
    fn a_link_is_read_back(base in base(), name in text(), text in text()) {
        let token = secret(&text);
        let Ok(parsed) = Url::parse(&base) else {
            prop_assert!(Link::path(&base).is_err());
            return Ok(());
        };
        if let Ok(link) = Link::path(&base) {
            match link.with(&token) {
                Ok(url) => {
                    let url = Url::parse(url.expose_secret()).unwrap();
                    prop_assert_eq!(unescape(url.path_segments().unwrap().next_back().unwrap()), &text[..]);
                    prop_assert_eq!(url.origin().ascii_serialization(), parsed.origin().ascii_serialization());
                    prop_assert_eq!((url.query(), url.fragment()), (parsed.query(), parsed.fragment()));
                    let segments = |url: &Url| url.path_segments().into_iter().flatten().map(String::from).collect::<Vec<_>>();
let (mut before, mut after) = (segments(&parsed), segments(&url));
                    after.pop();
                    if before.last().is_some_and(String::is_empty) {
before.pop();
}
                    prop_assert_eq!(before, after);
                }
                Err(error) => prop_assert!(error == LinkError::NotASegment && matches!(&text[..], "" | "." | "..")),
            }
        }
        if let Ok(link) = Link::query(&base, &name) {
            let url = link.with(&token).unwrap();
            let url = Url::parse(url.expose_secret()).unwrap();
            let last = url.query_pairs().last().unwrap();
            prop_assert_eq!((&*last.0, &*last.1), (&name[..], &text[..]));
            prop_assert_eq!(url.query_pairs().filter(|(other, _)| *other == name).count(), 1);
            prop_assert_eq!(url.query_pairs().count(), parsed.query_pairs().count() + 1);
            prop_assert_eq!((url.path(), url.fragment()), (parsed.path(), parsed.fragment()));
        }
        if let Ok(link) = Link::fragment(&base) {
            let url = link.with(&token).unwrap();
            prop_assert!(url.expose_secret().is_ascii());
            let url = Url::parse(url.expose_secret()).unwrap();
            prop_assert_eq!(unescape(url.fragment().unwrap()), &text[..]);
            prop_assert_eq!((url.path(), url.query()), (parsed.path(), parsed.query()));
        }
    }
}
