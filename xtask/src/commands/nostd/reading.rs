//! What can be said about `std` without a target that lacks it: by reading.
//!
//! Each library says `#![no_std]`, names `std` nowhere outside its tests and its own feature `std`, and no
//! dependency of it has its feature `std` switched on. This sees what the sources say, not what a dependency does.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::LIBRARIES;
use crate::commands::tidy::unix_path;
use crate::commands::{Outcome, Workspace, failed, verdict};
use crate::shell::Line;
use crate::source::{code_only, lines_with, without_tests};

pub(super) fn check(ws: &Workspace) -> Outcome {
    let mut violations = Vec::new();
    let mut read = 0_usize;
    for (package, _) in LIBRARIES {
        let dir = directory(package);
        let files = rust_files(&ws.root.join(&dir).join("src"))?;
        let texts = files.into_iter().map(|file| {
            let text = fs::read_to_string(&file)?;
            Ok((file, text))
        });
        let texts: Vec<(PathBuf, String)> = texts.collect::<io::Result<_>>()?;
        let tests: Vec<PathBuf> =
            texts.iter().flat_map(|(file, text)| test_modules(file, text)).collect();
        for (file, text) in &texts {
            if is_test(&tests, file) {
                continue;
            }
            let is_root = file.ends_with("src/lib.rs");
            let path = unix_path(&ws.root, file);
            violations.extend(names_std(&path, text, is_root));
            read += 1;
        }
        let line =
            Line::new("cargo tree --locked -e features,normal --no-default-features --prefix none");
        let tree = line.arg("-p").arg(package).dir(&ws.root).read()?;
        violations.extend(std_features(package, &tree));
    }
    if read < LIBRARIES.len() {
        return Err(failed(format!("only {read} source files were found")));
    }
    verdict(&violations, format!("{read} files and the feature trees"))
}

/// `wellspring-dist` lives in crates/dist, and `wellspring` itself in crates/facade.
fn directory(package: &str) -> PathBuf {
    let name = package.strip_prefix("wellspring-").unwrap_or("facade");
    Path::new("crates").join(name)
}

fn rust_files(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            found.append(&mut rust_files(&path)?);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            found.push(path);
        }
    }
    Ok(found)
}

/// The features that bring `std`, each said to in its Cargo.toml.
const STD_FEATURES: &[&str] = &["std", "locked", "url", "wordlists"];

/// What a feature brings that needs `std` is no more a part of the library without `std` than its tests are.
fn std_as_test(text: &str) -> String {
    STD_FEATURES.iter().fold(text.to_owned(), |text, feature| {
        let alone = format!("#[cfg(feature = \"{feature}\")]");
        let or_test = format!("#[cfg(any(feature = \"{feature}\", test))]");
        text.replace(&alone, "#[cfg(test)]").replace(&or_test, "#[cfg(test)]")
    })
}

/// The files, without their `.rs`, that `#[cfg(test)] mod name;` leaves to the tests. All others are
/// read, the ones too that no module names on this target.
fn test_modules(file: &Path, text: &str) -> Vec<PathBuf> {
    let folder =
        if file.ends_with("lib.rs") { file.with_file_name("") } else { file.with_extension("") };
    let code = code_only(&std_as_test(text));
    let items = code.split("#[cfg(test)]").skip(1);
    let names = items.filter_map(|item| item.trim_start().strip_prefix("mod "));
    let names = names.filter_map(|rest| rest.split_once(';'));
    // `mod name { …; }` is cut at a semicolon too, but is no name.
    let names = names.filter(|(name, _)| name.chars().all(|c| c.is_alphanumeric() || c == '_'));
    names.map(|(name, _)| folder.join(name)).collect()
}

/// Whether a file is one of these modules, or of a module within one.
fn is_test(tests: &[PathBuf], file: &Path) -> bool {
    let module = file.with_extension("");
    tests.iter().any(|test| module.starts_with(test))
}

