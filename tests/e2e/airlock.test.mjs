/** The bundle in pages that go wrong: what comes in, what stays out, and what the shopper sees then. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { CONTRACT } from "./support/bundle.mjs";
import { launch } from "./support/chromium.mjs";
import { launch as launchOld } from "./support/old-chromium.mjs";
import { ROOT, serve } from "./support/server.mjs";
import { NOW, WIDGETS } from "./support/shop.mjs";

const EARLY = readFileSync(join(ROOT, "dist/embed/preload.html"), "utf8").replaceAll('href="', 'href="/dist/embed/');
const LOADER = `<script src="/dist/embed/dacu.js"></script>`;
/** What `dacu card` prints for the campaign; a test of the command holds the file to it. */
const CARDS = readFileSync(join(ROOT, "crates/cli/tests/golden/double11.card.html"), "utf8");
const BODY = CARDS.replace("<dacu-campaign", `$& server-now="${NOW}" running cart="top-tier"`);
const WINDOW = "11月10日 20:00 – 11月12日 24:00";

/** Before any script of the page: what the tests want to know of it. */
const WATCH = `<!doctype html><script>
  window.faults = [];
  document.addEventListener("dacu-fault", function (event) { faults.push(event.detail); });
  window.instances = [];
  window.streamed = 0;
  if (window.WebAssembly) {
    var instantiate = WebAssembly.instantiate, stream = WebAssembly.compileStreaming;
    WebAssembly.instantiate = function (module, imports) {
      // The later parts run on the memory of the first.
      return instantiate(module, imports).then(function (made) { if (memory(made)) instances.push(made); return made; });
    };
    if (stream) WebAssembly.compileStreaming = function (response) { streamed++; return stream(response); };
  }
  function isLive(selector) { return [].every.call(document.querySelectorAll(selector), function (e) { return e.hasAttribute("data-live"); }); }
  /** What the elements show of the page's own card: nothing once they are live. */
  function cards() { return [].filter.call(document.querySelectorAll(".dacu-card"), function (card) { return card.offsetHeight > 0; }).length; }
  /** Whatever runs next in the instance finds no memory that it knows: a real trap. */
  function poison() {
    new Uint8Array(memory(instances[instances.length - 1]).buffer).fill(255);
  }
  /** The module's names are short ones. */
  function memory(instance) {
    var exports = instance.exports;
    return Object.keys(exports).map(function (name) { return exports[name]; }).filter(function (each) { return each instanceof WebAssembly.Memory; })[0];
  }
</script>`;

const PAGES = {
  "/plain": LOADER + BODY,
  "/async": BODY + LOADER.replace(">", " async>"),
  "/dressed": `<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/dist/embed/dacu-card.css"><style>body { margin: 0; --dacu-brand-accent: #00684f }</style>${BODY}`,
  "/module": `${BODY}<script type="module">
    import * as dacu from "/dist/embed/dacu.mjs";
    window.dacu = dacu;
    dacu.quote().then((quote) => (window.quoted = quote), () => {});
  </script>`,
  "/both": `${LOADER}${BODY}<script type="module">import { quote, version } from "/dist/embed/dacu.mjs";
    window.imported = version; quote().then((quote) => (window.quoted = quote));</script>`,
  "/elsewhere": `${BODY}<script type="module">import { configure } from "/copy/dacu.mjs"; configure({ base: "/dist/embed/", verify: true });</script>`,
  "/verify": LOADER.replace(">", " data-verify>") + BODY,
  "/bare": LOADER,
  "/early": EARLY + LOADER + BODY,
  "/no-wasm": `<script>delete window.WebAssembly;</script>${LOADER}${BODY}`,
  "/no-elements": `<script>Object.defineProperty(window, "customElements", { value: undefined });</script>${LOADER}${BODY}`,
  "/frame": `<iframe src="/plain"></iframe>`,
  "/polluted": `<script>Object.prototype.lang = "x"; Object.prototype.extend = function () {}; Array.prototype.last = function () {};</script>${LOADER}${BODY}`,
};

const POLICY = {
  strict: "default-src 'none'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data:; require-trusted-types-for 'script'; trusted-types dacu",
  wasmless: "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; connect-src 'self'",
};

