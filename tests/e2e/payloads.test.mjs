/**
 * Hostile texts and addresses in every field of a campaign, the cart, the attributes and the
 * storage: nothing runs, nothing leaves its widget, nobody else is asked for anything.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./support/chromium.mjs";
import { ADDRESSES, PAYLOADS } from "./support/payloads.mjs";
import { SITE, serve } from "./support/server.mjs";
import { live, shop } from "./support/shop.mjs";
import { shot } from "./support/shots.mjs";

const CAMPAIGN = readFileSync(join(SITE, "campaigns/double11-2026.json"), "utf8");

/** Keys whose value, a text or one text for each language, is shown to people. */
const TEXTS = new Set(["name", "slogan", "label", "terms", "text", "before", "during", "after", "note", "organiser", "contact",
  "question", "answer", "conditions", "decided", "delivery", "forfeit", "how", "redeem_conditions", "redeem_how", "action", "unit", "symbol"]);
const SYMBOL_LENGTH = 8;

/** What the reader refuses wherever it stands: control characters and unfilled placeholders. */
const REFUSED = PAYLOADS.filter((payload) => /\t|[a-z]\[x\]/.test(payload));
const SHOWN = PAYLOADS.filter((payload) => !REFUSED.includes(payload));

const WATCH = `
  window.ran = []; window.x = function () { window.ran.push(String(new Error().stack)); };
  window.alert = window.confirm = window.prompt = window.x; window.faults = [];
  document.addEventListener("dacu-fault", function (event) { window.faults.push(event.detail.reason); });
`;

/** No policy: nothing but the widgets themselves stands between a payload and the page. */
const page = (campaign, attributes = "") =>
  shop({ src: `/c/${campaign}`, attributes: `store="${campaign}" cart="top-tier" ${attributes}`, script: WATCH });

let server;
let browser;
let files = () => CAMPAIGN;
let attributes = "";

