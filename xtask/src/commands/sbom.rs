//! `cargo xtask sbom`: the bill of materials of each published crate, in CycloneDX 1.5 (ECMA-424), as JSON.
//!
//! target/sbom/CRATE.cdx.json lists every package that a user of the crate builds, with all features and for every target,
//! with its licence and the digest of its archive as Cargo.lock has it, and who depends on whom. There is no date and no
//! random serial number in it: the same lock gives the same file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::{Outcome, PACKAGES, Stop, Workspace, failed, verdict};
use crate::json::{self, Value};
use crate::metadata::{self, Id, Package};
use crate::shell::Line;

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    if let Some(arg) = args.first() {
        return Err(Stop::Usage(format!("sbom takes no argument `{arg}`")));
    }
    let packages = metadata::packages(&ws.root)?;
    let packages: BTreeMap<Id, &Package> = packages.iter().map(|p| (p.id(), p)).collect();
    let digests = digests(&fs::read_to_string(ws.root.join("Cargo.lock"))?);
    let folder = ws.target.join("sbom");
    fs::create_dir_all(&folder)?;
    let (mut violations, mut components) = (Vec::new(), 0_usize);
    for package in PACKAGES {
        let tree = metadata::tree(&ws.root, package)?;
        let bill = bill(package, &tree, &packages, &digests).map_err(failed)?;
        components += bill.get("components").items().len();
        let file = folder.join(format!("{package}.cdx.json"));
        fs::write(&file, format!("{bill}\n"))?;
        let read = json::read(&fs::read_to_string(&file)?).map_err(failed)?;
        violations.extend(faults(&read).into_iter().map(|fault| format!("{package}: {fault}")));
        foreign_reader(&file)?;
    }
    verdict(
        &violations,
        format!("{} files in target/sbom, {components} components", PACKAGES.len()),
    )
}

/// A reader that is not ours, where there is one.
fn foreign_reader(file: &std::path::Path) -> Result<(), Stop> {
    match Line::new("python3 -m json.tool").arg(file).arg("/dev/null").run() {
        Err(Stop::NotChecked(reason)) => println!("not read by another: {reason}"),
        other => other?,
    }
    Ok(())
}

/// The digests of the archives, SHA-256 in hexadecimal.
fn digests(lock: &str) -> BTreeMap<Id, String> {
    let mut digests = BTreeMap::new();
    for entry in lock.split("[[package]]").skip(1) {
        let value = |name: &str| {
            let line =
                entry.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = \""));
            line.and_then(|line| line.strip_suffix('"')).map(str::to_owned)
        };
        if let (Some(name), Some(version), Some(digest)) =
            (value("name"), value("version"), value("checksum"))
        {
            digests.insert((name, version), digest);
        }
    }
    digests
}

fn bill(
    root: &str,
    tree: &BTreeMap<Id, BTreeSet<Id>>,
    packages: &BTreeMap<Id, &Package>,
    digests: &BTreeMap<Id, String>,
) -> Result<Value, String> {
    let known = |id: &Id| packages.get(id).copied().ok_or_else(|| format!("{} is unknown", id.0));
    let top = tree.keys().find(|id| id.0 == root).ok_or_else(|| format!("no {root}"))?;
    let others = tree.keys().filter(|id| *id != top);
    let components: Result<Vec<Value>, String> =
        others.map(|id| Ok(component(known(id)?, digests.get(id), "library"))).collect();
    let kind = if root.ends_with("-cli") { "application" } else { "library" };
    let edges = tree.iter().map(|(id, on)| {
        let on = on.iter().map(|id| reference(id).into()).collect();
        Value::map([("ref", reference(id).into()), ("dependsOn", Value::List(on))])
    });
    Ok(Value::map([
        ("$schema", "http://cyclonedx.org/schema/bom-1.5.schema.json".into()),
        ("bomFormat", "CycloneDX".into()),
        ("specVersion", "1.5".into()),
        ("version", Value::Number("1".into())),
        ("metadata", Value::map([("component", component(known(top)?, None, kind))])),
        ("components", Value::List(components?)),
        ("dependencies", Value::List(edges.collect())),
    ]))
}

/// A package URL (ECMA-427), which names a package for everybody.
fn reference((name, version): &Id) -> String {
    format!("pkg:cargo/{name}@{}", version.replace('+', "%2B"))
}

