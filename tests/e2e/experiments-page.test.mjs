/**
 * Experiments of a campaign on a shop's page, under a strict policy: who sees what, what is kept, told and
 * sent, and the page with personalisation off.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";

import { assign } from "../../embed/experiments/assign.js";
import { launch } from "./support/chromium.mjs";
import { launch as launchOld } from "./support/old-chromium.mjs";
import { ROOT, serve } from "./support/server.mjs";

const CSP =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types dacu";

const sample = (name) => JSON.parse(readFileSync(join(ROOT, `public/campaigns/${name}.json`), "utf8"));
const evergreen = sample("evergreen");

/** Two shoppers' ids that the sample's experiment on looks tells apart, as the server's crate would. */
function shopperOf(variation) {
  const experiment = evergreen.experiments.find(({ id }) => id === "look");
  const situation = { phases: evergreen.phases, phase: "live", now: Date.parse("2027-03-01T12:00:00+08:00"), search: "" };
  for (let at = 0; ; at += 1) {
    const shopper = `openid-${at}-13800000000`;
    if (assign(experiment, { ...situation, shopper }, {}).variation === variation) return shopper;
  }
}

const SHOP = ({ src, at, widgets, attributes, modules }) => `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
  <script src="/shop.js"></script><body>
  <dacu-campaign src="${src}" api="local" server-now="${at}" ${attributes}>
    ${widgets.map((name) => `<dacu-${name}></dacu-${name}><p>${name}</p>`).join("\n    ")}
  </dacu-campaign>
  <script src="/embed/dacu.js" data-with="${modules}" data-layer="layer" data-consent="given"></script>`;

const EVERGREEN = { src: "/campaigns/evergreen.json", at: "2027-03-01T12:00:00+08:00", widgets: ["cart", "rules"], attributes: "", modules: "experiments analytics" };

let server;
let old;
let browser;
/** What the page is, the id its shop gives, and what it has of the server; per test. */
let shop;
let given;
let file;

before(async () => {
  const route = (_, url) => {
    if (url.pathname === "/shop") return { body: SHOP(shop) };
    if (url.pathname === "/varied.json") return { body: JSON.stringify(file), headers: { "Content-Type": "application/json", Date: new Date().toUTCString() } };
    if (url.pathname !== "/shop.js") return null;
    const say = given && `(window.Dacu = window.Dacu || []).push(function (Dacu) { Dacu.setShopper(${given.map((one) => JSON.stringify(one)).join()}); });`;
    const body = `window.told = []; ["expose", "personalisation", "ready"].forEach(function (name) {
      document.addEventListener("dacu-" + name, function (event) { told.push([name, event.detail]); }); });
      ${say || ""}`;
    return { body, headers: { "Content-Type": "text/javascript" } };
  };
  server = await serve({ csp: CSP, route });
  // Engines before Chromium 97 know no word for Wasm in a policy.
  old = await serve({ route });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.close();
  await old?.close();
});
beforeEach(async () => {
  shop = { ...EVERGREEN };
  given = null;
  server.requests.length = 0;
});

async function open(path = "/shop") {
  const page = await browser.open(`${server.url}${path}`);
  await live(page);
  return page;
}

const live = (page) => page.waitForFunction(() => Array.from(document.querySelectorAll("dacu-campaign > dacu-cart, dacu-campaign > dacu-rules")).every((element) => element.hasAttribute("data-live")));
const theme = (page) => page.evaluate(() => document.querySelector("dacu-campaign").dataset.theme);
const order = (page) => page.evaluate(() => Array.from(document.querySelectorAll("dacu-campaign > *"), (element) => element.localName.replace("dacu-", "")).join(" "));
const told = (page, name) => page.evaluate((name) => told.filter(([known]) => known === name).map(([, detail]) => detail), name);
const stored = (page) => page.evaluate(() => JSON.stringify({ ...localStorage }));

async function close(page) {
  assert.deepEqual(page.problems, []);
  await page.evaluate("localStorage.clear()");
  await page.close();
}

const SPRING = { campaign: "evergreen", experiment: "look", variation: "spring" };

test("a shopper sees a variation, it is counted once, and the id stays in the page", async () => {
  given = [shopperOf(1)];
  const page = await open();
  assert.equal(await theme(page), "spring");
  assert.equal(await order(page), "rules p cart p");
  await page.evaluate("document.querySelector('dacu-campaign').setAttribute('lang', 'en')");
  await page.waitForTimeout(300);
  assert.deepEqual((await told(page, "expose")).filter(({ experiment }) => experiment === "look"), [SPRING]);
  assert.deepEqual((await page.evaluate("layer")).filter(({ event, exp_variant_string: of }) => event === "experience_impression" && /^look/.test(of)),
    [{ event: "experience_impression", exp_variant_string: "look-spring" }]);
  const kept = await stored(page);
  assert.match(kept, /look__0\\+":\\+"spring/);
  assert.ok(!kept.includes("openid") && !kept.includes("13800000000"), kept);
  assert.ok(!server.requests.some((path) => path.includes("openid")));

  // A reload counts a new view and shows the same; so does another weight of the variations.
  await page.reload();
  await live(page);
  assert.equal(await theme(page), "spring");
  await close(page);
});

test("without an id, and for those the other way, the page is the campaign as it stands", async () => {
  for (const [id, seen] of [[null, []], [[shopperOf(0)], [{ ...SPRING, variation: "as-is" }]]]) {
    given = id;
    const page = await open();
    assert.equal(await theme(page), evergreen.theme);
    assert.equal(await order(page), "cart p rules p");
    assert.deepEqual((await told(page, "expose")).filter(({ experiment }) => experiment === "look"), seen);
    await close(page);
  }
});

