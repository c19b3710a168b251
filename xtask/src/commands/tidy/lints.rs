//! Every package of the workspace takes the lints of the workspace, and has all its tests run; a package that stands alone says why it does.
//!
//! A member without the two lines has the lints of nobody, and no compiler says so. `test = false` or `autotests = false` leaves tests out of
//! `cargo test` as silently.

/// Packages that are no members, which cannot take the lints of a workspace that they are not in.
const ALONE: &[(&str, &str)] = &[
    ("crates/entropy/examples/bare-metal/", "a firmware project, as a user writes one"),
    ("crates/entropy/examples/no-libc/", "its linker arguments suit no other program"),
    ("fuzz/", "it is built by a nightly toolchain alone"),
];

/// `files` are paths from the root with their text, `members` the paths of the members' manifests.
pub(super) fn check(files: &[(String, String)], members: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    let manifests = files.iter().filter(|(path, _)| path.rsplit('/').next() == Some("Cargo.toml"));
    for (path, text) in manifests.filter(|(_, text)| has(text, "[package]")) {
        let alone = ALONE.iter().any(|(folder, _)| path.strip_suffix("Cargo.toml") == Some(folder));
        match (members.contains(path), alone) {
            (true, false) if !inherits(text) => {
                found.push(format!("{path}: no `[lints]` with `workspace = true`"));
            }
            (true, false) if switches_off(text).is_some() => {
                let key = switches_off(text).unwrap_or_default();
                found.push(format!("{path}: `{key}` leaves tests out of `cargo test`"));
            }
            (true, true) => found.push(format!("{path}: a member, and excused as none")),
            (false, false) => found.push(format!("{path}: no member, and no reason why")),
            _ => {}
        }
    }
    let is_there = |manifest: &String| files.iter().any(|(path, _)| path == manifest);
    let alone = ALONE.iter().map(|(folder, _)| format!("{folder}Cargo.toml"));
    let gone = alone.chain(members.iter().cloned()).filter(|manifest| !is_there(manifest));
    found.extend(gone.map(|manifest| format!("{manifest}: is not there")));
    let root = files.iter().find(|(path, _)| path == "Cargo.toml");
    found.extend(root.and_then(|(_, text)| left_out(text)));
    found
}

/// Members that `cargo test` at the root does not test, and what does.
const TESTED_APART: &[(&str, &str)] = &[
    ("crates/facade/examples/", "ci services"),
    ("xtask/guest", "vmclone, whose program it is"),
    ("benches", "ci promises; it brings every peer with it"),
];

/// `cargo test` at the root tests the default members, where the manifest names them.
fn left_out(root: &str) -> Option<String> {
    let list = |key: &str| {
        // Over as many lines as it takes, up to the bracket.
        let is_key = |line: &str| line.split_once('=').is_some_and(|(name, _)| name.trim() == key);
        let mut lines = root.lines().skip_while(|line| !is_key(line)).peekable();
        lines.peek()?;
        let text = lines.collect::<Vec<_>>().join("\n");
        let list = text.split(']').next().unwrap_or_default();
        Some(list.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>())
    };
    let (members, tested) = (list("members")?, list("default-members")?);
    let apart = |name: &str| TESTED_APART.iter().any(|(start, _)| name.starts_with(start));
    let missing = members.into_iter().find(|name| !tested.contains(name) && !apart(name))?;
    Some(format!(
        "Cargo.toml: `default-members` without \"{missing}\", so that `cargo test` leaves out tests"
    ))
}

/// The first line that keeps tests from being run.
fn switches_off(text: &str) -> Option<&str> {
    let is_off = |setting: &str| {
        let (key, value) = setting.split_once('=').unwrap_or_default();
        let last = key.trim().rsplit('.').next().unwrap_or_default().trim_matches('"');
        ["test", "doctest", "autotests"].contains(&last) && value.trim().starts_with("false")
    };
    // A table within a line has several: `lib = { path = "x.rs", doctest = false }`.
    let parts = |line: &str| line.split(['{', ',', '}']).any(is_off);
    text.lines().map(str::trim).find(|line| line.split('#').next().is_some_and(parts))
}

