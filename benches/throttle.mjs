/**
 * Times the engine's call in a page after one tap, with the processor throttled.
 *
 *   node benches/throttle.mjs MODULE RATE CASE...
 *
 * The page is isolated, so its clock ticks in microseconds. Writes one line of JSON a case.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { launch } from "../tests/e2e/support/chromium.mjs";
import { serve } from "../tests/e2e/support/server.mjs";
import { median } from "./module.mjs";

const [file, rate, ...cases] = process.argv.slice(2);
const TAPS = 60;

const here = fileURLToPath(new URL(".", import.meta.url));
const isolated = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};
const files = {
  "/": ["text/html", `${here}page.html`],
  "/module.mjs": ["text/javascript", `${here}module.mjs`],
  "/quote.wasm": ["application/wasm", file],
};
const server = await serve({
  dir: here,
  route(_, { pathname }) {
    const [type, path] = files[pathname] ?? [];
    return type && { headers: { ...isolated, "Content-Type": type }, body: readFileSync(path) };
  },
});
const browser = await launch();
try {
  for (const name of cases) {
    const page = await browser.open(`${server.url}/?case=${name}`);
    await page.waitForFunction(() => document.title === "ready");
    const session = await browser.context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: Number(rate) });
    for (let tap = 0; tap < TAPS; tap++) await page.click("#tap");
    const taken = await page.evaluate(() => window.taken);
    if (page.problems.length) throw new Error(page.problems.join("; "));
    const slowest = [...taken].sort((a, b) => a - b)[Math.floor(taken.length * 0.95)];
    console.log(
      JSON.stringify({ case: name, first: taken[0], median: median(taken), p95: slowest, taps: taken.length, isolated: await page.evaluate(() => crossOriginIsolated) }),
    );
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}
