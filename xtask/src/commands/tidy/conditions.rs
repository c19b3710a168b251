//! What a condition of `#[cfg(…)]` comes to: on Linux, where the tests run that docs/HISTORY.md names, and anywhere at all.
//!
//! Most conditions are about processors, features and tools, of which some run has each: they are neither true nor false here. What
//! is false is false in every run.

/// Where it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum On {
    Linux,
    AnySystem,
}

/// Whether it holds in every run there, or in none; `None` where that depends on the run.
///
/// `condition` is what stands between the parentheses, strings and all. What is no condition depends too.
pub(super) fn holds(on: On, condition: &str) -> Option<bool> {
    let condition = condition.trim().trim_end_matches(',').trim();
    if let Some((name, inner)) = call(condition) {
        let parts: Vec<Option<bool>> =
            parts(inner).into_iter().map(|part| holds(on, part)).collect();
        return match name {
            "not" => parts.first().copied().flatten().map(|part| !part),
            "all" => all(&parts, true),
            "any" => all(&parts, false),
            _ => None,
        };
    }
    if let Some((name, value)) = condition.split_once('=') {
        let value = value.trim().trim_matches('"');
        return match name.trim() {
            "target_os" if on == On::Linux => Some(value == "linux"),
            "target_family" if on == On::Linux => Some(value == "unix"),
            _ => None,
        };
    }
    match condition {
        "true" => Some(true),
        "false" => Some(false),
        // A file that no test is compiled with may still be one of a program.
        "unix" | "test" if on == On::Linux => Some(true),
        "windows" if on == On::Linux => Some(false),
        _ => None,
    }
}

/// Whether a `cfg` among these attributes leaves out what they stand on, in every run there.
pub(super) fn leave_out(on: On, attributes: &str) -> bool {
    let all = conditions(attributes).into_iter().filter(|(name, _)| *name == "cfg");
    all.into_iter().any(|(_, condition)| holds(on, condition) == Some(false))
}

/// The conditions of all `cfg(…)` and the arguments of all `cfg_attr(…)` in these attributes, as `(name, inner)`.
pub(super) fn conditions(attributes: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for name in ["cfg", "cfg_attr"] {
        for (at, _) in attributes.match_indices(name) {
            let (before, tail) = attributes.split_at(at);
            let starts = before.trim_end().ends_with(['[', ',']);
            if let Some((word, inner)) = call(tail).filter(|(word, _)| starts && *word == name) {
                found.push((word, inner));
            }
        }
    }
    found
}

/// What stands between commas that are in no parentheses and in no string.
pub(super) fn parts(inner: &str) -> Vec<&str> {
    let (mut depth, mut quoted, mut start, mut parts) = (0_usize, false, 0, Vec::new());
    for (at, c) in inner.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            ',' if !quoted && depth == 0 => {
                parts.extend(inner.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.extend(inner.get(start..));
    parts.retain(|part| !part.trim().is_empty());
    parts
}

/// `all` over conditions, and with `false` for `unit` `any`, its mirror image.
fn all(parts: &[Option<bool>], unit: bool) -> Option<bool> {
    if parts.contains(&Some(!unit)) {
        return Some(!unit);
    }
    parts.iter().all(|part| *part == Some(unit)).then_some(unit)
}

/// `name(inner)` at the start of a text, up to the parenthesis that closes it.
fn call(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.split_once('(')?;
    let name = name.trim();
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
        return None;
    }
    let (mut depth, mut quoted) = (1_usize, false);
    for (at, c) in rest.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((name, rest.get(..at)?));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_is_true_false_or_depends() {
        for (condition, value) in [
            ("any()", Some(false)),
            ("all()", Some(true)),
            ("windows", Some(false)),
            ("not(unix)", Some(false)),
            ("not(test)", Some(false)),
            ("all(test, unix)", Some(true)),
            ("target_os = \"macos\"", Some(false)),
            ("any(windows, target_os = \"linux\")", Some(true)),
            ("all(unix, not(target_os = \"linux\"))", Some(false)),
            ("all(target_os = \"linux\", not(miri))", None),
            ("all(windows, feature = \"a,b)\")", Some(false)),
            ("any(\n    windows,\n    feature = \"std\",\n)", None),
            ("target_arch = \"s390x\"", None),
            ("loom", None),
        ] {
            assert_eq!(holds(On::Linux, condition), value, "{condition}");
        }
    }

    #[test]
    fn what_depends_on_the_system_is_left_out_nowhere() {
        for (condition, value) in [
            ("windows", None),
            ("not(any(unix, windows))", None),
            ("target_os = \"macos\"", None),
            ("any()", Some(false)),
            ("all(windows, any())", Some(false)),
            ("not(all())", Some(false)),
        ] {
            assert_eq!(holds(On::AnySystem, condition), value, "{condition}");
        }
        assert!(leave_out(On::Linux, "#[test]\n#[cfg(windows)]"));
        assert!(!leave_out(On::AnySystem, "#[cfg(windows)]") && !leave_out(On::Linux, "#[test]"));
    }

    #[test]
    fn conditions_are_found_among_other_attributes() {
        let text = "#[test]\n#[cfg(all(a, b))] #[cfg_attr(miri, ignore = \"x (y)\")]\nfn cfg(";
        let expected = [("cfg", "all(a, b)"), ("cfg_attr", "miri, ignore = \"x (y)\"")];
        assert_eq!(conditions(text), expected);
        assert_eq!(parts("miri, ignore = \"a, b\""), ["miri", " ignore = \"a, b\""]);
    }
}
