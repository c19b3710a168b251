//! Tables and code spans of Markdown, as far as this repository's documents use them.

/// A table: its head, and its rows with their lines in the document.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) head: Vec<String>,
    pub(crate) rows: Vec<(usize, Vec<String>)>,
}

/// All tables of a document; a fence around one does not hide it, and nobody here does that.
pub(crate) fn tables(text: &str) -> Vec<Table> {
    let (mut tables, mut open): (Vec<Table>, bool) = (Vec::new(), false);
    for (line, number) in text.lines().zip(1..) {
        if !line.starts_with('|') {
            open = false;
            continue;
        }
        let cells = cells(line);
        match tables.last_mut().filter(|_| open) {
            None => tables.push(Table { head: cells, rows: Vec::new() }),
            Some(_) if line.trim_matches(|c| "|-: ".contains(c)).is_empty() => {}
            Some(table) => table.rows.push((number, cells)),
        }
        open = true;
    }
    tables
}

/// The cells of a row; `\|` is a stroke within one.
pub(crate) fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let inner = line.strip_prefix('|').unwrap_or(line);
    let inner = inner.strip_suffix('|').unwrap_or(inner).replace("\\|", "\u{0}");
    inner.split('|').map(|cell| cell.trim().replace('\u{0}', "|")).collect()
}

/// What stands between backticks.
pub(crate) fn spans(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// A cell as it has to be written, so that it stays one.
pub(crate) fn escaped(cell: &str) -> String {
    cell.replace('|', "\\|").replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read_with_their_lines() {
        let text = "a\n| h | i |\n|---|:-:|\n| 1 | `a\\|b` |\n| 2 | |\n\n| j |\n|---|\n";
        let [first, second] = tables(text).try_into().unwrap();
        assert_eq!(first.head, ["h", "i"]);
        assert_eq!(
            first.rows,
            [(4, vec!["1".into(), "`a|b`".into()]), (5, vec!["2".into(), String::new()])]
        );
        assert_eq!((second.head, second.rows), (vec!["j".to_owned()], vec![]));
        assert_eq!(tables("no table"), []);
    }

    #[test]
    fn what_is_escaped_is_read_back() {
        assert_eq!(cells(&format!("| {} | b |", escaped("x|y\nz"))), ["x|y z", "b"]);
    }

    #[test]
    fn spans_stand_between_backticks() {
        assert_eq!(spans("a `b` c `d`"), ["b", "d"]);
    }
}
