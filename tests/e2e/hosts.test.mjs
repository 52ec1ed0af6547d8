/**
 * The widgets on pages of other people: each host of tests/pages is built as its users would build
 * it, and a shopper claims a coupon and changes the cart there.
 *
 * A page that imports the package has no `window.Dacu`; `__dacu` is the same on every page.
 *
 * What is asked of every host: attributes, the cart as a property, events, the light DOM as the
 * page wrote it, updates, moves, and leaving and coming back.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { buildPages, HOSTS } from "../pages/build.mjs";
import { launch } from "./support/chromium.mjs";
import { launch as launchOld } from "./support/old-chromium.mjs";
import { servePages } from "./support/pages.mjs";
import { driven, live } from "./support/shop.mjs";
import { shot } from "./support/shots.mjs";

const WIDGETS = ["countdown", "coupons", "cart"];

/** Hosts whose pages call `setCart`; the others set the property. */
const CALLING = ["vite", "webpack"];

let server;

before(async () => {
  server = await servePages(await buildPages());
});
after(() => server?.close());

const lines = (page) => page.evaluate(() => window.__dacu.quote().then((quote) => quote.lines.length));
const said = (page, id) => page.locator(`#${id}`).innerText();
const order = (page) => page.evaluate(() => window.deepQueryAll("dacu-coupons, dacu-cart").map((w) => w.localName));

for (const host of HOSTS)
  test(`${host}: a shopper claims and changes the cart; the page updates, moves, leaves and comes back`, async () => {
    // A browser for each: the wallet lives in its storage.
    const browser = await launch();
    try {
      const page = await browser.open();
      // The page is there for a while before the widgets are.
      server.holdWasm(true);
      await page.goto(`${server.url}/pages/${host}/`, { waitUntil: "domcontentloaded" });
      await page.locator("dacu-countdown > p").waitFor({ state: "visible" });
      server.holdWasm(false);
      await live(page, WIDGETS);
      assert.equal(await page.locator("dacu-countdown").innerHTML().then(plain), "<p>11月10日 20:00 开始</p>");
      await page.waitForFunction(() => window.__dacu.quote().then((quote) => quote.lines.length === 2));
      assert.equal(await said(page, "pieces"), "3");

      await page.locator("dacu-coupons button", { hasText: /^领取$/ }).first().click();
      await page.waitForFunction(() => document.getElementById("said").textContent.startsWith("已领 "));

      await page.locator("dacu-cart .dacu-line").first().locator(".dacu-step button").last().click();
      await page.waitForFunction(() => document.getElementById("pieces").textContent === "4");
      await page.click("#add");
      await page.waitForFunction(() => window.__dacu.quote().then((quote) => quote.lines.length === 3));
      await page.waitForFunction(() => document.getElementById("pieces").textContent === "5");
      const kept = await page.evaluate(() => document.querySelector("dacu-campaign").cart);
      if (CALLING.includes(host)) assert.equal(kept, "", "the page keeps no cart in the element");
      else assert.deepEqual(kept.map(({ sku }) => sku), ["gaiwan", "tea", "nuts"]);

      await page.click("#theme");
      await page.waitForFunction(() => window.deepQuery(".dacu-theme-calm") !== null);

      await page.evaluate(() => (window.base = document.querySelector("dacu-cart").shadowRoot.querySelector(".dacu")));
      await page.click("#swap");
      await page.waitForFunction(() => document.querySelector("dacu-campaign").lastElementChild.localName === "dacu-coupons");
      assert.deepEqual(await order(page), ["dacu-cart", "dacu-coupons"]);
      assert.ok(await page.evaluate(() => window.base.isConnected), "a move mounts nothing again");

      await shot(page, `host-${host}`, { full: true });
      await page.click("#toggle");
      await page.waitForFunction(() => window.__dacu.alive().join() === "0,0,0");
      await page.click("#toggle");
      await live(page, WIDGETS);
      await page.waitForSelector("dacu-coupons .dacu-coupon__seal");
      await page.waitForFunction(() => window.__dacu.quote().then((quote) => quote.lines.length === 3));
      assert.equal(await lines(page), 3);
      assert.deepEqual(page.problems, []);
    } finally {
      await browser.close();
    }
  });

test("the cart as a property: the same lines change nothing, new ones do, wrong ones are told", async () => {
  const browser = await launch();
  try {
    const page = await browser.open(`${server.url}/pages/plain/`);
    await live(page, WIDGETS);
    const quantities = () =>
      page.evaluate(() => [document.querySelector("dacu-campaign").cart.map(({ quantity }) => quantity).join(), window.changes]);
    await page.evaluate(() => {
      window.changes = 0;
      window.faults = [];
      window.campaign = document.querySelector("dacu-campaign");
      window.mine = [{ sku: "tea", quantity: 2 }];
      campaign.addEventListener("dacu-cart", () => (window.changes += 1));
      campaign.addEventListener("dacu-fault", ({ detail }) => window.faults.push(detail));
      campaign.cart = mine;
    });
    await page.waitForFunction(() => window.changes === 1);
    await page.locator("dacu-cart .dacu-step button").last().click();
    await page.waitForFunction(() => window.changes === 2);
    // A framework that renders again: the lines it had, then those that it was told.
    await page.evaluate(async () => {
      campaign.cart = mine;
      campaign.cart = campaign.cart;
      await window.__dacu.quote();
    });
    assert.deepEqual(await page.evaluate(() => window.changes), 2);
    assert.deepEqual(await page.evaluate(() => window.__dacu.quote().then((quote) => quote.lines.length)), 1);
    await page.evaluate(() => (campaign.cart = [{ sku: "tea", quantity: 5 }, { sku: "nuts", quantity: 1, ticked: false }]));
    await page.waitForFunction(() => window.changes === 3);
    assert.deepEqual(await quantities(), ["5,1", 3]);
    await page.evaluate(() => (campaign.cart = [{ sku: "no-such-thing" }]));
    await page.waitForFunction(() => window.faults.length === 1);
    assert.deepEqual(await page.evaluate(() => window.faults[0].attribute), "cart");
    assert.match(await page.evaluate(() => window.faults[0].problem), /no-such-thing/);
    await page.evaluate(() => (campaign.cart = "top-tier"));
    assert.equal(await page.evaluate(() => campaign.getAttribute("cart")), "top-tier");
    assert.deepEqual(page.problems, []);
  } finally {
    await browser.close();
  }
});

/** Hosts that are themselves older than these webviews. */
for (const host of ["plain", "react-18", "vue-2"])
  test(`${host} on Chromium 67: what the page sets and hears is the same`, async () => {
    const page = await launchOld(67);
    try {
      await page.goto(`${server.url}/pages/${host}/`);
      await driven(page, WIDGETS);
      const lines = (count) => `__dacu.quote().then(function (quote) { return quote.lines.length === ${count}; })`;
      await page.waitFor(lines(2));
      await page.clickOn(".dacu-coupon button");
      await page.waitFor("document.getElementById('said').textContent.indexOf('已领 ') === 0");
      await page.clickOn("#add");
      await page.waitFor(lines(3));
      await page.waitFor("document.getElementById('pieces').textContent === '4'");
      assert.deepEqual(page.problems, []);
    } finally {
      await page.close();
    }
  });

/** Without the comments that frameworks leave. */
function plain(html) {
  return html.replace(/<!--.*?-->/gs, "").trim();
}
