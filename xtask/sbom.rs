//! `target/dist/sbom`: what is linked into the bundle and into the command, as CycloneDX 1.5, from the locked graph.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::dist::{VERSION, folder};
use crate::registry::WIDGETS;
use crate::run::{Failure, Outcome, at, cargo, read, root, write};
use crate::toolchain;

/// Writes both.
pub(crate) fn build() -> Outcome {
    let graph = Graph::read()?;
    let mut features = vec!["all", "proof"];
    let alone = WIDGETS.iter().filter(|widget| widget.is_alone);
    features.extend(alone.map(|widget| widget.name));
    let wasm = [
        "--package",
        "cchc-bundle",
        "--features",
        &features.join(","),
        "--target",
        "wasm32-unknown-unknown",
    ];
    let std = version_of(&mut toolchain::find()?.cargo())?;
    save("bundle", &graph.bom("cchc-bundle", &linked(&wasm)?, &std)?)?;
    let std = version_of(&mut cargo())?;
    let hub = linked(&["--package", "cchc-hub"])?;
    save("cchc", &graph.bom("cchc-hub", &hub, &std)?)
}

fn save(name: &str, bom: &Value) -> Outcome {
    let path = folder().join(format!("sbom/{name}.cdx.json"));
    write(&path, format!("{bom:#}\n").as_bytes())
}

/// `1.96.0` of `cargo 1.96.0 (…)`: the standard library comes with it.
fn version_of(cargo: &mut std::process::Command) -> Outcome<String> {
    let words = told(cargo.arg("--version"))?;
    let version = words.split_whitespace().nth(1);
    Ok(version.unwrap_or_default().to_owned())
}

fn told(command: &mut std::process::Command) -> Outcome<String> {
    let answer = command
        .current_dir(root())
        .output()
        .map_err(at(format!("cannot start {command:?}")))?;
    match answer.status.success() {
        true => Ok(String::from_utf8_lossy(&answer.stdout).into_owned()),
        false => Err(Failure(format!(
            "{command:?}: {}",
            String::from_utf8_lossy(&answer.stderr)
        ))),
    }
}

/// Name and version of every package that is linked, as cargo resolves features and target; macros only write source.
fn linked(words: &[&str]) -> Outcome<BTreeSet<Id>> {
    let tree = told(
        cargo()
            .args(["tree", "--locked", "--edges", "normal,no-proc-macro"])
            .args(["--prefix", "none", "--format", "{p}"])
            .args(words),
    )?;
    let ids = tree.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        let name = words.next()?.to_owned();
        Some((name, words.next()?.strip_prefix('v')?.to_owned()))
    });
    Ok(ids.collect())
}

type Id = (String, String);

/// What cargo knows of every package of the lock.
struct Graph {
    packages: BTreeMap<Id, Value>,
    /// What each needs, by cargo's own ids.
    needs: BTreeMap<Id, Vec<Id>>,
    /// Hashes of what the registry gave.
    checksums: BTreeMap<Id, String>,
}

impl Graph {
    fn read() -> Outcome<Self> {
        let text = told(cargo().args(["metadata", "--format-version", "1", "--locked"]))?;
        let told: Value = serde_json::from_str(&text).map_err(at("cargo metadata"))?;
        let lock: toml::Table =
            toml::from_str(&read(&root().join("Cargo.lock"))?).map_err(at("Cargo.lock"))?;
        Self::of(&told, &lock).ok_or_else(|| Failure("cargo metadata has another shape".to_owned()))
    }

    fn of(told: &Value, lock: &toml::Table) -> Option<Self> {
        let mut packages = BTreeMap::new();
        let mut ids = BTreeMap::new();
        for package in told["packages"].as_array()? {
            let id = (
                package["name"].as_str()?.to_owned(),
                package["version"].as_str()?.to_owned(),
            );
            ids.insert(package["id"].as_str()?, id.clone());
            packages.insert(id, package.clone());
        }
        let mut needs = BTreeMap::new();
        for node in told["resolve"]["nodes"].as_array()? {
            let found = node["dependencies"].as_array()?.iter();
            let found = found.filter_map(|id| ids.get(id.as_str()?).cloned());
            needs.insert(ids.get(node["id"].as_str()?)?.clone(), found.collect());
        }
        let mut checksums = BTreeMap::new();
        for package in lock.get("package")?.as_array()? {
            let word = |name: &str| Some(package.get(name)?.as_str()?.to_owned());
            if let Some(checksum) = word("checksum") {
                checksums.insert((word("name")?, word("version")?), checksum);
            }
        }
        Some(Self {
            packages,
            needs,
            checksums,
        })
    }

