/**
 * The plain page of tests/pages where everything around the widgets is against them: a strict
 * policy, style sheets that reach for everything, prototypes that other scripts have changed, and
 * an ad blocker. The shopper's journey is the same, and the widgets look as they do elsewhere.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { buildPages } from "../pages/build.mjs";
import { launch } from "./support/chromium.mjs";
import { servePages } from "./support/pages.mjs";
import { ROOT, SITE } from "./support/server.mjs";
import { live } from "./support/shop.mjs";
import { shot } from "./support/shots.mjs";

const WIDGETS = ["countdown", "coupons", "cart"];

/** What a page puts in its head against us, by the name of the test's picture. */
const STYLES = {
  "unset": "* { all: unset } head, style, script, title { display: none }",
  "unset-important": "* { all: unset !important } head, style, script, title { display: none !important }",
  "rem-50": "html { font-size: 50px; line-height: 3; letter-spacing: 0.4em; text-transform: uppercase; text-align: right; direction: ltr }",
  "zoom": "body { zoom: 1.5; margin: 0 }",
  "reset":
    "html * { box-sizing: content-box; margin: 0; padding: 7px; border: 3px solid lime; float: left; font: italic 30px cursive; color: lime; position: static }",
};

const POLLUTION = `
  Object.prototype.each = function () { return this; };
  Object.prototype.extend = { not: "yours" };
  Object.prototype.nonce = "polluted";
  Array.prototype.remove = function () { throw new Error("called by a stranger"); };
  Array.prototype.last = function () { return this[this.length - 1]; };
  // As Prototype.js had it: JSON.stringify then writes a list as a text.
  Array.prototype.toJSON = function () { return "[" + this.map(function (one) { return JSON.stringify(one); }).join(", ") + "]"; };
  String.prototype.toJSON = function () { return this; };
  Function.prototype.method = function () { return this; };
`;

let server;
let policy;
let style;
let script;

before(async () => {
  server = await servePages(await buildPages(), {
    change(html) {
      const head = `${style ? `<style>${style}</style>` : ""}${script ? `<script>${script}</script>` : ""}`;
      return html.replace("</title>", `</title>${head}`);
    },
    headers: () => policy,
  });
});
after(() => server?.close());

/** A shopper sees the countdown, claims and changes the cart; returns the page for what more a test asks. */
async function journey(browser, prepare = () => {}) {
  const page = await browser.open();
  page.setDefaultTimeout(10000);
  await prepare(page);
  await page.goto(`${server.url}/pages/plain/`, { waitUntil: "domcontentloaded" });
  await live(page, WIDGETS);
  await page.waitForFunction(() => window.deepQuery(".dacu-count__row") !== null);
  await page.waitForFunction(() => window.Dacu.quote().then((quote) => quote.lines.length === 2));
  const before = await page.evaluate(() => window.Dacu.quote().then((quote) => quote.payable));
  await page.locator("dacu-coupons button", { hasText: /^领取$/ }).first().click();
  await page.waitForSelector("dacu-coupons .dacu-coupon__seal");
  await page.locator("dacu-cart .dacu-line").first().locator(".dacu-step button").last().click();
  await page.waitForFunction(
    (before) => window.Dacu.quote().then((quote) => quote.payable > before),
    before,
  );
  return page;
}

/** The size of each widget and the size of its text, in CSS pixels. */
const measures = (page) =>
  page.evaluate(() =>
    window.deepQueryAll("dacu-campaign > *").map((widget) => {
      const base = widget.shadowRoot.querySelector(".dacu");
      const { fontSize, lineHeight, color, textAlign, letterSpacing, textTransform, direction, fontStyle } = getComputedStyle(base);
      return { fontSize, lineHeight, color, textAlign, letterSpacing, textTransform, direction, fontStyle };
    }),
  );

const overflow = (page) =>
  page.evaluate(() =>
    window
      .deepQueryAll("dacu-campaign > *")
      .map((widget) => widget.shadowRoot.querySelector(".dacu"))
      .filter((base) => base.scrollWidth > base.clientWidth + 1).length,
  );

