//! Each way to make a secret, and each thing that is done with one, within this crate.

use core::{hint::black_box, panic::AssertUnwindSafe};
use std::{
    io::Write,
    os::unix::net::UnixStream,
    panic::{catch_unwind, resume_unwind},
};

use wellspring_entropy::System;
use wellspring_tokens::{
    Class, Digest, NotUtf8, PasswordPolicy, SecretArray, SecretBytes, SecretString, Secrets,
    WrongLength,
};

use crate::{Kind, Row, parent::Parent};

pub(crate) const fn row(name: &'static str, run: fn(&mut Parent)) -> Row {
    Row { name, kind: Kind::Secret, run }
}

pub(crate) const ROWS: &[Row] = &[
    row("token_bytes(32)", |p| p.watch(System.token_bytes(32), bytes)),
    row("token_bytes(1000)", |p| p.watch(System.token_bytes(1000), bytes)),
    row("token_array::<32>", |p| p.watch(System.token_array::<32>(), array)),
    row("token_hex(16)", |p| p.watch(System.token_hex(16), text)),
    row("token_hex(500)", |p| p.watch(System.token_hex(500), text)),
    row("token_urlsafe(32)", |p| p.watch(System.token_urlsafe(32), text)),
    row("token_urlsafe(750)", |p| p.watch(System.token_urlsafe(750), text)),
    row("password of 20", |p| {
        p.watch(System.password(&PasswordPolicy::length(20).at_least(1, Class::Digit)), text);
    }),
    row("password of 128", |p| {
        p.watch(System.password(&PasswordPolicy::length(128).without(Class::Symbol)), text);
    }),
    row("SecretString from a full String", |p| {
        p.watch(SecretString::from(plain(0)), text);
    }),
    row("SecretString from a String with room to spare", |p| {
        p.watch(SecretString::from(plain(1000)), text);
    }),
    row("SecretString from Box<str>", |p| {
        p.watch(SecretString::from(plain(0).into_boxed_str()), text);
    }),
    row("SecretString from SecretBytes", |p| {
        p.watch(SecretString::try_from(SecretBytes::from(System.token_hex(32))).unwrap(), text);
    }),
    row("SecretString from SecretBytes that are not UTF-8", |p| {
        let secret = SecretBytes::init_with(64, |bytes| {
            System.try_fill(bytes).unwrap();
            bytes.iter_mut().step_by(2).for_each(|byte| *byte |= 0xF8);
        });
        p.show(&[secret.expose_secret()], &[]);
        assert_eq!(SecretString::try_from(secret).err(), Some(NotUtf8));
        p.dropped();
    }),
    row("SecretString::read_line", |p| {
        p.watch(SecretString::read_line(&mut pipe(b"\n"), 1000).unwrap(), text);
    }),
    row("SecretString::read_line of a line too long", |p| {
        let secret = System.token_hex(32);
        p.show(&[secret.expose_secret().as_bytes()], &[]);
        let (mut from, mut to) = UnixStream::pair().unwrap();
        to.write_all(secret.expose_secret().as_bytes()).unwrap();
        drop((to, secret));
        SecretString::read_line(&mut from, 50).unwrap_err();
        p.dropped();
    }),
    row("SecretBytes from a full Vec", |p| {
        p.watch(SecretBytes::from(plain(0).into_bytes()), bytes);
    }),
    row("SecretBytes from a Vec with room to spare", |p| {
        p.watch(SecretBytes::from(plain(1000).into_bytes()), bytes);
    }),
    row("SecretBytes from Box<[u8]>", |p| {
        p.watch(SecretBytes::from(plain(0).into_bytes().into_boxed_slice()), bytes);
    }),
    row("SecretBytes from SecretString", |p| {
        p.watch(SecretBytes::from(System.token_hex(32)), bytes);
    }),
    row("SecretBytes from SecretArray", |p| {
        p.watch(SecretBytes::from(System.token_array::<64>()), bytes);
    }),
    row("SecretBytes::take", |p| {
        let mut source = [0; 64];
        System.try_fill(&mut source).unwrap();
        p.watch(SecretBytes::take(&mut source), bytes);
        black_box(&source);
    }),
    row("SecretBytes::init_with", |p| {
        p.watch(SecretBytes::init_with(64, |bytes| System.try_fill(bytes).unwrap()), bytes);
    }),
    row("SecretBytes::try_init_with", |p| {
        let secret = SecretBytes::try_init_with(64, |bytes| System.try_fill(bytes));
        p.watch(secret.unwrap().unwrap(), bytes);
    }),
    row("SecretBytes::try_init_with that fails", |p| {
        let fails = SecretBytes::try_init_with(64, |bytes| {
            System.try_fill(bytes).unwrap();
            p.show(&[bytes], &[]);
            Err(())
        });
        assert!(fails.unwrap().is_err());
        p.dropped();
    }),
    row("SecretBytes::init_with that panics", |p| {
        let panics = catch_unwind(AssertUnwindSafe(|| {
            SecretBytes::init_with(64, |bytes| {
                System.try_fill(bytes).unwrap();
                p.show(&[bytes], &[]);
                // Without the message of a panic.
                resume_unwind(Box::new(()));
            })
        }));
        assert!(panics.is_err());
        p.dropped();
    }),
    row("SecretBytes::read", |p| {
        p.watch(SecretBytes::read(&mut pipe(b""), 1000).unwrap(), bytes);
    }),
    row("SecretArray from Box<[u8; N]>", |p| {
        let mut source = Box::new([0; 64]);
        System.try_fill(&mut *source).unwrap();
        p.watch(SecretArray::from(source), array);
    }),
    row("SecretArray from SecretBytes", |p| {
        p.watch(SecretArray::<64>::try_from(System.token_bytes(64)).unwrap(), array);
    }),
    row("SecretArray from SecretBytes of another length", |p| {
        let secret = System.token_bytes(64);
        p.show(&[secret.expose_secret()], &[]);
        let wrong: Result<SecretArray<63>, WrongLength> = secret.try_into();
        assert!(wrong.is_err());
        p.dropped();
    }),
    row("SecretArray::take", |p| {
        let mut source = [0; 64];
        System.try_fill(&mut source).unwrap();
        p.watch(SecretArray::take(&mut source), array);
        black_box(&source);
    }),
    row("SecretArray::init_with", |p| {
        p.watch(SecretArray::<64>::init_with(|bytes| System.try_fill(bytes).unwrap()), array);
    }),
    row("SecretArray::try_init_with", |p| {
        let secret = SecretArray::<64>::try_init_with(|bytes| System.try_fill(bytes));
        p.watch(secret.unwrap().unwrap(), array);
    }),
    row("SecretArray::try_init_with that fails", |p| {
        let fails = SecretArray::<64>::try_init_with(|bytes| {
            System.try_fill(bytes).unwrap();
            p.show(&[bytes], &[]);
            Err(())
        });
        assert!(fails.unwrap().is_err());
        p.dropped();
    }),
    row("SecretArray::init_with that panics", |p| {
        let panics = catch_unwind(AssertUnwindSafe(|| {
            SecretArray::<64>::init_with(|bytes| {
                System.try_fill(bytes).unwrap();
                p.show(&[bytes], &[]);
                resume_unwind(Box::new(()));
            })
        }));
        assert!(panics.is_err());
        p.dropped();
    }),
    row("SecretArray::read", |p| {
        p.watch(SecretArray::<64>::read(&mut pipe(b"")).unwrap(), array);
    }),
    row("digest of SecretString", |p| {
        let secret = System.token_urlsafe(32);
        black_box(secret.digest());
        p.watch(secret, text);
    }),
    row("digest of SecretBytes", |p| {
        let secret = System.token_bytes(300);
        black_box(secret.digest());
        p.watch(secret, bytes);
    }),
    row("digest of SecretArray", |p| {
        let secret = System.token_array::<32>();
        black_box(secret.digest());
        p.watch(secret, array);
    }),
    row("Digest::of", |p| {
        let secret = System.token_hex(16);
        black_box(Digest::of(secret.expose_secret().as_bytes()));
        p.watch(secret, text);
    }),
];

pub(crate) fn text(secret: &SecretString) -> &[u8] {
    secret.expose_secret().as_bytes()
}

pub(crate) fn bytes(secret: &SecretBytes) -> &[u8] {
    secret.expose_secret()
}

pub(crate) fn array<const N: usize>(secret: &SecretArray<N>) -> &[u8] {
    secret.expose_secret()
}

/// Text as a careful program has it before it is in a secret type: in memory that never grew.
pub(crate) fn plain(spare: usize) -> String {
    let secret = System.token_hex(32);
    let mut text = String::with_capacity(secret.len() + spare);
    text.push_str(secret.expose_secret());
    text
}

/// 64 characters that come from outside of this process.
pub(crate) fn pipe(end: &[u8]) -> UnixStream {
    let (from, mut to) = UnixStream::pair().unwrap();
    to.write_all(System.token_hex(32).expose_secret().as_bytes()).unwrap();
    to.write_all(end).unwrap();
    from
}
