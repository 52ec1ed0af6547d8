/**
 * The built pages of tests/pages, served beside the site whose bundle they load.
 */
import { existsSync, readFileSync } from "node:fs";
import { extname, join, normalize } from "node:path";

import { serve, SITE, TYPES } from "./server.mjs";
import { NOW } from "./shop.mjs";

/** {@link NOW}, as a date. */
export const DURING = new Date(NOW);

/**
 * Starts a server with the site at / and a folder of pages at /pages/.
 *
 * Its campaign files carry the date of {@link DURING}, which is how the widgets learn the time; so
 * the pages need no attribute that a shop's page would not have.
 *
 * @param {string} folder the pages
 * @param {object} [options] further ones of `serve`; `change(html)` may change an HTML file, and
 *   `headers()` gives headers for it
 * @returns the server, with `holdWasm(on)`: while on, the module is not answered
 */
export async function servePages(folder, options = {}) {
  let held = false;
  let release = () => {};
  let waiting = Promise.resolve();
  const server = await serve({
    ...options,
    async route(request, url) {
      if (url.pathname.endsWith(".wasm")) await waiting;
      if (url.pathname.startsWith("/campaigns/")) {
        const body = readFileSync(join(SITE, normalize(url.pathname)));
        return { body, headers: { "Content-Type": TYPES[".json"], Date: DURING.toUTCString() } };
      }
      const answer = await options.route?.(request, url);
      if (answer || !url.pathname.startsWith("/pages/")) return answer;
      const inside = normalize(url.pathname.slice("/pages/".length));
      const file = join(folder, inside.endsWith("/") ? join(inside, "index.html") : inside);
      if (!existsSync(file)) return { status: 404, body: `no ${url.pathname}` };
      const body = readFileSync(file);
      const type = { "Content-Type": TYPES[extname(file)] };
      if (extname(file) !== ".html") return { body, headers: type };
      const html = body.toString();
      return { body: options.change?.(html) ?? html, headers: { ...type, ...options.headers?.() } };
    },
  });
  return Object.assign(server, {
    holdWasm(on) {
      if (on && !held) waiting = new Promise((done) => (release = done));
      if (!on) release();
      held = on;
    },
  });
}
