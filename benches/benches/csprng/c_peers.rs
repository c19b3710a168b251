//! The peers that stand on C libraries.

/// Whether it filled the buffer.
type Fill = fn(&mut [u8]) -> bool;

/// Their names, and how they fill a buffer.
pub(crate) const ALL: &[(&str, Fill)] = &[
    ("aws-lc-rs", |dest| aws_lc_rs::rand::fill(dest).is_ok()),
    ("openssl", |dest| openssl::rand::rand_bytes(dest).is_ok()),
];

/// The library that is linked, which is the system's and not in `Cargo.lock`.
pub(crate) fn linked() -> Option<&'static str> {
    Some(openssl::version::version())
}

/// Those that are not measured.
pub(crate) const NOT_MEASURED: &[&str] = &[];
