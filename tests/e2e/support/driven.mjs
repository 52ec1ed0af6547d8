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
