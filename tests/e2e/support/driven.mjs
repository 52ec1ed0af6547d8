/**
 * What the drivers of the several engines share, so that one journey runs in all of them.
 */
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Asks `probe` again and again until it gives something; its errors count as nothing. */
export async function until(probe, ms, what) {
  const end = Date.now() + ms;
  for (;;) {
    const value = await Promise.resolve().then(probe).catch(() => null);
    if (value) return value;
    if (Date.now() > end) throw new Error(`not in ${ms} ms: ${what()}`);
    await sleep(50);
  }
}

/** `waitFor(expression, ms)` over a page's `eval`. */
export function waiting(page) {
  return (expression, ms = 10000) =>
    until(() => page.eval(expression), ms, () => `${expression}; problems: ${page.problems.join("; ") || "none"}`);
}

const KEYS = { Control: "\uE009", Enter: "\uE007", Escape: "\uE00C" };

/** WebDriver's actions for keys pressed one after the other; `Control+k` holds the first. */
export function keyActions(keys) {
  const press = (key) => {
    const held = key.length > 1 ? key.split("+") : [key];
    const codes = held.map((name) => KEYS[name] ?? name);
    return [
      ...codes.map((value) => ({ type: "keyDown", value })),
      ...codes.toReversed().map((value) => ({ type: "keyUp", value })),
    ];
  };
  return [{ type: "key", id: "keys", actions: keys.flatMap(press) }];
}

/** WebDriver's actions for a mouse that is pulled from one place to another. */
export function dragActions(from, to) {
  const at = (x, y) => ({ type: "pointerMove", x: Math.round(x), y: Math.round(y), duration: 60 });
  const actions = [
    at(from.x, from.y),
    { type: "pointerDown", button: 0 },
    at((from.x + to.x) / 2, (from.y + to.y) / 2),
    at(to.x, to.y),
    { type: "pointerUp", button: 0 },
  ];
  return [{ type: "pointer", id: "puller", parameters: { pointerType: "mouse" }, actions }];
}

/**
 * Starts a program with a folder of its own, which goes with it.
 *
 * @returns `{folder, said(), running(), stop()}`; `said` is the end of what it wrote
 */
export async function start(program, args, env = {}) {
  const folder = await mkdtemp(join(tmpdir(), "dacu-engine-"));
  const child = spawn(program, args(folder), {
    env: { ...process.env, HOME: folder, TZ: "Asia/Shanghai", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own: some of these programs leave their children behind.
    detached: true,
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said = (said + text).slice(-4000)));
  let failed;
  const gone = new Promise((done) => {
    child.once("exit", done);
    child.once("error", (error) => done((failed = error)));
  });
  const running = () => !failed && child.exitCode === null && child.signalCode === null;
  return {
    folder,
    said: () => (failed ? String(failed) : said),
    running,
    async stop() {
      if (child.pid) {
        try {
          process.kill(-child.pid, "SIGKILL");
        } catch {
          // It has gone by itself.
        }
      }
      await gone;
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
