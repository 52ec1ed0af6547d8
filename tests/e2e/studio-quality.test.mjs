/** What every view of the studio has to be: read aloud, seen in forced colours and enlarged, reached by keys, quick. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { ROOT } from "./support/server.mjs";
import { shot } from "./support/shots.mjs";
import { desk } from "./support/studio.mjs";
import { COUNT, thirty } from "./support/thirty.mjs";

const AXE = readFileSync(join(ROOT, "node_modules/axe-core/axe.min.js"), "utf8");
const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];

/** Each view with what is there once it is. */
const VIEWS = {
  preview: ["preview?tab=price", ".sum .pay"],
  problems: ["preview?tab=problems", "#tab-body"],
  events: ["preview?tab=events", ".log b"],
  size: ["preview?tab=size", ".bytes .tot"],
  gallery: ["gallery", ".cell"],
  editor: ["edit", ".cm-line"],
  simulate: ["simulate", ".mx"],
};
/** What stands over them, by the key that opens it. */
const OVER = { palette: "Control+k", share: "s", keys: "?" };

let studio;
before(async () => {
  studio = await desk();
});
after(() => studio?.close());

async function open(name, more = "") {
  const [hash, there] = VIEWS[name];
  const { page } = await studio.open(`#/${hash}${hash.includes("?") ? "&" : "?"}${more}`, hash.startsWith("preview"));
  await page.locator(there).first().waitFor();
  return page;
}

