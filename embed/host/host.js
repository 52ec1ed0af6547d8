/*
 * What the surroundings of a page can do for it, as capabilities. Code asks `host.can('share')`
 * and never which app it is in.
 *
 * A bridge is a function `(capability, detail) => act`, where `act(tell)` does it and calls
 * `tell(outcome, data)`; without an `act` there is no such capability. It is asked anew each time,
 * because an app's script may come later than ours.
 */
import { forbids } from './channel.js';

/**
 * What can be asked for, and how long an answer may take, in milliseconds. Where a person decides
 * something, that is minutes; elsewhere silence soon means that no answer will come.
 */
export const PATIENCE = {
  navigate: 1500,
  share: 120000,
  login: 120000,
  pay: 300000,
  close: 1500,
  haptic: 500,
  subscribe: 120000,
  message: 500,
  realtime: 10000,
};

/**
 * What became of it:
 *   done         the host says that it happened
 *   handed       it was handed over, and this host says no more: a mailbox, a page of the app
 *   cancelled    the shopper declined
 *   failed       the host says that it cannot
 *   unanswered   no word in time; a late one is told to listeners
 *   unsupported  there is no such capability here
 *   forbidden    the channel forbids it
 *
 * `done` is the host's word and no proof: that something was paid or subscribed to, the shop's
 * server says.
 */
export const ANSWERS = ['done', 'handed', 'cancelled', 'failed'];

export class Host {
  /**
   * @param {{channel: string}} environment from detect.js
   * @param {Function} bridge
   * @param {string} [channel] where the author says the page is; adds to what is forbidden
   */
  constructor(environment, bridge, channel) {
    this.bridge = bridge;
    this.declared = channel;
    this.listeners = new Set();
    this.timers = new Set();
    this.found(environment);
  }

  /** Takes what has become known of the surroundings. */
  found(environment) {
    this.environment = environment;
    this.channels = [environment.channel, this.declared].filter(Boolean);
  }

  /** Whether this can be asked for, here and on this channel. */
  can(capability, detail = {}) {
    return !this.refusal(capability, detail);
  }

  /** Asks; resolves with `{capability, outcome, data}` and never rejects. */
  ask(capability, detail = {}) {
    const refusal = this.refusal(capability, detail);
    return new Promise((resolve) => {
      let said = '';
      let timer;
      const tell = (outcome, data) => {
        clearTimeout(timer);
        this.timers.delete(timer);
        // After silence one word is heard all the same; after a word, nothing.
        if (said && said !== 'unanswered') return;
        const answer = { capability, outcome, data };
        if (said) answer.late = true;
        said = outcome;
        this.listeners.forEach((listener) => listener(answer, detail));
        resolve(answer);
      };
      if (refusal) return tell(refusal);
      timer = setTimeout(tell, PATIENCE[capability], 'unanswered');
      this.timers.add(timer);
      try {
        this.bridge(capability, detail)(tell);
      } catch (error) {
        tell('failed', String(error));
      }
    });
  }

  /** Calls `listener(answer, detail)` with every answer; returns what ends it. */
  on(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  close() {
    this.timers.forEach(clearTimeout);
    this.timers.clear();
    this.listeners.clear();
  }

  refusal(capability, detail) {
    if (!Object.prototype.hasOwnProperty.call(PATIENCE, capability)) return 'unsupported';
    if (forbids(this.channels, capability, detail)) return 'forbidden';
    return this.bridge(capability, detail) ? '' : 'unsupported';
  }
}

/** The bridge that asks the first of these that can. */
export function firstOf(bridges) {
  return (capability, detail) => {
    for (const bridge of bridges) {
      const act = bridge(capability, detail);
      if (act) return act;
    }
    return null;
  };
}
