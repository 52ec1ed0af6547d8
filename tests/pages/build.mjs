/**
 * Builds the pages of this folder as their hosts would, into target/pages.
 *
 * Vue, Svelte and `vite` have their own Vite configuration, `webpack` has webpack's, React is
 * bundled by esbuild. What needs no building is copied. Those that import `dacu` get the package as
 * `npm pack` packs it.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = resolve(HERE, "../../target/pages");

/** The npm package that `cargo xtask dist` builds. */
const PACKAGE = resolve(HERE, "../../dist/npm");

/** How each host is built; its folder, with the packages it would have, has the same name. */
const BUILDERS = {
  plain: copied,
  "react-18": byEsbuild,
  "react-19": byEsbuild,
  "vue-2": byVite,
  "vue-3": byVite,
  svelte: byVite,
  vite: byVite,
  webpack: byWebpack,
};

/**
 * The folder with the shop itself, for hosts that differ by what is around it alone. The others' is
 * their own: Vue 2 and 3 write components in other ways, and the plain page stands whole in the docs.
 */
const SHOPS = { "react-18": "react", "react-19": "react", vite: "bundlers", webpack: "bundlers" };

/** The hosts, in the order in which they are tested. */
export const HOSTS = Object.keys(BUILDERS);

/**
 * Builds the hosts whose files, or whose lock file, have changed since the last time.
 *
 * @returns the folder with one folder for each host, each with an index.html
 */
export async function buildPages() {
  if (!existsSync(join(HERE, "node_modules")))
    throw new Error("tests/pages has no node_modules; `cargo xtask test` installs them");
  mkdirSync(OUT, { recursive: true });
  const packed = install();
  for (const host of HOSTS) {
    const [from, shop, to] = [join(HERE, host), join(HERE, SHOPS[host] ?? host), join(OUT, host)];
    const stamp = `${to}.stamp`;
    const wanted = hash(from, shop) + packed;
    if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) continue;
    rmSync(to, { recursive: true, force: true });
    await BUILDERS[host](from, shop, to);
    writeFileSync(stamp, wanted);
  }
  return OUT;
}

/** Packs the package, unpacks it where the pages look for it, and returns its hash. */
function install() {
  const arguments_ = ["pack", PACKAGE, "--pack-destination", OUT, "--json", "--silent"];
  const [{ filename, integrity }] = JSON.parse(execFileSync("npm", arguments_, { encoding: "utf8" }));
  const tarball = join(OUT, filename);
  const installed = join(HERE, "node_modules/dacu");
  rmSync(installed, { recursive: true, force: true });
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", tarball, "--strip-components=1", "-C", installed]);
  rmSync(tarball);
  return integrity;
}

function copied(_, shop, to) {
  cpSync(shop, to, { recursive: true });
}

async function byEsbuild(from, shop, to) {
  const { build } = await packageOf(from, "esbuild");
  await build({
    // As if it lay in the host's folder, whose React and whose Campaign.jsx it takes.
    stdin: { contents: readFileSync(join(shop, "main.jsx"), "utf8"), resolveDir: from, loader: "jsx" },
    outfile: join(to, "main.js"),
    bundle: true,
    minify: true,
    jsx: "automatic",
    target: "es2017",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "warning",
  });
  cpSync(join(shop, "index.html"), join(to, "index.html"));
}

async function byVite(from, shop, to) {
  const { build } = await packageOf(from, "vite");
  const outside = process.cwd();
  // The plugins of Vue look for its compiler from here.
  process.chdir(from);
  await build({
    root: shop,
    configFile: join(from, "vite.config.js"),
    base: "./",
    logLevel: "error",
    build: { outDir: to, modulePreload: { polyfill: false } },
  });
  process.chdir(outside);
}

async function byWebpack(from, shop, to) {
  const { default: webpack } = await packageOf(from, "webpack");
  const { default: configuration } = await import(pathToFileURL(join(from, "webpack.config.js")));
  const compiler = webpack({ ...configuration, context: shop, output: { ...configuration.output, path: to } });
  const stats = await new Promise((done, failed) =>
    compiler.run((error, stats) => compiler.close(() => (error ? failed(error) : done(stats)))),
  );
  const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
  // A warning counts: whoever sees one looks for the fault.
  const said = [...errors, ...warnings];
  if (said.length) throw new Error(said.map(({ message }) => message).join("\n"));
  // What Vite reads as a module is a script when webpack has made it.
  const html = readFileSync(join(shop, "index.html"), "utf8").replace('type="module" src="./main.js"', 'src="main.js"');
  writeFileSync(join(to, "index.html"), html);
}

/** A package as a script in `from` sees it: two hosts may have two versions. */
async function packageOf(from, name) {
  const folder = createRequire(join(from, "package.json")).resolve(`${name}/package.json`);
  const { exports, module, main } = JSON.parse(readFileSync(folder, "utf8"));
  const entry = exports?.["."]?.import?.default ?? exports?.["."]?.import ?? exports?.["."] ?? module ?? main;
  return import(pathToFileURL(join(dirname(folder), typeof entry === "string" ? entry : main)));
}

function hash(...folders) {
  const sum = createHash("sha256");
  const files = new Set([join(HERE, "package-lock.json"), fileURLToPath(import.meta.url)]);
  for (const folder of folders)
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
      const file = join(entry.parentPath ?? entry.path, entry.name);
      if (entry.isFile() && !file.includes("node_modules")) files.add(file);
    }
  for (const file of [...files].sort()) sum.update(file).update("\0").update(readFileSync(file));
  return sum.digest("hex");
}