/** What axe finds of serious and critical impact, a line each. */
async function barriers(page, options = {}) {
  await page.evaluate(AXE);
  return page.evaluate(
    ([standards, rules]) =>
      axe
        .run(document, { iframes: false, resultTypes: ["violations"], runOnly: standards, rules })
        .then(({ violations }) =>
          violations
            .filter(({ impact }) => impact === "serious" || impact === "critical")
            .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).slice(0, 3).join("; ")}`)),
    [STANDARDS, options.rules ?? {}],
  );
}

for (const ui of ["light", "dark"])
  test(`axe finds nothing serious in any view, ${ui}`, async () => {
    for (const name of Object.keys(VIEWS)) {
      const page = await open(name, `ui=${ui}`);
      assert.deepEqual(await barriers(page), [], name);
      await shot(page, `studio/quality/${name}-${ui}-1440`);
      for (const width of [1024, 768]) {
        await page.setViewportSize({ width, height: 900 });
        await page.waitForTimeout(300);
        await shot(page, `studio/quality/${name}-${ui}-${width}`);
      }
      await page.close();
    }
    const page = await open("preview", `ui=${ui}`);
    for (const [name, key] of Object.entries(OVER)) {
      await page.keyboard.press(key);
      await page.getByRole("dialog").waitFor();
      assert.deepEqual(await barriers(page), [], name);
      await shot(page, `studio/quality/${name}-${ui}`);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
    }
    await page.close();
  });

test("axe finds nothing serious on the demo page", async () => {
  for (const dark of ["0", "1"]) {
    const page = await studio.browser.open(`${studio.server.url}/h5/?dark=${dark}`);
    await page.setViewportSize({ width: 375, height: 812 });
    await page.locator("dacu-rules[data-live]").waitFor();
    // A tab of another day is named as dates are read, «11月10日 20:00»; its face has the two below one another, the other way round.
    const rules = { "label-content-name-mismatch": { enabled: false } };
    assert.deepEqual(await barriers(page, { rules }), [], `dark=${dark}`);
    await page.close();
  }
});

/** Controls that lie beyond the window and cannot be scrolled to, by class and words. */
const lost = (page) =>
  page.evaluate(() => {
    const ways = (element) => {
      const all = [];
      for (let at = element.parentElement; at; at = at.parentElement) all.push(at);
      return all;
    };
    const scrolls = (at) => /auto|scroll/.test(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth;
    return [...document.querySelectorAll("button, a, input, select, [tabindex='0']")]
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        if (!width || getComputedStyle(element).visibility === "hidden" || ways(element).some(scrolls)) return false;
        const cut = ways(element).some((at) => /hidden|clip/.test(getComputedStyle(at).overflowX) && left >= at.getBoundingClientRect().right - 2);
        return cut || left < -1 || right > innerWidth + 1;
      })
      .map((element) => `${element.className} ${element.getAttribute("aria-label") ?? element.textContent}`);
  });

test("enlarged to 200 % nothing is lost at the sides", async () => {
  for (const name of ["preview", "gallery", "editor", "simulate"]) {
    const page = await open(name);
    // Windows of 1440 x 900, 1024 x 768 and 768 x 1024 at 200 %.
    for (const [width, height] of [[720, 450], [512, 384], [384, 512]]) {
      await page.setViewportSize({ width, height });
      await page.waitForTimeout(300);
      assert.deepEqual(await lost(page), [], `${name} at ${width}`);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `${name} scrolls sideways at ${width}`);
      await shot(page, `studio/quality/zoom-${name}-${width}`);
    }
    await page.close();
  }
});

test("at 1024 and 768 a bar holds all its buttons", async () => {
  for (const name of ["preview", "gallery", "editor", "simulate"]) {
    const page = await open(name);
    for (const width of [1440, 1280, 1024, 900, 768]) {
      await page.setViewportSize({ width, height: 900 });
      await page.waitForTimeout(300);
      const cut = await page.evaluate(() =>
        [...document.querySelectorAll(".bar")].filter((bar) => getComputedStyle(bar).visibility !== "hidden").flatMap((bar) => {
          const edge = bar.getBoundingClientRect();
          const style = getComputedStyle(bar);
          const [left, right] = [edge.left + parseFloat(style.paddingLeft), edge.right - parseFloat(style.paddingRight)];
          return [...bar.querySelectorAll("button, select, input")]
            .map((element) => [element, element.getBoundingClientRect()])
            .filter(([, own]) => own.width > 1 && (own.left < left - 1 || own.right > right + 1))
            .map(([element]) => `${element.className} ${element.getAttribute("aria-label") ?? element.textContent}`);
        }));
      assert.deepEqual(cut, [], `${name} at ${width}`);
      if (name === "preview") {
        const wrapped = await page.locator(".mk .nx").evaluateAll((all) => all.filter(({ clientHeight }) => clientHeight > 20).length);
        assert.equal(wrapped, 0, `a mark of two lines at ${width}`);
      }
    }
    await page.close();
  }
});

test("in forced colours the focus, the clock and what is chosen are seen", async () => {
  const forced = await desk(undefined, { forcedColors: "active", reducedMotion: "reduce" });
  const { page } = await forced.open("#/preview");
  const style = (selector) => page.locator(selector).first().evaluate((element) => {
    const { outlineStyle, outlineWidth, backgroundColor } = getComputedStyle(element);
    return { outline: `${outlineStyle} ${outlineWidth}`, ground: backgroundColor };
  });
  await page.locator(".now .pill").focus();
  await page.keyboard.press("k");
  assert.equal((await style(".now .pill")).outline, "solid 2px");
  const chosen = await style(".bar .seg [aria-pressed=true]");
  const other = await style(".bar .seg [aria-pressed=false]");
  assert.notEqual(chosen.ground, other.ground);
  assert.equal((await style(".now .pill")).ground, chosen.ground);
  for (const view of ["preview", "gallery", "edit", "simulate"]) {
    await page.evaluate((view) => (location.hash = `#/${view}`), view);
    await page.waitForTimeout(700);
    await shot(page, `studio/quality/forced-${view}`);
  }
  assert.deepEqual(page.problems, []);
  await forced.close();
});

