//! Codes that people read and type: numbers, recovery codes, and the keys of authenticator apps.
//!
//! Each is drawn into the memory in which it stays. A character is found from its number by reading the whole alphabet, not by a look-up.

mod error;
mod otp;
mod otp_auth;
mod recovery;

pub use self::{
    error::CodeError,
    otp::Otp,
    otp_auth::{OtpAlgorithm, OtpAuth, OtpAuthSecret},
    recovery::{RecoveryCode, RecoveryCodes},
};

#[cfg(test)]
mod tests;
