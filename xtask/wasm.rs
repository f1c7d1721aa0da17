//! From Rust to WebAssembly that runs on engines of 2018, and to the glue around it.
//!
//! Stable Rust turns reference types and multi-value on, which only Chromium 96 and later accept. So the standard
//! library is built anew for the first version of WebAssembly (plus mutable globals, which the linker needs inside
//! the module). A trap instead of a panic message saves 9 kB.

use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::{Bindgen, Output};
use wasmparser::{Validator, WasmFeatures};

use crate::run::{Failure, Outcome, at, root, run, say};
use crate::toolchain;

const RUSTFLAGS: &str =
    "-Zunstable-options -Cpanic=immediate-abort -Ctarget-cpu=mvp -Ctarget-feature=+mutable-globals";

/// How a bundle is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pace {
    /// Small, and for engines of 2018.
    Release,
    /// In seconds, for the engines of today, with the words of a panic on the console.
    Dev,
}

/// What one bundle consists of.
pub(crate) struct Bundle {
    /// The module.
    pub(crate) wasm: Vec<u8>,
    /// An ES module whose default export starts an instance.
    pub(crate) glue: String,
}

/// Builds the bundle with one feature of `cchc-bundle`.
pub(crate) fn bundle(feature: &str, pace: Pace) -> Outcome<Bundle> {
    let built = match pace {
        Pace::Release => compile(feature)?,
        Pace::Dev => compile_quickly(feature)?,
    };
    let mut output = bind(&built, true)?;
    let glue = factory(&without_streams(output.js()))?;
    let module = output.wasm_mut();
    drop_streams(module);
    let wasm = module.emit_wasm();
    if pace == Pace::Dev {
        return Ok(Bundle { wasm, glue });
    }
    Validator::new_with_features(WasmFeatures::WASM1)
        .validate_all(&wasm)
        .map_err(at("the module needs more than WebAssembly 1 with mutable globals, which panels of 2020 lack"))?;
    Ok(Bundle { wasm, glue })
}

/// The published module of a bundle, with the names of its functions.
pub(crate) fn named(feature: &str) -> Outcome<Vec<u8>> {
    let mut output = bind(&compile(feature)?, false)?;
    drop_streams(output.wasm_mut());
    Ok(output.wasm_mut().emit_wasm())
}

fn bind(built: &Path, without_names: bool) -> Outcome<Output> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(built).typescript(false).demangle(false);
    bindgen
        .remove_name_section(without_names)
        .remove_producers_section(true)
        .omit_default_module_path(true);
    bindgen.no_modules(true).map_err(at("wasm-bindgen"))?;
    bindgen.generate_output().map_err(at("wasm-bindgen"))
}

fn compile(feature: &str) -> Outcome<PathBuf> {
    say(&format!(
        "compiling the `{feature}` bundle (the first time takes some minutes: the standard library too)"
    ));
    let target = root().join("target/wasm");
    let mut cargo = toolchain::find()?.cargo();
    cargo
        .args([
            "build",
            "--quiet",
            "--release",
            "--locked",
            "--package",
            "cchc-bundle",
            "--features",
            feature,
        ])
        .args([
            "--target",
            "wasm32-unknown-unknown",
            "-Zbuild-std=std,panic_abort",
        ])
        .arg("-Zbuild-std-features=optimize_for_size")
        .arg("--target-dir")
        .arg(&target)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", RUSTFLAGS)
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    run(&mut cargo)?;
    Ok(target.join("wasm32-unknown-unknown/release/cchc_bundle.wasm"))
}

fn compile_quickly(feature: &str) -> Outcome<PathBuf> {
    say(&format!("compiling the `{feature}` bundle for development"));
    // The folder that the lint step fills.
    let target = root().join("target/wasm-dev");
    run(toolchain::find()?
        .cargo()
        .args(["build", "--quiet", "--locked", "--package", "cchc-bundle"])
        .args(["--features", feature, "--target", "wasm32-unknown-unknown"])
        .arg("--target-dir")
        .arg(&target))?;
    Ok(target.join("wasm32-unknown-unknown/debug/cchc_bundle.wasm"))
}

