//! Every public function and type has an example that asserts something.
//!
//! Counted are, in the libraries, `pub fn`, the methods of a `pub trait`, and `pub struct`, `enum`, `trait` and `union`, with a documentation.
//! An example is a block of code in a documentation that is run and has an assertion in it. A function has one if its own documentation
//! has, or one in the same file calls it, or its twin with `try_`: the documentation of a type shows its methods. A type has one if its own
//! documentation has, or one of the same crate names it.
//!
//! Left out are tests, modules in braces, which seal traits, items that are hidden or that nobody can name, and the `disabled` twins of files:
//! where they are compiled, no example runs.

use std::collections::HashMap;

use crate::source::without_tests;

/// The libraries, by their folders.
const LIBRARIES: &[&str] = &["entropy", "csprng", "dist", "tokens", "facade"];

/// What has none. The list may only shrink: an entry that is not needed any more is a violation as well.
const WITHOUT: &[(&str, &str)] = &[];

/// How many items there are, and what is wrong.
pub(super) fn check(files: &[(String, String)]) -> (usize, Vec<String>) {
    check_but(files, WITHOUT)
}

fn check_but(files: &[(String, String)], without: &[(&str, &str)]) -> (usize, Vec<String>) {
    let mut of_crates: HashMap<&str, String> = HashMap::new();
    for (path, text) in files {
        if let Some(library) = library(path) {
            of_crates.entry(library).or_default().push_str(&examples(text, path.ends_with(".md")));
        }
    }
    let (mut count, mut found, mut known) = (0, Vec::new(), without.to_vec());
    let sources = files.iter().filter(|(path, _)| {
        path.ends_with(".rs") && path.contains("/src/") && !path.ends_with("_disabled.rs")
    });
    for (path, text) in sources.filter(|(path, _)| !is_test(path)) {
        let Some(library) = library(path) else { continue };
        let of_file = examples(text, false);
        let of_crate = of_crates.get(library).map_or("", String::as_str);
        for item in items(text) {
            count += 1;
            let shown = match item.kind {
                Kind::Function => calls(&of_file, item.name),
                Kind::Type => names(of_crate, item.name),
            };
            if !shown && examples(&item.documentation, true).is_empty() {
                let entry = (path.as_str(), item.name);
                match known.iter().position(|known| *known == entry) {
                    Some(index) => _ = known.swap_remove(index),
                    None => found.push(format!(
                        "{path}:{}: `{}` has no example that asserts",
                        item.line, item.name
                    )),
                }
            }
        }
    }
    let needless = known.iter().map(|(path, name)| {
        format!("xtask/src/commands/tidy/examples.rs: `{name}` of {path} is not without an example")
    });
    found.extend(needless);
    (count, found)
}

fn library(path: &str) -> Option<&str> {
    let (name, rest) = path.strip_prefix("crates/")?.split_once('/')?;
    (LIBRARIES.contains(&name) && (rest == "README.md" || rest.starts_with("src/"))).then_some(name)
}

fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/")
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Function,
    Type,
}

struct Item<'a> {
    kind: Kind,
    name: &'a str,
    line: usize,
    documentation: String,
}

/// The public items of a file.
fn items(text: &str) -> Vec<Item<'_>> {
    let text_lines = text.lines().count();
    let kept = without_tests_of(text);
    let (mut found, mut documentation) = (Vec::new(), String::new());
    let (mut in_trait, mut hidden) = (false, false);
    for (line, number) in text.lines().zip(1..=text_lines) {
        let code = line.trim_start();
        if let Some(words) = code.strip_prefix("///") {
            documentation.push_str(words.strip_prefix(' ').unwrap_or(words));
            documentation.push('\n');
            continue;
        }
        if code.starts_with("#[") || code.starts_with("//") {
            hidden |= code.contains("doc(hidden)") || code.contains("unnameable_types");
            continue;
        }
        if let Some((kind, name)) = item(line, in_trait) {
            if !hidden && !documentation.is_empty() && kept.contains(&number) {
                let documentation = core::mem::take(&mut documentation);
                found.push(Item { kind, name, line: number, documentation });
            }
        }
        in_trait = (in_trait || line.starts_with("pub trait ")) && line != "}";
        documentation.clear();
        hidden = false;
    }
    found
}

/// The numbers of the lines that are no tests.
fn without_tests_of(text: &str) -> Vec<usize> {
    let kept = without_tests(&crate::source::code_only(text));
    let numbered = kept.lines().zip(1..);
    numbered.filter(|(line, _)| !line.trim().is_empty()).map(|(_, number)| number).collect()
}

/// What a line declares: `pub fn f`, `    fn f` in a trait, `pub struct S` at the left.
fn item(line: &str, in_trait: bool) -> Option<(Kind, &str)> {
    let code = line.trim_start();
    let is_left = code.len() == line.len();
    let words = match code.strip_prefix("pub ") {
        Some(words) => words,
        None if in_trait && line.starts_with("    ") && !line.starts_with("     ") => code,
        None => return None,
    };
    let mut words = words;
    while let Some(rest) =
        ["const ", "async ", "unsafe "].iter().find_map(|w| words.strip_prefix(w))
    {
        words = rest;
    }
    let (keyword, rest) = words.split_once(' ')?;
    let name = rest.split(|c: char| !in_name(c)).next().filter(|name| !name.is_empty())?;
    match keyword {
        "fn" => Some((Kind::Function, name)),
        "struct" | "enum" | "trait" | "union" if is_left => Some((Kind::Type, name)),
        _ => None,
    }
}

/// The blocks of a documentation that are run and assert: of a page as it is, of a source what stands behind `///` and `//!`.
fn examples(text: &str, is_page: bool) -> String {
    let (mut all, mut block): (String, Option<(bool, String)>) = (String::new(), None);
    for line in text.lines() {
        let line = if is_page {
            line
        } else {
            let code = line.trim_start();
            let Some(words) = ["///", "//!"].iter().find_map(|mark| code.strip_prefix(mark)) else {
                continue;
            };
            words
        };
        let fence = line.trim_start().strip_prefix("```");
        match (fence, block.take()) {
            (Some(info), None) => {
                let is_run = !["compile_fail", "text", "console", "toml", "ignore"]
                    .iter()
                    .any(|word| info.contains(word));
                block = Some((is_run, String::new()));
            }
            (Some(_), Some((is_run, code))) => {
                if is_run && code.contains("assert") {
                    all.push_str(&code);
                }
            }
            (None, Some((is_run, mut code))) => {
                code.push_str(line);
                code.push('\n');
                block = Some((is_run, code));
            }
            (None, None) => {}
        }
    }
    all
}

/// Whether the examples call a function of this name, or its twin.
fn calls(examples: &str, name: &str) -> bool {
    let name = name.strip_prefix("try_").unwrap_or(name);
    places(examples, name).any(|(before, after)| {
        let before = before.strip_suffix("try_").unwrap_or(before);
        !before.ends_with(in_name) && (after.starts_with('(') || after.starts_with("::<"))
    })
}

/// Whether the examples have the name on its own.
fn names(examples: &str, name: &str) -> bool {
    places(examples, name)
        .any(|(before, after)| !before.ends_with(in_name) && !after.starts_with(in_name))
}

fn places<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    text.match_indices(name).map(|(at, _)| (&text[..at], &text[at + name.len()..]))
}

fn in_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests;
