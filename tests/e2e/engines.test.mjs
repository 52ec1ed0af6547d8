/**
 * The same bundle in every engine that shoppers have: a shopper sees the countdown, claims a
 * coupon, draws and changes the cart, by real taps, and leaves two pictures to look at.
 *
 * The everyday run takes Chromium 67, 89 and today's. With DACU_ENGINES=all, which is what
 * `cargo xtask test --engines` sets, further Chromiums, Firefox and WebKitGTK must be there too.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launchFirefox } from "./support/firefox.mjs";
import { launch as launchOld } from "./support/old-chromium.mjs";
import { serve } from "./support/server.mjs";
import { driven, NOW } from "./support/shop.mjs";
import { shotPath } from "./support/shots.mjs";
import { launchToday } from "./support/today.mjs";
import { launchWebKit } from "./support/webkit.mjs";

const AT = encodeURIComponent(NOW);

const chromium = (version) => [`chromium-${version}`, () => launchOld(version)];
const EVERYDAY = [chromium(67), chromium(89), ["chromium-today", launchToday]];
const FURTHER = [
  ...[69, 80, 86, 92, 106].map(chromium),
  ["firefox", launchFirefox],
  ["webkitgtk", launchWebKit],
];

const PAYABLE = "Dacu.quote().then(function (quote) { return quote.payable; })";
const SEALS = "deepQueryAll('.dacu-coupon__seal').length";

let server;

before(async () => {
  server = await serve();
});
after(() => server?.close());

for (const [name, launch] of process.env.DACU_ENGINES === "all" ? [...EVERYDAY, ...FURTHER] : EVERYDAY)
  test(`${name}: the countdown runs; a coupon is claimed, a prize drawn, the cart priced anew`, async () => {
    const page = await launch();
    try {
      await page.goto(`${server.url}/h5/?now=${AT}&store=${name}`);
      await driven(page);
      await page.screenshot(shotPath(`h5-${name}`), { full: true });

      // The clock of the page stands; once it runs, so do the digits.
      const digits = "deepQuery('.dacu-count__row').textContent";
      const stood = await page.eval(digits);
      await page.eval("document.querySelector('dacu-campaign').setAttribute('running', '')");
      await page.waitFor(`${digits} !== ${JSON.stringify(stood)}`);
      await page.eval("document.querySelector('dacu-campaign').removeAttribute('running')");

      const seals = await page.eval(SEALS);
      await tap(page, ".dacu-coupon button", "领取");
      await page.waitFor(`${SEALS} > ${seals}`);

      await tap(page, ".dacu-wheel__hit");
      await page.waitFor("deepQuery('.dacu-dialog') !== null", 20000);
      // For the picture: the dialog takes a moment to arrive.
      await page.eval("new Promise(function (done) { setTimeout(done, 600); })");
      await page.screenshot(shotPath(`draw-${name}`));
      // Beside the dialog: its buttons lead to other places, by what was won.
      await page.click(187, 24);
      await page.waitFor("deepQuery('.dacu-dialog') === null");

      const before = await page.eval(PAYABLE);
      await tap(page, ".dacu-line .dacu-step button:last-child");
      await page.waitFor(`${PAYABLE}.then(function (now) { return now !== ${before}; })`);
      assert.deepEqual(page.problems, []);
    } catch (error) {
      await page.screenshot(shotPath(`failed-${name}`)).catch(() => {});
      throw error;
    } finally {
      await page.close();
    }
  });

/** Taps the middle of the first element that matches and has this text in it. */
async function tap(page, selector, text = "") {
  const find = `deepQueryAll(${JSON.stringify(selector)}).filter(function (element) {
    return element.textContent.indexOf(${JSON.stringify(text)}) >= 0;
  })[0]`;
  // What slides in has to arrive first, and what closes gives the page back where it was.
  const settled = `new Promise(function (done) {
    var element = ${find};
    if (!element) return done(null);
    element.scrollIntoView({ block: "center" });
    var place = function () {
      var box = element.getBoundingClientRect();
      return { x: Math.round(box.left + box.width / 2), y: Math.round(box.top + box.height / 2) };
    };
    var before = place();
    setTimeout(function () {
      var at = place();
      var hit = document;
      for (var root = document; root; root = hit && hit.shadowRoot) {
        var inner = root.elementFromPoint(at.x, at.y);
        if (!inner || inner === hit) break;
        hit = inner;
      }
      done(at.x === before.x && at.y === before.y && element.contains(hit) ? at : null);
    }, 150);
  })`;
  const { x, y } = await page.waitFor(settled);
  await page.click(x, y);
}
