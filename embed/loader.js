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
 *   data-with="host"      modules to bring in as well: host, analytics, vitals, experiments, host-mock
 *   nonce                 is copied to the scripts and style elements that follow
 *
 * A page that cannot know whether this script has come writes
 *
 *   (window.Dacu = window.Dacu || []).push(function (Dacu) { … });
 *
 * One page has one Dacu: the copy that comes first. Another copy, of this version or of another,
 * under the same name or another, gives the first its own name and does no more.
 *
 * Under Trusted Types all scripts come through the policy `dacu`, which knows only this script's folder.
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

  var policy;

  /** Adds a script that lies beside this one. */
  function add(file, digest, type, lost) {
    var added = document.createElement("script");
    if (!policy) {
      policy = {
        createScriptURL: function (name) {
          return /^[-.\w]+$/.test(name) ? base + name : "";
        }
      };
      if (window.trustedTypes) policy = trustedTypes.createPolicy("dacu", policy);
    }
    added.crossOrigin = "anonymous";
    // In the order in which they are asked for: each may rely on the one before.
    added.async = false;
    if (type) added.type = type;
    if (options.nonce) added.nonce = options.nonce;
    if (options.verify) added.integrity = digest;
    if (lost) added.onerror = lost;
    added.src = policy.createScriptURL(file);
    (document.head || document.documentElement).appendChild(added);
    return added;
  }

  function begin(boot, lost) {
    boot["with"] = (script.getAttribute("data-with") || "").split(/\s+/).filter(Boolean);
    boot.add = add;
    add(__CORE__, __CORE_SRI__, "", lost).dacu = boot;
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
