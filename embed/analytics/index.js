/*
 * dacu-analytics.js: what shoppers see and do, for a server of the shop, a callback, the data layer
 * or Segment. Before consent nothing is recorded. A page that includes the loader with
 * `data-with="analytics"` has it as `Dacu.analytics`; anyone else imports `attach`.
 */
import { Exposures, follow } from './exposure.js';
import { ga4, segment } from './names.js';
import { Queue } from './queue.js';
import { passed, spmOf } from './spm.js';
import { WIDGET_TAGS, widgetName } from '../widgets.js';

/** The events of widgets that are recorded, and what of their details. */
const HEARD = {
  'dacu-claim': ['claim', ['coupon']],
  'dacu-draw': ['draw', ['draw', 'prize']],
  'dacu-reserve': ['reserve', ['offer']],
  'dacu-expose': ['experiment', ['experiment', 'variation']],
  'dacu-task': ['task', ['draw', 'task']],
  'dacu-checkout': ['checkout', ['currency', 'payable', 'saved', 'ruleset']],
  'dacu-quote': ['quote', ['currency', 'payable', 'saved', 'ruleset']],
  'dacu-fault': ['fault', ['reason', 'request']],
  'dacu-vital': ['vital', ['metric', 'value', 'rating', 'widget']],
};

/** 96 random bits. */
function randomId() {
  const words = crypto.getRandomValues(new Uint32Array(3));
  return Array.from(words, (word) => word.toString(36)).join('-');
}

/**
 * Starts.
 *
 * @param {object} [options]
 * @param {string} [options.endpoint] where batches are posted, as JSON in `text/plain`: a simple
 *   request, which a beacon may make to any origin and an old one to no other type
 * @param {boolean} [options.consent] whether there is consent already; else `consent(true)` says so
 * @param {(event: object) => void} [options.onEvent]
 * @param {object[]} [options.dataLayer] gets GA4's names
 * @param {{track: Function}} [options.segment] gets Segment's names
 * @param {string[]} [options.parameters] names of address parameters that go along; `['spm']`
 * @returns what `types/analytics.d.ts` has as `Analytics`
 */
