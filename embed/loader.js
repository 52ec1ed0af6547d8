/**
 * dacu.js: the one script that a page includes. It costs a page without widgets nothing but
 * itself, brings the rest in when a `dacu-*` element is there, and never throws into the page.
 *
 *   <script src="https://cdn.example/dacu.js" async></script>
 *
 * Attributes of the script element, all optional:
 *   data-timeout="15000"  milliseconds until an unanswered load is a fault
 *   data-verify           check the other files against the digests in this one; costs the
 *                         streaming compilation, so it is for a CDN that is not one's own
 *   nonce                 is copied to the scripts and style elements that follow
 *
 * The contract with core.js, which replaces the stubs below. `window.Dacu._` holds
 *   base     the URL of the folder with the bundle's files, ending in "/"
 *   wasmUrl, cssUrl  where these two are, should they be needed a second time
 *   nonce    the nonce of this script, or ""
 *   wasm     Promise<Response> of the module; a Response can be read once
 *   css      Promise<string> of the style sheet
 *   q        calls made so far, as [name, args, resolve, reject], in their order; core makes them
 *            and passes each result to `resolve`. Either it sets the methods on `Dacu` first, or it
 *            puts an object with a `push` in place of `q`, to which the stubs then bring each call
 *   ok()     core calls it when the elements are defined; the time-out ends
 *   fail(reason)  core calls it when it cannot start
 * The core script starts by itself when it is run, and ends in `ok` or `fail`.
 *
 * Without success, one `dacu-fault` event on the document says why in `detail.reason`:
 * "unsupported", "timeout", "network", or what core gave to `fail`. The elements then stay as
 * the page wrote them, and queued calls are refused. A core that comes after the time-out is
 * welcome all the same: the elements come to life, and later calls are answered.
 *
 * Stubs until core is there: `setCart`, `quote` and `setBuyer` return a promise, `on` returns
 * the function that ends the subscription, `load()` starts loading without an element. `quote`
 * starts it too. The syntax is ES5, so that any browser gets as far as the fallback.
 */
(function (window, document) {
  "use strict";
  if (window.Dacu && window.Dacu._) return;

  var script = document.currentScript || document.querySelector('script[src*="dacu.js"]');
  var read = function (name) {
    return (script && script.getAttribute(name)) || "";
  };
  var link = document.createElement("a");
  link.href = script ? script.src : "";
  var base = link.href.replace(/[^\/]*([?#].*)?$/, "");
  var nonce = (script && script.nonce) || read("nonce");
  var verify = script && script.hasAttribute("data-verify");
  var started, live, failed, timer, observer;

  var _ = {
    base: base,
    wasmUrl: base + __WASM__,
    cssUrl: base + __CSS__,
    nonce: nonce,
    q: [],
    ok: ok,
    fail: fail
  };
  var Dacu = (window.Dacu = { _: _, load: load, on: on });
  ["setCart", "quote", "setBuyer"].forEach(function (name) {
    Dacu[name] = function () {
      var args = [].slice.call(arguments);
      if (name == "quote") load();
      if (!window.Promise) return;
      var promise = new Promise(function (resolve, reject) {
        queue([name, args, resolve, reject]);
      });
      // Whoever awaits the call hears of the refusal; nobody else's console does.
      promise["catch"](nothing);
      return promise;
    };
  });

  function on() {
    var off, gone;
    queue(["on", [].slice.call(arguments), function (real) {
      off = real;
      if (gone && off) off();
    }, nothing]);
    return function () {
      gone = true;
      if (off) off();
    };
  }

  function queue(call) {
    if (failed) call[3](new Error("dacu: " + failed));
    else _.q.push(call);
  }

  function supported() {
    try {
      return (
        window.WebAssembly.validate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])) &&
        window.customElements &&
        document.documentElement.attachShadow &&
        window.Promise &&
        window.fetch
      );
    } catch (e) {}
  }

  function load() {
    if (started) return;
    started = true;
    if (observer) observer.disconnect();
    // A page that calls this early may not have its listeners yet.
    if (!supported()) return setTimeout(fail, 0, "unsupported");
    timer = setTimeout(fail, +read("data-timeout") || 15000, "timeout");
    _.wasm = get(__WASM__, __WASM_SRI__);
    _.css = get(__CSS__, __CSS_SRI__).then(function (response) {
      return response.text();
    });
    _.wasm["catch"](lost);
    _.css["catch"](lost);
    var core = document.createElement("script");
    core.crossOrigin = "anonymous";
    if (nonce) core.nonce = nonce;
    if (verify) core.integrity = __CORE_SRI__;
    core.onerror = lost;
    core.src = base + __CORE__;
    (document.head || document.documentElement).appendChild(core);
  }

  function get(file, sri) {
    return fetch(base + file, verify ? { integrity: sri } : {}).then(function (response) {
      if (!response.ok) throw response.status;
      return response;
    });
  }

  function lost() {
    fail("network");
  }

  function ok() {
    clearTimeout(timer);
    live = true;
    failed = "";
  }

  function fail(reason) {
    if (live || failed) return;
    clearTimeout(timer);
    failed = reason || "unknown";
    if (_.q.splice) _.q.splice(0).forEach(queue);
    var event = document.createEvent("CustomEvent");
    event.initCustomEvent("dacu-fault", false, false, { reason: failed });
    document.dispatchEvent(event);
  }

  function nothing() {}

  /** Whether a node or one below it is a widget; tags cannot be selected by how they begin. */
  function holds(node) {
    if (/^dacu-/i.test(node.nodeName)) return true;
    var below = node.getElementsByTagName ? node.getElementsByTagName("*") : [];
    for (var i = 0; i < below.length; i++) if (/^dacu-/i.test(below[i].nodeName)) return true;
  }

  if (holds(document)) load();
  else if (window.MutationObserver) {
    observer = new MutationObserver(function (changes) {
      for (var i = 0; i < changes.length && !started; i++)
        for (var j = 0; j < changes[i].addedNodes.length && !started; j++)
          if (holds(changes[i].addedNodes[j])) load();
    });
    observer.observe(document, { childList: true, subtree: true });
  } else document.addEventListener("DOMContentLoaded", function () {
    if (holds(document)) load();
  });
})(window, document);
