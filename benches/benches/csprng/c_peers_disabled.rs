//! The twin of `c_peers.rs` for builds without C libraries.

/// Whether it filled the buffer.
type Fill = fn(&mut [u8]) -> bool;

/// None.
pub(crate) const ALL: &[(&str, Fill)] = &[];

/// No library.
pub(crate) fn linked() -> Option<&'static str> {
    None
}

/// Those that are not measured.
pub(crate) const NOT_MEASURED: &[&str] = &["aws-lc-rs", "openssl"];
