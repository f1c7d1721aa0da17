//! What wasm-bindgen leaves that no page needs: code of a crate that nobody calls, and long names on both sides of the
//! border between module and script.

use crate::run::{Failure, Outcome};

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
pub(crate) fn drop_streams(module: &mut walrus::Module) {
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
pub(crate) fn without_streams(script: &str) -> String {
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

/// Gives the functions on the border names of one or two letters, in the module and in the script: those that the module
/// imports, and the closures that it exports under mangled names. As they come they make 4 % of a page's bytes.
pub(crate) fn short_names(module: &mut walrus::Module, script: &str) -> Outcome<String> {
    let mut lines: Vec<String> = script.lines().map(str::to_owned).collect();
    for (number, import) in module.imports.iter_mut().enumerate() {
        let old = std::mem::replace(&mut import.name, short_name(number));
        // A property of the object of imports, on a line of its own.
        let property = format!("{old}: ");
        let mut found = lines
            .iter_mut()
            .filter(|line| line.trim_start().starts_with(&property));
        let (Some(line), None) = (found.next(), found.next()) else {
            return Err(Failure(format!(
                "the glue does not define the import `{old}` once: wasm-bindgen's output has another shape than this build knows"
            )));
        };
        *line = line.replacen(&property, &format!("{}: ", import.name), 1);
    }
    let mut script = lines.join("\n");
    let closures = module.exports.iter_mut();
    let closures = closures.filter(|export| export.name.starts_with("_R"));
    for (number, export) in closures.enumerate() {
        let old = std::mem::replace(&mut export.name, short_name(number));
        script = script.replace(&format!("wasm.{old}("), &format!("wasm.{}(", export.name));
    }
    Ok(script)
}

/// `_a`, `_b`, … `_z`, `_aa`: no word of the language, no array index.
fn short_name(number: usize) -> String {
    let mut name = String::new();
    let mut rest = number + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or_default();
        name.insert(0, char::from(b'a' + letter));
        rest = (rest - 1) / 26;
    }
    name.insert(0, '_');
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_that_nobody_uses_go() {
        let script = "let a = 1;\nclass IntoUnderlyingSink {\nx() {\n    }\n}\nexports.IntoUnderlyingSink = IntoUnderlyingSink;\nlet b;\n";
        assert_eq!(without_streams(script), "let a = 1;\nlet b;\n");
    }

    #[test]
    fn names_are_short_and_all_different() {
        let names: Vec<String> = (0..2_000).map(short_name).collect();
        assert_eq!((names[0].as_str(), names[26].as_str()), ("_a", "_aa"));
        let different: std::collections::HashSet<&String> = names.iter().collect();
        assert_eq!(different.len(), names.len());
        assert!(names.iter().all(|name| name.len() <= 4));
    }

    #[test]
    fn an_import_without_its_function_is_refused() {
        let mut module = walrus::Module::default();
        let kind = module.types.add(&[], &[]);
        module.add_import_func("wbg", "__wbg_log_0123", kind);
        assert!(short_names(&mut module, "const a = {};").is_err());
        let script =
            short_names(&mut module, "const a = {\n    _a: function() {}\n};").unwrap_or_default();
        assert_eq!(script, "const a = {\n    _a: function() {}\n};");
    }
}
