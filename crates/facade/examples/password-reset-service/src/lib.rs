//! How a web service resets passwords and keeps sessions with split tokens.
//!
//! To be read in this order:
//!
//! | file | what it decides |
//! |---|---|
//! | `tokens.rs` | what tokens there are, and how long they live |
//! | `store.rs` | what of them is stored, and that each is valid once |
//! | `service.rs` | what forgetting, resetting, logging in and out mean |
//! | `mail.rs` | that a request takes no longer for an account that exists |
//! | `passwords.rs` | how passwords are kept, which are no tokens |
//! | `routes.rs` | what of this is HTTP: forms, cookies, headers |

#![forbid(unsafe_code)]

mod failure;
mod mail;
mod pages;
mod passwords;
mod routes;
mod service;
mod store;
mod tokens;

pub use crate::{failure::Failure, mail::Mailer, routes::app, service::Service, store::Store};
