/**
 * Chromium of years ago, as old webviews have it, from the npm packages that carry it.
 *
 * The drivers of today do not attach to these, so the few calls that the tests need speak the
 * DevTools protocol over its WebSocket.
 */
import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { brotliDecompressSync } from "node:zlib";

import WebSocket from "ws";

import { ROOT } from "./server.mjs";
import { TREE_SCRIPT } from "./tree.mjs";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  // Some of them wait for ever for a software GPU that their package does not bring.
  "--disable-gpu-compositing",
  "--disable-software-rasterizer",
  "--single-process",
  "--no-zygote",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-sync",
  "--hide-scrollbars",
  "--remote-debugging-port=0",
];

/** How long a browser may take to have its page. */
const START_MS = 12000;

/** How long the browser may take over one command. */
const ANSWER_MS = 45000;

/**
 * The packages by version, each named `chromium-<version>`: those of every day, which package.json
 * brings, and those of tests/engines where they are installed.
 */
const PACKAGES = new Map(
  ["node_modules", "tests/engines/node_modules"].flatMap((folder) =>
    (existsSync(join(ROOT, folder)) ? readdirSync(join(ROOT, folder)) : [])
      .filter((name) => /^chromium-\d+$/.test(name))
      .map((name) => [Number(name.slice("chromium-".length)), join(ROOT, folder, name)]),
  ),
);

/** The versions that are installed. */
export const VERSIONS = [...PACKAGES.keys()].sort((a, b) => a - b);

/**
 * Starts an old Chromium with one page, 375 points wide, at two pixels a point.
 *
 * @param {number} version its major version, one of {@link VERSIONS}
 * @param {{width?: number, height?: number, timezone?: string}} [options]
 */
export async function launch(version, options = {}) {
  const { binary, libraries } = unpack(version);
  const profile = await mkdtemp(join(tmpdir(), `dacu-chromium-${version}-`));
  const child = spawn(binary, [...FLAGS, `--user-data-dir=${profile}`, "about:blank"], {
    env: {
      ...process.env,
      HOME: profile,
      TZ: options.timezone ?? "Asia/Shanghai",
      LD_LIBRARY_PATH: [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(":"),
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const gone = new Promise((done) => child.once("exit", done));
  let said = "";
  child.stderr.on("data", (chunk) => (said = (said + chunk).slice(-4000)));

  async function close() {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
    await gone;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }

  try {
    const port = await devtoolsPort(profile, child, () => said);
    const page = await Promise.race([
      openPage(port, { width: 375, height: 812, ...options }),
      sleep(START_MS, undefined, { ref: false }).then(() => {
        throw new Error(`Chromium ${version} did not answer in ${START_MS} ms: ${said}`);
      }),
    ]);
    return Object.assign(page, {
      version,
      async close() {
        page.socket.terminate();
        await close();
      },
    });
  } catch (error) {
    await close();
    throw error;
  }
}

/** Waits for the file in which the browser writes the port it chose. */
async function devtoolsPort(profile, child, said) {
  for (let waited = 0; waited < 15000; waited += 50) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`the old Chromium did not start: ${said()}`);
    const announced = /DevTools listening on ws:\/\/[^:]+:(\d+)/.exec(said());
    if (announced) return Number(announced[1]);
    await sleep(50);
  }
  throw new Error(`the old Chromium opened no port in 15 s: ${said()}`);
}

async function openPage(port, { width, height }) {
  const target = await firstPage(port);
  const socket = new WebSocket(target.webSocketDebuggerUrl, { perMessageDeflate: false });
  await new Promise((done, failed) => socket.once("open", done).once("error", failed));
  const waiting = new Map();
  const listeners = new Set();
  const problems = [];
  let last = 0;

  function send(method, params = {}) {
    const id = ++last;
    socket.send(JSON.stringify({ id, method, params }));
    return new Promise((done, failed) => {
      waiting.set(id, { done, failed, method });
      // One process does everything in these: where it stops, nothing else would notice.
      setTimeout(() => failed(new Error(`${method}: no answer in ${ANSWER_MS} ms`)), ANSWER_MS).unref();
    });
  }

  socket.on("message", (data) => {
    const message = JSON.parse(data);
    if (message.id) {
      const { done, failed, method } = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.error) failed(new Error(`${method}: ${message.error.message}`));
      else done(message.result);
      return;
    }
    if (message.method === "Runtime.exceptionThrown") problems.push(describe(message.params.exceptionDetails));
    if (message.method === "Runtime.consoleAPICalled" && message.params.type === "error")
      problems.push(message.params.args.map((arg) => arg.value ?? arg.description).join(" "));
    for (const listener of listeners) listener(message);
  });
  socket.on("close", () => {
    for (const { failed, method } of waiting.values()) failed(new Error(`${method}: the browser is gone`));
    waiting.clear();
  });
  socket.on("error", () => {});

  function event(method, ms) {
    return new Promise((done, failed) => {
      const timer = setTimeout(() => finish(() => failed(new Error(`no ${method} in ${ms} ms`))), ms);
      const listener = (message) => message.method === method && finish(() => done(message.params));
      const finish = (then) => (clearTimeout(timer), listeners.delete(listener), then());
      listeners.add(listener);
    });
  }

  /** Evaluates an expression, or calls a function with JSON arguments, and returns its JSON value. */
  async function evaluate(code, ...args) {
    const expression =
      typeof code === "function" ? `(${code})(${args.map((arg) => JSON.stringify(arg)).join(", ")})` : code;
    const { result, exceptionDetails } = await send("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    });
    if (exceptionDetails) throw new Error(describe(exceptionDetails));
    return result.value;
  }

  await Promise.all([send("Page.enable"), send("Runtime.enable")]);
  await send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 2, mobile: true });
  await send("Emulation.setTouchEmulationEnabled", { enabled: true });
  await send("Page.addScriptToEvaluateOnNewDocument", { source: TREE_SCRIPT });

  return {
    socket,
    send,
    /** What the page threw and what it wrote to console.error. */
    problems,
    eval: evaluate,
    async goto(url, ms = 20000) {
      const loaded = event("Page.loadEventFired", ms);
      loaded.catch(() => {});
      const { errorText } = await send("Page.navigate", { url });
      if (errorText) throw new Error(`${url}: ${errorText}`);
      await loaded;
    },
    /**
     * Writes a PNG of what the phone shows, or of the whole page with `{full: true}`: then at one
     * pixel a point, because what is higher than 8192 pixels repeats itself in some of them.
     */
    async screenshot(path, { full = false } = {}) {
      if (full) {
        const tall = await evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)");
        const metrics = { width, height: Math.max(height, tall), deviceScaleFactor: 1, mobile: true };
        await send("Emulation.setDeviceMetricsOverride", metrics);
      }
      const { data } = await send("Page.captureScreenshot", { format: "png" });
      if (full) await send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 2, mobile: true });
      mkdirSync(dirname(path), { recursive: true });
      await writeFile(path, Buffer.from(data, "base64"));
    },
    /** Clicks at a point of the viewport. */
    async click(x, y) {
      const at = { x, y, button: "left", clickCount: 1 };
      await send("Input.dispatchMouseEvent", { ...at, type: "mouseMoved", button: "none" });
      await send("Input.dispatchMouseEvent", { ...at, type: "mousePressed" });
      await send("Input.dispatchMouseEvent", { ...at, type: "mouseReleased" });
    },
    /** Clicks the middle of the first element that matches, shadow roots included. */
    async clickOn(selector) {
      const at = await evaluate((selector) => {
        const element = window.deepQuery(selector);
        if (!element) return null;
        element.scrollIntoView({ block: "center" });
        const box = element.getBoundingClientRect();
        return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
      }, selector);
      if (!at) throw new Error(`nothing matches ${selector}`);
      await this.click(at.x, at.y);
    },
    /** Waits until an expression or function is true and returns its value. */
    async waitFor(code, ms = 10000) {
      const end = Date.now() + ms;
      for (;;) {
        const value = await evaluate(code);
        if (value) return value;
        if (Date.now() > end) throw new Error(`not true in ${ms} ms: ${code}; problems: ${problems.join("; ") || "none"}`);
        await sleep(50);
      }
    },
  };
}

