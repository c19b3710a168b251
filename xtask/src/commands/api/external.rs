//! The types and traits of other packages that stand in our interface, against the list of those that may.

use std::collections::BTreeSet;

/// Paths such as `rand_core::TryRng` in the lines of a snapshot: of no crate of ours and none of the standard library's.
pub(super) fn used(snapshot: &str) -> BTreeSet<String> {
    let lines = snapshot.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(paths).filter_map(foreign).collect()
}

/// Differences to `allowed`, in both directions.
pub(super) fn check(package: &str, used: &BTreeSet<String>, allowed: &str) -> Vec<String> {
    let rows = rows(allowed);
    let mut listed = rows.iter().filter(|row| row.0 == package).map(|row| row.1);
    let is_listed = |path: &&String| listed.clone().any(|listed| listed == path.as_str());
    let missing = used.iter().filter(|path| !is_listed(path));
    let mut found: Vec<String> =
        missing.map(|path| format!("{path} is not in docs/api/external.txt")).collect();
    let stale = listed.by_ref().filter(|path| !used.contains(*path));
    found.extend(stale.map(|path| format!("docs/api/external.txt: {path} is in no line any more")));
    found
}

/// A package of ours and a path that may stand in its interface, one pair to a line.
pub(super) fn rows(allowed: &str) -> Vec<(&str, &str)> {
    let lines = allowed.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(' ')).collect()
}

/// Everything that is spelled like a path: words joined by `::`.
fn paths(line: &str) -> Vec<&str> {
    let words = line.split(|c: char| !(c.is_alphanumeric() || "_:".contains(c)));
    words.map(|word| word.trim_matches(':')).filter(|word| word.contains("::")).collect()
}

/// A path up to its first type, if its crate is another's. Generic parameters begin with a capital letter, crates do not.
fn foreign(path: &str) -> Option<String> {
    let mut parts = path.split("::");
    let first = parts.clone().next()?;
    let ours = first.starts_with("wellspring") || ["core", "alloc", "std"].contains(&first);
    if ours || !first.starts_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    let mut kept = Vec::new();
    for part in parts.by_ref() {
        kept.push(part);
        if part.starts_with(|c: char| c.is_ascii_uppercase()) {
            break;
        }
    }
    Some(kept.join("::"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SNAPSHOT: &str = "\
# rand::not_read
impl<R: rand_core::TryRng + ?core::marker::Sized> wellspring_dist::Random for R
pub fn wellspring_x::f(&self) -> core::result::Result<T, <R as rand_core::TryRng>::Error>
pub fn rand_core::error::Error::from(wellspring_x::Error) -> Self
pub fn wellspring_x::g() -> libc::types::siginfo_t
pub type wellspring_x::A::Error = R::Error
";
    const ALLOWED: &str = "# Why\nx libc::types::siginfo_t\nx rand_core::TryRng\nx rand_core::error::Error\ny url::Url\n";

    #[test]
    fn paths_of_other_packages_are_found() {
        let found: Vec<String> = used(SNAPSHOT).into_iter().collect();
        assert_eq!(
            found,
            ["libc::types::siginfo_t", "rand_core::TryRng", "rand_core::error::Error"]
        );
        assert_eq!(check("x", &used(SNAPSHOT), ALLOWED), [""; 0]);
    }

    #[test]
    fn a_type_that_is_not_allowed_is_found_and_a_row_without_one_too() {
        let fewer = ALLOWED.replace("x rand_core::TryRng\n", "");
        assert_eq!(
            check("x", &used(SNAPSHOT), &fewer),
            ["rand_core::TryRng is not in docs/api/external.txt"]
        );
        let stale = check("x", &BTreeSet::new(), ALLOWED);
        assert!(stale.len() == 3 && stale.iter().all(|row| row.ends_with("any more")), "{stale:?}");
    }
}
