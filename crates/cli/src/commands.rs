//! The commands: one file each, or one for a family, with their arguments and what they do with them.

mod apikey;
mod bytes;
mod choose;
mod compare;
mod completions;
mod doctor;
mod draw;
mod help;
mod id;
mod items;
mod link;
mod man;
mod number;
mod passphrase;
mod password;
mod pin;
mod recovery;
mod sample;
mod split;
mod token;
mod totp;
mod uuid;

use clap::{ArgMatches, FromArgMatches, Subcommand};

pub(crate) use self::help::list as topics;
use self::token::Encoding;
use crate::{Source, error::Failure, output::ClearClipboard, status::Status, streams::Streams};

/// The commands as an enum, and what clap's derive would make of it, with two differences: the arguments of a command are built
/// when it is asked for, and not those of all others with them; and one command can be described without the others, which a
/// command line that begins with its name needs no more of. docs/PERFORMANCE.md, "At the shell", has what that saves.
macro_rules! commands {
    ($($variant:ident($arguments:ty) = $name:literal, $about:literal $(+ $more:literal)?, $run:expr;)+) => {
        #[derive(Debug)]
        pub(crate) enum Command {
            $($variant($arguments),)+
        }

        impl Command {
            pub(crate) fn run(
                &self,
                source: &mut Source<'_>,
                streams: &mut Streams<'_>,
            ) -> Result<Status, Failure> {
                match self {
                    $(Self::$variant(arguments) => {
                        let run: fn(&$arguments, &mut Source<'_>, &mut Streams<'_>) -> _ = $run;
                        run(arguments, source, streams)
                    })+
                }
            }
        }

        /// The description of one command.
        pub(crate) fn one(name: &str) -> Option<clap::Command> {
            match name {
                $($name => {
                    let more = concat!($($more)?);
                    Some(described($name, $about, more, <$arguments as Build>::build))
                })+
                _ => None,
            }
        }

        impl Subcommand for Command {
            fn augment_subcommands(command: clap::Command) -> clap::Command {
                [$($name),+].into_iter().filter_map(one).fold(command, clap::Command::subcommand)
            }

            fn augment_subcommands_for_update(command: clap::Command) -> clap::Command {
                Self::augment_subcommands(command)
            }

            fn has_subcommand(name: &str) -> bool {
                [$($name),+].contains(&name)
            }
        }

        impl FromArgMatches for Command {
            fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
                match matches.subcommand() {
                    $(Some(($name, matches)) => {
                        <$arguments>::from_arg_matches(matches).map(Self::$variant)
                    })+
                    _ => Err(clap::Error::new(clap::error::ErrorKind::MissingSubcommand)),
                }
            }

            fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
                Self::from_arg_matches(matches).map(|command| *self = command)
            }
        }
    };
}

impl Command {
    /// What some commands are without arguments, for which clap need not be asked: it takes a tenth of the time from the start of
    /// the program to its end. A test asks it.
    pub(crate) fn plain(name: &str) -> Option<Self> {
        Some(match name {
            "password" => Self::Password(Default::default()),
            "passphrase" => Self::Passphrase(Default::default()),
            "hex" => Self::Hex(Default::default()),
            "urlsafe" => Self::Urlsafe(Default::default()),
            "base32" => Self::Base32(Default::default()),
            "base58" => Self::Base58(Default::default()),
            _ => return None,
        })
    }
}

/// Not inlined: thirty descriptions in one frame take up fourteen pages of the stack.
#[inline(never)]
fn described(
    name: &'static str,
    about: &'static str,
    more: &str,
    build: fn(clap::Command) -> clap::Command,
) -> clap::Command {
    let command = clap::Command::new(name).about(about).hide(about.is_empty());
    let command = match more {
        "" => command,
        more => command.long_about(format!("{about}\n\n{more}")),
    };
    command.defer(build)
}

/// What a command has: arguments, or commands of its own.
trait Build {
    fn build(command: clap::Command) -> clap::Command;
}

impl<T: clap::Args> Build for T {
    fn build(command: clap::Command) -> clap::Command {
        T::augment_args(command)
    }
}

impl Build for apikey::ApiKey {
    fn build(command: clap::Command) -> clap::Command {
        family::<Self>(command)
    }
}

impl Build for split::Split {
    fn build(command: clap::Command) -> clap::Command {
        family::<Self>(command)
    }
}

fn family<T: Subcommand>(command: clap::Command) -> clap::Command {
    let command = T::augment_subcommands(command);
    command.subcommand_required(true).arg_required_else_help(true).disable_help_subcommand(true)
}

