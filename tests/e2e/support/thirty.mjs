/**
 * The demo page with thirty widgets: each of its six, five times.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { SITE } from "./server.mjs";

const WIDGETS = ["countdown", "coupons", "flash-sale", "draw", "cart", "rules"];
const TIMES = 5;

/** How many widgets the page has. */
export const COUNT = WIDGETS.length * TIMES;

/** Answers requests for the demo page with the one of thirty widgets; a `route` of `serve`. */
export function thirty(_, url) {
  if (url.pathname !== "/h5/") return undefined;
  const page = readFileSync(join(SITE, "h5/index.html"), "utf8");
  const more = WIDGETS.map((widget) => `<dacu-${widget}></dacu-${widget}>`).join("\n").concat("\n").repeat(TIMES - 1);
  return { body: page.replace("</main>", `${more}</main>`) };
}
