//! `wellspring man`.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use clap::Args;
use clap_mangen::Man as Page;

use crate::{args, error::Failure, output::NewFile, shown, status::Status, streams::Streams};

#[derive(Debug, Args)]
pub(crate) struct Man {
    /// The command whose page it is, as in `man apikey mint`; without it the page of wellspring itself
    #[arg(value_name = "COMMAND", conflicts_with = "dir")]
    names: Vec<String>,

    /// Write the pages of all commands to DIRECTORY, as wellspring.1, wellspring-hex.1 and so on
    #[arg(short, long, value_name = "DIRECTORY")]
    dir: Option<PathBuf>,
}

impl Man {
    pub(crate) fn run(&self, streams: &mut Streams<'_>) -> Result<Status, Failure> {
        if let Some(directory) = &self.dir {
            let what = match directory.symlink_metadata() {
                Ok(_) => format!("create {directory:?} (--dir)"),
                Err(_) => "create the directory of --dir".into(),
            };
            fs::create_dir_all(directory).map_err(Failure::stream(what))?;
            for (name, page) in pages(args::command()) {
                let path = directory.join(name).with_extension("1");
                let mut file = NewFile::create(&path, "--dir")?;
                file.write(&page)?;
                file.commit()?;
                let what = format!("open {} to all", shown::file(&path, "--dir", ""));
                for_all(&path).map_err(Failure::stream(what))?;
            }
            return Ok(Status::Done);
        }
        let name = [&["wellspring".to_owned()], self.names.as_slice()].concat().join("-");
        let page = pages(args::command()).into_iter().find(|(found, _)| *found == name);
        let (_, page) = page.ok_or_else(|| {
            Failure::usage("COMMAND: no such command; `wellspring help` lists them")
        })?;
        streams.output.write_all(&page).map_err(Failure::output)?;
        Ok(Status::Done)
    }
}

/// New files are their owner's alone, which is right for secrets and not for pages.
fn for_all(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o644))?;
    let _ = path;
    Ok(())
}

/// The name and the text of each page.
pub(crate) fn pages(command: clap::Command) -> Vec<(String, Vec<u8>)> {
    let mut command = command.disable_help_subcommand(true);
    command.build();
    let mut pages = Vec::new();
    add(&command, "wellspring", &mut pages);
    pages
}

fn add(command: &clap::Command, name: &str, pages: &mut Vec<(String, Vec<u8>)>) {
    let mut page = Vec::new();
    // Writing to memory does not fail.
    let version = concat!("wellspring ", env!("CARGO_PKG_VERSION"));
    let page_of =
        Page::new(command.clone().mut_args(with_aliases)).title(name).source(version).date(" ");
    let _ = page_of.manual("Wellspring").render(&mut page);
    pages.push((name.to_owned(), page));
    for command in command.get_subcommands().filter(|command| !command.is_hide_set()) {
        add(command, &format!("{name}-{}", command.get_name()), pages);
    }
}

/// The argument with its other names, which clap's pages leave out, behind its help.
fn with_aliases(argument: clap::Arg) -> clap::Arg {
    let short = argument.get_visible_short_aliases().unwrap_or_default().into_iter();
    let long = argument.get_visible_aliases().unwrap_or_default().into_iter();
    let short = short.map(|short| format!("-{short}"));
    let names: Vec<String> = short.chain(long.map(|long| format!("--{long}"))).collect();
    match (argument.get_long_help().or(argument.get_help()), names.as_slice()) {
        (None, _) | (_, []) => argument,
        (Some(help), names) => {
            let help = format!("{help} [also {}]", names.join(", "));
            argument.help(help.clone()).long_help(help)
        }
    }
}
