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
#[cfg_attr(not(target_arch = "x86_64"), path = "os/step_disabled.rs")]
pub(crate) mod step;

use core::ffi::c_int;
use std::{fs, io};

/// The result of a call that answers -1 when it fails, which no test expects.
#[track_caller]
pub(crate) fn checked(result: c_int) -> c_int {
    assert_ne!(result, -1, "{}", io::Error::last_os_error());
    result
}

/// The processors that the calling thread may run on once it was asked to be kept on this one, as proc_pid_status(5) has them.
pub(crate) fn kept_on(processor: usize) -> String {
    process::pin(processor);
    let status = fs::read_to_string("/proc/thread-self/status").unwrap();
    let list = status.lines().find_map(|line| line.strip_prefix("Cpus_allowed_list:"));
    list.unwrap().trim().to_owned()
}
