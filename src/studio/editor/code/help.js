/**
 * Cards about a field, under the pointer and beside a completion.
 */
import { syntaxTree } from "@codemirror/language";
import { hoverTooltip } from "@codemirror/view";

import { drawn, svg } from "./marks.js";
import { VALUES, spine } from "./places.js";

/** The card about a field: `{name, title, tag, type, text, choices: [[value, words, chosen]], foot}`. */
export function card(help) {
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

export const hover = (hooks) =>
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
