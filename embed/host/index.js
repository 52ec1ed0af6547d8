/*
 * dacu-host.js: what the app around a page can do for it. A page that includes the loader with
 * `data-with="host"` has it as `Dacu.host`; anyone else imports `attach`.
 */
import { aliProgram } from './ali.js';
import { browser } from './browser.js';
import { detect } from './detect.js';
import { fitDevice } from './device.js';
import { firstOf, Host } from './host.js';
import { miniProgram, wechatPage } from './mini.js';
import { nativeApp, nativeChannel } from './native.js';
import { servePage } from './page.js';

export { detect, Host };

const MINI = ['wechat', 'douyin', 'qq', 'baidu'];

/**
 * Finds out where the page is and serves its events and elements.
 *
 * @param {object} [options]
 * @param {string} [options.channel] where the author says the page is, by the campaign file's names;
 *   adds what that channel forbids, and takes nothing away
 * @param {{login?: string, pay?: string, subscribe?: string, share?: string}} [options.pages] pages of
 *   the mini-program that do what its bridge cannot
 * @param {{login?: string, pay?: string, subscribe?: string}} [options.links] addresses for where the
 *   host can do none of it
 * @param {string} [options.parentOrigin] the page in whose frame this one trusts to be
 * @param {{environment: object, bridge: Function}} [options.mock] instead of the real surroundings
 * @returns the host as `types/host.d.ts` has it; `close` ends everything
 */
export function attach({ channel, pages = {}, links = {}, parentOrigin, mock } = {}) {
  const ends = [];
  let view;
  const changed = () => view && view.offer();
  const told = (what) => {
    if (what === 'resume') window.dispatchEvent(new Event('dacu-resume'));
    else changed();
  };
  const signs = {
    userAgent: window.navigator.userAgent,
    wechat: window.__wxjs_environment,
    native: Boolean(nativeChannel(window, parentOrigin)),
  };

  const bridgeTo = ({ app, mini }) => {
    if (app === 'native') {
      const native = nativeApp(window, parentOrigin, told);
      ends.push(native.close);
      return native.bridge;
    }
    if (mini && MINI.indexOf(app) >= 0) return miniProgram(window, app, pages);
    if (app === 'alipay' || app === 'taobao') {
      const ali = aliProgram(window, pages, told);
      // The client's script may come after this one.
      listen(window, 'load', ali.start);
      return ali.bridge;
    }
    return app === 'wechat' ? wechatPage(window) : () => null;
  };
  const listen = (target, type, listener) => {
    target.addEventListener(type, listener);
    ends.push(() => target.removeEventListener(type, listener));
  };
  const bridgeOf = (environment) => firstOf([bridgeTo(environment), browser(window)]);

  const environment = mock ? mock.environment : detect(signs);
  const host = new Host(environment, mock ? mock.bridge : bridgeOf(environment), channel);
  const relearn = (told) => {
    const now = detect({ ...signs, ...told });
    if (now.mini === host.environment.mini && now.app === host.environment.app) return changed();
    host.found(now);
    host.bridge = bridgeOf(now);
    changed();
  };
  if (!mock && environment.app === 'wechat') {
    // Before 7.0 WeChat says where a page is only when its bridge is there.
    listen(document, 'WeixinJSBridgeReady', () => relearn({ wechat: window.__wxjs_environment }));
  }
  if (!mock && environment.app === 'taobao') {
    const ask = () => {
      if (window.my && window.my.getEnv) window.my.getEnv(({ miniprogram }) => relearn({ mini: miniprogram }));
    };
    ask();
    listen(window, 'load', ask);
  }
  // A host's script that is loaded by then has changed what can be done.
  listen(window, 'load', changed);
  listen(document, 'dacu-ready', changed);

  view = servePage(window, host, links);
  ends.push(view.close, fitDevice(window, environment), () => host.close());
  host.on(({ capability, outcome, data }) => {
    if (capability === 'login' && outcome === 'done' && data && data.buyer && window.__dacu) {
      window.__dacu.setBuyer(data.buyer);
    }
  });

  return {
    get environment() {
      return host.environment;
    },
    can: (capability, detail) => host.can(capability, detail),
    ask: (capability, detail) => host.ask(capability, detail),
    on: (listener) => host.on(listener),
    close: () => ends.splice(0).forEach((end) => end()),
  };
}

/** The options that stand on the loader's element: `data-page-login` is `pages.login`. */
function optionsOf(script) {
  const read = (name) => script.getAttribute('data-' + name) || undefined;
  const each = (kind) => ['login', 'pay', 'subscribe', 'share'].reduce((found, name) => {
    const text = read(kind + '-' + name);
    return text ? { ...found, [name]: text } : found;
  }, {});
  return {
    channel: read('channel'),
    pages: each('page'),
    links: each('link'),
    parentOrigin: read('parent-origin'),
  };
}

const script = typeof document === 'undefined' ? null : document.querySelector('script[data-with~="host"]');
// `Dacu` may have another name on this page.
const dacu = script && window.__dacu;
if (dacu && !dacu.host) dacu.host = attach(optionsOf(script));