// The order is that of the help: what people come for first.
commands! {
    Password(password::Password) = "password", "Print a password; every password that the rules allow is equally likely",
        |arguments, source, streams| arguments.run(source, streams);
    Passphrase(passphrase::PassphraseCommand) = "passphrase", "Print a passphrase: words of a list, each equally likely",
        |arguments, source, streams| arguments.run(source, streams);
    Pin(pin::Pin) = "pin", "Print a PIN or one-time code: decimal digits",
        |arguments, source, streams| arguments.run(source, streams);
    Hex(token::Token) = "hex", "Print a token in hexadecimal digits, two for each byte",
        |arguments, source, streams| arguments.run(Encoding::Hex, source, streams);
    Urlsafe(token::Token) = "urlsafe", "Print a token in base64url without padding, four characters for three bytes",
        |arguments, source, streams| arguments.run(Encoding::Urlsafe, source, streams);
    Base32(token::Token) = "base32", "Print a token in base32 (RFC 4648) without padding, for where case is lost",
        |arguments, source, streams| arguments.run(Encoding::Base32, source, streams);
    Base58(token::Token) = "base58", "Print a token in base58, without characters that look alike",
        |arguments, source, streams| arguments.run(Encoding::Base58, source, streams);
    Bytes(bytes::Bytes) = "bytes", "Write N random bytes as they are, without encoding or newline",
        |arguments, source, streams| arguments.run(source, streams);
    Uuid(uuid::UuidCommand) = "uuid", "Print a UUID (RFC 9562); no secret, since knowing one must not be enough to get in",
        |arguments, source, streams| arguments.run(source, streams);
    Id(id::Id) = "id", "Print an id of any alphabet, as nanoid has it",
        |arguments, source, streams| arguments.run(source, streams);
    Apikey(apikey::ApiKey) = "apikey", "Make and check API keys that scanners find: prefix, payload and checksum",
        |arguments, source, streams| arguments.run(source, streams);
    Totp(totp::Totp) = "totp", "Print the secret of an authenticator app as an otpauth:// URI, with its QR code",
        |arguments, source, streams| arguments.run(source, streams);
    Recovery(recovery::Recovery) = "recovery", "Print a sheet of recovery codes, in groups and without characters that look alike",
        |arguments, source, streams| arguments.run(source, streams);
    Link(link::LinkCommand) = "link", "Print the URL with a fresh token in it, for reset and invitation links",
        |arguments, source, streams| arguments.run(source, streams);
    Split(split::Split) = "split", "Issue and verify tokens of which a database holds only what opens nothing",
        |arguments, source, streams| arguments.run(source, streams);
    Below(number::Below) = "below", "Print a whole number from 0 up to, but not including, N; each is equally likely",
        |arguments, source, streams| arguments.run(source, streams);
    Range(number::Range) = "range", "Print a whole number from FIRST to LAST, both included; each is equally likely",
        |arguments, source, streams| arguments.run(source, streams);
    Float(number::Float) = "float", "Print a number from 0 up to, but not including, 1, or of another range",
        |arguments, source, streams| arguments.run(source, streams);
    Draw(draw::Draw) = "draw", "Print a number of a distribution, such as `draw normal 0 1`",
        |arguments, source, streams| arguments.run(source, streams);
    Choose(choose::Choose) = "choose", "Print one of the items, each equally likely; without items, one of the lines of standard input",
        |arguments, source, streams| arguments.run(source, streams);
    Sample(sample::Sample) = "sample", "Print some of the lines of a file or of standard input, none twice, in random order",
        |arguments, source, streams| arguments.run(source, streams);
    Shuffle(sample::Shuffle) = "shuffle", "Print the lines of a file or of standard input in a random order, each order equally likely",
        |arguments, source, streams| arguments.run(source, streams);
    Compare(compare::Compare) = "compare", "Compare two secrets in constant time: the two lines of standard input, or the contents of two files"
        + "Prints `same` and exits 0, or prints `different` and exits 1. One newline at the end (\\n or \\r\\n) is not part of a secret. The time depends on the lengths, not on what the secrets are. Secrets are never taken as arguments, which every user of the machine can read; /dev/fd/3 is a file, too. Two empty secrets are refused: a script whose variables are unset must not be told that they match.",
        |arguments, _, streams| arguments.run(streams);
    Doctor(doctor::Doctor) = "doctor", "Tell where this machine's randomness comes from, test it, and exit 4 if anything about it is degraded"
        + "Shows the interface that answers, those that were asked before it and why they did not answer, the kernel and the C library, whether the kernel's pool is initialised, and what protects against forks and copies of the machine. Then it draws for some seconds, runs the health tests of NIST SP 800-90B and shows how fast everything is. An interface that is merely slower is shown and is not degraded.",
        |arguments, source, streams| arguments.run(source, streams);
    Help(help::Help) = "help", "Explain a topic or a command",
        |arguments, _, streams| arguments.run(streams);
    Completions(completions::Completions) = "completions", "Print the completions for a shell",
        |arguments, _, streams| arguments.run(streams);
    Man(man::Man) = "man", "Print the manual page, or write those of all commands to a directory",
        |arguments, _, streams| arguments.run(streams);
    ClearClipboard(ClearClipboard) = "clear-clipboard", "",
        |arguments, _, streams| arguments.run(streams);
}
