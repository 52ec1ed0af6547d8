/** The elements as a page's code uses them: moved, changed, given properties, and heard. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { CONTRACT } from "./support/bundle.mjs";
import { launch } from "./support/chromium.mjs";
import { launch as launchOld } from "./support/old-chromium.mjs";
import { ROOT, serve } from "./support/server.mjs";
import { NOW } from "./support/shop.mjs";

const SRC = "/public/campaigns/double11-2026.json";
const LOADER = `<script src="/dist/embed/dacu.js"></script>`;

const HELPERS = `<!doctype html><script>
  window.faults = [];
  document.addEventListener("dacu-fault", function (event) { faults.push(event.detail.reason); });
  function make(tag, attributes, children) {
    var element = document.createElement(tag);
    for (var name in attributes) element.setAttribute(name, attributes[name]);
    (children || []).forEach(function (child) { element.appendChild(child); });
    return element;
  }
  function campaign(children, store) {
    return make("dacu-campaign", { src: "${SRC}", "server-now": "${NOW}", store: store || "" }, children);
  }
  function card() { return document.createTextNode("card"); }
  function live(element) { return element.hasAttribute("data-live"); }
</script>`;

let server, browser;
before(async () => {
  assert.ok(existsSync(join(ROOT, "dist/embed/manifest.json")), "`cargo xtask dist` has built the bundle");
  server = await serve({ dir: ROOT, route: (_, url) => url.pathname === "/page" && { body: HELPERS + LOADER } });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** One script for browsers old and new: it moves elements about and says what became of them. */
const MOVES = `(function () {
  var said = {};
  function until(what) {
    return new Promise(function (done, failed) {
      var end = Date.now() + 20000;
      (function look() {
        if (what()) done();
        else if (Date.now() > end) failed(new Error("never: " + what));
        else setTimeout(look, 20);
      })();
    });
  }
  function wait(ms) { return new Promise(function (done) { setTimeout(done, ms); }); }
  var count = make("dacu-countdown", {}, [card()]), first = campaign([count], "a"), second = campaign([], "b");
  var cart = make("dacu-cart", {}, [card()]);
  document.body.appendChild(first);
  return until(function () { return live(count); }).then(function () {
    said.one = Dacu.alive().slice(0, 2).join();
    // Within its campaign: nothing ends.
    var box = make("div");
    first.appendChild(box);
    var base = count.shadowRoot.querySelector("[part=base]");
    box.appendChild(count);
    return wait(50).then(function () {
      said.sameBase = base === count.shadowRoot.querySelector("[part=base]");
      document.body.appendChild(second);
      // To another campaign: it is that one's from then on.
      second.appendChild(count);
      return until(function () { return live(count) && base !== count.shadowRoot.querySelector("[part=base]"); });
    });
  }).then(function () {
    said.two = Dacu.alive().slice(0, 2).join();
    // Out of every campaign: the card shows.
    document.body.appendChild(count);
    return until(function () { return !live(count); });
  }).then(function () {
    said.out = [Dacu.alive().slice(0, 2).join(), count.shadowRoot.firstChild.nodeName, count.offsetHeight > 0].join();
    // A campaign whose address comes last, around a widget that was there before.
    first.remove();
    second.remove();
    var late = make("dacu-campaign", { "server-now": "${NOW}" }, [cart]);
    document.body.appendChild(late);
    return wait(50).then(function () {
      said.unaddressed = Dacu.alive().slice(0, 2).join();
      late.setAttribute("src", "${SRC}");
      return until(function () { return live(cart); });
    });
  }).then(function () {
    // From the second sheet, which old engines link beside the first.
    said.dressed = getComputedStyle(cart.shadowRoot.querySelector(".dacu-empty")).paddingTop;
    // Gone and back in one task is not gone; a lone widget lives by its own address.
    count.setAttribute("src", "${SRC}");
    count.setAttribute("server-now", "${NOW}");
    return until(function () { return live(count); });
  }).then(function () {
    var base = count.shadowRoot.querySelector("[part=base]"), at = count.parentNode;
    at.removeChild(count);
    at.appendChild(count);
    return wait(50).then(function () {
      said.back = base === count.shadowRoot.querySelector("[part=base]");
      // Under a shadow root of the page's own, inside a campaign.
      var host = make("div");
      host.attachShadow({ mode: "open" }).appendChild(make("dacu-rules", {}, [card()]));
      cart.parentNode.appendChild(host);
      return until(function () { return live(host.shadowRoot.firstChild); });
    });
  }).then(function () {
    [].slice.call(document.body.children).forEach(function (child) { child.remove(); });
    return wait(100);
  }).then(function () {
    said.left = Array.from(Dacu.alive()).join();
    said.faults = faults.join();
    return said;
  });
})()`;

