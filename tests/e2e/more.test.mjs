/**
 * The last part of the module waits until the page is live: what decides about a tap, and the rules. Whatever
 * becomes of it, no tap is lost, and the page shows what it can.
 */
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";

import { launch } from "./support/chromium.mjs";
import { until } from "./support/driven.mjs";
import { serve } from "./support/server.mjs";
import { live, shop } from "./support/shop.mjs";

const CAMPAIGN = "/campaigns/double11-2026.json";
const FIVE = ["countdown", "coupons", "flash-sale", "draw", "cart"];
const MORE = /\/dacu-more\.\w+\.wasm$/;

const PAGES = {
  "/five": shop({ src: CAMPAIGN, attributes: 'cart="top-tier"', widgets: FIVE }),
  "/rules": shop({ src: CAMPAIGN, attributes: "running", widgets: ["countdown", "rules"] }),
};

let server, browser;
/** What becomes of the last part: an answer, or a promise of one; nothing for the file itself. */
let more;
let asked;

before(async () => {
  server = await serve({
    async route(_, { pathname }) {
      if (PAGES[pathname]) return { body: PAGES[pathname] };
      if (!MORE.test(pathname)) return null;
      asked += 1;
      return more;
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
  more = null;
});

/** Holds the last part back; what is returned lets it come. */
function hold() {
  let come;
  more = new Promise((done) => (come = done));
  return () => {
    more = null;
    come(null);
  };
}

async function open(path, widgets, { saving = false } = {}) {
  const page = await browser.open();
  await page.route("**/*", (each) => each.continue());
  await page.addInitScript((saving) => {
    window.told = [];
    window.instances = [];
    // Each test begins as a new shopper, and a reload goes on as the same.
    if (!sessionStorage.begun) localStorage.clear();
    sessionStorage.begun = 1;
    if (saving) Object.defineProperty(navigator, "connection", { value: { saveData: true } });
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = (...parts) => instantiate(...parts).then((made) => (window.instances.push(made), made));
    ["claim", "fault", "draw", "checkout"].forEach((name) =>
      document.addEventListener("dacu-" + name, ({ detail }) => told.push([name, detail.reason, detail.request].filter(Boolean).join(" "))));
  }, saving);
  await page.goto(server.url + path);
  if (widgets) await live(page, widgets);
  return page;
}

const buttons = (page) => page.locator("dacu-coupons .dacu-coupon button", { hasText: /^领取$/ });
const claims = (page) => page.evaluate(() => window.told.filter((each) => each === "claim").length);
const faults = (page) => page.evaluate(() => window.told.filter((each) => each.startsWith("fault")));
const busy = (page) => page.waitForFunction(() => window.deepQuery(".dacu-btn--busy"), null, { timeout: 5000 });
const claimed = (page) => page.waitForFunction(() => window.told.includes("claim"), null, { timeout: 30000 });

test("five widgets are live without it, and it comes once they are", async () => {
  const come = hold();
  const page = await open("/five", FIVE);
  await until(() => asked === 1, 10000, () => `${asked} requests`);
  assert.equal(typeof (await page.evaluate(() => Dacu.quote().then((quote) => quote.payable))), "number");
  const early = await page.evaluate(() => performance.getEntriesByType("resource").some((entry) => /dacu-more/.test(entry.name)));
  assert.equal(early, false);
  come();
  await buttons(page).first().click();
  await claimed(page);
  assert.deepEqual([asked, await faults(page), page.problems], [1, [], []]);
  await page.close();
});

test("taps before it is there wait for it", async () => {
  const come = hold();
  const page = await open("/five", FIVE);
  await buttons(page).first().click();
  await busy(page);
  await page.locator("dacu-draw .dacu-wheel__hit").first().click();
  await page.waitForTimeout(700);
  assert.deepEqual(await page.evaluate("told"), []);
  come();
  await page.waitForFunction(() => ["claim", "draw"].every((name) => told.includes(name)), null, { timeout: 20000 });
  assert.deepEqual([await page.evaluate(() => told.length), page.problems], [2, []]);
  await page.close();
});

test("a price that is asked for before it is there is told when it is", async () => {
  const come = hold();
  const page = await open("/five", FIVE);
  await page.locator("dacu-cart button", { hasText: "结算" }).first().click();
  await page.waitForTimeout(300);
  assert.deepEqual(await page.evaluate("told"), []);
  come();
  await page.waitForFunction(() => told.includes("checkout"), null, { timeout: 20000 });
  await page.close();
});

test("a tap without it ends as without an answer, and the next one has it brought", async () => {
  more = { status: 503, body: "" };
  const page = await open("/five", FIVE);
  await buttons(page).first().click();
  await busy(page);
  await page.waitForFunction(() => told.some((each) => each.endsWith("claim")), null, { timeout: 40000 });
  assert.deepEqual(await faults(page), ["fault network", "fault timeout claim"]);
  more = null;
  await page.locator("dacu-coupons .dacu-coupon button", { hasText: "再领一次" }).first().click();
  await claimed(page);
  assert.equal(await claims(page), 1);
  await page.close();
});

test("one that does not fit is told of once, and the page runs on", async () => {
  // A module with nothing in it.
  more = { body: Buffer.from([0, 97, 115, 109, 1, 0, 0, 0]), headers: { "Content-Type": "application/wasm" } };
  const page = await open("/five", FIVE);
  await page.waitForFunction(() => told.length > 0);
  assert.deepEqual(await faults(page), ["fault wasm"]);
  assert.equal(typeof (await page.evaluate(() => Dacu.setCart([{ sku: "tea", quantity: 2 }]).then((quote) => quote.payable))), "number");
  await page.close();
});

test("where data is saved it comes with the first tap that needs it", async () => {
  const page = await open("/five", FIVE, { saving: true });
  await page.evaluate(() => Dacu.setCart([{ sku: "tea", quantity: 2 }]));
  await page.waitForTimeout(500);
  assert.equal(asked, 0);
  await buttons(page).first().click();
  await claimed(page);
  assert.equal(asked, 1);
  await page.close();
});

test("what an earlier page left open brings it without a tap", async () => {
  more = { status: 503, body: "" };
  const page = await open("/five", FIVE, { saving: true });
  await buttons(page).first().click();
  await busy(page);
  more = null;
  await page.reload();
  await claimed(page);
  assert.equal(await claims(page), 1);
  await page.close();
});

test("the rules stay as the page wrote them until it comes, whether or not data is saved", async () => {
  for (const saving of [false, true]) {
    const come = hold();
    asked = 0;
    const page = await open("/rules", ["countdown"], { saving });
    await until(() => asked === 1, 10000, () => `${asked} requests`);
    assert.equal(await page.evaluate(() => document.querySelector("dacu-rules").shadowRoot.querySelector("slot").assignedNodes().length > 0), true);
    assert.equal(await page.evaluate(() => document.querySelector("dacu-rules").hasAttribute("data-live")), false);
    come();
    await live(page, ["rules"]);
    assert.match(await page.evaluate(() => window.deepQuery(".dacu-rules").textContent), /满减/);
    await page.close();
  }
});

test("an instance that follows a dead one has it too", async () => {
  const page = await open("/rules", ["countdown", "rules"]);
  await page.evaluate(() => {
    const [{ exports }] = window.instances;
    const memory = Object.keys(exports).map((name) => exports[name]).find((each) => each instanceof WebAssembly.Memory);
    new Uint8Array(memory.buffer).fill(255);
  });
  await page.waitForFunction(() => told.some((each) => each === "fault panic"), null, { timeout: 20000 });
  await page.waitForFunction(() => window.instances.length === 6, null, { timeout: 20000 });
  await live(page, ["countdown", "rules"]);
  assert.equal(asked, 1);
  await page.close();
});

test("elements that go before it comes leave nothing behind", async () => {
  const come = hold();
  const page = await open("/five", FIVE);
  await buttons(page).first().click();
  await busy(page);
  await page.evaluate(() => document.querySelector("dacu-campaign").remove());
  come();
  await page.waitForFunction(() => performance.getEntriesByType("resource").some((entry) => /dacu-more/.test(entry.name)), null, { timeout: 20000 });
  await page.waitForTimeout(300);
  assert.deepEqual(await page.evaluate(() => Dacu.alive()), [0, 0, 0]);
  assert.deepEqual(page.problems, []);
  await page.close();
});
