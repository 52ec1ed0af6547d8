/**
 * What goes wrong between a phone and a shop, one row each: what the shopper must see meanwhile,
 * and that nothing is lost when it is over.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./support/chromium.mjs";
import { address } from "./support/modules.mjs";
import { SITE, serve } from "./support/server.mjs";
import { live, shop } from "./support/shop.mjs";

const FILE = readFileSync(join(SITE, "campaigns/double11-2026.json"), "utf8");
const WASM = address("wasm");
const MODULE = readFileSync(join(SITE, WASM));

const WIDGETS = ["countdown", "coupons", "flash-sale", "draw", "cart"];

const WATCH = `
  window.events = [];
  ["fault", "claim", "draw", "reserve"].forEach(function (name) {
    document.addEventListener("dacu-" + name, function (event) { window.events.push([name, event.detail.reason || event.detail.coupon || event.detail.prize || event.detail.offer]); });
  });
`;

let server;
let browser;
let answers;
let attributes;

before(async () => {
  server = await serve({
    route: async (request, url) => {
      if (url.pathname === "/page") return { body: shop({ src: "/c.json", attributes, script: WATCH, widgets: WIDGETS }) };
      const answer = answers[url.pathname === "/c.json" ? "campaign" : url.pathname === WASM ? "module" : ""];
      if (answer) return answer(request);
      if (url.pathname === "/c.json") return good();
    },
  });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

const good = (body = FILE) => ({ body, headers: { "Content-Type": "application/json" } });

async function open(name, { serves = {}, set = "", phone = browser } = {}) {
  answers = serves;
  attributes = `store="${name}" ${set}`;
  const opened = await phone.open();
  await opened.goto(`${server.url}/page`, { waitUntil: "domcontentloaded" });
  return opened;
}

const events = (opened) => opened.evaluate("window.events");
const cards = (opened) => opened.locator("dacu-campaign p").allInnerTexts();
const CARDS = WIDGETS.map((name) => `static ${name}`);

/** What the campaign's file meets at first. */
const AT_FIRST = {
  "the connection is dropped": (request) => void request.socket.destroy(),
  "500": () => ({ status: 500, body: "<h1>oops</h1>" }),
  "502 of a proxy": () => ({ status: 502, body: "<html>bad gateway</html>" }),
  "429 with Retry-After": () => ({ status: 429, headers: { "Retry-After": "1" }, body: "" }),
  "404 while a release is under way": () => ({ status: 404, body: "" }),
  "an answer cut in the middle": () => ({ headers: { "Content-Length": String(Buffer.byteLength(FILE)) }, body: "{" }),
};

for (const [name, fault] of Object.entries(AT_FIRST))
  test(`campaign file: ${name}: the static cards stay, one fault is told, and it comes alive by itself`, async () => {
    let healed = false;
    const campaign = (request) => (healed ? good() : (fault(request) ?? new Promise(() => {})));
    const opened = await open("at-first", { serves: { campaign } });
    await opened.waitForFunction("window.events.length");
    assert.deepEqual(await cards(opened), CARDS);
    // Long enough for a second attempt to fail as well.
    await opened.waitForTimeout(1500);
    healed = true;
    await live(opened, WIDGETS);
    assert.deepEqual(await events(opened), [["fault", "campaign_unreachable"]]);
    await opened.close();
  });

/** What no second attempt would heal. */
const BROKEN = {
  "truncated": FILE.slice(0, FILE.length / 2),
  "empty": "",
  "a page of a captive network": "<html><body>Sign in to Wi-Fi</body></html>",
  "NaN": FILE.replace(/"price": ?\d+/, '"price": NaN'),
  "a hundred thousand tiers": JSON.stringify({ ...JSON.parse(FILE), offers: Array.from({ length: 100_000 }, () => ({})) }),
  "a hundred thousand brackets": "[".repeat(100_000),
  "an unknown version": FILE.replace('"dacu/1"', '"dacu/99"'),
};

