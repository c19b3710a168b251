//! Each crate with features has a table of them in its README, and the two say the same.

use crate::markdown::{spans, tables};

/// `files` are paths from the root with their text.
pub(super) fn check(files: &[(String, String)]) -> Vec<String> {
    let text =
        |path: &str| files.iter().find(|(known, _)| known == path).map(|(_, text)| text.as_str());
    let (mut found, mut seen) = (Vec::new(), 0_usize);
    for (path, manifest) in files {
        let Some(folder) =
            path.strip_prefix("crates/").and_then(|path| path.strip_suffix("/Cargo.toml"))
        else {
            continue;
        };
        let features = features(manifest);
        if features.is_empty() || folder.contains('/') {
            continue;
        }
        seen += 1;
        let readme = format!("crates/{folder}/README.md");
        found.extend(differences(&readme, text(&readme).unwrap_or_default(), &features));
    }
    if seen == 0 {
        found.push("no crate has features".into());
    }
    found
}

/// The names in `[features]`, and whether each is on by default.
fn features(manifest: &str) -> Vec<(&str, bool)> {
    let section = manifest.split_once("\n[features]\n").map_or("", |(_, rest)| rest);
    let section = section.split("\n[").next().unwrap_or_default();
    let lines = section.lines().filter(|line| !line.starts_with(['#', ' ', ']']));
    let entries: Vec<_> = lines.filter_map(|line| line.split_once(" = ")).collect();
    let default = entries.iter().find(|(name, _)| *name == "default").map_or("", |(_, list)| list);
    let default: Vec<&str> = default.split('"').skip(1).step_by(2).collect();
    let named = entries.iter().filter(|(name, _)| *name != "default");
    named.map(|(name, _)| (*name, default.contains(name))).collect()
}

fn differences(path: &str, readme: &str, features: &[(&str, bool)]) -> Vec<String> {
    let tables = tables(readme);
    let Some(table) =
        tables.iter().find(|table| table.head.first().is_some_and(|head| head == "feature"))
    else {
        return vec![format!("{path}: no table of features")];
    };
    let Some(default) = table.head.iter().position(|head| head == "default") else {
        return vec![format!("{path}: its table of features has no column `default`")];
    };
    let (mut found, mut told) = (Vec::new(), Vec::new());
    for (line, cells) in &table.rows {
        let on = cells.get(default).map(String::as_str);
        for name in spans(cells.first().map_or("", |cell| cell)) {
            told.push(name);
            match (features.iter().find(|(feature, _)| *feature == name), on) {
                (None, _) => found.push(format!("{path}:{line}: no feature `{name}`")),
                (Some((_, true)), Some("yes")) | (Some((_, false)), Some("no")) => {}
                (Some((_, on)), _) => {
                    found.push(format!("{path}:{line}: `{name}` by default: {on}"))
                }
            }
        }
    }
    let untold = features.iter().filter(|(feature, _)| !told.contains(feature));
    found.extend(
        untold.map(|(feature, _)| format!("{path}: the feature `{feature}` is not in its table")),
    );
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = "[package]\nname = \"x\"\n\n[features]\ndefault = [\"a\"]\n# Why.\na = [\"dep:y\"]\nb = [\n    \"a\",\n]\n\n[dependencies]\nc = \"1\"\n";
    const README: &str = "| feature | default | what it adds |\n|---|---|---|\n| `a` | yes | x |\n| `b` | no | `c` |\n";

    fn found(manifest: &str, readme: &str) -> Vec<String> {
        check(&[
            ("crates/x/Cargo.toml".into(), manifest.into()),
            ("crates/x/README.md".into(), readme.into()),
        ])
    }

    #[test]
    fn a_table_of_all_features_is_clean() {
        assert_eq!(features(MANIFEST), [("a", true), ("b", false)]);
        assert_eq!(found(MANIFEST, README), [""; 0]);
    }

    #[test]
    fn differences_are_found() {
        for (old, new, count) in [
            ("| `b` | no | `c` |\n", "", 1),
            ("| `b` |", "| `b`, `c` |", 1),
            ("`b`", "`B`", 2),
            ("| yes |", "| no |", 1),
            ("| no |", "| |", 1),
            ("| feature |", "| features |", 1),
            ("| default |", "| |", 1),
        ] {
            assert_eq!(found(MANIFEST, &README.replacen(old, new, 1)).len(), count, "{new}");
        }
        assert_eq!(found(&MANIFEST.replace("# Why.", "d = []"), README).len(), 1);
        assert_eq!(
            found(&MANIFEST.replace("[features]", "[lints]"), README).len(),
            1,
            "nothing to look at"
        );
    }
}
