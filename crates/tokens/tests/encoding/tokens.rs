//! Tokens are encoded draws.

use base64ct::{Base64UrlUnpadded, Encoding as _};
use proptest::{collection::vec, prelude::*};
use wellspring_entropy::testing::Replay;
use wellspring_tokens::Secrets;

proptest! {
    /// A token is the encoding of the bytes that were drawn, and nothing else; plain equals try.
    #[test]
    fn tokens_are_encoded_draws(bytes in vec(any::<u8>(), 0..200)) {
        let n = bytes.len();
        let source = || Replay::new(&bytes);
        for token in [source().token_hex(n), source().try_token_hex(n).unwrap()] {
            prop_assert_eq!(token.expose_secret(), hex::encode(&bytes));
        }
        for token in [source().token_urlsafe(n), source().try_token_urlsafe(n).unwrap()] {
            prop_assert_eq!(token.expose_secret(), Base64UrlUnpadded::encode_string(&bytes));
        }
        for token in [source().token_bytes(n), source().try_token_bytes(n).unwrap()] {
            prop_assert_eq!(token.expose_secret(), &bytes[..]);
        }
    }
}
