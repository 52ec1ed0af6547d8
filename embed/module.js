/**
 * dacu.mjs: the same as dacu.js for pages and bundlers that import. Importing it makes the elements
 * known and starts nothing else until one of them is there; where there is no document, as on a
 * server, it does nothing at all.
 *
 *   import { setCart, on } from "dacu";
 *
 * It looks for its Wasm and its style sheets beside itself, which bundlers understand; `configure`
 * says otherwise. Where a copy of dacu.js runs already, these are its functions.
 */
import { airlock } from "./airlock.js";
import { start } from "./elements.js";

const NEAR = {
  css: () => new URL(__CSS_URL__, import.meta.url).href,
  more: () => new URL(__MORE_URL__, import.meta.url).href,
  rest: () => new URL(__REST_URL__, import.meta.url).href,
  rest_css: () => new URL(__REST_CSS_URL__, import.meta.url).href,
  wasm: () => new URL(__WASM_URL__, import.meta.url).href,
};

const options = {
  version: __VERSION__,
  file: (role, name) => (options.base ? new URL(name, new URL(options.base, document.baseURI)).href : NEAR[role]()),
};

const inPage = typeof document !== "undefined";

function open() {
  if (window.__dacu) return window.__dacu;
  const lock = airlock(options, (boot) => start(boot));
  // After the code that imports this has had its say.
  setTimeout(lock.watch);
  return (window.__dacu = lock.api);
}

const dacu = inPage ? open() : {};

function call(name) {
  return (...args) => {
    if (inPage) return dacu[name](...args);
    const refused = Promise.reject(new Error("dacu: no document"));
    refused.catch(() => {});
    return refused;
  };
}

/** `base`: the folder of the other files; `nonce`, `timeout`, `verify`: as the attributes of dacu.js. */
export const configure = (changes) => void Object.assign(options, changes);
export const version = __VERSION__;
export const load = () => void (inPage && dacu.load());
export const on = (name, listener) => (inPage ? dacu.on(name, listener) : () => {});
export const setCart = call("setCart");
export const quote = call("quote");
export const setBuyer = call("setBuyer");
export const setShopper = call("setShopper");
export const reset = call("reset");