fn names_std(path: &str, text: &str, is_root: bool) -> Vec<String> {
    let code = without_tests(&code_only(&std_as_test(text)));
    let mut found = Vec::new();
    if is_root && !code.contains("#![no_std]") {
        found.push(format!("{path}:1: no #![no_std]"));
    }
    for word in ["std::", "extern crate std", "use std;"] {
        let lines = lines_with(&code, word).into_iter();
        found.extend(lines.map(|line| format!("{path}:{line}: {word}")));
    }
    found
}

fn std_features(package: &str, tree: &str) -> Vec<String> {
    let lines = tree.lines().filter(|line| line.contains("feature \"std\""));
    lines.map(|line| format!("{package}: {}", line.trim())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn std_is_found_in_code_and_only_there() {
        let clean = "#![no_std]\n//! std::fs\n#[cfg(test)]\nmod tests { use std::vec; }\n";
        assert_eq!(names_std("lib.rs", clean, true), [""; 0]);
        for bad in ["extern crate std;", "use std;", "fn f() { ::std::abort() }"] {
            let text = format!("#![no_std]\n{bad}\n");
            assert_eq!(names_std("lib.rs", &text, true).len(), 1, "{bad}");
        }
        let conditional = "#![cfg_attr(not(test), no_std)]";
        assert_eq!(names_std("lib.rs", conditional, true).len(), 1);
        assert_eq!(names_std("x.rs", "", false), [""; 0]);
    }

    #[test]
    fn what_the_feature_std_brings_is_left_out_and_nothing_else() {
        let clean = "#![no_std]\n#[cfg(feature = \"std\")]\nextern crate std;\n#[cfg(feature = \"std\")]\nmod io;\n";
        assert_eq!(names_std("lib.rs", clean, true), [""; 0]);
        assert_eq!(test_modules(Path::new("src/lib.rs"), clean), [Path::new("src/io")]);
        let or_test = clean.replace("feature = \"std\"", "any(feature = \"std\", test)");
        assert_eq!(names_std("lib.rs", &or_test, true), [""; 0]);
        let or_unix = "any(feature = \"std\", unix)";
        for other in ["not(feature = \"std\")", "feature = \"portable\"", "unix", or_unix] {
            let text = clean.replace("feature = \"std\"", other);
            assert_eq!(names_std("lib.rs", &text, true).len(), 1, "{other}");
            assert!(test_modules(Path::new("src/lib.rs"), &text).is_empty(), "{other}");
        }
    }

    #[test]
    fn std_of_a_dependency_is_found() {
        let tree = "wellspring v0.1.0\nrand_core v0.10.1\nzeroize feature \"std\"\n";
        assert_eq!(std_features("wellspring", tree).len(), 1);
        let tree = "wellspring v0.1.0\nzeroize feature \"alloc\"\n";
        assert_eq!(std_features("wellspring", tree), [""; 0]);
    }

    #[test]
    fn only_declared_tests_are_left_out() {
        let text = "mod a;\n#[cfg(test)]\nmod tests;\n#[cfg(test)]\nmod b { use c; }\n// #[cfg(test)]\nmod d;\n";
        let found = test_modules(Path::new("src/lib.rs"), text);
        assert_eq!(found, [Path::new("src/tests")]);
        let found = test_modules(Path::new("src/a.rs"), text);
        assert_eq!(found, [Path::new("src/a/tests")]);
        let within = |path| is_test(&found, Path::new(path));
        assert!(within("src/a/tests.rs") && within("src/a/tests/tiny.rs"));
        assert!(!within("src/a/tests_too.rs") && !within("src/a.rs") && !within("src/tests.rs"));
    }

    #[test]
    fn packages_are_where_they_are_looked_for() {
        assert_eq!(directory("wellspring-dist"), Path::new("crates/dist"));
        assert_eq!(directory("wellspring"), Path::new("crates/facade"));
    }
}
