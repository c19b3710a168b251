//! docs/DEPENDENCIES.md against what users get: a row for each package below the published crates, with the version, the
//! licence, whether it has `unsafe` code, and what of it runs at build time, as they are in the lock and in the sources.

mod files;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::commands::{PACKAGES, Stop, Workspace};
use crate::metadata::{self, Id, Package};

/// What a row says and the rule compares.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Facts {
    id: Id,
    license: String,
    /// Whether `unsafe` is in its sources, tests within them included.
    unsafe_code: bool,
    /// `build script`, `macro`, both or nothing.
    builds: String,
    /// Whether any file of it is compiled code, which nobody can read.
    compiled: bool,
}

pub(super) fn check(ws: &Workspace) -> Result<Vec<String>, Stop> {
    let packages = metadata::packages(&ws.root)?;
    let packages: BTreeMap<Id, &Package> = packages.iter().map(|p| (p.id(), p)).collect();
    let mut below = BTreeSet::new();
    for package in PACKAGES {
        below.extend(metadata::tree(&ws.root, package)?.into_keys());
    }
    let mut violations = twice(&below);
    let mut facts = Vec::new();
    for id in below {
        match packages.get(&id) {
            Some(package) if package.foreign => facts.push(of(package)?),
            Some(_) => {}
            None => return Ok(vec![format!("{} {}: not in cargo metadata", id.0, id.1)]),
        }
    }
    let document = fs::read_to_string(ws.root.join("docs/DEPENDENCIES.md"))?;
    violations.extend(compare(&document, &facts));
    Ok(violations)
}

/// What users build in two versions, each with its reason in the table.
const TWICE: &[&str] = &["getrandom", "r-efi", "rand_core"];

/// Packages that are there in two versions without need, and names that are not any more.
fn twice(below: &BTreeSet<Id>) -> Vec<String> {
    let mut versions: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, _) in below {
        *versions.entry(name).or_default() += 1;
    }
    let is = |name: &str| versions.get(name).is_some_and(|count| *count > 1);
    let found = versions.keys().filter(|name| is(name) && !TWICE.contains(*name));
    let stale = TWICE.iter().filter(|name| !is(name));
    found
        .map(|name| format!("{name}: two versions below the published crates"))
        .chain(stale.map(|name| format!("{name}: is not there twice any more")))
        .collect()
}

fn of(package: &Package) -> Result<Facts, Stop> {
    let words = [(package.build_script, "build script"), (package.proc_macro, "macro")];
    let words: Vec<&str> = words.iter().filter(|(is, _)| *is).map(|(_, word)| *word).collect();
    let folder = package.manifest.parent().unwrap_or(Path::new(""));
    let files = files::below(folder)?;
    Ok(Facts {
        id: package.id(),
        license: package.license.clone(),
        unsafe_code: files::have_unsafe(&files, &folder.join("src"))?,
        builds: words.join(", "),
        compiled: files::have_compiled(&files)?,
    })
}

/// Packages without a row, rows without a package, and rows that say something else than what is there.
fn compare(document: &str, facts: &[Facts]) -> Vec<String> {
    let mut rows: Vec<Row<'_>> = document.lines().filter_map(row).collect();
    let mut found = Vec::new();
    for fact in facts {
        let (name, version) = &fact.id;
        let at = rows.iter().position(|row| row.name == name && row.version == version);
        match at.map(|at| rows.swap_remove(at)) {
            Some(row) => found.extend(differences(&row, fact)),
            None => found.push(format!("{name} {version} has no row in docs/DEPENDENCIES.md")),
        }
    }
    let left = rows.iter();
    found.extend(left.map(|row| {
        format!("docs/DEPENDENCIES.md: nobody depends on {} {}", row.name, row.version)
    }));
    found
}

struct Row<'a> {
    name: &'a str,
    version: &'a str,
    license: &'a str,
    unsafe_code: &'a str,
    builds: &'a str,
    source: &'a str,
    note: &'a str,
}

