/**
 * What stands between a page and the bundle, for both of its entries (`loader.js`, `module.js`): it
 * costs a page without widgets nothing but itself, brings the rest in when a `dacu-*` element is
 * there, keeps the calls made before, and never throws into the page.
 *
 * `airlock(options, begin)` returns `api`, the object that pages call `Dacu`, and `watch`, which
 * begins when there is something to begin for. Options, all but the first two optional: `version`; `file(role, name)`, the URL of a file; `timeout`, milliseconds until an
 * unanswered load is a fault; `verify`, which checks the files against the digests known here and
 * costs the streaming compilation, so it is for a CDN that is not one's own; `nonce`, for the scripts
 * and style elements that follow. They are read when loading begins.
 *
 * The contract with elements.js, which replaces the stubs below. `begin` brings it in and is given, anew
 * for each attempt,
 *   api      the object this function returned
 *   nonce    as above
 *   cssUrl   where the first style sheet is, should it be needed a second time
 *   wasm     Promise<Response> of the module's first part; a Response can be read once
 *   get(role, name, digest)  asks for another file, and gives the same
 *   css      Promise<string> of the style sheet of countdowns
 *   files    Promise<Response> of the campaigns that the elements here will ask for, by address;
 *            `asked` and `answered` on the response are what `performance.now()` was
 *   q        calls made so far, as [name, args, resolve, reject], in their order. Elements set the
 *            methods on `api` first, then make these calls and pass each result to `resolve`
 *   ok()     elements call it when they are defined; the time-out ends
 *   fail(reason, problem)  elements call it when they cannot start
 *
 * Without success, one `dacu-fault` event on the document says why in `detail.reason`:
 * "unsupported", "timeout", "network" (a file did not come: unreachable, refused by the page's policy,
 * or with another digest), "wasm" (it came and does not start; `detail.problem` says why). The
 * elements then stay as the page wrote them, and queued calls are refused. What comes after the
 * time-out is welcome all the same: the elements come to life, and later calls are answered. Files that
 * did not come are asked for again after 4 seconds, then ever more rarely, and at once when the network is
 * back, with the next element, or by `load`; of these attempts no further event tells.
 *
 * The syntax is ES5, so that any browser gets as far as the fallback.
 */
export function airlock(options, begin) {
  var started, live, failed, told, timer, observer, attempt;
  var wait = 2000;
  var waiting = [];
  var api = { version: options.version, load: load, on: on, push: push };

  __CALLS__.forEach(function (name) {
    api[name] = function () {
      var args = [].slice.call(arguments);
      if (name == "quote" && !failed) load();
      if (!window.Promise) return;
      var promise = new Promise(function (resolve, reject) {
        queue([name, args, resolve, reject]);
      });
      // Whoever awaits the call hears of the refusal; nobody else's console does.
      promise["catch"](nothing);
      return promise;
    };
  });

  /** Needs nothing that is still to come. */
  function on(name, listener) {
    var type = "dacu-" + name;
    document.addEventListener(type, listener);
    return function () {
      document.removeEventListener(type, listener);
    };
  }

  /** Calls each function with the API, later: what it throws is the page's own. */
  function push() {
    for (var i = 0; i < arguments.length; i++) setTimeout(arguments[i], 0, api);
  }

  function queue(call) {
    if (failed) call[3](new Error("dacu: " + failed));
    else waiting.push(call);
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
    failed = "";
    if (observer) observer.disconnect();
    // A page that calls this early may not have its listeners yet.
    if (!supported()) return setTimeout(fail, 0, "unsupported");
    timer = setTimeout(fail, +options.timeout || 15000, "timeout");
    var _ = (attempt = { api: api, q: waiting, files: {}, ok: ok, fail: refuse });

    /** What an attempt has to say that has been given up is not heard. */
    function refuse(reason, problem) {
      if (attempt == _) fail(reason, problem);
    }

    function lost(problem) {
      refuse("network", problem && problem.type ? "" : problem);
      if (attempt == _) again();
    }

    try {
      _.nonce = options.nonce;
      _.cssUrl = options.file("css", __CSS__);
      _.wasm = get(options.file("wasm", __WASM__), __WASM_SRI__);
      _.get = function (role, name, digest) {
        return get(options.file(role, name), digest);
      };
      _.css = get(_.cssUrl, __CSS_SRI__).then(function (response) {
        return response.text();
      });
      _.wasm["catch"](lost);
      _.css["catch"](lost);
      [].forEach.call(document.querySelectorAll("[src]"), foresee);
      begin(_, lost);
    } catch (e) {
      lost(e);
    }
  }

  /** Without one of its files nothing can come of an attempt any more. */
  function again() {
    started = attempt = 0;
    observe();
    if (wait < 1e5) setTimeout(load, (wait *= 2));
  }

  /** Asks for a campaign while what will read it is still on its way. */
  function foresee(element) {
    if (!/^dacu-/i.test(element.nodeName)) return;
    var link = document.createElement("a");
    var asked = performance.now();
    link.href = element.getAttribute("src");
    if (attempt.files[link.href]) return;
    var file = fetch(link.href, { cache: "no-cache" }).then(function (response) {
      response.asked = asked;
      response.answered = performance.now();
      return response;
    });
    attempt.files[link.href] = file;
    file["catch"](nothing);
  }

  function get(url, sri) {
    return fetch(url, options.verify ? { integrity: sri } : {}).then(function (response) {
      if (!response.ok) throw response.status;
      return response;
    });
  }

  function ok() {
    clearTimeout(timer);
    live = true;
    failed = "";
  }

  function fail(reason, problem) {
    if (live || failed) return;
    clearTimeout(timer);
    failed = reason;
    waiting.splice(0).forEach(queue);
    if (told) return;
    told = true;
    var event = document.createEvent("CustomEvent");
    var detail = { reason: reason };
    if (problem) detail.problem = String(problem);
    event.initCustomEvent("dacu-fault", false, false, detail);
    document.dispatchEvent(event);
  }

  function nothing() {}

  /** Whether a node or one below it is a widget; tags cannot be selected by how they begin. */
  function holds(node) {
    if (/^dacu-/i.test(node.nodeName)) return true;
    var below = node.getElementsByTagName ? node.getElementsByTagName("*") : [];
    for (var i = 0; i < below.length; i++) if (/^dacu-/i.test(below[i].nodeName)) return true;
  }

  /** Loads when the next element comes. */
  function observe() {
    if (!window.MutationObserver) return;
    observer = new MutationObserver(function (changes) {
      for (var i = 0; i < changes.length && !started; i++)
        for (var j = 0; j < changes[i].addedNodes.length && !started; j++)
          if (holds(changes[i].addedNodes[j])) load();
    });
    observer.observe(document, { childList: true, subtree: true });
  }

  window.addEventListener("online", function () {
    if (failed) load();
  });

  return {
    api: api,
    /** Loads now, or when the first element comes. */
    watch: function () {
      if (started) return;
      if (holds(document)) load();
      else if (window.MutationObserver) observe();
      else document.addEventListener("DOMContentLoaded", function () {
        if (holds(document)) load();
      });
    }
  };
}