before(async () => {
  server = await serve({
    route: (_, url) => {
      const file = /^\/c\/(.+)/.exec(url.pathname);
      if (file) return { body: files(file[1]), headers: { "Content-Type": "application/json", Date: new Date().toUTCString() } };
      const name = /^\/p\/(.+)/.exec(url.pathname);
      return name && { body: page(name[1], attributes) };
    },
  });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** The sample with each text that people see replaced by what `next` gives, of at most so many characters. */
function poison(next) {
  const campaign = JSON.parse(CAMPAIGN);
  let fields = 0;
  const visit = (node) => {
    for (const [key, value] of Object.entries(node)) {
      if (key === "time_zone") continue;
      if (value && typeof value === "object" && !(TEXTS.has(key) && "zh-CN" in value)) visit(value);
      else if (TEXTS.has(key) && value) {
        fields++;
        node[key] = next(key === "symbol" ? SYMBOL_LENGTH : 80);
      }
    }
  };
  visit(campaign);
  return { text: JSON.stringify(campaign), fields };
}

async function open(name) {
  const opened = await browser.open();
  opened.asked = [];
  opened.on("request", (request) => opened.asked.push(request.url()));
  await opened.goto(`${server.url}/p/${name}`);
  return opened;
}

/** What must hold whatever the texts say. */
async function holds(opened, told) {
  const seen = await opened.evaluate(() => {
    const bad = [];
    for (const element of window.deepQueryAll("*", document.querySelector("dacu-campaign"))) {
      const inShadow = element.getRootNode() instanceof ShadowRoot;
      const name = element.localName;
      if (inShadow && /^(script|iframe|object|embed|base|meta|link|form|frame|applet|foreignobject)$/i.test(name)) bad.push(`<${name}>`);
      for (const { name: attribute, value } of Array.from(element.attributes)) {
        if (/^on/i.test(attribute)) bad.push(`${name} ${attribute}`);
        if (/^(href|src|action|formaction|xlink:href)$/i.test(attribute) && !/^(#|\.{0,2}\/|https:|data:image\/svg|[\w-]+[./])/.test(value.replace(location.origin, ""))) bad.push(`${name} ${attribute}=${value}`);
      }
    }
    const right = document.documentElement.clientWidth + 1;
    if (document.documentElement.scrollWidth > window.innerWidth)
      for (const element of window.deepQueryAll("*", document.querySelector("dacu-campaign")))
        for (const node of Array.from(element.childNodes)) {
          const range = document.createRange();
          range.selectNode(node);
          if (range.getBoundingClientRect().right > right) bad.push(`${element.localName}.${element.className} sticks out: ${node.textContent.slice(0, 40)}`);
        }
    return { ran: window.ran, bad: bad.slice(0, 12), wide: document.documentElement.scrollWidth - window.innerWidth, hidden: getComputedStyle(document.body).display === "none" };
  });
  assert.deepEqual(seen, { ran: [], bad: [], wide: 0, hidden: false }, told);
  const elsewhere = opened.asked.filter((url) => !url.startsWith(server.url) && !/^(data|blob):/.test(url));
  assert.deepEqual(elsewhere, [], told);
}

test("the payloads are live: many of them run where a page takes them for markup", async () => {
  assert.ok(PAYLOADS.length >= 500, `${PAYLOADS.length} payloads`);
  const opened = await browser.open(`${server.url}/p/control`);
  const ran = await opened.evaluate(async (payloads) => {
    let count = 0;
    for (const payload of payloads) {
      window.ran = [];
      const place = document.body.appendChild(document.createElement("div"));
      place.innerHTML = payload;
      await new Promise((done) => setTimeout(done, 5));
      for (const element of place.querySelectorAll("*")) {
        element.dispatchEvent(new Event("error"));
        element.dispatchEvent(new Event("click"));
      }
      count += window.ran.length ? 1 : 0;
      place.remove();
    }
    return count;
  }, PAYLOADS.filter((payload) => !/iframe|base|meta|href|form/i.test(payload)));
  assert.ok(ran >= 100, `${ran} ran`);
  await opened.close();
});

test("every payload through the texts of every widget", { timeout: 300000 }, async () => {
  let at = 0;
  let shown = 0;
  const short = SHOWN.filter((payload) => [...payload].length <= SYMBOL_LENGTH);
  const next = (most) => (most < 80 ? short[at++ % short.length] : SHOWN[at++ % SHOWN.length]);
  // Each widget shows some twenty fields; so often does each payload come round to it.
  const rounds = Math.ceil(SHOWN.length / 20);
  let text;
  files = () => text;
  for (let round = 0; round < rounds; round++) {
    at = round * 20;
    const poisoned = poison(next);
    text = poisoned.text;
    const opened = await open(`round-${round}`);
    await live(opened);
    const fold = opened.locator("dacu-rules button, dacu-coupons button");
    for (let button = Math.min(await fold.count(), 3) - 1; button >= 0; button--) await fold.nth(button).click({ timeout: 2000 }).catch(() => {});
    await opened.waitForTimeout(50);
    await holds(opened, `round ${round}`);
    shown += await opened.evaluate(
      (payloads) => {
        const text = window.deepQueryAll("*", document.querySelector("dacu-campaign")).map((element) => Array.from(element.childNodes, (node) => (node.nodeType === 3 ? node.data : "")).join(" ")).join("\n");
        return payloads.filter((payload) => text.includes(payload)).length;
      },
      Array.from({ length: poisoned.fields }, (_, field) => SHOWN[(round * 20 + field) % SHOWN.length]),
    );
    if (round === 0) await shot(opened, "hostile-texts", { full: true });
    await opened.close();
  }
  assert.ok(shown >= SHOWN.length, `payloads were seen ${shown} times as plain text`);
});

test("a text that the reader refuses leaves the static card", { timeout: 120000 }, async () => {
  let text;
  files = () => text;
  for (const [number, payload] of REFUSED.entries()) {
    text = JSON.stringify({ ...JSON.parse(CAMPAIGN), name: payload });
    await staysStatic(await open(`refused-${number}`), payload);
  }
});

/** The file was refused, said once, and what the page wrote is still there. */
async function staysStatic(opened, told) {
  await opened.waitForFunction("window.faults.length || document.querySelector('dacu-cart[data-live]')", null, { timeout: 15000 });
  await holds(opened, told);
  assert.deepEqual(await opened.evaluate("window.faults"), ["campaign_malformed"], told);
  assert.equal(await opened.locator("dacu-cart p").innerText(), "static cart", told);
  await opened.close();
}

test("an address that could run, or leads elsewhere without https, is refused and the static card stays", { timeout: 120000 }, async () => {
  const campaign = JSON.parse(CAMPAIGN);
  let text;
  files = () => text;
  for (const [number, address] of ADDRESSES.entries()) {
    campaign.products[number % campaign.products.length].picture = address;
    text = JSON.stringify(campaign);
    await staysStatic(await open(`address-${number}`), address);
    delete campaign.products[number % campaign.products.length].picture;
  }
});

test("attributes, the cart, calls and tampered storage", { timeout: 120000 }, async () => {
  files = () => CAMPAIGN;
  const names = ["theme", "lang", "buyer", "latency", "fault", "channel", "running"];
  for (let round = 0; round < 12; round++) {
    const pick = (offset) => PAYLOADS[(round * 41 + offset * 7) % PAYLOADS.length].replace(/&/g, "&amp;").replace(/"/g, "&quot;");
    attributes = names.map((name, offset) => `${name}="${pick(offset)}"`).join(" ");
    const opened = await open(`attributes-${round}`);
    await opened.waitForFunction("window.Dacu && document.querySelector('dacu-cart')");
    await opened.evaluate(
      async ({ payloads, origin }) => {
        for (const payload of payloads) {
          await Promise.race([Promise.resolve(window.Dacu.setCart([{ sku: payload, quantity: 1 }, { sku: payload, quantity: payload }])).catch(() => {}), new Promise((done) => setTimeout(done, 50))]);
          for (let key = 0; key < localStorage.length; key++) localStorage.setItem(localStorage.key(key), payload);
          localStorage.setItem(payload, payload);
          window.postMessage({ dacu: payload, type: payload }, origin);
        }
      },
      { payloads: PAYLOADS.slice(round * 10, round * 10 + 10), origin: server.url },
    );
    await holds(opened, `attributes ${round}`);
    await opened.reload();
    await opened.waitForFunction("document.querySelector('dacu-cart')");
    await opened.waitForTimeout(150);
    await holds(opened, `storage ${round}`);
    await opened.close();
  }
  attributes = "";
});
