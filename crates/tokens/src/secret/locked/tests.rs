use alloc::{format, string::ToString};
use core::error::Error;

use super::{LockError, Locked, pages::limit_in};
use crate::{SecretArray, SecretBytes, SecretString, compare_digest};
use zeroize::Zeroize;

#[test]
fn the_limit_is_read_as_the_kernel_writes_it() {
    let limits = "Limit                     Soft Limit           Hard Limit           Units     \n\
                  Max open files            1024                 524288               files     \n\
                  Max locked memory         65536                8388608              bytes     \n";
    assert_eq!(limit_in(limits), Some(65536));
    assert_eq!(limit_in("Max locked memory         unlimited            unlimited   bytes"), None);
    assert_eq!(limit_in(""), None);
}

/// Where this machine refuses to lock even a page there is nothing to test here; `tests/locked.rs` says so.
fn locked(secret: impl TryInto<Locked, Error = LockError>) -> Option<Locked> {
    secret.try_into().ok()
}

#[test]
fn it_holds_what_it_was_given() {
    let secrets = [
        locked(SecretBytes::take(&mut *b"correct horse".clone().as_mut_slice())),
        locked(SecretString::from("correct horse".to_string())),
        locked(SecretArray::take(&mut b"correct horse".clone())),
        Locked::init_with(13, |bytes| bytes.copy_from_slice(b"correct horse")).ok(),
    ];
    for secret in secrets.into_iter().flatten() {
        assert_eq!(secret.expose_secret(), b"correct horse");
        assert_eq!((secret.len(), secret.is_empty()), (13, false));
        assert!(compare_digest("correct horse", &secret));
        assert_eq!(format!("{secret:?}"), "Locked([REDACTED])");
    }
    for len in [0, 1, 4095, 4096, 4097, 10_000] {
        let Ok(zeros) = Locked::init_with(len, |bytes| assert_eq!(bytes.len(), len)) else {
            continue;
        };
        assert!(zeros.expose_secret().iter().all(|byte| *byte == 0));
        assert_eq!((zeros.len(), zeros.is_empty()), (len, len == 0));
    }
}

#[test]
fn wiped_by_hand_it_is_zeros() {
    let Some(mut secret) = locked(SecretString::from("correct horse".to_string())) else { return };
    secret.zeroize();
    assert_eq!(secret.expose_secret(), [0; 13]);
}

#[test]
fn what_cannot_be_mapped_is_named() {
    let error = Locked::init_with(usize::MAX, |_| unreachable!()).unwrap_err();
    assert!(error.source().is_some_and(|source| source.is::<std::io::Error>()), "{error}");
    assert!(LockError::NotAvailable.source().is_none());
    assert!(matches!(error, LockError::Memory { len: usize::MAX, .. }), "{error}");
    let text = error.to_string();
    assert!(text.starts_with(&format!("no pages for {} bytes: ", usize::MAX)), "{text}");
}

#[test]
fn errors_name_the_limit_what_was_asked_and_what_to_do() {
    let error = || std::io::Error::from(std::io::ErrorKind::OutOfMemory);
    let text = LockError::Limit { len: 32, limit: Some(0), error: error() }.to_string();
    assert_eq!(
        text,
        "32 bytes in whole pages cannot be locked: out of memory; RLIMIT_MEMLOCK allows 0 bytes in all; \
         raise it with `ulimit -l` or LimitMEMLOCK= of systemd"
    );
    let text = LockError::Limit { len: 32, limit: None, error: error() }.to_string();
    assert!(text.contains("RLIMIT_MEMLOCK could not be read"), "{text}");
}
