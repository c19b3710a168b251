//! Every file of Rust is part of a program: named by a `mod` on the way from the file that a compiler starts from.
//!
//! A file that no `mod` names is never compiled. Its tests do not run and its `unsafe` is not there, while every rule that reads it
//! believes both. `#[path]`, `include!` and `include_str!` are followed; what stands in a comment is not there.

use std::collections::{BTreeMap, BTreeSet};

use super::conditions::{On, leave_out};
use crate::source::{code_only, without_comments};

/// `files` are paths from the root with their text.
pub(super) fn check(files: &[(String, String)]) -> Vec<String> {
    let reached = reached(files, On::AnySystem);
    let sources = files.iter().map(|(path, _)| path).filter(|path| path.ends_with(".rs"));
    let alone = |path: &str| ALONE.iter().any(|(folder, _)| path.starts_with(folder));
    let orphans = sources.filter(|path| !reached.contains(*path) && !alone(path));
    orphans
        .map(|path| format!("{path}:1: no `mod` names it, so that nothing compiles it"))
        .collect()
}

/// What a compiler reaches, where no condition leaves out the `mod` that names it.
pub(super) fn reached(files: &[(String, String)], on: On) -> BTreeSet<String> {
    let sources: BTreeMap<&str, &str> = files
        .iter()
        .filter(|(path, _)| path.ends_with(".rs"))
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    // With whether the modules of a file lie beside it: those of a root do, and of what `#[path]` names.
    let roots = roots(files, &sources).into_iter().map(|root| (root, true));
    let mut due: Vec<(String, bool)> = roots.collect();
    let mut reached: BTreeSet<(String, bool)> = due.iter().cloned().collect();
    while let Some((path, beside)) = due.pop() {
        let text = sources.get(path.as_str()).copied().unwrap_or_default();
        let named = named(on, &path, text, beside).into_iter();
        for named in named.filter(|(path, _)| sources.contains_key(path.as_str())) {
            if reached.insert(named.clone()) {
                due.push(named);
            }
        }
    }
    reached.into_iter().map(|(path, _)| path).collect()
}

/// Files that a command compiles one by one.
const ALONE: &[(&str, &str)] = &[(
    "crates/facade/tests/messages/",
    "`cargo xtask messages` reads what the compiler says of each",
)];

/// Where a compiler starts: what cargo finds by itself, and what a manifest names.
fn roots(files: &[(String, String)], sources: &BTreeMap<&str, &str>) -> Vec<String> {
    let mut roots = Vec::new();
    for (path, manifest) in files {
        let Some(folder) =
            path.strip_suffix("Cargo.toml").filter(|f| f.is_empty() || f.ends_with('/'))
        else {
            continue;
        };
        let inside = sources.keys().filter(|path| path.strip_prefix(folder).is_some_and(is_root));
        roots.extend(inside.map(|path| (*path).to_owned()));
        let paths = manifest.lines().filter_map(|line| line.trim().strip_prefix("path = \""));
        roots.extend(paths.map(|path| joined(folder, path.trim_end_matches('"'))));
    }
    roots
}

/// Whether cargo takes a file of this path in a package for a program or a library by itself.
fn is_root(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    let targets = |folder: &str| ["tests", "benches", "examples"].contains(&folder);
    match parts.as_slice() {
        ["build.rs"] | ["src", "lib.rs" | "main.rs"] | ["src", "bin", _] => true,
        ["src", "bin", _, "main.rs"] => true,
        [folder, _] | [folder, _, "main.rs"] => targets(folder),
        _ => false,
    }
}

