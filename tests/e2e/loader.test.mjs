/** The loader alone: a core of five lines stands in for the bundle's. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, afterEach, before, test } from "node:test";

import { bundle } from "./support/bundle.mjs";
import { launch } from "./support/chromium.mjs";
import { launch as launchOld } from "./support/old-chromium.mjs";
import { ROOT, serve } from "./support/server.mjs";

const CORE = `(function () {
  var _ = document.currentScript.dacu;
  Promise.all([_.wasm, _.css]).then(function (got) {
    _.api.quote = function (cart) { return "quoted " + cart; };
    _.api.setCart = function (cart) { return "took " + cart; };
    window.calls = _.q.map(function (call) { return call[0]; }).join();
    window.core = { css: got[1], type: got[0].headers.get("content-type"), nonce: _.nonce, cssUrl: _.cssUrl };
    _.ok();
    _.q.splice(0).forEach(function (call) { call[2](_.api[call[0]] && _.api[call[0]].apply(0, call[1])); });
  });
})();`;

const MODULE = Buffer.from([0, 97, 115, 109, 1, 0, 0, 0]);
const CSS = ":host{}";
const sri = (body) => `sha384-${createHash("sha384").update(body).digest("base64")}`;
const PARTS = {
  __CORE__: "core.js",
  __WASM__: "x.wasm",
  __CSS__: "x.css",
  __CORE_SRI__: sri(CORE),
  __WASM_SRI__: sri(MODULE),
  __CSS_SRI__: sri(CSS),
};
const LOADER = bundle("loader.js", PARTS);

const BEFORE = `<script>
  window.faults = [];
  document.addEventListener("dacu-fault", function (event) { faults.push(event.detail.reason); });
</script>`;

const FILES = {
  "/v1/dacu.js": { body: LOADER, type: "text/javascript" },
  "/v1/core.js": { body: CORE, type: "text/javascript" },
  "/v1/x.wasm": { body: MODULE, type: "application/wasm" },
  "/v1/x.css": { body: CSS, type: "text/css" },
  "/v2/dacu.js": { body: bundle("loader.js", { ...PARTS, __VERSION__: "2.0.0" }), type: "text/javascript" },
  "/bad/dacu.js": { body: bundle("loader.js", { ...PARTS, __WASM_SRI__: sri("other") }), type: "text/javascript" },
  "/bad/core.js": { body: CORE, type: "text/javascript" },
  "/bad/x.wasm": { body: MODULE, type: "application/wasm" },
  "/bad/x.css": { body: CSS, type: "text/css" },
};

/** Trusted Types enforced; the loader's one policy allowed by name. */
const STRICT = "default-src 'none'; script-src 'self' 'unsafe-inline'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types";

