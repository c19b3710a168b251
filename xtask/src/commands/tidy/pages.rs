//! The pages for users keep what they say of themselves.
//!
//! - Each line of ours in a table of docs/MIGRATING.md stands in a block of the page, which is compiled.
//! - docs/COOKBOOK.md has thirty tasks or more, numbered, each with a block that asserts and a place in the table.
//! - docs/README.md leads to every page of docs and of the root, and to every example.

const MIGRATING: &str = "docs/MIGRATING.md";
const COOKBOOK: &str = "docs/COOKBOOK.md";
const INDEX: &str = "docs/README.md";

/// `files` are paths from the root with their text.
pub(super) fn check(files: &[(String, String)]) -> Vec<String> {
    let text = |path: &str| files.iter().find(|(known, _)| known == path).map_or("", |(_, t)| t);
    let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    [migrating(text(MIGRATING)), cookbook(text(COOKBOOK)), index(text(INDEX), &paths)].concat()
}

/// The right column of each table whose head ends with `Wellspring`.
fn migrating(page: &str) -> Vec<String> {
    let compiled: String = blocks(page).concat().split_whitespace().collect();
    let (mut ours, mut seen, mut found) = (false, 0_usize, Vec::new());
    for (line, number) in page.lines().zip(1..) {
        if !line.starts_with('|') {
            ours = false;
        } else if line.ends_with("| Wellspring |") {
            ours = true;
        } else if ours && !line.starts_with("|---") {
            let cell = line.trim_end_matches('|').rsplit(" | ").next().unwrap_or("").trim();
            // Words that are no code are left to the reader.
            let Some(code) = cell.strip_prefix('`').and_then(|code| code.strip_suffix('`')) else {
                continue;
            };
            seen += 1;
            let code: String = code.split_whitespace().collect();
            if !compiled.contains(&code) {
                found.push(format!("{MIGRATING}:{number}: {cell} is in no block of the page"));
            }
        }
    }
    if seen == 0 {
        found.push(format!("{MIGRATING}: no line of ours in any table"));
    }
    found
}

/// What is between fences of Rust, without the `# ` of hidden lines.
fn blocks(page: &str) -> Vec<String> {
    let (mut found, mut block): (Vec<String>, Option<String>) = (Vec::new(), None);
    for line in page.lines() {
        match &mut block {
            None if line.starts_with("```rust") => block = Some(String::new()),
            None => {}
            Some(_) if line.starts_with("```") => found.extend(block.take()),
            Some(code) => {
                code.push_str(line.strip_prefix("# ").unwrap_or(line));
                code.push('\n');
            }
        }
    }
    found
}

const TASKS: usize = 30;

fn cookbook(page: &str) -> Vec<String> {
    let tasks: Vec<&str> = page.split("\n## ").skip(1).collect();
    let mut found = Vec::new();
    if tasks.len() < TASKS {
        found.push(format!("{COOKBOOK}: {} tasks where {TASKS} were promised", tasks.len()));
    }
    for (task, number) in tasks.iter().zip(1..) {
        let title = task.lines().next().unwrap_or("");
        if !title.starts_with(&format!("{number}. ")) {
            found.push(format!("{COOKBOOK}: `{title}` should have the number {number}"));
        }
        if !blocks(task).concat().contains("assert") {
            found.push(format!("{COOKBOOK}: `{title}` has no block that asserts"));
        }
        if !page.contains(&format!("](#{number}-")) {
            found.push(format!("{COOKBOOK}: `{title}` is not in the table"));
        }
    }
    found
}

fn index(page: &str, paths: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for path in paths {
        let link = match path.strip_prefix("docs/") {
            Some(name) if name.ends_with(".md") && !name.contains('/') => name.to_owned(),
            None if path.ends_with(".md") && !path.contains('/') => format!("../{path}"),
            None if is_example(path) => format!("../{path}"),
            _ => continue,
        };
        // An example with a page of its own is entered there.
        let link = match link.strip_suffix("Cargo.toml") {
            Some(folder) if paths.contains(&format!("{}README.md", &folder[3..]).as_str()) => {
                format!("{folder}README.md")
            }
            Some(folder) => format!("{folder}src/main.rs"),
            None => link,
        };
        if *path != INDEX
            && !page.contains(&format!("]({link})"))
            && !page.contains(&format!("]({link}#"))
        {
            found.push(format!("{INDEX}: nothing leads to {path}"));
        }
    }
    found
}

/// `crates/NAME/examples/FILE.rs`, or the manifest of a package there.
fn is_example(path: &str) -> bool {
    let Some(("", rest)) = path.split_once("crates/") else { return false };
    let Some((_, example)) = rest.split_once("/examples/") else { return false };
    match example.split_once('/') {
        None => example.ends_with(".rs"),
        Some((_, file)) => file == "Cargo.toml",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "| rand | Wellspring |\n|---|---|\n| `a | b()` | `rng.f( 1 )` |\n| x | words |\n\n```rust\n# fn g() {\nlet x =\n    rng.f(1);\n```\n";

    #[test]
    fn a_line_that_is_not_compiled_is_found() {
        assert_eq!(migrating(PAGE), [""; 0]);
        assert_eq!(migrating(&PAGE.replace("rng.f(1);", "rng.f(2);")).len(), 1);
        assert_eq!(migrating(&PAGE.replace("```rust", "```text")).len(), 1);
        assert_eq!(migrating(&PAGE.replace("Wellspring", "Other")).len(), 1, "nothing to look at");
    }

    #[test]
    fn every_task_has_a_number_a_block_and_a_place_in_the_table() {
        let task = |n: usize| format!("\n## {n}. Task {n}\n\n```rust\nassert!(true);\n```\n");
        let table: String = (1..=TASKS).map(|n| format!("[x](#{n}-task-{n}) ")).collect();
        let page = table + &(1..=TASKS).map(task).collect::<String>();
        assert_eq!(cookbook(&page), [""; 0]);
        for (old, new, count) in [
            ("## 7. Task", "## 8. Task", 1),
            ("(#9-", "(#90-", 1),
            ("assert!(true)", "f()", TASKS),
            ("\n## 30.", "\n### 30.", 1),
        ] {
            assert_eq!(cookbook(&page.replace(old, new)).len(), count, "{new}");
        }
    }

    #[test]
    fn what_the_index_forgets_is_found() {
        let page = "[a](A.md) [s](../S.md#x) [e](../crates/x/examples/e.rs) [p](../crates/x/examples/p/README.md) [m](../crates/x/examples/m/src/main.rs)";
        let paths = [
            "docs/README.md",
            "docs/A.md",
            "S.md",
            "crates/x/examples/e.rs",
            "crates/x/examples/p/Cargo.toml",
            "crates/x/examples/p/README.md",
            "crates/x/examples/m/Cargo.toml",
            "crates/x/examples/m/src/main.rs",
            "docs/data/B.md",
            "crates/x/README.md",
        ];
        assert_eq!(index(page, &paths), [""; 0]);
        for gone in [
            "[a](A.md)",
            "[s](../S.md#x)",
            "../crates/x/examples/e.rs",
            "p/README.md",
            "m/src/main.rs",
        ] {
            assert_eq!(index(&page.replace(gone, ""), &paths).len(), 1, "{gone}");
        }
    }
}
