//! docs/UNSAFE.md against the code: a row for every `unsafe` block that users compile, under the name of its
//! function, or of the trait that is implemented; a row for all else there that is `unsafe`, functions, blocks of foreign ones,
//! traits and attributes; and for every file of tests and examples how many blocks it has.

use crate::source::code_only;

/// What stands before the paths of the first table.
const PRODUCT: &str = "crates/entropy/src/";

/// One entry: the file, the function that has the block, and for tests and examples a number instead.
type Entry = (String, String);

/// Every difference between the two; `files` are paths with their text.
pub(super) fn check(document: &str, files: &[(String, String)]) -> Vec<String> {
    let mut listed = rows(document);
    let mut found = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
        for entry in entries(path, text) {
            match listed.iter().position(|row| *row == entry) {
                Some(at) => _ = listed.swap_remove(at),
                None => found.push(format!("{}: {} is not in docs/UNSAFE.md", entry.0, entry.1)),
            }
        }
    }
    let left = listed.iter();
    found.extend(left.map(|(file, what)| format!("docs/UNSAFE.md: {file} has no {what}")));
    found
}

fn entries(path: &str, text: &str) -> Vec<Entry> {
    let code = code_only(text);
    let blocks = blocks(&code);
    if path.starts_with(PRODUCT) {
        let blocks = blocks.iter().map(|function| block_in(function));
        return blocks.chain(declared(&code)).map(|what| (path.into(), what)).collect();
    }
    if blocks.is_empty() {
        return Vec::new();
    }
    vec![(path.into(), number(blocks.len()))]
}

fn block_in(function: &str) -> String {
    format!("block in `{function}`")
}

fn number(blocks: usize) -> String {
    format!("{blocks} blocks")
}

/// The function before each `unsafe {`, and the trait of each `unsafe impl`.
fn blocks(code: &str) -> Vec<String> {
    let (mut function, mut found) = (String::new(), Vec::new());
    let code = spaced(code);
    let words = words(&code);
    for (at, pair) in words.windows(2).enumerate() {
        match pair {
            ["fn", name] => function = (*name).to_owned(),
            [before, "impl"] if before.ends_with("unsafe") => {
                let name = words.iter().skip(at).take_while(|word| **word != "for").last();
                found.push(name.copied().unwrap_or_default().to_owned());
            }
            [before, "{"] if before.ends_with("unsafe") => found.push(function.clone()),
            _ => {}
        }
    }
    found
}

/// What else is `unsafe`: the caller of a function, the author of an `impl` or who writes an attribute vouches for something.
fn declared(code: &str) -> Vec<String> {
    let code = spaced(code);
    let words = words(&code);
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate().filter(|(_, word)| word.ends_with("unsafe")) {
        let after = words.get(at + 1..).unwrap_or_default();
        match after {
            ["fn", name, ..] | ["extern", "fn", name, ..] => found.push(declaration("fn", name)),
            ["trait", name, ..] => found.push(declaration("trait", name.trim_end_matches(':'))),
            ["extern", "{", ..] => found.push(declaration("extern", "")),
            [name, ..] if word.ends_with("#[unsafe") => {
                found.push(declaration("attribute", name.split([')', '=']).next().unwrap_or(name)));
            }
            _ => {}
        }
    }
    found
}

fn declaration(kind: &str, name: &str) -> String {
    format!("unsafe {kind} `{name}`")
}

/// With spaces around what a word may touch; a type of functions is none of them.
fn spaced(code: &str) -> String {
    code.replace("fn(", "fn* (").replace('{', " { ")
}

fn words(code: &str) -> Vec<&str> {
    let words = code.split(|c: char| c.is_whitespace() || "(<".contains(c));
    words.filter(|word| !word.is_empty()).collect()
}

