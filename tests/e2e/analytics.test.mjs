/** The queue, the exposure rule and the names, by a clock of their own. No browser in it. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { Exposures, shareOf } from "../../embed/analytics/exposure.js";
import { EVENTS, ga4, segment } from "../../embed/analytics/names.js";
import { Queue } from "../../embed/analytics/queue.js";
import { harmless, passed, spmOf } from "../../embed/analytics/spm.js";

/** Numbers that only the seed decides (mulberry32). */
function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A clock that moves when told to, and runs what is due on the way. */
function clock() {
  const timers = new Map();
  let last = 0;
  const self = {
    time: 0,
    later(then, ms) {
      timers.set((last += 1), { at: self.time + ms, then });
      return last;
    },
    cancel: (timer) => timers.delete(timer),
    async pass(ms) {
      const until = self.time + ms;
      for (;;) {
        await new Promise(setImmediate);
        const due = [...timers].filter(([, { at }]) => at <= until).sort(([a, x], [b, y]) => x.at - y.at || a - b)[0];
        if (!due) break;
        timers.delete(due[0]);
        self.time = Math.max(self.time, due[1].at);
        due[1].then();
      }
      self.time = until;
    },
    waiting: () => timers.size,
  };
  return self;
}

const conserved = (queue, note) => {
  const { emitted, delivered, dropped, waiting } = queue.counts();
  assert.equal(emitted, delivered + dropped + waiting, note);
};

/** A queue whose server answers by what `answers` gives, one after the other. */
function queueTo(answers) {
  const time = clock();
  const bodies = [];
  let ids = 0;
  const queue = new Queue({
    ...time,
    send(body) {
      bodies.push(JSON.parse(body));
      const answer = answers.shift() ?? 200;
      if (answer === "lost") return Promise.reject(new TypeError("network"));
      if (answer === "silent") return new Promise(() => {});
      return Promise.resolve(typeof answer === "number" ? { status: answer } : answer);
    },
    beacon: () => true,
    id: () => `e${(ids += 1)}`,
    random: () => 0,
    pack: (events, dropped) => JSON.stringify({ events, dropped }),
  });
  return { queue, time, bodies };
}

const sent = (bodies) => bodies.map(({ events }) => events.map(({ id }) => id).join(" "));

test("neighbours travel together", async () => {
  const { queue, time, bodies } = queueTo([]);
  for (let n = 0; n < 25; n += 1) queue.emit({ name: "click" });
  await time.pass(1999);
  assert.deepEqual(bodies.map(({ events }) => events.length), [20]);
  await time.pass(4000);
  assert.deepEqual(bodies.map(({ events }) => events.length), [20, 5]);
  assert.deepEqual(queue.counts(), { emitted: 25, delivered: 25, dropped: 0, waiting: 0 });
  assert.equal(time.waiting(), 0);
});

test("what was not answered is sent again with the same id", async () => {
  for (const [answer, again] of [
    ["lost", 1000],
    [500, 1000],
    [503, 1000],
    [408, 1000],
    [425, 1000],
    [{ status: 429, retryAfter: 7000 }, 7000],
    // A server that asks for a day is asked again after five minutes.
    [{ status: 429, retryAfter: 86400000 }, 300000],
    ["silent", 31000],
  ]) {
    const { queue, time, bodies } = queueTo([answer]);
    queue.emit({ name: "claim" });
    await time.pass(2000 + again - 1);
    assert.deepEqual(sent(bodies), ["e1"], JSON.stringify(answer));
    await time.pass(1);
    assert.deepEqual(sent(bodies), ["e1", "e1"], JSON.stringify(answer));
    await time.pass(0);
    assert.deepEqual(queue.counts(), { emitted: 1, delivered: 1, dropped: 0, waiting: 0 });
  }
});

test("waits grow, and a refusal ends them", async () => {
  const { queue, time, bodies } = queueTo([500, 500, 500, 400]);
  queue.emit({ name: "claim" });
  await time.pass(2000 + 1000 + 2000 + 4000);
  assert.equal(bodies.length, 4);
  assert.deepEqual(queue.counts(), { emitted: 1, delivered: 0, dropped: 1, waiting: 0 });
  assert.equal(queue.dropped.refused, 1);
});

