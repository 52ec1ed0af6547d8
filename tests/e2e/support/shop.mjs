/**
 * A shop's page with the widgets, in the middle of the sale, and the wait until they are alive.
 */

/** When every test page is looked at: the sale is on, and the first flash session with it. */
export const NOW = "2026-11-11T10:02:00+08:00";

/** Every widget, by the name of its element after `dacu-`. */
export const WIDGETS = ["countdown", "coupons", "flash-sale", "draw", "cart", "rules"];

/** The policy that a shop should send. */
export const CSP =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'";

/**
 * The page: one campaign, and in each widget a card that says `static` and its name.
 *
 * @param {object} shop
 * @param {string} shop.src the campaign file's address
 * @param {string} [shop.attributes] further ones of the campaign
 * @param {string} [shop.script] runs before everything else
 * @param {string[]} [shop.widgets]
 */
export const shop = ({ src, attributes = "", script = "", widgets = WIDGETS }) => `<!doctype html><html lang="zh-CN"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><script>${script}</script>
<body style="margin:0"><script src="/embed/dacu.js"></script>
<dacu-campaign src="${src}" api="local" server-now="${NOW}" ${attributes}>
${widgets.map((widget) => `<dacu-${widget}><p>static ${widget}</p></dacu-${widget}>`).join("\n")}
</dacu-campaign></body></html>`;

/** Resolves when these widgets are alive. */
export const live = (page, widgets = WIDGETS, timeout = 20000) =>
  Promise.all(widgets.map((widget) => page.waitForSelector(`dacu-${widget}[data-live]`, { timeout, state: "attached" })));

/** The same in a browser that is driven by hand. */
export async function driven(page, widgets = WIDGETS) {
  for (const widget of widgets) await page.waitFor(`document.querySelector('dacu-${widget}[data-live]') !== null`, 30000);
}
