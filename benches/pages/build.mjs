/**
 * Bundles the peer pages with esbuild into the folder named on the command line, with gzip -9 and
 * brotli 11 beside each file, as our own bundle has them.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const IMAGES = [".svg", ".png", ".ttf", ".woff", ".woff2", ".eot"];

/** The peers, and how the source of each is read. */
export const PEERS = {
  vanilla: { source: "vanilla.js", told: "vanilla + lucky-canvas" },
  preact: { source: "react.jsx", told: "preact + antd-mobile + lucky-canvas", preact: true },
  react: { source: "react.jsx", told: "react + antd-mobile + lucky-canvas" },
  vue: { source: "vue.js", told: "vue + vant + lucky-canvas" },
};

/** gzip -9 and brotli 11. */
export function packed(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return { gz: gzipSync(bytes, { level: 9 }), br: brotliCompressSync(bytes, { params }) };
}

/** Bundles all peers; gives for each its bytes of script and style. */
export async function buildPeers(out) {
  mkdirSync(out, { recursive: true });
  const sizes = {};
  for (const [name, peer] of Object.entries(PEERS)) {
    const react = peer.preact && { react: "preact/compat", "react-dom": "preact/compat", "react/jsx-runtime": "preact/jsx-runtime" };
    await build({
      // The alias is resolved from here.
      absWorkingDir: HERE,
      entryPoints: [join(HERE, "src", peer.source)],
      outfile: join(out, `${name}.js`),
      bundle: true,
      minify: true,
      format: "iife",
      target: "es2020",
      jsx: "transform",
      legalComments: "none",
      logLevel: "error",
      alias: react || {},
      mainFields: ["browser", "module", "main"],
      loader: { ...Object.fromEntries(IMAGES.map((end) => [end, "dataurl"])), ".js": "jsx" },
      define: {
        "process.env.NODE_ENV": '"production"',
        __VUE_OPTIONS_API__: "true",
        __VUE_PROD_DEVTOOLS__: "false",
        __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
      },
      // The wheel's React wrapper names style sheets that its package does not have.
      resolveExtensions: [".mjs", ".jsx", ".js", ".json", ".css"],
      plugins: [{ name: "scss", setup: (made) => made.onLoad({ filter: /\.scss$/ }, () => ({ contents: "", loader: "css" })) }],
    });
    const html = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${peer.told}</title><link rel="stylesheet" href="${name}.css"><div id="app"></div><script src="${name}.js"></script></html>`;
    writeFileSync(join(out, `${name}.html`), html);
    sizes[name] = { raw: 0, gz: 0, br: 0 };
    for (const end of ["js", "css"]) {
      const bytes = readFileSync(join(out, `${name}.${end}`));
      const { gz, br } = packed(bytes);
      writeFileSync(join(out, `${name}.${end}.gz`), gz);
      writeFileSync(join(out, `${name}.${end}.br`), br);
      sizes[name].raw += bytes.length;
      sizes[name].gz += gz.length;
      sizes[name].br += br.length;
    }
  }
  return sizes;
}