test("single keys can be turned off for good, and the list is reached without them", async () => {
  const page = await open("preview");
  const dark = () => page.locator(".bar [aria-label='深色']").getAttribute("aria-pressed");
  await page.keyboard.press("d");
  assert.equal(await dark(), "true");
  await page.keyboard.press("?");
  await page.getByRole("checkbox", { name: /单键快捷键/ }).uncheck();
  await page.keyboard.press("Escape");
  for (const key of ["d", "?", "4", "k"]) await page.keyboard.press(key);
  assert.equal(await dark(), "true");
  assert.equal(await page.getByRole("dialog").count(), 0);
  assert.equal(await page.locator(".now .pill").count(), 1, "the view is the same");
  assert.equal(await page.locator(".views .kbd").first().isVisible(), false, "no hint that is not true");
  await page.reload();
  await page.locator(".sum .pay").waitFor();
  await page.keyboard.press("d");
  assert.equal(await dark(), "true", "it is remembered");
  await page.keyboard.press("Control+k");
  await page.locator(".palette").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".foot button", { hasText: "全部按键" }).click();
  await page.getByRole("checkbox", { name: /单键快捷键/ }).check();
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.closest(".foot") !== null), true, "the focus is back");
  await page.keyboard.press("d");
  assert.equal(await dark(), "false");
  await page.close();
});

test("M asks the page for less motion, and no longer", async () => {
  const page = await open("preview");
  const phone = page.frameLocator("iframe");
  const motion = () => phone.locator("dacu-flash-sale").evaluate((element) => ({
    asked: matchMedia("(prefers-reduced-motion: reduce)").matches,
    // The rule of the widgets' own sheet.
    takes: getComputedStyle(element.shadowRoot.querySelector(".dacu *")).animationDuration,
  }));
  const before = await motion();
  await page.keyboard.press("m");
  await phone.locator("dacu-campaign[data-still]").waitFor();
  assert.deepEqual(await motion(), { asked: true, takes: "0.001s" });
  await page.waitForFunction(() => location.hash.includes("still"));
  await page.keyboard.press("m");
  await phone.locator("dacu-campaign:not([data-still])").waitFor();
  assert.deepEqual(await motion(), before);
  await page.close();
  const linked = await open("preview", "still");
  await linked.frameLocator("iframe").locator("dacu-cart[data-live]").waitFor();
  assert.equal(await linked.frames().at(-1).evaluate(() => matchMedia("(prefers-reduced-motion: reduce)").matches), true);
  await linked.close();
});

test("Tab goes from the top bar to the foot, each stop is seen, and none holds it", async () => {
  const page = await open("preview");
  await page.evaluate(() => document.activeElement.blur());
  const seen = [];
  for (let n = 0; n < 160; n += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const at = document.activeElement;
      if (at === document.body || at.tagName === "IFRAME") return at.tagName;
      const { boxShadow, outlineStyle } = getComputedStyle(at);
      const ringed = (element) => element && getComputedStyle(element).boxShadow !== "none";
      const area = at.closest(".top, .rail, .time, .stage, .insp, .foot")?.className.split(" ")[0] ?? "?";
      return { area, ring: boxShadow !== "none" || outlineStyle !== "none" || ringed(at.parentElement), name: `${at.className} ${at.textContent.slice(0, 20)}` };
    });
    if (stop === "BODY") break;
    if (stop === "IFRAME") {
      // Inside the page its own stops follow; the studio goes on after the frame.
      await page.locator(".insp [role=tab][tabindex='0']").focus();
      continue;
    }
    assert.ok(stop.ring, `no ring on ${stop.name}`);
    if (seen.at(-1) !== stop.area) seen.push(stop.area);
    if (stop.area === "foot") break;
  }
  assert.deepEqual(seen, ["top", "rail", "time", "stage", "insp", "foot"]);
  await page.close();
});

