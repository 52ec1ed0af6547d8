/**
 * The module comes in parts: a countdown runs with the first, and whatever becomes of the second,
 * the page is whole or shows what it can.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";

import { launch } from "./support/chromium.mjs";
import { until } from "./support/driven.mjs";
import { SITE, serve } from "./support/server.mjs";
import { NOW, shop } from "./support/shop.mjs";

const CAMPAIGN = "/campaigns/double11-2026.json";
const MIDYEAR = "/campaigns/618-2026.json";
const WIDGETS = ["countdown", "coupons", "cart"];
const FIRST = /\/dacu\.\w+\.wasm$/;
const REST = /\/dacu-rest\.\w+\.wasm$/;
/** What the other widgets are drawn with comes with it. */
const SHEET = /\/dacu-rest\.\w+\.css$/;

const PAGES = {
  "/": shop({ src: CAMPAIGN, attributes: "running", widgets: WIDGETS }),
  "/cart": shop({ src: CAMPAIGN, widgets: ["cart"] }),
  "/alone": `<!doctype html><script src="/embed/dacu.js" async></script><dacu-countdown src="${CAMPAIGN}" server-now="${NOW}">到12日</dacu-countdown>`,
  "/midyear": shop({ src: MIDYEAR, widgets: WIDGETS }).replace(NOW, "2026-06-17T10:02:00+08:00"),
  "/broken": shop({ src: "/broken.json", widgets: WIDGETS }),
};

/** A campaign with nothing wrong up to its phases. */
const BROKEN = JSON.stringify({ ...JSON.parse(readFileSync(join(SITE, CAMPAIGN), "utf8")), products: "none" });

let server, browser;
/** What becomes of the second part: an answer, or a promise of one; nothing for the file itself. */
let rest;
/** Which of its files that is of. */
let late;
let asked = 0;
/** The same of the first part. */
let initial;

before(async () => {
  server = await serve({
    async route(_, { pathname }) {
      if (pathname === "/broken.json") return { body: BROKEN, headers: { "Content-Type": "application/json" } };
      if (PAGES[pathname]) return { body: PAGES[pathname] };
      if (FIRST.test(pathname)) return initial?.();
      if (!late.test(pathname)) return null;
      asked += 1;
      return rest;
    },
  });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.close();
});
beforeEach(() => {
  asked = 0;
  late = REST;
  rest = initial = null;
});

/** Holds the second part back; what is returned lets it come, with an answer or as it is. */
function hold() {
  let come;
  rest = new Promise((done) => (come = done));
  return (answer = null) => {
    rest = answer;
    come(answer);
  };
}

async function open(path) {
  const page = await browser.open();
  await page.route("**/*", (each) => each.continue());
  await page.addInitScript(() => {
    window.told = [];
    window.instances = [];
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = (...parts) => instantiate(...parts).then((made) => (window.instances.push(made), made));
    ["ready", "fault", "phase", "vary"].forEach((name) =>
      document.addEventListener("dacu-" + name, (event) => told.push(name + " " + ((event.detail && event.detail.reason) || ""))));
  });
  await page.goto(server.url + path);
  return page;
}

const counts = (page) =>
  page.waitForFunction(() => /\d\d/.test(window.deepQuery(".dacu-count__row")?.textContent), null, { timeout: 20000 });
const live = (page) => page.evaluate(() => Array.from(document.querySelectorAll("[data-live]"), (element) => element.localName));
const all = (page, count = WIDGETS.length) =>
  page.waitForFunction((count) => document.querySelectorAll("[data-live]").length === count, count, { timeout: 20000 });
const told = (page, what) => page.evaluate((what) => window.told.filter((each) => each.trim() === what).length, what);