export function attach(options = {}) {
  const { endpoint, onEvent, dataLayer, parameters = ['spm'] } = options;
  let allowed = Boolean(options.consent);
  let view = randomId();
  let lastQuote = '';
  let exposed = [];
  const sinks = {};
  const ends = [];
  const listen = (target, type, listener, how) => {
    target.addEventListener(type, listener, how);
    ends.push(() => target.removeEventListener(type, listener, how));
  };

  const queue = new Queue({
    send: (body) => fetch(endpoint, { method: 'POST', body, keepalive: true, headers: { 'Content-Type': 'text/plain;charset=UTF-8' } })
      .then((response) => ({
        status: response.status,
        retryAfter: 1000 * (Number(response.headers.get('Retry-After')) || 0),
      })),
    beacon: (body) => Boolean(navigator.sendBeacon && navigator.sendBeacon(endpoint, body)),
    later: (then, ms) => setTimeout(then, ms),
    cancel: (timer) => clearTimeout(timer),
    id: randomId,
    random: Math.random,
    pack: (events, dropped) => JSON.stringify({ schema: 'dacu-events/1', dropped, events }),
  });

  const sink = (name, tell) => {
    const count = sinks[name] || (sinks[name] = { told: 0, failed: 0 });
    try {
      tell();
      count.told += 1;
    } catch (error) {
      count.failed += 1;
    }
  };

  const record = (name, fields, element) => {
    if (!allowed) return;
    const event = { name, at: Date.now() };
    const host = element && element.closest('[data-campaign]');
    if (host) event.campaign = host.getAttribute('data-campaign');
    Object.assign(event, fields);
    const spm = element && spmOf(element, document);
    if (spm) event.spm = spm;
    const from = passed(location.search, parameters);
    if (Object.keys(from).length) event.from = from;
    if (endpoint) queue.emit({ ...event, view });
    if (onEvent) sink('callback', () => onEvent(event));
    if (dataLayer) {
      sink('dataLayer', () => {
        const [theirs, about] = ga4(event);
        dataLayer.push({ event: theirs, ...about });
      });
    }
    if (options.segment) sink('segment', () => options.segment.track(...segment(event)));
  };

  const widgets = () => Array.from(document.querySelectorAll(WIDGET_TAGS));
  const describe = (element) => {
    const slot = ['ladder', 'sale', 'draw'].map((name) => element.getAttribute(name)).find(Boolean);
    const described = {
      widget: widgetName(element),
      position: String(widgets().indexOf(element) + 1),
      live: element.hasAttribute('data-live'),
    };
    return slot ? { ...described, slot } : described;
  };

  const exposures = new Exposures({
    now: () => performance.now(),
    later: (then, ms) => setTimeout(then, ms),
    cancel: (timer) => clearTimeout(timer),
    seen: (element) => record('exposure', describe(element), element),
  });
  const watched = follow(window, (element, share) => exposures.look(element, share));
  const known = new Set();
  const rewatch = () => {
    const now = new Set(widgets());
    now.forEach((element) => {
      if (!known.has(element)) watched.watch(element);
      known.add(element);
    });
    known.forEach((element) => {
      if (now.has(element)) return;
      watched.unwatch(element);
      exposures.forget(element);
      known.delete(element);
    });
  };

  let focused = true;
  const focus = () => exposures.focus(allowed && !document.hidden && focused);
  const refocus = () => {
    // The focus may be in a frame of this page; before the first touch a webview has none anywhere.
    focused = document.hasFocus();
    focus();
  };

  const heardQuote = (detail, element) => {
    const said = JSON.stringify([detail.payable, detail.saved, detail.ruleset]);
    if (!allowed || said === lastQuote) return;
    lastQuote = said;
    record('quote', pick(detail, HEARD['dacu-quote'][1]), element);
  };

  const heardExposure = (detail, element) => {
    const said = JSON.stringify(detail);
    if (!allowed || exposed.indexOf(said) >= 0) return;
    exposed.push(said);
    record('experiment', pick(detail, HEARD['dacu-expose'][1]), element);
  };

  const heard = (event) => {
    const [name, fields] = HEARD[event.type];
    const detail = event.detail || {};
    const element = event.target === document ? null : event.target;
    if (name === 'quote') return heardQuote(detail, element);
    if (name === 'experiment') return heardExposure(detail, element);
    record(name, pick(detail, fields), element);
  };

  const clicked = (event) => {
    const path = event.composedPath();
    const at = path.findIndex((node) => node.matches && node.matches(WIDGET_TAGS));
    const pressed = path.slice(0, Math.max(0, at)).find((node) => /^(button|a)$/.test(node.localName));
    if (!pressed) return;
    record('click', { ...describe(path[at]), part: partOf(pressed) }, path[at]);
  };

  // What stood before this module was there, or before there was consent: the quote, and experiments.
  const catchUp = () => {
    const live = document.querySelector('[data-campaign]');
    if (!allowed || !live || !window.__dacu) return;
    const { experiments } = window.__dacu;
    if (experiments) experiments.exposures().forEach(({ host, detail }) => heardExposure(detail, host));
    window.__dacu.quote().then((quote) => quote && heardQuote(quote, live), () => {});
  };

  Object.keys(HEARD).forEach((type) => listen(document, type, heard));
  listen(document, 'click', clicked, true);
  listen(document, 'visibilitychange', () => {
    focus();
    if (document.hidden && endpoint && allowed) queue.hide();
  });
  // iOS does not tell of a hidden page when the shopper goes to another address.
  listen(window, 'pagehide', () => endpoint && allowed && queue.hide());
  listen(window, 'blur', refocus);
  listen(window, 'focus', refocus);
  listen(window, 'pageshow', (event) => {
    if (!event.persisted) return;
    view = randomId();
    lastQuote = '';
    exposed = [];
    exposures.renew();
    refocus();
    catchUp();
  });
  listen(window, 'online', () => queue.flush());
  const changes = new MutationObserver(rewatch);
  changes.observe(document.documentElement, { childList: true, subtree: true });
  ends.push(() => changes.disconnect(), () => watched.close());
  rewatch();
  focus();
  catchUp();

  return {
    /** Says whether the shopper has consented. Without consent what was not sent is forgotten. */
    consent(given) {
      allowed = Boolean(given);
      if (!allowed) {
        queue.withdraw();
        lastQuote = '';
        exposed = [];
      } else catchUp();
      focus();
    },
    /** `{emitted, delivered, dropped, waiting}` of the queue, and what each sink was told. */
    counts: () => ({ ...queue.counts(), sinks: JSON.parse(JSON.stringify(sinks)) }),
    flush: () => queue.flush(),
    close() {
      ends.splice(0).forEach((end) => end());
      if (endpoint && allowed) queue.hide();
      exposures.focus(false);
    },
  };
}

/** The fields that are texts, numbers or truth values, and of a length that no text of a person has. */
function pick(detail, fields) {
  const picked = {};
  fields.forEach((field) => {
    const value = detail[field];
    if (typeof value === 'string') picked[field] = value.slice(0, 128);
    else if (typeof value === 'number' || typeof value === 'boolean') picked[field] = value;
  });
  return picked;
}

/** Which part of a widget a button is, by the class that names its role: `coupon__act`. */
function partOf(element) {
  const names = Array.from(element.classList).map((name) => name.replace(/^dacu-/, ''));
  return names.find((name) => name.indexOf('__') > 0) || names[names.length - 1] || element.localName;
}

const script = typeof document === 'undefined' ? null : document.querySelector('script[data-with~="analytics"]');
// `Dacu` may have another name on this page.
const dacu = script && window.__dacu;
if (dacu && !dacu.analytics) {
  const read = (name) => script.getAttribute('data-' + name) || undefined;
  const layer = read('layer');
  const given = () => read('consent') === 'given';
  dacu.analytics = attach({
    endpoint: read('events'),
    consent: given(),
    dataLayer: layer && (window[layer] = window[layer] || []),
    parameters: read('parameters') && read('parameters').split(/\s+/),
  });
  // A page that asks for consent need not know whether this module is there yet.
  new MutationObserver(() => dacu.analytics.consent(given()))
    .observe(script, { attributes: true, attributeFilter: ['data-consent'] });
}
