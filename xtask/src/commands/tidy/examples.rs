//! Every public function, type and constant has an example that asserts something.
//!
//! Counted are, in the libraries, `pub fn`, `pub const`, what a `pub trait` has of both, and `pub struct`, `enum`, `trait` and `union`, with a
//! documentation. An example is a block of code in a documentation that is run and has an assertion in it. A function has one if its own
//! documentation has, or one in the same file calls it, or its twin with `try_`: the documentation of a type shows its methods. Where two types
//! of a file have a function of that name, those of its own type count alone. A type has one if its own documentation has, or one of the
//! same crate names it. A constant has one likewise, but one of a type has to be named with its type: `MAX` alone may be anybody's.
//!
//! Left out are tests, modules in braces, which seal traits, items that are hidden or that nobody can name, and the `disabled` twins of files:
//! where they are compiled, no example runs. So is the crate of the page for browsers, which is not published: what is public in it is so for the
//! page's JavaScript and for its tests, and `cargo xtask web --test` calls it.

mod items;

use std::collections::HashMap;

use self::items::{Item, Kind, items};

/// The libraries, by their folders.
const LIBRARIES: &[&str] = &["entropy", "csprng", "dist", "tokens", "facade", "cli"];

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
        let items = items(text);
        for item in &items {
            count += 1;
            let shown = match item.kind {
                Kind::Function if is_alone(&items, item) => calls(&of_file, item.name),
                Kind::Function => calls(&of_owner(&items, item.owner), item.name),
                Kind::Type => names_type(of_crate, item.name),
                Kind::Constant if item.owner.is_empty() => names(of_crate, item.name),
                Kind::Constant => names(of_crate, &format!("{}::{}", item.owner, item.name)),
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

/// Whether no other type of the file has a function of this name.
fn is_alone(items: &[Item<'_>], item: &Item<'_>) -> bool {
    let twin = |name: &str| name.strip_prefix("try_").unwrap_or(name).to_owned();
    let mut named = items
        .iter()
        .filter(|other| other.kind == Kind::Function && twin(other.name) == twin(item.name));
    named.all(|other| other.owner == item.owner)
}

/// The examples of a type and of its functions.
fn of_owner(items: &[Item<'_>], owner: &str) -> String {
    let own = items
        .iter()
        .filter(|item| item.owner == owner || (item.kind == Kind::Type && item.name == owner));
    own.map(|item| examples(&item.documentation, true)).collect()
}

fn library(path: &str) -> Option<&str> {
    let (name, rest) = path.strip_prefix("crates/")?.split_once('/')?;
    (LIBRARIES.contains(&name) && (rest == "README.md" || rest.starts_with("src/"))).then_some(name)
}

fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/")
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
                let is_run = !["compile_fail", "no_run", "text", "console", "toml", "ignore"]
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

/// As [`names`], but not as the variant of an `enum`, whose name it may share.
fn names_type(examples: &str, name: &str) -> bool {
    places(examples, name).any(|(before, after)| {
        let of = before.strip_suffix("::").and_then(|before| before.rsplit(|c| !in_name(c)).next());
        let is_variant = of.is_some_and(|of| of.starts_with(char::is_uppercase));
        !before.ends_with(in_name) && !is_variant && !after.starts_with(in_name)
    })
}

fn places<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    text.match_indices(name).map(|(at, _)| (&text[..at], &text[at + name.len()..]))
}

fn in_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests;