const pages = {
  "/now": `${BEFORE}<script src="/v1/dacu.js?x=/y" nonce="n1"></script><script>
    var asked; Dacu.setCart([]); Dacu.quote(7).then(function (answer) { asked = answer; });
    var heard = 0; var off = Dacu.on("x", function () { heard++; });
  </script><dacu-x>static</dacu-x>`,
  "/later": `${BEFORE}<script src="/v1/dacu.js"></script><p>nothing here</p>`,
  "/twice": `${BEFORE}<script src="/v1/dacu.js"></script><script src="/v1/dacu.js"></script><dacu-x></dacu-x>`,
  "/slow": `${BEFORE}<script src="/v1/dacu.js" data-timeout="300"></script><dacu-x>static</dacu-x>`,
  "/old": `${BEFORE}<script>window.WebAssembly = undefined;</script><script src="/v1/dacu.js"></script><script>
    var refused; Dacu.quote(7).catch(function (error) { refused = error.message; }); Dacu.setCart([]);
  </script><dacu-x>static</dacu-x>`,
  "/verify": `${BEFORE}<script src="/v1/dacu.js" data-verify></script><dacu-x>static</dacu-x>`,
  "/tampered": `${BEFORE}<script src="/bad/dacu.js" data-verify></script><dacu-x>static</dacu-x>`,
  "/two": `${BEFORE}<script src="/v1/dacu.js"></script><script src="/v2/dacu.js" data-global="Other"></script><dacu-x></dacu-x>`,
  "/named": `${BEFORE}<script>var Dacu = { mine: true };</script><script src="/v1/dacu.js" data-global="Promo"></script><dacu-x></dacu-x>`,
  "/taken": `${BEFORE}<script>var Dacu = { mine: true };</script><script src="/v1/dacu.js"></script><dacu-x></dacu-x>`,
  "/id": `${BEFORE}<p id="Dacu"></p><script src="/v1/dacu.js"></script><dacu-x></dacu-x>`,
  "/pushed": `${BEFORE}<script>
    (window.Dacu = window.Dacu || []).push(function (Dacu) { window.first = Dacu; throw new Error("the page's own"); });
    (window.Dacu = window.Dacu || []).push(function (Dacu) { Dacu.quote(8).then(function (answer) { window.asked = answer; }); });
  </script><script src="/v1/dacu.js" async></script>`,
  "/late": `${BEFORE}<dacu-x></dacu-x><script>
    addEventListener("load", function () { var s = document.createElement("script"); s.src = "/v1/dacu.js"; document.body.appendChild(s); });
  </script>`,
  "/frame": `${BEFORE}<iframe sandbox="allow-scripts" srcdoc="<script src='/v1/dacu.js'></script><dacu-x></dacu-x><script>
    (function wait() { window.core ? parent.postMessage(core.cssUrl, '*') : setTimeout(wait, 20); })();
  </script>"></iframe><script>addEventListener("message", function (event) { window.framed = event.data; });</script>`,
  "/strict": `${BEFORE}<script src="/v1/dacu.js"></script><dacu-x>static</dacu-x>`,
  "/stricter": `${BEFORE}<script src="/v1/dacu.js"></script><dacu-x>static</dacu-x>`,
  "/odd": `${BEFORE}<script>
    Object.freeze(window.Dacu = []);
    window.MutationObserver = undefined;
    document.createElement = function () { throw new Error("odd"); };
  </script><script src="/v1/dacu.js"></script><dacu-x>static</dacu-x>`,
};
const POLICIES = { "/strict": `${STRICT} dacu`, "/stricter": `${STRICT} 'none'` };

