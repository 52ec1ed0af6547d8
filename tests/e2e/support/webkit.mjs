/**
 * WebKitGTK, the nearest thing to an iPhone that runs here, by WebDriver: its MiniBrowser on a
 * screen that nobody sees.
 *
 * The driver does not tell what a page writes to its console, so `problems` holds only what the
 * page throws after it has loaded.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";

import { dragActions, keyActions, start, until, waiting } from "./driven.mjs";
import { TREE_SCRIPT } from "./tree.mjs";

/** Where Debian keeps the libraries of its architecture. */
const LIBRARIES = "/usr/lib";

const LISTEN = `window.problems = [];
  addEventListener("error", function (event) { problems.push(event.message); });
  addEventListener("unhandledrejection", function (event) { problems.push(String(event.reason)); });`;

/** A phone's page; its window is higher by its bars. */
const SIZE = { width: 375, height: 812 };
const BARS = 48;

/** Starts WebKitGTK with one page, by default as narrow as its window can be: a phone's 375 points. */
export async function launchWebKit(size = SIZE) {
  const room = `${Math.max(size.width, 800)}x${size.height + 200}x24`;
  const screen = await start("Xvfb", () => ["-displayfd", "1", "-screen", "0", room, "-nolisten", "tcp"]);
  let driver;
  const stop = async () => {
    await driver?.stop();
    await screen.stop();
  };
  try {
    const display = await until(() => /^\d+$/m.exec(screen.said())?.[0], 10000, screen.said);
    const port = await freePort();
    driver = await start("WebKitWebDriver", () => [`--port=${port}`], { DISPLAY: `:${display}`, LIBGL_ALWAYS_SOFTWARE: "1" });
    const root = `http://127.0.0.1:${port}`;
    await until(async () => (await fetch(`${root}/status`)).ok, 10000, driver.said);
    const { sessionId } = await ask(`${root}/session`, {
      capabilities: {
        alwaysMatch: { "webkitgtk:browserOptions": { binary: miniBrowser(), args: ["--automation"] } },
      },
    });
    const page = await open(`${root}/session/${sessionId}`, size);
    return Object.assign(page, {
      async close() {
        await fetch(`${root}/session/${sessionId}`, { method: "DELETE" }).catch(() => {});
        await stop();
      },
    });
  } catch (error) {
    await stop();
    throw error;
  }
}

async function open(session, { width, height }) {
  await ask(`${session}/window/rect`, { width, height: height + BARS });
  await ask(`${session}/timeouts`, { script: 30000 });
  const page = {
    problems: [],
    async goto(url) {
      await ask(`${session}/url`, { url });
      await this.eval(`(function () { ${TREE_SCRIPT} ${LISTEN} })()`);
    },
    async eval(expression) {
      const script = `var done = arguments[arguments.length - 1];
        Promise.resolve().then(function () { return (${expression}); }).then(
          function (value) { done({ value: value, problems: window.problems }); },
          function (error) { done({ error: String(error) }); });`;
      const { value, error, problems } = await ask(`${session}/execute/async`, { script, args: [] });
      if (error) throw new Error(error);
      page.problems = problems ?? [];
      return value;
    },
    async click(x, y) {
      const actions = [
        { type: "pointerMove", x, y },
        { type: "pointerDown", button: 0 },
        { type: "pointerUp", button: 0 },
      ];
      await ask(`${session}/actions`, { actions: [{ type: "pointer", id: "mouse", actions }] });
    },
    async drag(from, to) {
      await ask(`${session}/actions`, { actions: dragActions(from, to) });
    },
    async press(...keys) {
      await ask(`${session}/actions`, { actions: keyActions(keys) });
    },
    /** Of what the window shows; the whole page it cannot. */
    async screenshot(path) {
      const data = await ask(`${session}/screenshot`);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, Buffer.from(data, "base64"));
    },
  };
  return Object.assign(page, { waitFor: waiting(page) });
}

/** A command of the driver: without a body it is a question. */
async function ask(url, body) {
  const options = body && { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
  const { value } = await (await fetch(url, options)).json();
  if (value?.error) throw new Error(`${url}: ${value.error}: ${value.message}`);
  return value;
}

function miniBrowser() {
  if (process.env.DACU_MINIBROWSER) return process.env.DACU_MINIBROWSER;
  for (const machine of readdirSync(LIBRARIES))
    for (const version of ["4.1", "4.0", "6.0"]) {
      const program = join(LIBRARIES, machine, `webkit2gtk-${version}`, "MiniBrowser");
      if (existsSync(program)) return program;
    }
  throw new Error("WebKitGTK's MiniBrowser is missing; `cargo xtask test --engines` installs it");
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
