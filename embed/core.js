/* dacu-core.js: the elements, brought in by dacu.js. */
import { start } from "./elements.js";

const boot = document.currentScript.dacu;

/** Brings in a module that the loader's element asks for: `data-with="host analytics"`. */
function bring(name) {
  const [file, digest] = __MODULES__[name] || [];
  if (file) return boot.add(file, digest, "module");
  console.warn(`dacu: no module is called ${name}`);
}

/**
 * The module that varies campaigns is there before the first of them is read. Where it does not
 * come, soon, everybody sees the campaign as it stands.
 */
function experiments() {
  return new Promise((settle) => {
    const script = bring("experiments");
    script.onload = script.onerror = settle;
    setTimeout(settle, 3000);
  });
}

const early = boot.with.indexOf("experiments") >= 0;
// The others also where the widgets cannot start: what the page asks its host does not need them.
start(boot, early && experiments()).then(() => boot.with.forEach((name) => {
  if (name !== "experiments") bring(name);
}));
