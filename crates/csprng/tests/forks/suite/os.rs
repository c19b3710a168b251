//! What the tests ask of Linux, each call in a safe function: those of the fault tests of `wellspring-entropy`, from their files,
//! so that there is one place with their proofs.
#![allow(unsafe_code, reason = "fork, signals and mappings are calls of the C library")]
#![allow(dead_code, reason = "the fault tests use more of it")]

#[path = "../../../../entropy/tests/faults/suite/os/memory.rs"]
pub(crate) mod memory;
#[path = "../../../../entropy/tests/faults/suite/os/process.rs"]
pub(crate) mod process;
#[path = "../../../../entropy/tests/faults/suite/os/signal.rs"]
pub(crate) mod signal;

use core::ffi::c_int;
use std::{fs, io};

/// The result of a call that answers -1 when it fails, which no test expects.
#[track_caller]
pub(crate) fn checked(result: c_int) -> c_int {
    assert_ne!(result, -1, "{}", io::Error::last_os_error());
    result
}

/// Whether `process::pin` can keep a thread on either of two processors, as proc_pid_status(5) says it.
pub(crate) fn has_two_processors() -> bool {
    let kept = |processor| {
        process::pin(processor);
        let status = fs::read_to_string("/proc/thread-self/status").unwrap();
        let list = status.lines().find_map(|line| line.strip_prefix("Cpus_allowed_list:"));
        list.unwrap().trim() == processor.to_string()
    };
    // The one that is asked for last is left in the end; whoever cares pins again.
    kept(0) && kept(1)
}
