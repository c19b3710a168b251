//! `wellspring completions`.

use clap::Args;
use clap_complete::Shell;

use super::help::TOPICS;
use crate::{args, error::Failure, status::Status, streams::Streams};

#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// For which shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(&self, streams: &mut Streams<'_>) -> Result<Status, Failure> {
        let mut text = Vec::new();
        clap_complete::generate(self.shell, &mut offered(), "wellspring", &mut text);
        streams.output.write_all(&text).map_err(Failure::output)?;
        Ok(Status::Done)
    }
}

/// The command as completions describe it: without what is hidden, which clap's scripts would offer all the same, and behind `help` and
/// `man` with the names of what they explain.
///
/// They are subcommands here, since clap's scripts for fish, PowerShell and elvish know what an option may be and not what a word may be.
fn offered() -> clap::Command {
    let mut whole = args::command();
    // Arguments and commands of commands are built when they are asked for.
    whole.build();
    let commands = names(&whole);
    let topics = TOPICS.iter().map(|topic| clap::Command::new(topic.name).about(topic.about));
    let explained = topics.chain(commands.iter().cloned()).collect();
    shown(&whole)
        .mut_subcommand("help", |_| followed_by(explained, &whole, "help"))
        .mut_subcommand("man", |_| followed_by(commands, &whole, "man"))
}

/// A built command once more, without what is hidden of it. Its help and its version are made again when it is built.
fn shown(command: &clap::Command) -> clap::Command {
    let own = |argument: &&clap::Arg| {
        !argument.is_hide_set() && !["help", "version"].contains(&argument.get_id().as_str())
    };
    clap::Command::new(leaked(command.get_name()))
        .version(env!("CARGO_PKG_VERSION"))
        .about(command.get_about().cloned().unwrap_or_default())
        .disable_help_subcommand(true)
        .args(command.get_arguments().filter(own).cloned())
        .subcommands(command.get_subcommands().filter(|command| !command.is_hide_set()).map(shown))
}

/// A command of `whole` with these words behind it, in place of any that there may be.
fn followed_by(
    words: Vec<clap::Command>,
    whole: &clap::Command,
    name: &'static str,
) -> clap::Command {
    let found = whole.find_subcommand(name);
    let options = found.into_iter().flat_map(clap::Command::get_opts).cloned();
    let about = found.and_then(clap::Command::get_about).cloned().unwrap_or_default();
    // Not its own name: for fish a word that stands anywhere in the line is one that was chosen.
    let words = words.into_iter().filter(|word| word.get_name() != name);
    let command = clap::Command::new(name).about(about).version(env!("CARGO_PKG_VERSION"));
    command.args(options).subcommands(words)
}

/// The commands of a command by their names and what they do, without their options: no option stands behind `help hex`.
fn names(command: &clap::Command) -> Vec<clap::Command> {
    let commands = command.get_subcommands().filter(|command| !command.is_hide_set());
    let named = commands.map(|command| {
        let about = command.get_about().cloned().unwrap_or_default();
        let named = clap::Command::new(leaked(command.get_name())).about(about);
        named.disable_help_flag(true).subcommands(names(command))
    });
    named.collect()
}

/// clap takes names that live for ever. There are some thirty, and the program ends when they are written.
fn leaked(name: &str) -> &'static str {
    name.to_owned().leak()
}
