//! What is said of the systems that `wellspring-entropy` knows stands in one file for each of them. The table in its
//! README must be made of the same words, docs/PLATFORMS.md must say of each how it was checked, and Cargo.toml
//! must list the same targets for `getrandom` as the code.

use std::fs;

use crate::commands::{Stop, Workspace, failed};

const FOLDER: &str = "crates/entropy/src/backends/platform";
const CODE: &str = "crates/entropy/src/backends/portable.rs";
const MANIFEST: &str = "crates/entropy/Cargo.toml";
const README: &str = "crates/entropy/README.md";
const DOCUMENT: &str = "docs/PLATFORMS.md";

pub(super) fn check(ws: &Workspace) -> Result<Vec<String>, Stop> {
    let mut platforms = Vec::new();
    for entry in fs::read_dir(ws.root.join(FOLDER))? {
        let path = entry?.path();
        let platform = Platform::read(&fs::read_to_string(&path)?);
        platforms.push(platform.ok_or_else(|| failed(format!("{}: no platform", path.display())))?);
    }
    let read = |path: &str| fs::read_to_string(ws.root.join(path));
    let mut violations = table(README, &read(README)?, &platforms);
    violations.extend(checks(DOCUMENT, &read(DOCUMENT)?, &platforms));
    violations.extend(lists(&read(MANIFEST)?, &read(CODE)?));
    Ok(violations)
}

struct Platform {
    system: String,
    row: String,
}

impl Platform {
    fn read(text: &str) -> Option<Self> {
        let fields = ["system", "interface", "since", "pool", "limits"];
        let fields: Vec<String> = fields.iter().map(|f| literal(text, f)).collect::<Option<_>>()?;
        Some(Self { system: fields.first()?.clone(), row: format!("| {} |", fields.join(" | ")) })
    }
}

/// The string in `field: "…"` at the start of a line, joined where it goes on over lines.
fn literal(text: &str, field: &str) -> Option<String> {
    let after = text.split_once(&format!("\n    {field}:"))?.1.trim_start().strip_prefix('"')?;
    let mut lines = after.split_once('"')?.0.split("\\\n");
    let first = lines.next()?.to_owned();
    Some(lines.fold(first, |whole, line| whole + line.trim_start()))
}

/// The rows between the two marks, without the head.
fn rows<'text>(path: &str, text: &'text str) -> Result<Vec<&'text str>, String> {
    let inner = text
        .split_once("<!-- platforms -->")
        .and_then(|(_, rest)| rest.split_once("<!-- /platforms -->"));
    let (inner, _) =
        inner.ok_or_else(|| format!("{path}: no <!-- platforms --> … <!-- /platforms -->"))?;
    Ok(inner.lines().filter(|line| line.starts_with('|')).skip(2).collect())
}

fn table(path: &str, text: &str, platforms: &[Platform]) -> Vec<String> {
    let rows = match rows(path, text) {
        Ok(rows) => rows,
        Err(violation) => return vec![violation],
    };
    let mut found = Vec::new();
    for Platform { row, .. } in platforms {
        match rows.iter().filter(|r| *r == row).count() {
            1 => {}
            0 => found.push(format!("{path}: missing or changed: {row}")),
            n => found.push(format!("{path}: {n} times: {row}")),
        }
    }
    let known = |row: &&str| platforms.iter().any(|platform| platform.row == *row);
    found.extend(rows.iter().filter(|r| !known(r)).map(|r| format!("{path}: in no file: {r}")));
    found
}

