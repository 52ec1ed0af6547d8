/** The npm package as a shop has it: packed, installed from its tarball, imported and type-checked. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { CONTRACT } from "./support/bundle.mjs";
import { ROOT } from "./support/server.mjs";

const PACKAGE = join(ROOT, "dist/npm");
let home, dacu;

before(() => {
  home = mkdtempSync(join(tmpdir(), "dacu-npm-"));
  const run = (...args) => execFileSync("npm", args, { cwd: home, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  writeFileSync(join(home, "package.json"), '{ "private": true, "type": "module" }');
  const [{ filename }] = JSON.parse(run("pack", PACKAGE, "--json"));
  run("install", "--offline", "--no-audit", "--no-fund", join(home, filename));
  dacu = join(home, "node_modules/dacu");
});
after(() => rmSync(home, { recursive: true, force: true }));

/** What a program of the shop's writes to its standard output. */
function node(program) {
  writeFileSync(join(home, "program.mjs"), program);
  return execFileSync("node", ["program.mjs"], { cwd: home, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
}

test("has every file that its own files name, a README and both licences", () => {
  const files = readdirSync(dacu);
  const { version, exports, sideEffects } = JSON.parse(readFileSync(join(dacu, "package.json"), "utf8"));
  const manifest = JSON.parse(readFileSync(join(ROOT, "dist/embed/manifest.json"), "utf8"));
  assert.equal(version, manifest.version);
  // They export nothing, so that a bundler would leave them out.
  for (const name of ["experiments", "vitals"]) assert.ok(sideEffects.includes(`./dacu-${name}.mjs`), name);
  for (const name of ["README.md", "LICENSE-MIT", "LICENSE-APACHE", ...sideEffects.map((file) => file.slice(2))])
    assert.ok(files.includes(name), name);
  for (const target of Object.values(exports))
    for (const file of typeof target === "string" ? [target] : Object.values(target))
      if (!file.includes("*")) assert.ok(files.includes(file.slice(2)), file);
  for (const script of ["dacu.js", "dacu.mjs"]) {
    const named = readFileSync(join(dacu, script), "utf8").match(/dacu(-core|-rest)?\.[0-9a-f]{10}\.\w+/g);
    assert.ok(named.length >= 2, script);
    for (const file of named) assert.ok(files.includes(file), `${script} names ${file}`);
  }
});

test("is imported under Node, where it does nothing and refuses calls", () => {
  const said = node(`
    import * as dacu from "dacu";
    import { verify } from "dacu/verify";
    const off = dacu.on("quote", () => {});
    off();
    dacu.load();
    dacu.setCart([]);
    console.log(Object.keys(dacu).sort().join(), typeof verify, await dacu.quote().catch((error) => error.message));
  `);
  const names = [...CONTRACT.calls.map((call) => call.name), "configure", "load", "on", "version"].sort();
  assert.equal(said, `${names.join()} function dacu: no document`);
});

test("its element manifest names every element, attribute and event", () => {
  const said = node(`
    import manifest from "dacu/custom-elements.json" with { type: "json" };
    console.log(JSON.stringify(manifest));
  `);
  const { schemaVersion, modules } = JSON.parse(said);
  assert.equal(schemaVersion, "2.1.0");
  const classes = modules[0].declarations;
  assert.deepEqual(classes.map((each) => each.tagName), CONTRACT.elements.map((each) => each.tag));
  for (const element of CONTRACT.elements) {
    const { attributes, events } = classes.find((each) => each.tagName === element.tag);
    const wanted = [...CONTRACT.page, ...(element.attributes ?? [])];
    assert.deepEqual(attributes.map((each) => each.name), wanted.map((each) => each.name));
    assert.deepEqual(events.map((each) => each.name).sort(), element.events.map((name) => `dacu-${name}`).sort());
  }
});

/** What the page of a shop says, and what of it the compiler has to refuse. */
const GOOD = `
import { configure, on, quote, setCart, version, type CartLine, type Quote } from "dacu";
import { attach as track, type Counts } from "dacu/analytics";
import { attach, type Answer } from "dacu/host";
import { mockHost } from "dacu/host-mock";
import { verify } from "dacu/verify";
import type { Experiments } from "dacu/experiments";
import type { Vital } from "dacu/vitals";

const host = attach({ pages: { login: "/pages/login/index" }, mock: mockHost("wechat_mp", { pay: "absent" }) });
const asked: Promise<Answer> = host.ask("share", { title: "茶", reward: "invitee" });
if (host.can("navigate") && host.environment.app === "wechat") host.close();
document.addEventListener("dacu-host", ({ detail }) => detail.outcome === "handed" && detail.asked);
window.Dacu.host?.can("pay", { payable: 100 });
const counts: Counts = track({ endpoint: "/v1/events", onEvent: (event) => event.name === "claim" }).counts();
window.Dacu.analytics?.consent(true);
const experiments: Experiments | undefined = window.Dacu.experiments;
experiments?.exposures().map(({ detail }) => detail.variation.trim());
document.addEventListener("dacu-vital", ({ detail }) => { const vital: Vital = detail; vital.value.toFixed(); });

configure({ base: "/dacu/", timeout: 5000 });
const lines: CartLine[] = [{ sku: "tea", quantity: 2 }];
const priced: Promise<Quote> = setCart(lines);
quote().then((now) => now?.payable.toFixed());
const off: () => void = on("claim", (event) => event.detail.coupon.trim());
const said: string = version;

const sale = document.createElement("dacu-flash-sale");
sale.sale = "hourly";
sale.dark = true;
sale.latency = 300;
sale.addEventListener("dacu-remind", (event) => event.detail.at.length);
document.addEventListener("dacu-fault", (event) => {
  if (event.detail.reason === "panic") console.log(event.detail.restarting);
});
document.querySelector("dacu-countdown")?.precision.trim();
window.Dacu.push((dacu) => dacu.load());
Dacu.on("top-up", ({ detail }) => detail.missing?.toFixed());
verify({} as never).then((verdict) => (verdict.verdict === "broken" ? verdict.breach : ""));
const attributes: JSX.IntrinsicElements["dacu-campaign"] = { src: "/c.json", theme: "calm", dark: true, "server-now": "" };
export { asked, attributes, counts, experiments, off, priced, said };
`;

const BAD = [
  ["setCart([{ sku: 1, quantity: 2 }])", "2322"],
  ['on("clam", () => {})', "2345"],
  ['on("claim", (event) => event.detail.prize)', "2339"],
  ['document.createElement("dacu-draw").sale', "2339"],
  ["configure({ bas: '' })", "2561"],
  ['(null as unknown as import("dacu").Quote).saved.toFixed()', "2532"],
  ['attach({ page: { login: "/" } })', "2561"],
  ['attach().ask("pay", { payable: "1" })', "2322"],
  ['attach().can("telephone")', "2345"],
  ['track({ endPoint: "/v1/events" })', "2561"],
  ['mockHost("app", { pay: "broken" })', "2322"],
  ['const a: JSX.IntrinsicElements["dacu-campaign"] = { theme: "gold" }', "2322"],
];

/** As much of the frameworks' own types as templates go through. */
const FRAMEWORKS = {
  react: `export interface HTMLAttributes<T> { className?: string; onClick?: (event: T) => void }
    export type DetailedHTMLProps<E, T> = E & { ref?: (element: T | null) => void };
    export namespace JSX { interface IntrinsicElements { div: HTMLAttributes<HTMLElement> } }`,
  vue: `export type DefineComponent<P = {}> = { new (): { $props: P } };
    export interface GlobalComponents {}`,
  "solid-js": `export namespace JSX {
    interface HTMLAttributes<T> { class?: string; ref?: T }
    interface IntrinsicElements { div: HTMLAttributes<HTMLElement> } }`,
};

const TEMPLATES = `
import type {} from "dacu/react";
import type {} from "dacu/vue";
import type {} from "dacu/solid";
import type { JSX as React } from "react";
import type { JSX as Solid } from "solid-js";
import type { GlobalComponents } from "vue";
type Props = InstanceType<GlobalComponents["dacu-cart"]>["$props"];
const a: React.IntrinsicElements["dacu-countdown"] = { precision: "tenths", className: "x", ref: (element) => element?.focus() };
const b: Solid.IntrinsicElements["dacu-draw"] = { draw: "wheel", class: "x" };
const c: Props = { theme: "calm" };
// @ts-expect-error
const d: React.IntrinsicElements["dacu-countdown"] = { precision: "hours" };
// @ts-expect-error
const e: Solid.IntrinsicElements["dacu-draw"] = { theme: "gold" };
// @ts-expect-error
const f: Props = { theme: "gold" };
export { a, b, c, d, e, f };
`;

/** The modules' types beside what the compiler finds in their sources. */
const SOURCES = `
import type * as analytics from "dacu/analytics";
import type * as host from "dacu/host";
import type * as mock from "dacu/host-mock";
import type * as verify from "dacu/verify";
import * as analyticsCode from "${ROOT}/embed/analytics/index.js";
import { Queue } from "${ROOT}/embed/analytics/queue.js";
import { PATIENCE } from "${ROOT}/embed/host/host.js";
import * as hostCode from "${ROOT}/embed/host/index.js";
import * as mockCode from "${ROOT}/embed/host/mock.js";
import * as verifyCode from "${ROOT}/embed/verify.js";

/** Of two types the names that one has and the other lacks. */
type Unlike<A, B> = Exclude<keyof A, keyof B> | Exclude<keyof B, keyof A>;
type Same<A, B> = [Unlike<A, B>] extends [never] ? true : Unlike<A, B>;
type Given<F extends (...all: never[]) => unknown> = Required<NonNullable<Parameters<F>[0]>>;

export const checks: [
  Same<typeof host, typeof hostCode>,
  Same<Given<typeof host.attach>, Given<typeof hostCode.attach>>,
  Same<Required<host.Options>["pages"], Given<typeof hostCode.attach>["pages"]>,
  Same<Required<host.Options>["links"], Given<typeof hostCode.attach>["links"]>,
  Same<host.Attached, ReturnType<typeof hostCode.attach>>,
  Same<host.Environment, ReturnType<typeof hostCode.detect>>,
  Same<Record<host.Capability, 0>, typeof PATIENCE>,
  Same<host.Details, typeof PATIENCE>,
  Same<typeof mock, typeof mockCode>,
  Same<mock.Mock, ReturnType<typeof mockCode.mockHost>>,
  Same<typeof analytics, typeof analyticsCode>,
  Same<Given<typeof analytics.attach>, Given<typeof analyticsCode.attach>>,
  Same<analytics.Analytics, ReturnType<typeof analyticsCode.attach>>,
  Same<Omit<analytics.Counts, "sinks">, ReturnType<Queue["counts"]>>,
  Same<typeof verify, typeof verifyCode>,
] = [true, true, true, true, true, true, true, true, true, true, true, true, true, true, true];
`;

/** Type-checks a file of the shop's as both ways of finding packages do. */
function compile(text, resolution, more = {}) {
  const dir = join(home, `types-${resolution}`);
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, "page.mts"), text);
  const [module, moduleResolution] = resolution === "bundler" ? ["esnext", "bundler"] : ["nodenext", "nodenext"];
  const compilerOptions = { noEmit: true, strict: true, target: "es2022", lib: ["es2022", "dom"], types: [], module, moduleResolution, ...more };
  writeFileSync(join(dir, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["page.mts"] }));
  try {
    execFileSync("node", [join(ROOT, "node_modules/typescript/bin/tsc")], { cwd: dir, encoding: "utf8" });
    return "";
  } catch (error) {
    return error.stdout;
  }
}