/// The rows of the tables, which begin with a path in backticks.
fn rows(document: &str) -> Vec<Entry> {
    let mut rows = Vec::new();
    for line in document.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.split(" | ").collect();
        let [first, second, ..] = cells.as_slice() else {
            continue;
        };
        let names: Vec<&str> = first.split('`').skip(1).step_by(2).collect();
        match names.as_slice() {
            [path, kind, name] => {
                let kind = kind.strip_prefix("unsafe ").unwrap_or(kind);
                rows.push((format!("{PRODUCT}{path}"), declaration(kind, name)));
            }
            [path, "unsafe extern"] => {
                rows.push((format!("{PRODUCT}{path}"), declaration("extern", "")));
            }
            [path, function] => rows.push((format!("{PRODUCT}{path}"), block_in(function))),
            [path] => rows.push(((*path).to_owned(), number(second.trim().parse().unwrap_or(0)))),
            _ => rows.push((first.to_string(), "path that can be read".into())),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = "\
| file | operation | reason |
|---|---|---|
| `sys.rs`, `zeroed` | a cast | written before |
| `sys.rs`, `zeroed` | another | the same |
| `sys.rs`, `Send` | an owner | alone |

| file | blocks | reason |
|---|---|---|
| `crates/x/tests/y.rs` | 2 | a test |
";

    fn files() -> Vec<(String, String)> {
        let product = "fn zeroed() { unsafe { a() }; // unsafe { c() }\n    unsafe {\n b() } }\n\
                       unsafe impl<const N: usize> Send for A<N> {}";
        let test = "unsafe impl Send for A {}\nfn f(x: usize) {\n let y = unsafe { b(x) };\n}";
        [("crates/entropy/src/sys.rs", product), ("crates/x/tests/y.rs", test)]
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .into()
    }

    #[test]
    fn a_full_list_is_clean() {
        assert_eq!(check(DOCUMENT, &files()), [""; 0]);
    }

    #[test]
    fn a_block_without_a_row_is_found() {
        let mut more = files();
        more[0].1.push_str("\nfn other() { unsafe { d() } }");
        more[1].1.push_str("\nfn other() { unsafe { d() } }");
        // The test file's number is wrong in both directions.
        assert_eq!(check(DOCUMENT, &more).len(), 3);
        more.push(("crates/dist/src/lib.rs".into(), "fn f() { unsafe { g() } }".into()));
        assert_eq!(check(DOCUMENT, &more).len(), 4);
    }

    #[test]
    fn whatever_else_is_unsafe_needs_a_row() {
        for (code, row) in [
            ("unsafe fn more() {}", "`unsafe fn`, `more`"),
            ("pub(super) const unsafe fn more<T>(a: T) {}", "`unsafe fn`, `more`"),
            ("unsafe extern \"C\" fn more() {}", "`unsafe fn`, `more`"),
            ("unsafe extern \"C\" {\n fn more();\n}", "`unsafe extern`"),
            ("unsafe extern \"C\"{}", "`unsafe extern`"),
            ("unsafe trait More: Send {}", "`unsafe trait`, `More`"),
            ("#[unsafe(no_mangle)]\nfn f() {}", "`unsafe attribute`, `no_mangle`"),
            ("fn more() { unsafe{ 1 } }", "`more`"),
            ("fn more() { a(unsafe{1}) }", "`more`"),
        ] {
            let mut more = files();
            more.push(("crates/entropy/src/sys/x.rs".into(), code.into()));
            assert_eq!(check(DOCUMENT, &more).len(), 1, "{code}");
            let listed = format!("{DOCUMENT}\n| `sys/x.rs`, {row} | what | why |\n");
            assert_eq!(check(&listed, &more), [""; 0], "{code}");
            assert_eq!(check(&listed, &files()).len(), 1, "{code}");
        }
        let mut types = files();
        let text = "type F = unsafe extern \"C\" fn(usize);\nstruct A { f: unsafe fn(u8) }";
        types.push(("crates/entropy/src/sys/x.rs".into(), text.into()));
        assert_eq!(check(DOCUMENT, &types), [""; 0]);
    }

    #[test]
    fn a_row_without_a_block_is_found() {
        let renamed = DOCUMENT.replacen("`zeroed`", "`filled`", 1);
        assert_eq!(check(&renamed, &files()).len(), 2);
        let mut fewer = files();
        fewer[0].1 = "fn zeroed() { unsafe { a() } }".into();
        assert_eq!(check(DOCUMENT, &fewer).len(), 2);
        assert_eq!(check(DOCUMENT, &[]).len(), 4);
    }
}
