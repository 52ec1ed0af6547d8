/**
 * The bare Wasm module of benches/quote: loading it, naming its cases, reading its names. Runs in
 * Node and in a page.
 */

/** An instance's exports; the module imports nothing. */
export async function load(bytes) {
  const { instance } = await WebAssembly.instantiate(bytes, {});
  return instance.exports;
}

/** Makes the case of this name, such as `mix:0:200:50:1`. */
export function prepare(wasm, name) {
  const [kind, ...numbers] = name.split(":");
  wasm[`prepare_${kind}`](...numbers.map(Number));
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** The function names of a module, by index, from its name section. */
export function functionNames(bytes) {
  const names = new Map();
  const module = new WebAssembly.Module(bytes);
  for (const section of WebAssembly.Module.customSections(module, "name")) {
    const view = new Uint8Array(section);
    let at = 0;
    const number = () => {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = view[at++];
        value |= (byte & 127) << shift;
        if (byte < 128) return value >>> 0;
      }
    };
    while (at < view.length) {
      const kind = view[at++];
      const end = number() + at;
      if (kind === 1) {
        for (let left = number(); left > 0; left--) {
          const index = number();
          const length = number();
          names.set(index, new TextDecoder().decode(view.subarray(at, at + length)));
          at += length;
        }
      }
      at = end;
    }
  }
  return names;
}
