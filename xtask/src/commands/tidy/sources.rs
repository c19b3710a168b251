//! Rules over one file: its path and its text.

mod leftovers;

use crate::source::{code_only, lines_with};

/// Every rule that a file breaks, as `path:line: what`.
pub(super) fn check(path: &str, text: &str) -> Vec<String> {
    let mut found = [names(path), leftovers::check(path, text), targets(path, text)].concat();
    if path.ends_with(".rs") {
        let code = code_only(text);
        found.extend(unsafe_code(path, &code));
        found.extend(forbids_unsafe(path, &code));
        found.extend(ignored(path, text, &code));
    }
    found
}

/// The file that a compiler starts from.
pub(super) fn is_crate_root(path: &str) -> bool {
    ["src/lib.rs", "src/main.rs"].iter().any(|root| path.ends_with(root))
        || (path.contains("/src/bin/") && path.ends_with(".rs"))
}

/// The only crate that may speak to the operating system itself, and the only place in it.
const UNSAFE_CRATE: &str = "crates/entropy/";
const UNSAFE_FOLDER: &str = "crates/entropy/src/sys";
/// What no user compiles: a test that speaks to valgrind in instructions, tests that fork and filter processes,
/// run step by step and misuse the vDSO, an example that has no C library, and a test that puts the peers through the same.
const UNSAFE_ELSEWHERE: &[&str] = &[
    "crates/tokens/tests/constant_time",
    "crates/csprng/tests/forks/suite/os",
    "crates/entropy/tests/faults/suite/control",
    "crates/entropy/tests/faults/suite/os",
    "crates/entropy/examples/no-libc/src/runtime",
    "benches/tests/promises/suite/os",
];

fn unsafe_code(path: &str, code: &str) -> Vec<String> {
    let mut places = [UNSAFE_FOLDER].iter().chain(UNSAFE_ELSEWHERE);
    let below =
        |place: &&str| path.strip_prefix(place).is_some_and(|rest| rest.starts_with(['/', '.']));
    if places.any(below) {
        return Vec::new();
    }
    let lines = lines_with(code, "unsafe").into_iter();
    lines.map(|line| format!("{path}:{line}: unsafe outside {UNSAFE_FOLDER}")).collect()
}

fn forbids_unsafe(path: &str, code: &str) -> Vec<String> {
    let exempt = !is_crate_root(path) || path.starts_with(UNSAFE_CRATE);
    if exempt || code.contains("#![forbid(unsafe_code)]") {
        return Vec::new();
    }
    vec![format!("{path}:1: no #![forbid(unsafe_code)]")]
}

fn names(path: &str) -> Vec<String> {
    if path == "mod.rs" || path.ends_with("/mod.rs") {
        return vec![format!("{path}:1: a module `foo` lives in foo.rs")];
    }
    Vec::new()
}

/// A toolchain file that lists targets makes every build fetch them, where nothing may be fetched too.
fn targets(path: &str, text: &str) -> Vec<String> {
    let name = path.rsplit('/').next().unwrap_or(path);
    if !["rust-toolchain", "rust-toolchain.toml"].contains(&name) {
        return Vec::new();
    }
    let is_key = |line: &str| line.split('=').next().is_some_and(|k| k.trim() == "targets");
    let lines = text.lines().zip(1..).filter(|(line, _)| is_key(line));
    lines.map(|(_, line)| format!("{path}:{line}: targets in a toolchain file")).collect()
}

/// Searched in the code alone; the reason is a string, so it is looked for in the text.
fn ignored(path: &str, text: &str, code: &str) -> Vec<String> {
    let has_reason = |line: &str| {
        let reason = line.split_once("ignore").map_or("", |(_, rest)| rest);
        let reason = reason.trim_start().strip_prefix('=').unwrap_or("");
        let reason = reason.trim().trim_start_matches('"');
        reason.starts_with(char::is_alphanumeric)
    };
    // Behind a condition too, on one line or on one of its own.
    let ignores = |line: &str| {
        line.contains("#[ignore")
            || (line.contains("cfg_attr(") && !lines_with(line, "ignore").is_empty())
            || ["ignore", "ignore,", "ignore)]"].contains(&line.trim())
    };
    let lines = code.lines().zip(text.lines()).zip(1..);
    lines
        .filter(|((code, text), _)| ignores(code) && !has_reason(text))
        .map(|(_, line)| format!("{path}:{line}: #[ignore] without a reason"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOT: &str = "#![forbid(unsafe_code)]\n";

    #[test]
    fn clean_files_are_clean() {
        let text = format!("{ROOT}// unsafe is a word\n#[ignore = \"slow\"]\nfn f() {{}}\n");
        assert_eq!(check("crates/dist/src/lib.rs", &text), [""; 0]);
        assert_eq!(check("crates/entropy/src/sys/linux.rs", "unsafe {}"), [""; 0]);
        assert_eq!(check("crates/entropy/src/sys.rs", "unsafe {}"), [""; 0]);
        for place in UNSAFE_ELSEWHERE {
            assert_eq!(check(&format!("{place}.rs"), "unsafe {}"), [""; 0]);
            assert_ne!(check(&format!("{place}_other.rs"), "unsafe {}"), [""; 0]);
        }
        assert_eq!(check("rust-toolchain.toml", "channel = \"1.85\"\n"), [""; 0]);
    }

    #[test]
    fn unsafe_code_is_found_everywhere_else() {
        for path in ["crates/dist/src/x.rs", "crates/entropy/src/system.rs"] {
            let found = check(path, "fn f() {\n    unsafe { g() }\n}\n");
            assert_eq!(found.len(), 1, "{path}");
            assert!(found.concat().contains(":2:"));
        }
        let beside = check("crates/entropy/src/system/x.rs", "unsafe {}");
        assert_eq!(beside.len(), 1);
    }

    #[test]
    fn a_crate_root_without_the_lint_is_found() {
        for path in ["xtask/src/main.rs", "crates/cli/src/bin/x.rs"] {
            assert_eq!(check(path, "fn main() {}").len(), 1, "{path}");
            let hidden = check(path, "// #![forbid(unsafe_code)]\nfn main() {}");
            assert_eq!(hidden.len(), 1, "{path}");
        }
        assert_eq!(check("crates/entropy/src/lib.rs", ""), [""; 0]);
    }

    #[test]
    fn module_files_and_targets_are_found() {
        assert_eq!(check("crates/cli/tests/common/mod.rs", "").len(), 1);
        let toolchain = "[toolchain]\nchannel = \"stable\"\ntargets = [\"x\"]\n";
        assert_eq!(check("rust-toolchain.toml", toolchain).len(), 1);
        assert_eq!(check("rust-toolchain", "targets=[]").len(), 1);
    }

    #[test]
    fn a_test_ignored_without_a_reason_is_found() {
        let condition = "#[cfg_attr(miri, ignore = \"slow\")]\n#[cfg_attr(any(), allow(ignored))]";
        assert_eq!(check("crates/dist/tests/x.rs", condition), [""; 0]);
        for bad in [
            "#[ignore]",
            "#[ignore = \"\"]",
            "#[ignore = \" \"]",
            "#[cfg_attr(any(), ignore)]",
            "#[cfg_attr(\n    miri,\n    ignore\n)]",
        ] {
            assert_eq!(check("crates/dist/tests/x.rs", bad).len(), 1, "{bad}");
        }
    }
}
