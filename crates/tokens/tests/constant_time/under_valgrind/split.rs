//! Split tokens and links.

use wellspring_tokens::{Link, PresentedToken, Secrets, SplitFormat};

use super::memcheck::{MAKE_DEFINED, Undefined, errors, request};

/// Minting, with nothing but the verdict of the parser and that of the verification to branch on.
pub(super) fn split_tokens() -> usize {
    let Ok(format) = SplitFormat::new("reset", core::time::Duration::from_secs(60)) else {
        return 1;
    };
    let recipe = format.at(1_000);
    (0..100)
        .map(|_| {
            let minting = errors(|| Undefined.mint(&recipe));
            let (token, stored) = Undefined.mint(&recipe);
            let mut verified = false;
            let verifying = errors(|| {
                let presented = PresentedToken::parse(token.expose_secret());
                let verify = |presented| format.verify(&presented, Some(&stored), 1_001);
                verified = presented.and_then(verify).is_ok();
            });
            request(MAKE_DEFINED, core::slice::from_ref(&u8::from(verified)));
            minting + verifying.abs_diff(2)
        })
        .sum()
}

/// Links in each place: the one branch asks whether there is anything to percent-encode.
pub(super) fn links() -> usize {
    let base = "https://example.com/reset";
    let links = [Link::path(base), Link::query(base, "token"), Link::fragment(base)];
    let token = Undefined.token_urlsafe(48);
    let one = |link: &Link| errors(|| link.with(&token)).abs_diff(1);
    links.iter().map(|link| link.as_ref().map_or(1, one)).sum()
}
