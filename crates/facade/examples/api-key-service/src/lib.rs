//! API keys: minted, checked, looked up by digest, rotated, revoked.
//!
//! | file | what it decides |
//! |---|---|
//! | `keys.rs` | what a key looks like, what is stored of it, who may have how many |
//! | `routes.rs` | what of this is HTTP |

#![forbid(unsafe_code)]

mod keys;
mod routes;

pub use crate::{
    keys::{Keys, LIVE, OLD, TooMany},
    routes::app,
};
