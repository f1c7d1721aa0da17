//! Finds a Rust that can build WebAssembly together with its standard library: rustup's, else Debian's packages.

use std::path::Path;
use std::process::Command;

use crate::run::{Failure, Outcome, is_root, output, run, say};

/// Debian's second complete toolchain.
const DEBIAN: [&str; 5] = [
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "rust-web-llvm",
    "lld-22",
];

/// A way to build for wasm32.
pub(crate) struct Toolchain {
    /// Put in front of PATH.
    path: Option<&'static str>,
    /// Linker, where the toolchain has none of its own.
    linker: Option<&'static str>,
}

impl Toolchain {
    /// Cargo of this toolchain.
    pub(crate) fn cargo(&self) -> Command {
        let Some(path) = self.path else {
            return crate::run::cargo();
        };
        let mut command = Command::new(Path::new(path).join("cargo"));
        command.env(
            "PATH",
            format!("{path}:{}", std::env::var("PATH").unwrap_or_default()),
        );
        if let Some(linker) = self.linker {
            command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
        }
        command
    }
}

/// Finds one, installing what is missing.
pub(crate) fn find() -> Outcome<Toolchain> {
    if is_ready() || set_up_rustup() {
        return Ok(Toolchain {
            path: None,
            linker: None,
        });
    }
    let debian = Toolchain {
        path: Some("/usr/lib/rust-web/bin"),
        linker: Some("wasm-ld-22"),
    };
    if Path::new("/usr/lib/rust-web/bin/cargo").exists() {
        say("using Debian's rust-web packages for WebAssembly");
        return Ok(debian);
    }
    if is_root() && output("apt-get", &["--version"]).is_some() {
        say("rustup cannot give the wasm32 target; installing Debian's rust-web packages");
        run(Command::new("apt-get").args(["update", "-q"]))?;
        run(Command::new("apt-get")
            .args(["install", "-y", "-q", "--no-install-recommends"])
            .args(DEBIAN))?;
        return Ok(debian);
    }
    Err(Failure(
        "no Rust for WebAssembly. With rustup: `rustup target add wasm32-unknown-unknown && rustup component add rust-src`. \
         On Debian as root: `apt-get install rustc-web cargo-web rust-web-src rust-web-llvm lld-22`."
            .to_owned(),
    ))
}

fn is_ready() -> bool {
    let Some(sysroot) = output("rustc", &["--print", "sysroot"]) else {
        return false;
    };
    let lib = Path::new(sysroot.trim()).join("lib/rustlib");
    lib.join("wasm32-unknown-unknown/lib").exists()
        && lib.join("src/rust/library/Cargo.lock").exists()
}

fn set_up_rustup() -> bool {
    if output("rustup", &["--version"]).is_none() {
        return false;
    }
    say("adding the wasm32 target and the standard library's source by rustup");
    run(Command::new("rustup").args(["target", "add", "wasm32-unknown-unknown"])).is_ok()
        && run(Command::new("rustup").args(["component", "add", "rust-src"])).is_ok()
}
