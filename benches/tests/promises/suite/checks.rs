//! One file per kind of promise.

pub(crate) mod dumps;
pub(crate) mod ended;
pub(crate) mod failure;
pub(crate) mod fork;
pub(crate) mod handle;
pub(crate) mod interval;
pub(crate) mod leftovers;
pub(crate) mod reentry;
pub(crate) mod snapshot;
pub(crate) mod teardown;