/// One row for each system, with something in every cell.
fn checks(path: &str, text: &str, platforms: &[Platform]) -> Vec<String> {
    let rows = match rows(path, text) {
        Ok(rows) => rows,
        Err(violation) => return vec![violation],
    };
    let cells = |row: &str| -> Vec<String> {
        row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    let rows: Vec<Vec<String>> = rows.into_iter().map(cells).collect();
    let mut found = Vec::new();
    for Platform { system, .. } in platforms {
        if rows.iter().filter(|row| row.first() == Some(system)).count() != 1 {
            found.push(format!("{path}: not one row for {system}"));
        }
    }
    for row in &rows {
        if !platforms.iter().any(|platform| row.first() == Some(&platform.system)) {
            found.push(format!("{path}: in no file: {}", row.join(" | ")));
        }
        if row.len() < 2 || row.iter().any(String::is_empty) {
            found.push(format!("{path}: an empty cell: {}", row.join(" | ")));
        }
    }
    found
}

/// The targets with `getrandom`: one `any(…)` in the manifest, the same in the code.
fn lists(manifest: &str, code: &str) -> Vec<String> {
    let starts = [(MANIFEST, manifest, "'cfg("), (CODE, code, "feature = \"portable\",")];
    let [in_manifest, in_code] = starts.map(|(_, text, start)| any_of(text.split_once(start)?.1));
    match (in_manifest, in_code) {
        (Some(one), Some(other)) if one == other => Vec::new(),
        (Some(_), Some(_)) => vec![format!("{MANIFEST}: not the list of targets of {CODE}")],
        _ => vec![format!("{MANIFEST} or {CODE}: no list of targets")],
    }
}

/// What stands in the `any(…)` that `text` starts with, without spaces, line ends and last commas.
fn any_of(text: &str) -> Option<String> {
    let inner = text.trim_start().strip_prefix("any(")?;
    let mut depth = 1_usize;
    let end = inner.find(|c| {
        depth = match c {
            '(' => depth + 1,
            ')' => depth - 1,
            _ => depth,
        };
        depth == 0
    })?;
    let list: String = inner.split_at(end).0.split_whitespace().collect();
    Some(list.trim_end_matches(',').replace(",)", ")"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "//! system: no.\nPlatform {\n    system: \"One\",\n    interface: \"a(2)\",\n    since: \"1\",\n    pool: \"p\",\n    limits: \"long \\\n             words\",\n};";
    const ROW: &str = "| One | a(2) | 1 | p | long words |";

    fn platforms() -> [Platform; 2] {
        let one = Platform::read(FILE).unwrap();
        let two = Platform::read(&FILE.replace("One", "Two")).unwrap();
        [one, two]
    }

    fn document(rows: &[&str]) -> String {
        let rows = rows.join("\n");
        format!("| x |\n<!-- platforms -->\n| head |\n|---|\n{rows}\n<!-- /platforms -->\n| y |\n")
    }

    #[test]
    fn a_file_is_a_row() {
        let [one, _] = platforms();
        assert_eq!((one.system.as_str(), one.row.as_str()), ("One", ROW));
        assert!(Platform::read(&FILE.replace("pool", "pond")).is_none());
        assert!(Platform::read("").is_none());
    }

    #[test]
    fn a_table_of_all_rows_is_clean() {
        let two = ROW.replace("One", "Two");
        assert_eq!(table("R", &document(&[&two, ROW]), &platforms()), [""; 0]);
    }

    #[test]
    fn missing_changed_surplus_and_repeated_rows_are_found() {
        let two = ROW.replace("One", "Two");
        let changed = two.replace("a(2)", "b(2)");
        let surplus = ROW.replace("One", "Three");
        for (rows, count) in [
            (vec![ROW], 1),
            (vec![ROW, &changed], 2),
            (vec![ROW, &two, &surplus], 1),
            (vec![ROW, &two, ROW], 1),
            (vec![], 2),
        ] {
            assert_eq!(table("R", &document(&rows), &platforms()).len(), count, "{rows:?}");
        }
        assert_eq!(table("R", &format!("{ROW}\n{two}"), &platforms()).len(), 1, "no marks");
    }

    #[test]
    fn every_system_must_say_how_it_was_checked() {
        let clean = document(&["| One | run |", "| Two | not checked |"]);
        assert_eq!(checks("D", &clean, &platforms()), [""; 0]);
        for broken in [
            vec!["| One | run |"],
            vec!["| One | run |", "| Two | |"],
            vec!["| One | run |", "| Two |"],
            vec!["| One | run |", "| Two | run |", "| Two | built |"],
            vec!["| One | run |", "| Two | run |", "| Three | run |"],
        ] {
            assert_eq!(checks("D", &document(&broken), &platforms()).len(), 1, "{broken:?}");
        }
        assert_eq!(checks("D", "", &platforms()).len(), 1);
    }

    #[test]
    fn the_two_lists_of_targets_must_agree() {
        let manifest = "[target.'cfg(any(windows, all(a = \"b\", c)))'.dependencies]";
        let code = "all(\n feature = \"portable\",\n any(\n windows,\n all(a = \"b\", c,),\n ),\n)";
        assert_eq!(lists(manifest, code), [""; 0]);
        assert_eq!(lists(manifest, &code.replace("windows", "unix")).len(), 1);
        assert_eq!(lists(&manifest.replace("windows, ", ""), code).len(), 1);
        assert_eq!(lists(manifest, "").len(), 1);
        assert_eq!(lists("", code).len(), 1);
        assert_eq!(lists(manifest, "feature = \"portable\", any(").len(), 1);
    }
}
