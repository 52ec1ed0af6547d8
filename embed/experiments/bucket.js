/*
 * The arithmetic of bucketing, as in crates/campaign/src/experiment/bucket.rs; the tests hold both to
 * one file of vectors. Hashes are whole ten-thousandths, so nothing is rounded on the way.
 */

/** FNV-1a, 32 bits, over UTF-8. */
function fnv32a(text) {
  let hash = 0x811c9dc5;
  new TextEncoder().encode(text).forEach((byte) => {
    hash = Math.imul(hash ^ byte, 0x01000193);
  });
  return hash >>> 0;
}

/** A value's place in ten-thousandths; nothing for a version that is not known. */
export function hash(seed, value, version) {
  if (version === 1) return (fnv32a(value + seed) % 1000) * 10;
  if (version === 2) return fnv32a(String(fnv32a(seed + value))) % 10000;
  return null;
}

/** Whether a value is in a part of a namespace, `from` and not `until`, in ten-thousandths. */
export function inNamespace(value, { id, from, until }) {
  const place = hash('__' + id, value, 1);
  return from <= place && place < until;
}

/**
 * The variation of a hash: each begins where the weights before it end and is as long as its own weight
 * times the coverage. Weights and coverage are ten-thousandths, a place in the line is a
 * hundred-millionth. -1 outside of all of them.
 */
export function choose(place, weights, coverage) {
  let from = 0;
  return weights.findIndex((weight) => {
    const start = from;
    from += weight * 10000;
    return start <= place * 10000 && place * 10000 < start + weight * coverage;
  });
}

/** The variation that an address asks for, `?headline=1`, for people who check a page; else -1. */
export function asked(id, search, variations) {
  const words = (text) => decodeURIComponent(text.replace(/\+/g, ' '));
  for (const pair of search.replace(/^\?/, '').split('&')) {
    const at = pair.indexOf('=');
    try {
      if (words(at < 0 ? pair : pair.slice(0, at)) !== id) continue;
      const value = at < 0 ? '' : words(pair.slice(at + 1));
      return /^\d+$/.test(value) && Number(value) < variations ? Number(value) : -1;
    } catch (error) {
      // Half an escape asks for nothing.
    }
  }
  return -1;
}
