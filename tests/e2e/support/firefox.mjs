/**
 * Firefox, by WebDriver BiDi over its own WebSocket.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import WebSocket from "ws";

import { dragActions, keyActions, start, until, waiting } from "./driven.mjs";
import { TREE_SCRIPT } from "./tree.mjs";

/** The phone's size in CSS pixels. */
const SIZE = { width: 375, height: 812 };

/** Starts Firefox with one page, by default of a phone's size, at two pixels a point. */
export async function launchFirefox(size = SIZE) {
  const browser = await start(process.env.DACU_FIREFOX ?? "firefox-esr", (folder) => [
    "--headless",
    "--no-remote",
    "--remote-debugging-port=0",
    "--profile",
    folder,
    "about:blank",
  ]);
  try {
    const address = await until(() => /WebDriver BiDi listening on (ws:\S+)/.exec(browser.said())?.[1], 30000, browser.said);
    return await open(browser, `${address}/session`, size);
  } catch (error) {
    await browser.stop();
    throw error;
  }
}

async function open(browser, address, viewport) {
  const socket = new WebSocket(address);
  await new Promise((done, failed) => socket.once("open", done).once("error", failed));
  const waits = new Map();
  const problems = [];
  let last = 0;

  function send(method, params) {
    const id = ++last;
    socket.send(JSON.stringify({ id, method, params }));
    return new Promise((done, failed) => waits.set(id, { done, failed, method }));
  }

  socket.on("message", (data) => {
    const message = JSON.parse(data);
    if (message.method === "log.entryAdded" && message.params.level === "error") problems.push(message.params.text);
    const wait = waits.get(message.id);
    if (!wait) return;
    waits.delete(message.id);
    if (message.type === "error") wait.failed(new Error(`${wait.method}: ${message.message}`));
    else wait.done(message.result);
  });
  socket.on("close", () => {
    for (const { failed, method } of waits.values()) failed(new Error(`${method}: the browser is gone`));
  });

  await send("session.new", { capabilities: {} });
  await send("session.subscribe", { events: ["log.entryAdded"] });
  const { contexts } = await send("browsingContext.getTree", {});
  const { context } = contexts[0];
  await send("browsingContext.setViewport", { context, viewport, devicePixelRatio: 2 });
  await send("script.addPreloadScript", { functionDeclaration: `() => { ${TREE_SCRIPT} }` });

  const page = {
    problems,
    async goto(url) {
      await send("browsingContext.navigate", { context, url, wait: "complete" });
    },
    async eval(expression) {
      const { result, exceptionDetails } = await send("script.evaluate", {
        // As JSON, for BiDi describes values in a way of its own.
        expression: `Promise.resolve(${expression}).then((value) => JSON.stringify(value))`,
        target: { context },
        awaitPromise: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.text);
      return result.value === undefined ? undefined : JSON.parse(result.value);
    },
    async click(x, y) {
      const actions = [
        { type: "pointerMove", x, y },
        { type: "pointerDown", button: 0 },
        { type: "pointerUp", button: 0 },
      ];
      const finger = { type: "pointer", id: "finger", parameters: { pointerType: "touch" }, actions };
      await send("input.performActions", { context, actions: [finger] });
    },
    async drag(from, to) {
      await send("input.performActions", { context, actions: dragActions(from, to) });
    },
    async press(...keys) {
      await send("input.performActions", { context, actions: keyActions(keys) });
    },
    async screenshot(path, { full = false } = {}) {
      const { data } = await send("browsingContext.captureScreenshot", { context, origin: full ? "document" : "viewport" });
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, Buffer.from(data, "base64"));
    },
    async close() {
      socket.terminate();
      await browser.stop();
    },
  };
  return Object.assign(page, { waitFor: waiting(page) });
}
