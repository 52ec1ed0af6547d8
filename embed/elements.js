/**
 * The element classes and the JS API of Dacu, over the wasm that does the work.
 *
 * `<dacu-campaign>` opens a page; the widgets inside it, or a lone widget with its own `src`, are
 * mounted on a wrapper inside their shadow root (never on the root itself: Leptos patches views
 * through the parent element, and a shadow root is none). Until a widget is live its light DOM
 * shows through the slot, and it does so again when the instance dies.
 */
import { bear, compile } from "./life.js";

/** Attributes by name, 1 where only being there counts; from embed/contract.json. */
const PAGE = __PAGE_ATTRIBUTES__;
const WIDGETS = __WIDGETS__;
const TAGS = Object.keys(WIDGETS).map((kind) => "dacu-" + kind).join();
/** The kind that the first part of the module is enough for. */
const EARLY = "countdown";

/** Resolved when the first widget is on the screen, or soon: the processor is its own until then. */
let show;
const shown = new Promise((done) => (show = done));
/** Milliseconds that what comes next waits for it at most. */
const PATIENCE = 500;

/** Milliseconds until a later part of the module that did not come is asked for again. */
const FIRST_WAIT = 4000;

/** How often a dead instance is followed by a new one. */
let restarts = 1;
let boot, wasm;
/** The compiled parts of the module. The second comes later: a countdown does not need it. The third waits until the page is live. */
let first, second, third;
/** Whether the instance has the first two. */
let whole = false;
/** The style sheets: of a countdown, and what the other widgets need besides. */
const sheets = [];
/** Whether the third has been asked for. */
let asked = false;
/** Tells the widgets whether they are on the screen. */
let sight = null;
let alive = false;
/** Why nothing will ever be alive again. */
let lost = "";

/** Every element of ours in the document, and the pages that are open, each in order of age. */
const elements = new Set();
const pages = new Set();
/** Calls that wait for the oldest page to be ready. */
const waiting = [];

function has(element, name) {
  const text = element.getAttribute(name);
  return text !== null && text !== "false";
}

/** The attributes, with what a page inherits or resolves. */
function attributesOf(element) {
  const found = Object.create(null);
  for (const { name, value } of Array.from(element.attributes)) found[name] = value;
  if (!found.lang) {
    const near = element.closest("[lang]");
    found.lang = near ? near.getAttribute("lang") : "zh-CN";
  }
  try {
    if (found.src) found.src = new URL(found.src, document.baseURI).href;
  } catch (error) {
    // What is no address cannot be fetched either, and that is told.
  }
  return found;
}

/** The campaign around an element, also where shadow roots are between. */
function campaignOf(element) {
  for (let node = element; node; node = node.getRootNode().host) {
    const found = node.closest("dacu-campaign");
    if (found) return found;
  }
  return null;
}

/** A style sheet, made where roots can adopt it. */
function sheet(url, css) {
  const made = "adoptedStyleSheets" in document && "replaceSync" in CSSStyleSheet.prototype ? new CSSStyleSheet() : null;
  if (made) made.replaceSync(css);
  return { url, made };
}

/** Gives a root its style sheets: adopted where the engine can, else linked. */
function dress(root, worn) {
  if (worn[0].made && root.ownerDocument === document) {
    root.adoptedStyleSheets = worn.map(({ made }) => made);
    return Promise.resolve();
  }
  return Promise.all(worn.map(({ url }) => new Promise((done) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = url;
    if (boot.nonce) link.nonce = boot.nonce;
    link.onload = link.onerror = done;
    root.appendChild(link);
  })));
}

/** Leaves a root that shows the light DOM and nothing else; returns the slot. */
function bare(root) {
  while (root.firstChild) root.removeChild(root.firstChild);
  return root.appendChild(document.createElement("slot"));
}

/** Lines as JSON, one by one: old scripts give every list a `toJSON` that makes it a text. */
function written(cart) {
  const lines = Array.isArray(cart) ? cart : cart && cart.lines;
  if (!Array.isArray(lines)) return JSON.stringify(cart);
  return "[" + lines.map((line) => JSON.stringify(line)).join() + "]";
}

