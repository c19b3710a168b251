//! Whether the calls leave out a public function: its name must stand among them.

use std::fs;
use std::path::Path;

use crate::commands::Stop;
use crate::commands::tidy::{files, unix_path};
use crate::source::{code_only, lines_with, without_tests};

/// Public functions of the entropy crate that are not called, with their files.
pub(super) fn missing(root: &Path, calls: &str) -> Result<Vec<String>, Stop> {
    let calls = code_only(calls);
    let mut missing = Vec::new();
    for file in files(&root.join("crates/entropy/src"))? {
        let path = unix_path(root, &file);
        // Twins have the same functions, and what is not compiled here cannot be linked.
        if !path.ends_with(".rs") || path.ends_with("_disabled.rs") || path.contains("/src/sys") {
            continue;
        }
        let code = without_tests(&code_only(&fs::read_to_string(&file)?));
        let uncalled =
            functions(&code).into_iter().filter(|name| lines_with(&calls, name).is_empty());
        missing.extend(uncalled.map(|name| format!("`{name}` of {path}")));
    }
    Ok(missing)
}

/// The names after `pub fn`, whatever stands between these two words.
fn functions(code: &str) -> Vec<String> {
    let name = |line: &str| {
        let rest = line.trim_start().strip_prefix("pub ")?;
        let (_, rest) =
            [" ", rest].concat().split_once(" fn ").map(|(a, b)| (a.to_owned(), b.to_owned()))?;
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        rest.get(..end).map(str::to_owned)
    };
    code.lines().filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::functions;

    #[test]
    fn public_functions_are_found() {
        let code = "pub fn a() {}\n    pub const fn b<T>(x: T) {}\npub(crate) fn c() {}\nfn d() {}\n\
                    pub struct S;\npub const unsafe fn e() {}\n";
        assert_eq!(functions(code), ["a", "b", "e"]);
    }
}