const MOVED = {
  one: "1,1", sameBase: true, two: "2,1", out: "2,0,SLOT,true", unaddressed: "0,0", dressed: "32px", back: true, left: "0,0,0", faults: "",
};

test("elements are added, moved and removed at any time, and nothing is left over", async () => {
  const page = await browser.open(`${server.url}/page`);
  assert.deepEqual(await page.evaluate(MOVES), MOVED);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("elements are moved about on Chromium 67", async () => {
  const page = await launchOld(67);
  try {
    await page.goto(`${server.url}/page`);
    assert.deepEqual(await page.eval(MOVES), MOVED);
    assert.deepEqual(page.problems, []);
  } finally {
    await page.close();
  }
});

test("every widget keeps its texts off the edges of a page that has none of its own", async () => {
  const page = await browser.open(`${server.url}/page`);
  const widgets = CONTRACT.elements.map(({ tag }) => tag).filter((tag) => tag !== "dacu-campaign");
  const near = await page.evaluate(async (widgets) => {
    document.body.style.margin = 0;
    const shop = window.campaign(widgets.map((tag) => window.make(tag, {})), "edges");
    shop.setAttribute("cart", "top-tier");
    document.body.appendChild(shop);
    while (!Array.from(shop.children).every(window.live)) await new Promise((done) => setTimeout(done, 20));
    const near = [];
    for (const widget of Array.from(shop.children)) {
      const texts = document.createTreeWalker(widget.shadowRoot, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        if (texts.currentNode.parentNode.closest(".dacu-sr")) continue;
        const range = document.createRange();
        range.selectNode(texts.currentNode);
        const { left, right, width } = range.getBoundingClientRect();
        if (width && (left < 12 || right > innerWidth - 12)) near.push(`${widget.localName}: ${texts.currentNode.data}`);
      }
    }
    return near;
  }, widgets);
  assert.deepEqual(near, []);
  await page.close();
});

/** What a guest's press on «log in» leads to: the address then, what the console was told, and whether the ticket says that it leads nowhere. */
async function logIn(attributes, script = "") {
  const page = await browser.open();
  const told = [];
  page.on("console", (message) => message.type() === "warning" && told.push(message.text()));
  await page.goto(`${server.url}/page`);
  await page.evaluate(
    ({ attributes, script }) => {
      window.eval(script);
      const shop = window.campaign([window.make("dacu-coupons", {})], "login");
      Object.entries({ buyer: "guest", ...attributes }).forEach(([name, value]) => shop.setAttribute(name, value));
      document.body.appendChild(shop);
    },
    { attributes, script },
  );
  await page.locator("dacu-coupons button", { hasText: "去登录" }).first().click();
  await page.waitForTimeout(300);
  const { pathname, search } = new URL(page.url());
  const said = await page.locator("dacu-coupons .dacu-coupon__why", { hasText: "请先在店里登录" }).count();
  await page.close();
  return [pathname + search, told, said];
}

test("«log in» goes where the page says, unless the page has done it; nobody's answer is told", async () => {
  const silent = ["/page", ["dacu: nobody answers dacu-login"], 1];
  assert.deepEqual(await logIn({ "login-href": "/login?from=sale" }), ["/login?from=sale", [], 0]);
  const own = "document.addEventListener('dacu-login', function (event) { event.preventDefault(); })";
  assert.deepEqual(await logIn({ "login-href": "/login" }, own), ["/page", [], 0]);
  assert.deepEqual(await logIn({}, own), ["/page", [], 0]);
  assert.deepEqual(await logIn({}), silent);
  assert.deepEqual(await logIn({ "login-href": "" }), silent);
  assert.deepEqual(await logIn({ "login-href": "javascript:document.title='ran'" }), ["/page", silent[1], 0]);
});

test("properties reflect attributes, before the elements are known and after", async () => {
  const page = await browser.open(`${server.url}/page`);
  const said = await page.evaluate(async ([src, now]) => {
    const page = document.createElement("dacu-campaign");
    // As a framework sets them before there is a class.
    page.src = src;
    page.dark = true;
    page.serverNow = now;
    const count = page.appendChild(document.createElement("dacu-countdown"));
    document.body.appendChild(page);
    while (!window.live(count)) await new Promise((done) => setTimeout(done, 20));
    const seen = [page.outerHTML.replace(/>.*/, ">"), page.dark, page.large, page.theme, "lang" in page && page.lang];
    const base = () => count.shadowRoot.querySelector("[part=base]");
    const classes = [base().className];
    page.large = true;
    page.theme = "calm";
    page.dark = false;
    page.latency = 300;
    await null;
    await null;
    classes.push(base().className);
    const before = base();
    // The same value again is no change.
    count.precision = "tenths";
    count.setAttribute("precision", "tenths");
    await new Promise((done) => setTimeout(done, 50));
    const once = base();
    count.precision = "tenths";
    await new Promise((done) => setTimeout(done, 50));
    page.theme = null;
    return { seen, classes, latency: page.latency, renewed: before !== once, kept: once === base(), theme: page.getAttribute("theme") };
  }, [SRC, NOW]);
  for (const attribute of [`src="${SRC}"`, 'dark=""', `server-now="${NOW}"`])
    assert.ok(said.seen[0].includes(attribute), said.seen[0]);
  assert.deepEqual(said.seen.slice(1), [true, false, "", ""]);
  assert.deepEqual(said.classes, ["dacu dacu-theme-festive dacu-dark", "dacu dacu-theme-calm dacu-large"]);
  assert.deepEqual([said.latency, said.renewed, said.kept, said.theme], ["300", true, true, null]);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("an address that is none is a fault and nothing else", async () => {
  const page = await browser.open(`${server.url}/page`);
  await page.evaluate(() => {
    const lone = window.make("dacu-countdown", { src: "http://" }, [window.card()]);
    document.body.appendChild(lone);
  });
  await page.waitForFunction("faults.length");
  assert.deepEqual(await page.evaluate("faults"), ["campaign_unreachable"]);
  assert.deepEqual(page.problems.filter((text) => !text.includes("Failed to load")), []);
  await page.close();
});

/** The type of a value, held against what the contract says of it. */
function fits(value, type, where) {
  const record = CONTRACT.types.find((each) => each.name === type);
  const union = CONTRACT.unions.find((each) => each.name === type);
  if (type.includes(" | ")) return assert.ok(type.split(" | ").some((one) => one === "null" ? value === null : typeof value === "object"), where);
  if (type.endsWith("[]")) return void value.forEach((each, at) => fits(each, type.slice(0, -2), `${where}[${at}]`));
  if (union) return assert.ok(union.values.includes(value), `${where}: ${value}`);
  if (record) return fields(value, record.fields, where);
  assert.equal(typeof value, type, where);
}

function fields(value, told, where) {
  const known = Object.keys(told).map((name) => name.replace("?", ""));
  for (const name of Object.keys(value)) assert.ok(known.includes(name), `${where}.${name} is not told`);
  for (const [name, type] of Object.entries(told)) {
    const bare = name.replace("?", "");
    if (name === bare) assert.ok(bare in value, `${where}.${bare} is missing`);
    if (bare in value) fits(value[bare], type, `${where}.${bare}`);
  }
}

test("events and quotes hold what the contract says", async () => {
  const page = await browser.open(`${server.url}/page`);
  const heard = await page.evaluate(async ({ names, src, now }) => {
    const heard = [];
    for (const name of names)
      window.Dacu.on(name, (event) => heard.push({ name, detail: event.detail, cancelable: event.cancelable, composed: event.composed && event.bubbles }));
    const kinds = ["countdown", "coupons", "draw", "flash-sale", "cart"];
    const page = window.make("dacu-campaign", { src, "server-now": now, cart: "top-tier" }, kinds.map((kind) => window.make(`dacu-${kind}`)));
    document.body.appendChild(page);
    const until = async (name) => {
      for (let tries = 0; !heard.some((event) => event.name === name); tries += 1) {
        if (tries > 400) throw new Error(`no ${name}; ${heard.map((event) => event.name)}`);
        await new Promise((done) => setTimeout(done, 25));
      }
    };
    const find = (text) => window.deepQueryAll("button").find((button) => button.textContent.trim() === text);
    const press = async (text) => {
      for (let tries = 0; !find(text); tries += 1) {
        if (tries > 400) throw new Error(`no button ${text}`);
        await new Promise((done) => setTimeout(done, 25));
      }
      find(text).click();
    };
    heard.push({ name: "quote", detail: await window.Dacu.quote() });
    heard.push({ name: "quote", detail: await window.Dacu.quote({ lines: [{ sku: "honey", quantity: 2 }] }) });
    await until("phase");
    await press("领取");
    await until("claim");
    window.deepQuery(".dacu-wheel__hit").click();
    await until("draw");
    await window.Dacu.setCart([{ sku: "honey", quantity: 1 }]);
    await until("cart");
    page.setAttribute("latency", "much");
    await until("fault");
    return heard;
  }, { names: CONTRACT.events.map((event) => event.name), src: SRC, now: NOW });
  const names = new Set(heard.map((event) => event.name));
  for (const name of ["ready", "phase", "cart", "quote", "claim", "draw", "fault"]) assert.ok(names.has(name), name);
  for (const { name, detail, composed } of heard) {
    const told = CONTRACT.events.find((event) => event.name === name).detail;
    if (typeof told === "string") fits(detail, name === "quote" ? "Quote" : told, name);
    else fields(detail, told, name);
    assert.notEqual(composed, false, name);
  }
  assert.deepEqual(page.problems, []);
  await page.close();
});
