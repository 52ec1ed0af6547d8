/**
 * The documentation shows the files that the tests run: a fence under `<!-- from FILE -->` holds that
 * file. `DACU_WRITE=1 node --test tests/e2e/docs.test.mjs` writes them anew.
 */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { test } from "node:test";

import { ROOT } from "./support/server.mjs";

const FENCE = /<!-- from (\S+) -->\n```(\w+)\n(.*?)```\n/gs;

const documents = [
  ...readdirSync(join(ROOT, "docs")).filter((name) => name.endsWith(".md")).map((name) => join(ROOT, "docs", name)),
  ...readdirSync(ROOT).filter((name) => /^README.*\.md$/.test(name)).map((name) => join(ROOT, name)),
];

for (const document of documents) {
  const name = relative(ROOT, document);
  test(`${name} shows files as they are, and links to what is there`, () => {
    const text = readFileSync(document, "utf8");
    const shown = text.replace(FENCE, (_, file, language) => {
      const body = readFileSync(join(ROOT, file), "utf8").trimEnd();
      return `<!-- from ${file} -->\n\`\`\`${language}\n${body}\n\`\`\`\n`;
    });
    if (process.env.DACU_WRITE) writeFileSync(document, shown);
    else assert.equal(text, shown);

    for (const [, link] of shown.replace(/```.*?```/gs, "").matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g))
      if (!/^[a-z]+:/.test(link)) assert.ok(existsSync(join(dirname(document), link)), `${name} links to ${link}`);
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