async function firstPage(port) {
  for (let tries = 0; tries < 100; tries++) {
    try {
      const targets = await (await fetch(`http://127.0.0.1:${port}/json/list`)).json();
      const page = targets.find((target) => target.type === "page");
      if (page) return page;
    } catch {
      // The port is announced a little before it answers.
    }
    await sleep(50);
  }
  throw new Error("the old Chromium has no page");
}

function describe({ text, exception }) {
  return exception?.description ?? [text, exception?.value].filter(Boolean).join(" ");
}

/** Unpacks a package's binary into the user's cache, once for each version of the package. */
function unpack(version) {
  const folder = PACKAGES.get(version);
  if (!folder) throw new Error(`no chromium-${version} is installed; there are ${VERSIONS.join(", ")}`);
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  const release = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version;
  const dir = join(cache, "dacu/browsers", `chromium-${version}-${release}`);
  const libraries = join(dir, "aws/lib");
  const binary = join(dir, "chromium");
  if (!existsSync(binary)) {
    mkdirSync(dir, { recursive: true });
    const bin = join(folder, "bin");
    if (existsSync(join(bin, "aws.tar.br"))) untar(brotliDecompressSync(readFileSync(join(bin, "aws.tar.br"))), dir);
    // The name appears only when the file is whole, in case two runs unpack at once.
    const part = `${binary}.${process.pid}`;
    const packed = readdirSync(bin).find((name) => /^chromium.*\.br$/.test(name));
    writeFileSync(part, brotliDecompressSync(readFileSync(join(bin, packed))));
    chmodSync(part, 0o755);
    renameSync(part, binary);
  }
  return { binary, libraries };
}

/** Writes the plain files of a tar archive; these archives hold nothing else of use. */
function untar(archive, dir) {
  const text = (at, length) => archive.toString("utf8", at, at + length).replace(/\0.*$/s, "");
  for (let at = 0; at + 512 <= archive.length && archive[at] !== 0; ) {
    const size = parseInt(text(at + 124, 12).trim(), 8) || 0;
    const name = text(at, 100);
    const type = text(at + 156, 1);
    if (type === "" || type === "0") {
      mkdirSync(dirname(join(dir, name)), { recursive: true });
      writeFileSync(join(dir, name), archive.subarray(at + 512, at + 512 + size), { mode: 0o755 });
    } else if (type === "2") {
      // A link to a library beside it becomes a copy once its target is there.
      const source = join(dir, dirname(name), text(at + 157, 100));
      if (existsSync(source)) writeFileSync(join(dir, name), readFileSync(source), { mode: 0o755 });
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