for (const resolution of ["bundler", "nodenext"])
  test(`its types hold (${resolution})`, () => {
    assert.equal(compile(GOOD, resolution), "");
  });

test("the modules' types have what their sources have", () => {
  assert.equal(compile(SOURCES, "bundler", { allowJs: true }), "");
});

test("templates of React, Vue and Solid know the elements", () => {
  for (const [name, types] of Object.entries(FRAMEWORKS)) {
    const folder = join(home, "node_modules", name);
    mkdirSync(folder);
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name, version: "1.0.0", types: "index.d.ts" }));
    writeFileSync(join(folder, "index.d.ts"), types);
  }
  assert.equal(compile(TEMPLATES, "bundler"), "");
});

test("its types refuse what the code would", () => {
  const text = BAD.map(([code], at) => `{ ${code}${at === BAD.length - 1 ? "; a" : ""}; }`);
  const imports = `import { configure, on, setCart } from "dacu"; import { attach } from "dacu/host"; \
import { mockHost } from "dacu/host-mock"; import { attach as track } from "dacu/analytics";`;
  const said = compile(`${imports}\n${text.join("\n")}\n`, "bundler");
  const found = said.split("\n").filter(Boolean).map((line) => line.match(/page\.mts\((\d+),.*error TS(\d+)/)?.slice(1));
  assert.deepEqual(found, BAD.map(([, code], at) => [String(at + 2), code]), said);
});