fn has(text: &str, line: &str) -> bool {
    text.lines().any(|is| is.trim() == line)
}

/// Whether the table of lints has the line, before another table begins.
fn inherits(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).skip_while(|line| *line != "[lints]").skip(1);
    lines.by_ref().take_while(|line| !line.starts_with('[')).any(|line| line == "workspace = true")
        || has(text, "lints.workspace = true")
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "[package]\nname = \"a\"\n\n[lints]\nworkspace = true\n\n[dependencies]\n";

    fn found(manifest: &str, members: &[&str]) -> Vec<String> {
        let alone = ALONE.iter().map(|(folder, _)| {
            (format!("{folder}Cargo.toml"), "[package]\n[workspace]\n".to_owned())
        });
        let files: Vec<_> = alone.chain([("a/Cargo.toml".into(), manifest.to_owned())]).collect();
        check(&files, &members.iter().map(|path| (*path).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn members_take_the_lints_and_others_say_why_not() {
        assert_eq!(found(GOOD, &["a/Cargo.toml"]), [""; 0]);
        assert_eq!(found("[workspace]\nmembers = []\n", &[]), [""; 0]);
    }

    #[test]
    fn a_package_without_the_lints_is_found() {
        for (old, new) in [
            ("workspace = true\n", ""),
            ("workspace = true", "workspace = false"),
            ("workspace = true", "# workspace = true"),
            ("[lints]\n", ""),
            ("[lints]\n", "[lints]\n[badges]\n"),
        ] {
            assert_eq!(found(&GOOD.replace(old, new), &["a/Cargo.toml"]).len(), 1, "{new}");
        }
        assert_eq!(found(GOOD, &[]).len(), 1);
    }

    #[test]
    fn tests_that_are_switched_off_are_found() {
        for line in [
            "autotests = false",
            "[lib]\ntest = false",
            "[[test]]\nname = \"t\"\ntest=false # x",
            "lib.doctest = false",
            "lib = { path = \"a.rs\", doctest = false }",
        ] {
            assert_eq!(found(&format!("{GOOD}{line}\n"), &["a/Cargo.toml"]).len(), 1, "{line}");
        }
        for line in [
            "[[test]]\nharness = false",
            "# test = false",
            "# lib = { test = false }",
            "[[bench]]\nname = \"test\"",
        ] {
            assert_eq!(found(&format!("{GOOD}{line}\n"), &["a/Cargo.toml"]), [""; 0], "{line}");
        }
    }

    #[test]
    fn members_that_are_left_out_of_the_tests_are_found() {
        let members = r#"members = ["crates/*", "crates/facade/examples/service", "xtask", "xtask/plots", "benches"]"#;
        let root = |line: &str| left_out(&format!("[workspace]\n{members}\n{line}\n"));
        assert_eq!(root(r#"default-members = ["crates/*", "xtask", "xtask/plots"]"#), None);
        assert_eq!(root(r#"resolver = "3""#), None);
        for left in [r#""crates/cli", "xtask", "xtask/plots""#, r#""crates/*", "xtask""#, ""] {
            assert!(root(&format!("default-members = [{left}]")).is_some(), "{left}");
        }
        let lines =
            |list: &str| list.replace('[', "[\n  ").replace(", ", ",\n  ").replace(']', ",\n]");
        let root = |tested: &str| left_out(&[lines(members), lines(tested)].join("\n"));
        assert_eq!(root(r#"default-members = ["crates/*", "xtask", "xtask/plots"]"#), None);
        assert!(root(r#"default-members = ["crates/*", "xtask"]"#).is_some());
    }

    #[test]
    fn what_is_excused_is_there_and_is_no_member() {
        assert_eq!(found(GOOD, &["a/Cargo.toml", "fuzz/Cargo.toml"]).len(), 1);
        assert_eq!(check(&[], &[]).len(), ALONE.len());
    }
}
