/**
 * The documentation shows the files that the tests run: a fence under `<!-- from FILE -->` holds that
 * file, and what stands between `<!-- table NAME -->` and `<!-- end -->` is made from the contract.
 * `DACU_WRITE=1 node --test tests/e2e/docs.test.mjs` writes both anew. What a README shows is run here.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { test } from "node:test";

import { launch } from "./support/chromium.mjs";
import { servePages } from "./support/pages.mjs";
import { TABLES } from "./support/reference.mjs";
import { ROOT } from "./support/server.mjs";

const FENCE = /<!-- from (\S+) -->\n```(\w+)\n(.*?)```\n/gs;

const TABLE = /<!-- table (\w+) -->\n(.*?)<!-- end -->\n/gs;

const documents = [
  ...readdirSync(join(ROOT, "docs")).filter((name) => name.endsWith(".md")).map((name) => join(ROOT, "docs", name)),
  ...readdirSync(ROOT).filter((name) => /^README.*\.md$/.test(name)).map((name) => join(ROOT, name)),
];

for (const document of documents) {
  const name = relative(ROOT, document);
  test(`${name} shows files as they are`, () => {
    const text = readFileSync(document, "utf8");
    const shown = text
      .replace(FENCE, (_, file, language) => {
        const body = readFileSync(join(ROOT, file), "utf8").trimEnd();
        return `<!-- from ${file} -->\n\`\`\`${language}\n${body}\n\`\`\`\n`;
      })
      .replace(TABLE, (_, name) => `<!-- table ${name} -->\n\n${TABLES[name]()}\n<!-- end -->\n`);
    if (process.env.DACU_WRITE) writeFileSync(document, shown);
    else assert.equal(text, shown);
  });
}

test("the quick starts show nothing that no test runs, and the same in both languages", () => {
  const [english, chinese] = ["docs/quick-start.md", "docs/quick-start.zh-CN.md"].map((file) => {
    const text = readFileSync(join(ROOT, file), "utf8");
    const fences = [...text.matchAll(FENCE)];
    assert.equal(text.match(/^```\w/gm).length, fences.length, `every fence of ${file} is a file`);
    return fences.map(([, from]) => from);
  });
  assert.ok(english.length > 10);
  assert.deepEqual(chinese, english);
});

for (const file of ["README.md", "README.zh-CN.md"])
  test(`what ${file} shows of embedding runs as it stands there`, async () => {
    const fences = [...readFileSync(join(ROOT, file), "utf8").matchAll(/```(html|js)\n(.*?)```/gs)];
    const [html, script] = ["html", "js"].map((language) => fences.find(([, of]) => of === language)?.[2]);
    const server = await servePages("", {
      route: (_, url) => (url.pathname === "/readme" ? { body: `<!doctype html><html lang="zh-CN"><body>${html}</body></html>` } : null),
    });
    const browser = await launch();
    try {
      const page = await browser.open(`${server.url}/readme`);
      const widgets = html.match(/<dacu-(?!campaign)[a-z-]+/g).map((tag) => tag.slice(1));
      assert.equal(widgets.length, 6);
      for (const widget of widgets) await page.waitForSelector(`${widget}[data-live]`, { state: "attached" });
      if (script) {
        await page.evaluate(`window.order = (quote) => (window.ordered = quote); ${script}`);
        await page.waitForFunction(() => window.Dacu.quote().then((quote) => quote.lines.length === 1));
        await page.locator("dacu-cart .dacu-pay button, dacu-cart .dacu-till button").last().click();
        await page.waitForFunction(() => window.ordered?.payable > 0);
      }
      assert.deepEqual(page.problems, []);
    } finally {
      await browser.close();
      await server.close();
    }
  });
