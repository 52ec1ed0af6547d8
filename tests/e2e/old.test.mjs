/**
 * The same bundle on old webviews: Chromium 67 and 89 render the H5 page, claim and draw.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, VERSIONS } from "./support/old-chromium.mjs";
import { serve } from "./support/server.mjs";
import { shotPath } from "./support/shots.mjs";

let server;

before(async () => {
  server = await serve();
});
after(() => server?.close());

const NOW = encodeURIComponent("2026-11-11T10:02:00+08:00");
const SEALS = "deepQueryAll('.dacu-coupon__seal').length";

assert.ok(VERSIONS.includes(67), "package.json brings Chromium 67");

for (const version of VERSIONS)
  test(`Chromium ${version} renders the page, claims a coupon, draws and reprices`, async () => {
    const page = await launch(version);
    try {
      await page.goto(`${server.url}/h5/?now=${NOW}&store=old${version}`);
      for (const widget of ["countdown", "coupons", "flash-sale", "draw", "cart", "rules"])
        await page.waitFor(`document.querySelector('dacu-${widget}[data-live]') !== null`, 30000);
      await page.screenshot(shotPath(`h5-chromium-${version}`), { full: true });

      const seals = await page.eval(SEALS);
      await page.eval(() => {
        const claim = window
          .deepQueryAll(".dacu-coupon button")
          .find((button) => button.textContent.trim() === "领取");
        claim.click();
      });
      await page.waitFor(`${SEALS} > ${seals}`);

      await page.eval(() => window.deepQuery(".dacu-wheel__hit").click());
      await page.waitFor("deepQuery('.dacu-dialog') !== null", 20000);
      await page.screenshot(shotPath(`draw-chromium-${version}`));

      const before = await page.eval("Dacu.quote().then(function (q) { return q.payable; })");
      await page.eval(() => {
        const buttons = window.deepQueryAll(".dacu-line .dacu-step button");
        buttons[1].click();
      });
      const after = await page.eval("Dacu.quote().then(function (q) { return q.payable; })");
      assert.notEqual(after, before);
      assert.deepEqual(page.problems, []);
    } finally {
      await page.close();
    }
  });