test("a link to another room leads to the moment that is shown, while the clock runs too", async () => {
  const page = await open("preview");
  const link = page.locator(".views a", { hasText: "画廊" });
  await page.frameLocator("iframe").locator("dacu-flash-sale[data-live]").waitFor();
  const shown = () => page.locator(".now .pill").getAttribute("aria-valuenow").then(Number);
  const begun = await shown();
  await page.keyboard.press("Space");
  await page.waitForFunction((begun) => Number(document.querySelector(".now .pill").getAttribute("aria-valuenow")) > begun + 1500, begun);
  await link.click();
  await page.locator(".cell").first().waitFor();
  const [, at] = /[?&]t=([^&]+)/.exec(await page.evaluate(() => location.hash)) ?? [];
  assert.ok(Date.parse(decodeURIComponent(at ?? "")) >= begun + 1500, `${at} for ${begun}`);
  await page.close();
});

test("a pull over thirty widgets is one message a frame, and forces no layout", async () => {
  const page30 = await desk(thirty);
  const { page, phone } = await page30.open("#/preview?tab=price");
  await phone.locator("dacu-rules[data-live]").nth(4).waitFor();
  assert.equal(await phone.locator("[data-live]").count(), COUNT);
  await page.locator(".sum .pay").waitFor();
  await page.evaluate(() => {
    const inner = document.querySelector("iframe").contentWindow;
    window.told = 0;
    new MutationObserver((list) => (window.told += list.length)).observe(inner.document.querySelector("dacu-campaign"), { attributes: true });
    window.rows = 0;
    new MutationObserver((list) => {
      for (const { addedNodes } of list) for (const node of addedNodes) if (node.nodeType === 1) window.rows += 1;
    }).observe(document.querySelector(".pbody"), { childList: true, subtree: true });
    // What shows no time: links of the studio, and classes around widgets.
    window.idle = 0;
    const idle = new MutationObserver((list) => (window.idle += list.length));
    idle.observe(document.querySelector(".views"), { attributes: true, subtree: true });
    for (const { shadowRoot } of inner.document.querySelectorAll("[data-live]"))
      idle.observe(shadowRoot.querySelector(".dacu"), { attributes: true });
    // Layouts that script asks for while something waits to be laid out.
    window.asked = 0;
    for (const view of [window, inner]) {
      const { getBoundingClientRect } = view.Element.prototype;
      view.Element.prototype.getBoundingClientRect = function () {
        window.asked += window.pulling ? 1 : 0;
        return getBoundingClientRect.call(this);
      };
    }
  });
  const pill = await page.locator(".now .pill").boundingBox();
  const [x, y] = [pill.x + pill.width / 2, pill.y + pill.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const found = await page.evaluate(
    async ([x, y]) => {
      const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      const lanes = document.querySelector(".lanes");
      const move = (x) => lanes.dispatchEvent(new PointerEvent("pointermove", { clientX: x, clientY: y, shiftKey: true, bubbles: true }));
      await frame();
      window.told = window.rows = window.asked = window.idle = 0;
      for (let n = 1; n <= 10; n += 1) {
        window.pulling = true;
        // A mouse of 1,000 Hz reports some 16 times a frame.
        for (let report = 0; report < 16; report += 1) move(x - n * 16 - report);
        window.pulling = false;
        await frame();
      }
      return { told: window.told, rows: window.rows, asked: window.asked, idle: window.idle };
    },
    [x, y],
  );
  await page.mouse.up();
  assert.equal(found.idle, 0, "nothing is written where no time is shown");
  assert.equal(found.asked, 0, "a report of the pointer reads no layout");
  assert.equal(found.told, 10, "ten frames, ten messages");
  // Ten moments of one price: the clock of what waits changes, the rows of the bill do not.
  assert.ok(found.rows < 10 * 40, `${found.rows} elements of the bill made anew`);
  console.log(`ten frames of a pull over ${COUNT} widgets: ${JSON.stringify(found)}`);
  assert.deepEqual(page.problems, []);
  await page30.close();
});
