/*
 * What a page's widgets and its own links ask of the host.
 *
 * The widgets' events are taken at the window, after every listener of the page: what the page has
 * prevented is done, and what no capability serves stays the page's. An element with
 * `data-dacu-host="share"` asks for that capability; a link among them is an ordinary link wherever
 * the host cannot, a button is hidden there.
 */
import { webAddress } from './address.js';

/** Which capability serves an event of the widgets. */
const SERVES = { 'dacu-login': 'login', 'dacu-remind': 'subscribe', 'dacu-checkout': 'pay' };

/** The server's yes can be felt. */
const FELT = ['dacu-claim', 'dacu-reserve'];

/** What an element asks with: `data-dacu-page="/pages/cart/index"` is `{page}`. */
const SAID = ['page', 'how', 'url', 'title', 'text', 'image', 'reward', 'strength'];

/** After these a link is followed after all. */
const IN_VAIN = ['failed', 'unsupported', 'unanswered'];

function said(element) {
  const detail = {};
  SAID.forEach((name) => {
    const text = element.getAttribute('data-dacu-' + name);
    if (text) detail[name] = text;
  });
  if (!detail.url && element.href) detail.url = element.href;
  return detail;
}

/**
 * Lets a page's events and elements use the host; returns what ends it.
 *
 * @param {Host} host
 * @param {object} links where to go for `login`, `pay` or `subscribe` when the host cannot
 */
export function servePage(window, host, links) {
  const { document, location } = window;
  const root = document.documentElement;
  /** Elements that this has shown or hidden, with how they were. */
  const ours = new Map();

  const go = (address) => location.assign(address);
  const linkFor = (capability) => webAddress(links[capability], location.href);

  const served = (event) => {
    if (event.defaultPrevented) return;
    const capability = SERVES[event.type];
    const detail = event.detail || {};
    const link = linkFor(capability);
    if (host.can(capability, detail)) {
      event.preventDefault();
      host.ask(capability, detail).then(({ outcome }) => {
        if (link && IN_VAIN.indexOf(outcome) >= 0) go(link);
      });
    } else if (link) {
      event.preventDefault();
      go(link);
    } else {
      // Told as well, so that a page can say where one logs in instead.
      host.ask(capability, detail);
    }
  };

  const felt = () => {
    if (host.can('haptic')) host.ask('haptic', { strength: 'light' });
  };

  const clicked = (event) => {
    const element = event.target.closest && event.target.closest('[data-dacu-host]');
    if (!element || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey) return;
    const capability = element.getAttribute('data-dacu-host');
    const detail = said(element);
    // Going where the link goes anyway is the browser's own business.
    if (capability === 'navigate' && !detail.page) return;
    if (!host.can(capability, detail)) return;
    event.preventDefault();
    host.ask(capability, detail).then(({ outcome }) => {
      const address = element.href && webAddress(element.href, location.href);
      if (address && IN_VAIN.indexOf(outcome) >= 0) go(address);
    });
  };

  /** Shows what there is, and says it to style sheets: `data-dacu-can="navigate share"`. */
  const offer = () => {
    const able = ['navigate', 'share', 'login', 'pay', 'close', 'subscribe', 'realtime']
      .filter((capability) => host.can(capability, { page: '/x', url: location.href }));
    set(root, 'data-dacu-can', able.join(' '));
    set(root, 'data-dacu-host-app', host.environment.app);
    ours.forEach((hidden, element) => {
      if (!element.isConnected) ours.delete(element);
    });
    document.querySelectorAll('[data-dacu-host]').forEach((element) => {
      const capability = element.getAttribute('data-dacu-host');
      const detail = said(element);
      const forbidden = host.refusal(capability, detail) === 'forbidden';
      const hide = forbidden || (!element.href && !host.can(capability, detail));
      if (!ours.has(element)) ours.set(element, element.hidden);
      if (element.hidden !== hide) element.hidden = hide;
    });
  };

  const told = (answer, detail) => {
    document.dispatchEvent(new CustomEvent('dacu-host', { detail: { ...answer, asked: detail } }));
  };
  const quiet = host.on(told);

  const listeners = [['click', clicked]]
    .concat(Object.keys(SERVES).map((type) => [type, served]), FELT.map((type) => [type, felt]));
  listeners.forEach(([type, listener]) => window.addEventListener(type, listener));
  // Elements that a framework adds later are offered or hidden as well.
  const watch = new MutationObserver((changes) => {
    if (changes.some(({ addedNodes }) => addedNodes.length)) offer();
  });
  watch.observe(root, { childList: true, subtree: true });
  offer();

  return {
    offer,
    close() {
      watch.disconnect();
      quiet();
      listeners.forEach(([type, listener]) => window.removeEventListener(type, listener));
      ours.forEach((hidden, element) => { element.hidden = hidden; });
      root.removeAttribute('data-dacu-can');
      root.removeAttribute('data-dacu-host-app');
    },
  };
}

function set(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
