/**
 * Analytics on a shop's page, under a strict policy: what is seen and done reaches the shop's server
 * once a shopper has consented, and not before.
 */
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { launch } from "./support/chromium.mjs";
import { until as awaited } from "./support/driven.mjs";
import { address } from "./support/modules.mjs";
import { launch as launchOld } from "./support/old-chromium.mjs";
import { serve } from "./support/server.mjs";
import { CSP, NOW } from "./support/shop.mjs";

const SHOP = (attributes) => `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
  <meta name="data-spm" content="qhj"><link rel="stylesheet" href="/shop.css"><body data-spm="d11">
  <dacu-campaign src="/campaigns/double11-2026.json" api="local" server-now="${NOW}" cart="top-tier" store="analytics">
    <dacu-countdown data-spm="top"></dacu-countdown>
    <p class="far">…</p>
    <dacu-coupons data-spm="coupons"></dacu-coupons>
    <p class="far">…</p>
    <dacu-draw></dacu-draw>
  </dacu-campaign>
  <script src="/embed/dacu.js" data-with="analytics vitals" data-events="/v1/events" data-layer="layer" ${attributes}></script>`;

const ALONE = () => `<!doctype html><meta name="viewport" content="width=device-width"><body>
  <dacu-campaign data-campaign="c1"><dacu-countdown class="box"></dacu-countdown></dacu-campaign>
  <link rel="stylesheet" href="/shop.css"><script type="module" src="/alone.js"></script>`;

let server;
let browser;
/** What the server has taken, and what it answers next. */
let taken;
let answers;

before(async () => {
  server = await serve({
    csp: CSP,
    async route(request, url) {
      if (url.pathname === "/v1/events") {
        let body = "";
        for await (const chunk of request) body += chunk;
        const answer = answers.shift() ?? 204;
        taken.push({ query: url.search, type: request.headers["content-type"], answer, ...JSON.parse(body) });
        if (answer === "cut") return void request.socket.destroy();
        return { status: answer };
      }
      if (url.pathname === "/shop") {
        const given = url.searchParams.has("given") ? 'data-consent="given"' : "";
        const named = url.searchParams.has("named") ? 'data-global="Shop"' : "";
        return { body: SHOP(`${given} ${named}`) };
      }
      if (url.pathname === "/alone") return { body: ALONE() };
      if (url.pathname === "/elsewhere") return { body: "<title>elsewhere</title>" };
      const files = {
        "/shop.css": [".far { height: 2000px } .box { display: block; height: 100px }", "text/css"],
        "/alone.js": [`import { attach } from "${address("analytics")}";
          window.told = [];
          window.analytics = attach({ consent: true, endpoint: "/v1/events", onEvent: function (event) { told.push(event); } });`, "text/javascript"],
      };
      const [body, type] = files[url.pathname] ?? [];
      return body ? { body, headers: { "Content-Type": type } } : null;
    },
  });
  browser = await launch({ ignoreDefaultArgs: ["--disable-back-forward-cache"] });
});
after(async () => {
  await browser?.close();
  await server?.close();
});
beforeEach(() => {
  taken = [];
  answers = [];
});

const events = () => taken.flatMap((body) => body.events);
const names = () => events().map((event) => (event.widget ? `${event.name} ${event.widget}` : event.name));
const counts = (page) => page.evaluate("Dacu.analytics.counts()");

async function open(path = "/shop?given") {
  const page = await browser.open(`${server.url}${path}`);
  await page.waitForFunction(() => window.Dacu && Dacu.analytics && document.querySelector("dacu-draw[data-live]"));
  return page;
}

const until = (holds, what) => awaited(holds, 8000, what);

/** Nothing of the events is kept anywhere, and nothing of them is in an address. */
async function keepsNothing(page) {
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]));
  for (const { id, view } of events()) {
    assert.ok(!kept.includes(id) && !kept.includes(view), "an id of an event is stored");
  }
  assert.deepEqual(taken.map(({ query }) => query).filter(Boolean), []);
}

