/** Assignments of the module `experiments`, held to the vectors that the crate is held to. No browser in it. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { assign, phaseAt } from "../../embed/experiments/assign.js";
import { asked, choose, hash, inNamespace } from "../../embed/experiments/bucket.js";
import { vary } from "../../embed/experiments/vary.js";
import { ROOT } from "./support/server.mjs";

const read = (name) => JSON.parse(readFileSync(join(ROOT, "crates/campaign/tests/cases", name), "utf8"));
const published = read("growthbook-bucketing.json");
const parts = (number) => Math.round(number * 10000);

test("hashes are those of the specification, and of UTF-8", () => {
  for (const [seed, value, version, expected] of [...published.hash, ...read("bucketing-utf8.json").hash])
    assert.equal(hash(seed, value, version), expected === null ? null : parts(expected), value);
});

test("namespaces are those of the specification", () => {
  for (const [name, id, [namespace, from, until], expected] of published.inNamespace)
    assert.equal(inNamespace(id, { id: namespace, from: parts(from), until: parts(until) }), expected, name);
  // A part has its first place and not its last.
  const place = hash("__checkout", "ann", 1);
  const holds = (from, until) => inNamespace("ann", { id: "checkout", from, until });
  assert.deepEqual([holds(place, place + 10), holds(place - 10, place)], [true, false]);
});

test("choices are those of the specification", () => {
  let checked = 0;
  for (const [name, n, ranges, expected] of published.chooseVariation) {
    // Weights leave no gaps; ranges of the specification may.
    if (ranges.some(([from], at) => from !== (at ? ranges[at - 1][1] : 0))) continue;
    assert.equal(choose(parts(n), ranges.map(([from, until]) => parts(until - from)), 10000), expected, name);
    checked += 1;
  }
  assert.ok(checked > 2);
  for (const [name, [variations, coverage, weights], ranges] of published.getBucketRange) {
    // A file says all weights, and they sum to the whole.
    const sum = (weights || []).reduce((sum, weight) => sum + parts(weight), 0);
    if (coverage < 0 || coverage > 1 || weights?.length !== variations || sum !== 10000) continue;
    const chosen = (place) => choose(place, weights.map(parts), parts(coverage));
    for (let place = 0; place < 10000; place += 1) {
      const expected = ranges.findIndex(([from, until]) => parts(from) <= place && place < parts(until));
      assert.equal(chosen(place), expected, `${name} at ${place}`);
    }
  }
});

test("an address asks for a variation of its experiment", () => {
  for (const [search, expected] of [
    ["?my-test=1", 1], ["?a=b&my-test=0&c=d", 0], ["?my%2Dtest=%31", 1], ["", -1], ["?xmy-test=1", -1], ["?my-test", -1],
    ["?my-test=foo", -1], ["?my-test=1.5", -1], ["?my-test=+1", -1], ["?my-test=-1", -1], ["?my-test=2", -1], ["?%&my-test=%f", -1],
  ])
    assert.equal(asked("my-test", search, 2), expected, search);
});

/** The crate's own test reads the same rows: experiments, situations, and what comes of them. */
test("assignments are those of the crate", () => {
  const { experiments, phases, rows } = read("assignments.json");
  assert.ok(rows.length > 200);
  const reached = new Set();
  for (const { experiment, shopper, phase, at, kept, expected } of rows) {
    const found = assign(experiments[experiment], { shopper, phases, phase, now: Date.parse(at), search: "" }, { ...kept });
    assert.deepEqual(found, expected, `${experiment} ${shopper} ${phase} ${at}`);
    reached.add(found.why);
  }
  assert.deepEqual([...reached].sort(), ["blocked", "forced", "hashed", "no_shopper", "not_covered", "not_running", "other_namespace", "sticky"]);
});

const PHASES = [
  { id: "all", kind: "live", from: "2026-11-01T00:00:00+08:00", until: "2026-11-12T00:00:00+08:00" },
  { id: "day", kind: "live", from: "2026-11-11T00:00:00+08:00", until: "2026-11-12T00:00:00+08:00" },
  { id: "top", kind: "live", precedence: 1, from: "2026-11-11T20:00:00+08:00", until: "2026-11-11T22:00:00+08:00" },
  { id: "late", kind: "live", from: "2026-11-11T21:00:00+08:00", until: "2026-11-11T23:00:00+08:00" },
  { id: "after", kind: "after", from: "2026-11-12T00:00:00+08:00", until: "2026-11-20T00:00:00+08:00" },
];

test("the phase with the highest precedence is on, then the later one", () => {
  for (const [at, expected] of [["10-31T23:59", ""], ["11-01T00:00", "all"], ["11-11T00:00", "day"], ["11-11T20:00", "top"], ["11-11T21:00", "top"], ["11-11T22:00", "late"], ["11-11T23:00", "day"], ["11-12T00:00", "after"]])
    assert.equal(phaseAt(PHASES, Date.parse(`2026-${at}:00+08:00`)), expected, at);
});

test("prices and odds show by the server's word, with a review, and never by an address", () => {
  const review = { reviewer: "王芳", date: "2026-10-01", reason: "例" };
  const variations = [{ id: "as-is", weight: 5000, offers: ["a"] }, { id: "more", weight: 5000, offers: ["b"] }];
  const situation = { shopper: "u1", phases: PHASES, phase: "all", now: Date.parse("2026-11-02T00:00:00+08:00"), search: "?price=1" };
  const check = (experiment, changes, expected) => {
    const { why, variation } = assign({ id: "price", review, variations, ...experiment }, { ...situation, ...changes }, {});
    assert.deepEqual([why, variation], expected);
  };
  check({}, {}, ["not_assigned", 0]);
  check({}, { assigned: { price: "more" } }, ["assigned", 1]);
  check({ review: undefined }, { assigned: { price: "more" } }, ["not_assigned", 0]);
  check({}, { assigned: { price: "less" } }, ["not_assigned", 0]);
  check({}, { assigned: { price: "more" }, shopper: "" }, ["no_shopper", 0]);
  check({ id: "toString" }, {}, ["not_assigned", 0]);
  const look = [{ id: "as-is", weight: 5000 }, { id: "calm", weight: 5000, theme: "calm" }];
  check({ variations: look }, {}, ["override", 1]);
  check({ variations: look }, { search: "", assigned: { price: "calm" } }, ["assigned", 1]);
});

test("a variation changes headings, theme and odds, and stands first", () => {
  const file = {
    name: "双11", theme: "festive", ladders: [{ id: "l", name: "券" }],
    draws: [{ id: "wheel", name: "转盘", sectors: [1], prizes: [{ id: "a", ppm: 400000 }, { id: "b", ppm: 600000 }] }],
    experiments: [{ variations: [{ id: "as-is" }, {
      id: "x", theme: "calm", odds: { draw: "wheel", prizes: [{ prize: "a", ppm: 1 }, { prize: "b", ppm: 999999 }] },
      texts: [{ place: "name", text: "新" }, { place: "ladder", id: "l", text: "领券" }, { place: "draw", id: "none", text: "?" }, { place: "__proto__", text: "?" }],
    }] }],
  };
  vary(file, file.experiments[0], 1);
  assert.deepEqual(file.experiments[0].variations.map(({ id }) => id), ["x", "as-is"]);
  assert.deepEqual([file.name, file.theme, file.ladders[0].name], ["新", "calm", "领券"]);
  assert.deepEqual(file.draws[0], { id: "wheel", name: "转盘", prizes: [{ id: "a", ppm: 1 }, { id: "b", ppm: 999999 }] });
});