test("the oldest go first, and the server is told how many", async () => {
  const { queue, time, bodies } = queueTo(["lost"]);
  for (let n = 0; n < 230; n += 1) queue.emit({ name: "click" });
  assert.equal(queue.counts().waiting, 200);
  // The twenty in the request may have arrived.
  assert.equal(queue.waiting[19].event.id, "e20");
  assert.equal(queue.waiting[20].event.id, "e51");
  await time.pass(600000);
  assert.equal(bodies.at(-1).dropped.overflow, 30);
  assert.deepEqual(queue.counts(), { emitted: 230, delivered: 200, dropped: 30, waiting: 0 });
});

test("bytes are limited too, in one event and in all", async () => {
  const { queue } = queueTo(["silent"]);
  assert.equal(queue.emit({ name: "click", text: "好".repeat(20000) }), false);
  for (let n = 0; n < 100; n += 1) queue.emit({ name: "click", text: "好".repeat(400) });
  assert.ok(queue.bytes <= 64000);
  assert.ok(queue.dropped.overflow > 40);
  conserved(queue);
});

test("a page that is hidden hands over everything, in bodies that a beacon takes", async () => {
  const { queue, time } = queueTo(["silent"]);
  const beacons = [];
  queue.ways.beacon = (body) => beacons.push(Buffer.byteLength(body)) < 99;
  for (let n = 0; n < 150; n += 1) queue.emit({ name: "click", text: "x".repeat(390) });
  const { waiting } = queue.counts();
  queue.hide();
  assert.equal(queue.counts().waiting, 0);
  assert.equal(queue.counts().delivered, waiting);
  assert.ok(beacons.length > 1 && Math.max(...beacons) <= 60000, `${beacons}`);
  await time.pass(600000);
  conserved(queue);
});

test("a beacon that is not taken leaves everything as it was", async () => {
  const { queue, time, bodies } = queueTo([]);
  for (const beacon of [() => false, () => {
    throw new Error("blocked");
  }]) {
    queue.ways.beacon = beacon;
    queue.emit({ name: "click" });
    queue.hide();
    conserved(queue);
  }
  assert.equal(queue.counts().waiting, 2);
  await time.pass(2000);
  assert.deepEqual(sent(bodies), ["e1 e2"]);
});

test("a withdrawn consent empties the queue, and a late answer fills nothing", async () => {
  let answer;
  const { queue, time } = queueTo([]);
  queue.ways.send = () => new Promise((done) => (answer = done));
  queue.emit({ name: "click" });
  await time.pass(2000);
  queue.withdraw();
  answer({ status: 200 });
  await time.pass(600000);
  assert.deepEqual(queue.counts(), { emitted: 1, delivered: 0, dropped: 1, waiting: 0 });
  assert.equal(time.waiting(), 0, "no timer is left");
});

/**
 * Random shoppers, networks and servers: whatever happens, nothing is lost unseen. What counts as
 * delivered has reached the server or was taken by the browser, under one id however often it came.
 */
