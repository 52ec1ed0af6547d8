// Quotes from the Wasm module `dacu_abi.wasm`, in any host that has WebAssembly.
//
//   import { load } from "./quote.mjs";
//   const dacu = await load(await readFile("dacu_abi.wasm"));
//   const quote = JSON.parse(dacu.quote(campaignText, cartText, Date.now()));
//   if (quote.problems) { … } else { show(quote.payable); }
//
// In a WeChat mini-program, where the module is a file of the package:
//
//   const dacu = await load("/pages/cart/dacu_abi.wasm", WXWebAssembly);
//
// The texts and the answer are JSON; every field is told in the documentation of the Rust module
// `campaign::quote_json`. The answer is the same to the byte as the server's. Nothing is kept between
// calls and nothing is thrown for bad input: what is wrong is in `problems`.

/**
 * Makes the module ready.
 *
 * @param {BufferSource | WebAssembly.Module | string} source its bytes, or what the host's engine takes
 * @param {{ instantiate: Function }} [engine] the host's own `WebAssembly`, where it has another name
 * @returns {Promise<{ quote(campaign: string, cart: string, at: number): string }>}
 */
export async function load(source, engine = WebAssembly) {
  const made = await engine.instantiate(source, {});
  const { memory, alloc, free, quote } = (made.instance ?? made).exports;

  const room = (length) => {
    const at = alloc(length);
    if (at === 0) throw new RangeError("the module has no memory left");
    return at;
  };

  return {
    quote(campaign, cart, at) {
      const texts = [utf8(campaign), utf8(cart)];
      const places = texts.map((bytes) => room(bytes.length));
      // The buffer is another one whenever the memory has grown, so it is asked for anew each time.
      texts.forEach((bytes, i) => new Uint8Array(memory.buffer).set(bytes, places[i]));
      const high = Math.floor(at / 2 ** 32);
      const low = at - high * 2 ** 32;
      const block = quote(places[0], texts[0].length, places[1], texts[1].length, high, low);
      texts.forEach((bytes, i) => free(places[i], bytes.length));
      if (block === 0) throw new RangeError("the module has no memory left");
      const length = new DataView(memory.buffer).getUint32(block, true);
      const told = text(new Uint8Array(memory.buffer, block + 4, length));
      free(block, length + 4);
      return told;
    },
  };
}

// Mini-program hosts have no TextEncoder and no TextDecoder.
function utf8(string) {
  if (typeof TextEncoder !== "undefined") return new TextEncoder().encode(string);
  // Half a surrogate pair is no text: as the encoder does, and where `encodeURIComponent` would throw.
  const whole = Array.from(string, (c) => (/^[\uD800-\uDFFF]$/.test(c) ? "\uFFFD" : c)).join("");
  const escaped = encodeURIComponent(whole).match(/%..|[^%]/g) ?? [];
  return Uint8Array.from(escaped, (c) => (c.length > 1 ? parseInt(c.slice(1), 16) : c.charCodeAt(0)));
}

function text(bytes) {
  if (typeof TextDecoder !== "undefined") return new TextDecoder().decode(bytes);
  let escaped = "";
  for (const byte of bytes) escaped += "%" + (byte + 256).toString(16).slice(1);
  return decodeURIComponent(escaped);
}
