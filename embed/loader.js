/**
 * dacu.js: the one script that a page includes.
 *
 *   <script src="https://cdn.example/dacu.js" async></script>
 *
 * Attributes of the script element, all optional:
 *   data-global="Dacu"    another name for the API; a name that the page has given to something else
 *                         is left alone, with a warning
 *   data-timeout="15000"  milliseconds until an unanswered load is a fault
 *   data-verify           check the other files against the digests in this one
 *   nonce                 is copied to the scripts and style elements that follow
 *
 * A page that cannot know whether this script has come writes
 *
 *   (window.Dacu = window.Dacu || []).push(function (Dacu) { … });
 *
 * One page has one Dacu: the copy that comes first. Another copy, of this version or of another,
 * under the same name or another, gives the first its own name and does no more.
 *
 * Under Trusted Types the core script comes through the policy `dacu`, which knows that one address.
 */
import { airlock } from "./airlock.js";

function include() {
  var script = document.currentScript || document.querySelector('script[src*="/dacu."]') || document.createElement("script");
  var link = document.createElement("a");
  link.href = script.src;
  var base = link.href.replace(/[^\/]*([?#].*)?$/, "");
  var options = {
    version: __VERSION__,
    file: function (role, name) {
      return base + name;
    },
    timeout: script.getAttribute("data-timeout"),
    verify: script.hasAttribute("data-verify"),
    nonce: script.nonce || script.getAttribute("nonce")
  };

  function begin(boot, lost) {
    var core = document.createElement("script");
    var url = base + __CORE__;
    if (window.trustedTypes) {
      url = trustedTypes.createPolicy("dacu", {
        createScriptURL: function () {
          return base + __CORE__;
        }
      }).createScriptURL("");
    }
    core.crossOrigin = "anonymous";
    if (options.nonce) core.nonce = options.nonce;
    if (options.verify) core.integrity = __CORE_SRI__;
    core.onerror = lost;
    core.src = url;
    core.dacu = boot;
    (document.head || document.documentElement).appendChild(core);
  }

  var name = script.getAttribute("data-global") || "Dacu";
  var taken = window[name];
  var first = window.__dacu;
  if (!first) {
    var lock = airlock(options, begin);
    first = window.__dacu = lock.api;
    lock.watch();
  } else if (first.version != __VERSION__) {
    console.warn("dacu " + first.version + " is running, " + __VERSION__ + " is not started");
  }
  var calls = taken instanceof Array && taken;
  // An element with this id is no claim to the name.
  if (!taken || calls || taken.nodeType) window[name] = first;
  else if (taken !== first) console.warn("dacu: window." + name + " is taken; data-global names another");
  if (calls) first.push.apply(0, calls);
}

try {
  include();
} catch (e) {
  // A page that has broken the browser has trouble enough.
  console.warn("dacu: " + e);
}
