//! TypeScript: the types of the API, of the elements and of their events.

use std::fmt::Write;

use super::{Attribute, Contract, Detail, Element, Fields, Kind};

/// The frameworks whose templates have types of their own, each a file `<name>.d.ts` of the package.
pub const FRAMEWORKS: [&str; 3] = ["react", "vue", "solid"];

/// `dacu.d.ts`: for the global API, the module and templates with a global `JSX`.
pub fn declarations(contract: &Contract) -> String {
    let mut out = String::from("// Made from embed/contract.json by `cargo xtask dist`.\n\n");
    for union in &contract.unions {
        let values: Vec<String> = union.values.iter().map(|value| quoted(value)).collect();
        let _ = writeln!(
            out,
            "export type {} = {};\n",
            union.name,
            values.join(" | ")
        );
    }
    for record in &contract.types {
        doc(&mut out, "", &record.doc);
        let _ = writeln!(out, "export interface {} {{", record.name);
        fields(&mut out, &record.fields);
        out.push_str("}\n\n");
    }
    events(&mut out, contract);
    for element in &contract.elements {
        class(&mut out, contract, element);
    }
    api(&mut out, contract);
    for call in &contract.calls {
        doc(&mut out, "", &call.doc);
        let _ = writeln!(
            out,
            "export const {}: DacuApi[{}];",
            call.name,
            quoted(&call.name)
        );
    }
    out.push_str(MODULE);
    attributes(&mut out, contract);
    globals(&mut out, contract);
    out
}

/// The templates of a framework of [`FRAMEWORKS`].
pub fn framework(name: &str) -> String {
    let body = match name {
        "react" => REACT,
        "vue" => VUE,
        _ => SOLID,
    };
    format!("// Made from embed/contract.json by `cargo xtask dist`.\n\n{body}")
}

const MODULE: &str = r#"
export const on: DacuApi["on"];
export const load: DacuApi["load"];
export const version: string;

export interface Configuration {
  /** The folder of the other files, if it is not the one of this script. */
  base?: string;
  /** For the style elements of engines without constructable style sheets. */
  nonce?: string;
  /** Milliseconds until an unanswered load is a fault; 15,000 unless given. */
  timeout?: number;
  /** Checks the other files against the digests in this script. */
  verify?: boolean;
}

/** For the module only; takes effect before loading begins, in the same task as the import. */
export function configure(changes: Configuration): void;

"#;

const REACT: &str = r#"import type { DacuIntrinsicElements } from "dacu";
import type { DetailedHTMLProps, HTMLAttributes } from "react";

type Own<Tag extends keyof DacuIntrinsicElements> =
  DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> & DacuIntrinsicElements[Tag];

declare module "react" {
  namespace JSX {
    interface IntrinsicElements extends DacuReactElements {}
  }
}

type DacuReactElements = { [Tag in keyof DacuIntrinsicElements]: Own<Tag> };
"#;

const VUE: &str = r#"import type { DacuIntrinsicElements } from "dacu";
import type { DefineComponent } from "vue";

type Own = { [Tag in keyof DacuIntrinsicElements]: DefineComponent<DacuIntrinsicElements[Tag]> };

declare module "vue" {
  interface GlobalComponents extends Own {}
}
"#;

const SOLID: &str = r#"import type { DacuIntrinsicElements } from "dacu";
import type { JSX } from "solid-js";

type Own = {
  [Tag in keyof DacuIntrinsicElements]: JSX.HTMLAttributes<HTMLElement> & DacuIntrinsicElements[Tag];
};

declare module "solid-js" {
  namespace JSX {
    interface IntrinsicElements extends Own {}
  }
}
"#;

fn events(out: &mut String, contract: &Contract) {
    out.push_str("/** What `event.detail` holds, by the name after `dacu-`. */\nexport interface DacuDetails {\n");
    for event in &contract.events {
        let what = if event.cancelable { " Cancelable." } else { "" };
        doc(out, "  ", &format!("{}{what}", event.doc));
        let _ = write!(out, "  {}: ", key(&event.name));
        match &event.detail {
            Detail::Type(name) => out.push_str(name),
            Detail::Fields(all) if all.is_empty() => out.push_str("Record<string, never>"),
            Detail::Fields(all) => {
                let all: Vec<String> = all.iter().map(|(name, of)| field(name, of)).collect();
                let _ = write!(out, "{{ {} }}", all.join("; "));
            }
        }
        out.push_str(";\n");
    }
    out.push_str("}\n\nexport interface DacuEventMap {\n");
    for event in &contract.events {
        let name = quoted(&event.name);
        let _ = writeln!(
            out,
            "  \"dacu-{}\": CustomEvent<DacuDetails[{name}]>;",
            event.name
        );
    }
    out.push_str("}\n\n");
}

