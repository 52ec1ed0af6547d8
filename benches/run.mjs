/**
 * Runs the bare Wasm module of benches/quote in Node.
 *
 *   node benches/run.mjs count MODULE CASE...    executed instructions of one quote
 *   node benches/run.mjs time MODULE CASE...     median time of one quote
 *   node benches/run.mjs profile MODULE CASE     instructions by function
 *
 * `count` and `profile` want the module with counters (xtask/src/bench/instrument.rs). Cases are
 * named as in benches/quote/src/main.rs. Writes one line of JSON a case.
 */
import { readFileSync } from "node:fs";

import { functionNames, load, median, prepare } from "./module.mjs";

const [command, file, ...cases] = process.argv.slice(2);
const bytes = readFileSync(file);

for (const name of cases) {
  const wasm = await load(bytes);
  prepare(wasm, name);
  const found = { case: name, matches: wasm.matches(), payable: wasm.quote() };
  Object.assign(found, { examined: wasm.examined(), proved: wasm.proved() === 1, gap: wasm.gap() });
  if (command === "count") Object.assign(found, count(wasm));
  if (command === "time") Object.assign(found, time(wasm));
  if (command === "profile") Object.assign(found, profile(wasm));
  console.log(JSON.stringify(found));
}

/** The second quote and every later one find the allocator as the one before left it. */
function count(wasm) {
  const once = () => {
    const before = [wasm.instructions.value, wasm.fuel.value];
    wasm.quote();
    return [Number(wasm.instructions.value - before[0]), Number(wasm.fuel.value - before[1])];
  };
  const [instructions, fuel] = once();
  return { instructions, fuel, again: once()[0] };
}

function time(wasm) {
  const taken = [];
  const end = performance.now() + 300;
  // The first runs are those of the baseline compiler.
  for (let run = 0; run < 3 || (performance.now() < end && run < 50_000); run++) {
    const start = performance.now();
    wasm.quote();
    taken.push(performance.now() - start);
  }
  return { ms: median(taken.slice(Math.floor(taken.length / 4))), runs: taken.length };
}

function profile(wasm) {
  const names = functionNames(bytes);
  const counters = Object.entries(wasm).filter(([name]) => /^f\d+$/.test(name));
  const before = new Map(counters.map(([name, counter]) => [name, counter.value]));
  wasm.quote();
  return {
    functions: counters
      .map(([name, counter]) => [names.get(Number(name.slice(1))) ?? name, Number(counter.value - before.get(name))])
      .filter(([, executed]) => executed > 0)
      .sort((a, b) => b[1] - a[1]),
  };
}
