/*
 * dacu-vitals.js: how the page felt, by Google's `web-vitals`, as `dacu-vital` events on the
 * document, which analytics/index.js records. Each says which widget it was about, where the browser
 * can tell: it keeps nodes inside a shadow root to itself, so their places and times have to do.
 */
import { onCLS, onFCP, onINP, onLCP, onTTFB } from 'web-vitals';

import { WIDGET_TAGS, widgetName } from '../widgets.js';

/** Presses that are kept to look an interaction up in. */
const MOST_PRESSES = 50;

const presses = [];

function widgetOf(node) {
  const element = node && (node.nodeType === 1 ? node : node.parentElement);
  const widget = element && element.closest(WIDGET_TAGS);
  return widget ? widgetName(widget) : '';
}

/** The widget in the middle of a rectangle of the viewport. */
function widgetAt({ left, top, width, height }) {
  return widgetOf(document.elementFromPoint(left + width / 2, top + height / 2));
}

function pressed(event) {
  presses.push([event.timeStamp, event.target]);
  if (presses.length > MOST_PRESSES) presses.shift();
}

function about(metric) {
  const entry = metric.entries[metric.entries.length - 1];
  if (!entry) return '';
  if (metric.name === 'LCP') return widgetOf(entry.element);
  if (metric.name === 'CLS') {
    const source = (entry.sources || [])[0];
    return source ? widgetOf(source.node) || widgetAt(source.currentRect) : '';
  }
  if (metric.name !== 'INP') return '';
  const press = presses.find(([at]) => Math.abs(at - entry.startTime) < 1);
  return widgetOf(entry.target) || (press ? widgetOf(press[1]) : '');
}

function told(metric) {
  // A layout shift is a share, and in ten-thousandths it is a whole number like the milliseconds.
  const value = Math.round(metric.name === 'CLS' ? metric.value * 10000 : metric.value);
  const detail = { metric: metric.name, value, rating: metric.rating };
  const widget = about(metric);
  if (widget) detail.widget = widget;
  document.dispatchEvent(new CustomEvent('dacu-vital', { detail }));
}

['pointerdown', 'pointerup', 'click', 'keydown'].forEach((type) => {
  addEventListener(type, pressed, { capture: true, passive: true });
});
[onCLS, onFCP, onINP, onLCP, onTTFB].forEach((observe) => observe(told));
