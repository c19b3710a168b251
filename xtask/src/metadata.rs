//! What cargo says of packages: `cargo metadata` for facts, `cargo tree` for who depends on whom.
//!
//! The graph within `cargo metadata` is that of the whole workspace, with the features that benches and tests ask for.
//! What a user of one package gets is what `cargo tree` shows of that package alone; hence both.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::commands::{Stop, failed};
use crate::json::{self, Value};
use crate::shell::Line;

/// One package, ours or another's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    /// An SPDX expression, with ` OR ` where older manifests have a slash.
    pub(crate) license: String,
    pub(crate) description: String,
    pub(crate) repository: String,
    /// The oldest Rust that it says it builds with.
    pub(crate) rust_version: Option<String>,
    /// Its own features and what each switches on, in the order of their names.
    pub(crate) features: Vec<(String, Vec<String>)>,
    pub(crate) manifest: PathBuf,
    /// Whether code of it runs when it is built.
    pub(crate) build_script: bool,
    pub(crate) proc_macro: bool,
    /// From a registry; of the packages of a workspace this is false.
    pub(crate) foreign: bool,
    /// Whether it may be published, which every package may that does not refuse it.
    pub(crate) published: bool,
}

/// The name and the version of a package, which tell any two apart here.
pub(crate) type Id = (String, String);

impl Package {
    pub(crate) fn id(&self) -> Id {
        (self.name.clone(), self.version.clone())
    }
}

/// All packages in the lock of the workspace in `dir`, for all targets.
pub(crate) fn packages(dir: &Path) -> Result<Vec<Package>, Stop> {
    let line = Line::new("cargo metadata --locked --format-version 1 --all-features").dir(dir);
    parse(&line.read()?).map_err(failed)
}

/// The members of the workspace in `dir`, without what they depend on.
pub(crate) fn members(dir: &Path) -> Result<Vec<Package>, Stop> {
    let line = Line::new("cargo metadata --format-version 1 --no-deps").dir(dir);
    parse(&line.read()?).map_err(failed)
}

pub(crate) fn parse(text: &str) -> Result<Vec<Package>, String> {
    let value = json::read(text)?;
    let packages = value.get("packages").items();
    packages.iter().map(package).collect()
}

fn package(value: &Value) -> Result<Package, String> {
    let text = |name: &str| value.get(name).text().unwrap_or_default().to_owned();
    let name = text("name");
    if name.is_empty() {
        return Err("cargo metadata: a package without a name".into());
    }
    let strings =
        |value: &Value| value.items().iter().filter_map(Value::text).map(str::to_owned).collect();
    let kinds: Vec<&str> = value
        .get("targets")
        .items()
        .iter()
        .flat_map(|target| target.get("kind").items())
        .filter_map(Value::text)
        .collect();
    let features = value.get("features").members().iter();
    Ok(Package {
        name,
        version: text("version"),
        license: text("license").replace(" / ", " OR ").replace('/', " OR "),
        description: text("description"),
        repository: text("repository"),
        rust_version: value.get("rust_version").text().map(str::to_owned),
        features: features.map(|(name, on)| (name.clone(), strings(on))).collect(),
        manifest: text("manifest_path").into(),
        build_script: kinds.contains(&"custom-build"),
        proc_macro: kinds.contains(&"proc-macro"),
        foreign: value.get("source").text().is_some(),
        published: *value.get("publish") == Value::Null || !value.get("publish").items().is_empty(),
    })
}

/// Who needs whom to be built and to run, for every target and with all features: each package with what it names.
pub(crate) fn tree(dir: &Path, root: &str) -> Result<BTreeMap<Id, BTreeSet<Id>>, Stop> {
    let line = Line::new("cargo tree --locked --edges normal,build --target all --all-features");
    let line = line.words("--prefix depth --format {p} --package").arg(root);
    edges(&line.dir(dir).read()?).map_err(failed)
}

/// Lines are `DEPTH NAME vVERSION …`, without the space after the depth; what is below a package is shown once.
fn edges(tree: &str) -> Result<BTreeMap<Id, BTreeSet<Id>>, String> {
    let mut above: Vec<Id> = Vec::new();
    let mut edges: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    for line in tree.lines().filter(|line| !line.is_empty()) {
        let wrong = || format!("cargo tree: cannot read {line}");
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let depth = line.strip_suffix(rest).and_then(|depth| depth.parse().ok());
        let depth: usize = depth.ok_or_else(wrong)?;
        let mut words = rest.split(' ');
        let (name, version) = (words.next(), words.next().and_then(|word| word.strip_prefix('v')));
        let id = name.zip(version).ok_or_else(wrong)?;
        let id: Id = (id.0.to_owned(), id.1.to_owned());
        above.truncate(depth);
        if above.len() != depth {
            return Err(wrong());
        }
        if let Some(parent) = above.last() {
            edges.entry(parent.clone()).or_default().insert(id.clone());
        }
        edges.entry(id.clone()).or_default();
        above.push(id);
    }
    Ok(edges)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_read() {
        let text = r#"{"packages": [{"name": "a", "version": "1.2.3", "license": "MIT/Apache-2.0",
            "rust_version": "1.80", "source": "registry+x", "repository": null,
            "features": {"default": ["std"], "std": ["dep:b", "c/std"]}, "manifest_path": "/a/Cargo.toml",
            "targets": [{"kind": ["lib"]}, {"kind": ["custom-build"]}]}]}"#;
        let [package] = parse(text).unwrap().try_into().unwrap();
        assert_eq!(package.id(), ("a".into(), "1.2.3".into()));
        assert_eq!((package.license.as_str(), package.foreign), ("MIT OR Apache-2.0", true));
        assert_eq!((package.build_script, package.proc_macro), (true, false));
        assert_eq!(package.rust_version.as_deref(), Some("1.80"));
        assert_eq!(package.features.last().unwrap().1, ["dep:b", "c/std"]);
        assert!(package.published);
        let refuses = parse(&text.replace("\"source\"", "\"publish\": [], \"source\"")).unwrap();
        assert!(!refuses[0].published);
        assert!(parse(r#"{"packages": [{}]}"#).is_err());
    }

    #[test]
    fn a_tree_is_read_as_edges() {
        let tree = "0a v1.0.0 (/x)\n1b v2.0.0 (proc-macro)\n2c v0.1.0\n1c v0.1.0 (*)\n";
        let edges = edges(tree).unwrap();
        let id = |name: &str, version: &str| (name.to_owned(), version.to_owned());
        let (a, b, c) = (id("a", "1.0.0"), id("b", "2.0.0"), id("c", "0.1.0"));
        assert_eq!(edges.len(), 3);
        assert_eq!(edges[&a], BTreeSet::from([b.clone(), c.clone()]));
        assert_eq!((edges[&b].clone(), edges[&c].len()), (BTreeSet::from([c]), 0));
        for bad in ["a v1", "0a", "0a 1.0", "1a v1.0"] {
            assert!(super::edges(bad).is_err(), "{bad}");
        }
    }
}
