/**
 * A shopper on the served H5 page, in today's Chromium: claim, draw, change the cart, lose the
 * network, change the device's clock, reload, open a second tab.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { launch } from "./support/chromium.mjs";
import { until } from "./support/driven.mjs";
import { serve } from "./support/server.mjs";
import { CSP, live, NOW } from "./support/shop.mjs";
import { shot } from "./support/shots.mjs";

const AT = encodeURIComponent(NOW);

let server;
let browser;

before(async () => {
  server = await serve({ csp: CSP });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** The page with storage of its own; every widget live. */
async function open(store, query = "", context = browser) {
  const page = await context.open(`${server.url}/h5/?now=${AT}&store=${store}${query}`);
  await live(page);
  return page;
}

const coupons = (page) => page.locator("dacu-coupons .dacu-coupon");
const claimButtons = (page) => page.locator("dacu-coupons .dacu-coupon button", { hasText: /^领取$/ });
const payable = (page) => page.evaluate(() => window.Dacu.quote().then((quote) => quote.payable));
/** Chances left; without any, the line says when there will be more and shows no figure. */
const chances = (page) =>
  page.evaluate(() => Number((window.deepQuery(".dacu-draw__left b") ?? { textContent: 0 }).textContent));

test("the page is whole, quiet and keeps its promises about CSP and layout", async () => {
  const page = await browser.open("about:blank");
  await page.addInitScript(() => {
    window.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shifted += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(`${server.url}/h5/?now=${AT}&store=whole`);
  await live(page);
  await sleep(300);
  // Before the picture: taking a whole page resizes it.
  const shifted = await page.evaluate(() => window.shifted);
  await shot(page, "h5-festive-375", { full: true });
  assert.deepEqual(page.problems, []);
  assert.equal(shifted, 0, "nothing moves when the widgets come alive");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.equal(wide, 0, "nothing sticks out");
  await page.close();
});

test("a coupon claimed in one widget is in the cart's price at once, and after a reload", async () => {
  const page = await open("claim", "&cart=top-tier");
  const before = await payable(page);
  const count = await claimButtons(page).count();
  assert.ok(count >= 2, `${count} coupons can be claimed`);
  for (let left = count; left > 0; left--) {
    await claimButtons(page).first().click();
    await page.waitForFunction((left) => {
      const buttons = window.deepQueryAll(".dacu-coupon button");
      return buttons.filter((button) => button.textContent.trim() === "领取").length < left;
    }, left);
  }
  await page.waitForSelector("dacu-coupons .dacu-coupon__seal");
  const claimed = await payable(page);
  assert.ok(claimed < before, `${claimed} is less than ${before}`);
  await shot(page, "coupons-claimed");
  await page.reload();
  await live(page);
  await page.waitForSelector("dacu-coupons .dacu-coupon__seal");
  assert.equal(await payable(page), claimed);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("a change of the cart changes the price shown and the price quoted alike", async () => {
  const page = await open("cart");
  const before = await payable(page);
  await page.locator("dacu-cart .dacu-step button").last().scrollIntoViewIfNeeded();
  const plus = page.locator("dacu-cart .dacu-line").first().locator(".dacu-step button").last();
  await plus.click();
  const after = await payable(page);
  assert.notEqual(after, before);
  const shown = await page.locator("dacu-cart .dacu-pay .dacu-price").first().innerText();
  assert.equal(shown.replace(/[^\d.]/g, ""), (after / 100).toFixed(2).replace(/\.00$/, shown.includes(".") ? ".00" : ""));
  await page.reload();
  await live(page);
  assert.equal(await payable(page), after, "the cart survives a reload");
  await page.close();
});

test("a draw lands on the prize the server gave, and costs one chance", async () => {
  const page = await open("draw");
  await page.waitForSelector("dacu-draw .dacu-draw__left b");
  const before = await chances(page);
  const drawn = page.evaluate(
    () => new Promise((done) => document.addEventListener("dacu-draw", (event) => done(event.detail), { once: true })),
  );
  await page.locator("dacu-draw .dacu-wheel__hit").click();
  const { prize } = await drawn;
  await page.waitForSelector("dacu-draw .dacu-dialog", { timeout: 15000 });
  await shot(page, "draw-result");
  assert.ok(prize);
  const focused = await page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return Boolean(active?.closest(".dacu-dialog"));
  });
  assert.ok(focused, "the focus is in the dialog");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dacu-draw .dacu-dialog", { state: "detached" });
  assert.equal(await chances(page), before - 1);
  await page.reload();
  await live(page);
  assert.equal(await chances(page), before - 1, "a reload gives no chance back");
  await page.close();
});

test("the network dies in the middle of a draw: no chance is lost, no prize is drawn twice", async () => {
  const page = await open("dies", "&latency=1500");
  await page.waitForSelector("dacu-draw .dacu-draw__left b");
  const before = await chances(page);
  await page.evaluate(() => {
    window.draws = [];
    document.addEventListener("dacu-draw", (event) => window.draws.push(event.detail));
  });
  await page.locator("dacu-draw .dacu-wheel__hit").click();
  await sleep(300);
  await page.context().setOffline(true);
  await page.waitForSelector("dacu-draw .dacu-dialog", { timeout: 30000 });
  const said = await page.locator("dacu-draw .dacu-dialog").innerText();
  await shot(page, "draw-network-died");
  if ((await page.evaluate(() => window.draws.length)) === 0) assert.match(said, /不会多扣机会/);
  await page.context().setOffline(false);
  await page.waitForFunction(() => window.draws.length === 1, null, { timeout: 30000 });
  await sleep(2500);
  assert.equal(await page.evaluate(() => window.draws.length), 1);
  await page.reload();
  await live(page);
  await page.waitForFunction(() => !window.deepQuery(".dacu-draw__left b"), null, { timeout: 5000 });
  assert.equal(await chances(page), before - 1, "one draw, one chance");
  await page.close();
});

test("a lost reply: pressing again gives the same answer, not a second one", async () => {
  const page = await open("lost", "&fault=claim:lost!1");
  const events = await page.evaluateHandle(() => {
    const seen = [];
    document.addEventListener("dacu-claim", (event) => seen.push(event.detail.coupon));
    return seen;
  });
  await claimButtons(page).first().click();
  await page.waitForSelector("dacu-coupons .dacu-coupon__seal", { timeout: 40000 });
  assert.equal((await events.jsonValue()).length, 1);
  await page.close();
});

test("a changed device clock moves no deadline", async (t) => {
  // The page must follow this server's time, less than three and a half hours and a day before the end, whatever the device says.
  const ahead = Date.parse("2026-11-11T20:30:10+08:00") - Date.now();
  const other = await serve({ csp: CSP, clock: () => Date.now() + ahead });
  // Also after a failure: the process ends when nothing listens any more.
  t.after(() => other.close());
  const page = await browser.open("about:blank");
  await page.goto(`${other.url}/h5/?now=real&store=clock`);
  await live(page);
  const figures = async () => (await page.locator("dacu-countdown .dacu-count__row").innerText()).replace(/\D/g, "");
  const left = /^01032[89]/;
  assert.match(await figures(), left);
  await page.evaluate(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + 3600 * 1000 * 24 * 30;
  });
  for (let second = 0; second < 2; second++) {
    const shown = await figures();
    await until(async () => (await figures()) !== shown, 5000, () => `${shown} stands still`);
    assert.match(await figures(), left);
  }
  await page.close();
});

test("a second tab shares the wallet and the cart", async () => {
  const one = await open("tabs");
  const two = await open("tabs");
  await claimButtons(one).first().click();
  await one.waitForSelector("dacu-coupons .dacu-coupon__seal");
  await two.waitForSelector("dacu-coupons .dacu-coupon__seal", { timeout: 5000 });
  await one.locator("dacu-cart .dacu-line").first().locator(".dacu-step button").last().click();
  const price = await payable(one);
  await two.waitForFunction(
    (price) => window.Dacu.quote().then((quote) => quote.payable === price),
    price,
    { timeout: 5000 },
  );
  await one.close();
  await two.close();
});

test("a double tap claims once", async () => {
  const page = await open("double", "&latency=200");
  const events = await page.evaluateHandle(() => {
    const seen = [];
    document.addEventListener("dacu-claim", (event) => seen.push(event.detail.coupon));
    return seen;
  });
  await claimButtons(page).first().dblclick({ delay: 5, noWaitAfter: true }).catch(() => {});
  await page.waitForSelector("dacu-coupons .dacu-coupon__seal", { timeout: 10000 });
  await sleep(800);
  assert.equal((await events.jsonValue()).length, 1);
  await page.close();
});

test("elements come, go and move; what is removed is gone", async () => {
  const page = await open("moves");
  const alive = await page.evaluate(() => window.Dacu.alive());
  await page.evaluate(() => {
    const campaign = document.querySelector("dacu-campaign");
    // A move is not a removal.
    campaign.appendChild(document.querySelector("dacu-countdown"));
  });
  await page.waitForFunction(() => window.deepQueryAll(".dacu-count__row").length === 1);
  await page.evaluate(() => {
    const campaign = document.querySelector("dacu-campaign");
    const extra = document.createElement("dacu-cart");
    campaign.appendChild(extra);
    window.extra = extra;
  });
  await page.waitForFunction(() => window.extra.hasAttribute("data-live"));
  const leaves = (wanted) => page.waitForFunction((wanted) => String(window.Dacu.alive()) === wanted, String(wanted));
  await page.evaluate(() => window.extra.remove());
  await leaves(alive);
  await page.evaluate(() => document.querySelector("dacu-campaign").remove());
  await leaves([0, 0, 0]);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("without storage, and with corrupt storage, the page is right", async () => {
  for (const [name, script] of [
    ["denied", () => Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("denied", "SecurityError"); } })],
    ["corrupt", () => { for (const key of ["cart", "server", "outbox"]) localStorage.setItem(`corrupt/dacu:double11-2026:${key}`, '{"lines":[{"sku":7}],"\u0000":['); }],
    ["full", () => { Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }; }],
  ]) {
    const page = await browser.open("about:blank");
    await page.addInitScript(script);
    await page.goto(`${server.url}/h5/?now=${AT}&store=${name}`);
    await live(page);
    await claimButtons(page).first().click();
    await page.waitForSelector("dacu-coupons .dacu-coupon__seal");
    assert.ok((await payable(page)) > 0);
    assert.deepEqual(page.problems, [], name);
    await page.close();
  }
});