/** On the screen, or where a swipe brings it at once: what nobody sees is drawn less often. */
function look(entries) {
  entries.forEach(({ target, isIntersecting }) => {
    const { host } = target.getRootNode();
    if (host && host.base === target) wasm.see(host.mounted, isIntersecting);
  });
}

/** Runs once what has just changed is on the screen. */
function drawn(then) {
  (document.hidden ? setTimeout : requestAnimationFrame)(() => setTimeout(then));
}

/** Runs once the current moves in the DOM are over: a moved element is not a removed one. */
function settled(then) {
  Promise.resolve().then(then);
}

/** Goes where the page says that one logs in; a button that does nothing is told of. */
function logIn(host) {
  const to = host.getAttribute("login-href");
  const link = document.createElement("a");
  link.href = to;
  if (to && /^https?:$/.test(link.protocol)) location.assign(link.href);
  else console.warn("dacu: nobody answers dacu-login");
}

/** A page: one campaign with its cart, clock and wallet. */
class Page {
  constructor(host) {
    this.host = host;
    this.widgets = new Set();
    this.heard = (event) => {
      if (event.target !== host) return;
      this.ready = true;
      // Modules that come later than the event find it here.
      host.setAttribute("data-campaign", event.detail.campaign);
      this.clothe();
      this.handed = "";
      this.hand(host.lines);
      serve();
      drawn(() => {
        this.shown = true;
        elements.forEach((element) => element.start());
        // What the shopper may ask for next, unless that is to be paid by the byte.
        const { connection } = navigator;
        if (!connection || !connection.saveData) (window.requestIdleCallback || setTimeout)(fetchMore);
      });
    };
    this.listened = (event) => {
      if (event.target !== host) return;
      this.told = written(event.detail);
      if (host.lines) host.lines = event.detail.lines;
    };
    // Once every listener has had its say: an event that the wasm sends is over before this runs.
    this.asked = (event) => settled(() => event.defaultPrevented || logIn(host));
    // A countdown may have been shown already of a file of which the rest is wrong.
    this.refused = (event) => {
      if (event.target !== host || event.detail.reason !== "campaign_malformed") return;
      // Once the views have followed.
      setTimeout(() => this.widgets.forEach((widget) => {
        if (widget.base.querySelector("*")) return;
        widget.hide();
        widget.show();
      }));
    };
    host.addEventListener("dacu-fault", this.refused);
    host.addEventListener("dacu-login", this.asked);
    host.addEventListener("dacu-ready", this.heard);
    host.addEventListener("dacu-cart", this.listened);
    pages.add(this);
    const attributes = attributesOf(host);
    const sent = boot.files[attributes.src];
    // A response can be read once.
    delete boot.files[attributes.src];
    this.id = wasm.open_page(host, JSON.stringify(attributes), sent);
  }

  configure() {
    wasm.configure_page(this.id, JSON.stringify(attributesOf(this.host)));
    this.clothe();
  }

  clothe() {
    this.widgets.forEach((widget) => widget.clothe());
  }

  /**
   * Takes the lines that the page has set. The same lines again, or those that an event has just
   * told, change nothing: frameworks set properties more often than they change.
   */
  hand(lines) {
    const text = lines && this.ready ? written(lines) : "";
    if (!text || text === this.handed) return;
    this.handed = text;
    // Not at once, because what leads here may be an event from inside the wasm.
    if (text !== this.told) settled(() => {
      if (!pages.has(this)) return;
      const answer = wasm.call(this.id, "setCart", text);
      if (!answer || answer[0] !== "!") return;
      const detail = { reason: "attribute", attribute: "cart", problem: answer.slice(1) };
      this.host.dispatchEvent(new CustomEvent("dacu-fault", { bubbles: true, composed: true, detail }));
    });
  }

  /** Shows the campaign file again to whoever varies it; for the module `experiments`. */
  vary() {
    settled(() => pages.has(this) && wasm.vary_page(this.id));
  }

