//! On which day, of which code and on which machine something was found.

use std::path::Path;
use std::{fs, io};

use super::Made;
use crate::commands::{Stop, Workspace, suite};
use crate::shell::Line;

/// The day, the version and the machine, of now.
pub(crate) fn made(ws: &Workspace, command: &str) -> Result<Made, Stop> {
    let [version, kernel, date] = suite::made(ws)?;
    let compiler = Line::new("rustc --version").read()?;
    let compiler = compiler.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    let libc = Line::new("getconf GNU_LIBC_VERSION").read().unwrap_or_default();
    let parts = [processor()?, kernel, libc.trim().to_owned(), compiler];
    let machine = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    Ok(Made { command: command.into(), date, version, machine, seconds: 0 })
}

/// Of the packages, and the commit.
pub(crate) fn version(root: &Path) -> Result<String, Stop> {
    Ok(format!("{} {}", env!("CARGO_PKG_VERSION"), commit(root)?))
}

fn commit(root: &Path) -> Result<String, Stop> {
    let commit = Line::new("git describe --always").dir(root).read()?;
    let differ = Line::new("git diff --name-only HEAD -- . :(exclude)docs").dir(root).read()?;
    Ok(format!("{}{}", commit.trim(), if differ.trim().is_empty() { "" } else { "+" }))
}

/// The name of the processor, which may be a whole line of products, with its family and model, and how many there are.
fn processor() -> io::Result<String> {
    Ok(named(&fs::read_to_string("/proc/cpuinfo")?))
}

fn named(info: &str) -> String {
    let value = |name: &str| {
        let mut pairs = info.lines().filter_map(|line| line.split_once(':'));
        pairs.find(|(key, _)| key.trim() == name).map(|(_, value)| value.trim())
    };
    let name = value("model name").unwrap_or("a processor");
    let model = match (value("cpu family"), value("model")) {
        (Some(family), Some(model)) => format!(" (family {family}, model {model})"),
        _ => String::new(),
    };
    let count = info.lines().filter(|line| line.starts_with("processor")).count();
    format!("{name}{model} x {count}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_processor_has_its_family() {
        let one = "processor\t: 0\ncpu family\t: 26\nmodel\t\t: 2\nmodel name\t: AMD EPYC\n\n";
        assert_eq!(named(&one.repeat(2)), "AMD EPYC (family 26, model 2) x 2");
        assert_eq!(named("processor : 0\nmodel name : ARM\n"), "ARM x 1");
        assert_eq!(named(""), "a processor x 0");
    }

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
