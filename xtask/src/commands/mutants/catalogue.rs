//! The mutants that cargo-mutants makes of a package, as it lists them itself: names and places are its own.

use std::path::Path;

use crate::commands::{Stop, failed};
use crate::json::{self, Value};
use crate::shell::Line;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mutant {
    /// `path:line:column: what was changed in which function`.
    pub(super) name: String,
    pub(super) file: String,
    /// `FnValue`, `BinaryOperator` and so on.
    pub(super) genre: String,
    /// Where what is replaced begins; both from 1, in characters.
    pub(super) line: String,
    pub(super) column: String,
    /// Empty where something is deleted.
    pub(super) replacement: String,
    /// Whether the type that the function returns is named by its traits alone, so that its body decides what it is.
    pub(super) opaque: bool,
}

/// All mutants of the package in the workspace at `root`.
pub(super) fn list(root: &Path, package: &str) -> Result<Vec<Mutant>, Stop> {
    let line = Line::new("cargo mutants --list --json --all-features -p");
    read(&line.arg(package).dir(root).read()?).map_err(failed)
}

fn read(text: &str) -> Result<Vec<Mutant>, String> {
    let list = json::read(text)?;
    list.items().iter().map(mutant).collect()
}

fn mutant(value: &Value) -> Result<Mutant, String> {
    let start = value.get("span").get("start");
    let number = |name: &str| {
        let Value::Number(digits) = start.get(name) else { return String::new() };
        digits.clone()
    };
    let text = |name: &str| value.get(name).text().unwrap_or_default().to_owned();
    let returned = value.get("function").get("return_type").text().unwrap_or_default();
    let mutant = Mutant {
        name: text("name"),
        file: text("file"),
        genre: text("genre"),
        line: number("line"),
        column: number("column"),
        replacement: text("replacement"),
        opaque: returned.contains("impl "),
    };
    let told = [&mutant.name, &mutant.file, &mutant.genre, &mutant.line, &mutant.column];
    if told.iter().any(|field| field.is_empty()) || mutant.replacement.contains(['\t', '\n']) {
        return Err(format!("cargo mutants: not a mutant: {mutant:?}"));
    }
    Ok(mutant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mutant_is_read() {
        let text = r#"[{"file": "a.rs", "function": {"function_name": "f", "return_type": "-> impl Fn()"},
            "genre": "UnaryOperator", "name": "a.rs:3:7: delete ! in f", "package": "p", "replacement": "",
            "span": {"start": {"line": 3, "column": 7}, "end": {"line": 3, "column": 8}}}]"#;
        let [mutant] = read(text).unwrap().try_into().unwrap();
        assert_eq!((mutant.line.as_str(), mutant.column.as_str()), ("3", "7"));
        assert_eq!((mutant.opaque, mutant.replacement.as_str()), (true, ""));
        assert!(read(r#"[{"name": "a"}]"#).is_err());
        assert!(read(&text.replace(r#""replacement": """#, r#""replacement": "\t""#)).is_err());
    }
}
