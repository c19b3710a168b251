//! Rows as text: selector, digest, purpose and expiry, with tabs between them. No purpose has a space.

use wellspring::{Digest, Selector, StoredToken};
use zeroize::Zeroizing;

/// A row, without an end of line.
pub(super) fn written(stored: &StoredToken) -> String {
    let (selector, digest) = (stored.selector(), stored.digest().to_hex());
    format!("{selector}\t{digest}\t{}\t{}", stored.purpose(), stored.expires().as_secs())
}

/// A token, a tab and its row.
pub(super) fn behind(token: &str, row: &str) -> Zeroizing<Vec<u8>> {
    let mut line = Zeroizing::new(Vec::with_capacity(token.len() + 1 + row.len()));
    line.extend_from_slice(token.as_bytes());
    line.push(b'\t');
    line.extend_from_slice(row.as_bytes());
    line
}

/// All rows of a text, or which line is none.
pub(super) fn read(text: &str) -> Result<Vec<StoredToken>, String> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let rows = lines.map(|(index, line)| {
        one(line).ok_or_else(|| {
            format!(
                "line {} is not a row of `split issue`: selector, digest, purpose and expiry with tabs between them",
                index + 1
            )
        })
    });
    rows.collect()
}

fn one(line: &str) -> Option<StoredToken> {
    let fields: Vec<&str> = line.split_whitespace().collect();
    let [selector, digest, purpose, expires] = fields.as_slice() else { return None };
    let selector: Selector = selector.parse().ok()?;
    let digest: Digest = digest.parse().ok()?;
    StoredToken::from_parts(selector, digest, purpose, expires.parse::<u64>().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use core::time::Duration;

    use wellspring::{Secrets, SplitFormat, SystemRandom};

    use super::*;

    #[test]
    fn a_row_that_is_written_is_read_back() {
        let format = SplitFormat::new("reset", Duration::from_secs(60)).unwrap();
        let (_, stored) = SystemRandom.mint(&format.at(1_750_000_000));
        let text = format!("\n{}\n", written(&stored));
        assert_eq!(read(&text), Ok(vec![stored]));
        assert_eq!(read(&text.replace('\t', "  ")), Ok(vec![stored]));
    }

    #[test]
    fn what_is_no_row_is_named_by_its_line() {
        let message = read("\na b c\n").unwrap_err();
        assert!(message.starts_with("line 2 is not a row"), "{message}");
        assert!(!message.contains("a b c"));
    }
}
