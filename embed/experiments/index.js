/*
 * dacu-experiments.js: experiments of the campaign file on the page. A page that includes the loader
 * with `data-with="experiments"` has it as `Dacu.setShopper`; with a bundler, importing
 * `dacu/experiments` after `dacu` is enough.
 *
 * Assignments are those of the server's crate, vector for vector. The shopper's id is hashed here and
 * goes nowhere; kept are the names of variations, and a number from 0 to 9999 by which another shopper
 * of the same browser is told apart.
 */
import { assign, phaseAt } from './assign.js';
import { hash } from './bucket.js';
import { place } from './order.js';
import { vary } from './vary.js';

let shopper = '';
let assigned = {};

/** What is known of each campaign's element: its file's experiments and phases, and what it shows. */
const known = new WeakMap();
const hosts = new Set();
/** Exposures of this page view, for modules that come later. */
const exposures = [];

function readStore(key) {
  try {
    const { bucket, kept } = JSON.parse(localStorage.getItem(key));
    if (kept && typeof kept === 'object') return { bucket, kept };
  } catch (error) {
    // Whatever stands there is not ours.
  }
  return {};
}

function writeStore(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch (error) {
    // A browser that keeps nothing hashes again, to the same end.
  }
}

/** The assignments for every experiment of a file. */
function decide(host, { id, experiments, phases }, phase) {
  const preview = Date.parse(host.getAttribute('server-now') || '');
  const now = preview || Date.now();
  const store = host.getAttribute('store');
  const key = (store ? store + '/' : '') + 'dacu:' + id + ':experiments';
  // The same for one in ten thousand shoppers: it tells two apart, and nobody who either of them is.
  const bucket = shopper ? hash(id, shopper, 2) : -1;
  const before = readStore(key);
  const kept = before.bucket === bucket ? before.kept : {};
  const written = JSON.stringify(kept);
  const situation = {
    shopper, assigned, phases, phase: phase === undefined ? phaseAt(phases, now) : phase, now, search: location.search,
  };
  const decided = experiments.map((experiment) => assign(experiment, situation, kept));
  if (JSON.stringify(kept) !== written) writeStore(key, { bucket, kept });
  return decided;
}

const shown = (decided) => JSON.stringify(decided.map(({ variation, takesPart }) => [variation, takesPart]));

/** The campaign's element, also where it is inside another's shadow root. */
const hostOf = (event) => event.composedPath()[0];

function heardFile(event) {
  const file = event.detail;
  const host = hostOf(event);
  if (!file || !Array.isArray(file.experiments)) return;
  try {
    const { id, phases, experiments } = JSON.parse(JSON.stringify(file));
    const before = known.get(host);
    const about = { id, phases, experiments, phase: before && before.id === id ? before.phase : undefined };
    const decided = decide(host, about, about.phase);
    let order;
    decided.forEach(({ variation }, at) => {
      if (!variation) return;
      order = experiments[at].variations[variation].order || order;
      vary(file, file.experiments[at], variation);
    });
    known.set(host, Object.assign(about, { decided, order, fresh: true }));
    hosts.add(host);
    if (decided.some(({ variation }) => variation)) event.preventDefault();
  } catch (error) {
    // Everyone sees such a file as it stands; `dacu lint` says what is wrong with it.
    console.warn('dacu: experiments: ' + error);
  }
}

function heardReady(event) {
  const host = hostOf(event);
  const about = known.get(host);
  // With personalisation off nobody was asked.
  if (!about || !about.fresh) {
    known.delete(host);
    hosts.delete(host);
    return place(host, null);
  }
  about.fresh = false;
  place(host, about.order);
  about.decided.forEach(({ variation, takesPart }, at) => {
    if (!takesPart) return;
    const experiment = about.experiments[at];
    expose(host, { campaign: about.id, experiment: experiment.id, variation: experiment.variations[variation].id });
  });
}

/** Once for each shopper, experiment and variation. */
function expose(host, detail) {
  const same = (told) => told.shopper === shopper && JSON.stringify(told.detail) === JSON.stringify(detail);
  if (exposures.some(same)) return;
  exposures.push({ shopper, host, detail });
  host.dispatchEvent(new CustomEvent('dacu-expose', { bubbles: true, composed: true, detail }));
}

/** The server's clock has its own opinion of which phase is on. */
function heardPhase(event) {
  const host = hostOf(event);
  const about = known.get(host);
  if (!about) return;
  about.phase = event.detail.phase;
  again(host);
}

/** Has the file varied again where somebody would see something else, or be counted. */
function again(host) {
  const about = known.get(host);
  const page = host.own || host.page;
  if (page && shown(decide(host, about, about.phase)) !== shown(about.decided)) page.vary();
}

const dacu = typeof window === 'undefined' ? null : window.__dacu;
if (dacu && !dacu.experiments) {
  document.addEventListener('dacu-vary', heardFile);
  document.addEventListener('dacu-ready', heardReady);
  document.addEventListener('dacu-phase', heardPhase);
  dacu.experiments = {
    setShopper(id, words) {
      shopper = String(id || '');
      assigned = words || {};
      hosts.forEach((host) => (host.isConnected ? again(host) : hosts.delete(host)));
      return Promise.resolve(null);
    },
    /** `{host, detail}` of each exposure of this page view. */
    exposures: () => exposures.map(({ host, detail }) => ({ host, detail })),
  };
}
