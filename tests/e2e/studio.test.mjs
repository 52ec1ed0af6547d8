/** The studio as a designer uses it: scrub, switch, break, look at every state. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./support/chromium.mjs";
import { until } from "./support/driven.mjs";
import { ROOT, serve } from "./support/server.mjs";
import { DESK } from "./support/studio.mjs";

let server;
let browser;
before(async () => {
  server = await serve();
  browser = await launch(DESK);
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** The studio at a hash, with the phone live. */
async function studio(hash = "") {
  const page = await browser.open(`${server.url}/${hash}`);
  const phone = page.frameLocator("iframe");
  if (!hash.includes("gallery")) await phone.locator("dacu-flash-sale[data-live]").waitFor();
  return { page, phone };
}

/** The clock as the handle says it. */
const clock = async (page) => {
  // A pull is drawn with the next frame.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return page.locator(".now .pill").getAttribute("aria-valuetext");
};

/** The hash once it has settled to hold `part`. */
const hashHas = (page, part) => page.waitForFunction((part) => location.hash.includes(part), part);

test("a pull across 20:00 opens the session in the phone", async () => {
  const { page, phone } = await studio();
  assert.match(await clock(page), /^2026-11-11 19:59:57 \+08:00/);
  const flash = () => phone.locator("dacu-flash-sale .dacu").innerText();
  const before = await flash();

  await page.getByRole("button", { name: "1 时", exact: true }).click();
  const pill = await page.locator(".now .pill").boundingBox();
  const [x, y] = [pill.x + pill.width / 2, pill.y + pill.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 3, y, { steps: 3 });
  assert.match(await clock(page), /20:00:00/, "a pull snaps to the session's start");
  await page.mouse.move(x + 120, y, { steps: 6 });
  await page.keyboard.press("Escape");
  assert.match(await clock(page), /19:59:57/, "Escape takes a pull back");
  await page.mouse.up();

  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y, { steps: 6 });
  await page.mouse.up();
  assert.match(await clock(page), /20:0[1-3]:/);
  await until(async () => (await flash()) !== before, 10_000, () => "the session does not open");
  await hashHas(page, "t=2026-11-11T12:0");
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("keys and the clock's field move the time", async () => {
  const { page } = await studio();
  await page.keyboard.press("k");
  assert.match(await clock(page), /2026-11-11 20:00:00/);
  await page.keyboard.press("ArrowLeft");
  assert.match(await clock(page), /19:59:59/);
  await page.keyboard.press("Shift+ArrowRight");
  assert.match(await clock(page), /20:00:59/);
  await page.keyboard.press("t");
  const field = page.locator(".clock input");
  await field.fill("11-10 19:59:58");
  await field.press("Enter");
  assert.match(await clock(page), /2026-11-10 19:59:58/);
  await field.fill("nonsense");
  await field.press("Enter");
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  await field.press("Escape");
  await page.locator(".transport select").selectOption("1");
  const begun = Date.now();
  await page.locator(".btn.play").click();
  // Three seconds from 19:59:58.
  await page.locator('.now .pill[aria-valuetext^="2026-11-10 20:00:01"]').waitFor();
  const passed = Date.now() - begun;
  assert.ok(passed >= 2000, `${passed} ms: a run at 1× takes as long as life`);
  await page.locator(".btn.play").click();
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("theme, language, width and text size reach the phone without a reload", async () => {
  const { page, phone } = await studio();
  const requests = server.requests.length;
  await page.locator("select.theme").selectOption("calm");
  await phone.locator("dacu-coupons .dacu-theme-calm").waitFor();
  await phone.locator("html.dacu-theme-calm").waitFor({ state: "attached" });
  await page.locator("select.locale").selectOption("en");
  await phone.locator("dacu-countdown", { hasText: /Ends in/ }).waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".bar .seg button", { hasText: "414" }).click();
  assert.equal(await page.locator("iframe").evaluate((frame) => frame.contentWindow.innerWidth), 414);
  await page.getByRole("button", { name: "大字" }).click();
  await phone.locator("dacu-coupons .dacu-large").waitFor();
  assert.ok(!server.requests.slice(requests).includes("/h5/"), "the page was not loaded again");
  await hashHas(page, "theme=calm");
  assert.deepEqual(page.problems, []);

  // The link shows the same to whoever opens it.
  const link = page.url();
  await page.close();
  const other = await studio(link.slice(link.indexOf("#")));
  await other.phone.locator("dacu-coupons .dacu-theme-calm.dacu-large").waitFor();
  assert.equal(await other.page.locator("iframe").evaluate((frame) => frame.contentWindow.innerWidth), 414);
  await other.page.close();
});

test("a lost network for claims shows in the phone and in the log", async () => {
  const { page, phone } = await studio("#/preview?tab=events");
  await page.keyboard.press("n");
  await page.locator("select.fault-claim").selectOption("offline");
  await page.keyboard.press("Escape");
  assert.match(await page.locator(".ctx .set").innerText(), /领券 断网/);
  const claim = phone.locator("dacu-coupons button", { hasText: /^领取$/ }).first();
  await claim.click();
  await phone.locator("dacu-coupons", { hasText: /没有网络|待联网|还没领到/ }).waitFor();
  // Once requests get through again, the same press brings the coupon, and the page says so.
  await page.locator(".ctx button", { hasText: "复位" }).click();
  await phone.locator("dacu-coupons button", { hasText: /^(领取|再试一次|重试)$/ }).first().click({ timeout: 4000 }).catch(() => {});
  await page.locator(".log b", { hasText: /^dacu-claim$/ }).first().waitFor({ timeout: 20_000 });
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("the context names the app around the page, and chooses another", async () => {
  const { page, phone } = await studio();
  await page.locator(".ctx select.around").selectOption("wechat_mp");
  await hashHas(page, "host=wechat_mp");
  assert.match(await page.locator(".ctx .set select.around").inputValue(), /wechat_mp/);
  await phone.locator("dacu-cart[data-live]").waitFor();
  assert.match(await page.locator("iframe").evaluate((frame) => frame.contentWindow.navigator.userAgent), /MicroMessenger/);
  await page.locator(".ctx button", { hasText: "复位" }).click();
  assert.equal(await page.locator(".ctx select.around").inputValue(), "h5");
  assert.equal(await page.locator(".ctx .set").count(), 0);
  await page.close();
});

test("the inspector prices the cart that the phone shows", async () => {
  const { page, phone } = await studio();
  const pay = page.locator(".sum .pay");
  await pay.waitFor();
  const first = await pay.innerText();
  await page.locator(".ctx select.cart").selectOption({ index: 2 });
  await page.waitForFunction((first) => document.querySelector(".sum .pay")?.textContent !== first, first);
  const shown = (await pay.innerText()).replace("¥", "");
  await phone.locator("dacu-cart", { hasText: shown }).waitFor();
  await page.locator("#tab-size").click();
  const budgets = readFileSync(join(ROOT, "budgets.toml"), "utf8");
  const allowed = (Number(/^total_brotli = (\d+)/m.exec(budgets)[1]) / 1024).toFixed(1);
  assert.ok((await page.locator(".bytes .tot").innerText()).includes(allowed), `${allowed} KB are allowed`);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("the gallery shows every variant and leaves nothing behind", async () => {
  const { page } = await studio("#/gallery");
  const wanted = parseInt(await page.locator(".rail .count").innerText(), 10);
  await page.locator(".cell").first().waitFor();
  assert.equal(await page.locator(".cell").count(), wanted);
  assert.ok(wanted > 80, `${wanted} variants`);
  // Frames are mounted as they come near; in the end each has drawn something.
  const drawn = await page.evaluate(async () => {
    const gallery = document.querySelector(".gal");
    for (let top = 0; top < gallery.scrollHeight; top += 500) {
      gallery.scrollTop = top;
      // What is near is found with a frame, which a busy machine may be late to draw.
      for (let frame = 0; frame < 2; frame += 1) await new Promise((done) => requestAnimationFrame(done));
      await new Promise((done) => setTimeout(done, 30));
    }
    const roots = [...document.querySelectorAll(".host")].map((host) => host.shadowRoot);
    return roots.filter((root) => root?.querySelector(".dacu *")).length;
  });
  assert.equal(drawn, wanted);

  await page.locator(".chip", { hasText: "素雅" }).click();
  await page.waitForFunction((count) => document.querySelectorAll(".host").length === count, wanted * 2);
  await page.locator("select.widget").selectOption("coupons");
  await page.locator("#filter").fill("sold_out");
  await page.waitForFunction(() => document.querySelectorAll(".cell").length === 1);
  await page.locator("#filter").fill("nothing like it");
  await page.locator(".gallery .note button").click();
  assert.equal(await page.locator(".cell").count(), wanted);

  await page.keyboard.press("1");
  await page.locator("iframe").waitFor();
  assert.equal(await page.locator(".host").count(), 0);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("a deep link opens the gallery at a variant", async () => {
  const { page } = await studio("#/gallery?w=coupons&v=sold_out");
  const cell = page.locator(".cell.sel");
  await cell.waitFor();
  assert.equal(await cell.getAttribute("data-variant"), "sold_out");
  const box = await cell.boundingBox();
  assert.ok(box.y >= 0 && box.y + box.height <= 900, "it is in view");
  await page.close();
});

test("without a bundle or with a broken file the studio says what to do", async () => {
  const broken = await serve({
    route: (_, url) => {
      if (url.pathname === "/embed/manifest.json") return { status: 404 };
      if (url.pathname === "/campaigns/618-2026.json") return { body: '{"schema": "dacu/1"}' };
    },
  });
  const page = await browser.open(`${broken.url}/`);
  await page.locator(".trouble", { hasText: "cargo xtask dist" }).waitFor();
  await page.locator(".rail .row", { hasText: "618-2026" }).click();
  await page.locator(".find").first().waitFor();
  assert.match(await page.locator(".insp").innerText(), /products|phases|id/);
  await page.close();
  await broken.close();
});

test("the list of keys opens, holds the focus and gives it back", async () => {
  const { page } = await studio();
  await page.locator(".foot button").focus();
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.closest("[role=dialog]") !== null), true);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement.closest(".foot") !== null), true);
  await page.close();
});
