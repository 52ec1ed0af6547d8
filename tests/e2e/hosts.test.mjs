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
import { servePages } from "./support/pages.mjs";
import { shot } from "./support/shots.mjs";

const WIDGETS = ["countdown", "coupons", "cart"];

/** Hosts whose pages call `setCart`; the others set the property. */
const CALLING = ["vite", "webpack"];

let server;

before(async () => {
  server = await servePages(await buildPages());
});
after(() => server?.close());

const live = (page) => {
  const all = WIDGETS.map((widget) => page.waitForSelector(`dacu-${widget}[data-live]`, { state: "attached" }));
  return Promise.all(all);
};
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
      await live(page);
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
      await live(page);
      await page.waitForSelector("dacu-coupons .dacu-coupon__seal");
      await page.waitForFunction(() => window.__dacu.quote().then((quote) => quote.lines.length === 3));
      assert.equal(await lines(page), 3);
      assert.deepEqual(page.problems, []);
    } finally {
      await browser.close();
    }
  });

/** Without the comments that frameworks leave. */
function plain(html) {
  return html.replace(/<!--.*?-->/gs, "").trim();
}
