/**
 * The code pane of the studio's editor: CodeMirror, spoken to in JSON.
 *
 * Nothing here knows what a campaign is. Rust decides what is wrong, what fits and what a field
 * means; this file knows where things stand in the text and draws them there. Places go by path
 * (`["coupons", 2, "threshold"]`) or by line and column from 1, columns in characters.
 */
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, startCompletion } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab, redo, redoDepth, undo, undoDepth } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, ensureSyntaxTree, foldGutter, foldKeymap, indentUnit, syntaxHighlighting, syntaxTree } from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, Compartment, EditorSelection, EditorState, RangeSet, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration, EditorView, GutterMarker, WidgetType, drawSelection, gutter, highlightActiveLine, highlightActiveLineGutter,
  hoverTooltip, keymap, lineNumbers,
} from "@codemirror/view";
import { tagHighlighter, tags } from "@lezer/highlight";
import { createStore, del, entries, set } from "idb-keyval";
import { applyEdits, format, modify } from "jsonc-parser";
import { StyleModule } from "style-mod";

const VALUES = new Set(["True", "False", "Null", "Number", "String", "Object", "Array"]);
const FORMAT = { formattingOptions: { insertSpaces: true, tabSize: 2, eol: "\n" } };
/** How long a tree of the whole text may take, in milliseconds. */
const TREE_MS = 400;
/** A map or list with more entries than this is told by its first ones. */
const TOLD = 200;

// For a whole document style-mod writes a <style> element, which a strict policy refuses; for any other
// root it adopts a sheet, which is no text of the page's.
const mount = StyleModule.mount;
const adopting = {
  ownerDocument: document,
  get adoptedStyleSheets() {
    return document.adoptedStyleSheets;
  },
  set adoptedStyleSheets(sheets) {
    document.adoptedStyleSheets = sheets;
  },
};
StyleModule.mount = (root, modules, options) => mount(root === document ? adopting : root, modules, options);