test("without WebAssembly, scripts or network the static cards stay", async () => {
  const blocked = await browser.open("about:blank");
  await blocked.route("**/*.wasm", (route) => route.abort());
  const fault = blocked.evaluate(() => 0);
  await fault;
  await blocked.addInitScript(() => {
    window.faults = [];
    document.addEventListener("dacu-fault", (event) => window.faults.push(event.detail.reason));
  });
  await blocked.goto(`${server.url}/h5/?now=${AT}&store=blocked`);
  await blocked.waitForFunction(() => window.faults.length > 0);
  assert.ok(await blocked.locator("dacu-coupons .dacu-card").isVisible());
  assert.ok((await blocked.locator("dacu-coupons .dacu-card").innerText()).includes("¥80"));
  await shot(blocked, "h5-without-wasm", { full: true });
  await blocked.close();

  const malformed = await browser.open("about:blank");
  await malformed.route("**/campaigns/*.json", (route) => route.fulfill({ contentType: "application/json", body: '{"schema":"dacu/1","products":[' }));
  await malformed.addInitScript(() => {
    window.faults = [];
    document.addEventListener("dacu-fault", (event) => window.faults.push(event.detail));
  });
  await malformed.goto(`${server.url}/h5/?now=${AT}&store=malformed`);
  await malformed.waitForFunction(() => window.faults.length > 0);
  assert.equal((await malformed.evaluate(() => window.faults[0])).reason, "campaign_malformed");
  assert.ok(await malformed.locator("dacu-coupons .dacu-card").isVisible());
  await malformed.close();
});

