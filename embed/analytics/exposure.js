/*
 * When something counts as seen: half of it in the viewport of a focused tab for one unbroken
 * second, once a view (the Media Rating Council's rule for display).
 */

/** The share that has to be visible. */
export const SHARE = 0.5;

/** How long, in milliseconds. */
export const STAY = 1000;

/** The rule without a browser. Keys are whatever can be seen: elements. */
export class Exposures {
  /**
   * @param {object} ways
   * @param {() => number} ways.now a monotonic clock in milliseconds
   * @param {(then: Function, ms: number) => *} ways.later
   * @param {(timer: *) => void} ways.cancel
   * @param {(key: *) => void} ways.seen
   */
  constructor(ways) {
    this.ways = ways;
    this.focused = false;
    this.states = new Map();
  }

  /** So much of it is in the viewport now. */
  look(key, share) {
    const state = this.states.get(key) || { seen: false, since: null, timer: null };
    this.states.set(key, state);
    state.share = share;
    this.weigh(key, state);
  }

  /** It is no longer there. */
  forget(key) {
    const state = this.states.get(key);
    if (state) this.ways.cancel(state.timer);
    this.states.delete(key);
  }

  /** The tab has come into focus, or lost it. */
  focus(focused) {
    this.focused = focused;
    this.states.forEach((state, key) => this.weigh(key, state));
  }

  /** A new view begins: everything can be seen once more. */
  renew() {
    this.states.forEach((state, key) => {
      this.stop(state);
      state.seen = false;
      this.weigh(key, state);
    });
  }

  weigh(key, state) {
    if (state.seen) return;
    if (!this.focused || state.share < SHARE) return this.stop(state);
    if (state.since !== null) return;
    state.since = this.ways.now();
    this.wait(key, state, STAY);
  }

  wait(key, state, ms) {
    state.timer = this.ways.later(() => {
      // A timer may come early by a fraction, and the clock decides.
      const left = state.since + STAY - this.ways.now();
      if (left > 0) return this.wait(key, state, left);
      state.timer = null;
      state.seen = true;
      this.ways.seen(key);
    }, ms);
  }

  stop(state) {
    this.ways.cancel(state.timer);
    state.timer = null;
    state.since = null;
  }
}

/**
 * The visible share of a box: of what could be visible, so that a widget that is taller than the
 * screen can be seen at all.
 */
export function shareOf(box, visible, screen) {
  const width = Math.min(box.width, screen.width);
  const height = Math.min(box.height, screen.height);
  const all = width * height;
  return all > 0 ? Math.min(1, (visible.width * visible.height) / all) : 0;
}

/** Steps at which the browser tells: fine enough for boxes of many screens. */
const STEPS = [0.01, 0.02, 0.03, 0.04].concat(Array.from({ length: 21 }, (_, at) => at / 20));

/** Boxes that the browser does not tell about are measured this often, in milliseconds. */
const MEASURE = 250;

/**
 * Follows elements; `look(element, share)` tells what is visible of them.
 *
 * @returns {{watch: Function, unwatch: Function, close: Function}}
 */
export function follow(window, look) {
  const screen = () => ({ width: window.innerWidth, height: window.innerHeight });
  if (window.IntersectionObserver) {
    const watched = new Set();
    const observer = new window.IntersectionObserver((entries) => {
      entries.forEach(({ target, boundingClientRect: box, intersectionRect, rootBounds, isIntersecting }) => {
        look(target, shareOf(box, intersectionRect, rootBounds || screen()));
        // All of an empty box is visible, so the browser tells nothing new when a widget fills it.
        if (isIntersecting && !(box.width * box.height)) window.setTimeout(anew, MEASURE, target);
      });
    }, { threshold: STEPS });
    const anew = (element) => {
      if (!watched.has(element)) return;
      observer.unobserve(element);
      observer.observe(element);
    };
    return {
      watch(element) {
        watched.add(element);
        observer.observe(element);
      },
      unwatch(element) {
        watched.delete(element);
        observer.unobserve(element);
      },
      close() {
        watched.clear();
        observer.disconnect();
      },
    };
  }
  // iOS before 12.2. Scrolling there tells rarely, so the clock does.
  const elements = new Set();
  const measure = () => elements.forEach((element) => {
    const box = element.getBoundingClientRect();
    const { width, height } = screen();
    const visible = {
      width: Math.max(0, Math.min(box.right, width) - Math.max(box.left, 0)),
      height: Math.max(0, Math.min(box.bottom, height) - Math.max(box.top, 0)),
    };
    look(element, shareOf(box, visible, { width, height }));
  });
  const timer = window.setInterval(measure, MEASURE);
  return {
    watch: (element) => elements.add(element),
    unwatch: (element) => elements.delete(element),
    close: () => window.clearInterval(timer),
  };
}
