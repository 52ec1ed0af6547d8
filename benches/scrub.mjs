/**
 * What a frame of a pull on the studio's scrubber costs, over pages of six and of thirty widgets.
 *
 *   node benches/scrub.mjs
 *
 * The pointer moves once a frame, and the phone, its widgets and the price follow. Times are processor
 * time of the page's main thread, so other work on the machine lengthens them little; whole frames are by
 * the clock. Writes one line of JSON a page.
 */
import { desk } from "../tests/e2e/support/studio.mjs";
import { COUNT, thirty } from "../tests/e2e/support/thirty.mjs";
import { median } from "./module.mjs";

const FRAMES = 60;
const RUNS = 5;
const COUNTED = ["ScriptDuration", "LayoutDuration", "RecalcStyleDuration", "TaskDuration", "LayoutCount", "RecalcStyleCount"];

for (const [widgets, route] of [[6, undefined], [COUNT, thirty]]) {
  const studio = await desk(route);
  try {
    const { page, phone } = await studio.open("#/preview?tab=price&r=1d");
    await page.waitForFunction((count) =>
      document.querySelector("iframe").contentDocument.querySelectorAll("[data-live]").length === count, widgets);
    await phone.locator("dacu-rules[data-live]").first().waitFor();
    await page.locator(".sum .pay").waitFor();
    await page.waitForTimeout(1500);
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const read = async () => {
      const { metrics } = await session.send("Performance.getMetrics");
      return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
    };
    const pill = await page.locator(".now .pill").boundingBox();
    const [x, y] = [pill.x + pill.width / 2, pill.y + pill.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    const runs = [];
    for (let run = 0; run < RUNS; run += 1) {
      const before = await read();
      const intervals = await page.evaluate(
        async ([frames, x, y, back]) => {
          const lanes = document.querySelector(".lanes");
          const intervals = [];
          let last = performance.now();
          for (let n = 1; n <= frames; n += 1) {
            const at = x + (back ? frames - n : n) * 4;
            lanes.dispatchEvent(new PointerEvent("pointermove", { clientX: at, clientY: y, altKey: true, bubbles: true }));
            await new Promise((done) => requestAnimationFrame(done));
            const now = performance.now();
            intervals.push(now - last);
            last = now;
          }
          return intervals;
        },
        [FRAMES, x, y, run % 2 === 1],
      );
      const now = await read();
      const each = COUNTED.map((name) => (now[name] - before[name]) / FRAMES);
      runs.push([...each, intervals.filter((ms) => ms > 25).length]);
    }
    await page.mouse.up();
    const of = (n) => median(runs.map((run) => run[n]));
    console.log(JSON.stringify({
      told: `${widgets} widgets`,
      script: of(0) * 1000,
      layout: (of(1) + of(2)) * 1000,
      task: of(3) * 1000,
      layouts: of(4),
      styles: of(5),
      late: of(6),
    }));
  } finally {
    await studio.close();
  }
}