let server, browser, mime, missing, policy;
before(async () => {
  assert.ok(existsSync(join(ROOT, "dist/embed/manifest.json")), "`cargo xtask dist` has built the bundle");
  server = await serve({
    dir: ROOT,
    route: (_, url) => {
      const page = PAGES[url.pathname];
      if (page) return { body: WATCH + page, headers: policy ? { "Content-Security-Policy": POLICY[policy] } : {} };
      if (missing?.test(url.pathname)) return { status: 503, body: "" };
      const copied = url.pathname.startsWith("/copy/") && url.pathname.replace("/copy/", "");
      if (copied) return { body: readFileSync(join(ROOT, "dist/embed", copied)), headers: { "Content-Type": "text/javascript" } };
      if (mime && url.pathname.endsWith(".wasm"))
        return { body: readFileSync(join(ROOT, url.pathname)), headers: { "Content-Type": mime } };
      return null;
    },
  });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** Opens a page with the server in a state; the state is over once the page has been asked for. */
async function open(path, state = {}) {
  ({ mime, missing, policy } = { mime: undefined, missing: undefined, policy: undefined, ...state });
  server.requests.length = 0;
  const page = await browser.open();
  // With a route of its own a page asks the server for everything, whatever earlier ones have cached.
  await page.route("**/*", (route) => (state.intercept ?? ((each) => each.continue()))(route));
  await page.goto(server.url + path);
  return page;
}

const live = (page, selector = "dacu-countdown, dacu-cart") =>
  page.waitForFunction((selector) => document.querySelector(selector) && isLive(selector), selector, { timeout: 20000 });
/** All of them: the rules wait for the last part of the module. */
const allLive = (page) => live(page, WIDGETS.map((widget) => "dacu-" + widget).join());
/** How often each part of the module was asked for. */
const parts = () => [/\/dacu\.\w+\.wasm$/, /\/dacu-rest\.\w+\.wasm$/, /\/dacu-more\.\w+\.wasm$/].map((name) => server.requests.filter((path) => name.test(path)).length);
const reasons = (page) => page.evaluate("faults.map(function (fault) { return fault.reason; })");

for (const path of ["/plain", "/async", "/early", "/module", "/both", "/elsewhere", "/verify", "/polluted"])
  test(`comes to life from ${path}, with one module and nothing in the console`, async () => {
    const page = await open(path);
    await allLive(page);
    assert.equal(await page.evaluate("cards()"), 0);
    const files = server.requests.filter((name) => name.startsWith("/dist/embed/"));
    assert.deepEqual(files, Array.from(new Set(files)), "each file is asked for once");
    assert.deepEqual(parts(), [1, 1, 1]);
    assert.deepEqual(page.problems, []);
    assert.deepEqual(await reasons(page), []);
    if (path === "/module" || path === "/both") {
      await page.waitForFunction("window.quoted");
      assert.ok((await page.evaluate("quoted.payable")) > 0);
    }
    if (path === "/module") assert.equal(await page.evaluate("typeof Dacu"), "undefined");
    await page.close();
  });

test("compiles while it comes where the server names the type, and afterwards where it does not", async () => {
  for (const [type, streamed] of [[undefined, 3], ["text/plain", 0], ["application/wasm; charset=x", 0], ["application/octet-stream", 0]]) {
    const page = await open("/plain", { mime: type });
    await allLive(page);
    assert.equal(await page.evaluate("streamed"), streamed, type);
    assert.deepEqual(page.problems, []);
    await page.close();
  }
});

/** Half a module is what a proxy leaves that gives up. */
async function cutOff(route) {
  if (!route.request().url().endsWith(".wasm")) return route.continue();
  const body = await (await route.fetch()).body();
  return route.fulfill({ status: 200, contentType: "application/wasm", body: body.subarray(0, 9000) });
}

for (const [what, path, state, reason] of [
  ["WebAssembly", "/no-wasm", {}, "unsupported"],
  ["custom elements", "/no-elements", {}, "unsupported"],
  ["its core", "/plain", { missing: /dacu-core/ }, "network"],
  ["its module", "/plain", { missing: /\.wasm$/ }, "network"],
  ["its module, imported", "/module", { missing: /\.wasm$/ }, "network"],
  ["its style sheet", "/plain", { missing: /\.css$/ }, "network"],
  ["a policy that allows Wasm", "/plain", { policy: "wasmless" }, "wasm"],
  ["a module that is one", "/plain", { intercept: cutOff }, "wasm"],
  ["the campaign file", "/plain", { missing: /double11/ }, "campaign_unreachable"],
])
  test(`without ${what}, the card stays, and one fault says so`, async () => {
    const page = await open(path, state);
    await page.waitForFunction("faults.length");
    // Long enough for the campaign file to be asked for again.
    await sleep(1600);
    assert.deepEqual(await reasons(page), [reason]);
    assert.equal(await page.evaluate("cards()"), WIDGETS.length);
    const flash = await page.locator("dacu-flash-sale").innerText();
    assert.match(flash, /¥99\s*手作白瓷盖碗 150ml\n11月11日 10:00–12:00/);
    assert.ok((await page.locator("dacu-draw").innerText()).includes(WINDOW));
    await page.locator("dacu-flash-sale a").click();
    await page.waitForURL("**/shop");
    const thrown = page.problems.filter((text) => !/Failed to load resource|Content Security Policy/.test(text));
    assert.deepEqual(thrown, []);
    await page.close();
  });

test("the cards that `dacu card` prints have a sheet that fits the smallest phone and the brand", async () => {
  const page = await browser.open();
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(`${server.url}/dressed`);
  const { classes, missing, wide, button } = await page.evaluate(() => {
    const all = Array.from(document.querySelectorAll("[class]"), (element) => element.className);
    const rules = Array.from(document.styleSheets[0].cssRules, (rule) => rule.selectorText).join();
    const { backgroundColor, height } = getComputedStyle(document.querySelector(".dacu-btn"));
    const classes = Array.from(new Set(all));
    return { classes: classes.length, missing: classes.filter((name) => !rules.includes("." + name)), wide: document.documentElement.scrollWidth, button: [backgroundColor, height] };
  });
  assert.ok(classes >= 5, `${classes}`);
  assert.deepEqual([missing, wide, button], [[], 320, ["rgb(0, 104, 79)", "44px"]]);
  await page.close();
});

test("runs under a strict policy with Trusted Types enforced", async () => {
  const page = await open("/plain", { policy: "strict" });
  await live(page);
  assert.deepEqual(page.problems, []);
  assert.ok((await page.evaluate("Dacu.quote()")).payable > 0);
  await page.close();
});

test("lives in a frame as in a page", async () => {
  const page = await open("/frame");
  const frame = page.frames()[1];
  await frame.waitForFunction('document.querySelector("dacu-cart[data-live]")', null, { timeout: 20000 });
  assert.deepEqual(page.problems, []);
  await page.close();
});

/** The same steps on browsers old and new: `evaluate` and `waitFor` of a page. */
async function survivesOnce(evaluate, waitFor) {
  await waitFor("document.querySelector('dacu-cart[data-live]') !== null");
  const before = await evaluate("Dacu.setCart([{ sku: 'honey', quantity: 3 }]).then(function (quote) { return quote.list; })");
  await evaluate("poison()");
  await waitFor("faults.length == 1");
  // The next one is alive with what the first had stored.
  await waitFor("instances.length == 2 && isLive('dacu-countdown, dacu-cart')");
  assert.equal(await evaluate("Dacu.quote().then(function (quote) { return quote.list; })"), before);
  await evaluate("poison(), window.said = Dacu.quote().then(null, function (error) { return error.message; }), 0");
  await waitFor("faults.length == 2");
  assert.match(await evaluate("said"), /dacu: panic/);
  await waitFor(`cards() == ${WIDGETS.length}`);
  assert.match(await evaluate("Dacu.setCart([]).then(null, function (error) { return error.message; })"), /dacu: panic/);
  // It stays as the page wrote it, whatever the page does.
  await evaluate("document.querySelector('dacu-campaign').setAttribute('dark', '')");
  await evaluate("document.body.appendChild(document.querySelector('dacu-campaign')), 0");
  assert.equal(await evaluate("cards()"), WIDGETS.length);
  assert.equal(await evaluate("instances.length"), 2);
  assert.deepEqual(await evaluate("faults.map(function (fault) { return [fault.reason, fault.restarting]; })"), [
    ["panic", true],
    ["panic", false],
  ]);
}

test("a trap is the end of an instance and not of the page: one new instance, then the card", async () => {
  const page = await open("/plain");
  await survivesOnce((code) => page.evaluate(code), (code) => page.waitForFunction(code, null, { timeout: 20000 }));
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("a trap on Chromium 67", async () => {
  ({ mime, missing, policy } = {});
  const page = await launchOld(67);
  try {
    await page.goto(`${server.url}/plain`);
    await survivesOnce((code) => page.eval(code), (code) => page.waitFor(code, 30000));
    assert.deepEqual(page.problems, []);
  } finally {
    await page.close();
  }
});
