//! The one view type of the embed bundle.
//!
//! A widget's view is a [`Node`] tree that implements Leptos' [`Render`], so Leptos mounts it,
//! tracks what it reads and patches it when that changes. One type instead of a nest of tuples:
//! every distinct `view!` shape costs its own copy of build, rebuild and effect code, which is
//! where the bytes of a rich widget go; with one type a further widget costs only its data.
//!
//! Text is set as text and style through `CSSStyleDeclaration`, so neither a hostile campaign
//! file nor a strict content-security policy has a say in it.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use tachys::view::{Mountable, Render};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, HtmlElement};

/// What happens on an event.
pub type Handler = Rc<dyn Fn(&Event)>;

/// What happens to an element once it is in the document.
pub type Hook = Rc<dyn Fn(&Element)>;

const SVG: &str = "http://www.w3.org/2000/svg";

/// A piece of a view.
pub enum Node {
    /// Nothing at all; keeps its place among siblings.
    Empty,
    /// A text.
    Text(Cow<'static, str>),
    /// An element.
    Element(El),
}

/// An element under construction; turn it into a [`Node`] with `into()`, or pass it as a child.
///
/// Boxed from the start: a builder that is moved by value costs its size in code at every call.
pub struct El(Box<Parts>);

/// The parts of an [`El`].
struct Parts {
    tag: &'static str,
    in_svg: bool,
    key: u32,
    attrs: Vec<Attr>,
    styles: Vec<(&'static str, String)>,
    on: Vec<(&'static str, Handler)>,
    hook: Option<Hook>,
    children: Vec<Node>,
}

type Attr = (&'static str, Cow<'static, str>);

/// A text that an element can take: a literal or an owned string.
///
/// The methods lead each kind to its own concrete code. A call with a literal then passes two
/// numbers instead of building a [`Cow`] first; with a few hundred such calls that is kilobytes.
pub trait Say: Sized {
    /// As [`el`] and [`svg`].
    fn class_of(self, tag: &'static str, in_svg: bool) -> El;
    /// As [`El::attr`].
    fn attr_of(self, element: El, name: &'static str) -> El;
    /// As [`El::text`].
    fn text_of(self, element: El) -> El;
    /// As [`text`].
    fn node(self) -> Node;
}

impl Say for &'static str {
    #[inline(never)]
    fn class_of(self, tag: &'static str, in_svg: bool) -> El {
        new(tag, in_svg, Cow::Borrowed(self))
    }

    #[inline(never)]
    fn attr_of(self, element: El, name: &'static str) -> El {
        element.push_attr(name, Cow::Borrowed(self))
    }

    #[inline(never)]
    fn text_of(self, element: El) -> El {
        element.push(Node::Text(Cow::Borrowed(self)))
    }

    fn node(self) -> Node {
        Node::Text(Cow::Borrowed(self))
    }
}

impl Say for String {
    #[inline(never)]
    fn class_of(self, tag: &'static str, in_svg: bool) -> El {
        new(tag, in_svg, Cow::Owned(self))
    }

    #[inline(never)]
    fn attr_of(self, element: El, name: &'static str) -> El {
        element.push_attr(name, Cow::Owned(self))
    }

    #[inline(never)]
    fn text_of(self, element: El) -> El {
        element.push(Node::Text(Cow::Owned(self)))
    }

    fn node(self) -> Node {
        Node::Text(Cow::Owned(self))
    }
}

/// A copy of a text that the view model keeps.
impl Say for &String {
    #[inline(never)]
    fn class_of(self, tag: &'static str, in_svg: bool) -> El {
        self.clone().class_of(tag, in_svg)
    }

    #[inline(never)]
    fn attr_of(self, element: El, name: &'static str) -> El {
        self.clone().attr_of(element, name)
    }

    #[inline(never)]
    fn text_of(self, element: El) -> El {
        self.clone().text_of(element)
    }

    fn node(self) -> Node {
        self.clone().node()
    }
}

/// Something that can be a child.
pub trait Child {
    /// As [`El::child`].
    fn child_of(self, element: El) -> El;
}

impl Child for El {
    #[inline(never)]
    fn child_of(self, element: El) -> El {
        element.push(Node::Element(self))
    }
}

impl Child for Node {
    #[inline(never)]
    fn child_of(self, element: El) -> El {
        element.push(self)
    }
}

/// An HTML element with a class; an empty class sets none.
#[must_use]
pub fn el(tag: &'static str, class: impl Say) -> El {
    class.class_of(tag, false)
}

/// An SVG element with a class; an empty class sets none.
#[must_use]
pub fn svg(tag: &'static str, class: impl Say) -> El {
    class.class_of(tag, true)
}

/// A text.
#[must_use]
pub fn text(words: impl Say) -> Node {
    words.node()
}

/// Several nodes in a `div` without a class, for views with more than one root.
#[must_use]
pub fn fragment(children: Vec<Node>) -> Node {
    el("div", "").children(children).into()
}

#[inline(never)]
fn new(tag: &'static str, in_svg: bool, class: Cow<'static, str>) -> El {
    let element = El(Box::new(Parts {
        tag,
        in_svg,
        key: 0,
        attrs: Vec::new(),
        styles: Vec::new(),
        on: Vec::new(),
        hook: None,
        children: Vec::new(),
    }));
    if class.is_empty() {
        element
    } else {
        element.push_attr("class", class)
    }
}

impl El {
    /// Sets an attribute.
    #[must_use]
    pub fn attr(self, name: &'static str, value: impl Say) -> Self {
        value.attr_of(self, name)
    }

    #[inline(never)]
    fn push_attr(mut self, name: &'static str, value: Cow<'static, str>) -> Self {
        self.0.attrs.push((name, value));
        self
    }

    /// Sets an attribute without a value, if `on`.
    #[must_use]
    #[inline(never)]
    pub fn flag(self, name: &'static str, on: bool) -> Self {
        if on { self.attr(name, "") } else { self }
    }

    /// Sets a CSS property.
    #[must_use]
    #[inline(never)]
    pub fn style(mut self, property: &'static str, value: String) -> Self {
        self.0.styles.push((property, value));
        self
    }

    /// Gives the element an identity: where the key differs from the one before, the element is
    /// made anew (and its entry animation runs) instead of being patched.
    #[must_use]
    #[inline(never)]
    pub fn key(mut self, key: u32) -> Self {
        self.0.key = key;
        self
    }

    /// Calls `handler` on an event.
    #[must_use]
    #[inline(never)]
    pub fn on(mut self, event: &'static str, handler: Handler) -> Self {
        self.0.on.push((event, handler));
        self
    }

    /// Calls `press` on a click.
    #[must_use]
    pub fn press(self, press: impl Fn() + 'static) -> Self {
        self.on("click", Rc::new(move |_| press()))
    }

    /// Calls `hook` with the element once it has been made; it may not be in the document yet.
    #[must_use]
    #[inline(never)]
    pub fn made(mut self, hook: Hook) -> Self {
        self.0.hook = Some(hook);
        self
    }

    /// Adds a child.
    #[must_use]
    pub fn child(self, child: impl Child) -> Self {
        child.child_of(self)
    }

    #[inline(never)]
    fn push(mut self, child: Node) -> Self {
        self.0.children.push(child);
        self
    }

    /// Adds a child if there is one; its place among the siblings is kept either way.
    #[must_use]
    #[inline(never)]
    pub fn maybe(self, child: Option<Self>) -> Self {
        self.push(child.map_or(Node::Empty, Node::Element))
    }

    /// Adds a text.
    #[must_use]
    pub fn text(self, words: impl Say) -> Self {
        words.text_of(self)
    }

    /// Adds children.
    #[must_use]
    #[inline(never)]
    pub fn children(mut self, mut children: Vec<Node>) -> Self {
        self.0.children.append(&mut children);
        self
    }
}

impl From<El> for Node {
    fn from(element: El) -> Self {
        Self::Element(element)
    }
}

impl From<String> for Node {
    fn from(words: String) -> Self {
        Self::Text(Cow::Owned(words))
    }
}

impl From<&'static str> for Node {
    fn from(words: &'static str) -> Self {
        Self::Text(Cow::Borrowed(words))
    }
}

/// What is in the document for a [`Node`].
pub enum Built {
    /// For an empty node and for a text.
    Text {
        /// The node in the document.
        node: web_sys::Text,
        /// What it says.
        words: Cow<'static, str>,
    },
    /// For an element.
    Element(Box<BuiltElement>),
}

/// What is in the document for an element.
pub struct BuiltElement {
    node: Element,
    tag: &'static str,
    key: u32,
    attrs: Vec<(&'static str, Cow<'static, str>)>,
    styles: Vec<(&'static str, String)>,
    listeners: Vec<Listener>,
    children: Vec<Built>,
}

/// One listener for as long as the element lives; what it calls changes with each render.
struct Listener {
    event: &'static str,
    calls: Rc<RefCell<Handler>>,
    /// Removes the listener when dropped.
    _guard: EventListener,
}

impl Render for Node {
    type State = Built;

    fn build(self) -> Built {
        build(self, &crate::runtime::dom::document())
    }

    fn rebuild(self, built: &mut Built) {
        patch(built, self, &crate::runtime::dom::document());
    }
}

impl Mountable for Built {
    fn unmount(&mut self) {
        let node = self.node();
        if let Some(parent) = node.parent_node() {
            // A host page may have emptied the wrapper itself.
            let _ = parent.remove_child(node);
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&web_sys::Node>) {
        let _ = parent.insert_before(self.node(), marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let node = self.node();
        match node.parent_element() {
            Some(parent) => {
                child.mount(&parent, Some(node));
                true
            }
            None => false,
        }
    }

    fn elements(&self) -> Vec<Element> {
        match self {
            Self::Text { .. } => Vec::new(),
            Self::Element(element) => vec![element.node.clone()],
        }
    }
}

impl Built {
    fn node(&self) -> &web_sys::Node {
        match self {
            Self::Text { node, .. } => node,
            Self::Element(element) => &element.node,
        }
    }
}

fn build(node: Node, document: &Document) -> Built {
    match node {
        Node::Empty => build_text(Cow::Borrowed(""), document),
        Node::Text(words) => build_text(words, document),
        Node::Element(element) => build_element(*element.0, document),
    }
}

fn build_text(words: Cow<'static, str>, document: &Document) -> Built {
    Built::Text {
        node: document.create_text_node(&words),
        words,
    }
}

fn build_element(element: Parts, document: &Document) -> Built {
    let made = if element.in_svg {
        document.create_element_ns(Some(SVG), element.tag)
    } else {
        document.create_element(element.tag)
    };
    // Tags are literals of this crate, so a refusal is a mistake of ours: draw nothing.
    let Ok(node) = made else {
        return build_text(Cow::Borrowed(""), document);
    };
    for (name, value) in &element.attrs {
        set_attr(&node, name, value);
    }
    for (property, value) in &element.styles {
        set_style(&node, property, value);
    }
    let mut children = Vec::with_capacity(element.children.len());
    for child in element.children {
        let child = build(child, document);
        let _ = node.append_child(child.node());
        children.push(child);
    }
    let mut built = BuiltElement {
        node,
        tag: element.tag,
        key: element.key,
        attrs: element.attrs,
        styles: element.styles,
        listeners: Vec::new(),
        children,
    };
    built.listen(element.on);
    if let Some(hook) = element.hook {
        hook(&built.node);
    }
    Built::Element(Box::new(built))
}

fn patch(built: &mut Built, node: Node, document: &Document) {
    match (&mut *built, node) {
        (Built::Text { node, words }, Node::Text(new)) => set_text(node, words, new),
        (Built::Text { node, words }, Node::Empty) => set_text(node, words, Cow::Borrowed("")),
        (Built::Element(old), Node::Element(new))
            if old.tag == new.0.tag && old.key == new.0.key =>
        {
            old.patch(*new.0, document);
        }
        (_, node) => replace(built, build(node, document)),
    }
}

fn replace(built: &mut Built, new: Built) {
    if let Some(parent) = built.node().parent_node() {
        let _ = parent.replace_child(new.node(), built.node());
    }
    *built = new;
}

fn set_text(node: &web_sys::Text, words: &mut Cow<'static, str>, new: Cow<'static, str>) {
    if *words != new {
        node.set_data(&new);
        *words = new;
    }
}

impl BuiltElement {
    fn patch(&mut self, new: Parts, document: &Document) {
        for (name, value) in &new.attrs {
            let same = self.attrs.iter().any(|(n, v)| n == name && v == value);
            if !same {
                set_attr(&self.node, name, value);
            }
        }
        for (name, _) in &self.attrs {
            if !new.attrs.iter().any(|(n, _)| n == name) {
                let _ = self.node.remove_attribute(name);
            }
        }
        self.attrs = new.attrs;
        for (property, value) in &new.styles {
            let same = self.styles.iter().any(|(p, v)| p == property && v == value);
            if !same {
                set_style(&self.node, property, value);
            }
        }
        for (property, _) in &self.styles {
            if !new.styles.iter().any(|(p, _)| p == property) {
                set_style(&self.node, property, "");
            }
        }
        self.styles = new.styles;
        self.listen(new.on);
        self.patch_children(new.children, document);
    }

    fn patch_children(&mut self, new: Vec<Node>, document: &Document) {
        while self.children.len() > new.len() {
            if let Some(mut gone) = self.children.pop() {
                gone.unmount();
            }
        }
        for (at, child) in new.into_iter().enumerate() {
            if let Some(old) = self.children.get_mut(at) {
                patch(old, child, document);
            } else {
                let child = build(child, document);
                let _ = self.node.append_child(child.node());
                self.children.push(child);
            }
        }
    }

    fn listen(&mut self, on: Vec<(&'static str, Handler)>) {
        self.listeners
            .retain(|listener| on.iter().any(|(event, _)| *event == listener.event));
        for (event, handler) in on {
            if let Some(listener) = self.listeners.iter().find(|known| known.event == event) {
                *listener.calls.borrow_mut() = handler;
            } else {
                self.listeners
                    .push(Listener::new(&self.node, event, handler));
            }
        }
    }
}

impl Listener {
    fn new(node: &Element, event: &'static str, handler: Handler) -> Self {
        let calls = Rc::new(RefCell::new(handler));
        let called = Rc::clone(&calls);
        let guard = EventListener::new_with_options(
            node,
            event,
            EventListenerOptions::enable_prevent_default(),
            move |event| {
                // Cloned first: the handler may render, and so replace itself.
                let handler = called.borrow().clone();
                handler(event);
            },
        );
        Self {
            event,
            calls,
            _guard: guard,
        }
    }
}

fn set_attr(node: &Element, name: &str, value: &str) {
    let _ = node.set_attribute(name, value);
}

fn set_style(node: &Element, property: &str, value: &str) {
    // Every HTML and SVG element has `style`; the cast is not checked because it names a mixin.
    let styled: &HtmlElement = node.unchecked_ref();
    let _ = styled.style().set_property(property, value);
}