for (const [name, body] of Object.entries(BROKEN))
  test(`campaign file: ${name}: refused with one fault, the static cards stay`, async () => {
    const opened = await open("broken", { serves: { campaign: () => good(body) } });
    await opened.waitForFunction("window.events.length");
    await opened.waitForTimeout(300);
    assert.deepEqual(await events(opened), [["fault", "campaign_malformed"]]);
    assert.deepEqual(await cards(opened), CARDS);
    assert.deepEqual(opened.problems, []);
    await opened.close();
  });

test("campaign file: a wrong content type and a byte order mark do no harm", async () => {
  for (const answer of [{ body: FILE, headers: { "Content-Type": "text/plain" } }, good("\ufeff" + FILE)]) {
    const opened = await open("mime", { serves: { campaign: () => answer } });
    await live(opened, WIDGETS);
    assert.deepEqual(await events(opened), []);
    await opened.close();
  }
});

/** What the module meets. `heals`: whether the page lives all the same; `again`: whether it is asked for again. */
const MODULES = {
  "with a wrong content type": { serve: () => ({ body: MODULE, headers: { "Content-Type": "text/plain" } }), heals: true },
  "cut short": { serve: () => ({ body: MODULE.subarray(0, 50_000), headers: { "Content-Type": "application/wasm" } }) },
  "a page of a captive network": { serve: () => ({ body: "<html>Sign in</html>", headers: { "Content-Type": "text/html" } }) },
  "500": { serve: () => ({ status: 500, body: "" }), again: true },
};

for (const [name, { serve: answer, heals, again }] of Object.entries(MODULES))
  test(`module: ${name}: ${heals ? "the page lives" : "the static cards stay, one fault is told"}`, async () => {
    // The module's address is immutable: a good one that came earlier would be taken from the cache.
    const phone = await launch();
    const opened = await open("module", { serves: { module: answer }, phone });
    if (heals) await live(opened, WIDGETS);
    else {
      await opened.waitForFunction("window.events.length");
      await opened.waitForTimeout(300);
      assert.equal((await events(opened)).length, 1);
      assert.deepEqual(await cards(opened), CARDS);
      answers = {};
      await opened.evaluate(() => window.dispatchEvent(new Event("online")));
      if (again) await live(opened, WIDGETS);
      else await opened.waitForTimeout(500);
      assert.equal((await events(opened)).length, 1);
      assert.equal(await opened.locator("dacu-cart[data-live]").count(), again ? 1 : 0);
    }
    await phone.close();
  });

const BUTTONS = {
  claim: (opened) => opened.locator("dacu-coupons .dacu-coupon button", { hasText: /领/ }).first(),
  draw: (opened) => opened.locator("dacu-draw .dacu-wheel__hit"),
  reserve: (opened) => opened.locator("dacu-flash-sale button", { hasText: "马上抢" }).first(),
};

/** What a page says when it gives up for now. */
const GAVE_UP = { claim: /还没领到，再领也不会重复/, draw: /网络慢了一步/, reserve: /没抢到|没抢成|再抢|再试/ };

const shown = (opened, kind) =>
  opened.evaluate((name) => document.querySelector(`dacu-${name}`).shadowRoot.querySelector(".dacu").innerText, { claim: "coupons", draw: "draw", reserve: "flash-sale" }[kind]);