test("who has seen a variation sees it when weights change; another shopper of the browser does not", async () => {
  file = sample("evergreen");
  shop.src = "/varied.json";
  given = [shopperOf(1)];
  const page = await open();
  assert.equal(await theme(page), "spring");
  const look = file.experiments.find(({ id }) => id === "look");
  [look.variations[0].weight, look.variations[1].weight] = [9999, 1];
  await page.reload();
  await live(page);
  assert.equal(await theme(page), "spring", "kept");
  given = [shopperOf(0)];
  await page.reload();
  await live(page);
  assert.equal(await theme(page), evergreen.theme, "of somebody else");
  await close(page);
});

test("an id that comes later changes the page that is there", async () => {
  const page = await open();
  assert.equal(await theme(page), evergreen.theme);
  await page.evaluate((id) => Dacu.setShopper(id), shopperOf(1));
  await page.waitForFunction(() => document.querySelector("dacu-campaign").dataset.theme === "spring");
  assert.equal(await order(page), "rules p cart p");
  await page.evaluate(() => Dacu.setShopper(""));
  await page.waitForFunction(() => document.querySelector("dacu-campaign").dataset.theme === "calm");
  assert.equal(await order(page), "cart p rules p");
  await close(page);
});

test("personalisation off: the page for everyone, the same prices, kept until it is turned on", async () => {
  given = [shopperOf(1)];
  const page = await open();
  const payable = (await page.evaluate("Dacu.quote()")).payable;
  const button = page.locator("dacu-rules button");
  assert.equal(await button.textContent(), "关闭个性化");
  const { height } = await button.boundingBox();
  assert.ok(height >= 44, `${height} px`);
  await button.click();
  await page.waitForFunction(() => document.querySelector("dacu-campaign").dataset.theme === "calm");
  assert.equal(await order(page), "cart p rules p");
  assert.deepEqual(await told(page, "personalisation"), [{ set: "off" }]);
  assert.equal((await page.evaluate("Dacu.quote()")).payable, payable);
  await page.evaluate("told.length = 0");

  await page.reload();
  await live(page);
  assert.equal(await page.getAttribute("dacu-campaign", "personalisation"), "off");
  assert.equal(await theme(page), evergreen.theme);
  assert.deepEqual(await told(page, "expose"), []);
  assert.equal((await page.evaluate("Dacu.quote()")).payable, payable);
  await page.locator("dacu-rules button", { hasText: "打开个性化" }).click();
  await page.waitForFunction(() => document.querySelector("dacu-campaign").dataset.theme === "spring");
  await close(page);

  shop.attributes = 'personalisation="off"';
  const off = await open();
  assert.equal(await theme(off), evergreen.theme);
  await close(off);
});

test("a price is tested by the server's word alone", async () => {
  file = sample("double11-2026");
  file.experiments = [{
    id: "price", unit: "shopper", review: { reviewer: "王芳", date: "2026-10-01", reason: "例" },
    variations: [{ id: "as-is", weight: 5000, offers: ["full"] }, { id: "none", weight: 5000 }],
  }];
  shop = { ...shop, src: "/varied.json", at: "2026-11-11T10:02:00+08:00", attributes: 'cart="top-tier"' };
  const price = async () => {
    const page = await open("/shop?price=1");
    const { payable, applied, ruleset } = await page.evaluate("Dacu.quote()");
    const exposed = await told(page, "expose");
    await close(page);
    return { payable, full: applied.some(({ offer }) => offer === "full"), ruleset, exposed };
  };
  given = ["u1"];
  const usual = await price();
  assert.deepEqual([usual.full, usual.exposed], [true, []]);
  given = ["u1", { price: "none" }];
  const other = await price();
  assert.ok(!other.full && other.payable > usual.payable && other.ruleset !== usual.ruleset, JSON.stringify(other));
  assert.deepEqual(other.exposed, [{ campaign: file.id, experiment: "price", variation: "none" }]);
  // Pages without the module show what the first variation has, and never what belongs to another.
  file.experiments[0].variations.reverse();
  shop.modules = "";
  given = null;
  assert.equal((await price()).ruleset, other.ruleset);
});

test("an address shows a variation to whoever checks it, and counts nobody", async () => {
  const page = await open("/shop?look=1");
  assert.equal(await theme(page), "spring");
  assert.deepEqual(await told(page, "expose"), []);
  await close(page);
});

test("without the module there is no shopper to set, and a file that it cannot vary is shown", async () => {
  shop.modules = "";
  const page = await open();
  assert.match(await page.evaluate(() => Dacu.setShopper("u").catch(String)), /the module experiments is not there/);
  await close(page);
  file = { ...sample("evergreen"), experiments: [{ id: "x", variations: null }] };
  shop = { ...EVERGREEN, src: "/varied.json" };
  given = ["u1"];
  const odd = await open();
  assert.equal(await theme(odd), evergreen.theme);
  await close(odd);
});

test("works on Chromium 67", async () => {
  given = [shopperOf(1)];
  const page = await launchOld(67);
  try {
    await page.goto(`${old.url}/shop`);
    await page.waitFor("document.querySelector('dacu-cart[data-live]') && document.querySelector('dacu-campaign').dataset.theme === 'spring'");
    assert.equal(await page.eval("told.filter(function (one) { return one[0] === 'expose' && one[1].experiment === 'look'; }).length"), 1);
    assert.deepEqual(page.problems, []);
  } finally {
    await page.close();
  }
});
