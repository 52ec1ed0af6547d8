/*
 * The contract between a page and an app that answers: requests with ids, replies, and one
 * version number. docs/hosts.md is its text for app developers.
 *
 *   page -> app   {dacu: 1, hello: true}
 *   app  -> page  {dacu: 1, offers: ["login", "pay"]}          again whenever it changes
 *   page -> app   {dacu: 1, id: "k3v9-1", ask: "login", detail: {...}}
 *   app  -> page  {dacu: 1, id: "k3v9-1", outcome: "done", data: {...}}
 *   app  -> page  {dacu: 1, event: "resume"}               it shows its webview again
 *
 * The page speaks first (Alipay's channel to the page opens with that). Until the app has said
 * what it offers, it offers nothing.
 */
import { ANSWERS, PATIENCE } from './host.js';

export const VERSION = 1;

/** Questions that are kept for a late answer. */
const MOST_WAITING = 50;

export class Contract {
  /**
   * @param {(message: object) => void} send
   * @param {(what: string) => void} told is called with `offers` when the app has said what it offers,
   *   and with `resume`
   */
  constructor(send, told) {
    this.send = send;
    this.told = told;
    this.offers = [];
    this.waiting = new Map();
    // A reply to a page that was here before must not be taken for one to this page.
    this.mark = Math.random().toString(36).slice(2, 10);
    this.count = 0;
  }

  hello() {
    this.send({ dacu: VERSION, hello: true });
  }

  /** Takes a message of the app, as an object or as JSON; false if it is none of this contract. */
  receive(message) {
    let read = message;
    if (typeof message === 'string') {
      try {
        read = JSON.parse(message);
      } catch (error) {
        return false;
      }
    }
    if (!read || read.dacu !== VERSION) return false;
    if (Array.isArray(read.offers)) {
      this.offers = read.offers.filter((name) => Object.prototype.hasOwnProperty.call(PATIENCE, name));
      this.told('offers');
      return true;
    }
    if (read.event === 'resume') {
      this.told('resume');
      return true;
    }
    const tell = this.waiting.get(read.id);
    if (!tell || ANSWERS.indexOf(read.outcome) < 0) return false;
    this.waiting.delete(read.id);
    tell(read.outcome, read.data);
    return true;
  }

  /** The bridge to the app. */
  bridge() {
    return (capability, detail) => this.offers.indexOf(capability) >= 0 && ((tell) => {
      const id = this.mark + '-' + (this.count += 1);
      this.waiting.set(id, tell);
      if (this.waiting.size > MOST_WAITING) this.waiting.delete(this.waiting.keys().next().value);
      this.send({ dacu: VERSION, id, ask: capability, detail });
    });
  }
}
