/*
 * Events on their way to a server: in batches, at least once, and counted. At any moment
 *
 *   emitted = delivered + dropped + waiting
 *
 * An event has an id that stays the same however often it is sent, so that the server can take it
 * once. The queue is in memory only: what is stored outlives a consent. So what a killed page had
 * not handed over is lost, and a page hands over all it has whenever it is hidden.
 */

/** The most that a beacon or a request with `keepalive` takes is 64 KiB, for all that are open. */
const BODY_BYTES = 60000;

/** Events in one request. */
const BATCH = 20;

/** Events that are kept while the server cannot be reached; then the oldest go. */
const MOST_EVENTS = 200;

/** And their bytes. */
const MOST_BYTES = 64000;

/** A request without an answer for this long is sent again, in milliseconds. */
const PATIENCE = 30000;

/** Between an event and the request that takes it along with its neighbours, in milliseconds. */
const GATHER = 2000;

/** The longest wait between two tries, in milliseconds. */
const LONGEST_WAIT = 300000;

/** Refusals that another try can change. */
const PASSING = [408, 425, 429];

export class Queue {
  /**
   * @param {object} ways
   * @param {(body: string) => Promise<{status: number, retryAfter?: number}>} ways.send rejects
   *   when nothing came back; `retryAfter` in milliseconds
   * @param {(body: string) => boolean} ways.beacon whether the browser has taken it over
   * @param {(then: Function, ms: number) => *} ways.later
   * @param {(timer: *) => void} ways.cancel
   * @param {() => string} ways.id
   * @param {() => number} ways.random in [0, 1)
   * @param {(events: object[], dropped: object) => string} ways.pack the body of a request
   */
  constructor(ways) {
    this.ways = ways;
    /** What has not been settled, oldest first; what is in a request stays here until it is answered. */
    this.waiting = [];
    this.bytes = 0;
    this.request = null;
    this.timer = null;
    this.failures = 0;
    this.emitted = 0;
    this.delivered = 0;
    this.dropped = { overflow: 0, refused: 0, withdrawn: 0 };
  }

  /** Takes an event; `false` if it alone is more than a request can hold. */
  emit(event) {
    const kept = { id: this.ways.id(), ...event };
    this.emitted += 1;
    const bytes = sizeOf(kept);
    if (bytes > BODY_BYTES / 2) {
      this.dropped.overflow += 1;
      return false;
    }
    this.waiting.push({ event: kept, bytes });
    this.bytes += bytes;
    this.trim();
    if (this.waiting.length >= BATCH && !this.failures) this.flush();
    else this.gather(GATHER);
    return true;
  }

  /** Sends a batch, unless one is on its way. */
  flush() {
    if (this.request || !this.waiting.length) return;
    this.ways.cancel(this.timer);
    this.timer = null;
    const batch = this.batch(this.waiting);
    const request = { batch };
    this.request = request;
    const settle = (then) => (answer) => {
      // A late answer says nothing of what was sent again meanwhile.
      if (this.request !== request) return;
      this.ways.cancel(request.timer);
      this.request = null;
      then(answer);
    };
    const lost = settle(() => this.again(0));
    request.timer = this.ways.later(lost, PATIENCE);
    let sent;
    try {
      sent = this.ways.send(this.pack(batch));
    } catch (error) {
      return void lost();
    }
    sent.then(settle(({ status, retryAfter }) => {
      if (status >= 200 && status < 300) {
        this.failures = 0;
        this.delivered += this.remove(batch);
      } else if (status >= 400 && status < 500 && PASSING.indexOf(status) < 0) {
        this.failures = 0;
        this.dropped.refused += this.remove(batch);
      } else return this.again(retryAfter);
      if (this.waiting.length) this.gather(this.waiting.length >= BATCH ? 0 : GATHER);
    }), lost);
  }

  /**
   * Hands everything to the browser, which sends it even if the page is gone: what is in a request
   * as well, since a page that is hidden may never hear of it.
   */
  hide() {
    let rest = this.waiting.slice();
    while (rest.length) {
      const batch = this.batch(rest, this.waiting.length);
      if (!this.beacon(this.pack(batch))) break;
      this.delivered += this.remove(batch);
      rest = rest.slice(batch.length);
    }
    if (this.request && !this.request.batch.some((kept) => this.waiting.indexOf(kept) >= 0)) {
      this.ways.cancel(this.request.timer);
      this.request = null;
    }
    if (!this.request && this.waiting.length) this.gather(GATHER);
  }

  /**
   * Forgets everything that was not answered: the shopper has withdrawn their consent. A request that
   * is on its way cannot be called back, and counts as forgotten.
   */
  withdraw() {
    this.ways.cancel(this.timer);
    this.timer = null;
    if (this.request) this.ways.cancel(this.request.timer);
    this.request = null;
    this.dropped.withdrawn += this.remove(this.waiting.slice());
    this.failures = 0;
  }

  /** `{emitted, delivered, dropped, waiting}`; the first is the sum of the others. */
  counts() {
    const { overflow, refused, withdrawn } = this.dropped;
    return {
      emitted: this.emitted,
      delivered: this.delivered,
      dropped: overflow + refused + withdrawn,
      waiting: this.waiting.length,
    };
  }

  beacon(body) {
    try {
      return this.ways.beacon(body);
    } catch (error) {
      return false;
    }
  }

  pack(batch) {
    return this.ways.pack(batch.map(({ event }) => event), this.dropped);
  }

  /** As many of the first as one request holds. */
  batch(items, most = BATCH) {
    let bytes = 0;
    let count = 0;
    while (count < items.length && count < most && bytes + items[count].bytes <= BODY_BYTES - 500) {
      bytes += items[count].bytes;
      count += 1;
    }
    return items.slice(0, count);
  }

  /** Takes items out and says how many were still there. */
  remove(items) {
    const before = this.waiting.length;
    this.waiting = this.waiting.filter((kept) => items.indexOf(kept) < 0);
    this.bytes = this.waiting.reduce((sum, kept) => sum + kept.bytes, 0);
    return before - this.waiting.length;
  }

  trim() {
    while (this.waiting.length > MOST_EVENTS || this.bytes > MOST_BYTES) {
      // What is in a request may have arrived already.
      const at = this.request ? this.waiting.findIndex((kept) => this.request.batch.indexOf(kept) < 0) : 0;
      this.bytes -= this.waiting.splice(at, 1)[0].bytes;
      this.dropped.overflow += 1;
    }
  }

  /** Tries again later: when the server says, else after 1, 2, 4 ... seconds, and up to as much more. */
  again(retryAfter) {
    this.failures += 1;
    const wait = Math.min(LONGEST_WAIT, 1000 * Math.pow(2, Math.min(this.failures - 1, 8)));
    const least = Math.min(LONGEST_WAIT, retryAfter || 0);
    this.gather(Math.max(least, wait) + Math.floor(wait * this.ways.random()), true);
  }

  gather(ms, afresh) {
    if (this.timer !== null && !afresh) return;
    this.ways.cancel(this.timer);
    this.timer = this.ways.later(() => {
      this.timer = null;
      this.flush();
    }, ms);
  }
}

/** Bytes of an event in UTF-8 JSON, with its comma. */
function sizeOf(event) {
  const text = JSON.stringify(event);
  let bytes = 1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // Each half of a surrogate pair stands for two of its four bytes.
    bytes += code < 128 ? 1 : code < 2048 || (code >= 0xd800 && code < 0xe000) ? 2 : 3;
  }
  return bytes;
}
