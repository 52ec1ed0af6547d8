/*
 * One event under the names of three worlds: ours, Google Analytics 4 and Segment. Where theirs has
 * an event for it, that is its name and those are its fields; else ours goes as a custom event.
 * docs/analytics.md is this table for people.
 */

/** Amounts are minor units here, and there decimals of the currency. */
function amount(minor, currency) {
  const digits = digitsOf(currency);
  return Number(minor + 'e-' + digits);
}

function digitsOf(currency) {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    return format.resolvedOptions().maximumFractionDigits;
  } catch (error) {
    return 2;
  }
}

const quoted = ({ currency, payable, saved, ruleset }) => ({
  currency,
  value: amount(payable, currency),
  discount: amount(saved, currency),
  ruleset,
});

const shown = ({ campaign, widget, slot, position }) => ({
  promotion_id: campaign,
  creative_name: slot ? widget + ':' + slot : widget,
  creative_slot: position,
});

const promoted = ({ campaign, widget, slot, position }) => ({
  promotion_id: campaign,
  creative: slot ? widget + ':' + slot : widget,
  position,
});

/** Our name, GA4's with its fields, Segment's with its fields. */
const TABLE = {
  exposure: [['view_promotion', shown], ['Promotion Viewed', promoted]],
  click: [['select_promotion', shown], ['Promotion Clicked', promoted]],
  claim: [['coupon_claim', ({ coupon }) => ({ coupon })], ['Coupon Claimed', ({ coupon }) => ({ coupon_id: coupon })]],
  draw: [['draw_result', ({ draw, prize }) => ({ draw, prize })], ['Draw Completed', ({ draw, prize }) => ({ draw, prize })]],
  reserve: [['flash_reserve', ({ offer }) => ({ offer })], ['Flash Item Reserved', ({ offer }) => ({ offer })]],
  experiment: [
    ['experience_impression', ({ experiment, variation }) => ({ exp_variant_string: experiment + '-' + variation })],
    ['Experiment Viewed', ({ experiment, variation }) => ({ experiment_id: experiment, variation_id: variation })],
  ],
  task: [['draw_task', ({ draw, task }) => ({ draw, task })], ['Draw Task Started', ({ draw, task }) => ({ draw, task })]],
  quote: [['quote', quoted], ['Cart Quoted', quoted]],
  checkout: [['begin_checkout', quoted], ['Checkout Started', quoted]],
  fault: [
    ['exception', ({ reason, request }) => ({ description: request ? request + ':' + reason : reason, fatal: false })],
    ['Fault', ({ reason, request }) => ({ reason, request })],
  ],
  vital: [
    ['web_vitals', ({ metric, value, rating, widget }) => ({ metric_name: metric, metric_value: value, metric_rating: rating, widget })],
    ['Web Vital', ({ metric, value, rating, widget }) => ({ metric, value, rating, widget })],
  ],
};

/** Every event there is. */
export const EVENTS = Object.keys(TABLE);

function named(world, event) {
  const [name, fields] = TABLE[event.name][world];
  // A coupon that was refused has a name of its own in Segment's specification.
  if (world && event.name === 'fault' && event.request === 'claim') return ['Coupon Denied', { reason: event.reason }];
  return [name, fields(event)];
}

/** `[name, parameters]` for Google Analytics 4. */
export const ga4 = (event) => named(0, event);

/** `[name, properties]` for Segment. */
export const segment = (event) => named(1, event);