test("emitted = delivered + dropped + waiting, in every schedule", async () => {
  const seeds = Number(process.env.DACU_SEEDS ?? 1000);
  const met = { retries: 0, overflow: 0, refused: 0, withdrawn: 0, beacons: 0, duplicates: 0 };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const random = dice(seed);
    const roll = (sides) => Math.floor(random() * sides);
    const time = clock();
    const reached = new Map();
    const arrive = (body) =>
      JSON.parse(body).events.forEach(({ id }) => reached.set(id, (reached.get(id) ?? 0) + 1));
    // Some networks are mostly up, some mostly down.
    const trouble = roll(10);
    let ids = 0;
    const queue = new Queue({
      ...time,
      id: () => `e${(ids += 1)}`,
      random,
      pack: (events, dropped) => JSON.stringify({ events, dropped }),
      beacon(body) {
        const taken = roll(4) > 0;
        if (taken) arrive(body);
        met.beacons += 1;
        return taken;
      },
      send(body) {
        const arrives = roll(10) >= trouble || roll(3) === 0;
        if (arrives) arrive(body);
        const answer = roll(10) >= trouble
          ? { status: arrives ? 204 : [408, 425, 429, 500, 502, 400, 413][roll(7)], retryAfter: roll(2) * roll(60000) }
          : null;
        if (answer && answer.status !== 204) met.retries += 1;
        if (roll(8) === 0) return new Promise(() => {});
        return new Promise((done, failed) => time.later(() => (answer ? done(answer) : failed(new TypeError("lost"))), roll(40000)));
      },
    });
    const steps = 10 + roll(40);
    for (let step = 0; step < steps; step += 1) {
      const burst = roll(12) === 0 ? 60 : 1;
      for (let n = 0; n < burst; n += 1) queue.emit({ name: "click", text: "x".repeat(roll(20) === 0 ? roll(40000) : roll(90)) });
      if (roll(6) === 0) queue.hide();
      if (roll(40) === 0) queue.withdraw();
      if (roll(9) === 0) queue.flush();
      conserved(queue, `seed ${seed}, step ${step}`);
      await time.pass(roll(3) === 0 ? roll(90000) : roll(500));
      conserved(queue, `seed ${seed}, after step ${step}`);
    }
    // At last the network is up: nothing may be left, and nothing delivered may be missing.
    queue.ways.send = (body) => {
      arrive(body);
      return Promise.resolve({ status: 200 });
    };
    await time.pass(3600000);
    const { emitted, delivered, dropped, waiting } = queue.counts();
    assert.equal(waiting, 0, `seed ${seed}: everything goes in the end`);
    assert.equal(time.waiting(), 0, `seed ${seed}: no timer is left`);
    assert.equal(emitted, delivered + dropped, `seed ${seed}`);
    assert.ok(reached.size >= delivered, `seed ${seed}: ${delivered} delivered, ${reached.size} arrived`);
    for (const [reason, count] of Object.entries(queue.dropped)) met[reason] += count;
    met.duplicates += [...reached.values()].filter((times) => times > 1).length;
  }
  for (const [what, times] of Object.entries(met)) assert.ok(times > 0, `the schedules meet ${what}`);
});

/** Steps of time, share and focus; how often it was seen. */
function watch(steps) {
  const time = clock();
  const seen = [];
  const exposures = new Exposures({ ...time, now: () => time.time, seen: (key) => seen.push(key) });
  return (async () => {
    for (const [ms, act] of steps) {
      await time.pass(ms);
      act(exposures);
    }
    await time.pass(0);
    exposures.focus(false);
    assert.equal(time.waiting(), 0, "no timer is left");
    return seen.length;
  })();
}

test("seen is half of it, for one unbroken second, in focus, once a view", async () => {
  const share = (share) => (exposures) => exposures.look("a", share);
  const focus = (on) => (exposures) => exposures.focus(on);
  const idle = () => {};
  for (const [name, expected, steps] of [
    ["999 ms", 0, [[0, focus(true)], [0, share(0.5)], [999, share(0)]]],
    ["1000 ms", 1, [[0, focus(true)], [0, share(0.5)], [1000, idle]]],
    ["49 %", 0, [[0, focus(true)], [0, share(0.49)], [9000, idle]]],
    ["scrolled in steps", 1, [[0, focus(true)], [0, share(0.5)], [600, share(0.9)], [400, idle]]],
    ["jitter begins anew", 0, [[0, focus(true)], [0, share(0.6)], [900, share(0.4)], [10, share(0.6)], [900, idle]]],
    ["jitter, then a second", 1, [[0, focus(true)], [0, share(0.6)], [900, share(0.4)], [10, share(0.6)], [1000, idle]]],
    ["another tab in between", 0, [[0, focus(true)], [0, share(1)], [900, focus(false)], [5000, focus(true)], [999, idle]]],
    ["never in focus", 0, [[0, share(1)], [5000, idle]]],
    ["focus later", 1, [[0, share(1)], [5000, focus(true)], [1000, idle]]],
    ["once a view", 1, [[0, focus(true)], [0, share(1)], [1000, share(0)], [10, share(1)], [5000, idle]]],
    ["a new view", 2, [[0, focus(true)], [0, share(1)], [1000, (exposures) => exposures.renew()], [1000, idle]]],
    ["gone", 0, [[0, focus(true)], [0, share(1)], [500, (exposures) => exposures.forget("a")], [5000, idle]]],
  ])
    assert.equal(await watch(steps), expected, name);
});

