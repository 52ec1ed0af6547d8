/**
 * The code pane of the studio's editor: CodeMirror, spoken to in JSON.
 *
 * Nothing here knows what a campaign is. Rust decides what is wrong, what fits and what a field
 * means; this file knows where things stand in the text and draws them there. Places go by path
 * (`["coupons", 2, "threshold"]`) or by line and column from 1, columns in characters.
 */
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab, redo, redoDepth, undo, undoDepth } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, foldGutter, foldKeymap, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, Compartment, EditorSelection, EditorState } from "@codemirror/state";
import { EditorView, drawSelection, gutter, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { tagHighlighter, tags } from "@lezer/highlight";
import { applyEdits, format, modify } from "jsonc-parser";
import { StyleModule } from "style-mod";

import { completions } from "./code/complete.js";
import { hover } from "./code/help.js";
import { Sign, drawn, setMarks } from "./code/marks.js";
import { find, offset, pathOf } from "./code/places.js";

export { forget, hold, holders, listen, release, save, saved, tell } from "./code/kept.js";

const FORMAT = { formattingOptions: { insertSpaces: true, tabSize: 2, eol: "\n" } };

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
