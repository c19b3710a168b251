//! How results are wanted: the options that every command with results has, and the way from the source to where they go.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::Args;

use super::{Batch, Form, LONGEST_CLIP, NewFile, Progress, Target, Unit, clipboard::Clipboard};
use crate::{
    Source, error::Failure, size, source::SourceName, status::Status, streams::Streams,
    strength::Strength,
};

// The options that are the same everywhere. Not a doc comment: clap takes that of a struct that is flattened into a
// command for the command's own.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct Delivery {
    /// Print each result as a JSON object on a line of its own, with its strength
    #[arg(long)]
    json: bool,

    /// End each result with a NUL byte instead of a newline, for `xargs -0` and `read -d ''`
    #[arg(
        short = '0',
        long = "null",
        visible_short_alias = 'z',
        visible_alias = "zero-terminated"
    )]
    null: bool,

    /// Write nothing after the last result
    #[arg(long)]
    no_newline: bool,

    /// Write to FILE, which appears (or replaces the file of that name) complete or not at all; only its
    /// owner can read it
    #[arg(short, long, visible_alias = "output", value_name = "FILE")]
    out: Option<PathBuf>,

    /// Copy to the clipboard instead of printing, and clear it after SECONDS, 45 if none are given, if it still holds the result
    #[arg(long, value_name = "SECONDS", num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "45", conflicts_with = "out")]
    #[arg(value_parser = size::text(|text| size::within(text, 1..=LONGEST_CLIP)))]
    clip: Option<u32>,

    /// Refuse, with status 3, to make anything that has less than N bits
    #[arg(long, value_name = "N", value_parser = size::text(size::bits), allow_negative_numbers = true)]
    min_bits: Option<u32>,

    /// Tell the strength of each result, on standard error
    #[arg(long)]
    show_bits: bool,

    /// Where randomness comes from
    #[arg(long, value_enum, value_name = "SOURCE", default_value_t)]
    #[arg(hide_possible_values = true, help = SOURCE_HELP)]
    source: SourceName,
}

const SOURCE_HELP: &str = "Draw from the operating system (`system`), or from a generator in this process that it \
    seeds (`generator`): faster for millions of results";

// `-n`, for commands that make one result unless told otherwise.
#[derive(Debug, Args)]
pub(crate) struct Repeat {
    /// Make COUNT results, one on each line, each independent of the others; at most 1000000000
    #[arg(short = 'n', long, default_value_t = 1, hide_default_value = true)]
    #[arg(value_parser = size::text(size::count), allow_negative_numbers = true)]
    pub(crate) count: u64,
}

impl Default for Repeat {
    fn default() -> Self {
        Self { count: 1 }
    }
}

impl Delivery {
    /// Makes `count` results, each by a call of `one`, and brings them to where they are wanted.
    pub(crate) fn repeat(
        &self,
        count: u64,
        strength: &Strength<'_>,
        source: &mut Source<'_>,
        streams: &mut Streams<'_>,
        mut one: impl FnMut(&mut Source<'_>, &mut Batch<'_>) -> Result<(), Failure>,
    ) -> Result<Status, Failure> {
        self.all(count, strength, source, streams, |source, batch| {
            (0..count).try_for_each(|_| one(source, batch))
        })
    }

    /// Makes `count` results by one call of `make`.
    pub(crate) fn all(
        &self,
        count: u64,
        strength: &Strength<'_>,
        source: &mut Source<'_>,
        streams: &mut Streams<'_>,
        make: impl FnOnce(&mut Source<'_>, &mut Batch<'_>) -> Result<(), Failure>,
    ) -> Result<Status, Failure> {
        self.check(strength)?;
        let bits = match strength.bits_of_each() {
            Some(bits) => format!("{bits:.2}"),
            None => "null".into(),
        };
        // On a terminal the bar and the results would write over each other.
        let quiet = streams.output_is_terminal && self.prints();
        let wanted = streams.messages_are_on_terminal && !quiet;
        let progress = Progress::new(count, Unit::Results, wanted);
        let mut batch = Batch::new(self.target(streams)?, self.form(), bits, progress, count);
        self.source.with(source, |source| make(source, &mut batch))?;
        let said = batch.finish()?;
        self.tell(strength, streams);
        if let Some(said) = said {
            let _ = writeln!(streams.messages, "{said}");
        }
        Ok(Status::Done)
    }

    /// Refuses what is too weak, before anything is drawn.
    pub(crate) fn check(&self, strength: &Strength<'_>) -> Result<(), Failure> {
        self.min_bits.map_or(Ok(()), |least| strength.demand(least))
    }

    /// Says how strong the results are, if that is wanted.
    pub(crate) fn tell(&self, strength: &Strength<'_>, streams: &mut Streams<'_>) {
        if self.show_bits {
            // As with every message: who cannot read it still has the result.
            let _ = writeln!(streams.messages, "{strength}");
        }
    }

    /// Where results go.
    pub(crate) fn target<'a>(&self, streams: &'a mut Streams<'_>) -> Result<Target<'a>, Failure> {
        match (&self.out, self.clip) {
            (Some(path), _) => Ok(Target::File(NewFile::create(path, "--out")?)),
            (None, Some(seconds)) => Ok(Target::clipboard(Clipboard::find(seconds)?)),
            (None, None) => Ok(Target::Stream(streams.output)),
        }
    }

    /// Whether results go to the file that `path` names.
    pub(crate) fn is_written_to(&self, path: &Path) -> bool {
        // Of a file that is not there yet, its folder can be compared.
        let place = |path: &Path| {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            let folder = fs::canonicalize(folder.unwrap_or(Path::new("."))).ok()?;
            Some(folder.join(path.file_name()?))
        };
        let same = |out: &Path| place(out).is_some_and(|out| place(path) == Some(out));
        self.out.as_deref().is_some_and(|out| out == path || same(out))
    }

    /// Whether results go to standard output.
    pub(crate) const fn prints(&self) -> bool {
        self.out.is_none() && self.clip.is_none()
    }

    /// Whether they go to the clipboard.
    pub(crate) const fn copies(&self) -> bool {
        self.clip.is_some()
    }

    /// Whether they are JSON.
    pub(crate) const fn is_json(&self) -> bool {
        self.json
    }

    /// Whether anybody wants to know how strong a result is.
    pub(crate) const fn wants_bits(&self) -> bool {
        self.json || self.show_bits || self.min_bits.is_some()
    }

    /// Whether each result is to end with a NUL byte.
    pub(crate) const fn ends_results(&self) -> bool {
        self.null
    }

    /// What is drawn from.
    pub(crate) const fn source(&self) -> SourceName {
        self.source
    }

    /// The byte that ends a result.
    pub(crate) const fn ending(&self) -> u8 {
        if self.null { 0 } else { b'\n' }
    }

    const fn form(&self) -> Form {
        Form { json: self.json, ending: self.ending(), last_has_ending: !self.no_newline }
    }
}
