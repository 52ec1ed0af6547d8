/*
 * The shop's own app, over the contract. Three ways lead to it:
 *
 *   window.DacuNative.postMessage(text)            Android: addJavascriptInterface or, with the origins
 *                                                  it trusts, WebViewCompat.addWebMessageListener
 *   webkit.messageHandlers.dacu.postMessage(text)  iOS: WKScriptMessageHandler
 *   parent.postMessage(message, origin)            a page in a frame of the shop's own page
 *
 * The app answers by `DacuHost.receive(text)`, by `DacuNative.onmessage`, or by a message of exactly
 * that origin and window.
 */
import { Contract } from './contract.js';

/** How to reach the app, or nothing. */
export function nativeChannel(window, parentOrigin) {
  const android = window.DacuNative;
  if (android && typeof android.postMessage === 'function') {
    return (message) => android.postMessage(JSON.stringify(message));
  }
  const handlers = window.webkit && window.webkit.messageHandlers;
  if (handlers && handlers.dacu) return (message) => handlers.dacu.postMessage(JSON.stringify(message));
  if (isOrigin(parentOrigin) && window.parent !== window) {
    return (message) => window.parent.postMessage(message, parentOrigin);
  }
  return null;
}

/**
 * @param {(what: string) => void} told as in contract.js
 * @returns {{bridge: Function, close: () => void}}
 */
export function nativeApp(window, parentOrigin, told) {
  const contract = new Contract(nativeChannel(window, parentOrigin), told);
  const receive = (message) => contract.receive(message);
  window.DacuHost = { receive };
  if (window.DacuNative) window.DacuNative.onmessage = (event) => receive(event.data);
  const posted = (event) => {
    if (event.origin === parentOrigin && event.source === window.parent) receive(event.data);
  };
  if (isOrigin(parentOrigin)) window.addEventListener('message', posted);
  contract.hello();
  return {
    bridge: contract.bridge(),
    close() {
      window.removeEventListener('message', posted);
      delete window.DacuHost;
    },
  };
}

/** An origin as `event.origin` has it; `*` and `null` are none. */
function isOrigin(text) {
  return /^https?:\/\/[^/?#@\s*]+$/.test(text || '');
}
