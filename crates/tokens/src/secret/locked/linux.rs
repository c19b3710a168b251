//! Linux: an anonymous mapping with `mlock(2)`, and `MADV_DONTDUMP` (Linux 3.4) and `MADV_DONTFORK` (2.6.16) of
//! `madvise(2)`.
//!
//! `MADV_WIPEONFORK` would give a child zeros in place of a fault, but the child's pages are not locked
//! (`mlock(2)`: locks are not inherited), and zeros for a key are worse than an end.

use std::fs;

use memmap2::{Advice, MmapMut};

use super::LockError;

#[derive(Debug)]
pub(super) struct Pages {
    mapping: MmapMut,
    len: usize,
}

impl Pages {
    /// `len` zeros, and all promises made, before anybody can write into them.
    pub(super) fn locked(len: usize) -> Result<Self, LockError> {
        // The kernel gives no mapping of no bytes.
        let mapping =
            MmapMut::map_anon(len.max(1)).map_err(|error| LockError::Memory { len, error })?;
        for (advice, name) in
            [(Advice::DontDump, "MADV_DONTDUMP"), (Advice::DontFork, "MADV_DONTFORK")]
        {
            let exposed = |error| LockError::Exposed { advice: name, error };
            mapping.advise(advice).map_err(exposed)?;
        }
        let refused = |error| LockError::Limit { len, limit: limit(), error };
        mapping.lock().map_err(refused)?;
        Ok(Self { mapping, len })
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.mapping.get(..self.len).unwrap_or_default()
    }

    pub(super) fn bytes_mut(&mut self) -> &mut [u8] {
        self.mapping.get_mut(..self.len).unwrap_or_default()
    }
}

/// The soft limit of this process, in bytes; `None` if there is none or it cannot be read.
fn limit() -> Option<u64> {
    limit_in(&fs::read_to_string("/proc/self/limits").ok()?)
}

/// `Max locked memory         8388608              8388608              bytes`, in `proc_pid_limits(5)`.
pub(super) fn limit_in(limits: &str) -> Option<u64> {
    let line = limits.lines().find_map(|line| line.strip_prefix("Max locked memory"))?;
    line.split_whitespace().next()?.parse().ok()
}
