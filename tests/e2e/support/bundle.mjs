/** A script of `embed/` as `cargo xtask dist` bundles it, with file names and digests of the test's own. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { buildSync } from "esbuild";

import { ROOT } from "./server.mjs";

/** What pages may rely on. */
export const CONTRACT = JSON.parse(readFileSync(join(ROOT, "embed/contract.json"), "utf8"));

/**
 * @param {string} entry its name in `embed/`
 * @param {object} defines by name, such as `{__CORE__: "core.js"}`
 */
export function bundle(entry, defines) {
  const all = { __CALLS__: CONTRACT.calls.map((call) => call.name), __VERSION__: "1.0.0", ...defines };
  const { outputFiles } = buildSync({
    entryPoints: [join(ROOT, "embed", entry)],
    bundle: true,
    format: "iife",
    target: "es5",
    write: false,
    define: Object.fromEntries(Object.entries(all).map(([name, value]) => [name, JSON.stringify(value)])),
  });
  return outputFiles[0].text;
}