/// `| `name` | version | licence | unsafe | at build time | from | why |`.
fn row(line: &str) -> Option<Row<'_>> {
    let line = line.strip_prefix("| `")?.strip_suffix('|')?;
    let mut cells = line.split('|').map(str::trim);
    Some(Row {
        name: cells.next()?.strip_suffix('`')?,
        version: cells.next()?,
        license: cells.next()?,
        unsafe_code: cells.next()?,
        builds: cells.next()?,
        source: cells.next()?,
        note: cells.next()?,
    })
}

fn differences(row: &Row<'_>, fact: &Facts) -> Vec<String> {
    let unsafe_code = if fact.unsafe_code { "yes" } else { "none" };
    let builds = if fact.builds.is_empty() { "–" } else { &fact.builds };
    let pairs =
        [(row.license, &*fact.license), (row.unsafe_code, unsafe_code), (row.builds, builds)];
    let wrong = pairs.iter().filter(|(said, is)| said != is);
    let mut found: Vec<String> = wrong
        .map(|(said, is)| {
            let Row { name, version, .. } = row;
            format!("docs/DEPENDENCIES.md: {name} {version}: says `{said}`, is `{is}`")
        })
        .collect();
    if fact.compiled != row.note.contains("compiled code") {
        let is = if fact.compiled { "has" } else { "has no" };
        found.push(format!("docs/DEPENDENCIES.md: {}: {is} compiled code", row.name));
    }
    if row.source.is_empty() || row.note.is_empty() {
        found.push(format!("docs/DEPENDENCIES.md: {}: no source or no reason", row.name));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = "\
| crate | version | licence | unsafe | at build time | from | why |
|---|---|---|---|---|---|---|
| `a` | 1.0.0 | MIT | none | – | x/a | a reason |
| `b` | 2.0.0 | MIT OR Apache-2.0 | yes | build script, macro | x/b | another, with compiled code |
";

    fn facts() -> Vec<Facts> {
        let fact = |name: &str, version: &str, license: &str, unsafe_code, builds: &str| Facts {
            id: (name.into(), version.into()),
            license: license.into(),
            unsafe_code,
            builds: builds.into(),
            compiled: name == "b",
        };
        vec![
            fact("a", "1.0.0", "MIT", false, ""),
            fact("b", "2.0.0", "MIT OR Apache-2.0", true, "build script, macro"),
        ]
    }

    #[test]
    fn a_full_table_is_clean() {
        assert_eq!(compare(DOCUMENT, &facts()), [""; 0]);
    }

    #[test]
    fn a_missing_row_and_a_stale_one_are_found() {
        let mut newer = facts();
        newer[0].id.1 = "1.0.1".into();
        let found = compare(DOCUMENT, &newer);
        let expected = ["a 1.0.1 has no row", "nobody depends on a 1.0.0"];
        assert!(
            found.len() == 2 && found.iter().zip(expected).all(|(f, e)| f.contains(e)),
            "{found:?}"
        );
        assert_eq!(compare("", &facts()).len(), 2);
        assert_eq!(compare(DOCUMENT, &[]).len(), 2);
    }

    #[test]
    fn a_row_that_says_something_else_is_found() {
        for (from, to) in [
            ("| MIT |", "| ISC |"),
            ("| none |", "| yes |"),
            ("| – |", "| macro |"),
            ("| x/a |", "| |"),
            ("| a reason |", "| |"),
            ("a reason", "compiled code"),
            ("compiled code", "sources"),
        ] {
            assert_eq!(compare(&DOCUMENT.replacen(from, to, 1), &facts()).len(), 1, "{to}");
        }
    }

    #[test]
    fn a_second_version_is_found() {
        let ids = |names: &[(&str, &str)]| {
            names.iter().map(|(name, version)| ((*name).into(), (*version).into())).collect()
        };
        let mut known: BTreeSet<Id> = TWICE
            .iter()
            .flat_map(|name| [(*name, "1"), (*name, "2")])
            .map(|(name, version)| (name.to_owned(), version.to_owned()))
            .collect();
        known.insert(("syn".into(), "2".into()));
        assert_eq!(twice(&known), [""; 0]);
        known.insert(("syn".into(), "3".into()));
        assert_eq!(twice(&known).len(), 1);
        assert_eq!(twice(&ids(&[("a", "1")])).len(), TWICE.len());
    }
}
