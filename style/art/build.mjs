/*
 * Writes the illustrations once a theme: `node style/art/build.mjs`, after a change to a drawing or a colour.
 *
 * Each `*.svg` beside this file is drawn once, and where a colour or a family would stand it names a role: fill="art-main", stroke="ground",
 * stop-color="foil-hi", font-family="font-song". The values come from ../tokens.css and, for the `art-*` roles that only pictures use, ./tokens.css.
 *
 *   public/art/THEME/NAME.svg        products, for festive, midyear and spring, whose campaigns sell them
 *   public/art/THEME/hero.svg        the theme's title picture, and hero-dark.svg for a dark host
 *   public/art/THEME/mark.svg        the sample shop's mark
 *   public/h5/tokens.css             the roles that the sample page itself draws with, so that the page needs no sheet of the bundle
 *
 * The output has plain colours, no script, no style and no reference out of the file, so it serves as `img` under a strict policy.
 */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../../public");
const THEMES = ["festive", "midyear", "spring", "calm"];
const PRODUCT_THEMES = ["festive", "midyear", "spring"];
const blocks = { ...parse(join(here, "../tokens.css")) };
for (const [selector, roles] of Object.entries(parse(join(here, "tokens.css")))) blocks[selector] = { ...blocks[selector], ...roles };

const sources = readdirSync(here).filter((name) => name.endsWith(".svg"));
for (const theme of THEMES) {
  mkdirSync(join(out, "art", theme), { recursive: true });
  for (const name of sources) {
    const svg = readFileSync(join(here, name), "utf8");
    if (name === `hero-${theme}.svg`) {
      write(theme, "hero.svg", paint(svg, roles(theme, false)));
      write(theme, "hero-dark.svg", paint(svg, roles(theme, true)));
    } else if (name === "mark.svg" || (!name.startsWith("hero-") && PRODUCT_THEMES.includes(theme))) {
      write(theme, name, paint(svg, roles(theme, false)));
    }
  }
}
writeFileSync(join(out, "h5/tokens.css"), pageTokens(readFileSync(join(out, "h5/page.css"), "utf8")));

/** Declarations of every selector of a sheet, without the `--dacu-` prefix and with each brand hook reduced to the theme's own value. */
function parse(path) {
  const found = {};
  const css = readFileSync(path, "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
  for (const [, selectors, body] of css.matchAll(/([^{}]+)\{([^}]*)\}/g)) {
    for (const selector of selectors.split(",").map((s) => s.trim())) {
      const block = (found[selector] = found[selector] || {});
      for (const [, role, value] of body.matchAll(/--dacu-([\w-]+):\s*([^;]+);/g)) block[role] = unhook(value);
    }
  }
  return found;
}

function unhook(value) {
  const hook = /^var\(--dacu-brand-[\w-]+, ([\s\S]*)\)$/.exec(value);
  return hook ? unhook(hook[1]) : value;
}

function roles(theme, dark) {
  const all = { ...blocks[":root"], ...blocks[`.dacu-theme-${theme}`], ...(dark && blocks[`.dacu-theme-${theme}.dacu-dark`]) };
  return (role) => {
    let value = all[role];
    for (let inner; value && (inner = /^var\(--dacu-([\w-]+)\)$/.exec(value)); ) value = all[inner[1]];
    return value;
  };
}

function paint(svg, role) {
  return svg.replace(/ (fill|stroke|stop-color|font-family)="([a-z][\w-]*)"/g, (whole, attribute, name) => {
    if (name === "none") return whole;
    const value = role(name);
    if (!value) throw new Error(`no role ${name}`);
    return ` ${attribute}="${value.replace(/"/g, "'")}"`;
  });
}

function pageTokens(page) {
  const wanted = new Set([...page.matchAll(/var\(--dacu-([\w-]+)/g)].map((m) => m[1]).concat("font-song", "font-text", "font-num"));
  let css = "/* Written by style/art/build.mjs from style/tokens.css: the roles that page.css draws with. */\n";
  const selectors = [":root", ...THEMES.map((t) => `.dacu-theme-${t}`), ...THEMES.map((t) => `.dacu-theme-${t}.dacu-dark`), ".dacu-large"];
  for (const selector of selectors) {
    const lines = Object.entries(blocks[selector]).filter(([role]) => wanted.has(role));
    css += `${selector} {\n${lines.map(([role, value]) => `  --dacu-${role}: ${value};\n`).join("")}}\n`;
  }
  return css;
}

function write(theme, name, text) {
  writeFileSync(join(out, "art", theme, name), text);
}
