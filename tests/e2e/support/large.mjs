/**
 * A campaign of 2 MB, as large as a file may be.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { ROOT } from "./server.mjs";

const NAME = "double11-2026.json";

/** As many products and answers as the format allows, each as long as it may be; blanks for the rest. */
function large() {
  const root = JSON.parse(readFileSync(join(ROOT, "public/campaigns", NAME), "utf8"));
  const said = (text) => ({ "zh-CN": text, "zh-TW": text, en: text });
  const more = (number) => ({ ...root.products[0], sku: `filler-${number}`, name: said("说明".repeat(38)), spec: said("规格".repeat(38)) });
  root.products.push(...Array.from({ length: 480 }, (_, number) => more(number)));
  root.faq = Array.from({ length: 50 }, () => ({ question: "问题", answer: said("答".repeat(1900)) }));
  const text = JSON.stringify(root, null, 2);
  const bytes = Buffer.byteLength(text);
  assert.ok(bytes > 1_500_000 && bytes < 2_000_000, `${bytes} bytes`);
  return text + " ".repeat(2_000_000 - bytes);
}

/** Answers requests for the sample with the large campaign, and others as `answer` does; a `route` of `serve`. */
export function largely(answer = () => undefined) {
  const body = large();
  return (_, { pathname }) =>
    pathname === `/campaigns/${NAME}` ? { body, headers: { "Content-Type": "application/json" } } : answer(pathname);
}
