/* dacu-core.js: the elements, brought in by dacu.js. */
import { start } from "./elements.js";

const boot = document.currentScript.dacu;

/** Brings in the modules that the loader's element asks for: `data-with="host analytics"`. */
function bringModules() {
  boot.with.forEach((name) => {
    const [file, digest] = __MODULES__[name] || [];
    if (file) boot.add(file, digest, "module");
    else console.warn(`dacu: no module is called ${name}`);
  });
}

// Also where the widgets cannot start: what the page asks its host does not need them.
start(boot).then(bringModules);
