/**
 * Serves the peer pages and ours alike and measures them in one run, in turn, so that a machine that
 * drifts hits all of them.
 *
 *   node benches/pages/measure.mjs FOLDER_FOR_THE_BUILT_PAGES FOLDER_OF_THE_BUNDLE
 *
 * Writes one line of JSON a page. Times are milliseconds.
 */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { deepQuery } from "../../tests/e2e/support/tree.mjs";
import { launch } from "../../tests/e2e/support/chromium.mjs";
import { ROOT, serve } from "../../tests/e2e/support/server.mjs";
import { PEERS, buildPeers, packed } from "./build.mjs";

const [out, bundle] = process.argv.slice(2);
const LOADS = 11;
const TAPS = 7;
const MOUNTS = 100;
const COUNTDOWNS = [1, 100, 1000];
const THROTTLE = 4;
/** Chromium's own figures for a slow 4G network: bits a second and milliseconds. */
const SLOW = { offline: false, latency: 150, downloadThroughput: (1.6e6 / 8) * 0.9, uploadThroughput: (750e3 / 8) * 0.9 };
const NOW = "2026-11-11T10:02:00+08:00";

const EARLY = readFileSync(join(bundle, "preload.html"), "utf8").replaceAll('href="', 'href="bundle/');

/**
 * Ours: the whole bundle, of which this page shows the three widgets that the peers have. The peers' pages name their
 * script themselves; ours names, as docs/shipping.md tells, what its loader would name.
 */
