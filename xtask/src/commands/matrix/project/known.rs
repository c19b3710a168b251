//! Whether another project has what is chosen of it.

use super::Options;
use crate::commands::{Stop, matrix::packages};
use crate::metadata::Package;

/// Whether it has the chosen crates, and each of these the features; without a choice `own`, the package of the manifest.
///
/// # Errors
///
/// `Usage`, with the name that it does not have, and those that it has.
pub(super) fn known(packages: &[Package], own: &str, options: &Options) -> Result<(), Stop> {
    let is_there = |name: &&String| packages.iter().any(|package| package.name == **name);
    if let Some(name) = options.packages.iter().find(|name| !is_there(name)) {
        let names = packages.iter().map(|package| package.name.as_str()).collect::<Vec<_>>();
        return Err(Stop::Usage(format!(
            "--crate {name}: the project has the crates {}",
            names.join(", ")
        )));
    }
    let is_chosen = |package: &&Package| match options.packages.as_slice() {
        [] => package.name == own,
        chosen => chosen.contains(&package.name),
    };
    packages.iter().filter(is_chosen).try_for_each(|package| has(package, &options.features))
}

fn has(package: &Package, lists: &[String]) -> Result<(), Stop> {
    let names: Vec<&str> = package.features.iter().map(|(name, _)| name.as_str()).collect();
    let lists = lists.iter().filter(|list| packages::SETS.iter().all(|set| set.name != **list));
    // A dependency's feature, as `serde/std`, is cargo's to find.
    let mut wanted = lists.flat_map(|list| list.split(',')).filter(|name| !name.contains('/'));
    match wanted.find(|wanted| !names.contains(wanted)) {
        Some(name) => Err(Stop::Usage(format!(
            "--features {name}: {} has the sets none, default, all, and the features: {}",
            package.name,
            names.join(", ")
        ))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::matrix::args;

    #[test]
    fn what_another_project_does_not_have_is_refused() {
        let features = vec![("fast".to_owned(), Vec::new())];
        let packages = [Package { name: "mine".into(), features, ..Package::default() }];
        let outcome = |words: &str| {
            let words = format!("--manifest-path x/Cargo.toml {words}");
            let words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
            known(&packages, "mine", &args::parse(&words).unwrap())
        };
        for good in ["", "--crate mine --features fast,serde/std --features all"] {
            assert_eq!(outcome(good), Ok(()), "{good}");
        }
        for (bad, says) in [("--crate yours", "crates mine"), ("--features slow", "features: fast")]
        {
            let outcome = outcome(bad);
            assert!(matches!(&outcome, Err(Stop::Usage(why)) if why.contains(says)), "{outcome:?}");
        }
    }
}