/* ---------- places ---------- */

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
function find(state, path) {
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
function told(state, object) {
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
function spine(state, node) {
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

const pathOf = (state, pos) => {
  let node = syntaxTree(state).resolveInner(pos, 1);
  if (node.name === "JsonText" || node.name === "Object" || node.name === "Array") node = syntaxTree(state).resolveInner(pos, -1);
  return spine(state, node).map((each) => each.step);
};

/** The offset of a line and column; columns count characters, offsets count UTF-16. */
function offset(doc, line, column) {
  const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
  let end = 0;
  let left = column - 1;
  for (const character of at.text) {
    if (left-- <= 0) break;
    end += character.length;
  }
  return Math.min(at.from + end, at.to);
}

/* ---------- what is wrong, and what differs ---------- */

const setMarks = StateEffect.define();

const svg = (kind) => {
  const mark = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  mark.setAttribute("class", `sv ${kind === "blk" ? "er" : kind}`);
  mark.setAttribute("viewBox", "0 0 14 14");
  mark.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `icons.svg#sv-${kind}`);
  mark.append(use);
  return mark;
};

class Sign extends GutterMarker {
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

const drawn = StateField.define({
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

/* ---------- help ---------- */

/** The card about a field: `{name, title, tag, type, text, choices: [[value, words, chosen]], foot}`. */
function card(help) {
  const element = (tag, className, ...children) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...children.filter((child) => child !== null && child !== ""));
    return made;
  };
  const body = element("div", "help");
  const head = element("header", "", element("b", "", help.name), element("span", "", help.title ?? ""));
  if (help.tag) head.append(element("span", "tag", help.tag));
  head.append(element("span", "grow"), element("span", "mono t3", help.type ?? ""));
  body.append(head);
  if (help.text) body.append(element("p", "", help.text));
  if (help.choices?.length) {
    const list = element("dl");
    for (const [value, words, chosen] of help.choices) {
      list.append(element("dt", chosen ? "on" : "", value), element("dd", "", words));
    }
    body.append(list);
  }
  if (help.foot) body.append(element("footer", "", element("span", "", help.foot)));
  return body;
}

const hover = (hooks) =>
  hoverTooltip((view, pos, side) => {
    const { state } = view;
    const wrong = state.field(drawn).places.filter((place) => place.from <= pos && pos <= place.to);
    let node = syntaxTree(state).resolveInner(pos, side);
    if (!VALUES.has(node.name) && node.name !== "PropertyName") {
      if (!wrong.length) return null;
    }
    const property = node.name === "PropertyName" ? node.parent : node;
    const help = ["Object", "Array"].includes(node.name) ? null : JSON.parse(hooks.explain(JSON.stringify({
      spine: spine(state, property),
      value: node.name === "PropertyName" ? null : state.sliceDoc(node.from, Math.min(node.to, node.from + 200)),
    })));
    if (!help && !wrong.length) return null;
    return {
      pos: node.from,
      end: node.to,
      above: false,
      create: () => {
        const dom = document.createElement("div");
        dom.className = "help-at";
        for (const { problem } of wrong) {
          const row = document.createElement("div");
          row.className = `help-bad ${problem.kind}`;
          const text = document.createElement("span");
          text.textContent = [problem.code, problem.text].filter(Boolean).join("　");
          row.append(svg(problem.kind), text);
          if (problem.fix) {
            const button = document.createElement("button");
            button.className = "btn s";
            button.textContent = problem.fix;
            button.addEventListener("click", () => hooks.fix(problem.index));
            row.append(button);
          }
          dom.append(row);
        }
        if (help) dom.append(card(help));
        return { dom };
      },
    };
  }, { hoverTime: 250 });

/* ---------- completion ---------- */

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

const completions = (hooks) => (context) => {
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

/* ---------- the pane ---------- */

const quiet = Annotation.define();
const HIGHLIGHT = tagHighlighter([
  { tag: tags.propertyName, class: "ck" },
  { tag: tags.string, class: "cs" },
  { tag: tags.number, class: "cn" },
  { tag: [tags.bool, tags.null], class: "cl" },
]);

class Code {
  constructor(hooks) {
    this.hooks = hooks;
    this.slots = new Map();
    this.slot = null;
    this.view = null;
    this.words = new Compartment();
  }

  #extensions() {
    const { hooks } = this;
    const run = (name) => () => {
      hooks.key(name);
      return true;
    };
    return [
      gutter({ class: "signs", markers: (view) => view.state.field(drawn).signs, initialSpacer: () => new Sign("er", "") }),
      lineNumbers(),
      gutter({ class: "bars", markers: (view) => view.state.field(drawn).bars }),
      foldGutter({ openText: "⌄", closedText: "›" }),
      highlightActiveLineGutter(),
      history({ newGroupDelay: 400 }),
      drawSelection(),
      EditorState.allowMultipleSelections.of(true),
      indentUnit.of("  "),
      bracketMatching(),
      closeBrackets(),
      autocompletion({ override: [completions(hooks)], icons: false, maxRenderedOptions: 60 }),
      highlightActiveLine(),
      highlightSelectionMatches({ minSelectionLength: 3 }),
      search({ top: true }),
      keymap.of([
        { key: "F8", run: run("next") },
        { key: "Shift-F8", run: run("previous") },
        { key: "Mod-.", run: run("fix") },
        { key: "Mod-s", run: run("save"), preventDefault: true },
        { key: "Mod-d", run: run("diff"), preventDefault: true },
        { key: "Shift-Alt-f", run: () => (this.format(), true) },
        { key: "Escape", run: run("leave") },
        ...closeBracketsKeymap, ...completionKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap,
        indentWithTab,
      ]),
      json(),
      syntaxHighlighting(HIGHLIGHT),
      drawn,
      hover(hooks),
      EditorView.contentAttributes.of({ "aria-label": "JSON", spellcheck: "false", autocorrect: "off", autocapitalize: "off" }),
      this.words.of([]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged && !update.transactions.some((one) => one.annotation(quiet))) hooks.changed();
        if (update.docChanged || update.selectionSet) this.#cursor(update.state);
      }),
    ];
  }

  #cursor(state) {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      const head = state.selection.main.head;
      const line = state.doc.lineAt(head);
      this.hooks.cursor(JSON.stringify(pathOf(state, head)), line.number, [...line.text.slice(0, head - line.from)].length + 1);
    }, 60);
  }

  /** Puts the pane into an element; its texts live on without it. */
  attach(parent) {
    this.detach();
    this.view = new EditorView({ parent, state: this.slots.get(this.slot) ?? EditorState.create({ extensions: this.#extensions() }) });
    this.#cursor(this.view.state);
  }

  detach() {
    this.#keep();
    this.view?.destroy();
    this.view = null;
  }

  #keep() {
    if (this.view && this.slot !== null) this.slots.set(this.slot, this.view.state);
  }

  get state() {
    return this.view?.state ?? this.slots.get(this.slot);
  }

  has(slot) {
    return this.slots.has(slot) || this.slot === slot;
  }

  /** Shows a text under a name; `text` counts only where the name is new. */
  show(slot, text) {
    this.#keep();
    if (!this.slots.has(slot)) this.slots.set(slot, EditorState.create({ doc: text, extensions: this.#extensions() }));
    this.slot = slot;
    this.view?.setState(this.slots.get(slot));
    if (this.view) this.#cursor(this.view.state);
  }

  forget(slot) {
    this.slots.delete(slot);
    if (this.slot === slot) this.slot = null;
  }

  text() {
    return this.state?.doc.toString() ?? "";
  }

  #dispatch(spec) {
    if (this.view) return this.view.dispatch(spec);
    // Without a pane, the history still holds what is done.
    const state = this.state?.update(spec).state;
    if (state) {
      this.slots.set(this.slot, state);
      this.hooks.changed();
    }
  }

  /** Makes the whole text another one, as one step that undo takes back. */
  replace(text) {
    const { state } = this;
    if (!state || text === this.text()) return;
    // Only what differs, so that the cursor and the folds stay where they were.
    const old = this.text();
    let start = 0;
    while (start < old.length && old[start] === text[start]) start++;
    let end = 0;
    while (end < Math.min(old.length, text.length) - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end++;
    this.#dispatch({ changes: { from: start, to: old.length - end, insert: text.slice(start, text.length - end) }, userEvent: "input.replace" });
  }

  /** Edits by path, as one step: `[{path, value}]`, without a value to remove, `insert` to make room in a list. */
  edit(list) {
    let text = this.text();
    for (const { path, value, insert } of JSON.parse(list)) {
      text = applyEdits(text, modify(text, path, value, { ...FORMAT, isArrayInsertion: insert === true }));
    }
    this.replace(text);
  }

  /** Edits by place, as one step: `[{from, to, insert}]`, offsets in UTF-16. */
  change(list) {
    this.#dispatch({ changes: JSON.parse(list), userEvent: "input.fix" });
  }

  undo() {
    return this.view ? undo(this.view) : false;
  }

  redo() {
    return this.view ? redo(this.view) : false;
  }

  /** How many steps can be undone and redone. */
  depth() {
    const { state } = this;
    return state ? [undoDepth(state), redoDepth(state)] : [0, 0];
  }

  format() {
    const text = this.text();
    this.replace(applyEdits(text, format(text, undefined, FORMAT.formattingOptions)));
  }

  mark(marks) {
    if (this.view) this.view.dispatch({ effects: setMarks.of(JSON.parse(marks)), annotations: quiet.of(true) });
  }

  phrases(words) {
    const known = EditorState.phrases.of(JSON.parse(words));
    this.view?.dispatch({ effects: this.words.reconfigure(known), annotations: quiet.of(true) });
  }

  #show(from, to, focus) {
    if (!this.view) return;
    this.view.dispatch({ selection: EditorSelection.single(from, to), effects: EditorView.scrollIntoView(from, { y: "center" }) });
    if (focus) this.view.focus();
  }

  /** Goes to a path. */
  go(path, focus) {
    const found = this.state && find(this.state, JSON.parse(path));
    if (found) {
      const from = (found.property ?? found.node).from;
      this.#show(from, from, focus);
    }
  }

  goTo(line, column, focus) {
    if (this.state) {
      const at = offset(this.state.doc, line, column);
      this.#show(at, at, focus);
    }
  }

  focus() {
    this.view?.focus();
  }
}

/* ---------- what the browser keeps, and other tabs ---------- */

let store;
const drafts = () => (store ??= createStore("dacu-studio", "drafts"));
const said = (error) => String(error?.message ?? error);

export const save = (key, text) => set(key, text, drafts()).then(() => "", said);
export const forget = (key) => del(key, drafts()).then(() => "", said);
export const saved = () => entries(drafts()).then((all) => JSON.stringify(all), () => "[]");

/** Holds a name for as long as this tab lives; false where another tab holds it. */
export const hold = (name) =>
  new Promise((done) => {
    if (!navigator.locks) return done(true);
    navigator.locks
      .request(name, { ifAvailable: true }, (lock) => {
        done(lock !== null);
        return lock ? new Promise((release) => held.set(name, release)) : undefined;
      })
      .catch(() => done(true));
  });
const held = new Map();
export const release = (name) => {
  held.get(name)?.();
  held.delete(name);
};
/** Every name that a tab holds. */
export const holders = () =>
  navigator.locks ? navigator.locks.query().then(({ held }) => held.map((lock) => lock.name).join("\n")) : Promise.resolve("");

const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel("dacu-studio") : null;
export const listen = (heard) => {
  if (channel) channel.onmessage = (event) => heard(String(event.data));
};
export const tell = (message) => channel?.postMessage(message);

/* ---------- the phone ---------- */

/** Makes a page of this origin read `text` wherever it asks for `address`. */
export function answer(page, address, text) {
  const wanted = new URL(address, page.document.baseURI).href;
  const fetch = page.dacuFetch ?? (page.dacuFetch = page.fetch.bind(page));
  page.fetch = (request, init) =>
    (request.url ?? String(request)) === wanted && (request.method ?? "GET") === "GET"
      ? Promise.resolve(new page.Response(text, { headers: { "Content-Type": "application/json" } }))
      : fetch(request, init);
}

export const make = (hooks) => new Code(hooks);
