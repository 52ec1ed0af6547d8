/** The page's verifier of draws, held to the vectors that the crate is held to. No browser in it. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { verify } from "../../embed/verify.js";
import { ROOT } from "./support/server.mjs";

const CASES = join(ROOT, "crates/campaign/tests/cases/fair-draws.json");
const { records } = JSON.parse(readFileSync(CASES, "utf8"));
const [first] = records;
const HOLDS = { verdict: "holds", substituted: false };
const broken = (breach) => ({ verdict: "broken", breach });
const zeros = "0".repeat(64);

test("every vector holds", async () => {
  assert.equal(records.length, 120);
  for (const record of records) assert.deepEqual(await verify(record), HOLDS);
});

test("whatever is tampered with shows", async () => {
  assert.equal(first.value, 836605);
  const table = first.table.map((share, at) => ({ ...share, ppm: share.ppm + [0, 0, -1, 1][at] }));
  for (const [change, expected] of [
    [{ at: 0 }, HOLDS],
    [{ given: "free" }, { verdict: "holds", substituted: true }],
    [{ given: "car" }, broken("given")],
    [{ prize: "free" }, broken("prize")],
    [{ value: 836604 }, broken("value")],
    [{ nonce: 2 }, broken("value")],
    [{ campaign: "double11-2027" }, broken("value")],
    [{ draw: "grid" }, broken("value")],
    [{ buyer: zeros }, broken("value")],
    [{ client_seed: "1" }, broken("value")],
    [{ commitment: zeros }, broken("seed")],
    [{ server_seed: zeros }, broken("seed")],
    [{ server_seed: undefined }, { verdict: "sealed" }],
    [{ table }, HOLDS],
  ]) {
    assert.deepEqual(await verify({ ...first, ...change }), expected, JSON.stringify(change));
  }
  // The first of two prizes has the values below its odds, and not the one at them.
  for (const [ppm, prize] of [[836605, "b"], [836606, "a"]]) {
    const table = [{ prize: "a", ppm }, { prize: "b", ppm: 1_000_000 - ppm }];
    assert.deepEqual(await verify({ ...first, table, prize, given: prize }), HOLDS, prize);
  }
});

test("a record is held against what was published", async () => {
  const { campaign, draw, commitment, table } = first;
  const published = { campaign, draw, commitment, table };
  for (const [change, expected] of [
    [{}, HOLDS],
    [{ campaign: "other" }, broken("draw")],
    [{ draw: "other" }, broken("draw")],
    [{ commitment: zeros }, broken("commitment")],
    [{ table: table.slice(1) }, broken("table")],
    [{ table: [...table].reverse() }, broken("table")],
    [{ table: [...table, { prize: "more", ppm: 1 }] }, broken("table")],
  ]) {
    assert.deepEqual(await verify(first, { ...published, ...change }), expected, JSON.stringify(change));
  }
});

test("what is no record is a TypeError", async () => {
  const share = (prize, ppm) => ({ prize, ppm });
  for (const change of [
    { schema: "dacu/draw/2" },
    { note: "x" },
    { nonce: 0 },
    { nonce: 2 ** 53 },
    { nonce: "1" },
    { draw: "a|b" },
    { campaign: "" },
    { client_seed: "x".repeat(65) },
    { buyer: "13800000000" },
    { commitment: "A".repeat(64) },
    { server_seed: null },
    { value: 1_000_000 },
    { at: 0.5 },
    { given: undefined },
    { table: [] },
    { table: [share("a", 500_000), share("a", 500_000)] },
    { table: [share("a", 1_000_000), share("b", 0)] },
    { table: [share("a", 999_999)] },
    { table: null },
  ]) {
    await assert.rejects(verify({ ...first, ...change }), TypeError, JSON.stringify(change));
  }
  await assert.rejects(verify(null), TypeError);
});

/** Words of the uneven rest come once in 10^13 turns, so a stand-in for the browser's HMAC has to make them. */
test("words of the uneven rest are refused", async () => {
  const { subtle } = globalThis.crypto;
  const blocks = [
    ["ffffffff", "fff79540", "ffffffff", "ffffffff", "ffffffff", "fff79541", "ffffffff", "fff79542"],
    ["00000001", "00000007", "00000000", "00000000", "00000000", "00000000", "00000000", "00000000"],
  ].map((words) => Uint8Array.from(words.join("").match(/../g), (pair) => parseInt(pair, 16)).buffer);
  const rolls = async (list, value) => {
    const real = Object.getOwnPropertyDescriptor(globalThis, "crypto");
    const stub = {
      digest: (...all) => subtle.digest(...all),
      importKey: (...all) => subtle.importKey(...all),
      sign: async () => list.shift(),
    };
    Object.defineProperty(globalThis, "crypto", { value: { subtle: stub }, configurable: true });
    try {
      return (await verify({ ...first, value })).breach !== "value";
    } finally {
      Object.defineProperty(globalThis, "crypto", real);
    }
  };
  // 2^64 - 551 616 is the first that is refused; 2^32 + 7 is 967 303 modulo a million.
  assert.ok(await rolls([...blocks], 967303));
  const accepted = new Uint8Array(blocks[0].slice(0));
  accepted.set([0xff, 0xff, 0xff, 0xff, 0xff, 0xf7, 0x95, 0x3f]);
  assert.ok(await rolls([accepted.buffer], 999999));
  assert.ok(!(await rolls([...blocks], 999999)));
});
