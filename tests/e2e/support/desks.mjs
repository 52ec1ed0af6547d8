/**
 * The studio in the engines that designers have: a desk's window, and steps that all drivers take.
 */
import { launch } from "./chromium.mjs";
import { waiting } from "./driven.mjs";
import { launchFirefox } from "./firefox.mjs";
import { DESK } from "./studio.mjs";
import { launchWebKit } from "./webkit.mjs";

const SIZE = DESK.viewport;

/** Chromium with the calls of the other drivers. */
async function launchChromium() {
  const browser = await launch(DESK);
  const inner = await browser.open();
  const page = {
    problems: inner.problems,
    goto: (url) => inner.goto(url),
    eval: (expression) => inner.evaluate(expression),
    click: (x, y) => inner.mouse.click(x, y),
    drag: async (from, to) => {
      await inner.mouse.move(from.x, from.y);
      await inner.mouse.down();
      await inner.mouse.move(to.x, to.y, { steps: 6 });
      await inner.mouse.up();
    },
    press: async (...keys) => {
      for (const key of keys) await inner.keyboard.press(key);
    },
    screenshot: (path) => inner.screenshot({ path }),
    close: browser.close,
  };
  return Object.assign(page, { waitFor: waiting(page) });
}

/** Engines by name; each opens one page of a desk's size. */
export const DESKS = {
  chromium: launchChromium,
  firefox: () => launchFirefox(SIZE),
  webkitgtk: () => launchWebKit(SIZE),
};
