// The Wasm module in Node: every golden cart gives what the native library gives, byte for byte.
//
// `cargo xtask test --only abi` builds both and runs this. DACU_ABI_WASM is the module, DACU_ABI_NATIVE
// a file with the native quote of each row of tests/golden/quotes.json, one a line.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { load } from "../quote.mjs";

const root = new URL("../../../", import.meta.url);
const read = (name) => readFile(new URL(name, root), "utf8");

const wasm = await readFile(process.env.DACU_ABI_WASM);
const native = (await readFile(process.env.DACU_ABI_NATIVE, "utf8")).split("\n");
const golden = JSON.parse(await read("tests/golden/quotes.json"));
const campaigns = new Map();
for (const { campaign } of golden.carts) {
  if (!campaigns.has(campaign)) campaigns.set(campaign, await read(`public/campaigns/${campaign}.json`));
}

/** FNV-1a of a text's UTF-8, 64 bits, as 16 hexadecimal digits. */
function hash(text) {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, "0");
}

test("the module needs nothing of its host", async () => {
  const module = await WebAssembly.compile(wasm);
  assert.deepEqual(WebAssembly.Module.imports(module), []);
  const names = WebAssembly.Module.exports(module).map(({ name }) => name);
  for (const name of ["memory", "alloc", "free", "quote"]) assert.ok(names.includes(name), name);
});

test("a quote in Wasm is the native quote, byte for byte", async () => {
  const dacu = await load(wasm);
  let row = 0;
  for (const { campaign, cart, quotes } of golden.carts) {
    for (const { at, payable, hash: wanted } of quotes) {
      const told = dacu.quote(campaigns.get(campaign), cart, at);
      assert.equal(told, native[row], `${campaign} ${cart} at ${at}`);
      assert.equal(JSON.parse(told).payable, payable);
      assert.equal(hash(told), wanted);
      row += 1;
    }
  }
  assert.ok(row > 300);
  assert.equal(native[row], "", "as many native quotes as rows");
});

test("without TextEncoder and TextDecoder it is the same", async () => {
  const { TextEncoder, TextDecoder } = globalThis;
  const [{ campaign, cart, quotes }] = golden.carts;
  const dacu = await load(wasm);
  const named = cart.replace("{", '{ "名字 😀": 1, ');
  const torn = cart.replace("{", '{ "半\ud83d": 1, "\ude00\ud83d\ude00": 2, ');
  const ask = () => [cart, named, torn, ""].map((text) => dacu.quote(campaigns.get(campaign), text, quotes[0].at));
  const plain = ask();
  try {
    delete globalThis.TextEncoder;
    delete globalThis.TextDecoder;
    assert.deepEqual(ask(), plain);
  } finally {
    Object.assign(globalThis, { TextEncoder, TextDecoder });
  }
  assert.match(plain[1], /"path":"名字 😀"/);
  assert.match(plain[2], /"path":"半\ufffd"/);
});

test("what is wrong is an answer, and instants go through whole", async () => {
  const dacu = await load(wasm);
  const campaign = campaigns.get("618-2026");
  const problems = (...texts) => JSON.parse(dacu.quote(...texts, 0)).problems;
  assert.equal(problems("", "")[0].file, "campaign");
  assert.deepEqual(problems(campaign, '{ "lines": [{ "sku": "unicorn" }] }'), [
    {
      file: "cart", path: "lines[0].sku", line: 1, column: 22, severity: "error", code: "reference",
      message: "there is no product `unicorn` in the campaign", fix: "correct the id, or add the entry that it names",
    },
  ]);
  for (const at of [0, -1, 1781748000123, -(2 ** 40), 2 ** 52]) {
    assert.equal(JSON.parse(dacu.quote(campaign, '{ "lines": [] }', at)).at, at);
  }
});

test("five hundred quotes leave nothing in memory", async () => {
  const made = await WebAssembly.instantiate(wasm, {});
  const dacu = await load(await WebAssembly.compile(wasm), {
    instantiate: async () => made.instance,
  });
  const [{ campaign, cart, quotes }] = golden.carts;
  const once = () => dacu.quote(campaigns.get(campaign), cart, quotes[0].at);
  for (let i = 0; i < 50; i += 1) once();
  const size = made.instance.exports.memory.buffer.byteLength;
  for (let i = 0; i < 500; i += 1) once();
  assert.equal(made.instance.exports.memory.buffer.byteLength, size);
});

test("the example of the README runs as it stands", async () => {
  const readme = await read("crates/abi/README.md");
  const [, example] = readme.match(/```js\n([^]*?)```/);
  const shop = await mkdtemp(join(tmpdir(), "dacu-abi-"));
  try {
    await writeFile(join(shop, "shop.mjs"), example);
    await writeFile(join(shop, "campaign.json"), campaigns.get("618-2026"));
    await copyFile(process.env.DACU_ABI_WASM, join(shop, "dacu_abi.wasm"));
    await copyFile(fileURLToPath(new URL("crates/abi/quote.mjs", root)), join(shop, "quote.mjs"));
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ["shop.mjs"], { cwd: shop });
    const at = Date.parse("2026-06-18T10:00:00+08:00");
    const cart = '{"lines":[{"sku":"fan","quantity":3}]}';
    const { payable } = JSON.parse((await load(wasm)).quote(campaigns.get("618-2026"), cart, at));
    assert.ok(payable > 0);
    assert.deepEqual([stdout, stderr], [`${payable} [ 'fan ${payable}' ]\n`, ""]);
  } finally {
    await rm(shop, { recursive: true });
  }
});