test("a countdown runs before the second part is there, and runs on", async () => {
  const come = hold();
  const page = await open("/");
  await counts(page);
  await page.evaluate(() => (window.row = window.deepQuery(".dacu-count__row")));
  assert.deepEqual(await live(page), ["dacu-countdown"]);
  const second = await page.evaluate(() => row.textContent);
  await page.waitForFunction((second) => row.textContent !== second, second, { timeout: 5000 });
  assert.equal(await told(page, "ready"), 0);
  await page.evaluate(() => void Dacu.quote().then((quote) => (window.quoted = quote)));
  // Not yet: what answers it is on its way.
  assert.equal(await page.evaluate("window.quoted"), undefined);
  come();
  await all(page);
  await page.waitForFunction("window.quoted !== undefined");
  assert.equal(await page.evaluate(() => window.deepQuery(".dacu-count__row") === row), true);
  assert.deepEqual([await told(page, "ready"), await told(page, "phase"), await told(page, "vary")], [1, 1, 1]);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("what the page changes meanwhile holds", async () => {
  const come = hold();
  const page = await open("/");
  await counts(page);
  await page.evaluate(() => {
    const element = document.querySelector("dacu-campaign");
    element.setAttribute("lang", "en");
    element.cart = [{ sku: "tea", quantity: 2, ticked: true }];
  });
  await page.waitForFunction(() => /Ends in/.test(window.deepQuery(".dacu-count__phase").textContent));
  come();
  await all(page);
  const quote = await page.evaluate(() => Dacu.quote());
  assert.deepEqual(quote.lines.map(({ id }) => id), ["tea"]);
  await page.close();
});

test("another campaign that is asked for meanwhile takes the place of the first", async () => {
  const come = hold();
  const page = await open("/");
  await counts(page);
  await page.evaluate((src) => document.querySelector("dacu-campaign").setAttribute("src", src), MIDYEAR);
  await page.waitForFunction(() => document.querySelector("dacu-campaign").dataset.theme === "midyear");
  come();
  await page.waitForFunction(() => document.querySelector("dacu-campaign").dataset.campaign === "618-2026", null, { timeout: 20000 });
  assert.equal(await told(page, "ready"), 1);
  await page.close();
});

test("a campaign's own look is there from the first digits on", async () => {
  hold();
  const page = await open("/midyear");
  await page.waitForSelector("dacu-countdown[data-live]", { state: "attached" });
  const theme = await page.evaluate(() => document.querySelector("dacu-countdown").shadowRoot.querySelector("[part=base]").className);
  assert.match(theme, /dacu-theme-midyear/);
  await page.close();
});

test("where nothing counts down, the first two parts come at once", async () => {
  let first;
  initial = () => new Promise((done) => (first = done));
  const page = await open("/cart");
  await until(() => first && asked, 10000, () => `${asked} requests`);
  first();
  await all(page, 1);
  await page.close();
});

for (const [what, file] of [["the second part", REST], ["the second style sheet", SHEET]])
  test(`without ${what} the other widgets stay as the page wrote them, until it comes`, async () => {
    late = file;
    rest = { status: 503, body: "" };
    const page = await open("/");
    await counts(page);
    await page.waitForFunction(() => window.told.some((each) => each === "fault network"));
    assert.deepEqual(await live(page), ["dacu-countdown"]);
    rest = null;
    // What a browser says when its network is back; otherwise the next attempt is four seconds away.
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    await all(page);
    assert.deepEqual([asked, await told(page, "fault network")], [2, 1]);
    await page.close();
  });

test("a second part that is none is asked for again", async () => {
  rest = { body: Buffer.from("<!doctype html>"), headers: { "Content-Type": "application/wasm" } };
  const page = await open("/alone");
  await counts(page);
  await page.waitForFunction(() => window.told.some((each) => each === "fault network"));
  rest = null;
  await page.waitForFunction(() => window.told.some((each) => each.trim() === "ready"), null, { timeout: 20000 });
  assert.equal(asked, 2);
  await page.close();
});

test("a second part that does not fit is told of, and the countdown runs on", async () => {
  // A module with nothing in it.
  rest = { body: Buffer.from([0, 97, 115, 109, 1, 0, 0, 0]), headers: { "Content-Type": "application/wasm" } };
  const page = await open("/");
  await counts(page);
  await page.waitForFunction(() => window.told.some((each) => each === "fault wasm"));
  assert.deepEqual(await live(page), ["dacu-countdown"]);
  assert.match(await page.evaluate(() => Dacu.quote().then(String, String)), /dacu: wasm/);
  await page.close();
});

test("a file of which only the head is right is taken back", async () => {
  const come = hold();
  const page = await open("/broken");
  await counts(page);
  come();
  await page.waitForFunction(() => window.told.some((each) => each === "fault campaign_malformed"), null, { timeout: 20000 });
  await page.waitForFunction(() => !document.querySelector("[data-live]"));
  assert.equal(await page.evaluate(() => !!document.querySelector("dacu-countdown").shadowRoot.querySelector("slot")), true);
  assert.equal(await told(page, "fault campaign_malformed"), 1);
  // The page's author mends it.
  await page.evaluate((src) => document.querySelector("dacu-campaign").setAttribute("src", src), CAMPAIGN);
  await all(page);
  await page.close();
});

test("an instance that dies before it comes is followed by one that gets it too", async () => {
  const come = hold();
  const page = await open("/");
  await counts(page);
  await page.evaluate(() => {
    const [{ exports }] = window.instances;
    const memory = Object.keys(exports).map((name) => exports[name]).find((each) => each instanceof WebAssembly.Memory);
    new Uint8Array(memory.buffer).fill(255);
  });
  await page.waitForFunction(() => window.told.some((each) => each === "fault panic"), null, { timeout: 20000 });
  await page.waitForFunction(() => window.instances.length === 2 && document.querySelector("dacu-countdown[data-live]"), null, { timeout: 20000 });
  come();
  await all(page);
  assert.equal(typeof (await page.evaluate(() => Dacu.quote().then((quote) => quote.payable))), "number");
  await page.close();
});

test("elements that go before it comes leave nothing behind", async () => {
  const come = hold();
  const page = await open("/alone");
  await counts(page);
  await page.evaluate(() => document.querySelector("dacu-countdown").remove());
  come();
  await page.waitForFunction(() => performance.getEntriesByType("resource").some((entry) => /dacu-rest/.test(entry.name)), null, { timeout: 20000 });
  await page.waitForTimeout(300);
  assert.deepEqual(await page.evaluate(() => Dacu.alive()), [0, 0, 0]);
  assert.deepEqual(page.problems, []);
  await page.close();
});
