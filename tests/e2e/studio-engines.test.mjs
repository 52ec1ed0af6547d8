/**
 * The studio's flows in every engine that designers have: open, scrub, edit and undo, filter the
 * gallery, change the host, inspect, share a link, run a command; each leaves a picture.
 *
 * The everyday run takes Chromium. With DACU_ENGINES=all, which is what `cargo xtask test --engines`
 * sets, Firefox and WebKitGTK must be there too.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { DESKS } from "./support/desks.mjs";
import { serve } from "./support/server.mjs";
import { shotPath } from "./support/shots.mjs";

const LIVE = "document.querySelector('iframe')?.contentDocument?.querySelector('dacu-cart[data-live]') != null";
const CLOCK = "document.querySelector('.now .pill').getAttribute('aria-valuetext')";
const TOLD = "document.querySelector('iframe').contentDocument.querySelector('dacu-campaign').getAttribute('server-now')";
const TEXT = "document.querySelector('.cm-content').cmTile.root.view.state.doc.toString()";

let server;
before(async () => {
  server = await serve();
});
after(() => server?.close());

/** The middle of the first element that matches and holds this text, once it stands still. */
async function place(page, selector, text = "") {
  const find = `[...document.querySelectorAll(${JSON.stringify(selector)})]
    .find((element) => element.textContent.includes(${JSON.stringify(text)}))`;
  return page.waitFor(`new Promise((done) => {
    const element = ${find};
    if (!element) return done(null);
    const at = () => {
      const box = element.getBoundingClientRect();
      return { x: Math.round(box.left + box.width / 2), y: Math.round(box.top + box.height / 2) };
    };
    const before = at();
    setTimeout(() => done(at().x === before.x && at().y === before.y && before.x > 0 ? before : null), 120);
  })`, 20000);
}

async function click(page, selector, text) {
  const { x, y } = await place(page, selector, text);
  await page.click(x, y);
}

const type = (page, text) => page.press(...text);

const FLOWS = {
  async opens(page) {
    await page.goto(`${server.url}/#/preview?r=1h`);
    await page.waitFor(LIVE, 60000);
    assert.match(await page.eval(CLOCK), /^2026-11-11 19:59:57/);
    await page.waitFor("document.querySelector('.sum .pay')?.textContent.includes('¥')");
  },
  async scrubs(page) {
    const pill = await place(page, ".now .pill");
    await page.drag(pill, { x: pill.x + 60, y: pill.y });
    await page.waitFor(`/20:0[1-9]/.test(${CLOCK})`);
    await page.waitFor(`/T20:0[1-9]/.test(${TOLD})`);
    await page.press("j");
    await page.waitFor(`${CLOCK}.startsWith('2026-11-11 20:00:00')`);
    await page.waitFor(`${TOLD}.includes('T20:00:00')`);
  },
  async inspects(page) {
    await click(page, "#tab-events");
    await page.waitFor("document.querySelector('#tab-events').getAttribute('aria-selected') === 'true'");
    await page.waitFor("document.querySelectorAll('.log b').length > 0");
    await click(page, "#tab-size");
    await page.waitFor("/\\d\\.\\d/.test(document.querySelector('.bytes .tot b')?.textContent)");
  },
  async filters(page) {
    await click(page, ".views a", "画廊");
    await page.waitFor("document.querySelectorAll('.cell').length > 80");
    await page.press("/");
    await page.waitFor("document.activeElement.id === 'filter'");
    await type(page, "sold_out");
    await page.waitFor("document.querySelectorAll('.cell').length > 0 && document.querySelectorAll('.cell').length < 9");
    await page.waitFor("document.querySelector('.cell .host')?.shadowRoot?.querySelector('.dacu *') != null");
  },
  async edits(page) {
    await click(page, ".views a", "编辑");
    await page.waitFor("document.querySelectorAll('.cm-line').length > 3", 20000);
    await page.eval(`(() => {
      window.before = ${TEXT};
      const { view } = document.querySelector('.cm-content').cmTile.root;
      view.dispatch({ selection: { anchor: view.state.doc.toString().indexOf('"version": 1') + 12 } });
      view.focus();
    })()`);
    await type(page, "23");
    await page.waitFor(`${TEXT}.includes('"version": 123,')`);
    await page.waitFor("document.querySelector('.kept').textContent.includes('已自动保存')");
    await page.waitFor("document.querySelector('.live .bar').textContent.includes('草稿实时')", 20000);
    return async () => {
      // Slow keys are a step each.
      await page.waitFor(`(document.querySelector("[aria-label='撤销']:not(:disabled)")?.click(), ${TEXT} === window.before)`);
    };
  },
  async simulates(page) {
    await click(page, ".views a", "模拟");
    await click(page, ".mx thead button", "微信 H5");
    await page.waitFor("document.querySelector('iframe').contentWindow.navigator.userAgent.includes('MicroMessenger')");
    await page.waitFor(LIVE, 30000);
  },
  async shares(page) {
    await click(page, ".share-open");
    await page.waitFor("document.querySelector('.linkrow input')?.value.includes('#')");
    await page.waitFor("document.querySelector('.share .right').textContent.trim() !== ''");
    return async () => {
      const link = await page.eval("document.querySelector('.linkrow input').value");
      await page.press("Escape");
      await page.waitFor("document.querySelector('[role=dialog]') === null");
      await page.eval("location.hash = '#/preview'");
      await page.waitFor("!location.hash.includes('host=')");
      await page.eval(`location.hash = ${JSON.stringify(link.split("#")[1])}`);
      await page.waitFor("location.hash.includes('host=wechat_h5')");
    };
  },
  async commands(page) {
    await page.press("Control+k");
    await page.waitFor("document.activeElement.closest('.palette') !== null");
    await type(page, "gallery");
    await page.press("Escape");
    await page.waitFor("document.querySelector('.palette') === null");
    await page.press("Control+k");
    await page.waitFor("document.querySelector('.palette li') !== null");
    return async () => {
      await page.press("Enter");
      await page.waitFor("document.querySelector('.palette') === null && location.hash.startsWith('#/preview')");
    };
  },
};

for (const [name, launch] of Object.entries(DESKS))
  if (name === "chromium" || process.env.DACU_ENGINES === "all")
    test(`${name}: the studio's flows`, { timeout: 300_000 }, async (t) => {
      const page = await launch();
      try {
        for (const [flow, run] of Object.entries(FLOWS))
          await t.test(flow, async () => {
            try {
              const rest = await run(page);
              await page.screenshot(shotPath(`studio/${name}-${flow}`));
              await rest?.();
            } catch (error) {
              await page.screenshot(shotPath(`studio/failed-${name}-${flow}`)).catch(() => {});
              throw error;
            }
          });
        assert.deepEqual(page.problems, []);
      } finally {
        await page.close();
      }
    });
