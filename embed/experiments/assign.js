/*
 * Which variation a shopper sees, in the order of steps of crates/campaign/src/experiment/assign.rs.
 */
import { asked, choose, hash, inNamespace } from './bucket.js';

/** Whether a variation changes what a shopper pays or can win. */
const material = ({ offers, odds }) => Boolean(odds || (offers && offers.length));

/** What an assignment is kept under. */
const keyOf = (id, version) => id + '__' + version;

/** From the first start to the last end of the phases in which the campaign runs. */
function hull(phases) {
  const on = phases.filter(({ kind }) => kind !== 'after');
  return [
    Math.min(...on.map(({ from }) => Date.parse(from))),
    Math.max(...on.map(({ until }) => Date.parse(until))),
  ];
}

/** The phase that is on: the highest precedence, then the one that starts later. */
export function phaseAt(phases, now) {
  let best = null;
  phases.forEach((phase) => {
    const [from, until] = [Date.parse(phase.from), Date.parse(phase.until)];
    if (now < from || now >= until) return;
    const rank = [phase.precedence || 0, from];
    const before = !best || rank[0] > best.rank[0] || (rank[0] === best.rank[0] && rank[1] > best.rank[1]);
    if (before) best = { rank, id: phase.id };
  });
  return best ? best.id : '';
}

/**
 * @param {object} experiment of the campaign file
 * @param {object} situation
 * @param {string} situation.shopper the shopper's id; nobody without one takes part
 * @param {object} situation.assigned variations by experiment, as the server has given them
 * @param {object[]} situation.phases of the campaign file
 * @param {string} situation.phase the phase that is on
 * @param {number} situation.now the time
 * @param {string} situation.search of the page's address
 * @param {object} kept assignments by {@link keyOf}; a new one is added
 * @returns {{variation: number, takesPart: boolean, why: string}}
 */
export function assign(experiment, { shopper, assigned = {}, phases, phase, now, search }, kept) {
  const { id, variations, phases: during = [], bucket_version: version = 0 } = experiment;
  const out = (why, variation = 0) => ({ variation, takesPart: false, why });
  const part = (why, variation) => ({ variation, takesPart: true, why });
  const named = (name) => variations.findIndex((variation) => variation.id === name);
  // What is paid or won shows by the server's word alone, and only where somebody has reviewed it.
  const serious = variations.some(material);

  const wanted = asked(id, search, variations.length);
  if (wanted >= 0 && !serious) return out('override', wanted);
  if (!shopper) return out('no_shopper');
  const [first, last] = hull(phases);
  const from = experiment.from ? Date.parse(experiment.from) : first;
  const until = experiment.until ? Date.parse(experiment.until) : last;
  if ((during.length && during.indexOf(phase) < 0) || now < from || now >= until) return out('not_running');

  const given = Object.prototype.hasOwnProperty.call(assigned, id) ? named(assigned[id]) : -1;
  if (serious) return given >= 0 && experiment.review ? part('assigned', given) : out('not_assigned');
  if (given >= 0) return part('assigned', given);

  let found;
  for (let before = 0; before < (experiment.min_bucket_version || 0); before += 1)
    if (keyOf(id, before) in kept) return out('blocked');
  const known = named(kept[keyOf(id, version)]);
  if (known >= 0) found = part('sticky', known);
  else {
    if (experiment.namespace && !inNamespace(shopper, experiment.namespace)) return out('other_namespace');
    const { seed = id, hash_version: hashed = 2, coverage = 10000 } = experiment;
    const weights = variations.map(({ weight }) => weight);
    const chosen = choose(hash(seed, shopper, hashed), weights, coverage);
    if (chosen < 0) return out('not_covered');
    found = part('hashed', chosen);
  }
  // Nothing is kept: who is forced has not been bucketed.
  if (experiment.force !== undefined) return out('forced', Math.max(0, named(experiment.force)));
  kept[keyOf(id, version)] = variations[found.variation].id;
  return found;
}
