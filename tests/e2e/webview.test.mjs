/**
 * The shopper's page in webviews that interfere: messages that nobody gets, pages that are cached
 * whole or killed, a keyboard, a notch, no sound.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch } from "./support/chromium.mjs";
import { serve } from "./support/server.mjs";
import { CSP, live, NOW } from "./support/shop.mjs";
import { shot } from "./support/shots.mjs";

const AT = encodeURIComponent(NOW);

let server;
let browser;

before(async () => {
  server = await serve({
    csp: CSP,
    route: (request, url) => (url.pathname === "/elsewhere" ? { body: "<title>elsewhere</title>" } : null),
  });
  // Playwright switches the back-forward cache off, and phones have it.
  browser = await launch({ ignoreDefaultArgs: ["--disable-back-forward-cache"] });
});
after(async () => {
  await browser?.close();
  await server?.close();
});

async function open(store, query = "") {
  const page = await browser.open(`${server.url}/h5/?now=${AT}&store=${store}${query}`);
  await live(page);
  return page;
}

const claimButtons = (page) => page.locator("dacu-coupons .dacu-coupon button", { hasText: /^领取$/ });
const seals = (page) => page.evaluate(() => window.deepQueryAll(".dacu-coupon__seal").length);
const quote = (page) => page.evaluate(() => window.Dacu.quote());

/** Waits until that many coupons are sealed; not by frames, which a page behind another has none of. */
const sealed = (page, count) =>
  page.waitForFunction(
    (count) => window.deepQueryAll(".dacu-coupon__seal").length === count,
    count,
    { polling: 100 },
  );

/** Keeps the names of events in `window.heard`, with whether someone took them. */
const listen = (page, types) =>
  page.evaluate((types) => {
    window.heard = [];
    types.forEach((type) => window.addEventListener(type, (event) => window.heard.push([type, event.defaultPrevented])));
  }, types);

for (const host of ["wechat_mp", "wechat_mp,message:silent,share:silent,login:silent,pay:failing", "app,pay:slow,login:absent", "alipay_mp"])
  test(`claims, draws and prices in ${host}, whatever becomes of messages`, async () => {
    const page = await open(`host-${host.replace(/\W/g, "")}`, `&host=${host}&cart=top-tier`);
    await page.waitForFunction(() => window.Dacu.host);
    const before = (await quote(page)).payable;
    await claimButtons(page).first().click();
    await page.waitForSelector("dacu-coupons .dacu-coupon__seal");
    assert.ok((await quote(page)).payable <= before);
    await page.locator("dacu-draw .dacu-wheel__hit").click();
    await page.waitForSelector("dacu-draw .dacu-dialog", { timeout: 15000 });
    assert.deepEqual(await page.evaluate("Dacu.host.mock.delivered"), [], "nothing was delivered, and nothing waited");
    assert.deepEqual(page.problems, []);
    await page.close();
  });

test("a checkout goes to the host, and is the page's where there is none", async () => {
  for (const [host, expected, outcome] of [
    ["app", true, "done"],
    ["app,pay:failing", true, "failed"],
    ["app,pay:absent", false, "unsupported"],
  ]) {
    const page = await open(`pay-${outcome}`, `&host=${host}&cart=top-tier`);
    await page.waitForFunction(() => window.Dacu.host);
    await page.evaluate(() => {
      window.answers = [];
      document.addEventListener("dacu-host", ({ detail }) => window.answers.push(`${detail.capability} ${detail.outcome}`));
    });
    await listen(page, ["dacu-checkout"]);
    await page.locator("dacu-cart .dacu-pay .dacu-btn").click();
    await page.waitForFunction(() => answers.some((answer) => answer.indexOf("pay") === 0));
    assert.ok((await page.evaluate("answers")).includes(`pay ${outcome}`), host);
    assert.deepEqual(await page.evaluate("heard"), [["dacu-checkout", expected]]);
    if (expected) {
      const [{ detail }] = await page.evaluate("Dacu.host.mock.calls.filter(({ capability }) => capability === 'pay')");
      assert.equal(detail.payable, (await quote(page)).payable);
      assert.match(detail.ruleset, /^[0-9a-f]{16}$/);
    }
    await page.close();
  }
});

test("a guest logs in by the host; where it cannot, the press is the page's", async () => {
  for (const [host, taken] of [["app", true], ["app,login:absent", false]]) {
    const page = await open(`login-${taken}`, `&host=${host}&buyer=guest`);
    await page.waitForFunction(() => window.Dacu.host);
    await listen(page, ["dacu-login"]);
    await page.locator("dacu-coupons button", { hasText: "去登录" }).first().click();
    await page.waitForFunction("heard.length");
    assert.deepEqual(await page.evaluate("heard"), [["dacu-login", taken]]);
    const asked = await page.evaluate("Dacu.host.mock.calls.filter(({ capability }) => capability === 'login').length");
    assert.equal(asked, taken ? 1 : 0);
    await page.close();
  }
});