test("of a widget taller than the screen, half a screen is half", () => {
  const screen = { width: 375, height: 800 };
  const share = (height, visible) => shareOf({ width: 375, height }, { width: 375, height: visible }, screen);
  assert.equal(share(400, 200), 0.5);
  assert.equal(share(4000, 400), 0.5);
  assert.equal(share(4000, 399) < 0.5, true);
  assert.equal(share(0, 0), 0);
});

test("every event has a name in each world", () => {
  const base = { at: 1, campaign: "double11-2026", widget: "coupons", position: "2", coupon: "c30", reason: "offline" };
  const quote = { currency: "CNY", payable: 12345, saved: 5000, ruleset: "00ff" };
  for (const name of EVENTS) {
    for (const [theirs, fields] of [ga4, segment].map((as) => as({ name, ...base, ...quote }))) {
      assert.match(theirs, /^[\w ]{3,40}$/);
      assert.ok(Object.values(fields).every((value) => typeof value !== "object"), theirs);
    }
  }
  const promotion = { promotion_id: "double11-2026", creative_name: "draw:wheel", creative_slot: "3" };
  const event = { ...base, name: "exposure", widget: "draw", slot: "wheel", position: "3" };
  assert.deepEqual(ga4(event), ["view_promotion", promotion]);
  assert.equal(segment(event)[0], "Promotion Viewed");
  assert.deepEqual(segment(event)[1].creative, "draw:wheel");
  assert.deepEqual(ga4({ ...quote, name: "quote" }), ["quote", { currency: "CNY", value: 123.45, discount: 50, ruleset: "00ff" }]);
  assert.equal(ga4({ ...quote, name: "quote", currency: "JPY" })[1].value, 12345);
  assert.equal(ga4({ ...quote, name: "quote", currency: "" })[1].value, 123.45);
  assert.deepEqual(segment({ name: "fault", request: "claim", reason: "sold_out" }), ["Coupon Denied", { reason: "sold_out" }]);
});

test("of an address only what is on the list goes along, and no number of a person", () => {
  const search = "?spm=a21bo.tmall.201.5&utm_source=x&openid=oABC&phone=13800000000&spm2=1&broken=%E0%A4%A";
  assert.deepEqual(passed(search, ["spm"]), { spm: "a21bo.tmall.201.5" });
  assert.deepEqual(passed(search, ["phone", "broken", "missing"]), {});
  assert.deepEqual(passed("?spm=%3Cscript%3E", ["spm"]), {});
  assert.deepEqual(passed("", ["spm"]), {});
  assert.equal(harmless("a.13800000000.b"), "");
  assert.equal(harmless("x".repeat(65)), "");
});

test("a place on the page, from the outside in", () => {
  const node = (spm, parentElement) => ({
    parentElement,
    hasAttribute: () => spm !== undefined,
    getAttribute: () => spm,
  });
  const body = node("page", null);
  const site = { getAttribute: () => "site" };
  const document = (meta) => ({ body, querySelector: () => meta });
  const block = node("block", body);
  assert.equal(spmOf(node("d1", node(undefined, block)), document(site)), "site.page.block.d1");
  assert.equal(spmOf(block, document(null)), "0.page.block");
  assert.equal(spmOf(node(undefined, body), document(site)), "site.page");
  assert.equal(spmOf(node("13800000000", block), document(site)), "site.page.block");
});
