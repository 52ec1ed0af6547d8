/**
 * What a frame of a pull on the studio's scrubber costs, over pages of six and of thirty widgets.
 *
 *   node benches/scrub.mjs
 *
 * The pointer moves once a frame, and the phone, its widgets and the price follow. Work is processor time
 * of the page's main thread, task by task as the browser traces it, so other work on the machine lengthens
 * it less than time by the clock. A frame can be late although its main thread had time to spare: an empty
 * page on which one box moves is the control. Writes one line of JSON a page.
 */
import { launch } from "../tests/e2e/support/chromium.mjs";
import { DESK, desk } from "../tests/e2e/support/studio.mjs";
import { COUNT, thirty } from "../tests/e2e/support/thirty.mjs";
import { median } from "./module.mjs";

const FRAMES = 60;
const RUNS = 5;
/** A frame at 60 a second, and one that came late, in milliseconds. */
const FRAME = 1000 / 60;
const LATE = 25;
const COUNTED = ["ScriptDuration", "LayoutDuration", "RecalcStyleDuration", "LayoutCount"];
const TRACED = ["toplevel", "blink.user_timing"];

await box();
await pull(6, undefined);
await pull(COUNT, thirty);

async function pull(widgets, route) {
  const studio = await desk(route);
  try {
    const { page, phone } = await studio.open("#/preview?tab=price&r=1d");
    await page.waitForFunction((count) =>
      document.querySelector("iframe").contentDocument.querySelectorAll("[data-live]").length === count, widgets);
    await phone.locator("dacu-rules[data-live]").first().waitFor();
    await page.locator(".sum .pay").waitFor();
    await page.waitForTimeout(1500);
    const pill = await page.locator(".now .pill").boundingBox();
    const [x, y] = [pill.x + pill.width / 2, pill.y + pill.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await measure(page, `${widgets} widgets`, ".lanes", [x, y]);
    await page.mouse.up();
  } finally {
    await studio.close();
  }
}

/** The same frames where there is nothing to do: what is late here is the machine's and the browser's. */
async function box() {
  const browser = await launch(DESK);
  try {
    const page = await browser.open("data:text/html,<div style='position:fixed;top:0;width:40px;height:40px;background:red'>");
    await page.evaluate(() => {
      const box = document.querySelector("div");
      box.addEventListener("pointermove", (event) =>
        requestAnimationFrame(() => (box.style.left = `${event.clientX}px`)));
    });
    await measure(page, "an empty page, one box", "div", [600, 0]);
  } finally {
    await browser.close();
  }
}

async function measure(page, told, target, [x, y]) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const read = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) {
    const before = await read();
    await page.evaluate(move, [FRAMES, target, x, y, run % 2 === 1]);
    const now = await read();
    runs.push(COUNTED.map((name) => (now[name] - before[name]) / FRAMES));
  }
  // By themselves, for tracing takes time too.
  await page.context().browser().startTracing(page, { categories: TRACED });
  for (let run = 0; run < RUNS; run += 1) await page.evaluate(move, [FRAMES, target, x, y, run % 2 === 0]);
  const trace = await page.context().browser().stopTracing();
  const frames = traced(JSON.parse(trace).traceEvents);
  if (frames.length !== RUNS * FRAMES) throw new Error(`${frames.length} frames traced`);
  const of = (n) => median(runs.map((run) => run[n]));
  const work = frames.map((frame) => frame.work).sort((a, b) => a - b);
  const late = frames.filter((frame) => frame.ms >= LATE);
  console.log(JSON.stringify({
    told,
    script: of(0) * 1000,
    layout: (of(1) + of(2)) * 1000,
    layouts: of(3),
    task: median(work),
    p95: work[Math.floor(work.length * 0.95)],
    most: work.at(-1),
    over: work.filter((ms) => ms > FRAME).length,
    frames: frames.length,
    late: late.length,
    busy: late.filter((frame) => frame.work > FRAME).length,
    idle: late.filter((frame) => frame.work <= FRAME).length,
  }));
}

/** Moves the pointer once a frame; each frame begins with a mark of its own. */
async function move([frames, target, x, y, back]) {
  const moved = document.querySelector(target);
  for (let n = 1; n <= frames; n += 1) {
    const at = x + (back ? frames - n : n) * 4;
    performance.mark("frame");
    moved.dispatchEvent(new PointerEvent("pointermove", { clientX: at, clientY: y, altKey: true, bubbles: true }));
    await new Promise((done) => requestAnimationFrame(done));
  }
  performance.mark("end");
}

/** Each frame's length by the clock, and the work of the main thread's tasks that began in it. */
function traced(events) {
  const { pid, tid } = events.find(({ name, cat }) => name === "frame" && cat === "blink.user_timing");
  const own = events.filter((event) => event.pid === pid && event.tid === tid).sort((a, b) => a.ts - b.ts);
  const marks = own.filter(({ name, cat }) => cat === "blink.user_timing" && (name === "frame" || name === "end"));
  const tasks = own.filter(({ name, ph }) => name === "ThreadControllerImpl::RunTask" && ph === "X");
  if (!tasks.some(({ tdur }) => tdur > 0)) throw new Error("this browser traces no thread time");
  const frames = marks.slice(0, -1).map((mark, n) => ({ name: mark.name, from: mark.ts, until: marks[n + 1].ts }));
  return frames.filter(({ name }) => name === "frame").map(({ from, until }) => {
    const begun = tasks.filter(({ ts }) => from <= ts && ts < until);
    return { ms: (until - from) / 1000, work: begun.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000 };
  });
}
