//! JavaScript that Chromium 68 understands, as small as it gets.

use std::path::Path;

use oxc::allocator::Allocator;
use oxc::codegen::{Codegen, CodegenOptions, CommentOptions};
use oxc::minifier::{CompressOptions, MangleOptions, Minifier, MinifierOptions};
use oxc::parser::Parser;
use oxc::semantic::SemanticBuilder;
use oxc::span::SourceType;
use oxc::transformer::{TransformOptions, Transformer};

use crate::run::{Failure, Outcome};

/// The oldest engine: LG webOS 5 of 2020.
const TARGET: &str = "chrome68";

/// Tells V8 to compile all functions with the script, off the main thread, instead of one by one when they are first
/// called (explicit compile hints): 30 ms of a cold start on a slow processor. Other engines see a comment.
const COMPILE_AT_ONCE: &str = "//# allFunctionsCalledOnLoad\n";

/// Brings a module down to the target and minifies it.
pub(crate) fn minify(name: &str, source: &str) -> Outcome<String> {
    let failure = |message: String| Failure(format!("{name}: {message}"));
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, source, SourceType::mjs()).parse();
    if let Some(error) = parsed.diagnostics.into_iter().next() {
        return Err(failure(error.to_string()));
    }
    let mut program = parsed.program;
    let scoping = SemanticBuilder::new()
        .with_excess_capacity(2.0)
        .build(&program)
        .semantic
        .into_scoping();
    let options = TransformOptions::from_target(TARGET).map_err(failure)?;
    let lowered = Transformer::new(&allocator, Path::new(name), &options)
        .build_with_scoping(scoping, &mut program);
    if let Some(error) = lowered.diagnostics.into_iter().next() {
        return Err(failure(error.to_string()));
    }
    let mut compress = CompressOptions::smallest();
    compress.target = oxc::transformer::EngineTargets::from_target(TARGET).map_err(failure)?;
    let small = Minifier::new(MinifierOptions {
        mangle: Some(MangleOptions {
            top_level: Some(true),
            ..MangleOptions::default()
        }),
        mangle_properties: None,
        compress: Some(compress),
    })
    .minify(&allocator, &mut program);
    let printed = Codegen::new()
        .with_options(CodegenOptions {
            minify: true,
            comments: CommentOptions::disabled(),
            ..CodegenOptions::default()
        })
        .with_scoping(small.scoping)
        .build(&program);
    Ok(format!("{COMPILE_AT_ONCE}{}", printed.code))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn new_syntax_comes_down_and_dead_names_go() {
        let small = minify(
            "a.js",
            "export const longName = (a) => a?.b ?? import.meta.url;",
        )
        .unwrap();
        assert!(!small.contains("?.") && !small.contains("??"), "{small}");
        assert!(
            small.contains("import.meta.url") && small.contains("longName"),
            "{small}"
        );
        assert!(minify("a.js", "let =").is_err());
    }
}
