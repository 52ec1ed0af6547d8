/**
 * One living instance of the Wasm, and what follows when it dies.
 *
 * A panic is a trap: the instance that trapped has unwound nothing, and no call may reach it again.
 * Every way in goes through `guard`, timers and listeners of the instance too, so the page sees no
 * exception, and a dead instance answers nothing.
 */
import glue from "dacu-glue";

/**
 * Streams where the server says what it sends in exactly the words that the engine wants, else
 * compiles what has come.
 */
export function compile(response) {
  const streams = WebAssembly.compileStreaming && response.headers.get("content-type") === "application/wasm";
  return streams
    ? WebAssembly.compileStreaming(response)
    : response.arrayBuffer().then((bytes) => WebAssembly.compile(bytes));
}

/** Resolves with the exports of a new instance; `died` is called once, should it trap. */
export function bear(module, died) {
  let dead = false;
  const guard = (exports) => {
    const guarded = {};
    Object.keys(exports).forEach((name) => {
      const real = exports[name];
      guarded[name] = typeof real !== "function" ? real : (...args) => {
        if (dead) return 0;
        try {
          return real(...args);
        } catch (error) {
          // A trap inside a call from the instance to the page and back comes here first.
          if (!dead) died(error);
          dead = true;
          return 0;
        }
      };
    });
    return guarded;
  };
  return glue(guard, module);
}
