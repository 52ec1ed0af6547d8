/**
 * The tables of docs/reference.md, made from embed/contract.json.
 */
import { CONTRACT } from "./bundle.mjs";

const cell = (text) => text.replace(/\|/g, "\\|");
const row = (...cells) => `| ${cells.join(" | ")} |\n`;
const table = (head, rows) => row(...head) + row(...head.map(() => "---")) + rows.map((cells) => row(...cells)).join("");

/** What an attribute takes, in words and values. */
function takes({ type = "text", values, also, default: usual }) {
  const what = values?.map((value) => `\`${value}\``).join(", ") ?? type;
  return cell([what, also && `property: \`${also}\``, usual && `else \`${usual}\``].filter(Boolean).join("; "));
}

const attributes = (all) =>
  table(["attribute", "takes", ""], all.map((one) => [`\`${one.name}\``, takes(one), cell(one.doc) + (one.preview ? " *For previews and tests.*" : "")]));

function detail(fields) {
  if (typeof fields === "string") return `\`${cell(fields)}\``;
  const all = Object.entries(fields).map(([name, type]) => `${name}: ${type}`);
  return all.length ? `\`{ ${cell(all.join(", "))} }\`` : "";
}

/** Each table by its name in the document. */
export const TABLES = {
  page: () => attributes(CONTRACT.page),
  elements: () =>
    CONTRACT.elements
      .map(({ tag, doc, attributes: own = [], events }) => {
        const told = events.map((name) => `\`dacu-${name}\``).join(", ");
        return `### \`<${tag}>\`\n\n${doc}\n\n${own.length ? `${attributes(own)}\n` : ""}${told ? `Events: ${told}.\n` : "No events of its own.\n"}`;
      })
      .join("\n"),
  events: () =>
    table(["event", "`event.detail`", ""], CONTRACT.events.map((event) => [`\`dacu-${event.name}\``, detail(event.detail), cell(event.doc) + (event.cancelable ? " *Cancelable.*" : "")])),
  types: () =>
    CONTRACT.types
      .map(({ name, doc, fields }) => `### ${name}\n\n${doc}\n\n${table(["field", "type"], Object.entries(fields).map(([field, type]) => [`\`${field}\``, `\`${cell(type)}\``]))}`)
      .join("\n"),
  calls: () =>
    table(["call", "resolves with", ""], CONTRACT.calls.map(({ name, arguments: given, returns, doc }) => [`\`${name}(${Object.keys(given).join(", ")})\``, `\`${cell(returns)}\``, cell(doc)])),
  variables: () => table(["variable", ""], CONTRACT.brand.map(({ name, doc }) => [`\`${name}\``, cell(doc)])),
  marks: () => table(["attribute", ""], CONTRACT.marks.map(({ name, doc }) => [`\`${name}\``, cell(doc)])),
  parts: () => table(["part", ""], CONTRACT.parts.map(({ name, doc }) => [`\`${name}\``, cell(doc)])),
};
