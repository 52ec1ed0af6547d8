/*
 * The element classes and the JS API of Dacu, over the wasm that does the work.
 *
 * `<dacu-campaign>` opens a page; the widgets inside it, or a lone widget with its own `src`, are
 * mounted on a wrapper inside their shadow root (never on the root itself: Leptos patches views
 * through the parent element, and a shadow root is none). Until a widget is live its light DOM
 * shows through the slot.
 */
import init, * as wasm from 'dacu-glue';

const WIDGETS = ['countdown', 'coupons', 'draw', 'flash-sale', 'cart', 'rules'];
const PAGE_ATTRIBUTES = [
  'src', 'api', 'lang', 'theme', 'dark', 'large', 'store', 'cart', 'buyer', 'latency', 'fault',
  'paused', 'server-now', 'running',
];

const boot = window.Dacu._;
let sheet = null;

function attributesOf(element) {
  const found = {};
  for (const { name, value } of Array.from(element.attributes)) found[name] = value;
  if (!found.lang) {
    const near = element.closest('[lang]');
    found.lang = near ? near.getAttribute('lang') : 'zh-CN';
  }
  if (found.src) found.src = new URL(found.src, document.baseURI).href;
  return found;
}

/** Gives every root the one style sheet: adopted where the engine can, else linked. */
function dress(root) {
  if (sheet) {
    root.adoptedStyleSheets = [sheet];
    return Promise.resolve();
  }
  return new Promise((done) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = boot.cssUrl;
    link.onload = link.onerror = () => done();
    root.appendChild(link);
  });
}

/** A page: one campaign with its cart, clock and wallet. */
class Page {
  constructor(host) {
    this.host = host;
    this.widgets = new Set();
    // Calls wait for the campaign; without one there is nothing to price.
    this.ready = new Promise((ready) => {
      host.addEventListener('dacu-ready', () => {
        this.widgets.forEach((widget) => widget.clothe());
        ready();
      });
    });
    this.id = wasm.open_page(host, JSON.stringify(attributesOf(host)));
    pageOpened(this);
    host.addEventListener('dacu-cart', this.heard = ({ detail }) => {
      host.lines = detail.lines;
      this.told = written(detail.lines);
    });
    this.hand(host.lines);
  }

  /**
   * Takes the page's cart from the property. The same lines again, or those that an event has just
   * told, change nothing: a framework sets the property on every change of anything near it.
   */
  hand(lines) {
    const text = lines && written(lines);
    if (!text || text === this.handed) return;
    this.handed = text;
    if (text === this.told) return;
    this.call('setCart', text).catch(({ message }) => {
      const detail = { reason: 'cart', problem: message };
      this.host.dispatchEvent(new CustomEvent('dacu-fault', { bubbles: true, composed: true, detail }));
    });
  }

  configure() {
    wasm.configure_page(this.id, JSON.stringify(attributesOf(this.host)));
    this.widgets.forEach((widget) => widget.clothe());
  }

  close() {
    this.host.removeEventListener('dacu-cart', this.heard);
    wasm.close_page(this.id);
    pages.delete(this);
  }

  call(name, argument) {
    return this.ready.then(() => {
      const answer = wasm.call(this.id, name, argument);
      if (answer[0] === '!') throw new TypeError('Dacu.' + name + ': ' + answer.slice(1));
      return JSON.parse(answer);
    });
  }
}

/** Lines as JSON, one by one: old scripts give every list a `toJSON` that makes it a text. */
function written(cart) {
  const lines = Array.isArray(cart) ? cart : cart && cart.lines;
  if (!Array.isArray(lines)) return JSON.stringify(cart);
  return '[' + lines.map((line) => JSON.stringify(line)).join() + ']';
}

/** Runs once the current moves in the DOM are over: a moved element is not a removed one. */
function settled(then) {
  Promise.resolve().then(then);
}

/** What can open a page has its cart as a property: `[{sku, quantity, ticked}]`. */
class Host extends HTMLElement {
  get cart() {
    return this.lines;
  }

  /** A text is the attribute's: the name of a sample cart. */
  set cart(lines) {
    if (typeof lines === 'string') return this.setAttribute('cart', lines);
    this.lines = lines;
    if (this.page && this.page.host === this) this.page.hand(lines);
  }

  /** A property set before the class was there hides the class's own. */
  adopt() {
    if (!Object.prototype.hasOwnProperty.call(this, 'cart')) return;
    const { cart } = this;
    delete this.cart;
    this.cart = cart;
  }
}

class CampaignElement extends Host {
  static get observedAttributes() {
    return PAGE_ATTRIBUTES;
  }

  connectedCallback() {
    this.adopt();
    if (!this.page) this.page = new Page(this);
  }

  disconnectedCallback() {
    settled(() => {
      if (this.isConnected || !this.page) return;
      this.page.close();
      this.page = null;
    });
  }

  attributeChangedCallback() {
    if (!this.page || this.changing) return;
    // Several attributes set in a row are one change.
    this.changing = true;
    settled(() => {
      this.changing = false;
      if (this.page) this.page.configure();
    });
  }
}

