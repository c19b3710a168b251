//! What other crates and the kernel do with secrets: serde, `secrecy`, locked pages.

use core::{hint::black_box, panic::AssertUnwindSafe};
use std::panic::{catch_unwind, resume_unwind};

use secrecy::{ExposeSecret, SecretBox};
use serde::{Deserialize, Serialize};
use wellspring_entropy::System;
use wellspring_tokens::{
    KeyFormat, Locked, SecretArray, SecretBytes, SecretString, Secrets, expose_secret,
};
use zeroize::{Zeroize, Zeroizing};

use crate::{
    Kind, Row,
    parent::Parent,
    rows::{array, bytes, row, text},
};

const fn locked(name: &'static str, run: fn(&mut Parent)) -> Row {
    Row { name, kind: Kind::Locked, run }
}

pub(crate) const ROWS: &[Row] = &[
    row("serde: SecretString from JSON", |p| p.watch(from_json::<SecretString>(), text)),
    row("serde: SecretBytes from JSON", |p| p.watch(from_json::<SecretBytes>(), bytes)),
    row("serde: SecretArray from JSON", |p| p.watch(from_json::<SecretArray<32>>(), array)),
    row("serde: SecretString to JSON", |p| {
        let secret = System.token_urlsafe(32);
        to_json(&secret);
        p.watch(secret, text);
    }),
    row("serde: SecretBytes to JSON", |p| {
        let secret = System.token_bytes(64);
        to_json(&secret);
        p.watch(secret, bytes);
    }),
    row("serde: SecretArray to JSON", |p| {
        let secret = System.token_array::<64>();
        to_json(&secret);
        p.watch(secret, array);
    }),
    row("serde: a struct from JSON", |p| {
        let json = Zeroizing::new(json_of(&Credentials::new()));
        let read: Credentials = serde_json::from_slice(&json).unwrap();
        drop(json);
        p.watch_all(read, Credentials::all);
    }),
    row("serde: a struct to JSON", |p| {
        let secrets = Credentials::new();
        drop(Zeroizing::new(json_of(&secrets)));
        p.watch_all(secrets, Credentials::all);
    }),
    row("serde: SecretString from JSON that is no text", |p| {
        refused::<SecretString>(p, "[\"", "\"]")
    }),
    row("serde: SecretBytes from JSON that is not hexadecimal", |p| {
        refused::<SecretBytes>(p, "\"", "xy\"");
    }),
    row("serde: SecretArray from JSON of another length", |p| {
        refused::<SecretArray<32>>(p, "\"", "00\"");
    }),
    row("secrecy: SecretString there and back", |p| {
        let there = SecretBox::<str>::from(System.token_hex(32));
        p.watch(SecretString::from(there), |secret| ExposeSecret::expose_secret(secret).as_bytes());
    }),
    row("secrecy: SecretBytes there and back", |p| {
        let there = SecretBox::<[u8]>::from(System.token_bytes(64));
        p.watch(SecretBytes::from(there), bytes);
    }),
    row("secrecy: SecretArray there and back", |p| {
        let there = SecretBox::<[u8; 64]>::from(System.token_array());
        p.watch(SecretArray::from(there), array);
    }),
    row("secrecy: SecretString there", |p| {
        p.watch(SecretBox::<str>::from(System.token_hex(32)), |s| s.expose_secret().as_bytes());
    }),
    locked("Locked from SecretString", |p| {
        p.watch(Locked::try_from(System.token_urlsafe(32)).unwrap(), Locked::expose_secret);
    }),
    locked("Locked from SecretBytes", |p| {
        p.watch(Locked::try_from(System.token_bytes(5000)).unwrap(), Locked::expose_secret);
    }),
    locked("Locked from SecretArray", |p| {
        p.watch(Locked::try_from(System.token_array::<32>()).unwrap(), Locked::expose_secret);
    }),
    locked("Locked::init_with", |p| {
        let secret = Locked::init_with(64, |bytes| System.try_fill(bytes).unwrap());
        p.watch(secret.unwrap(), Locked::expose_secret);
    }),
    locked("Locked::try_init_with", |p| {
        let secret = Locked::try_init_with(64, |bytes| System.try_fill(bytes));
        p.watch(secret.unwrap().unwrap(), Locked::expose_secret);
    }),
    locked("Locked::try_init_with that fails", |p| {
        let fails = Locked::try_init_with(64, |bytes| {
            System.try_fill(bytes).unwrap();
            p.show(&[bytes], &[]);
            Err(())
        });
        assert!(fails.unwrap().is_err());
        p.dropped();
    }),
    locked("Locked::init_with that panics", |p| {
        let panics = catch_unwind(AssertUnwindSafe(|| {
            Locked::init_with(64, |bytes| {
                System.try_fill(bytes).unwrap();
                p.show(&[bytes], &[]);
                // Without the message of a panic.
                resume_unwind(Box::new(()));
            })
        }));
        assert!(panics.is_err());
        p.dropped();
    }),
    locked("digest of Locked", |p| {
        let secret = Locked::init_with(64, |bytes| System.try_fill(bytes).unwrap()).unwrap();
        black_box(secret.digest());
        p.watch(secret, Locked::expose_secret);
    }),
    // More than the usual limit of 8 MiB.
    row("Locked from SecretBytes, refused or not", |p| {
        let secret = System.token_bytes(9 << 20);
        p.show(&[&secret.expose_secret()[..64]], &[]);
        drop(black_box(Locked::try_from(secret)));
        p.dropped();
    }),
    row("SecretString, wiped and kept", |p| kept(p, System.token_hex(32), text)),
    row("SecretBytes, wiped and kept", |p| kept(p, System.token_bytes(64), bytes)),
    row("SecretArray, wiped and kept", |p| kept(p, System.token_array::<64>(), array)),
    row("ApiKey, wiped and kept", |p| {
        let key = System.mint(&KeyFormat::new("acme_"));
        kept(p, key, |key| &key.expose_secret().as_bytes()[5..]);
    }),
    locked("Locked, wiped and kept", |p| {
        let secret = Locked::init_with(64, |bytes| System.try_fill(bytes).unwrap()).unwrap();
        kept(p, secret, Locked::expose_secret);
    }),
];

