/**
 * Finding elements through shadow roots.
 *
 * `deepQuery` and `deepQueryAll` run inside the page and are passed to it as text, so they stand
 * alone and use no syntax that Chromium 67 does not read.
 */

/** Every element that matches, in the document and in all open shadow roots below it. */
export function deepQueryAll(selector, from) {
  const found = [];
  const visit = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.matches(selector)) found.push(element);
      if (element.shadowRoot) visit(element.shadowRoot);
    }
  };
  const start = from || document;
  if (start.shadowRoot) visit(start.shadowRoot);
  visit(start);
  return found;
}

/** The first of them, or null. */
export function deepQuery(selector, from) {
  return deepQueryAll(selector, from)[0] || null;
}

/** A script that defines both as globals of the page. */
export const TREE_SCRIPT = `
  window.deepQueryAll = ${deepQueryAll};
  window.deepQuery = function (selector, from) { return deepQueryAll(selector, from)[0] || null; };
`;
