/**
 * Medusa's promotion module (`@medusajs/promotion`) on neutral carts.
 *
 * Its service loads promotions from a database and then goes through them, larger values first,
 * asking two functions of the package: whether a promotion's rules hold, and what it takes off each
 * line. Only that loop is written out here, on promotions in memory; amounts are yuan, as decimals.
 */
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { areRulesValidForContext } = require("@medusajs/promotion/dist/utils/validations/promotion-rule.js");
const { getComputedActionsForItems } = require("@medusajs/promotion/dist/utils/compute-actions/line-items.js");

/** The version and licence that are installed. */
export const { version, license } = require("@medusajs/promotion/package.json");

/** Makes a function that prices the cart and returns what it pays, in minor units. */
export function prepare({ lines, deals }) {
  const items = lines.map(({ price, quantity, category }, at) => {
    const subtotal = (price * quantity) / 100;
    return { id: `line-${at}`, quantity, subtotal, original_total: subtotal, category };
  });
  const subtotal = items.reduce((sum, item) => sum + item.subtotal, 0);
  const promotions = deals.flatMap(promotionsOf);
  promotions.sort((a, b) => b.application_method.value - a.application_method.value);
  const context = { items, subtotal };
  return () => {
    const applied = new Map();
    let off = 0;
    for (const promotion of promotions) {
      if (!areRulesValidForContext(promotion.rules, context, "order")) continue;
      for (const action of getComputedActionsForItems(promotion, items, applied, "across"))
        off += Number(action.amount);
    }
    return Math.round((subtotal - off) * 100);
  };
}

/** A deal as promotions: one, or one a step of a ladder, which a range of subtotals keeps apart. */
function promotionsOf({ category, least, amount, basis_points, by_amount }, at) {
  const from = (minor) => rule("subtotal", "gte", minor / 100);
  if (by_amount)
    return by_amount.map(([start, off], step) => {
      const next = by_amount[step + 1];
      const rules = [from(start), ...(next ? [rule("subtotal", "lt", next[0] / 100)] : [])];
      return promotion(`deal-${at}-${step}`, "fixed", off / 100, rules);
    });
  const rules = least > 0 ? [from(least)] : [];
  if (amount) return [promotion(`deal-${at}`, "fixed", amount / 100, rules)];
  return [promotion(`deal-${at}`, "percentage", basis_points / 100, rules, category)];
}

function promotion(code, type, value, rules, category) {
  const target_rules = category ? [rule("items.category", "eq", category)] : [];
  const application_method = { type, value, allocation: "across", target_type: "items", target_rules };
  return { code, type: "standard", rules, application_method };
}

function rule(attribute, operator, value) {
  return { attribute, operator, values: [{ value: String(value) }] };
}
