//! The licences: our own packages say ours and carry its texts, and nothing that a user's program is built of has another
//! than those that were agreed to.
//!
//! `cargo deny` looks at all of the tree, the peers of the benches too, and allows what they need. This rule is about what
//! users get: the packages and what they bring in, optional or not, on all targets. Whether a package is one that users
//! get, cargo says: a new member of the workspace is looked at without being listed.

mod texts;

pub(super) use self::texts::check as check_texts;
use super::unix_path;
use crate::{
    commands::{Stop, Workspace},
    metadata::Package,
    shell::Line,
};

const OURS: &str = "MIT OR Apache-2.0";
/// Of each alternative that a dependency offers, all parts must be among these.
const ALLOWED: &[&str] = &["MIT", "Apache-2.0", "BSD-3-Clause", "Unicode-3.0"];
/// The texts, at the root and in each published package.
const TEXTS: &[&str] = &["LICENSE-APACHE", "LICENSE-MIT"];

/// What a browser gets is not published as a package.
const PAGE: &str = "wellspring-web";

/// `members` are the packages of the workspace, `all` the paths of all files.
pub(super) fn check(
    ws: &Workspace,
    members: &[Package],
    all: &[String],
) -> Result<Vec<String>, Stop> {
    let mut found = Vec::new();
    for Package { name, published, license, .. } in members {
        if *published || name == PAGE {
            let line = Line::new(
                "cargo tree --locked --target all -e normal,build --prefix none --all-features --format",
            );
            let tree = line.arg("{p}\t{l}").arg("-p").arg(name).dir(&ws.root).read()?;
            found.extend(licences(name, &tree));
        } else if license != OURS {
            found.push(wrong(name, license));
        }
    }
    found.sort();
    found.dedup();
    let manifests = members.iter().map(|member| unix_path(&ws.root, &member.manifest));
    let folders = members.iter().zip(manifests).filter_map(|(member, manifest)| {
        let folder = manifest.strip_suffix("Cargo.toml")?;
        let below =
            folder.strip_prefix("crates/").is_some_and(|rest| rest.matches('/').count() == 1);
        (member.published || below).then(|| folder.to_owned())
    });
    found.extend(folders.chain([String::new()]).flat_map(|folder| missing(&folder, all)));
    Ok(found)
}

fn wrong(name: &str, licence: &str) -> String {
    format!("{name}: licensed as `{licence}`, not as {OURS}")
}

/// What is wrong in the lines `name version (path)<tab>licence` of a tree, the first of which is the package's own.
fn licences(package: &str, tree: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in tree.lines().map(|line| line.trim_end_matches(" (*)")) {
        let (named, licence) = line.split_once('\t').unwrap_or((line, ""));
        let name = named.split(' ').next().unwrap_or(named);
        if name == package || name.starts_with("wellspring") {
            if licence != OURS {
                found.push(wrong(name, licence));
            }
        } else if !allowed(licence) {
            found.push(format!("{name}: licensed as `{licence}`, of which nothing is allowed"));
        }
    }
    if !tree.starts_with(&format!("{package} ")) {
        found.push(format!("{package}: no tree of its dependencies"));
    }
    found
}

/// Whether one of the alternatives of an SPDX expression has nothing but what is allowed: `OR` at the top, `AND` and
/// parentheses below, and the slash of old manifests.
fn allowed(licence: &str) -> bool {
    let licence = licence.replace('/', " OR ");
    let mut rest = licence.as_str();
    parse(&mut rest) == Some(true) && rest.trim().is_empty()
}

/// `expression := term (OR term)*`; a text that is none has no value.
fn parse(rest: &mut &str) -> Option<bool> {
    let mut any = term(rest)?;
    while eat(rest, "OR ") {
        any |= term(rest)?;
    }
    Some(any)
}

fn term(rest: &mut &str) -> Option<bool> {
    let mut all = factor(rest)?;
    while eat(rest, "AND ") {
        all &= factor(rest)?;
    }
    Some(all)
}

fn factor(rest: &mut &str) -> Option<bool> {
    if eat(rest, "(") {
        let inner = parse(rest)?;
        return eat(rest, ")").then_some(inner);
    }
    let end = rest.trim_start().find([' ', ')']).unwrap_or(rest.trim_start().len());
    let (name, tail) = rest.trim_start().split_at(end);
    *rest = tail;
    // An exception gives more rights, and is not needed where the licence is allowed without it.
    if eat(rest, "WITH ") {
        factor(rest)?;
    }
    (!name.is_empty()).then(|| ALLOWED.contains(&name))
}

fn eat(rest: &mut &str, word: &str) -> bool {
    let tail = rest.trim_start().strip_prefix(word);
    tail.inspect(|tail| *rest = tail).is_some()
}

fn missing(folder: &str, all: &[String]) -> Vec<String> {
    let texts = TEXTS.iter().map(|text| format!("{folder}{text}"));
    texts.filter(|text| !all.contains(text)).map(|text| format!("{text}: missing")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_read() {
        for good in [
            "MIT",
            "MIT OR Apache-2.0",
            "MIT/Apache-2.0",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "GPL-3.0 OR MIT",
            "Apache-2.0 WITH LLVM-exception",
            "Apache-2.0 WITH LLVM-exception OR GPL-2.0",
        ] {
            assert!(allowed(good), "{good}");
        }
        for bad in [
            "",
            "GPL-3.0",
            "MIT AND GPL-3.0",
            "MIT OR",
            "(MIT",
            "MIT)",
            "MIT Apache-2.0",
            "(MIT OR Apache-2.0) AND GPL-2.0",
            "MPL-2.0",
        ] {
            assert!(!allowed(bad), "{bad}");
        }
    }

    #[test]
    fn a_licence_that_nobody_agreed_to_is_found() {
        let tree = "wellspring v0.1.0 (/x)\tMIT OR Apache-2.0\nsubtle v2.6.1\tBSD-3-Clause\nsubtle v2.6.1\tBSD-3-Clause (*)\n";
        assert_eq!(licences("wellspring", tree), [""; 0]);
        for (old, new) in [
            ("BSD-3", "BSD-4"),
            ("MIT OR", "GPL-3.0 OR"),
            ("\tMIT OR Apache-2.0", "\t"),
            ("\tBSD-3-Clause\n", "\n"),
        ] {
            assert!(!licences("wellspring", &tree.replacen(old, new, 1)).is_empty(), "{new}");
        }
        assert_eq!(licences("wellspring", "").len(), 1);
        assert_eq!(licences("extra", "extra v0.1.0 (/x)\tMIT\n").len(), 1);
    }

    #[test]
    fn texts_must_be_there() {
        let all =
            ["crates/x/LICENSE-MIT", "crates/x/LICENSE-APACHE", "LICENSE-MIT"].map(str::to_owned);
        assert_eq!(missing("crates/x/", &all), [""; 0]);
        assert_eq!(missing("", &all), ["LICENSE-APACHE: missing"]);
    }
}