/** A page that no other page's or tab's storage is told to. */
async function openDeaf(store, query = "") {
  const page = await browser.open("about:blank");
  await page.addInitScript(() => addEventListener("storage", (event) => event.stopImmediatePropagation()));
  await page.goto(`${server.url}/h5/?now=${AT}&store=${store}${query}`);
  await live(page);
  return page;
}

test("a page that comes back from the back-forward cache has what happened meanwhile", async () => {
  // Chromium tells a cached page afterwards what was stored; nothing says that every engine does.
  const page = await openDeaf("cache", "&cart=top-tier");
  await page.evaluate(() => addEventListener("pageshow", (event) => (window.persisted = event.persisted)));
  assert.ok((await quote(page)).lines.length > 0);
  const before = await seals(page);
  await page.goto(`${server.url}/elsewhere`);
  // Another page of the shop empties the cart and claims.
  const second = await open("cache");
  await second.evaluate("Dacu.setCart([])");
  await claimButtons(second).first().click();
  await sealed(second, before + 1);
  await second.close();
  await page.goBack({ waitUntil: "commit" });
  await page.waitForFunction(() => "persisted" in window, null, { polling: 100 });
  assert.equal(await page.evaluate("window.persisted"), true, "the page was cached");
  await sealed(page, before + 1);
  assert.equal((await quote(page)).lines.length, 0);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("an app that shows its webview again says so, and the wallet is asked for", async () => {
  const page = await openDeaf("resume");
  const before = await seals(page);
  const second = await open("resume");
  await claimButtons(second).first().click();
  await sealed(second, before + 1);
  await second.close();
  assert.equal(await seals(page), before);
  await page.evaluate(() => window.dispatchEvent(new Event("dacu-resume")));
  await sealed(page, before + 1);
  await page.close();
});

test("a page that is killed in the middle of a claim has claimed once", async () => {
  const page = await open("killed", "&latency=1500");
  await claimButtons(page).first().waitFor();
  const before = [await claimButtons(page).count(), await seals(page)];
  await claimButtons(page).first().click();
  const session = await page.context().newCDPSession(page);
  session.send("Page.crash").catch(() => {});
  await page.waitForEvent("crash");
  await page.close().catch(() => {});
  const again = await open("killed");
  for (let turn = 0; turn < 2; turn += 1) {
    await sealed(again, before[1] + 1);
    assert.equal(await claimButtons(again).count(), before[0] - 1);
    await again.reload();
    await live(again);
  }
  await again.close();
});

test("the pay bar stands above the home indicator, and in what a keyboard leaves", async () => {
  const page = await open("insets", "&cart=top-tier");
  const bar = page.locator("dacu-cart .dacu-pay");
  await bar.scrollIntoViewIfNeeded();
  const padding = () => bar.evaluate((element) => getComputedStyle(element).paddingBottom);
  assert.equal(await padding(), "0px");
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setSafeAreaInsetsOverride", { insets: { bottom: 34, bottomMax: 34 } });
  assert.equal(await padding(), "34px");
  // What is in the bar keeps its room: the inset comes on top.
  const above = () => bar.evaluate((element) => element.querySelector(".dacu-btn").getBoundingClientRect().top - element.getBoundingClientRect().top);
  assert.ok((await above()) >= 8, `${await above()} points above the button`);
  await shot(page, "webview-safe-area");
  await page.setViewportSize({ width: 375, height: 420 });
  await page.locator("dacu-cart .dacu-line").first().scrollIntoViewIfNeeded();
  const box = await bar.boundingBox();
  assert.ok(box.y >= 0 && box.y + box.height <= 420, JSON.stringify(box));
  await shot(page, "webview-keyboard");
  await page.close();
});

test("nothing needs sound, a video or a first touch", async () => {
  const page = await browser.open("about:blank");
  await page.addInitScript(() => {
    window.played = [];
    const note = (name) => () => {
      window.played.push(name);
      return Promise.reject(new DOMException("", "NotAllowedError"));
    };
    HTMLMediaElement.prototype.play = note("play");
    window.AudioContext = class {
      constructor() {
        window.played.push("AudioContext");
      }
    };
  });
  await page.goto(`${server.url}/h5/?now=${AT}&store=quiet`);
  await live(page);
  await page.locator("dacu-draw .dacu-wheel__hit").click();
  await page.waitForSelector("dacu-draw .dacu-dialog", { timeout: 15000 });
  assert.deepEqual(await page.evaluate("played"), []);
  assert.equal(await page.evaluate("deepQueryAll('audio, video').length"), 0);
  assert.deepEqual(page.problems, []);
  await page.close();
});
