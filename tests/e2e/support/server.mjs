/**
 * A static server for a built folder, with the faults a phone on a bad network meets.
 */
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root. */
export const ROOT = resolve(fileURLToPath(import.meta.url), "../../../..");

/** What `cargo xtask build` makes; DACU_SITE names another folder. */
export const SITE = process.env.DACU_SITE ?? join(ROOT, "dist/site");

/** The media types of what is served, by extension. */
export const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};

const ENCODINGS = [["br", ".br"], ["gzip", ".gz"]];

/**
 * Starts a server on a free port of the loopback interface.
 *
 * @param {object} [options]
 * @param {string} [options.dir] the folder to serve; the built site by default
 * @param {string} [options.csp] a Content-Security-Policy sent with every page
 * @param {number} [options.latency] milliseconds before each answer
 * @param {() => number} [options.clock] the server's time in milliseconds since 1970, which its `Date` tells
 * @param {(request, url: URL) => null | undefined | {status?: number, headers?: object, body?: string | Buffer}}
 *   [options.route] answers some requests itself; may return a promise
 * @returns {Promise<{url: string, port: number, requests: string[], latency: number,
 *   setDown(down: boolean): void, setLatency(ms: number): void, close(): Promise<void>}>}
 *   `requests` lists the path of every request, in order. While down, connections are dropped
 *   without an answer.
 */
export async function serve(options = {}) {
  const dir = options.dir ?? SITE;
  if (!existsSync(dir)) throw new Error(`${dir} does not exist; \`cargo xtask build\` builds the site`);
  const state = { down: false, latency: options.latency ?? 0, requests: [] };
  const sockets = new Set();

  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://host");
    state.requests.push(url.pathname);
    if (state.latency) await new Promise((done) => setTimeout(done, state.latency));
    if (state.down) return void request.socket.destroy();
    const answer = await options.route?.(request, url);
    if (answer) {
      response.writeHead(answer.status ?? 200, { "Content-Type": TYPES[".html"], ...csp(options), ...answer.headers });
      return void response.end(answer.body ?? "");
    }
    send(request, response, dir, url, options);
  });
  server.on("connection", (socket) => {
    if (state.down) return void socket.destroy();
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests: state.requests,
    setDown(down) {
      state.down = down;
      // A connection that was kept alive would otherwise survive the outage.
      if (down) for (const socket of sockets) socket.destroy();
    },
    setLatency(ms) {
      state.latency = ms;
    },
    close() {
      const closed = new Promise((done) => server.close(done));
      for (const socket of sockets) socket.destroy();
      return closed;
    },
  };
}

function csp(options) {
  return options.csp ? { "Content-Security-Policy": options.csp } : {};
}

function send(request, response, dir, url, options) {
  let file = join(dir, normalize(decodeURIComponent(url.pathname)));
  if (existsSync(file) && statSync(file).isDirectory()) {
    if (!url.pathname.endsWith("/")) {
      response.writeHead(301, { Location: `${url.pathname}/${url.search}` });
      return void response.end();
    }
    file = join(file, "index.html");
  }
  if (url.pathname === "/favicon.ico" && !existsSync(file)) {
    // Every browser asks for one; a page without it has done nothing wrong.
    response.writeHead(204);
    return void response.end();
  }
  if (!file.startsWith(dir) || !existsSync(file)) {
    response.writeHead(404, { "Content-Type": TYPES[".txt"] });
    return void response.end(`no ${url.pathname}`);
  }
  const accepted = (request.headers["accept-encoding"] ?? "").split(",").map((word) => word.trim().split(";")[0]);
  const [encoding, suffix] = ENCODINGS.find(([name, end]) => accepted.includes(name) && existsSync(file + end)) ?? [];
  const hashed = /\.[0-9a-f]{10}\./.test(file);
  response.writeHead(200, {
    "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
    "Cache-Control": hashed ? "public, max-age=31536000, immutable" : "no-cache",
    // Another page of the tests may embed the bundle from this one.
    "Access-Control-Allow-Origin": "*",
    Date: new Date(options.clock?.() ?? Date.now()).toUTCString(),
    Vary: "Accept-Encoding",
    ...(encoding && { "Content-Encoding": encoding }),
    ...csp(options),
  });
  createReadStream(file + (suffix ?? "")).pipe(response);
}
