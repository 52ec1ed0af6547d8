//! The generated glue as a function that makes a new instance each time it is called.
//!
//! wasm-bindgen's own keeps one instance in variables of its module, and nothing can stand between it
//! and the exports. An instance that has trapped must never be called again, though, and a page may get
//! a second one (`embed/life.js`).

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// What comes before the functions: where the script is, which the bundle knows better.
const BEGINS: &str = "let wasm_bindgen = (function(exports) {
    let script_src;
    if (typeof document !== 'undefined' && document.currentScript !== null) {
        script_src = new URL(document.currentScript.src, location.href).toString();
    }
";

/// Where its own ways to fetch and start a module begin, which are the last thing in it.
const STARTS: &str = "    async function __wbg_load(module, imports) {";

const EXPORTS: &str = "wasm = instance.exports;";

/// `guard` is given the exports of the instance and returns what the glue is to call instead.
const FACTORY: &str = "export default function (guard, module) {
    const exports = {};
";

const START: &str =
    "    return WebAssembly.instantiate(module, __wbg_get_imports()).then((instance) => {
        __wbg_finalize_init(instance, module);
        const before = Object.assign({}, instance.exports);
        exports.complete = (part) =>
            WebAssembly.instantiate(part, Object.assign(__wbg_get_imports(), { b: before })).then((later) => {
                Object.assign(before, later.exports);
                Object.assign(wasm, guard(later.exports));
            });
        return exports;
    });
}
";

/// Reads what `--target no-modules` has generated and writes the module that makes instances.
pub fn factory(generated: &Path, out: &Path) -> Result<()> {
    let text = fs::read_to_string(generated)?;
    fs::write(out, rewritten(&text)?)?;
    Ok(())
}

fn rewritten(text: &str) -> Result<String> {
    let body = text
        .strip_prefix(BEGINS)
        .context("the generated glue begins otherwise than it did")?;
    let (body, _) = body
        .split_once(STARTS)
        .context("the generated glue starts otherwise than it did")?;
    if body.matches(EXPORTS).count() != 1 {
        bail!("the generated glue does not take the exports in one place");
    }
    let body = body.replace(EXPORTS, "wasm = guard(instance.exports);");
    Ok([FACTORY, &body, START].concat())
}
