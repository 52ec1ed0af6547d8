/** What the inspector explains: lints with their pins, the price to the cent, costs, events, speed. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { desk } from "./support/studio.mjs";
import { ROOT } from "./support/server.mjs";
import { shot } from "./support/shots.mjs";

const trap = (name) => readFileSync(join(ROOT, "public/campaigns/traps", `${name}.json`), "utf8");

const BRAND = readFileSync(join(ROOT, "public/campaigns/brand-day.json"), "utf8");
let onDisk = BRAND;

let studio;
before(async () => {
  studio = await desk((_, url) => {
    if (url.pathname === "/campaigns/618-2026.json") return { body: trap("pz1-grand-prize") };
    if (url.pathname === "/campaigns/brand-day.json") return { body: onDisk };
    if (url.pathname === "/campaigns/invite.json") return { body: trap("wx1-share-three") };
  });
});
after(() => studio?.close());

/** `¥1,156.00` in minor units. */
const minor = (text) => Math.round(Number(text.replace(/[^\d.]/g, "")) * 100);

test("a finding has a source, a channel, a path, and a pin at its widget", async () => {
  const { page } = await studio.open("#/preview?c=618-2026&tab=problems&w=draw");
  const find = page.locator(".find", { hasText: "PZ1" });
  await find.waitFor();
  assert.match(await find.innerText(), /反不正当竞争法/);
  assert.match(await find.locator(".path").innerText(), /draws\[0\]\.prizes\[\d+\]/);
  assert.match(await page.locator("#tab-problems .cnt.er").innerText(), /\d+/);
  const pin = page.locator(".pinned", { hasText: "PZ1" });
  await pin.waitFor();
  await pin.click();
  await page.locator(".find.on", { hasText: "PZ1" }).waitFor();
  const [draw, mark] = await Promise.all([
    page.locator(".mk", { hasText: "dacu-draw" }).boundingBox(),
    pin.boundingBox(),
  ]);
  assert.ok(mark.y > draw.y - 20 && mark.y < draw.y + draw.height + 20, "the pin is beside its widget");
  await shot(page, "studio/explain-rules");
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("findings are said in the studio's language", async () => {
  const { page } = await studio.open("#/preview?c=invite&tab=problems");
  const find = page.locator(".find", { hasText: "WX1" });
  assert.match(await find.innerText(), /邀请 3 位好友可得奖励/);
  assert.match(await find.locator(".fix").innerText(), /放到 App 或小程序发布/);
  await page.close();
  const { page: english } = await studio.open("#/preview?c=invite&tab=problems&lang=en");
  assert.match(await english.locator(".find", { hasText: "WX1" }).innerText(), /bringing 3 friends earns a reward/);
  assert.deepEqual(english.problems, []);
  await english.close();
});

test("channel and market decide which rules hold", async () => {
  const { page } = await studio.open("#/preview?c=invite&tab=problems");
  await page.locator(".find", { hasText: "WX1" }).waitFor();
  await page.locator("select.channel").selectOption("app");
  await page.locator(".find", { hasText: "WX1" }).waitFor({ state: "detached" });
  await page.locator("select.market").selectOption("uk");
  await page.waitForFunction(() => location.hash.includes("channel=app") && location.hash.includes("market=uk"));
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("the layers of a price add up to the cent, and open to their lines", async () => {
  const { page, phone } = await studio.open("#/preview?cart=top-tier&t=2026-11-11T12:00:05Z");
  await page.locator(".agree .sv.ok").waitFor();
  const told = await page.evaluate(async () => {
    const frame = document.querySelector("iframe").contentWindow;
    return frame.Dacu.quote();
  });
  const rows = page.locator("details.lay");
  assert.equal(await rows.count(), told.applied.length);
  let left = told.list + told.freight;
  for (const [n, applied] of told.applied.entries()) {
    const off = minor(await rows.nth(n).locator(".amt").innerText());
    assert.equal(off, applied.amount, applied.offer);
    left -= off;
    await rows.nth(n).locator("summary").click();
    const shares = await rows.nth(n).locator(".shares b").allInnerTexts();
    if (shares.length) assert.equal(shares.reduce((sum, share) => sum + minor(share), 0), off);
    assert.match(await rows.nth(n).locator(".how").innerText(), /基数 .+分摊 .+出资 /s);
  }
  assert.equal(minor(await page.locator(".sum .pay").innerText()), left);
  await phone.locator("dacu-cart", { hasText: (left / 100).toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ",") }).waitFor();
  await shot(page, "studio/explain-price");
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("what is missing is said, and the top-up becomes true when it is added", async () => {
  const { page } = await studio.open("#/preview?cart=short-of-300&t=2026-11-11T12:00:05Z");
  await page.locator(".agree .sv.ok").waitFor();
  assert.match(await page.locator(".nope.step .num").first().innerText(), /还差 ?¥?[\d.]+/);
  const pinned = page.locator("p.pin");
  assert.match(await pinned.innerText(), /合计/);
  const total = minor((await pinned.innerText()).split("合计")[1]);
  const cart = await page.evaluate(() => JSON.parse(localStorage.getItem("studio/dacu:double11-2026:cart") ?? "null"));
  const suggested = await pinned.locator(".clip").innerText();
  const campaign = JSON.parse(readFileSync(join(ROOT, "public/campaigns/double11-2026.json"), "utf8"));
  const sample = campaign.samples.carts.find((known) => known.id === "short-of-300");
  const lines = (cart?.lines ?? sample.lines).map((line) => ({ quantity: 1, ...line }));
  const text = (words) => (typeof words === "string" ? words : words["zh-CN"]);
  for (const part of suggested.split("，")[0].replace(/^加 /, "").split("、")) {
    const [name, units] = part.split(" ×");
    const product = campaign.products.find((known) => text(known.name) === name);
    const line = lines.find((known) => known.sku === product.sku);
    if (line) line.quantity += Number(units ?? 1);
    else lines.push({ sku: product.sku, quantity: Number(units ?? 1) });
  }
  const quote = await page.evaluate((lines) => document.querySelector("iframe").contentWindow.Dacu.quote(lines), lines);
  assert.equal(quote.payable, total, suggested);
  await page.close();
});

test("a page that believes something else than its server is told off", async () => {
  const { page } = await studio.open("#/preview?cart=top-tier&t=2026-11-11T12:00:05Z");
  await page.locator(".agree .sv.ok").waitFor();
  // The server forgets its coupons, and the page is not told: a write of a frame is news to others only.
  const phone = page.frames().find((frame) => frame.url().includes("/h5/"));
  await phone.evaluate(() => {
    const key = "studio/dacu:double11-2026:cart";
    localStorage.setItem(key, JSON.stringify({ lines: [{ sku: "tea", quantity: 7 }] }));
  });
  await page.locator(".agree .sv.er").waitFor();
  assert.match(await page.locator(".agree").innerText(), /服务端报价 ¥[\d,.]+，页面 ¥[\d,.]+/);
  await page.close();
});

test("worst cart and expectation of draws", async () => {
  const { page } = await studio.open("#/preview?tab=price");
  const worst = page.locator("button.worst");
  const none = page.locator(".nope", { hasText: "costs" });
  await worst.or(none).first().waitFor();
  if (await worst.count()) {
    await worst.click();
    await page.locator(".cost .acts").waitFor({ timeout: 60_000 });
    assert.match(await page.locator(".cost").first().innerText(), /实付[\s\S]+成本/);
  }
  const draw = page.locator(".cost", { has: page.locator("table") }).first();
  await draw.locator("summary").click();
  assert.match(await draw.innerText(), /100%/);
  assert.match(await draw.innerText(), /每次/);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("events are told by kind, and can be held", async () => {
  const { page, phone } = await studio.open("#/preview?tab=events&t=2026-11-11T12:00:05Z");
  await page.locator(".log b", { hasText: "dacu-quote" }).first().waitFor();
  await page.locator(".ev .seg button", { hasText: "接口" }).click();
  assert.equal(await page.locator(".log b", { hasText: "dacu-quote" }).count(), 0);
  await page.locator(".ev .seg button", { hasText: "全部" }).click();
  await page.locator(".ev button", { hasText: "暂停" }).click();
  const held = await page.locator(".log li").count();
  await page.evaluate(() => document.querySelector("iframe").contentWindow.Dacu.setCart([{ sku: "tea", quantity: 2 }]));
  await page.locator(".hint", { hasText: "又来了" }).waitFor();
  assert.equal(await page.locator(".log li").count(), held);
  await page.locator(".ev button", { hasText: "继续" }).click();
  await page.locator(".log b", { hasText: "dacu-cart" }).first().waitFor();
  await phone.locator("dacu-cart").first().waitFor();
  await page.close();
});

test("bytes and timings of the frame", async () => {
  const { page } = await studio.open("#/preview?tab=size");
  const first = page.locator(".kv4 div").nth(1).locator("b");
  await page.waitForFunction(() => /\d/.test(document.querySelectorAll(".kv4 div b")[1]?.textContent ?? ""));
  const measured = await page.evaluate(() => {
    const timing = document.querySelector("iframe").contentWindow.performance;
    const wasm = timing.getEntriesByType("resource").find((entry) => entry.name.endsWith(".wasm"));
    return { wasm: Math.round(wasm.responseEnd), now: timing.now() };
  });
  const shown = parseInt(await first.innerText(), 10);
  assert.ok(shown >= measured.wasm && shown <= measured.now, `${shown} ms`);
  const row = page.locator(".spans li", { hasText: "下载 Wasm" }).locator("b");
  assert.ok(Math.abs(Number(await row.innerText()) - measured.wasm) <= 1);
  await shot(page, "studio/explain-speed");
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("a campaign file that changes on disk is shown, and one that breaks is told", async () => {
  const { page, phone } = await studio.open("#/preview?c=brand-day");
  assert.ok((await page.locator(".crumb").innerText()).includes("青禾品牌日"));
  onDisk = BRAND.replaceAll("青禾品牌日", "青禾换新日");
  await page.locator(".note-line", { hasText: "活动文件已改" }).waitFor({ timeout: 10_000 });
  assert.ok((await page.locator(".crumb").innerText()).includes("青禾换新日"));
  await phone.locator("dacu-cart[data-live]").waitFor();
  onDisk = BRAND.replace('"products"', '"prodcuts"');
  await page.locator(".find", { hasText: /prodcuts|products/ }).first().waitFor({ timeout: 10_000 });
  onDisk = BRAND;
  await phone.locator("dacu-cart[data-live]").waitFor({ timeout: 20_000 });
  await page.close();
});

test("the inspector in its forms", async () => {
  for (const [width, shade] of [[1440, "light"], [1440, "dark"], [1024, "light"], [768, "light"]]) {
    const { page } = await studio.open(`#/preview?c=618-2026&tab=problems&w=draw&ui=${shade}`, false);
    await page.setViewportSize({ width, height: 900 });
    await page.locator(".find").first().waitFor();
    await page.waitForTimeout(700);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `${wide} of ${width}`);
    await shot(page, `studio/inspector-${width}-${shade}`);
    await page.close();
  }
});
