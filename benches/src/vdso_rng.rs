//! The `vdso-rng` crate as its documentation has it: one state for each thread, from one pool.

use core::cell::RefCell;
use std::sync::LazyLock;

use vdso_rng::{LocalState, Pool};

/// Fills `dest`.
///
/// # Errors
///
/// If there is no such vDSO here, or the kernel does not answer.
#[inline]
pub fn fill(dest: &mut [u8]) -> Result<(), &'static str> {
    static POOL: LazyLock<Option<Pool>> = LazyLock::new(|| Pool::new().ok());
    thread_local! {
        static STATE: RefCell<Option<LocalState<'static>>> =
            RefCell::new(POOL.as_ref().and_then(|pool| LocalState::new(pool).ok()));
    }
    STATE.with_borrow_mut(|state| match state {
        Some(state) => state.fill(dest, 0).map_err(|_| "the call failed"),
        None => Err("no getrandom in this vDSO"),
    })
}
