/**
 * Where things stand in a JSON text: paths to nodes of its tree and back.
 */
import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";

export const VALUES = new Set(["True", "False", "Null", "Number", "String", "Object", "Array"]);
/** How long a tree of the whole text may take, in milliseconds. */
const TREE_MS = 400;
/** A map or list with more entries than this is told by its first ones. */
const TOLD = 200;

function* values(node) {
  for (let child = node.firstChild; child; child = child.nextSibling) if (VALUES.has(child.name)) yield child;
}

function nameOf(state, property) {
  const name = property?.getChild("PropertyName");
  if (!name) return null;
  try {
    return JSON.parse(state.sliceDoc(name.from, name.to));
  } catch {
    return state.sliceDoc(name.from + 1, name.to - 1);
  }
}

const valueOf = (property) => {
  const last = property?.lastChild;
  return last && VALUES.has(last.name) ? last : null;
};

/** The value at a path, or the last one on the way to it that is there. */
export function find(state, path) {
  const tree = ensureSyntaxTree(state, state.doc.length, TREE_MS) ?? syntaxTree(state);
  let node = [...values(tree.topNode)][0] ?? null;
  let property = null;
  let whole = true;
  for (const step of path) {
    let next = null;
    let of = null;
    if (node?.name === "Array" && typeof step === "number") {
      let at = 0;
      for (const item of values(node)) if (at++ === step) { next = item; break; }
    } else if (node?.name === "Object") {
      for (const child of node.getChildren("Property")) if (nameOf(state, child) === step) {
        of = child;
        next = valueOf(child);
      }
    }
    if (!next) { whole = false; break; }
    [node, property] = [next, of];
  }
  return node && { node, property, whole };
}

/** The scalars of a map, which say what else may stand in it; lists and maps only by name. */
export function told(state, object) {
  const map = {};
  let count = 0;
  for (const property of object.getChildren("Property")) {
    if (++count > TOLD) break;
    const name = nameOf(state, property);
    const value = valueOf(property);
    if (name === null) continue;
    if (!value) map[name] = null;
    else if (value.name === "Object") map[name] = {};
    else if (value.name === "Array") map[name] = [];
    else {
      try {
        map[name] = JSON.parse(state.sliceDoc(value.from, value.to));
      } catch {
        map[name] = null;
      }
    }
  }
  return map;
}

/** Steps from the root to a node, each with the map it leaves. */
export function spine(state, node) {
  const steps = [];
  for (let at = node; at?.parent; at = at.parent) {
    const parent = at.parent;
    if (parent.name === "Object" && at.name === "Property") steps.unshift({ step: nameOf(state, at), map: told(state, parent) });
    else if (parent.name === "Array" && VALUES.has(at.name)) {
      let index = 0;
      for (let before = at.prevSibling; before; before = before.prevSibling) if (VALUES.has(before.name)) index++;
      steps.unshift({ step: index, map: {} });
    }
  }
  return steps;
}

export const pathOf = (state, pos) => {
  let node = syntaxTree(state).resolveInner(pos, 1);
  if (node.name === "JsonText" || node.name === "Object" || node.name === "Array") node = syntaxTree(state).resolveInner(pos, -1);
  return spine(state, node).map((each) => each.step);
};

/** The offset of a line and column; columns count characters, offsets count UTF-16. */
export function offset(doc, line, column) {
  const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
  let end = 0;
  let left = column - 1;
  for (const character of at.text) {
    if (left-- <= 0) break;
    end += character.length;
  }
  return Math.min(at.from + end, at.to);
}