fn component(package: &Package, digest: Option<&String>, kind: &str) -> Value {
    let reference = reference(&package.id());
    let mut members = vec![
        ("type", kind.into()),
        ("bom-ref", reference.clone().into()),
        ("name", package.name.as_str().into()),
        ("version", package.version.as_str().into()),
        ("description", package.description.trim().into()),
        ("scope", "required".into()),
    ];
    if let Some(digest) = digest {
        let hash = Value::map([("alg", "SHA-256".into()), ("content", digest.as_str().into())]);
        members.push(("hashes", Value::List(vec![hash])));
    }
    let license = Value::map([("expression", package.license.as_str().into())]);
    members.extend([("licenses", Value::List(vec![license])), ("purl", reference.into())]);
    if !package.repository.is_empty() {
        let link =
            Value::map([("type", "vcs".into()), ("url", package.repository.as_str().into())]);
        members.push(("externalReferences", Value::List(vec![link])));
    }
    Value::Map(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// What is wrong with a bill, as far as the standard can be checked without its schema.
fn faults(bill: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let head = (bill.get("bomFormat").text(), bill.get("specVersion").text());
    if head != (Some("CycloneDX"), Some("1.5")) {
        found.push("is not CycloneDX 1.5".to_owned());
    }
    let top = bill.get("metadata").get("component");
    let all = bill.get("components").items().iter().chain([top]);
    let mut references = BTreeSet::new();
    for component in all {
        let name = component.get("name").text().unwrap_or("a component without a name");
        if !references.insert(component.get("bom-ref").text().unwrap_or_default()) {
            found.push(format!("{name}: a reference that is not its own"));
        }
        let [license] = component.get("licenses").items() else {
            found.push(format!("{name}: no licence"));
            continue;
        };
        if license.get("expression").text().is_none_or(str::is_empty) {
            found.push(format!("{name}: no licence"));
        }
        let registered = component != top && !name.starts_with("wellspring");
        let digest = component.get("hashes").items().first().map(|hash| hash.get("content"));
        if registered && digest.and_then(Value::text).is_none_or(|hash| hash.len() != 64) {
            found.push(format!("{name}: no digest"));
        }
    }
    let edges = bill.get("dependencies").items();
    let ends = edges.iter().flat_map(|edge| {
        edge.get("dependsOn").items().iter().chain([edge.get("ref")]).filter_map(Value::text)
    });
    let lost = ends.filter(|end| !references.contains(end));
    found.extend(lost.map(|end| format!("{end}: no such component")));
    if edges.len() != references.len() {
        found.push(format!("{} components and {} rows of edges", references.len(), edges.len()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Value {
        let text = r#"{"packages": [
            {"name": "wellspring-x", "version": "0.1.0", "license": "MIT", "targets": [], "features": {}},
            {"name": "a", "version": "1.0.0+b", "license": "MIT/Apache-2.0", "source": "r", "repository": "https://a"}]}"#;
        let packages = metadata::parse(text).unwrap();
        let [x, a] = packages.as_slice() else { panic!() };
        let tree = BTreeMap::from([(x.id(), BTreeSet::from([a.id()])), (a.id(), BTreeSet::new())]);
        let lock = format!(
            "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0+b\"\nsource = \"r\"\nchecksum = \"{}\"\n",
            "0".repeat(64)
        );
        let packages = BTreeMap::from([(x.id(), x), (a.id(), a)]);
        bill("wellspring-x", &tree, &packages, &digests(&lock)).unwrap()
    }

    #[test]
    fn a_bill_has_everything_and_is_the_same_each_time() {
        let bill = sample();
        assert_eq!(faults(&bill), [""; 0]);
        assert_eq!(json::read(&bill.to_string()).as_ref(), Ok(&bill));
        assert_eq!(bill.to_string(), sample().to_string());
        let [a] = bill.get("components").items() else { panic!() };
        assert_eq!(a.get("purl").text(), Some("pkg:cargo/a@1.0.0%2Bb"));
        assert_eq!(
            a.get("licenses").items()[0].get("expression").text(),
            Some("MIT OR Apache-2.0")
        );
    }

    #[test]
    fn a_fault_of_each_kind_is_found() {
        let text = sample().to_string();
        for (from, to, faults_of_it) in [
            ("\"1.5\"", "\"1.4\"", 1),
            ("MIT OR Apache-2.0", "", 1),
            ("\"content\"", "\"contents\"", 1),
            // Of the two that were one, one is not found any more.
            ("\"bom-ref\": \"pkg:cargo/a@", "\"bom-ref\": \"pkg:cargo/b@", 2),
            ("\"licenses\"", "\"licences\"", 2),
        ] {
            let broken = json::read(&text.replace(from, to)).unwrap();
            assert_eq!(faults(&broken).len(), faults_of_it, "{from}: {:?}", faults(&broken));
        }
    }
}