test("before consent nothing is recorded, and after it only what follows", async () => {
  const page = await open("/shop");
  await sleep(1500);
  await page.locator("dacu-coupons").scrollIntoViewIfNeeded();
  await page.locator("dacu-coupons .dacu-coupon button").first().click();
  await page.evaluate("document.querySelector('dacu-campaign').dispatchEvent(new CustomEvent('dacu-claim', { bubbles: true, detail: { coupon: 'x' } }))");
  assert.deepEqual(await page.evaluate("layer"), []);
  assert.equal((await counts(page)).emitted, 0);
  await page.goto(`${server.url}/elsewhere`);
  await sleep(300);
  assert.equal(taken.length, 0, "not even when the page is left");
  await page.goto(`${server.url}/shop`);
  await page.waitForFunction(() => window.Dacu && Dacu.analytics && document.querySelector("dacu-draw[data-live]"));
  await page.evaluate("document.querySelector('script[data-with]').dataset.consent = 'given'");
  await until(() => names().includes("exposure countdown"), names);
  assert.ok(!names().some((name) => /^(claim|click)/.test(name)), `${names()}`);
  await keepsNothing(page);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("a shopper's way: seen, pressed, claimed, drawn, priced, under the names of two worlds", async () => {
  const page = await open("/shop?given&spm=a21bo.201.5&openid=oABC&phone=13800000000");
  await until(() => names().includes("exposure countdown"), names);
  assert.ok(!names().includes("exposure coupons"), "it is far below");
  await page.locator("dacu-coupons").scrollIntoViewIfNeeded();
  const claim = page.locator("dacu-coupons .dacu-coupon button", { hasText: /^领取$/ }).first();
  await claim.click();
  await page.waitForSelector("dacu-coupons .dacu-coupon__seal");
  await until(() => names().includes("exposure coupons"), names);
  await page.locator("dacu-draw .dacu-wheel__hit").click();
  await page.waitForSelector("dacu-draw .dacu-dialog", { timeout: 15000 });
  await until(() => names().includes("draw"), names);
  await page.evaluate("Dacu.setCart([])");
  await until(() => events().filter(({ name }) => name === "quote").length >= 2, names);

  const seen = events();
  assert.equal(names().filter((name) => name === "exposure coupons").length, 1);
  for (const name of ["click coupons", "click draw", "claim", "draw", "quote"]) assert.ok(names().includes(name), name);
  const named = (name) => seen.find((event) => event.name === name);
  assert.match(named("claim").coupon, /^coupon-\d+$/);
  assert.match(named("quote").ruleset, /^[0-9a-f]{16}$/);
  assert.ok(named("quote").saved > 0);
  assert.equal(named("quote").currency, "CNY");
  const exposure = seen.find(({ name, widget }) => name === "exposure" && widget === "coupons");
  assert.deepEqual([exposure.campaign, exposure.position, exposure.live, exposure.spm], ["double11-2026", "2", true, "qhj.d11.coupons"]);
  assert.ok(seen.every((event) => event.from.spm === "a21bo.201.5" && Object.keys(event.from).length === 1));
  assert.ok(!JSON.stringify(taken).match(/oABC|13800000000/));
  assert.equal(new Set(seen.map(({ id }) => id)).size, seen.length);
  assert.equal(new Set(seen.map(({ view }) => view)).size, 1);
  assert.ok(taken.every(({ type, schema }) => type === "text/plain;charset=UTF-8" && schema === "dacu-events/1"));

  const layer = await page.evaluate("layer");
  const quote = layer.find(({ event }) => event === "quote");
  assert.equal(quote.value, named("quote").payable / 100);
  for (const event of ["view_promotion", "select_promotion", "coupon_claim", "draw_result", "web_vitals"])
    assert.ok(layer.some((entry) => entry.event === event), event);
  const { emitted, delivered, dropped, waiting, sinks } = await counts(page);
  assert.equal(emitted, delivered + dropped + waiting);
  assert.deepEqual(sinks, { dataLayer: { told: emitted, failed: 0 } });
  await keepsNothing(page);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("a page that is left hands over the rest, web-vitals among it", async () => {
  const page = await open();
  await page.locator("dacu-draw").scrollIntoViewIfNeeded();
  await page.locator("dacu-draw .dacu-wheel__hit").click();
  await page.goto(`${server.url}/elsewhere`);
  await until(() => names().includes("click draw") && names().some((name) => name.startsWith("vital")), names);
  const vitals = events().filter(({ name }) => name === "vital");
  const metrics = vitals.map(({ metric }) => metric);
  for (const metric of ["FCP", "LCP", "TTFB", "CLS"]) assert.ok(metrics.includes(metric), `${metrics}`);
  assert.ok(vitals.every(({ value, rating }) => Number.isInteger(value) && rating));
  await page.close();
});

test("a reply that is lost after the server has taken the events brings them again, with their ids", async () => {
  answers = ["cut", 500];
  const page = await open();
  await until(() => taken.length >= 3, () => JSON.stringify(taken));
  const [first, second, third] = taken.map((body) => body.events.map(({ id }) => id));
  assert.deepEqual(second.slice(0, first.length), first);
  assert.deepEqual(third.slice(0, first.length), first);
  await page.waitForFunction(() => Dacu.analytics.counts().delivered > 0);
  const { emitted, delivered, dropped, waiting } = await counts(page);
  assert.equal(emitted, delivered + dropped + waiting);
  assert.equal(dropped, 0);
  await page.close();
});

test("a withdrawn consent ends it at once", async () => {
  const page = await open();
  await page.evaluate("delete document.querySelector('script[data-with]').dataset.consent");
  const before = taken.length;
  const { emitted, waiting } = await counts(page);
  assert.equal(waiting, 0);
  await page.locator("dacu-coupons").scrollIntoViewIfNeeded();
  await page.locator("dacu-coupons .dacu-coupon button").first().click();
  await sleep(1300);
  await page.goto(`${server.url}/elsewhere`);
  await sleep(300);
  assert.ok(emitted > 0);
  assert.equal(taken.length, before);
  await page.close();
});

test("the API may have another name on the page", async () => {
  const page = await browser.open(`${server.url}/shop?given&named`);
  await page.waitForFunction(() => window.Shop && window.Shop.analytics && document.querySelector("dacu-draw[data-live]"));
  await until(() => names().includes("exposure countdown") && names().includes("quote"), names);
  assert.equal(await page.evaluate("'Dacu' in window"), false);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("in another tab, or another window, nothing is seen", async () => {
  for (const [away, back] of [
    ["Object.defineProperty(document, 'hidden', { value: true, configurable: true }); document.dispatchEvent(new Event('visibilitychange'))",
      "delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))"],
    ["document.hasFocus = () => false; window.dispatchEvent(new Event('blur'))",
      "delete document.hasFocus; document.hasFocus = () => true; window.dispatchEvent(new Event('focus'))"],
  ]) {
    const page = await browser.open(`${server.url}/alone`);
    await page.waitForFunction(() => window.analytics);
    await page.evaluate(away);
    await sleep(1300);
    assert.deepEqual(await page.evaluate("told"), [], away);
    await page.evaluate(back);
    await page.waitForFunction(() => told.length);
    assert.equal(await page.evaluate("told[0].name"), "exposure");
    await page.close();
  }
});

test("an old WebKit without an observer measures for itself", async () => {
  const page = await browser.open("about:blank");
  await page.addInitScript(() => delete window.IntersectionObserver);
  await page.goto(`${server.url}/alone`);
  await page.waitForFunction(() => window.analytics && told.length);
  await page.evaluate("document.querySelector('.box').remove()");
  await page.evaluate(() => document.querySelector("dacu-campaign").append(Object.assign(document.createElement("dacu-cart"), { className: "box" })));
  await page.waitForFunction(() => told.length === 2);
  assert.deepEqual(await page.evaluate("told.map(({ name, widget, campaign }) => [name, widget, campaign].join(' '))"), ["exposure countdown c1", "exposure cart c1"]);
  await page.evaluate("analytics.close()");
  await page.close();
});

test("a page from the back-forward cache is a view of its own", async () => {
  const page = await open();
  await until(() => names().includes("exposure countdown"), names);
  await page.evaluate(() => addEventListener("pageshow", (event) => (window.persisted = event.persisted)));
  await page.goto(`${server.url}/elsewhere`);
  await page.goBack({ waitUntil: "commit" });
  await page.waitForFunction(() => "persisted" in window, null, { polling: 100 });
  assert.equal(await page.evaluate("persisted"), true);
  await until(() => names().filter((name) => name === "exposure countdown").length === 2, names);
  assert.equal(new Set(events().map(({ view }) => view)).size, 2);
  await page.close();
});

test("works on Chromium 67", async () => {
  const page = await launchOld(67);
  try {
    await page.goto(`${server.url}/alone`);
    await page.waitFor("window.analytics && told.length");
    await page.eval("analytics.close()");
    await until(() => names().includes("exposure countdown"), names);
    assert.equal(await page.eval("analytics.counts().delivered"), 1);
    assert.deepEqual(page.problems, []);
  } finally {
    await page.close();
  }
});