const OURS = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>dacu</title>
${EARLY}<style>dacu-countdown{display:block;min-height:78px}dacu-coupons{display:block;min-height:1100px}dacu-draw{display:block;min-height:620px}body{margin:0}</style>
<script src="bundle/dacu.js" async></script><div id="app"></div><script src="ours.js"></script></html>`;
const OUR_SCRIPT = `(function () {
  function campaign(inner) {
    var made = document.createElement("dacu-campaign");
    made.setAttribute("src", "campaign.json"); made.setAttribute("api", "local"); made.setAttribute("server-now", "${NOW}"); made.setAttribute("running", "");
    made.setAttribute("store", String(Math.random()).slice(2)); made.setAttribute("latency", "600");
    made.innerHTML = inner;
    return made;
  }
  window.bench = {
    mount: function (app) {
      var made = app.appendChild(campaign('<dacu-countdown precision="tenths"></dacu-countdown><dacu-coupons></dacu-coupons><dacu-draw></dacu-draw>'));
      return function () { made.remove(); };
    },
    countdowns: function (app, count) { app.appendChild(campaign(new Array(count + 1).join('<dacu-countdown precision="tenths" format="DD天HH:mm:ss.S"></dacu-countdown>'))); },
  };
  if (location.search.indexOf("idle") < 0) window.bench.mount(document.getElementById("app"));
})();`;

const CLAIM = { ours: ".dacu-coupon button", peer: ".c.claimable button" };
const SPIN = { ours: ".dacu-wheel__hit", peer: ".w canvas" };

const sizes = await buildPeers(out);
const manifest = JSON.parse(readFileSync(join(bundle, "manifest.json"), "utf8"));
/** What a page with the loader loads. */
const shipped = ["loader", "core", "css", "wasm", "rest", "rest_css", "more"].map((role) => manifest.files[role].file);
sizes.ours = { raw: 0, gz: 0, br: 0 };
for (const name of shipped) {
  const bytes = readFileSync(join(bundle, name));
  const { gz, br } = packed(bytes);
  sizes.ours.raw += bytes.length;
  sizes.ours.gz += gz.length;
  sizes.ours.br += br.length;
}
cpSync(bundle, join(out, "bundle"), { recursive: true });
writeFileSync(join(out, "ours.html"), OURS);
writeFileSync(join(out, "ours.js"), OUR_SCRIPT);
const campaign = readFileSync(join(ROOT, "public/campaigns/double11-2026.json"));
writeFileSync(join(out, "campaign.json"), campaign);
const file = packed(campaign);
writeFileSync(join(out, "campaign.json.br"), file.br);
writeFileSync(join(out, "campaign.json.gz"), file.gz);

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const server = await serve({ dir: out });
const browser = await launch();
await browser.context.addInitScript({ content: `window.deepQuery = window.deepQuery || ${deepQuery};` });
const names = [...Object.keys(PEERS), "ours"];
const kind = (name) => (name === "ours" ? "ours" : "peer");
const found = Object.fromEntries(names.map((name) => [name, { page: name, told: PEERS[name]?.told ?? "dacu (all widgets and the engine)", size: sizes[name] }]));

/** Watches for digits, long tasks and shifts from the first moment. */
function watch() {
  window.digits = 0;
  window.shifted = 0;
  window.tasks = [];
  const text = (node) =>
    (node.shadowRoot ? text(node.shadowRoot) : "") + Array.from(node.childNodes, (child) => (child.nodeType === 3 ? child.data : text(child))).join("");
  const look = () => {
    if (document.body && /\d\d\D{0,3}:?\d\d\D{0,3}:?\d\d/.test(text(document.body))) window.digits = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.shifted += entry.value))).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => window.tasks.push([entry.startTime, entry.duration]))).observe({ type: "longtask", buffered: true });
}

/** Nothing is asked of the page for `alone` milliseconds: a question is a script that it has to run, 20 ms of it. */
async function open(name, { query = "", throttle = THROTTLE, network, alone = 0 } = {}) {
  const page = await browser.open();
  const session = await browser.context.newCDPSession(page);
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  // The cache of compiled Wasm is another one, and files with a hash in their name come from it.
  await session.send("Network.clearBrowserCache");
  if (network) await session.send("Network.emulateNetworkConditions", network);
  if (throttle > 1) await session.send("Emulation.setCPUThrottlingRate", { rate: throttle });
  await page.addInitScript(watch);
  await page.goto(`${server.url}/${name}.html${query}`, { waitUntil: "commit" });
  await page.waitForTimeout(alone);
  return { page, session };
}

const seconds = async (session, ms) => {
  const read = async () => Object.fromEntries((await session.send("Performance.getMetrics")).metrics.map(({ name, value }) => [name, value]));
  const before = await read();
  await new Promise((done) => setTimeout(done, ms));
  const after = await read();
  const each = (name) => ((after[name] - before[name]) * 1e6) / ms;
  return { script: each("ScriptDuration"), task: each("TaskDuration"), style: each("RecalcStyleDuration") + each("LayoutDuration") };
};

for (const [label, network] of [["start", undefined], ["slow", SLOW]]) {
  const digits = Object.fromEntries(names.map((name) => [name, []]));
  const blocked = structuredClone(digits);
  const shifts = structuredClone(digits);
  for (let load = 0; load < (network ? 5 : LOADS); load++)
    for (const name of names) {
      const { page } = await open(name, { network, alone: network ? 3500 : 2000 });
      await page.waitForFunction("window.digits > 0", null, { timeout: 60000 });
      const seen = await page.evaluate(() => ({
        digits: window.digits - performance.getEntriesByType("navigation")[0].responseEnd,
        blocked: window.tasks.reduce((sum, [, ms]) => sum + Math.max(0, ms - 50), 0),
        shifted: window.shifted,
      }));
      digits[name].push(seen.digits);
      blocked[name].push(seen.blocked);
      shifts[name].push(seen.shifted);
      await page.close();
    }
  for (const name of names) {
    const [min, max] = [Math.min(...digits[name]), Math.max(...digits[name])];
    found[name][label] = { median: median(digits[name]), min, max, blocked: median(blocked[name]), shift: Math.max(...shifts[name]) };
  }
}

for (const name of names) {
  const delays = [];
  const paints = [];
  for (let tap = 0; tap < TAPS; tap++) {
    const { page } = await open(name);
    await page.waitForFunction("window.digits > 0", null, { timeout: 60000 });
    await page.waitForFunction((selector) => window.deepQuery(selector), CLAIM[kind(name)]);
    await page.evaluate(() => {
      window.inputs = [];
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => window.inputs.push([entry.name, entry.processingStart - entry.startTime, entry.duration]))).observe({ type: "event", durationThreshold: 16 });
      window.first = null;
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.first = [entry.processingStart - entry.startTime, entry.duration]))).observe({ type: "first-input", buffered: true });
    });
    // Not by a locator, which has its own listeners for what it taps.
    const [x, y] = await page.evaluate((selector) => {
      const button = window.deepQuery(selector);
      button.scrollIntoView({ block: "center" });
      const { left, top, width, height } = button.getBoundingClientRect();
      return [left + width / 2, top + height / 2];
    }, CLAIM[kind(name)]);
    await page.waitForTimeout(700);
    await page.touchscreen.tap(x, y);
    await page.waitForFunction("window.first", null, { timeout: 10000 });
    await page.waitForTimeout(300);
    const { first, inputs } = await page.evaluate(() => ({ first: window.first, inputs: window.inputs }));
    delays.push(first[0]);
    paints.push(Math.max(first[1], ...inputs.map(([, , duration]) => duration)));
    await page.close();
  }
  found[name].tap = { delay: median(delays), paint: median(paints) };
}

for (const name of names) {
  const { page, session } = await open(name);
  await page.waitForFunction("window.digits > 0", null, { timeout: 60000 });
  await page.waitForTimeout(1500);
  await session.send("Performance.enable");
  const idle = await seconds(session, 3000);
  await page.evaluate(() => {
    window.frames = 0;
    const ask = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) => ask((time) => (window.frames++, callback(time)));
  });
  const spot = page.locator(SPIN[kind(name)]).first();
  await spot.scrollIntoViewIfNeeded();
  await spot.tap();
  // The server answers after 600 ms; both wheels still turn then.
  await page.waitForTimeout(300);
  const frames = await page.evaluate("window.frames");
  const spin = await seconds(session, 1500);
  found[name].spin = { script: spin.script, task: spin.task, idle: idle.script, callbacks: ((await page.evaluate("window.frames")) - frames) / 1.5 };
  await page.close();
}

for (const count of COUNTDOWNS)
  for (const name of names) {
    const { page, session } = await open(name, { query: "?idle", throttle: 1 });
    await page.waitForFunction("window.bench");
    await page.evaluate((count) => window.bench.countdowns(document.getElementById("app"), count), count);
    await page.waitForFunction("window.digits > 0", null, { timeout: 60000 });
    await page.waitForTimeout(1500);
    await session.send("Performance.enable");
    const { script, task } = await seconds(session, 4000);
    (found[name].countdowns ??= {})[count] = { script, task };
    await page.close();
  }

for (const name of names) {
  const { page, session } = await open(name, { query: "?idle", throttle: 1 });
  await page.waitForFunction("window.bench");
  const mounts = async (times) => {
    await page.evaluate(async (times) => {
      for (let at = 0; at < times; at++) {
        const place = document.getElementById("app").appendChild(document.createElement("div"));
        const unmount = window.bench.mount(place);
        await new Promise((done) => setTimeout(done, 60));
        unmount?.();
        place.remove();
        await new Promise((done) => setTimeout(done, 10));
      }
    }, times);
    await page.waitForTimeout(1000);
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    const counts = await session.send("Memory.getDOMCounters");
    return { heap: usedSize, nodes: counts.nodes, listeners: counts.jsEventListeners };
  };
  const before = await mounts(5);
  const after = await mounts(MOUNTS);
  found[name].mounts = { heap: after.heap - before.heap, nodes: after.nodes - before.nodes, listeners: after.listeners - before.listeners };
  await page.close();
}

await browser.close();
await server.close();
for (const name of names) console.log(JSON.stringify(found[name]));
