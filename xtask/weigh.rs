//! Where the bytes of a bundle come from: code by crate and the heaviest functions, so that a cut begins where it
//! pays. Sizes are before compression; brotli makes about a third of them.

use std::collections::BTreeMap;

use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use crate::dist::brotli_of;
use crate::run::{Outcome, at};
use crate::wasm::{self, Pace};

/// Functions listed.
const HEAVIEST: usize = 40;
/// Longest name printed, in characters.
const MAX_NAME_CHARS: usize = 130;

/// Prints the table for the bundle with this feature, compiled as published but with its names.
pub(crate) fn weigh(feature: &str) -> Outcome {
    let (published, _) = wasm::module(feature, Pace::Release)?;
    println!(
        "{feature}: {} bytes, {} with brotli",
        published.len(),
        brotli_of(&published)?.len()
    );
    let module = wasm::named(feature)?;
    let functions = functions(&module)?;
    let total: usize = functions.iter().map(|(_, bytes)| bytes).sum();
    println!(
        "{feature}: {} bytes, {total} of them code in {} functions",
        module.len(),
        functions.len()
    );
    let mut crates: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, bytes) in &functions {
        *crates.entry(crate_of(name)).or_default() += bytes;
    }
    let mut crates: Vec<_> = crates.into_iter().collect();
    crates.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    for (name, bytes) in crates.iter().take(HEAVIEST) {
        println!("{bytes:>8}  {name}");
    }
    println!();
    for (name, bytes) in functions.iter().take(HEAVIEST) {
        let short: String = name.chars().take(MAX_NAME_CHARS).collect();
        println!("{bytes:>8}  {short}");
    }
    Ok(())
}

/// Names and lengths, the longest first.
fn functions(module: &[u8]) -> Outcome<Vec<(String, usize)>> {
    let (mut imported, mut lengths) = (0_usize, Vec::new());
    let mut names: BTreeMap<usize, String> = BTreeMap::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload.map_err(at("module"))? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let import = import.map_err(at("imports"))?;
                    imported += usize::from(matches!(import.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => lengths.push(body.range().len()),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(subsections) = section.as_known() {
                    for subsection in subsections {
                        if let Name::Function(known) = subsection.map_err(at("names"))? {
                            for naming in known {
                                let naming = naming.map_err(at("names"))?;
                                let name = format!("{:#}", rustc_demangle::demangle(naming.name));
                                names.insert(naming.index as usize, name);
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let mut functions: Vec<(String, usize)> = lengths
        .into_iter()
        .enumerate()
        .map(|(index, bytes)| {
            let name = names.remove(&(imported + index));
            (name.unwrap_or_else(|| "?".to_owned()), bytes)
        })
        .collect();
    functions.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    Ok(functions)
}

/// The crate whose code it is: the first path in a name such as `<alloc::vec::Vec<T> as Drop>::drop`.
fn crate_of(name: &str) -> &str {
    let path = name.trim_start_matches(['<', '&', '(', '[']);
    let path = path.trim_start_matches("mut ").trim_start_matches("dyn ");
    path.split([':', '<', ' ']).next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::crate_of;

    #[test]
    fn code_belongs_to_the_first_path_of_its_name() {
        for (name, owner) in [
            ("tachys::view::keyed::unpack_moves", "tachys"),
            ("<alloc::sync::Arc<T>>::drop_slow", "alloc"),
            ("<&dyn serde_json::read::Read as X>::y", "serde_json"),
            ("mount", "mount"),
            ("?", "?"),
        ] {
            assert_eq!(crate_of(name), owner, "{name}");
        }
    }
}