  close() {
    this.host.removeEventListener("dacu-fault", this.refused);
    this.host.removeEventListener("dacu-login", this.asked);
    this.host.removeEventListener("dacu-ready", this.heard);
    this.host.removeEventListener("dacu-cart", this.listened);
    pages.delete(this);
    wasm.close_page(this.id);
    serve();
  }
}

/** What every element of ours does: it lives while it is in the document. A server has none to extend. */
class Element extends (typeof HTMLElement === "undefined" ? Object : HTMLElement) {
  connectedCallback() {
    elements.add(this);
    // A framework may have set properties before there were any.
    this.constructor.properties.forEach((name) => {
      if (!this.hasOwnProperty(name)) return;
      const value = this[name];
      delete this[name];
      this[name] = value;
    });
    this.enter();
  }

  /** The page's own lines, else the name of a sample cart. */
  get cart() {
    return this.lines || this.getAttribute("cart") || "";
  }

  set cart(value) {
    if (!value || typeof value !== "object") return reflect(this, "cart", value);
    this.lines = value;
    const page = this.own || this.page;
    if (page && page.host === this) page.hand(value);
  }

  disconnectedCallback() {
    settled(() => {
      if (this.isConnected) return;
      elements.delete(this);
      this.stop();
    });
  }

  attributeChangedCallback(name, before, now) {
    if (before === now || !elements.has(this)) return;
    // Several attributes set in a row are one change.
    if (this.changes) return void this.changes.push(name);
    this.changes = [name];
    settled(() => {
      const { changes } = this;
      this.changes = null;
      if (elements.has(this)) this.changed(changes);
    });
  }
}

class CampaignElement extends Element {
  enter() {
    this.start();
  }

  start() {
    if (this.page || !alive || !this.hasAttribute("src")) return;
    this.page = new Page(this);
    // Widgets that were there before the campaign had an address.
    elements.forEach((element) => {
      if (element !== this && campaignOf(element) === this) settled(() => element.start());
    });
  }

  changed() {
    if (this.page) this.page.configure();
    else this.start();
  }

  stop() {
    const { page } = this;
    if (!page) return;
    this.page = null;
    page.widgets.forEach((widget) => widget.stop());
    page.close();
  }
}

class WidgetElement extends Element {
  enter() {
    settled(() => this.start());
  }

  start() {
    const { kind } = this.constructor;
    if (!this.isConnected || !alive || (!whole && kind !== EARLY)) return;
    const around = campaignOf(this);
    if (this.mounted) {
      // It was moved, perhaps to another campaign.
      if (around ? around.page === this.page : this.own) return;
      this.stop();
    }
    if (around ? !around.page : !this.hasAttribute("src")) return;
    // A page's first widget is on the screen before work on the others begins.
    if (around && !around.page.shown && around.querySelector(whole ? TAGS : "dacu-" + EARLY) !== this) return;
    this.page = around ? around.page : (this.own = new Page(this));
    this.page.widgets.add(this);
    this.show();
  }

  /** Mounts the widget on a wrapper of its own. */
  show() {
    const root = this.shadowRoot || this.attachShadow({ mode: "open" });
    const slot = bare(root);
    const base = document.createElement("div");
    base.setAttribute("part", "base");
    base.hidden = true;
    root.appendChild(base);
    this.base = base;
    this.clothe();
    const { kind } = this.constructor;
    const attributes = JSON.stringify(attributesOf(this));
    this.mounted = kind === EARLY
      ? wasm.mount_countdown(this.page.id, base, attributes)
      : wasm.mount(this.page.id, kind, base, attributes);
    if (sight) sight.observe(base);
    const dressed = dress(root, kind === EARLY ? sheets.slice(0, 1) : sheets);
    const live = () => dressed.then(() => {
      if (this.base !== base) return;
      // The campaign that has come may have another theme.
      this.clothe();
      base.hidden = false;
      slot.remove();
      this.setAttribute("data-live", "");
      drawn(show);
    });
    // The wrapper fills when the campaign has come; until then the light DOM stays.
    if (base.querySelector("*")) live();
    else {
      this.watch = new MutationObserver(() => {
        if (!base.querySelector("*")) return;
        this.watch.disconnect();
        live();
      });
      this.watch.observe(base, { childList: true });
    }
  }

