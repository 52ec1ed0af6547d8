/** The simulation: hosts, faults, storage, second tab, a killed page, and recipes in the link. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { desk } from "./support/studio.mjs";
import { shot } from "./support/shots.mjs";

let studio;
before(async () => {
  studio = await desk();
});
after(() => studio?.close());

const SERVER = "studio/dacu:double11-2026:server";
const OUTBOX = "studio/dacu:double11-2026:outbox";

/** A moment at which coupons can be claimed. */
const AT = "t=2026-11-11T02:00:05Z";

/** How many coupons the server in the page has given away. */
const claims = (page) =>
  page.evaluate((key) => JSON.parse(localStorage.getItem(key) ?? "{}").claims?.length ?? 0, SERVER);

/** Requests that are on their way. */
const open = (page) =>
  page.evaluate((key) => JSON.parse(localStorage.getItem(key) ?? "{}").open?.length ?? 0, OUTBOX);

/** Presses the first coupon that can be claimed. */
const claim = (phone) =>
  phone.locator("dacu-coupons button", { hasText: /^(领取|立即领取)$/ }).first().click({ timeout: 8_000 });

test("a host is the user agent of the page, and the table says what is left there", async () => {
  const { page } = await studio.open("#/simulate");
  await page.locator(".mx thead button", { hasText: "微信 H5" }).click();
  await page.waitForFunction(() =>
    document.querySelector("iframe").contentWindow.navigator.userAgent.includes("MicroMessenger"));
  assert.equal(await page.locator(".mx thead th.on").innerText(), "微信 H5");
  await page.keyboard.press("h");
  await page.waitForFunction(() =>
    document.querySelector("iframe").contentWindow.navigator.userAgent.includes("miniProgram"));
  await page.locator(".mx .lints .cap").nth(6).waitFor();
  // What is forbidden and what is not there are told apart by their shapes.
  const drawn = (cells) => page.locator(`.mx td.${cells} use`).evaluateAll((all) => [...new Set(all.map((use) => use.getAttribute("href").split("#")[1]))]);
  assert.deepEqual([await drawn("fb"), await drawn("no")], [["sv-blk"], ["c-none"]]);
  await page.waitForFunction(() => location.hash.includes("host=wechat_mp"));
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("the table of hosts is what the page's own bridge says, and calls are in the log", async () => {
  const { page } = await studio.open("#/simulate");
  const frame = () => page.frames().find((known) => known.url().includes("/h5/"));
  // In the page itself: the one before it has a host too, and goes only when the new one has come.
  const opened = (host) => page.waitForFunction((host) => {
    const { location, Dacu, document: shown } = document.querySelector("iframe").contentWindow;
    return location.search.includes(`host=${host}`) && Dacu?.host?.environment && shown.querySelector("dacu-cart[data-live]");
  }, host);
  const hosts = ["wechat_h5", "wechat_mp", "alipay_mp", "taobao_mp", "douyin_mp", "baidu_mp", "qq_mp", "app"];
  const apps = { baidu_mp: "baidu", qq_mp: "qq", app: "native" };
  for (const [n, host] of hosts.entries()) {
    await page.locator(".mx thead button").nth(n + 1).click();
    await opened(host);
    assert.equal(await frame().evaluate(() => Dacu.host.environment.app), apps[host] ?? host.split("_")[0], host);
    const rows = await page.locator(".mx tbody tr", { has: page.locator("th .mono") }).all();
    assert.equal(rows.length, 10);
    for (const row of rows) {
      const [capability, reward] = (await row.locator("th .mono").textContent()).split(":");
      const can = await frame().evaluate(
        ([capability, detail]) => Dacu.host.can(capability, detail),
        [capability, reward ? { reward } : {}],
      );
      const shown = await row.locator("td").nth(n + 1).evaluate((cell) => cell.className.split(" ")[0]);
      assert.equal(["y", "h"].includes(shown), can, `${host} ${capability} ${reward ?? ""}: ${shown}`);
    }
  }
  // What is forbidden is not offered and not asked; what is asked is in the log.
  await page.locator(".mx thead button").nth(2).click();
  await opened("wechat_mp");
  const asked = await frame().evaluate(async () => [
    (await Dacu.host.ask("share", { reward: "share" })).outcome,
    (await Dacu.host.ask("share", { title: "灯市" })).outcome,
  ]);
  assert.deepEqual(asked, ["forbidden", "handed"]);
  assert.deepEqual(await frame().evaluate(() => Dacu.host.mock.calls.map((call) => call.capability)), ["share"]);
  await page.waitForFunction(() => location.hash.includes("host=wechat_mp"));
  await page.locator("button", { hasText: "复制场景链接" }).click();
  assert.ok((await page.evaluate(() => navigator.clipboard.readText())).includes("host=wechat_mp"));
  await shot(page, "studio/simulate-host");
  await page.keyboard.press("1");
  await page.locator("#tab-events").click();
  await page.locator(".log li", { hasText: "dacu-host" }).first().waitFor();
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("widgets that live by sharing are taken out where a platform forbids it", async () => {
  const { page } = await studio.open("#/simulate?c=bargain");
  const row = page.locator(".mx tbody tr", { hasText: "砍价" });
  await row.locator(".gone, .lost").first().waitFor();
  assert.match(await row.innerText(), /WX\d/);
  assert.match(await row.locator("td").first().innerText(), /照常/);
  await page.close();
});

test("a reply that is lost once ends in one coupon", async () => {
  const { page, phone } = await studio.open(`#/simulate?${AT}`);
  await page.locator("select.recipe").selectOption("lost-claim");
  await page.waitForFunction(() => location.hash.includes("fault=claim:lost!1") || location.hash.includes("claim:lost%211"));
  await claim(phone);
  await page.waitForFunction((key) => JSON.parse(localStorage.getItem(key) ?? "{}").claims?.length === 1, SERVER);
  assert.equal(await open(page), 1, "the answer has not come");
  await page.locator(".expect", { hasText: "同一键重发" }).waitFor();
  await page.waitForFunction((key) => !(JSON.parse(localStorage.getItem(key) ?? "{}").open?.length), OUTBOX, { timeout: 20_000 });
  assert.equal(await claims(page), 1);
  await page.locator(".expect", { hasText: "没有在途的请求" }).waitFor();
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("a page that is killed after the commit finds its coupon when it is opened again", async () => {
  const { page, phone } = await studio.open(`#/simulate?${AT}&ms=1600&kill=committed`);
  await claim(phone);
  await page.locator(".trouble", { hasText: "页面被杀死了" }).waitFor();
  assert.equal(await page.locator("iframe").getAttribute("src"), "about:blank");
  assert.equal(await claims(page), 1);
  assert.equal(await open(page), 1, "it never heard");
  await shot(page, "studio/simulate-killed");
  await page.locator(".trouble button", { hasText: "重开页面" }).click();
  await phone.locator("dacu-coupons[data-live]").waitFor();
  await page.waitForFunction((key) => !(JSON.parse(localStorage.getItem(key) ?? "{}").open?.length), OUTBOX, { timeout: 20_000 });
  assert.equal(await claims(page), 1, "the same key, the same coupon");
  await page.close();
});

test("storage that is full, denied or corrupt leaves a page that works", async () => {
  for (const [preset, proof] of [
    ["disk-full", () => { try { localStorage.setItem("x", "1"); return false; } catch (e) { return e.name === "QuotaExceededError"; } }],
    ["disk-denied", () => { try { return !localStorage; } catch (e) { return e.name === "SecurityError"; } }],
    ["disk-corrupt", () => { localStorage.setItem("x", "1234"); return localStorage.getItem("x") === "12"; }],
  ]) {
    const { page, phone } = await studio.open(`#/simulate?${AT}`);
    await page.locator("select.recipe").selectOption(preset);
    await page.waitForFunction(() => document.querySelector("iframe").src.includes("storage="));
    await phone.locator("dacu-coupons[data-live]").waitFor();
    const frame = page.frames().find((known) => known.url().includes("/h5/"));
    assert.ok(await frame.evaluate(proof), preset);
    await claim(phone);
    await phone.locator("dacu-coupons", { hasText: /已领|去使用|可用/ }).first().waitFor();
    await page.locator(".expect", { hasText: "只有页面自己记得" }).waitFor();
    assert.deepEqual(page.problems, [], preset);
    await page.close();
  }
});

test("a second tab hears what the first one does", async () => {
  const { page, phone } = await studio.open(`#/simulate?${AT}`);
  await page.locator("button.second").click();
  const other = page.frameLocator("iframe >> nth=1");
  await other.locator("dacu-cart[data-live]").waitFor();
  await page.evaluate(() => document.querySelector("iframe").contentWindow.Dacu.setCart([{ sku: "tea", quantity: 7 }]));
  const paid = await phone.locator("dacu-cart").evaluate(() => window.Dacu.quote().then((quote) => quote.payable));
  await page.waitForFunction(
    (paid) => document.querySelectorAll("iframe")[1].contentWindow.Dacu.quote().then((quote) => quote.payable === paid),
    paid,
  );
  await page.close();
});

test("a device clock that is off or jumps moves the device's time, not the campaign's", async () => {
  const { page, phone } = await studio.open(`#/simulate?${AT}&skew=86400000`);
  const frame = () => page.frames().find((known) => known.url().includes("/h5/"));
  const skew = async () => Math.round(((await frame().evaluate(() => Date.now())) - Date.now()) / 60_000);
  assert.equal(await skew(), 24 * 60);
  const counted = await phone.locator("dacu-countdown").innerText();
  await page.locator("button.wake").click();
  await page.waitForFunction(() => location.hash.includes("skew=88200000"));
  assert.equal(await skew(), 24 * 60 + 30);
  assert.equal(await phone.locator("dacu-countdown").innerText(), counted);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("a recipe of one's own has a name, travels in the link, and is reset", async () => {
  const { page } = await studio.open("#/simulate");
  await page.locator(".who-card input[name=sim-buyer]").nth(1).check();
  await page.locator(".net-card .opt", { hasText: "429" }).click();
  await page.locator("input.once").check();
  await page.locator("button.save-as").click();
  await page.locator(".field.name input").fill("老客遇限流");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => decodeURIComponent(location.hash).includes("老客遇限流~"));
  await page.locator("button", { hasText: "复制场景链接" }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.close();

  const again = await studio.browser.open(link);
  await again.locator("select.recipe").waitFor();
  assert.equal(await again.locator("select.recipe").evaluate((list) => list.selectedOptions[0].text), "老客遇限流");
  assert.equal(await again.locator(".who-card input[name=sim-buyer]").nth(1).isChecked(), true);
  await again.locator(".simmain").focus();
  await again.keyboard.press("Shift+R");
  await again.waitForFunction(() => document.querySelector("select.recipe").selectedOptions[0].text === "一切正常");
  await again.locator("select.recipe").selectOption("own-0");
  await again.waitForFunction(() => location.hash.includes("buyer="));
  assert.deepEqual(again.problems, []);
  await again.close();
});

test("several phones side by side differ in what one chooses and in nothing else", async () => {
  const { page } = await studio.open("#/preview");
  await page.locator("button.add-phone").click();
  const other = page.frameLocator("iframe >> nth=1");
  await page.locator("select.beside-theme").selectOption("calm");
  await other.locator("dacu-coupons .dacu-theme-calm").waitFor();
  await page.locator("select.beside-locale").selectOption("en");
  await other.locator("dacu-countdown", { hasText: /Ends in/ }).waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".stage").click({ position: { x: 5, y: 300 } });
  await page.keyboard.press("k");
  await page.waitForFunction(() => {
    const at = (frame) => frame.contentDocument.querySelector("dacu-campaign").getAttribute("server-now");
    const [one, two] = document.querySelectorAll("iframe");
    return at(one) === at(two) && at(one).includes("20:00:00");
  });
  await shot(page, "studio/beside");
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("the view folds", async () => {
  for (const [width, shade] of [[1440, "light"], [1440, "dark"], [1024, "light"], [768, "light"]]) {
    const { page } = await studio.open(`#/simulate?${AT}&ms=1000&fault=claim:lost!1&host=wechat_h5&ui=${shade}`, false);
    await page.setViewportSize({ width, height: 900 });
    await page.locator(".mx .lints .cap").nth(6).waitFor();
    await page.waitForTimeout(600);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `${wide} of ${width}`);
    await shot(page, `studio/simulate-${width}-${shade}`);
    await page.close();
  }
});