    /// The document about one artefact. The same graph gives the same bytes: no time, and a number from the content.
    fn bom(&self, of: &str, linked: &BTreeSet<Id>, std: &str) -> Outcome<Value> {
        let mut components = vec![json!({
            "type": "library",
            "bom-ref": format!("std@{std}"),
            "name": "std",
            "version": std,
            "description": "The Rust Standard Library",
            "licenses": [{ "expression": "MIT OR Apache-2.0" }],
        })];
        let mut dependencies = Vec::new();
        let mut own = None;
        for id in linked {
            let component = self.component(id)?;
            let needs = self.needs.get(id).into_iter().flatten();
            let needs: BTreeSet<String> = needs
                .filter(|need| linked.contains(*need))
                .map(reference)
                .collect();
            dependencies.push(json!({ "ref": reference(id), "dependsOn": needs }));
            match id.0 == of {
                true => own = Some(component),
                false => components.push(component),
            }
        }
        let own = own.ok_or_else(|| Failure(format!("cargo tree does not name {of}")))?;
        let hash = Sha256::digest(json!([own, components, dependencies]).to_string());
        let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
        Ok(json!({
            "bomFormat": "CycloneDX",
            "specVersion": "1.5",
            // A number of the eighth kind of RFC 9562: what it is made from is the maker's business.
            "serialNumber": format!(
                "urn:uuid:{}-{}-8{}-8{}-{}",
                part(0, 8), part(8, 12), part(12, 15), part(15, 18), part(18, 30)
            ),
            "version": 1,
            "metadata": {
                "component": own,
                "tools": { "components": [{ "type": "application", "name": "cargo xtask", "version": VERSION }] },
            },
            "components": components,
            "dependencies": dependencies,
        }))
    }

    fn component(&self, id: &Id) -> Outcome<Value> {
        let (name, version) = id;
        let unknown = || {
            Failure(format!(
                "cargo metadata does not tell the licence of {name} {version}"
            ))
        };
        let package = self.packages.get(id).ok_or_else(unknown)?;
        let licence = package["license"].as_str().ok_or_else(unknown)?;
        let mut component = json!({
            "type": if name == "cchc-hub" { "application" } else { "library" },
            "bom-ref": reference(id),
            "name": name,
            "version": version,
            // The old way to write a choice.
            "licenses": [{ "expression": licence.replace('/', " OR ") }],
        });
        if let Some(fields) = component.as_object_mut() {
            if let Some(about) = package["description"].as_str() {
                fields.insert("description".to_owned(), about.trim().into());
            }
            if let Some(checksum) = self.checksums.get(id) {
                let hashes = json!([{ "alg": "SHA-256", "content": checksum }]);
                fields.insert("hashes".to_owned(), hashes);
                let purl = format!("pkg:cargo/{name}@{version}");
                fields.insert("purl".to_owned(), purl.into());
            }
        }
        Ok(component)
    }
}

fn reference((name, version): &Id) -> String {
    format!("{name}@{version}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn graph() -> Graph {
        let package = |name: &str, licence: &str| json!({ "name": name, "version": "1.0.0", "id": format!("id-{name}"), "license": licence });
        let told = json!({
            "packages": [package("own", "MIT"), package("used", "MIT/Apache-2.0"), package("elsewhere", "MIT")],
            "resolve": { "nodes": [
                { "id": "id-own", "dependencies": ["id-used", "id-elsewhere"] },
                { "id": "id-used", "dependencies": [] },
            ] },
        });
        let lock = "[[package]]\nname = \"used\"\nversion = \"1.0.0\"\nchecksum = \"abcd\"\n";
        Graph::of(&told, &toml::from_str(lock).unwrap()).unwrap()
    }

    fn ids(names: &[&str]) -> BTreeSet<Id> {
        let names = names.iter();
        names
            .map(|name| ((*name).to_owned(), "1.0.0".to_owned()))
            .collect()
    }

    #[test]
    fn what_is_linked_stands_there_with_licence_hash_and_who_needs_it() {
        let bom = graph()
            .bom("own", &ids(&["own", "used"]), "1.96.0")
            .unwrap();
        assert_eq!(bom["metadata"]["component"]["name"], "own");
        let names: Vec<&str> = bom["components"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["name"].as_str().unwrap())
            .collect();
        assert_eq!(names, ["std", "used"]);
        let used = &bom["components"][1];
        assert_eq!(used["licenses"][0]["expression"], "MIT OR Apache-2.0");
        assert_eq!(used["hashes"][0]["content"], "abcd");
        assert_eq!(used["purl"], "pkg:cargo/used@1.0.0");
        assert_eq!(
            bom["dependencies"][0],
            json!({ "ref": "own@1.0.0", "dependsOn": ["used@1.0.0"] })
        );
    }

    #[test]
    fn the_same_graph_has_the_same_number_and_another_has_another() {
        let number = |names: &[&str]| {
            let bom = graph().bom("own", &ids(names), "1.96.0").unwrap();
            bom["serialNumber"].as_str().unwrap().to_owned()
        };
        assert_eq!(number(&["own"]), number(&["own"]));
        assert_ne!(number(&["own"]), number(&["own", "used"]));
        assert_eq!(number(&["own"]).len(), "urn:uuid:".len() + 36);
    }

    #[test]
    fn a_package_without_a_licence_stops_the_release() {
        assert!(
            graph()
                .bom("own", &ids(&["own", "missing"]), "1.96.0")
                .is_err()
        );
    }
}