  /** Theme, dark and large text are classes of the wrapper. */
  clothe() {
    const { host } = this.page;
    const theme = host.getAttribute("theme") || host.getAttribute("data-theme") || "festive";
    const name = "dacu dacu-theme-" + theme
      + (has(host, "dark") ? " dacu-dark" : "") + (has(host, "large") ? " dacu-large" : "");
    // A name that is set again is a change all the same, for the engine and for whoever observes it.
    if (this.base.className !== name) this.base.className = name;
  }

  stop() {
    if (!this.page) return;
    const { page, own } = this;
    this.hide();
    this.page = this.own = null;
    page.widgets.delete(this);
    if (own) own.close();
  }

  /** Unmounts the widget; the light DOM shows again. */
  hide() {
    const { mounted } = this;
    if (sight) sight.unobserve(this.base);
    if (this.watch) this.watch.disconnect();
    this.mounted = this.watch = this.base = null;
    if (mounted) wasm.unmount(mounted);
    this.removeAttribute("data-live");
    bare(this.shadowRoot);
  }

  changed(names) {
    if (this.own && names.every((name) => name in PAGE)) return this.own.configure();
    this.stop();
    this.start();
  }
}

function reflect(element, name, value) {
  if (value == null || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : value);
}

/** Properties that reflect the attributes, in camel case; those that every element has stay its own. */
function define(tag, type, attributes) {
  if (customElements.get(tag)) return;
  type.observedAttributes = Object.keys(attributes);
  type.properties = ["cart"];
  type.observedAttributes.forEach((name) => {
    const property = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
    if (property in type.prototype) return;
    type.properties.push(property);
    Object.defineProperty(type.prototype, property, {
      configurable: true,
      enumerable: true,
      get() {
        return attributes[name] ? has(this, name) : this.getAttribute(name) || "";
      },
      set(value) {
        reflect(this, name, value);
      },
    });
  });
  customElements.define(tag, type);
}

/**
 * Answers the calls that wait, once the page they mean is there: the oldest in the document. Not at
 * once, because what leads here may be an event from inside the wasm.
 */
function serve() {
  settled(() => {
    const [oldest] = pages;
    if (lost || (oldest && oldest.ready)) waiting.splice(0).forEach((answer) => answer(oldest));
  });
}

function call(name, argument) {
  return new Promise((resolve, reject) => {
    waiting.push((page) => {
      try {
        if (lost) throw new Error("dacu: " + lost);
        const answer = wasm.call(page.id, name, argument);
        if (!alive) throw new Error("dacu: panic");
        if (answer[0] === "!") throw new TypeError("Dacu." + name + ": " + answer.slice(1));
        resolve(JSON.parse(answer));
      } catch (error) {
        reject(error);
      }
    });
    serve();
  });
}

const api = {
  setCart: (lines) => call("setCart", written(lines)),
  quote: (lines) => call("quote", lines ? written(lines) : ""),
  setBuyer: (token) => call("setBuyer", String(token)),
  setShopper: (id, assigned) => {
    const { experiments } = boot.api;
    if (experiments) return experiments.setShopper(id, assigned);
    return Promise.reject(new Error("dacu: the module experiments is not there"));
  },
  reset: () => call("reset", ""),
  alive: () => Array.from(wasm.alive()),
};

function fault(detail) {
  document.dispatchEvent(new CustomEvent("dacu-fault", { detail }));
}

/** The instance has trapped: every element shows what the page wrote, and one new instance is tried. */
function died(error) {
  alive = false;
  // Later: this is called from frames of the dead instance.
  settled(() => {
    const restarting = restarts > 0;
    restarts -= 1;
    elements.forEach((element) => element.stop());
    fault({ reason: "panic", problem: String(error), restarting });
    if (restarting) live().then(() => elements.forEach((element) => element.start()), () => giveUp("panic"));
    else giveUp("panic");
  });
}

function giveUp(reason) {
  lost = reason;
  serve();
}

