//! The service from outside: requests in, answers and mails out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may stop where it stands"
)]

mod flow;
mod races;
mod refusals;
mod site;
