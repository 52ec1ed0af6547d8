/** What a page waits for until it shows something, and what it draws from then on: in counts, never in times. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./support/chromium.mjs";
import { ROOT, serve } from "./support/server.mjs";

const NOW = "2026-11-11T10:02:00+08:00";
const CAMPAIGN = "/public/campaigns/double11-2026.json";
const RUNNING = `src="${CAMPAIGN}" server-now="${NOW}" running`;
const HEAD = `<!doctype html><meta name="viewport" content="width=device-width">
  <style>dacu-countdown { display: block; min-height: 80px; } dacu-coupons { display: block; min-height: 1100px; }</style>
  <script>
    window.shifted = 0;
    new PerformanceObserver(function (list) {
      list.getEntries().forEach(function (entry) { shifted += entry.value; });
    }).observe({ type: "layout-shift", buffered: true });
  </script>
  <script src="/dist/embed/dacu.js" async></script>`;
const COUNTDOWN = `<dacu-countdown precision="tenths"></dacu-countdown>`;

const PAGES = {
  "/start": `${HEAD}<dacu-campaign ${RUNNING}>${COUNTDOWN}</dacu-campaign>`,
  "/lone": `${HEAD}<dacu-countdown ${RUNNING} precision="tenths"></dacu-countdown>`,
  "/twins": `${HEAD}<dacu-campaign ${RUNNING}>${COUNTDOWN}</dacu-campaign><dacu-campaign ${RUNNING} store="b">${COUNTDOWN}</dacu-campaign>`,
  "/dated": `${HEAD}<dacu-campaign src="${CAMPAIGN}">${COUNTDOWN}</dacu-campaign>`,
  "/late": `${HEAD}<dacu-campaign ${RUNNING} latency="600" store="late">${COUNTDOWN}<dacu-coupons></dacu-coupons></dacu-campaign>`,
  "/order": `${HEAD}<script>
    window.frames = 0;
    window.order = [];
    (function frame() { frames += 1; requestAnimationFrame(frame); })();
    new MutationObserver(function (changes) {
      changes.forEach(function (change) { order.push([change.target.localName, frames]); });
    }).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-live"] });
  </script><dacu-campaign ${RUNNING}>${COUNTDOWN}<dacu-cart></dacu-cart><dacu-coupons></dacu-coupons></dacu-campaign>`,
  "/far": `${HEAD}<dacu-campaign ${RUNNING}>${COUNTDOWN}<div style="height: 5000px"></div>${COUNTDOWN}</dacu-campaign>`,
};

/** What the server does with requests that it does not just answer. */
let server, browser, route;
before(async () => {
  assert.ok(existsSync(join(ROOT, "dist/embed/manifest.json")), "`cargo xtask dist` has built the bundle");
  server = await serve({
    dir: ROOT,
    route: (request, url) => (PAGES[url.pathname] ? { body: PAGES[url.pathname] } : route?.(request, url)),
  });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

async function open(path, answer) {
  route = answer;
  const page = await browser.open();
  // With a route of its own a page asks the server for everything, whatever earlier ones have cached.
  await page.route("**/*", (each) => each.continue());
  await page.goto(server.url + path);
  return page;
}

const digits = (page) =>
  page.waitForFunction(() => /\d\d/.test(window.deepQuery(".dacu-count__row")?.textContent), null, { timeout: 20000 });

for (const path of ["/start", "/lone"]) test(`asks for the campaign of ${path} while what reads it is on its way, and once`, async () => {
  let ask;
  const asked = new Promise((done) => (ask = done));
  let times = 0;
  const page = await open(path, async (_, { pathname }) => {
    if (pathname === CAMPAIGN) {
      times += 1;
      ask();
    }
    // Neither comes before the campaign has been asked for.
    if (/dacu-core|\.wasm/.test(pathname)) await asked;
    return null;
  });
  await digits(page);
  assert.equal(times, 1);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("two elements with one campaign do not have it fetched three times", async () => {
  let times = 0;
  const page = await open("/twins", (_, { pathname }) => {
    times += pathname === CAMPAIGN;
    return null;
  });
  await page.waitForFunction(() => document.querySelectorAll("[data-live]").length === 2, null, { timeout: 20000 });
  assert.equal(times, 2);
  await page.close();
});

test("of requests for a campaign only the last counts, also when its address is that of an earlier one", async () => {
  let times = 0;
  let release;
  const held = new Promise((done) => (release = done));
  const page = await open("/start", async (_, { pathname }) => {
    if (pathname === CAMPAIGN && (times += 1) === 1) await held;
    return null;
  });
  await page.evaluate(async (other) => {
    await customElements.whenDefined("dacu-countdown");
    const element = document.querySelector("dacu-campaign");
    window.readies = 0;
    element.addEventListener("dacu-ready", () => (readies += 1));
    const { src } = element;
    element.src = other;
    await Promise.resolve();
    element.src = src;
  }, "/public/campaigns/618-2026.json");
  await digits(page);
  release();
  await page.waitForTimeout(500);
  assert.deepEqual([times, await page.evaluate("readies")], [2, 1]);
  await page.close();
});

test("takes the time from the answer that brings the campaign", async () => {
  const body = readFileSync(join(ROOT, CAMPAIGN));
  const headers = { "Content-Type": "application/json", Date: new Date(NOW).toUTCString() };
  const page = await open("/dated", (request, { pathname }) => {
    if (pathname !== CAMPAIGN) return null;
    // Whoever asks for the time alone gets no answer.
    return request.method === "HEAD" ? new Promise(() => {}) : { body, headers };
  });
  await digits(page);
  await page.close();
});

test("a page's first widget is drawn before the others are begun", async () => {
  const page = await open("/order");
  await page.waitForFunction("order.length === 3", null, { timeout: 20000 });
  const [[first, frame], ...others] = await page.evaluate("order");
  assert.equal(first, "dacu-countdown");
  for (const [name, later] of others) assert.ok(later > frame, name);
  await page.close();
});

test("what the server says later moves nothing", async () => {
  const page = await open("/late");
  await page.waitForFunction(() => window.deepQuery(".dacu-coupon__meta"), null, { timeout: 20000 });
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate("shifted"), 0);
  await page.close();
});

/** Counts what is written into each countdown: changed texts, and nodes that come or go. */
const COUNT = () => {
  window.written = Array.from(document.querySelectorAll("dacu-countdown"), (element) => {
    const count = { texts: 0, fractions: 0 };
    new MutationObserver((changes) => {
      changes.forEach(({ type, target }) => {
        if (type === "characterData") count.texts += 1;
        else if (target.closest(".dacu-pair--one")) count.fractions += 1;
      });
    }).observe(element.shadowRoot, { subtree: true, childList: true, characterData: true });
    return count;
  });
};

test("tenths are drawn where they are seen, as texts", async () => {
  const page = await open("/far");
  await page.waitForFunction(() => document.querySelectorAll("[data-live]").length === 2, null, { timeout: 20000 });
  // Until the browser has said which of them is on the screen.
  await page.waitForTimeout(500);
  await page.evaluate(COUNT);
  for (const [seen, unseen] of [[0, 1], [1, 0]]) {
    const enough = (by) => page.waitForFunction(([at, texts]) => window.written[at].texts >= texts, [seen, by], { timeout: 30000 });
    await enough(1);
    const before = await page.evaluate("written");
    await enough(before[seen].texts + 30);
    const after = await page.evaluate("written");
    const rested = after[unseen].texts - before[unseen].texts;
    assert.ok(rested <= 12, `${rested} texts for 30 of the one that is seen`);
    assert.equal(after[seen].fractions, 0);
    await page.evaluate(() => document.querySelectorAll("dacu-countdown")[1].scrollIntoView());
    await page.waitForTimeout(300);
  }
  await page.close();
});
