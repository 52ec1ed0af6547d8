/**
 * Completion: where a name or value is being written, and how a choice is put there.
 */
import { startCompletion } from "@codemirror/autocomplete";
import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";

import { card } from "./help.js";
import { spine, told } from "./places.js";

/** Where a name or a value is being written, and what it replaces. */
function asked(state, pos) {
  const tree = ensureSyntaxTree(state, pos, 100) ?? syntaxTree(state);
  let node = tree.resolveInner(pos, -1);
  if (node.name === "PropertyName") return { name: true, from: node.from, to: node.to, node: node.parent, own: true };
  if (node.name === "String" && pos > node.from) return { name: node.parent.name === "Object", from: node.from, to: node.to, node: value(node), own: true };
  if (["Number", "True", "False", "Null"].includes(node.name)) return { name: false, from: node.from, to: node.to, node: value(node), own: true };
  while (node && !["Object", "Array", "Property", "JsonText"].includes(node.name)) node = node.parent;
  if (!node) return null;
  const typed = /[A-Za-z_"0-9-]*$/.exec(state.sliceDoc(Math.max(0, pos - 60), pos))[0];
  const from = pos - typed.length;
  const before = state.sliceDoc(0, from).trimEnd().slice(-1);
  if (node.name === "Property") return before === ":" ? { name: false, from, to: pos, node, own: true } : null;
  if (node.name === "Object") {
    if (before === ":") {
      // The property is not whole yet, so its name stands just before.
      const property = node.getChildren("Property").findLast((child) => child.from < pos);
      return property ? { name: false, from, to: pos, node: property, own: true } : null;
    }
    return { name: true, from, to: pos, node, own: false };
  }
  if (node.name === "Array") return { name: false, from, to: pos, node, own: false };
  return null;
  function value(node) {
    return node.parent?.name === "Property" ? node.parent : node;
  }
}

export const completions = (hooks) => (context) => {
  const { state, pos } = context;
  const place = asked(state, pos);
  if (!place) return null;
  if (!context.explicit && !place.own && place.from === pos && state.sliceDoc(pos - 1, pos) !== '"') return null;
  const steps = spine(state, place.node);
  // In a map or list itself the step into it is still open.
  if (!place.own) steps.push({ step: place.name ? null : 0, map: place.node.name === "Object" ? told(state, place.node) : {} });
  const options = JSON.parse(hooks.complete(JSON.stringify({ name: place.name, spine: steps })));
  if (!options.length) return null;
  const after = state.sliceDoc(place.to, place.to + 80);
  const named = /^\s*:/.test(after);
  const comma = /^\s*"/.test(after) && place.name ? "," : "";
  return {
    from: place.from,
    to: place.to,
    filter: true,
    options: options.map((option) => ({
      label: place.name ? `"${option.label}"` : option.label,
      displayLabel: option.label.replaceAll('"', ""),
      detail: option.detail,
      type: option.type,
      boost: option.boost ?? 0,
      info: option.help ? () => card(option.help) : undefined,
      apply(view, _, from, to) {
        const value = place.name && !named ? `: ${option.value}${comma}` : "";
        const insert = option.label.startsWith('"') || !place.name ? option.label : `"${option.label}"`;
        const text = insert + value;
        // Between the quotes or brackets of a value that is still empty.
        const empty = /(""|\{\}|\[\])$/.test(text.slice(0, text.length - comma.length));
        view.dispatch({
          changes: { from, to, insert: text },
          selection: { anchor: from + text.length - comma.length - (empty ? 1 : 0) },
          userEvent: "input.complete",
        });
        if (empty && text.includes('""')) startCompletion(view);
      },
    })),
    validFor: /^"?[\w:.-]*"?$/,
  };
};