/// Wiped by its owner while it stays.
fn kept<T: Zeroize>(p: &mut Parent, mut secret: T, expose: impl Fn(&T) -> &[u8]) {
    p.show(&[expose(&secret)], &[]);
    secret.zeroize();
    p.dropped();
    black_box(secret);
}

#[derive(Serialize, Deserialize)]
struct Credentials {
    #[serde(with = "expose_secret")]
    password: SecretString,
    #[serde(with = "expose_secret")]
    key: SecretArray<32>,
    #[serde(with = "expose_secret::option")]
    old: Option<SecretBytes>,
}

impl Credentials {
    fn new() -> Self {
        let (password, key) = (System.token_urlsafe(32), System.token_array());
        Self { password, key, old: Some(System.token_bytes(48)) }
    }

    fn all(&self) -> Vec<&[u8]> {
        let old = self.old.as_ref().unwrap();
        vec![text(&self.password), array(&self.key), bytes(old)]
    }
}

/// Into memory of enough capacity, as the documentation asks for.
fn json_of(secrets: &Credentials) -> Vec<u8> {
    let mut json = Vec::with_capacity(1000);
    serde_json::to_writer(&mut json, secrets).unwrap();
    json
}

/// A document with a secret that does not become one.
fn refused<T: serde::de::DeserializeOwned>(p: &mut Parent, before: &str, after: &str) {
    let secret = System.token_hex(32);
    let mut json = Zeroizing::new(String::with_capacity(100));
    json.push_str(before);
    json.push_str(secret.expose_secret());
    json.push_str(after);
    p.show(&[text(&secret)], &[]);
    assert!(serde_json::from_str::<T>(&json).is_err());
    drop((secret, json));
    p.dropped();
}

/// From a document that is wiped, as the documentation asks for.
fn from_json<T: serde::de::DeserializeOwned>() -> T {
    let mut json = String::with_capacity(100);
    json.push('"');
    json.push_str(System.token_hex(32).expose_secret());
    json.push('"');
    let secret = serde_json::from_str(&json).unwrap();
    json.zeroize();
    secret
}

/// Into a document of enough capacity, wiped.
fn to_json<T: expose_secret::Exposed>(secret: &T) {
    let mut json = Vec::with_capacity(1000);
    expose_secret::serialize(secret, &mut serde_json::Serializer::new(&mut json)).unwrap();
    black_box(&json);
    json.zeroize();
}