/// The files that one names, whether they are there or not, with whether their modules lie beside them.
fn named(on: On, path: &str, text: &str, beside: bool) -> Vec<(String, bool)> {
    let text = without_comments(text);
    let code = code_only(&text);
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let own = if beside { folder.to_owned() } else { path.trim_end_matches(".rs").to_owned() };
    let mut found = Vec::new();
    // The names of the modules around a place, and whether they are left out.
    let mut inside: Vec<(Option<&str>, bool)> = Vec::new();
    let mut header = String::new();
    // Line by line: the code says what is there, the text has the strings.
    for (code, text) in code.lines().zip(text.lines()) {
        let includes = ["include!(\"", "include_str!(\""].iter().flat_map(|word| {
            text.match_indices(word).filter_map(|(at, word)| text.get(at + word.len()..))
        });
        let included = includes.filter_map(|rest| rest.split('"').next());
        found.extend(included.map(|path| (joined(folder, path), true)));
        header.push_str(text);
        header.push('\n');
        for piece in code.split_inclusive(['{', '}', ';']) {
            let module = piece.trim_end_matches(['{', ';']).split_whitespace().collect::<Vec<_>>();
            let name = module.iter().rev().nth(1).filter(|word| **word == "mod").and(module.last());
            match (piece.chars().last(), name) {
                (Some('{'), name) => inside.push((name.copied(), leave_out(on, &header))),
                (Some('}'), _) => _ = inside.pop(),
                (Some(';'), Some(_))
                    if leave_out(on, &header) || inside.iter().any(|(_, out)| *out) => {}
                (Some(';'), Some(name)) => {
                    let name = name.trim_start_matches("r#");
                    let at: Vec<&str> = inside.iter().filter_map(|(name, _)| *name).collect();
                    let below = [&[own.as_str()], at.as_slice()].concat().join("/");
                    let paths =
                        header.split("path = \"").skip(1).filter_map(|p| p.split('"').next());
                    let before = found.len();
                    found.extend(paths.map(|path| (joined(folder, path), true)));
                    // Under a condition there is another file where it does not hold.
                    if found.len() == before || header.contains("cfg_attr") {
                        found.push((format!("{below}/{name}.rs"), false));
                    }
                }
                _ => continue,
            }
            header.clear();
        }
    }
    found
}

/// A path beside a folder, without `..`.
fn joined(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => _ = parts.pop(),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: &[(&str, &str)] = &[
        ("a/Cargo.toml", "[[test]]\nname = \"t\"\npath = \"checks/t.rs\"\n"),
        ("a/src/lib.rs", "#![doc = \"x\"]\nmod b;\npub(crate) mod c {\n    mod d;\n}\nfn f() {}\n"),
        (
            "a/src/b.rs",
            "#[cfg(windows)]\n#[path = \"other/e.rs\"]\nmod e;\n#[cfg_attr(\n    unix,\n    path = \"f_unix.rs\"\n)]\nmod f;\ninclude!(\"g.rs\");\n",
        ),
        ("a/src/c/d.rs", ""),
        ("a/src/other/e.rs", ""),
        ("a/src/b/f.rs", ""),
        ("a/src/f_unix.rs", ""),
        ("a/src/g.rs", ""),
        ("a/src/bin/h.rs", "mod i;\n"),
        ("a/src/bin/i.rs", "mod r#type;\n"),
        ("a/src/bin/i/type.rs", ""),
        ("a/tests/j/main.rs", "#[path = \"../../../a/src/b/k.rs\"]\nmod k;\n#[cfg(test)] mod l;"),
        ("a/src/b/k.rs", ""),
        ("a/tests/j/l.rs", ""),
        ("a/checks/t.rs", ""),
        ("a/build.rs", ""),
    ];

    fn found(from: &str, to: &str) -> Vec<String> {
        let files = FILES.iter().map(|(path, text)| ((*path).to_owned(), text.replace(from, to)));
        check(&files.collect::<Vec<_>>())
    }

    #[test]
    fn every_file_that_is_named_is_reached() {
        assert_eq!(found("", ""), [""; 0]);
        assert_eq!(found("mod b;", "#[cfg(windows)]\nmod b;"), [""; 0]);
    }

    #[test]
    fn a_file_that_nothing_names_is_found() {
        for (from, to, orphans) in [
            ("mod b;", "// mod b;", 5),
            ("mod b;", "#[cfg(any())]\nmod b;", 5),
            ("pub(crate) mod c {", "#[cfg(all(unix, any()))]\npub(crate) mod c {", 1),
            ("mod b;", "const B: &str = \"mod b;\";", 5),
            ("    mod d;\n", "", 1),
            ("mod d;", "mod dd;", 1),
            ("mod c {", "mod cc {", 1),
            ("other/e.rs", "other/ee.rs", 1),
            ("f_unix.rs\"", "f_linux.rs\"", 1),
            ("include!", "// include!", 1),
            ("k.rs\"", "kk.rs\"", 1),
            ("mod l;", "", 1),
            ("path = \"checks/t.rs\"", "", 1),
        ] {
            assert_eq!(found(from, to).len(), orphans, "{from}: {:?}", found(from, to));
        }
    }
}
