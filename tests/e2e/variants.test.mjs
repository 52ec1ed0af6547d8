/** A picture of every named state of every widget, in tests/e2e/out/variants, and that none is empty or sticks out. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch } from "./support/chromium.mjs";
import { serve } from "./support/server.mjs";
import { shotPath } from "./support/shots.mjs";

const WIDGETS = ["countdown", "coupons", "flash-sale", "draw", "cart", "rules"];

let server;
let browser;

before(async () => {
  server = await serve();
  browser = await launch({ viewport: { width: 1440, height: 1000 }, deviceScaleFactor: 1, isMobile: false, hasTouch: false });
});
after(async () => {
  await browser?.close();
  await server?.close();
});

for (const widget of WIDGETS)
  test(`every state of ${widget} has a picture`, async () => {
    const page = await browser.open(`${server.url}/#/gallery?w=${widget}`);
    const cells = page.locator(".gal .cell");
    await cells.first().waitFor();
    const count = await cells.count();
    assert.ok(count >= 4, `${count} states`);
    for (let at = 0; at < count; at++) {
      const cell = cells.nth(at);
      await cell.scrollIntoViewIfNeeded();
      await cell.locator(".host .dacu").first().waitFor({ state: "attached" });
      const name = (await cell.locator(".mono").first().innerText()).trim();
      const seen = await cell.evaluate((cell) => {
        const host = cell.querySelector(".host");
        const base = host.shadowRoot.querySelector(".dacu");
        const tiles = Array.from(base.querySelectorAll(".dacu-tile"));
        const range = document.createRange();
        // A figure keeps two pixels off each side of its tile.
        const cut = tiles.filter((tile) => {
          range.selectNodeContents(tile.firstChild);
          const [text] = Array.from(range.getClientRects()).slice(-1);
          return text.width + 4 > tile.clientWidth;
        }).length;
        return { cut, text: base.textContent.trim(), height: base.getBoundingClientRect().height, over: base.scrollWidth - base.clientWidth };
      });
      assert.ok(seen.text, `${widget} ${name} says something`);
      assert.ok(seen.height > 20 || seen.text, `${widget} ${name} is seen`);
      assert.equal(seen.cut, 0, `${widget} ${name} has figures that fill their tiles`);
      // A used ticket's stub is torn off and tilted, by less than the gutter of a page.
      assert.ok(seen.over <= 8, `${widget} ${name} sticks out by ${seen.over}`);
      await cell.screenshot({ path: shotPath(`variants/${widget}-${String(at).padStart(2, "0")}-${name}`), animations: "disabled" });
    }
    assert.deepEqual(page.problems, []);
    await page.close();
  });
