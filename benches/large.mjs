/**
 * What the studio's main thread does at a stretch with a campaign of 2 MB.
 *
 *   node benches/large.mjs
 *
 * Processor time of the longest tasks, as the browser traces them. Writes one line of JSON a step.
 */
import { desk } from "../tests/e2e/support/studio.mjs";
import { largely } from "../tests/e2e/support/large.mjs";
import { median } from "./module.mjs";

const RUNS = 3;
/** A task over this is long, in milliseconds. */
const LONG = 50;

const STEPS = [
  ["opened in the editor", async (page, url) => {
    await page.goto(`${url}/#/edit`);
    await page.locator(".cm-line").nth(3).waitFor({ timeout: 60_000 });
    await page.waitForTimeout(5000);
  }],
  ["the first three keys", type],
  ["three more", type],
  ["the table of hosts", async (page) => {
    await page.evaluate(() => (location.hash = "#/simulate"));
    await page.locator(".mx .lints .cap").nth(8).waitFor({ timeout: 60_000 });
    await page.waitForTimeout(3000);
  }],
];

async function type(page) {
  await page.locator(".cm-line").nth(4).click();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("234");
  await page.waitForTimeout(5000);
}

const found = STEPS.map(() => []);
for (let run = 0; run < RUNS; run += 1) {
  const studio = await desk(largely());
  try {
    const page = await studio.browser.open();
    for (const [n, [, act]] of STEPS.entries()) {
      await page.context().browser().startTracing(page, { categories: ["toplevel", "blink.user_timing"] });
      await act(page, studio.server.url);
      await page.evaluate(() => performance.mark("here"));
      found[n].push(traced(JSON.parse(await page.context().browser().stopTracing()).traceEvents));
    }
  } finally {
    await studio.close();
  }
}
for (const [n, [told]] of STEPS.entries()) {
  const of = (name) => median(found[n].map((run) => run[name]));
  console.log(JSON.stringify({ told, longest: of("longest"), second: of("second"), long: of("long"), all: of("all") }));
}

/** The tasks of the page's main thread. */
function traced(events) {
  const { pid, tid } = events.find(({ name, cat }) => name === "here" && cat === "blink.user_timing");
  const own = events.filter((event) => event.pid === pid && event.tid === tid && event.name === "ThreadControllerImpl::RunTask");
  const times = own.map(({ tdur = 0 }) => tdur / 1000).sort((a, b) => b - a);
  const all = times.reduce((sum, ms) => sum + ms, 0);
  return { longest: times[0], second: times[1], long: times.filter((ms) => ms > LONG).length, all };
}