/// What exports of `wasm-streams` begin with. Leptos links that crate for its servers; no widget streams, but
/// exports keep their code alive.
const STREAMS: [&str; 2] = ["intounderlying", "__wbg_intounderlying"];
/// In the names of the functions that turn its futures into promises, which nothing else does.
const STREAM_FUTURES: &str = "future_to_promise";
/// Shorter functions may stand for equal ones of other crates: the linker keeps one of each.
const LEAST_INSTRUCTIONS: u64 = 100;

/// Removes the exports of `wasm-streams` and what only they used. Its futures also stand in the table of functions that
/// are called by number; nobody has those numbers any more, so another function takes their places. A body of that
/// length which settles a promise is equal to none but its own kind.
fn drop_streams(module: &mut walrus::Module) {
    let unused: Vec<_> = module
        .exports
        .iter()
        .filter(|export| STREAMS.iter().any(|start| export.name.starts_with(start)))
        .map(walrus::Export::id)
        .collect();
    unused
        .into_iter()
        .for_each(|export| module.exports.delete(export));
    let is_stream = |function: &walrus::Function| {
        let name = function.name.as_deref().unwrap_or_default();
        let walrus::FunctionKind::Local(body) = &function.kind else {
            return false;
        };
        name.contains(STREAM_FUTURES) && body.size() >= LEAST_INSTRUCTIONS
    };
    let streams: std::collections::HashSet<_> = module
        .funcs
        .iter()
        .filter(|function| is_stream(function))
        .map(walrus::Function::id)
        .collect();
    let other = module.exports.iter().find_map(|export| match export.item {
        walrus::ExportItem::Function(id) => Some(id),
        _ => None,
    });
    for element in module.elements.iter_mut() {
        if let (walrus::ElementItems::Functions(ids), Some(other)) = (&mut element.items, other) {
            for id in ids.iter_mut().filter(|id| streams.contains(*id)) {
                *id = other;
            }
        }
    }
    walrus::passes::gc::run(module);
}

/// Removes their classes from the script, each from its head to its export; what they leave behind is unused, which the minifier sees.
fn without_streams(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let mut inside = false;
    for line in script.lines() {
        // The last word is the registry of a class, three lines up to its semicolon.
        inside |=
            line.starts_with("class IntoUnderlying") || line.starts_with("const IntoUnderlying");
        if !inside {
            out.push_str(line);
            out.push('\n');
        }
        inside &= !["exports.IntoUnderlying", ": new FinalizationRegistry"]
            .iter()
            .any(|last| line.starts_with(last));
    }
    out
}

/// Wraps the classic script in a function, so that a page can start a fresh instance after a trap.
fn factory(script: &str) -> Outcome<String> {
    for word in ["innerHTML", "new Function", "eval("] {
        if script.contains(word) {
            return Err(Failure(format!(
                "the glue contains `{word}`, which pages with Trusted Types refuse: some element in a view is all literal"
            )));
        }
    }
    if !script.contains("let wasm_bindgen") {
        return Err(Failure(
            "wasm-bindgen's output has another shape than this build knows".to_owned(),
        ));
    }
    Ok(format!(
        "export default () => {{\n{script}\nreturn wasm_bindgen;\n}};\n"
    ))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn classes_that_nobody_uses_go() {
        let script = "let a = 1;\nclass IntoUnderlyingSink {\nx() {\n    }\n}\nexports.IntoUnderlyingSink = IntoUnderlyingSink;\nlet b;\n";
        assert_eq!(without_streams(script), "let a = 1;\nlet b;\n");
    }

    #[test]
    fn glue_that_needs_markup_is_refused() {
        assert!(factory("let wasm_bindgen; x.innerHTML = y").is_err());
        assert!(
            factory("let wasm_bindgen = 1;")
                .unwrap()
                .starts_with("export default () =>")
        );
        assert!(factory("var other").is_err());
    }
}
