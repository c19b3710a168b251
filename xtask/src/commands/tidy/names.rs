//! The names in the tables of the READMEs and of docs/PYTHON.md are those of the code: a table that promises a method, a
//! recipe or an encoding which was renamed, or never came, is found.
//!
//! A name is what is called in a code span (`f(…)`, `m!`), what is a part of a path (`a::B`, `x::{C, D}`, `.d()`), what begins
//! with a capital, and a span that is nothing but a name. The words in parentheses are arguments, which are called as
//! the reader likes. Declared is what follows on `fn`, `struct`, `trait` and their like in the code of the crates.

use std::collections::HashSet;

use crate::{
    markdown::{spans, tables},
    source::{code_only, without_tests},
};

/// Documents, the words that the heads of their tables have first, and the column with names of ours.
const TABLES: &[(&str, &str, usize)] = &[
    ("README.md", "Python", 1),
    ("docs/PYTHON.md", "Python", 1),
    ("crates/entropy/README.md", "item", 0),
    ("crates/csprng/README.md", "item", 0),
    ("crates/dist/README.md", "method of `Random`", 0),
    ("crates/dist/README.md", "what is checked once and drawn from often", 0),
    ("crates/dist/README.md", "what is checked once and drawn from often", 1),
    ("crates/tokens/README.md", "method of `Secrets`", 0),
    ("crates/tokens/README.md", "method of `Secrets`", 1),
    ("crates/tokens/README.md", "recipe", 0),
    ("crates/tokens/README.md", "recipe", 1),
    ("crates/tokens/README.md", "also here", 0),
    ("crates/facade/README.md", "need", 1),
];

/// What the tables name that is not ours.
const FOREIGN: &[&str] = &[
    "SystemTime",
    "None",
    "Debug",
    "Duration",
    "NonZero",
    "CryptoRng",
    "N",
    "UnwrapErr",
    "serde",
    "with",
];

pub(super) fn check(files: &[(String, String)]) -> Vec<String> {
    let declared = declared(files);
    let mut found = Vec::new();
    for (path, head, column) in TABLES {
        let text = files.iter().find(|(known, _)| known == path).map_or("", |(_, text)| text);
        let tables = tables(text);
        let Some(table) =
            tables.iter().find(|table| table.head.first().is_some_and(|first| first == head))
        else {
            found.push(format!("{path}: no table with the head `{head}`"));
            continue;
        };
        for (line, cells) in &table.rows {
            let cell = without_features(cells.get(*column).map_or("", |cell| cell));
            let names = spans(&cell).into_iter().flat_map(names);
            let unknown = names.filter(|name| !declared.contains(*name) && !FOREIGN.contains(name));
            found.extend(unknown.map(|name| format!("{path}:{line}: `{name}` is not in the code")));
        }
    }
    found
}

/// A cell without its `(feature …)`, which the rule about features looks at, and without a list of them.
fn without_features(cell: &str) -> String {
    let mut kept = cell.to_owned();
    while let Some((before, rest)) = kept.split_once("(feature") {
        let after = rest.split_once(')').map_or("", |(_, after)| after);
        kept = format!("{before}{after}");
    }
    if kept.starts_with("feature") { String::new() } else { kept }
}

/// What the crates declare, without their tests.
fn declared(files: &[(String, String)]) -> HashSet<String> {
    const KEYWORDS: &[&str] =
        &["fn", "struct", "enum", "trait", "mod", "type", "const", "static", "macro_rules!"];
    let mut declared = HashSet::new();
    let code = files.iter().filter(|(path, _)| {
        path.starts_with("crates/") && path.contains("/src/") && path.ends_with(".rs")
    });
    for (_, text) in code {
        let code = without_tests(&code_only(text));
        let words: Vec<&str> =
            code.split(|c: char| !in_name(c) && c != '!').filter(|word| !word.is_empty()).collect();
        let pairs = words.windows(2).filter_map(|pair| match pair {
            [keyword, name] if KEYWORDS.contains(keyword) => Some(*name),
            _ => None,
        });
        declared.extend(pairs.map(str::to_owned));
        // What a macro declares has its name where it is exported.
        let exports = code.split("pub use ").skip(1).filter_map(|rest| rest.split(';').next());
        declared.extend(
            exports.flat_map(|names| names.split(|c: char| !in_name(c))).map(str::to_owned),
        );
    }
    declared
}

