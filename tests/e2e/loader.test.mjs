/** The loader alone: a core of five lines stands in for the bundle's. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";

import { launch } from "./support/chromium.mjs";
import { launch as launchOld } from "./support/old-chromium.mjs";
import { ROOT, serve } from "./support/server.mjs";

const PARTS = { __CORE__: "core.js", __WASM__: "x.wasm", __CSS__: "x.css" };
const LOADER = readFileSync(join(ROOT, "embed/loader.js"), "utf8").replace(
  /__(CORE|WASM|CSS)(_SRI)?__/g,
  (name) => JSON.stringify(PARTS[name] ?? "sha384-AAAA"),
);

const CORE = `(function () {
  var _ = Dacu._;
  Promise.all([_.wasm, _.css]).then(function (got) {
    Dacu.quote = function (cart) { return "quoted " + cart; };
    Dacu.on = function () { window.listening = true; return function () { window.listening = false; }; };
    var answer = function (call) { call[2](Dacu[call[0]] && Dacu[call[0]].apply(Dacu, call[1])); };
    window.calls = _.q.map(function (call) { return call[0]; }).join();
    var queue = _.q;
    _.q = { push: function (call) { call[2]("took " + call[1]); } };
    queue.forEach(answer);
    window.core = { css: got[1], type: got[0].headers.get("content-type"), nonce: _.nonce, base: _.base };
    _.ok();
  });
})();`;

const BEFORE = `<script>
  window.faults = [];
  document.addEventListener("dacu-fault", function (event) { faults.push(event.detail.reason); });
</script>`;

const FILES = {
  "/v1/dacu.js": { body: LOADER, type: "text/javascript" },
  "/v1/core.js": { body: CORE, type: "text/javascript" },
  "/v1/x.wasm": { body: Buffer.from([0, 97, 115, 109, 1, 0, 0, 0]), type: "application/wasm" },
  "/v1/x.css": { body: ":host{}", type: "text/css" },
};

const pages = {
  "/now": `${BEFORE}<script src="/v1/dacu.js?x=/y" nonce="n1"></script><script>
    var asked; Dacu.setCart([]); Dacu.quote(7).then(function (answer) { asked = answer; }); var off = Dacu.on("x", 1);
  </script><dacu-x>static</dacu-x>`,
  "/later": `${BEFORE}<script src="/v1/dacu.js"></script><p>nothing here</p>`,
  "/twice": `${BEFORE}<script src="/v1/dacu.js"></script><script src="/v1/dacu.js"></script><dacu-x></dacu-x>`,
  "/slow": `${BEFORE}<script src="/v1/dacu.js" data-timeout="300"></script><dacu-x>static</dacu-x>`,
  "/old": `${BEFORE}<script>window.WebAssembly = undefined;</script><script src="/v1/dacu.js"></script><script>
    var refused; Dacu.quote(7).catch(function (error) { refused = error.message; }); Dacu.setCart([]);
  </script><dacu-x>static</dacu-x>`,
  "/verify": `${BEFORE}<script src="/v1/dacu.js" data-verify></script><dacu-x>static</dacu-x>`,
};

let server, browser, hold, missing;
before(async () => {
  server = await serve({
    dir: ROOT,
    route: async (_, url) => {
      const page = pages[url.pathname];
      if (page) return { body: `<!doctype html>${page}` };
      if (url.pathname === hold) await new Promise((done) => setTimeout(done, 1500));
      const file = FILES[url.pathname];
      if (!file || url.pathname === missing) return { status: 404, body: "" };
      return { body: file.body, headers: { "Content-Type": file.type } };
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
  assert.equal(await page.evaluate("calls"), "setCart,quote,on");
  assert.deepEqual(await page.evaluate("core"), {
    css: ":host{}",
    type: "application/wasm",
    nonce: "n1",
    base: `${server.url}/v1/`,
  });
  assert.equal(await page.evaluate("listening"), true);
  assert.equal(await page.evaluate("off(), listening"), false);
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

test("refuses calls where WebAssembly is missing, without an error of its own", async () => {
  const page = await open("/old");
  await page.waitForFunction("window.refused");
  assert.match(await page.evaluate("refused"), /unsupported/);
  assert.deepEqual(await page.evaluate("faults"), ["unsupported"]);
  assert.deepEqual(page.problems, []);
  assert.equal(parts(), "");
});

test("with data-verify, refuses a file with another digest", async () => {
  const page = await open("/verify");
  await page.waitForFunction("faults.length");
  assert.deepEqual(await page.evaluate("faults"), ["network"]);
  assert.equal(await page.evaluate("window.core"), undefined);
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
