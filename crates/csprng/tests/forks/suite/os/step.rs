//! One instruction at a time: the processor's trap flag, set and cleared in what a signal handler returns to.

use core::{
    ffi::{c_int, c_void},
    mem,
    ptr::null_mut,
};
use std::{process, sync::OnceLock};

use super::checked;

/// Whether there are single steps on this kind of processor.
pub(crate) const AVAILABLE: bool = true;

static AT_INSTRUCTION: OnceLock<fn() -> bool> = OnceLock::new();

/// Has `at_instruction` run after every instruction of this thread, in a signal handler, from now on until it says `false`.
///
/// It must be the same function in every call of a process, and may do what a signal handler may (signal-safety(7)).
pub(crate) fn start(at_instruction: fn() -> bool) {
    AT_INSTRUCTION.get_or_init(|| at_instruction);
    // SAFETY: a structure of integers, flags and an optional function: all zeros are valid, and mean no flags and
    // an empty mask.
    let mut action: libc::sigaction = unsafe { mem::zeroed() };
    action.sa_sigaction = on_trap as *const () as usize;
    action.sa_flags = libc::SA_SIGINFO;
    // SAFETY: `action` is valid and only read; `on_trap` has the type of a handler with SA_SIGINFO (sigaction(2)).
    checked(unsafe { libc::sigaction(libc::SIGTRAP, &raw const action, null_mut()) });
    let this = process::id().try_into().unwrap();
    // SAFETY: touches no memory (kill(2)). Not `raise`, which may block signals, and a step that is blocked is fatal.
    checked(unsafe { libc::kill(this, libc::SIGTRAP) });
}

extern "C" fn on_trap(_: c_int, _: *mut libc::siginfo_t, context: *mut c_void) {
    let again = AT_INSTRUCTION.get().is_some_and(|at_instruction| at_instruction());
    let context: *mut libc::ucontext_t = context.cast();
    // SAFETY: the kernel hands a handler with SA_SIGINFO a `ucontext_t` that nobody else uses until it returns
    // (sigaction(2)).
    let registers = unsafe { &mut (*context).uc_mcontext.gregs };
    let flags = &mut registers[usize::try_from(libc::REG_EFL).unwrap()];
    *flags = if again { *flags | TRAP } else { *flags & !TRAP };
}

/// TF in EFLAGS (Intel SDM, volume 1, section 3.4.3.3).
const TRAP: i64 = 1 << 8;
