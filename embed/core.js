/* dacu-core.js: the elements, brought in by dacu.js. */
import { start } from "./elements.js";

start(document.currentScript.dacu);
