//! The table of docs/PERFORMANCE.md that shows the record of `cargo xtask cli speed`.

use std::fs;

use crate::commands::record::{self, Claim};
use crate::commands::{Stop, Workspace, failed};

const HEADER: &str = "| at the shell | found | asked for |\n|---|---|---|\n";

/// The page with the table as the record has it.
pub(crate) fn refreshed(ws: &Workspace, page: &str) -> Result<String, Stop> {
    let text = fs::read_to_string(ws.root.join("docs/evidence/cli-speed.tsv"))?;
    let found = record::read(&text).map_err(failed)?;
    let claims = found.into_iter().map(|found| found.claim).collect::<Vec<_>>();
    replaced(page, &claims).ok_or_else(|| failed("docs/PERFORMANCE.md has no table of the shell"))
}

fn replaced(page: &str, claims: &[Claim]) -> Option<String> {
    let (before, rest) = page.split_once(HEADER)?;
    let after = match rest.strip_prefix('\n') {
        Some(after) => after,
        None => rest.split_once("\n\n")?.1,
    };
    let row = |claim: &Claim| format!("| {} | {} | {} |\n", claim.what, claim.figure, claim.demand);
    let rows: String = claims.iter().map(row).collect();
    Some(format!("{before}{HEADER}{rows}\n{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::record::Verdict;

    #[test]
    fn rows_are_those_of_the_record() {
        let claim = |what: &str, figure: &str| Claim {
            what: what.into(),
            figure: figure.into(),
            demand: "most".into(),
            verdict: Verdict::Met,
            control: String::new(),
        };
        let page = |rows: &str| format!("before\n\n{HEADER}{rows}\nafter\n\nmore\n");
        let claims = [claim("one", "1 ms"), claim("two", "2 ms")];
        let right = page("| one | 1 ms | most |\n| two | 2 ms | most |\n");
        // Edited, of another run, and left out.
        for rows in ["| one | 9 ms | most |\n", "| three | 3 ms | |\n| one | 1 ms | most |\n", ""] {
            assert_eq!(replaced(&page(rows), &claims).as_ref(), Some(&right), "{rows}");
        }
        assert_eq!(replaced(&right, &claims), Some(right.clone()));
        assert_eq!(replaced("no table\n\n", &claims), None);
    }
}
