//! Each encoding, both ways: neither the text nor the bytes are left.

use wellspring_entropy::System;
use wellspring_tokens::{
    SecretBytes, SecretString, Secrets,
    encoding::{
        BASE32, BASE32_HEX, BASE32_HEX_UNPADDED, BASE32_UNPADDED, BASE58, BASE62, BASE64,
        BASE64_UNPADDED, CROCKFORD, CROCKFORD_CHECKED, Encoding, HEX, HEX_ANY_CASE, HEX_UPPER,
        URLSAFE, URLSAFE_PADDED,
    },
};

use crate::{
    Row,
    parent::Parent,
    rows::{row, text},
};

macro_rules! encodings {
    ($($name:ident)*) => {
        pub(crate) const ROWS: &[Row] = &[
            $(
                row(concat!(stringify!($name), ", encode_to_secret"), |p| encoded(p, $name, 32)),
                row(concat!(stringify!($name), ", encode_to_secret of 1000"), |p| encoded(p, $name, 1000)),
                row(concat!(stringify!($name), ", decode_to_secret"), |p| decoded(p, $name, 32)),
                row(concat!(stringify!($name), ", decode_to_secret of 1000"), |p| decoded(p, $name, 1000)),
                row(concat!(stringify!($name), ", decode_to_secret of no such text"), |p| refused(p, $name)),
                row(concat!(stringify!($name), ", decode_in_place"), |p| in_place(p, $name)),
            )*
        ];
    };
}

encodings! {
    HEX HEX_UPPER HEX_ANY_CASE BASE32 BASE32_UNPADDED BASE32_HEX BASE32_HEX_UNPADDED CROCKFORD CROCKFORD_CHECKED BASE58
    BASE62 BASE64 BASE64_UNPADDED URLSAFE URLSAFE_PADDED
}

fn encoded(p: &mut Parent, encoding: Encoding, n: usize) {
    let bytes = System.token_bytes(n);
    let text = encoding.encode_to_secret(bytes.expose_secret());
    p.watch_all((text, bytes), both);
}

fn decoded(p: &mut Parent, encoding: Encoding, n: usize) {
    let text = encoding.encode_to_secret(System.token_bytes(n).expose_secret());
    let bytes = encoding.decode_to_secret(text.expose_secret()).unwrap();
    p.watch_all((text, bytes), both);
}

/// With a last character that no encoding has: all before it was decoded.
fn refused(p: &mut Parent, encoding: Encoding) {
    let bytes = System.token_bytes(36);
    let text = encoding.encode_to_secret(bytes.expose_secret());
    let wrong = SecretBytes::init_with(text.len(), |wrong| {
        wrong.copy_from_slice(text.expose_secret().as_bytes());
        wrong[30] = b'~';
    });
    let secrets = (text, bytes);
    p.show(&both(&secrets), &[]);
    encoding.decode_to_secret(wrong.expose_secret()).unwrap_err();
    drop((secrets, wrong));
    p.dropped();
}

/// In memory of the caller's, which is wiped with its type.
fn in_place(p: &mut Parent, encoding: Encoding) {
    let source = encoding.encode_to_secret(System.token_bytes(100).expose_secret());
    let bytes = SecretBytes::init_with(source.len(), |buffer| {
        buffer.copy_from_slice(source.expose_secret().as_bytes());
        assert_eq!(encoding.decode_in_place(buffer).unwrap().len(), 100);
    });
    // Behind them are zeros.
    p.watch_all((source, bytes), |(secret, bytes)| {
        vec![text(secret), &bytes.expose_secret()[..100]]
    });
}

fn both((secret, bytes): &(SecretString, SecretBytes)) -> Vec<&[u8]> {
    vec![text(secret), bytes.expose_secret()]
}