fn class(out: &mut String, contract: &Contract, element: &Element) {
    doc(out, "", &element.doc);
    let class = element.class();
    let _ = writeln!(out, "export interface {class} extends HTMLElement {{");
    for attribute in contract
        .observed(element)
        .filter(|attribute| !attribute.is_native())
    {
        doc(out, "  ", &described(attribute));
        let _ = match attribute.kind {
            Kind::Flag => writeln!(out, "  {}: boolean;", attribute.property()),
            // A property reads as its attribute's text, and takes a number too.
            Kind::Number => writeln!(
                out,
                "  get {0}(): string;\n  set {0}(value: string | number);",
                attribute.property()
            ),
            Kind::Text => writeln!(
                out,
                "  {}: string{};",
                attribute.property(),
                or_also(attribute)
            ),
        };
    }
    out.push_str(LISTENERS);
    out.push_str("}\n\n");
}

const LISTENERS: &str = r#"  addEventListener<K extends keyof DacuEventMap>(type: K, listener: (this: this, event: DacuEventMap[K]) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener<K extends keyof HTMLElementEventMap>(type: K, listener: (this: this, event: HTMLElementEventMap[K]) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
"#;

fn api(out: &mut String, contract: &Contract) {
    out.push_str("/** The API: `window.Dacu`, or the exports of the module. Calls wait until the first campaign has been read. */\nexport interface DacuApi {\n  readonly version: string;\n");
    for call in &contract.calls {
        doc(out, "  ", &call.doc);
        let (optional, required): (Vec<_>, Vec<_>) = call
            .arguments
            .iter()
            .partition(|(name, _)| name.ends_with('?'));
        let arguments: Vec<String> = required
            .into_iter()
            .chain(optional)
            .map(|(name, of)| field(name, of))
            .collect();
        let _ = writeln!(
            out,
            "  {}(this: void, {}): Promise<{}>;",
            call.name,
            arguments.join(", "),
            call.returns
        );
    }
    out.push_str(API);
}

const API: &str = r#"  /** Listens on the document to `dacu-<name>`; returns what ends it. */
  on<K extends keyof DacuDetails>(this: void, name: K, listener: (event: CustomEvent<DacuDetails[K]>) => void): () => void;
  /** Starts loading without an element. */
  load(this: void): void;
  /** Calls each function with the API, in a task of its own. */
  push(this: void, ...then: Array<(dacu: DacuApi) => void>): void;
}

"#;

fn attributes(out: &mut String, contract: &Contract) {
    out.push_str("/** Attributes of the elements in templates. */\nexport interface DacuIntrinsicElements {\n");
    for element in &contract.elements {
        let _ = writeln!(out, "  {}: {{", quoted(&element.tag));
        for attribute in contract
            .observed(element)
            .filter(|attribute| !attribute.is_native())
        {
            let of = match attribute.kind {
                Kind::Flag => "boolean | \"\"".to_owned(),
                Kind::Number => "number | string".to_owned(),
                Kind::Text if attribute.values.is_empty() => "string".to_owned(),
                Kind::Text => {
                    let values: Vec<String> =
                        attribute.values.iter().map(|value| quoted(value)).collect();
                    values.join(" | ")
                }
            };
            let also = or_also(attribute);
            let _ = writeln!(out, "    {}?: {of}{also};", key(&attribute.name));
        }
        out.push_str("  };\n");
    }
    out.push_str("}\n\n");
}

fn globals(out: &mut String, contract: &Contract) {
    out.push_str("declare global {\n  interface HTMLElementTagNameMap {\n");
    for element in &contract.elements {
        let _ = writeln!(out, "    {}: {};", quoted(&element.tag), element.class());
    }
    out.push_str(GLOBALS);
}

const GLOBALS: &str = r#"  }
  interface DocumentEventMap extends DacuEventMap {}
  interface HTMLElementEventMap extends DacuEventMap {}
  interface Window {
    /** Set by dacu.js, under this name unless `data-global` gives another. */
    Dacu: DacuApi;
  }
  const Dacu: DacuApi;
  namespace JSX {
    interface IntrinsicElements extends DacuIntrinsicElements {}
  }
}
"#;

/// What a property takes besides text.
fn or_also(attribute: &Attribute) -> String {
    let also = attribute.also.as_deref();
    also.map_or_else(String::new, |also| format!(" | {also}"))
}

fn described(attribute: &Attribute) -> String {
    let mut text = attribute.doc.clone();
    if !attribute.values.is_empty() {
        let _ = write!(text, " One of `{}`.", attribute.values.join("`, `"));
    }
    if let Some(default) = &attribute.default {
        let _ = write!(text, " `{default}` unless given.");
    }
    if attribute.preview {
        text.push_str(" For previews and tests.");
    }
    text
}

fn fields(out: &mut String, fields: &Fields) {
    for (name, of) in fields {
        let _ = writeln!(out, "  {};", field(name, of));
    }
}

fn field(name: &str, of: &str) -> String {
    match name.strip_suffix('?') {
        Some(name) => format!("{}?: {of}", key(name)),
        None => format!("{}: {of}", key(name)),
    }
}

/// A name where an object's member is named.
fn key(name: &str) -> String {
    if name.contains('-') {
        quoted(name)
    } else {
        name.to_owned()
    }
}

fn quoted(text: &str) -> String {
    format!("{text:?}")
}

fn doc(out: &mut String, indent: &str, text: &str) {
    let _ = writeln!(out, "{indent}/** {text} */");
}
