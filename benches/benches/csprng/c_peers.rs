//! The peers that stand on C libraries.

/// Whether it filled the buffer.
type Fill = fn(&mut [u8]) -> bool;

/// Their names, and how they fill a buffer.
pub(crate) const ALL: &[(&str, Fill)] = &[
    ("aws-lc-rs", |dest| aws_lc_rs::rand::fill(dest).is_ok()),
    ("openssl", |dest| openssl::rand::rand_bytes(dest).is_ok()),
];

/// Those that are not measured.
pub(crate) const NOT_MEASURED: &[&str] = &[];
