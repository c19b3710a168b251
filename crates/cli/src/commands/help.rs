//! `wellspring help`: topics that explain, and the help of commands.

use clap::Args;

use crate::{args, error::Failure, status::Status, streams::Streams};

#[derive(Debug, Args)]
pub(crate) struct Help {
    /// A topic, such as passwords, or a command, such as `apikey mint`; without it, all of them are listed
    #[arg(value_name = "TOPIC")]
    words: Vec<String>,
}

/// Something that is explained.
#[derive(Debug)]
pub(crate) struct Topic {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) text: &'static str,
}

const fn topic(name: &'static str, about: &'static str, text: &'static str) -> Topic {
    Topic { name, about, text }
}

/// All of them, in the order of the list.
pub(crate) const TOPICS: &[Topic] = &[
    topic("passwords", "rules, length and strength", include_str!("../topics/passwords.txt")),
    topic("tokens", "which token for what, and how long", include_str!("../topics/tokens.txt")),
    topic("strength", "bits, --min-bits and --show-bits", include_str!("../topics/strength.txt")),
    topic("choices", "draws, lotteries, samples and orders", include_str!("../topics/choices.txt")),
    topic("scripts", "counts, JSON, files, pipes", include_str!("../topics/scripts.txt")),
    topic(
        "secrets",
        "what stays secret at a shell, and what does not",
        include_str!("../topics/secrets.txt"),
    ),
    topic("sources", "where the randomness comes from", include_str!("../topics/sources.txt")),
    topic("exit-status", "what the numbers mean", include_str!("../topics/exit-status.txt")),
];

impl Help {
    pub(crate) fn run(&self, streams: &mut Streams<'_>) -> Result<Status, Failure> {
        let topic = match self.words.as_slice() {
            [word] => TOPICS.iter().find(|topic| topic.name == word),
            _ => None,
        };
        if let Some(topic) = topic {
            streams.output.write_all(topic.text.as_bytes()).map_err(Failure::output)?;
            return Ok(Status::Done);
        }
        self.check()?;
        let words = self.words.iter().map(String::as_str);
        let arguments = ["wellspring"].into_iter().chain(words).chain(["--help"]);
        match args::parse(arguments) {
            Ok(_) => Ok(Status::Done),
            Err(help) => Ok(args::report(&help, streams)),
        }
    }

    /// That the words name a command.
    fn check(&self) -> Result<(), Failure> {
        let mut command = args::command();
        command.build();
        let mut command = &command;
        for word in &self.words {
            let found = command.get_subcommands().find(|found| found.get_name() == word);
            command = found.ok_or_else(|| {
                let names = TOPICS.iter().map(|topic| topic.name).collect::<Vec<_>>().join(", ");
                Failure::usage(format!(
                    "TOPIC: no such topic or command; the topics are {names}, and `wellspring help` lists the commands"
                ))
            })?;
        }
        Ok(())
    }
}

/// The topics, as the help of the whole command lists them.
pub(crate) fn list() -> String {
    let lines = TOPICS.iter().map(|topic| format!("\n  {:12} {}", topic.name, topic.about));
    format!("Topics (wellspring help TOPIC):{}", lines.collect::<String>())
}
