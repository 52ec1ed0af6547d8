/**
 * dacu-verify.js: works a turn of a draw out again, in the page or in Node, without asking anyone.
 *
 *   import { verify } from "https://cdn.example/dacu-verify.js";
 *   const verdict = await verify(record, { campaign, draw, commitment, table });
 *
 * `record` is a published record (`dacu/draw/1`), as an object. What the campaign file published about
 * the draw is optional: without it the record is only held against itself.
 *
 * The answer is `{ verdict: "sealed" }` while the seed is secret, `{ verdict: "holds", substituted }`
 * where everything comes out as the record says, and else `{ verdict: "broken", breach }`, where
 * `breach` is "draw", "commitment", "table", "seed", "value", "prize" or "given". What is no record is
 * a TypeError.
 *
 * The arithmetic stands in crates/campaign/src/fair/mod.rs, and one file of vectors holds both to it.
 * The hashing is the browser's own (SubtleCrypto, so the page has to be a secure one): all of this is
 * 1.1 KB in brotli, where SHA-256 and HMAC alone are 3.9 KB as Wasm. It is no part of the bundle and is
 * fetched by those who want to check. No BigInt, which WebKit has from iOS 14 on only.
 */

const WHOLE = 1000000;
/** 2^32 modulo a million, and the low half of the first of the words that are refused. */
const HIGH = 967296;
const REFUSED_LOW = 4294967296 - 551616;

const PLAIN = /^[A-Za-z0-9\-_.:]{1,64}$/;
const DIGITS = /^[0-9a-f]{64}$/;
const MEMBERS =
  "schema campaign draw commitment server_seed table buyer client_seed nonce value prize given at".split(" ");

const need = (fits, what) => {
  if (!fits) throw new TypeError(`no record of a draw: ${what}`);
};

const isCount = (value, least, most) => Number.isSafeInteger(value) && value >= least && value <= most;

const bytesOf = (digits) => Uint8Array.from(digits.match(/../g), (pair) => parseInt(pair, 16));

const digitsOf = (buffer) =>
  Array.from(new Uint8Array(buffer), (byte) => (byte < 16 ? "0" : "") + byte.toString(16)).join("");

function check(record) {
  need(record && typeof record === "object", "no object");
  for (const name of Object.keys(record)) need(MEMBERS.includes(name), name);
  need(record.schema === "dacu/draw/1", "schema");
  for (const name of ["campaign", "draw", "client_seed"]) {
    need(typeof record[name] === "string" && PLAIN.test(record[name]), name);
  }
  for (const name of ["buyer", "commitment"]) {
    need(typeof record[name] === "string" && DIGITS.test(record[name]), name);
  }
  const seed = record.server_seed;
  need(seed === undefined || (typeof seed === "string" && DIGITS.test(seed)), "server_seed");
  need(isCount(record.nonce, 1, Number.MAX_SAFE_INTEGER), "nonce");
  need(isCount(record.value, 0, WHOLE - 1), "value");
  need(Number.isSafeInteger(record.at), "at");
  need(typeof record.prize === "string" && typeof record.given === "string", "prize");
  need(Array.isArray(record.table), "table");
  let sum = 0;
  const prizes = new Set();
  for (const share of record.table) {
    need(share && typeof share.prize === "string" && share.prize && !prizes.has(share.prize), "table");
    need(isCount(share.ppm, 1, WHOLE), "table");
    prizes.add(share.prize);
    sum += share.ppm;
  }
  need(sum === WHOLE, "table");
  return prizes;
}

/** The value of a turn: the first word that is not of the uneven rest, modulo a million. */
async function roll(key, record) {
  const parts = ["dacu-draw/1", record.campaign, record.draw, record.buyer, record.client_seed, record.nonce];
  for (let block = 0; ; block += 1) {
    const message = new TextEncoder().encode(parts.concat(block).join("|"));
    const words = new DataView(await crypto.subtle.sign("HMAC", key, message));
    for (let at = 0; at < 32; at += 8) {
      const high = words.getUint32(at);
      const low = words.getUint32(at + 4);
      if (high < 4294967295 || low < REFUSED_LOW) {
        return (((high % WHOLE) * HIGH) + low) % WHOLE;
      }
    }
  }
}

function prizeAt(table, value) {
  let sum = 0;
  return table.find((share) => (sum += share.ppm) > value).prize;
}

const broken = (breach) => ({ verdict: "broken", breach });

export async function verify(record, published) {
  const prizes = check(record);
  if (published) {
    const same = (a, b) => a.prize === b.prize && a.ppm === b.ppm;
    if (record.campaign !== published.campaign || record.draw !== published.draw) return broken("draw");
    if (record.commitment !== published.commitment) return broken("commitment");
    const { table } = published;
    if (table.length !== record.table.length || !table.every((share, at) => same(share, record.table[at]))) {
      return broken("table");
    }
  }
  if (record.server_seed === undefined) return { verdict: "sealed" };
  const seed = bytesOf(record.server_seed);
  if (digitsOf(await crypto.subtle.digest("SHA-256", seed)) !== record.commitment) return broken("seed");
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", seed, algorithm, false, ["sign"]);
  const value = await roll(key, record);
  if (value !== record.value) return broken("value");
  if (prizeAt(record.table, value) !== record.prize) return broken("prize");
  if (!prizes.has(record.given)) return broken("given");
  return { verdict: "holds", substituted: record.given !== record.prize };
}