function widgetClass(kind) {
  return class extends Host {
    static get observedAttributes() {
      return PAGE_ATTRIBUTES.concat(['format', 'precision', 'target', 'draw', 'sale', 'ladder']);
    }

    connectedCallback() {
      this.adopt();
      settled(() => this.start());
    }

    start() {
      if (!this.isConnected || this.mounted) return;
      const around = this.closest('dacu-campaign');
      if (!around && !this.hasAttribute('src')) return;
      if (around && !around.page) return;
      this.page = around ? around.page : (this.own = new Page(this));
      this.page.widgets.add(this);
      const root = this.shadowRoot || this.attachShadow({ mode: 'open' });
      const slot = document.createElement('slot');
      const base = document.createElement('div');
      base.setAttribute('part', 'base');
      base.hidden = true;
      while (root.firstChild) root.removeChild(root.firstChild);
      root.appendChild(slot);
      root.appendChild(base);
      this.base = base;
      this.clothe();
      this.mounted = wasm.mount(this.page.id, kind, base, JSON.stringify(attributesOf(this)));
      const dressed = dress(root);
      const live = () => dressed.then(() => {
        if (this.base !== base) return;
        base.hidden = false;
        slot.remove();
        this.setAttribute('data-live', '');
      });
      // The wrapper fills when the campaign has come; until then the light DOM stays.
      if (base.querySelector('*')) live();
      else {
        this.watch = new MutationObserver(() => {
          if (!base.querySelector('*')) return;
          this.watch.disconnect();
          live();
        });
        this.watch.observe(base, { childList: true });
      }
    }

    /** Theme, dark and large text are classes of the wrapper. */
    clothe() {
      const host = this.page.host;
      const has = (name) => host.hasAttribute(name) && host.getAttribute(name) !== 'false';
      const theme = host.getAttribute('theme') || host.getAttribute('data-theme') || 'festive';
      this.base.className = 'dacu dacu-theme-' + theme
        + (has('dark') ? ' dacu-dark' : '') + (has('large') ? ' dacu-large' : '');
    }

    disconnectedCallback() {
      settled(() => {
        if (!this.isConnected) this.stop();
      });
    }

    stop() {
      if (this.watch) this.watch.disconnect();
      if (this.mounted) wasm.unmount(this.mounted);
      if (this.page) this.page.widgets.delete(this);
      if (this.own) this.own.close();
      this.mounted = this.page = this.own = this.watch = null;
      this.removeAttribute('data-live');
      if (this.shadowRoot) {
        while (this.shadowRoot.firstChild) this.shadowRoot.removeChild(this.shadowRoot.firstChild);
        this.shadowRoot.appendChild(document.createElement('slot'));
      }
      this.base = null;
    }

    attributeChangedCallback(name) {
      if (!this.mounted || this.changing) return;
      this.changing = true;
      settled(() => {
        this.changing = false;
        if (!this.mounted) return;
        if (this.own && PAGE_ATTRIBUTES.indexOf(name) >= 0) this.own.configure();
        else {
          this.stop();
          this.start();
        }
      });
    }
  };
}

const pages = new Set();
let firstWaiting = [];

function pageOpened(page) {
  pages.add(page);
  firstWaiting.splice(0).forEach((then) => then(page));
}

/** The page that a call without an element means: the oldest on the document. */
function firstPage() {
  const [oldest] = pages;
  return oldest ? Promise.resolve(oldest) : new Promise((then) => firstWaiting.push(then));
}

function callFirst(name, argument) {
  return firstPage().then((page) => page.call(name, argument));
}

const api = {
  setCart: (lines) => callFirst('setCart', written(lines)),
  quote: (lines) => callFirst('quote', lines ? written(lines) : ''),
  setBuyer: (token) => callFirst('setBuyer', String(token)),
  reset: () => callFirst('reset', ''),
  on: (name, listener) => {
    const type = 'dacu-' + name;
    document.addEventListener(type, listener);
    return () => document.removeEventListener(type, listener);
  },
};

function register(tag, element) {
  if (!customElements.get(tag)) customElements.define(tag, element);
}

function start(css) {
  if (css && 'adoptedStyleSheets' in document && 'replaceSync' in CSSStyleSheet.prototype) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  Object.assign(window.Dacu, api, { alive: () => Array.from(wasm.alive()) });
  // The page first: a widget looks for its campaign when it is upgraded.
  register('dacu-campaign', CampaignElement);
  WIDGETS.forEach((kind) => register('dacu-' + kind, widgetClass(kind)));
  boot.ok();
  // The calls that were made before there was anyone to answer.
  boot.q.splice(0).forEach(([name, args, resolve, reject]) => {
    try {
      resolve(api[name].apply(null, args));
    } catch (error) {
      reject(error);
    }
  });
}

Promise.all([boot.css, boot.wasm.then((response) => init({ module_or_path: response }))])
  .then(([css]) => start(css))
  .catch((error) => boot.fail(String(error)));
