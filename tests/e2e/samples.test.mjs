/** Every sample campaign on the demo page of a phone: it comes to life, and nothing of it covers anything else. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./support/chromium.mjs";
import { ROOT, serve } from "./support/server.mjs";
import { shot } from "./support/shots.mjs";

const SAMPLES = readdirSync(join(ROOT, "public/campaigns"))
  .filter((name) => name.endsWith(".json") && name !== "schema.json")
  .map((name) => name.slice(0, -".json".length));

let server;
let browser;
before(async () => {
  server = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

test("the name of every sample stands beside its picture and above its countdown", async () => {
  assert.ok(SAMPLES.length > 20);
  for (const sample of SAMPLES) {
    const page = await browser.open(`${server.url}/h5/?campaign=${sample}`);
    await page.locator("dacu-countdown[data-live]").waitFor();
    const seen = await page.evaluate(() => {
      const box = (selector) => document.querySelector(selector).getBoundingClientRect();
      const [title, kicker, countdown] = [".hero__title", ".hero__kicker", "dacu-countdown"].map(box);
      return {
        wide: document.documentElement.scrollWidth - innerWidth,
        above: countdown.top - Math.max(title.bottom, kicker.bottom),
        beside: kicker.left - title.right,
        art: document.querySelector(".hero__art").getAttribute("src"),
      };
    });
    assert.ok(seen.wide <= 0, `${sample} is ${seen.wide} px too wide`);
    assert.ok(seen.above >= 0, `${sample}: the name hangs ${-seen.above} px into the countdown`);
    assert.ok(seen.beside >= -8, `${sample}: name and slogan overlap by ${-seen.beside} px`);
    const itsDay = ["double11-2026", "618-2026", "presale-2026", "spring-2027"].includes(sample);
    assert.equal(seen.art.endsWith("#plain"), !itsDay, `${sample}: ${seen.art}`);
    await shot(page, `samples/${sample}`);
    assert.deepEqual(page.problems, [], sample);
    await page.close();
  }
});

test("the cards of the demo page say what its campaign gives, and keep the room that the widgets take", async () => {
  const file = JSON.parse(readFileSync(join(ROOT, "public/campaigns/double11-2026.json"), "utf8"));
  const page = await browser.open();
  let release;
  const released = new Promise((done) => (release = done));
  await page.route("**/*.wasm", (route) => released.then(() => route.continue()));
  await page.goto(`${server.url}/h5/`);
  const rows = (widget) => page.locator(`dacu-${widget} .dacu-card li`).allInnerTexts();
  const odds = file.draws[0].prizes.map((prize) => `${prize.ppm / 10000}%${prize.name["zh-CN"]}`);
  assert.deepEqual((await rows("draw")).map((row) => row.replace(/\s*\n\s*/, "")), odds);
  const claimable = file.coupons.filter((coupon) => coupon.claim).map((coupon) => `¥${coupon.amount / 100}`);
  assert.deepEqual((await rows("coupons")).map((row) => row.split("\n")[0]).sort(), claimable.sort());
  assert.equal((await rows("flash-sale")).length, file.flash_sales[0].sessions.length);

  const widgets = ["countdown", "coupons", "flash-sale", "draw", "cart"];
  const heights = () =>
    page.evaluate((widgets) => widgets.map((widget) => document.querySelector(`dacu-${widget}`).offsetHeight), widgets);
  const kept = await heights();
  release();
  for (const widget of widgets) await page.locator(`dacu-${widget}[data-live]`).waitFor({ timeout: 20000 });
  await page.waitForTimeout(300);
  const live = await heights();
  widgets.forEach((widget, at) => assert.ok(Math.abs(live[at] - kept[at]) <= 4, `${widget}: ${kept[at]} kept, ${live[at]} taken`));
  await page.close();
});
