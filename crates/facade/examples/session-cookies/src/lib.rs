//! Sessions in cookies: a new split token at each login, of which the server keeps a digest.
//!
//! To be read in this order:
//!
//! | file | what it decides |
//! |---|---|
//! | `sessions.rs` | what a session is, how long it lives, and what is kept of it |
//! | `cookie.rs` | what the browser is told about it |
//! | `routes.rs` | who asks for it: the extractor `User`, and three handlers |

#![forbid(unsafe_code)]

mod cookie;
mod routes;
mod sessions;

pub use crate::{
    routes::{User, app},
    sessions::Sessions,
};
