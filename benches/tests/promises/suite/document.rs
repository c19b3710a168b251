//! The table of docs/PROMISES.md.

const DOCUMENT: &str = include_str!("../../../../docs/PROMISES.md");

/// What the cell of a check and a generator says and claims to have been run: `Some(true)` for yes.
pub(crate) fn says(check: &str, column: &str) -> Option<bool> {
    said_in(DOCUMENT, check, column)
}

/// The control of this reader: a table in which it has to tell everything apart.
pub(crate) fn is_understood() {
    let table = "\
| promise | ours | peer 1.0 |
|---|---|---|
| `a`: something | yes: 0 of 3, **run** | no, **run**, read X |
| `b`: more | yes, **read** X | partly, **run** |";
    assert_eq!(said_in(table, "a", "ours"), Some(true));
    assert_eq!(said_in(table, "a", "peer"), Some(false));
    for (check, column) in [("b", "ours"), ("b", "peer"), ("c", "ours"), ("a", "other")] {
        assert_eq!(said_in(table, check, column), None, "{check}, {column}");
    }
}

/// The row has the check's name in backticks in its first cell, the heading the generator's as its first word, and a cell
/// that was run begins with its answer and has **run** behind it.
fn said_in(document: &str, check: &str, column: &str) -> Option<bool> {
    let rows = || document.lines().filter(|line| line.starts_with('|')).map(cells);
    let heading = rows().find(|cells| cells.iter().any(|cell| first_word(cell) == column))?;
    let at = heading.iter().position(|cell| first_word(cell) == column)?;
    let name = format!("`{check}`");
    let row = rows().find(|cells| cells.first().is_some_and(|cell| cell.contains(&name)))?;
    let cell = row.get(at)?;
    match (cell.contains("**run**"), first_word(cell)) {
        (true, "yes") => Some(true),
        (true, "no") => Some(false),
        _ => None,
    }
}

fn cells(row: &str) -> Vec<&str> {
    row.trim_matches('|').split('|').map(str::trim).collect()
}

fn first_word(cell: &str) -> &str {
    cell.split([' ', ':', ';', ',']).next().unwrap_or_default()
}
