/**
 * The Chromium of this machine, as a phone.
 */
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

import { chromium } from "playwright-core";

import { TREE_SCRIPT } from "./tree.mjs";

const FLAGS = [
  "--no-sandbox",
  "--disable-background-networking",
  "--no-first-run",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

/** A phone of 375 x 812 points at two pixels a point. */
export const PHONE = {
  viewport: { width: 375, height: 812 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  locale: "zh-CN",
  timezoneId: "Asia/Shanghai",
};

/** The browser to use: the one that `cargo xtask` found, or the first on the path. */
function executable() {
  if (process.env.DACU_CHROMIUM) return process.env.DACU_CHROMIUM;
  for (const name of ["chromium", "chromium-browser", "google-chrome"])
    for (const dir of (process.env.PATH ?? "").split(delimiter))
      if (existsSync(join(dir, name))) return join(dir, name);
  throw new Error("Chromium is missing; `cargo xtask setup` installs it");
}

/**
 * Starts a browser with a profile of its own.
 *
 * @param {object} [context] overrides {@link PHONE}: any option of a playwright context
 * @param {string[]} [flags] further flags of the browser
 * @returns `{context, open(url?), close()}`; `open` gives a playwright page with `page.problems`,
 *   the errors of its console and uncaught exceptions, and `deepQuery` and `deepQueryAll` defined
 *   in it. `close` leaves neither a process nor the profile.
 */
export async function launch(context = {}, flags = []) {
  const profile = await mkdtemp(join(tmpdir(), "dacu-chromium-"));
  const running = await chromium.launchPersistentContext(profile, {
    executablePath: executable(),
    args: [...FLAGS, ...flags],
    headless: true,
    ...PHONE,
    ...context,
  });
  await running.addInitScript(TREE_SCRIPT);
  return {
    context: running,
    async open(url) {
      const page = await running.newPage();
      page.problems = [];
      page.on("console", (message) => {
        if (message.type() === "error") page.problems.push(message.text());
      });
      page.on("pageerror", (error) => page.problems.push(String(error)));
      if (url) await page.goto(url);
      return page;
    },
    async close() {
      await running.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
