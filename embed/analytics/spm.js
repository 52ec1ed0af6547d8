/*
 * Where on the page and from where to it: super position model (SPM), as Alibaba's pages write it.
 * `a` is the site's (`<meta name="data-spm">`), `b` the page's (`<body data-spm>`), `c` the nearest
 * block's and `d` the place's within (`data-spm`).
 */

/** A value that may be passed on. */
const VALUE = /^[\w.:-]{1,64}$/;

/** As long as a phone number: whatever a page calls it, it may be one. */
const LONG_NUMBER = /\d{11}/;

/** What may be passed on of a text, or nothing. */
export function harmless(text) {
  return VALUE.test(text || '') && !LONG_NUMBER.test(text) ? text : '';
}

/** `a.b.c.d` of an element, as far as the page says; `0` where it says nothing in between. */
export function spmOf(element, document) {
  const site = document.querySelector('meta[name="data-spm"]');
  const parts = [site && site.getAttribute('content'), document.body && document.body.getAttribute('data-spm')];
  const inside = [];
  for (let at = element; at && at !== document.body; at = at.parentElement) {
    if (at.hasAttribute('data-spm')) inside.unshift(at.getAttribute('data-spm'));
  }
  const known = parts.concat(inside.slice(-2)).map(harmless);
  while (known.length && !known[known.length - 1]) known.pop();
  return known.map((part) => part || '0').join('.');
}

/** The parameters of an address that are on the list, and nothing else of it. */
export function passed(search, allowed) {
  const found = {};
  search.replace(/^\?/, '').split('&').forEach((pair) => {
    const at = pair.indexOf('=');
    const name = at < 0 ? pair : pair.slice(0, at);
    if (allowed.indexOf(name) < 0) return;
    try {
      const text = harmless(decodeURIComponent(pair.slice(at + 1)));
      if (text) found[name] = text;
    } catch (error) {
      // Half an escape is nobody's parameter.
    }
  });
  return found;
}
