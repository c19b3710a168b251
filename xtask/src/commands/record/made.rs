//! On which day, of which code and on which machine something was found.

use std::path::Path;
use std::{fs, io};

use super::Made;
use crate::commands::{Stop, Workspace, suite};
use crate::shell::Line;

/// The day, the version and the machine, of now.
pub(crate) fn made(ws: &Workspace, command: &str) -> Result<Made, Stop> {
    let (kernel, date) = suite::made()?;
    let version = format!("{} {}", env!("CARGO_PKG_VERSION"), commit(&ws.root)?);
    let compiler = Line::new("rustc --version").read()?;
    let compiler = compiler.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    let libc = Line::new("getconf GNU_LIBC_VERSION").read().unwrap_or_default();
    let parts = [processor()?, kernel, libc.trim().to_owned(), compiler];
    let machine = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    Ok(Made { command: command.into(), date, version, machine, seconds: 0 })
}

fn commit(root: &Path) -> Result<String, Stop> {
    let commit = Line::new("git describe --always").dir(root).read()?;
    let differ = Line::new("git diff --name-only HEAD -- . :(exclude)docs").dir(root).read()?;
    Ok(format!("{}{}", commit.trim(), if differ.trim().is_empty() { "" } else { "+" }))
}

/// The name of the processor and how many there are.
fn processor() -> io::Result<String> {
    let info = fs::read_to_string("/proc/cpuinfo")?;
    let name = info.lines().find(|line| line.starts_with("model name"));
    let name = name.and_then(|line| line.split_once(": ")).map_or("a processor", |(_, name)| name);
    let count = info.lines().filter(|line| line.starts_with("processor")).count();
    Ok(format!("{name} x {count}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_of_code_alone() {
        let root = Workspace::find().scratch("record-version").unwrap();
        let git = |words: &str| {
            let line = Line::new("git -c user.name=n -c user.email=e").words(words).dir(&root);
            assert!(line.command().output().unwrap().status.success(), "{words}");
        };
        fs::create_dir(root.join("docs")).unwrap();
        git("init --quiet");
        ["a.rs", "docs/a.md"].iter().for_each(|file| fs::write(root.join(file), "1").unwrap());
        git("add .");
        git("commit --quiet -m m");
        let clean = commit(&root).unwrap();
        fs::write(root.join("docs/a.md"), "2").unwrap();
        assert_eq!(commit(&root).unwrap(), clean);
        fs::write(root.join("a.rs"), "2").unwrap();
        assert_eq!(commit(&root).unwrap(), format!("{clean}+"));
    }
}
