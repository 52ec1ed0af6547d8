/**
 * Today's Chromium, with the few calls that the drivers of the other engines have.
 */
import { launch } from "./chromium.mjs";
import { waiting } from "./driven.mjs";

/** Starts it with one page of a phone's size. */
export async function launchToday() {
  const browser = await launch();
  const inner = await browser.open();
  const page = {
    problems: inner.problems,
    goto: (url) => inner.goto(url),
    eval: (expression) => inner.evaluate(expression),
    click: (x, y) => inner.touchscreen.tap(x, y),
    screenshot: (path, { full = false } = {}) => inner.screenshot({ path, fullPage: full }),
    close: browser.close,
  };
  return Object.assign(page, { waitFor: waiting(page) });
}
