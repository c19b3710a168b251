//! `wellspring totp`: the secret that a server and an authenticator app share.

mod qr;

use core::num::NonZero;

use clap::{ArgAction, Args, ValueEnum};
use wellspring::{OtpAlgorithm, OtpAuth, Recipe, Secrets, tokens::CodeError};

use crate::{
    Source,
    error::Failure,
    output::{Delivery, Repeat, Value},
    size,
    status::Status,
    streams::{Streams, colours_are_welcome, columns},
    strength::Strength,
};

#[derive(Debug, Args)]
pub(crate) struct Totp {
    /// Who the user has the account with, as the app shows it, up to 256 bytes; may be left out
    #[arg(short, long, value_name = "NAME", default_value = "", hide_default_value = true)]
    #[arg(value_parser = size::text(|text| Ok(text.to_owned())))]
    issuer: String,

    /// Whose account it is, as in ann@example.com, up to 256 bytes
    #[arg(short, long, value_name = "NAME")]
    #[arg(value_parser = size::text(|text| Ok(text.to_owned())))]
    account: String,

    /// Draw the QR code also where standard output is no terminal; on a terminal it is drawn in any case
    #[arg(long, action = ArgAction::SetTrue, conflicts_with_all = ["no_qr", "json"])]
    qr: bool,

    /// Draw no QR code
    #[arg(long)]
    no_qr: bool,

    /// Print the secret alone, in base32, instead of the URI
    #[arg(long, conflicts_with = "qr")]
    secret: bool,

    /// The hash function, in small letters or capitals; apps that know but one know sha1
    #[arg(long, value_enum, default_value_t, ignore_case = true)]
    algorithm: Algorithm,

    /// Digits of a one-time password, 6 to 8
    #[arg(short, long, value_name = "N", default_value_t = 6)]
    #[arg(value_parser = size::text(|text| size::within(text, 6..=8usize)), allow_negative_numbers = true)]
    digits: usize,

    /// Seconds after which there is a new password
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    #[arg(value_parser = size::text(|text| size::within(text, 1..=u32::MAX)), allow_negative_numbers = true)]
    period: u32,

    /// Count passwords from N instead of seconds: HOTP
    #[arg(long, value_name = "N", conflicts_with = "period")]
    #[arg(value_parser = size::text(|text| size::within(text, 0..=u64::MAX)), allow_negative_numbers = true)]
    counter: Option<u64>,

    /// Random bytes in the secret, 16 to 64; without it as many as the hash function gives, 20 for sha1
    #[arg(long, value_name = "N")]
    #[arg(value_parser = size::text(|text| size::within(text, 16..=64usize)), allow_negative_numbers = true)]
    bytes: Option<usize>,

    #[command(flatten)]
    repeat: Repeat,

    #[command(flatten)]
    delivery: Delivery,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Algorithm {
    #[default]
    Sha1,
    Sha256,
    Sha512,
}

impl Totp {
    pub(crate) fn run(
        &self,
        source: &mut Source<'_>,
        streams: &mut Streams<'_>,
    ) -> Result<Status, Failure> {
        let recipe = self.recipe()?;
        let strength = Strength::uniform("the secret of this format", recipe.bits(), "secrets")
            .or_use(|bits| match bits {
                0..=512 => format!("--bytes {}", bits.div_ceil(8)),
                _ => "no more than 512, which is what the format has".into(),
            });
        let on_terminal = streams.output_is_terminal && self.delivery.prints();
        let plain = self.secret || self.no_qr || self.delivery.is_json() || self.delivery.copies();
        let draws = self.qr || (on_terminal && !plain);
        let coloured = on_terminal && colours_are_welcome();
        let columns = if on_terminal { columns() } else { None };
        self.delivery.repeat(self.repeat.count, &strength, source, streams, |source, batch| {
            let minted = source.try_mint(&recipe)?;
            let (uri, secret) = (minted.uri().expose_secret(), minted.expose_base32());
            if self.delivery.is_json() {
                return batch.put(uri.into(), &[("secret", secret.into())]);
            }
            match (draws, self.secret) {
                (true, _) => batch.text(qr::drawn(uri, coloured, columns)?),
                (false, true) => batch.text(secret),
                (false, false) => batch.put(Value::from(uri), &[]),
            }
        })
    }

    fn recipe(&self) -> Result<OtpAuth, Failure> {
        let recipe = match self.counter {
            Some(counter) => {
                OtpAuth::hotp(&self.issuer, &self.account, counter).map_err(refused)?
            }
            None => OtpAuth::totp(&self.issuer, &self.account).map_err(refused)?,
        };
        let recipe = recipe
            .algorithm(match self.algorithm {
                Algorithm::Sha1 => OtpAlgorithm::Sha1,
                Algorithm::Sha256 => OtpAlgorithm::Sha256,
                Algorithm::Sha512 => OtpAlgorithm::Sha512,
            })
            .digits(self.digits)
            .map_err(refused)?
            .period(NonZero::new(self.period).unwrap_or(NonZero::<u32>::MIN));
        match self.bytes {
            Some(bytes) => recipe.secret_bytes(bytes).map_err(refused),
            None => Ok(recipe),
        }
    }
}

/// The library's words, with the option that is meant.
fn refused(error: CodeError) -> Failure {
    Failure::usage(match error {
        CodeError::OutOfRange {
            argument: argument @ ("issuer" | "account"), value, most, ..
        } => {
            format!("--{argument}: it has {value} bytes in UTF-8, at most {most} are allowed")
        }
        CodeError::Label { argument } => format!(
            "--{argument}: it is empty or has a colon; allowed is a text without one, since it separates issuer and account"
        ),
        other => other.to_string(),
    })
}
