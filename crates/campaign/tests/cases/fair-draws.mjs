// Works out draws by the arithmetic that crates/campaign/src/fair/mod.rs describes, with Node's own
// cryptography and nothing of ours: the vectors that the crate and the page's verifier are held to.
//
//     node crates/campaign/tests/cases/fair-draws.mjs > crates/campaign/tests/cases/fair-draws.json

import { createHash, createHmac } from "node:crypto";

const WHOLE = 1_000_000n;
const FIRST_REFUSED = ((1n << 64n) / WHOLE) * WHOLE;

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

function value(seed, { campaign, draw, buyer, client_seed, nonce }) {
  for (let block = 0; ; block += 1) {
    const message = ["dacu-draw/1", campaign, draw, buyer, client_seed, nonce, block].join("|");
    const bytes = createHmac("sha256", seed).update(message, "utf8").digest();
    for (let at = 0; at < 32; at += 8) {
      const word = bytes.readBigUInt64BE(at);
      if (word < FIRST_REFUSED) return Number(word % WHOLE);
    }
  }
}

function prizeAt(table, rolled) {
  let sum = 0;
  for (const { prize, ppm } of table) {
    sum += ppm;
    if (rolled < sum) return prize;
  }
  throw new Error("odds do not sum to the whole");
}

const tables = {
  wheel: [
    ["coupon-5", 306_000],
    ["free", 40_000],
    ["points-50", 154_000],
    ["nothing", 500_000],
  ],
  rare: [
    ["first", 1],
    ["second", 99],
    ["nothing", 999_900],
  ],
};

const buyerTag = (salt, id) =>
  createHmac("sha256", salt).update(`dacu-buyer/1|${id}`, "utf8").digest("hex");

const salt = Buffer.from("a salt that is kept secret", "utf8");
const buyers = ["buyer-1", "13800000000", "买家甲"].map((id) => ({ id, tag: buyerTag(salt, id) }));

const records = [];
for (const [at, [name, odds]] of Object.entries(tables).entries()) {
  const seed = Buffer.from(sha256(`the server seed of ${name}`), "hex");
  const table = odds.map(([prize, ppm]) => ({ prize, ppm }));
  for (const { tag } of buyers) {
    for (const client_seed of ["0", "c0ffee", "A-Z_0.9:z", "x".repeat(64)]) {
      for (const nonce of [1, 2, 3, 4_294_967_296, 9_007_199_254_740_991]) {
        const turn = { campaign: "double11-2026", draw: name, buyer: tag, client_seed, nonce };
        const rolled = value(seed, turn);
        const prize = prizeAt(table, rolled);
        records.push({
          schema: "dacu/draw/1",
          ...turn,
          commitment: sha256(seed),
          server_seed: seed.toString("hex"),
          table,
          value: rolled,
          prize,
          given: prize,
          at: 1_794_326_400_000 + at,
        });
      }
    }
  }
}

// The records stand one a line, so that a change of one shows as one.
const lines = (list) => list.map((item) => `    ${JSON.stringify(item)}`).join(",\n");
process.stdout.write(`{
  "source": "tests/cases/fair-draws.mjs, by node:crypto",
  "salt_hex": "${salt.toString("hex")}",
  "buyers": [
${lines(buyers)}
  ],
  "records": [
${lines(records)}
  ]
}
`);
