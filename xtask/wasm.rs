//! From Rust to WebAssembly that runs on engines of 2018, and to the glue around it.
//!
//! Stable Rust turns reference types and multi-value on, which only Chromium 96 and later accept. So the standard
//! library is built anew for the first version of WebAssembly (plus mutable globals, which the linker needs inside
//! the module). A trap instead of a panic message saves 9 kB.

use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::{Bindgen, Output};
use wasmparser::{Validator, WasmFeatures};

use crate::run::{Failure, Outcome, at, root, run, say};
use crate::{order, shrink, toolchain};

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
    let (wasm, script) = module(feature, pace)?;
    let glue = factory(&script)?;
    Ok(Bundle { wasm, glue })
}

/// Module and classic script of one feature of `cchc-bundle`; a worker takes them as they are.
pub(crate) fn module(feature: &str, pace: Pace) -> Outcome<(Vec<u8>, String)> {
    let built = match pace {
        Pace::Release => compile(feature)?,
        Pace::Dev => compile_quickly(feature)?,
    };
    let mut output = bind(&built, true)?;
    let script = shrink::without_streams(output.js());
    let module = output.wasm_mut();
    shrink::drop_streams(module);
    let script = shrink::short_names(module, &script)?;
    let wasm = module.emit_wasm();
    if pace == Pace::Dev {
        return Ok((wasm, script));
    }
    let wasm = order::pack(&wasm)?;
    Validator::new_with_features(WasmFeatures::WASM1)
        .validate_all(&wasm)
        .map_err(at("the module needs more than WebAssembly 1 with mutable globals, which panels of 2020 lack"))?;
    Ok((wasm, script))
}

/// The published module of a bundle, with the names of its functions.
pub(crate) fn named(feature: &str) -> Outcome<Vec<u8>> {
    let mut output = bind(&compile(feature)?, false)?;
    shrink::drop_streams(output.wasm_mut());
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

/// Where the script takes the functions of a new instance.
const EXPORTS: &str = "wasm = instance.exports;";

/// Wraps the classic script in a function, so that a page can start a fresh instance after a trap. `guard` stands
/// before every function of the instance.
fn factory(script: &str) -> Outcome<String> {
    for word in ["innerHTML", "new Function", "eval("] {
        if script.contains(word) {
            return Err(Failure(format!(
                "the glue contains `{word}`, which pages with Trusted Types refuse: some element in a view is all literal"
            )));
        }
    }
    if !script.contains("let wasm_bindgen") || script.matches(EXPORTS).count() != 1 {
        return Err(Failure(
            "wasm-bindgen's output has another shape than this build knows".to_owned(),
        ));
    }
    let script = script.replace(EXPORTS, "wasm = guard(instance.exports);");
    Ok(format!(
        "export default (guard) => {{\n{script}\nreturn wasm_bindgen;\n}};\n"
    ))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn glue_that_needs_markup_is_refused() {
        assert!(factory("let wasm_bindgen; x.innerHTML = y").is_err());
        assert!(
            factory("let wasm_bindgen = 1; wasm = instance.exports;")
                .unwrap()
                .contains("guard(instance.exports)")
        );
        assert!(factory("var other").is_err());
    }
}
