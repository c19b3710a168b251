//! The features that want a newer Rust than their crate: by name, so that another one is noticed, and one that does no more.

use std::collections::BTreeSet;

/// The features that want a newer Rust than their crate, by a dependency, and which.
pub(super) const NEWER: &[(&str, &str)] = &[("crypto_bigint", "1.87")];

/// What is wrong with how a feature that wants a newer Rust was refused.
pub(super) fn refused(feature: &str, built: bool, said: &str) -> Option<String> {
    let version = NEWER.iter().find(|(newer, _)| *newer == feature).map(|(_, version)| *version)?;
    let expected = format!("requires rustc {version}");
    match built {
        true => Some(format!("{feature} builds: it needs no row any more")),
        false if !said.contains(&expected) => {
            Some(format!("{feature}: not refused with `{expected}`"))
        }
        false => None,
    }
}

/// Those that are not in the table above, or with another version.
pub(super) fn unknown(needs: &BTreeSet<(String, String)>) -> Vec<String> {
    let known = |(feature, rust): &&(String, String)| {
        NEWER.iter().any(|(f, r)| f == feature && number(r) == number(rust))
    };
    let unknown = needs.iter().filter(|need| !known(need));
    unknown.map(|(feature, rust)| format!("{feature} wants Rust {rust}")).collect()
}

/// `1.85` and `1.85.0` are one version.
pub(super) fn number(version: &str) -> Vec<u32> {
    let mut parts: Vec<u32> = version.split('.').filter_map(|part| part.parse().ok()).collect();
    parts.resize(3, 0);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_that_wants_more_is_refused_for_that_reason_alone() {
        let said =
            "error: rustc 1.85.0 is not supported …:\n  crypto-bigint@0.7.11 requires rustc 1.87\n";
        assert_eq!(refused("crypto_bigint", false, said), None);
        assert!(refused("crypto_bigint", true, "").is_some());
        assert!(refused("crypto_bigint", false, "error: no such feature").is_some());
        assert!(refused("crypto_bigint", false, &said.replace("1.87", "1.90")).is_some());
    }

    #[test]
    fn what_wants_more_without_a_row_is_found() {
        let need =
            |feature: &str, rust: &str| BTreeSet::from([(feature.to_owned(), rust.to_owned())]);
        assert_eq!(unknown(&need("crypto_bigint", "1.87.0")), [""; 0]);
        assert_eq!(unknown(&need("crypto_bigint", "1.90")).len(), 1);
        assert_eq!(unknown(&need("url", "1.86")), ["url wants Rust 1.86"]);
        assert!(number("1.85") < number("1.85.1") && number("1.9") < number("1.85"));
    }
}