test("the JS API prices, sets and refuses with a sentence", async () => {
  const page = await open("api");
  const quote = await page.evaluate(() => window.Dacu.quote([{ sku: "tea", quantity: 2 }]));
  assert.equal(quote.currency, "CNY");
  assert.equal(quote.lines.length, 1);
  const set = await page.evaluate(() => window.Dacu.setCart([{ sku: "tea", quantity: 3 }]));
  assert.equal(set.payable, await payable(page));
  assert.equal(await page.locator("dacu-cart .dacu-line").count(), 1);
  const refused = await page.evaluate(() => window.Dacu.setCart([{ sku: "tea", quantity: -1 }]).catch((e) => e.message));
  assert.match(refused, /setCart.*whole/);
  const unknown = await page.evaluate(() => window.Dacu.setCart([{ sku: "no-such" }]).catch((e) => e.message));
  assert.match(unknown, /no-such/);
  await page.close();
});

test("an end in a background tab comes on time", async () => {
  const nearly = encodeURIComponent("2026-11-12T23:59:57+08:00");
  const page = await browser.open(`${server.url}/h5/?now=${nearly}&store=ends`);
  await live(page);
  await page.evaluate(() => {
    window.finished = 0;
    document.addEventListener("dacu-finish", () => (window.finished = performance.now()));
    // Running from here, and hidden as a tab in the background is.
    Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
    const campaign = document.querySelector("dacu-campaign");
    campaign.setAttribute("running", "");
    window.begun = performance.now();
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await page.waitForFunction(() => window.finished > 0, null, { timeout: 8000 });
  const late = await page.evaluate(() => window.finished - window.begun - 3000);
  assert.ok(Math.abs(late) < 500, `${late} ms late`);
  await page.close();
});