for (const kind of Object.keys(BUTTONS)) {
  for (const fault of ["offline", "error", "busy", "lost"])
    test(`${kind}: ${fault} once: the page tries again by itself, and it is granted once`, async () => {
      const opened = await open(`once-${kind}-${fault}`, { set: `fault="${kind}:${fault}!1"` });
      await live(opened, WIDGETS);
      await BUTTONS[kind](opened).click();
      await opened.waitForFunction((kind) => window.events.some(([name]) => name === kind), kind, { timeout: 40000 });
      await opened.waitForTimeout(1000);
      assert.equal((await events(opened)).length, 1, "one answer, no fault");
      await opened.close();
    });

  for (const fault of ["offline", "error", "busy"])
    test(`${kind}: ${fault} for long: the page says so and offers to try again, with the same key`, async () => {
      const opened = await open(`long-${kind}-${fault}`, { set: `fault="${kind}:${fault}"` });
      await live(opened, WIDGETS);
      await BUTTONS[kind](opened).click();
      await opened.waitForFunction(() => window.events.length, null, { timeout: 40000 });
      assert.equal((await events(opened))[0][0], "fault");
      const words = GAVE_UP[kind];
      const start = Date.now();
      let said = "";
      while (!words.test((said = await shown(opened, kind))) && Date.now() - start < 8000) await opened.waitForTimeout(100);
      assert.match(said, words);
      // The network is back: what was asked is asked again without another press.
      await opened.evaluate(() => document.querySelector("dacu-campaign").removeAttribute("fault"));
      await opened.evaluate(() => window.dispatchEvent(new Event("online")));
      await opened.waitForFunction((kind) => window.events.some(([name]) => name === kind), kind, { timeout: 20000 });
      await opened.waitForTimeout(500);
      assert.equal((await events(opened)).filter(([name]) => name === kind).length, 1);
      await opened.close();
    });
}

test("a claim that was granted while its answer was late is in the wallet when the page gives up waiting", { timeout: 60000 }, async () => {
  const opened = await open("late", { set: 'fault="claim:slow"' });
  await live(opened, WIDGETS);
  await BUTTONS.claim(opened).click();
  await opened.waitForFunction(() => window.events.length, null, { timeout: 40000 });
  await opened.waitForSelector("dacu-coupons .dacu-coupon__seal");
  assert.doesNotMatch(await shown(opened, "claim"), /再领一次/);
  await opened.close();
});

test("a configuration that is rolled back keeps what the shopper holds", async () => {
  const opened = await open("rollback");
  await live(opened, WIDGETS);
  await BUTTONS.claim(opened).click();
  await opened.waitForFunction("window.events.length");
  const older = { ...JSON.parse(FILE), slogan: { "zh-CN": "旧版", "zh-TW": "舊版", en: "Old" } };
  answers = { campaign: () => good(JSON.stringify(older)) };
  await opened.reload();
  await live(opened, WIDGETS);
  await opened.waitForSelector("dacu-coupons .dacu-coupon__seal");
  await opened.close();
});

test("an element that goes while its claim is under way leaves no error, and the claim is not lost", async () => {
  const opened = await open("unmount", { set: 'latency="600"' });
  await live(opened, WIDGETS);
  await opened.waitForFunction(() => window.deepQueryAll(".dacu-coupon button").some((button) => button.textContent.trim() === "领取"));
  await BUTTONS.claim(opened).click();
  await opened.evaluate(() => document.querySelector("dacu-campaign").remove());
  await opened.waitForTimeout(1500);
  assert.deepEqual(opened.problems, []);
  await opened.reload();
  await live(opened, WIDGETS);
  await opened.waitForSelector("dacu-coupons .dacu-coupon__seal", { timeout: 20000 });
  await opened.close();
});

test("back from the back-forward cache and from a freeze, the time is right", { timeout: 60000 }, async () => {
  const opened = await open("frozen", { set: "running" });
  await live(opened, WIDGETS);
  const seconds = () => opened.evaluate(() => Number(document.querySelector("dacu-countdown").shadowRoot.querySelector(".dacu").innerText.replace(/\D/g, "").slice(-2)));
  const session = await opened.context().newCDPSession(opened);
  const start = await seconds();
  const began = Date.now();
  await session.send("Page.setWebLifecycleState", { state: "frozen" });
  await new Promise((done) => setTimeout(done, 3000));
  await session.send("Page.setWebLifecycleState", { state: "active" });
  await opened.waitForTimeout(700);
  const passed = (start - (await seconds()) + 60) % 60;
  const real = (Date.now() - began) / 1000;
  assert.ok(Math.abs(passed - real) <= 1.5, `${passed} s shown of ${real}`);
  await opened.close();
});
