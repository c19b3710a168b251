//! What a source declares for everybody, and where.

use super::in_name;
use crate::source::{code_only, without_tests};

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Function,
    Type,
    Constant,
}

pub(super) struct Item<'a> {
    pub(super) kind: Kind,
    pub(super) name: &'a str,
    /// The type or trait that it belongs to, if any.
    pub(super) owner: &'a str,
    pub(super) line: usize,
    pub(super) documentation: String,
}

/// The public items of a file.
pub(super) fn items(text: &str) -> Vec<Item<'_>> {
    let bare = code_only(text);
    let kept = without_tests_of(&bare);
    let (mut found, mut documentation) = (Vec::new(), String::new());
    let (mut owner, mut in_trait, mut hidden) = ("", false, false);
    // How many brackets of an attribute are open: it may go on over lines.
    let mut open = 0;
    for ((line, bare), number) in text.lines().zip(bare.lines()).zip(1..) {
        let code = line.trim_start();
        if let Some(words) = code.strip_prefix("///").filter(|_| open == 0) {
            documentation.push_str(words.strip_prefix(' ').unwrap_or(words));
            documentation.push('\n');
            continue;
        }
        if open > 0 || code.starts_with("#[") || code.starts_with("//") {
            open = (open + bare.matches('[').count()).saturating_sub(bare.matches(']').count());
            hidden |= code.contains("doc(hidden)") || code.contains("unnameable_types");
            continue;
        }
        if let Some(named) = owner_of(line) {
            (owner, in_trait) = (named, line.starts_with("pub trait "));
        }
        if let Some((kind, name)) = item(line, in_trait) {
            if !hidden && !documentation.is_empty() && kept.contains(&number) {
                let documentation = core::mem::take(&mut documentation);
                let owner = if line.starts_with(' ') { owner } else { "" };
                found.push(Item { kind, name, owner, line: number, documentation });
            }
        }
        if line == "}" {
            (owner, in_trait) = ("", false);
        }
        documentation.clear();
        hidden = false;
    }
    found
}

/// The type or trait whose items follow the line: `T` of `impl<'a> T<'a> {` and `pub trait T: U {`.
fn owner_of(line: &str) -> Option<&str> {
    let rest = match line.strip_prefix("pub trait ") {
        Some(rest) => rest,
        None => line.strip_prefix("impl").filter(|rest| rest.starts_with([' ', '<']))?,
    };
    // Behind the parameters, whose own brackets may be nested.
    let mut depth = 0;
    let start = rest.char_indices().find_map(|(at, c)| {
        match c {
            '<' => depth += 1,
            '>' => depth -= 1,
            _ if depth == 0 && in_name(c) => return Some(at),
            _ => {}
        }
        None
    })?;
    let rest = rest.get(start..)?;
    rest.split(|c: char| !in_name(c)).next()
}

/// The numbers of the lines that are no tests.
fn without_tests_of(code_only: &str) -> Vec<usize> {
    let kept = without_tests(code_only);
    let numbered = kept.lines().zip(1..);
    numbered.filter(|(line, _)| !line.trim().is_empty()).map(|(_, number)| number).collect()
}

/// What a line declares: `pub fn f`, `pub const C`, `    fn f` in a trait, `pub struct S` at the left.
fn item(line: &str, in_trait: bool) -> Option<(Kind, &str)> {
    let code = line.trim_start();
    let is_left = code.len() == line.len();
    let words = match code.strip_prefix("pub ") {
        Some(words) => words,
        None if in_trait && line.starts_with("    ") && !line.starts_with("     ") => code,
        None => return None,
    };
    let (mut before, mut words) = ("", words);
    while let Some(rest) =
        ["const ", "async ", "unsafe "].iter().find_map(|w| words.strip_prefix(w))
    {
        (before, words) = (words, rest);
    }
    let (keyword, rest) = words.split_once(' ')?;
    if let Some(name) = keyword.strip_suffix(':').filter(|_| before.starts_with("const ")) {
        return Some((Kind::Constant, name));
    }
    let name = rest.split(|c: char| !in_name(c)).next().filter(|name| !name.is_empty())?;
    match keyword {
        "fn" => Some((Kind::Function, name)),
        "struct" | "enum" | "trait" | "union" if is_left => Some((Kind::Type, name)),
        _ => None,
    }
}
