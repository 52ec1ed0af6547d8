/**
 * Pictures to look at, in tests/e2e/out.
 */
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";

import { ROOT } from "./server.mjs";

const OUT = join(ROOT, "tests/e2e/out");

/** Writes a PNG of a playwright page and returns its path. */
export async function shot(page, name, { full = false } = {}) {
  const path = shotPath(name);
  await page.screenshot({ path, fullPage: full, animations: "disabled" });
  return path;
}

/** Where the picture of this name goes. */
export function shotPath(name) {
  const path = join(OUT, `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  return path;
}
