/*
 * The order of widgets on a page. They change places with each other and with nothing else, so what
 * the page has written between them stays where it is.
 */

/** The widgets of a campaign's element that stand side by side with the first of them. */
function beside(host) {
  const all = Array.from(host.querySelectorAll('*')).filter((element) => /^dacu-/.test(element.localName));
  return all.filter((element) => element.parentNode === all[0].parentNode);
}

/** What was there before anything was moved, by the campaign's element. */
const originals = new WeakMap();

/** Puts the named widgets in this order, the others after them; without names as the page wrote them. */
export function place(host, names) {
  if (!names && !originals.has(host)) return;
  const now = beside(host);
  if (!originals.has(host)) originals.set(host, now);
  const rank = (element) => {
    const at = (names || []).indexOf(element.localName.slice('dacu-'.length).replace('-', '_'));
    return at < 0 ? Infinity : at;
  };
  const original = originals.get(host).filter((element) => now.indexOf(element) >= 0);
  const wanted = original
    .map((element, at) => [rank(element), at, element])
    .sort((a, b) => (a[0] === b[0] ? a[1] - b[1] : a[0] - b[0]))
    .map((entry) => entry[2]);
  if (wanted.every((element, at) => element === now[at])) return;
  const marks = now.map((element) => element.parentNode.insertBefore(document.createComment(''), element));
  wanted.forEach((element, at) => marks[at].parentNode.replaceChild(element, marks[at]));
}
