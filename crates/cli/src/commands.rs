//! The commands: one file each, with its arguments and what it does with them.

mod below;
mod bytes;
mod choose;
mod compare;
mod doctor;
mod hex;
mod link;
mod password;
mod shuffle;
mod urlsafe;

use clap::Subcommand;

use crate::{Source, error::Failure, status::Status, streams::Streams};

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Hex(hex::Hex),
    Urlsafe(urlsafe::Urlsafe),
    Bytes(bytes::Bytes),
    Password(password::Password),
    Below(below::Below),
    Choose(choose::Choose),
    Shuffle(shuffle::Shuffle),
    Link(link::Link),
    Compare(compare::Compare),
    Doctor(doctor::Doctor),
}

impl Command {
    pub(crate) fn run(
        &self,
        source: &mut Source<'_>,
        streams: &mut Streams<'_>,
    ) -> Result<Status, Failure> {
        match self {
            Self::Hex(arguments) => arguments.run(source, streams),
            Self::Urlsafe(arguments) => arguments.run(source, streams),
            Self::Bytes(arguments) => arguments.run(source, streams),
            Self::Password(arguments) => arguments.run(source, streams),
            Self::Below(arguments) => arguments.run(source, streams),
            Self::Choose(arguments) => arguments.run(source, streams),
            Self::Shuffle(arguments) => arguments.run(source, streams),
            Self::Link(arguments) => arguments.run(source, streams),
            Self::Compare(arguments) => arguments.run(streams),
            Self::Doctor(arguments) => arguments.run(streams),
        }
    }
}