fn in_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// The names in a code span.
fn names(span: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut depth, mut at, mut quoted) = (0_usize, 0, false);
    while let Some(c) = span.get(at..).and_then(|rest| rest.chars().next()) {
        let start = at;
        at += c.len_utf8();
        match c {
            '"' => quoted = !quoted,
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            c if in_name(c) && !quoted => {
                while span.get(at..).is_some_and(|rest| rest.starts_with(in_name)) {
                    at += 1;
                }
                let (name, before, after) = (&span[start..at], &span[..start], &span[at..]);
                let in_path =
                    before.ends_with("::") || after.starts_with("::") || before.contains("::{");
                let called = after.starts_with('(')
                    || after.starts_with("!")
                    || before.ends_with('.') && !before.ends_with("..");
                let capital = name.starts_with(|c: char| c.is_ascii_uppercase());
                let whole = before.is_empty() && after.is_empty() && depth == 0;
                let short = name.len() == 1 && !called;
                if (in_path || called || capital || whole)
                    && !short
                    && !name.starts_with(|c: char| c.is_ascii_digit())
                    && !is_primitive(name)
                {
                    found.push(name);
                }
            }
            _ => {}
        }
    }
    found
}

fn is_primitive(name: &str) -> bool {
    let number = name
        .strip_prefix(['u', 'i', 'f'])
        .is_some_and(|bits| bits == "size" || bits.parse::<u16>().is_ok());
    // `f64()` is a method of ours; whether it is called is looked at before.
    (number && !["f64", "f32"].contains(&name)) || ["char", "bool", "str"].contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_spans() {
        for (span, expected) in [
            ("below(n)", &["below"][..]),
            ("range_step(a..b, step)", &["range_step"]),
            ("encoding::{HEX, BASE32, …}", &["encoding", "HEX", "BASE32"]),
            (
                "Passphrase::new(&list, PassphraseOptions::words(6))?",
                &["Passphrase", "new", "PassphraseOptions", "words"],
            ),
            ("KeyFormat::new(\"acme_live\")", &["KeyFormat", "new"]),
            ("randbits::<u128>(k)", &["randbits"]),
            ("set_backend!", &["set_backend"]),
            (".list(10)?", &["list"]),
            ("choose", &["choose"]),
            ("k", &[]),
            ("0..n", &[]),
            ("a + step", &[]),
            ("SystemRandom.uniform(a..b)", &["SystemRandom", "uniform"]),
        ] {
            assert_eq!(names(span), expected, "{span}");
        }
    }

    fn files(readme: &str, code: &str) -> Vec<(String, String)> {
        let mut files = vec![("crates/x/src/lib.rs".to_owned(), code.to_owned())];
        for (path, head, _) in TABLES {
            let table = format!("| {head} | other |\n|---|---|\n{readme}\n\n");
            match files.iter_mut().find(|(known, _)| known == path) {
                Some((_, text)) => text.push_str(&table),
                None => files.push(((*path).to_owned(), table)),
            }
        }
        files
    }

    #[test]
    fn features_are_no_names() {
        assert_eq!(without_features("`a` (feature `b`), `c` (features `d`, `e`)"), "`a` , `c` ");
        assert_eq!(without_features("features `d`, `e`"), "");
    }

    #[test]
    fn tables_of_what_is_declared_are_clean() {
        let row = "| `below(n)`, `Weights` | `below(n)`, `SystemTime` |";
        assert_eq!(
            check(&files(row, "pub fn below(n: u8) {}\npub use y::{\n    Weights, Z,\n};")),
            [""; 0]
        );
    }

    #[test]
    fn a_name_that_is_gone_is_found() {
        let row = "| `below(n)` | `below(n)` |";
        for code in
            ["fn under() {}", "// fn below()", "#[cfg(test)]\nfn below() {}", "fn belowed() {}", ""]
        {
            assert_eq!(check(&files(row, code)).len(), TABLES.len(), "{code}");
        }
        assert_eq!(check(&[]).len(), TABLES.len(), "no table");
    }
}