test("a strict policy with trusted types enforced", async () => {
  const text = readFileSync(join(ROOT, "tests/pages/strict-csp/headers.txt"), "utf8");
  policy = Object.fromEntries(text.trim().split("\n").map((line) => line.split(/: (.*)/s).slice(0, 2)));
  const browser = await launch();
  try {
    const page = await journey(browser, (page) =>
      page.addInitScript(() => {
        window.violations = [];
        document.addEventListener("securitypolicyviolation", ({ violatedDirective, sourceFile, sample }) =>
          window.violations.push([violatedDirective, sourceFile, sample].join(" ")),
        );
      }),
    );
    assert.deepEqual(await page.evaluate(() => window.violations), []);
    assert.deepEqual(page.problems, []);
    const refused = await page.evaluate(() => {
      try {
        document.createElement("p").innerHTML = "<b>markup</b>";
        return false;
      } catch (error) {
        return error instanceof TypeError;
      }
    });
    assert.ok(refused, "trusted types are enforced");
  } finally {
    policy = undefined;
    await browser.close();
  }
});

test("style sheets that reach for everything change neither size, type nor colour", async () => {
  let friendly;
  for (const [name, hostile] of [["none", ""], ...Object.entries(STYLES)]) {
    style = hostile;
    const browser = await launch();
    try {
      const page = await journey(browser);
      await shot(page, `hostile-${name}`, { full: true });
      friendly ??= await measures(page);
      assert.deepEqual(await measures(page), friendly, name);
      assert.equal(await overflow(page), 0, `${name}: nothing sticks out of a widget`);
      assert.deepEqual(page.problems, [], name);
    } finally {
      style = undefined;
      await browser.close();
    }
  }
});

test("prototypes that other scripts have changed", async () => {
  script = POLLUTION;
  const browser = await launch();
  try {
    const page = await journey(browser);
    assert.deepEqual(page.problems, []);
  } finally {
    script = undefined;
    await browser.close();
  }
});

/**
 * Rules of the kind that EasyList and its Chinese sister apply to every site: parts of addresses,
 * and classes to hide. `*` stands for anything and `^` for a separator.
 */
const BLOCKED = `
/ad/ /ads/ /ad- /ad_ /ad. /ads. /ads- -ad- -ad. -ads. -ads- _ad. _ads. .ads. .ad. /adv/ /advert /adserv /adx/ /advertis
/banner/ /banner. /banner- /banner_ -banner. -banner- _banner. /banners/ /bnr/ 300x250 728x90 468x60
/promo. /promo/ /promo- /promo_ -promo. -promo- _promo. .promo. /promos/ /promotion. /promotion/ /promotions. /promoted
/coupon. /coupon/ /coupons. /coupons/ -coupon. /popup. /popup/ -popup. /popunder /sponsor /affiliat /campaign/* /campaign.
/track. /tracker. /tracking /beacon. /beacon/ /pixel. /analytics. /stat. /stats. /log? /collect? /gg/ /guanggao /tuiguang /union/
`.trim().split(/\s+/);

const HIDDEN = [
  ..."ad ads advert adsbox ad-banner banner-ad banner_ad top-ad text-ad sponsor sponsored promo promotion promoted popup-ad float-ad".split(" ").map((name) => `.${name}, #${name}`),
  ..."ad- ads- advert banner- banner_ promo- promo_ promotion sponsor adv- gg_".split(" ").map((begin) => `[class^="${begin}"], [id^="${begin}"]`),
  ..."-ad- _ad_ -ads -advert -banner _banner -promo _promo sponsor guanggao".split(" ").map((part) => `[class*="${part}"], [id*="${part}"]`),
].join(", ");

const blocks = (url) =>
  BLOCKED.some((rule) => new URL(url).pathname.concat(new URL(url).search).includes(rule.replace(/\*$/, "")));

test("an ad blocker finds nothing to block or to hide", async () => {
  assert.ok(blocks("https://shop.example/js/promo.js") && blocks("https://shop.example/ads/x.png"), "the rules do block");
  const shipped = readdirSync(join(SITE, "embed")).map((file) => `https://shop.example/embed/${file}`);
  assert.ok(shipped.length > 4);
  assert.deepEqual(shipped.filter(blocks), []);

  const browser = await launch();
  try {
    const stopped = [];
    const page = await journey(browser, async (page) => {
      await page.route("**/*", (route) => {
        if (!blocks(route.request().url())) return route.continue();
        stopped.push(route.request().url());
        return route.abort();
      });
    });
    assert.deepEqual(stopped, []);
    const hidden = await page.evaluate((hidden) => window.deepQueryAll(hidden).map((element) => element.className || element.id), HIDDEN);
    assert.deepEqual(hidden, []);
  } finally {
    await browser.close();
  }
});