let server, browser, hold, missing;
before(async () => {
  server = await serve({
    dir: ROOT,
    route: async (_, url) => {
      const page = pages[url.pathname];
      if (page) {
        const policy = POLICIES[url.pathname];
        return { body: `<!doctype html>${page}`, headers: policy ? { "Content-Security-Policy": policy } : {} };
      }
      if (url.pathname === hold) await new Promise((done) => setTimeout(done, 1500));
      const file = FILES[url.pathname];
      if (!file || url.pathname === missing) return { status: 404, body: "" };
      return { body: file.body, headers: { "Content-Type": file.type, "Access-Control-Allow-Origin": "*" } };
    },
  });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

afterEach(() => {
  hold = missing = undefined;
});

async function open(path) {
  server.requests.length = 0;
  const page = await browser.open();
  // Not "load": some of these pages have a script that does not come.
  await page.goto(server.url + path, { waitUntil: "domcontentloaded" });
  return page;
}

const parts = () => server.requests.filter((path) => /core|x\./.test(path)).sort().join();
const ALL = "/v1/core.js,/v1/x.css,/v1/x.wasm";

test("brings the parts in once and hands early calls over", async () => {
  const page = await open("/now");
  await page.waitForFunction("window.core && asked");
  assert.equal(await page.evaluate("asked"), "quoted 7");
  assert.equal(await page.evaluate("calls"), "setCart,quote");
  assert.deepEqual(await page.evaluate("core"), {
    css: ":host{}",
    type: "application/wasm",
    nonce: "n1",
    cssUrl: `${server.url}/v1/x.css`,
  });
  const tell = "document.dispatchEvent(new CustomEvent('dacu-x')), heard";
  assert.equal(await page.evaluate(tell), 1);
  assert.equal(await page.evaluate(`off(), ${tell}`), 1);
  assert.equal(parts(), ALL);
  assert.deepEqual(await page.evaluate("faults"), []);
});

test("waits for an element, however deep it comes in", async () => {
  const page = await open("/later");
  await page.waitForTimeout(200);
  assert.equal(parts(), "");
  await page.evaluate(`document.body.appendChild(document.createElement("p")).innerHTML = "<b><dacu-x></dacu-x></b>"`);
  await page.waitForFunction("window.core");
  assert.equal(parts(), ALL);
});

test("a second copy does nothing", async () => {
  const page = await open("/twice");
  await page.waitForFunction("window.core");
  assert.equal(parts(), ALL);
});

test("says once that it is slow, and leaves what the page wrote", async () => {
  hold = "/v1/core.js";
  const page = await open("/slow");
  await page.waitForFunction("faults.length");
  await assert.rejects(page.evaluate("Dacu.setCart([])"), /timeout/);
  await page.waitForFunction("window.core");
  assert.deepEqual(await page.evaluate("faults"), ["timeout"]);
  assert.equal(await page.evaluate("Dacu.setCart('late')"), "took late");
  assert.equal(await page.evaluate("document.querySelector('dacu-x').textContent"), "static");
});

for (const path of ["/v1/core.js", "/v1/x.wasm", "/v1/x.css"])
  test(`says that ${path} is missing`, async () => {
    missing = path;
    const page = await open("/twice");
    await page.waitForFunction("faults.length");
    assert.deepEqual(await page.evaluate("faults"), ["network"]);
  });

const BACK = {
  "by itself": () => {},
  "when the network is back": (page) => page.evaluate("dispatchEvent(new Event('online'))"),
  "with the next element": (page) => page.evaluate("document.body.appendChild(document.createElement('dacu-y'))"),
  "when the page asks": (page) => page.evaluate("Dacu.load()"),
};
for (const [how, prompt] of Object.entries(BACK))
  for (const path of ["/v1/core.js", "/v1/x.wasm", "/v1/x.css"])
    test(`asks again for ${path} ${how}, and of a second failure no event tells`, async () => {
      missing = path;
      const page = await open("/now");
      await page.waitForFunction("faults.length");
      await assert.rejects(page.evaluate("Dacu.setCart([])"), /network/);
      const asked = parts();
      await page.evaluate("Dacu.load()");
      await page.waitForFunction("Dacu.setCart([]).then(null, function (error) { return /network/.test(error.message); })");
      assert.notEqual(parts(), asked);
      missing = undefined;
      const start = Date.now();
      await prompt(page);
      await page.waitForFunction("window.core");
      assert.equal(Date.now() - start < 1500, how !== "by itself");
      assert.equal(await page.evaluate("Dacu.setCart('again')"), "took again");
      await page.waitForTimeout(100);
      assert.deepEqual(await page.evaluate("faults"), ["network"]);
      await page.close();
    });

test("asks ever more rarely, and not for ever", async () => {
  missing = "/v1/x.css";
  // The clock is one for all pages of a browser.
  const phone = await launch();
  const page = await phone.open();
  await page.clock.install();
  server.requests.length = 0;
  await page.goto(`${server.url}/twice`, { waitUntil: "domcontentloaded" });
  await page.waitForFunction("faults.length");
  const asked = () => server.requests.filter((path) => path === "/v1/x.css").length;
  const counts = [];
  for (const seconds of [3, 2, 6, 4, 20, 60, 60, 300, 300, 300]) {
    await page.clock.runFor(seconds * 1000);
    await page.waitForTimeout(150);
    counts.push(asked());
  }
  assert.deepEqual(counts, [1, 2, 2, 3, 4, 5, 5, 6, 7, 7]);
  assert.deepEqual(await page.evaluate("faults"), ["network"]);
  await phone.close();
});

test("a file that comes after its attempt was given up starts nothing twice", async () => {
  missing = "/v1/x.css";
  hold = "/v1/core.js";
  const page = await open("/now");
  await page.waitForFunction("faults.length");
  hold = missing = undefined;
  await page.evaluate("Dacu.load()");
  await page.waitForFunction("window.core");
  await page.waitForTimeout(1600);
  assert.equal(await page.evaluate("Dacu.setCart('once')"), "took once");
  assert.deepEqual(await page.evaluate("faults"), ["network"]);
  await page.close();
});

test("refuses calls where WebAssembly is missing, without an error of its own", async () => {
  const page = await open("/old");
  await page.waitForFunction("window.refused");
  assert.match(await page.evaluate("refused"), /unsupported/);
  assert.deepEqual(await page.evaluate("faults"), ["unsupported"]);
  assert.deepEqual(page.problems, []);
  assert.equal(parts(), "");
});

test("with data-verify, takes what has the right digests", async () => {
  const page = await open("/verify");
  await page.waitForFunction("window.core");
  assert.deepEqual(await page.evaluate("faults"), []);
});

test("with data-verify, refuses a file with another digest", async () => {
  const page = await open("/tampered");
  await page.waitForFunction("faults.length");
  assert.deepEqual(await page.evaluate("faults"), ["network"]);
  assert.equal(await page.evaluate("window.core"), undefined);
  assert.equal(await page.evaluate("document.querySelector('dacu-x').textContent"), "static");
});

test("of two versions the first runs, and both names are its own", async () => {
  const page = await browser.open();
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  server.requests.length = 0;
  await page.goto(`${server.url}/two`);
  await page.waitForFunction("window.core");
  assert.deepEqual(await page.evaluate("[Dacu === Other, Dacu.version]"), [true, "1.0.0"]);
  assert.deepEqual(said, ["dacu 1.0.0 is running, 2.0.0 is not started"]);
  assert.equal(parts(), ALL);
});

test("takes another global name, and no name that is the page's", async () => {
  let page = await open("/named");
  await page.waitForFunction("window.core");
  assert.deepEqual(await page.evaluate("[Dacu.mine, Promo.version]"), [true, "1.0.0"]);
  page = await open("/taken");
  await page.waitForFunction("window.core");
  assert.deepEqual(await page.evaluate("[Dacu.mine, Dacu.version]"), [true, undefined]);
  page = await open("/id");
  await page.waitForFunction("window.core");
  assert.equal(await page.evaluate("Dacu.version"), "1.0.0");
});

test("calls functions that were pushed before it came, and keeps their faults apart", async () => {
  const page = await open("/pushed");
  await page.waitForFunction("window.asked");
  assert.equal(await page.evaluate("asked"), "quoted 8");
  assert.equal(await page.evaluate("first === Dacu"), true);
  assert.deepEqual(page.problems, ["Error: the page's own"]);
  assert.equal(await page.evaluate("new Promise(function (done) { Dacu.push(done); }).then(function (d) { return d === Dacu; })"), true);
});

test("works when it comes late", async () => {
  const page = await open("/late");
  await page.waitForFunction("window.core");
  assert.equal(parts(), ALL);
});

test("works in a sandboxed frame without an origin", async () => {
  const page = await open("/frame");
  await page.waitForFunction("window.framed");
  assert.equal(await page.evaluate("framed"), `${server.url}/v1/x.css`);
});

test("brings its script in under Trusted Types, through the policy «dacu»", async () => {
  const page = await open("/strict");
  await page.waitForFunction("window.core");
  assert.deepEqual(page.problems, []);
});

test("stays out where Trusted Types forbid its policy, and says so once", async () => {
  const page = await open("/stricter");
  await page.waitForFunction("faults.length");
  assert.deepEqual(await page.evaluate("faults"), ["network"]);
  assert.equal(await page.evaluate("document.querySelector('dacu-x').textContent"), "static");
});

test("throws nothing into a page that has broken the browser", async () => {
  const page = await open("/odd");
  await page.waitForTimeout(200);
  assert.deepEqual(page.problems, []);
  assert.equal(await page.evaluate("document.querySelector('dacu-x').textContent"), "static");
});

test("works on Chromium 67", async () => {
  const page = await launchOld(67);
  try {
    await page.goto(`${server.url}/now`);
    await page.waitFor("window.core && asked");
    assert.equal(await page.eval("asked"), "quoted 7");
    assert.deepEqual(page.problems, []);
  } finally {
    await page.close();
  }
});