function live() {
  return bear(first, died).then((instance) => {
    wasm = instance;
    whole = false;
    alive = true;
    if (second) return finish();
  });
}

/** Gives the instance its second part, and every element what it has waited for. */
function finish() {
  const instance = wasm;
  return instance.complete(second).then(() => {
    if (instance !== wasm || !alive) return;
    wasm.arrive();
    whole = true;
    elements.forEach((element) => element.start());
    if (third) return supply();
  });
}

/** Gives a whole instance the third part. */
function supply() {
  const instance = wasm;
  return instance.complete(third).then(() => {
    if (instance === wasm && alive) wasm.supply();
  });
}

/** Asks for the second part and for the style sheet that comes with it. */
function askRest() {
  return Promise.all([
    boot.get("rest", __REST__, __REST_SRI__),
    boot.get("rest_css", __REST_CSS__, __REST_CSS_SRI__),
  ]).then(([module, style]) => shown.then(() => Promise.all([compile(module), style.text()])).then(([compiled, css]) => {
    sheets[1] = sheet(style.url, css);
    return compiled;
  }));
}

function askMore() {
  return boot.get("more", __MORE__, __MORE_SRI__).then(compile);
}

/** Asks for a later part until it comes, ever more rarely, and at once when the network is back or somebody waits for it. */
function fetchPart(ask, wait) {
  return ask().catch((problem) => {
    // Where not even the first part came, that is told already.
    if (wait === FIRST_WAIT && alive) fault({ reason: "network", problem: String(problem) });
    return new Promise((again) => {
      setTimeout(again, wait);
      window.addEventListener("online", again, { once: true });
      document.addEventListener("dacu-more", again, { once: true });
    }).then(() => fetchPart(ask, Math.min(wait * 2, 1e5)));
  });
}

/** Brings the third part, once; an instance that comes later is given it by `finish`. */
function fetchMore() {
  if (asked) return;
  asked = true;
  fetchPart(askMore, FIRST_WAIT).then((compiled) => {
    third = compiled;
    if (whole) return supply();
  }).catch((problem) => fault({ reason: "wasm", problem: String(problem) }));
}

/** `before`: what has to be settled before the first campaign is asked for. */
export function start(airlock, before) {
  boot = airlock;
  // With a countdown to show, the second part leaves the network to the first.
  const early = document.querySelector("dacu-" + EARLY);
  if (!early) show();
  const rest = early ? null : fetchPart(askRest, FIRST_WAIT);
  // An instance only when both have come: an attempt that has failed leaves none behind.
  return Promise.all([airlock.css, airlock.wasm.then(compile), before]).then(([css, compiled]) => {
    first = compiled;
    return live().then(() => css);
  }).then((css) => {
    sheets[0] = sheet(boot.cssUrl, css);
    // WebKit of iOS 12.0 has none, and draws all of them.
    if (typeof IntersectionObserver === "function") sight = new IntersectionObserver(look, { rootMargin: "200px" });
    Object.assign(boot.api, api);
    // The campaign first: a widget looks for it when it is upgraded.
    define("dacu-campaign", CampaignElement, PAGE);
    Object.keys(WIDGETS).forEach((kind) => {
      const Type = class extends WidgetElement {};
      Type.kind = kind;
      define("dacu-" + kind, Type, Object.assign({}, PAGE, WIDGETS[kind]));
    });
    airlock.ok();
    setTimeout(show, PATIENCE);
    // The wasm says so where it lacks something.
    document.addEventListener("dacu-more", fetchMore);
    // After the elements have begun: a request is work too.
    (rest || fetchPart(askRest, FIRST_WAIT)).then((compiled) => {
      second = compiled;
      if (alive) finish().catch((problem) => {
        fault({ reason: "wasm", problem: String(problem) });
        giveUp("wasm");
      });
    });
    // The calls that were made before there was anyone to answer.
    airlock.q.splice(0).forEach(([name, args, resolve, reject]) => {
      api[name](...args).then(resolve, reject);
    });
  }).catch((error) => airlock.fail("wasm", error));
}
