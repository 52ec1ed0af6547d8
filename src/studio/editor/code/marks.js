/**
 * What is wrong and what differs, drawn beside the text.
 */
import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";
import { RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, WidgetType } from "@codemirror/view";

import { find, offset } from "./places.js";

export const setMarks = StateEffect.define();

export const svg = (kind) => {
  const mark = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  mark.setAttribute("class", `sv ${kind === "blk" ? "er" : kind}`);
  mark.setAttribute("viewBox", "0 0 14 14");
  mark.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `icons.svg#sv-${kind}`);
  mark.append(use);
  return mark;
};

export class Sign extends GutterMarker {
  constructor(kind, title) {
    super();
    Object.assign(this, { kind, title });
  }
  eq(other) {
    return this.kind === other.kind && this.title === other.title;
  }
  toDOM() {
    const sign = document.createElement("span");
    sign.title = this.title;
    sign.append(svg(this.kind));
    return sign;
  }
}

class Changed extends GutterMarker {
  constructor(kind) {
    super();
    this.elementClass = `is-${kind}`;
  }
  eq(other) {
    return this.elementClass === other.elementClass;
  }
}

class Said extends WidgetType {
  constructor(kind, code, text) {
    super();
    Object.assign(this, { kind, code, text });
  }
  eq(other) {
    return this.kind === other.kind && this.code === other.code && this.text === other.text;
  }
  toDOM() {
    const said = document.createElement("span");
    said.className = `inl ${this.kind}`;
    if (this.code) {
      const code = document.createElement("b");
      code.textContent = this.code;
      said.append(code);
    }
    said.append(this.text);
    return said;
  }
  ignoreEvent() {
    return true;
  }
}

/** Marks from Rust, drawn: `{problems: [{line, column, kind, code, text}], lines: [{path, kind}]}`. */
function draw(state, marks) {
  const ranges = [];
  const signs = new Map();
  const said = new Map();
  const bars = new Map();
  const rank = { er: 3, blk: 2, wa: 1, in: 0 };
  const sign = (line, kind, text) => {
    const known = signs.get(line.from);
    if (!known || rank[kind] > rank[known.kind]) signs.set(line.from, { kind, text });
  };
  const places = [];
  for (const problem of marks.problems ?? []) {
    const from = offset(state.doc, problem.line, problem.column);
    const line = state.doc.lineAt(from);
    const tree = ensureSyntaxTree(state, line.to, 100) ?? syntaxTree(state);
    let node = tree.resolveInner(from, 1);
    if (node.name === "{" || node.name === "[") node = node.parent;
    const large = node.name === "Object" || node.name === "Array" || node.name === "JsonText" || node.name === "⚠";
    const to = Math.min(large ? from + 1 : node.to, line.to);
    if (to > from) ranges.push(Decoration.mark({ class: `sq ${problem.kind}` }).range(from, to));
    sign(line, problem.kind, problem.text);
    if (!said.has(line.from)) said.set(line.from, { at: line.to, problem });
    places.push({ from, to: Math.max(to, from), problem });
  }
  for (const { path, kind } of marks.lines ?? []) {
    const found = find(state, path);
    if (!found) continue;
    const line = state.doc.lineAt((found.property ?? found.node).from);
    if (!bars.has(line.from) || kind === "blk") bars.set(line.from, kind);
    if (kind === "blk") sign(line, "blk", "");
  }
  for (const [from, { at, problem }] of said) {
    ranges.push(Decoration.line({ class: `bad ${problem.kind}` }).range(from));
    ranges.push(Decoration.widget({ widget: new Said(problem.kind, problem.code, problem.text), side: 1 }).range(at));
  }
  const set = (map, make) => RangeSet.of([...map].map(([from, value]) => make(value).range(from)), true);
  return {
    marks: Decoration.set(ranges, true),
    signs: set(signs, ({ kind, text }) => new Sign(kind, text)),
    bars: set(bars, (kind) => new Changed(kind)),
    places,
  };
}

export const drawn = StateField.define({
  create: () => ({ marks: Decoration.none, signs: RangeSet.empty, bars: RangeSet.empty, places: [] }),
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setMarks)) return draw(transaction.state, effect.value);
    if (!transaction.docChanged) return value;
    const { changes } = transaction;
    return {
      marks: value.marks.map(changes),
      signs: value.signs.map(changes),
      bars: value.bars.map(changes),
      places: value.places.map((place) => ({ ...place, from: changes.mapPos(place.from), to: changes.mapPos(place.to) })),
    };
  },
  provide: (field) => EditorView.decorations.from(field, (value) => value.marks),
});
