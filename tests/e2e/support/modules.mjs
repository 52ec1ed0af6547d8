/**
 * The modules beside the bundle, as they were built, and pages that load them.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { SITE } from "./server.mjs";

const EMBED = join(SITE, "embed");
const packages = createRequire(import.meta.url);

/** The address of a file of the bundle on a server of {@link SITE}, by its role in the manifest. */
export function address(role) {
  const { files } = JSON.parse(readFileSync(join(EMBED, "manifest.json"), "utf8"));
  return `/embed/${files[role].file}`;
}

/** A script of an npm package, wrapped so that a page can run it; `global` names what it exports. */
export function packageScript(name, global) {
  const source = readFileSync(packages.resolve(name), "utf8");
  return `(function () { var module = { exports: {} }, exports = module.exports; ${source}
    window.${global} = module.exports; })();`;
}

/**
 * Answers requests for pages and scripts that a test has written down.
 *
 * @param {Record<string, string>} files by path; what ends in `.js` is a script
 */
export function route(files) {
  return (request, url) => {
    const body = files[url.pathname];
    if (body === undefined) return null;
    const type = url.pathname.endsWith(".js") ? "text/javascript" : "text/html";
    return { body, headers: { "Content-Type": `${type}; charset=utf-8` } };
  };
}
