/**
 * Times both peers and the engine's Wasm module on the same carts, in turns, in one process.
 *
 *   node benches/peers/run.mjs PROGRAM MODULE LINESxDEALS...
 *
 * PROGRAM is the native program of benches/quote, which tells the carts. Writes one line of JSON a
 * peer and size.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

import { load, median, prepare } from "../module.mjs";
import * as cloudCommerce from "./cloud-commerce.mjs";
import * as medusa from "./medusa.mjs";

const PEERS = [
  ["@medusajs/promotion", medusa],
  ["@cloudcommerce/app-discounts", cloudCommerce],
];
const [program, file, ...sizes] = process.argv.slice(2);
const bytes = readFileSync(file);
const ROUNDS = 5;
const RUNS = 20;

for (const [number, [name, peer]] of PEERS.entries())
  for (const size of sizes) {
    const [lines, deals] = size.split("x");
    const cart = JSON.parse(execFileSync(program, ["peer", number, lines, deals], { encoding: "utf8" }));
    const theirs = peer.prepare(cart, (ROUNDS + 1) * RUNS + 1);
    const wasm = await load(bytes);
    prepare(wasm, `peer:${number}:${lines}:${deals}`);
    const payable = { ours: wasm.quote(), theirs: await theirs() };
    const taken = { ours: [], theirs: [] };
    for (let round = 0; round <= ROUNDS; round++)
      for (const [side, call] of [["ours", () => wasm.quote()], ["theirs", theirs]])
        for (let run = 0; run < RUNS; run++) {
          const start = performance.now();
          await call();
          // The first round warms up the compilers.
          if (round > 0) taken[side].push(performance.now() - start);
        }
    const { version, license } = peer;
    const ms = { ours: median(taken.ours), theirs: median(taken.theirs) };
    console.log(JSON.stringify({ peer: name, version, license, lines: +lines, deals: +deals, payable, ms }));
  }
