//! Which options go together: what would be passed over is refused, with what does go.

use crate::commands::Stop;

/// What does something else than to make the rows that are chosen, and the options that mean anything to it.
const INSTEAD: &[(&str, &[&str])] = &[
    ("--list", &["--target", "--depth", "--quick"]),
    ("--setup", &["--target", "--depth", "--quick", "--route"]),
    ("--control", &[]),
    ("--quick", &["--list", "--setup", "--depth", "--route", "--json", "--allow-missing"]),
];

/// Of which the last would count, and the others be forgotten.
const ONCE: &[&str] = &["--depth", "--route", "--manifest-path", "--json"];

/// `given` are the options without their values, in their order.
///
/// # Errors
///
/// `Usage`, with the options that do not go together, or the one that is there twice.
pub(super) fn together(given: &[&str]) -> Result<(), Stop> {
    let twice = |name: &&&str| given.iter().filter(|option| *option == *name).count() > 1;
    if let Some(name) = ONCE.iter().find(twice) {
        return Err(Stop::Usage(format!("matrix takes {name} once")));
    }
    for (instead, with) in INSTEAD.iter().filter(|(instead, _)| given.contains(instead)) {
        let odd = given.iter().find(|option| *option != instead && !with.contains(option));
        if let Some(odd) = odd {
            let with = match with {
                [] => "goes with no other option".into(),
                with => format!("goes with {} alone", with.join(", ")),
            };
            return Err(Stop::Usage(format!(
                "matrix {instead} does nothing with {odd}: {instead} {with}"
            )));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(words: &str) -> Option<String> {
        match together(&words.split(' ').collect::<Vec<_>>()) {
            Err(Stop::Usage(reason)) => Some(reason),
            _ => None,
        }
    }

    #[test]
    fn what_would_be_passed_over_is_refused_by_name() {
        for bad in [
            "--list --setup",
            "--setup --list",
            "--list --manifest-path",
            "--list --json",
            "--list --crate",
            "--setup --manifest-path",
            "--setup --json",
            "--setup --allow-missing",
            "--control --target",
            "--control --quick",
            "--quick --list --features",
            "--quick --features",
            "--quick --target",
            "--quick --manifest-path",
        ] {
            let reason = refused(bad).unwrap_or_default();
            assert!(
                bad.split(' ').skip(1).any(|option| reason.contains(option)),
                "{bad}: {reason}"
            );
        }
    }

    #[test]
    fn what_would_be_forgotten_is_refused() {
        for once in ONCE {
            assert!(refused(&format!("{once} --target {once}")).unwrap().contains(once));
        }
    }

    #[test]
    fn what_has_a_meaning_is_taken() {
        for good in [
            "--list",
            "--list --target --target --depth",
            "--setup --quick --route",
            "--control",
            "--target --target --crate --crate --features --depth --json --allow-missing",
            "--manifest-path --crate --features --depth --route",
        ] {
            assert_eq!(refused(good), None, "{good}");
        }
    }
}
