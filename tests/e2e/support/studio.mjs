/**
 * The studio on a desk, with the phone live.
 */
import { launch } from "./chromium.mjs";
import { serve } from "./server.mjs";

/** A desk of 1440 x 900. */
export const DESK = {
  viewport: { width: 1440, height: 900 },
  deviceScaleFactor: 1,
  isMobile: false,
  hasTouch: false,
  permissions: ["clipboard-read", "clipboard-write"],
};

/**
 * Starts a browser and a server.
 *
 * @param {Function} [route] answers some requests itself, as `serve` takes it
 * @param {object} [context] overrides {@link DESK}
 * @returns `{open(hash, live?), server, browser, close()}`; `open` gives `{page, phone}`
 */
export async function desk(route, context = {}) {
  const server = await serve({ route });
  const browser = await launch({ ...DESK, ...context });
  return {
    server,
    browser,
    async open(hash = "", live = true) {
      const page = await browser.open(`${server.url}/${hash}`);
      const phone = page.frameLocator("iframe >> nth=0");
      if (live) await phone.locator("dacu-cart[data-live], dacu-rules[data-live]").first().waitFor();
      return { page, phone };
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
