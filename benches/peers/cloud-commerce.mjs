/**
 * The discount app of E-Com Plus Cloud Commerce (`@cloudcommerce/app-discounts`) on neutral carts.
 *
 * Deals of categories are its kits: a rate of the kit's subtotal, or fixed amounts by units, of which
 * it takes the highest that a category reaches. The deal of the whole cart is its open rule. It
 * writes into the rules it is given, so each call gets a copy, made before the clock starts.
 */
import { createRequire } from "node:module";

import { applyDiscount } from "@cloudcommerce/app-discounts";

/** The version and licence that are installed. */
export const { version, license } = createRequire(import.meta.url)("@cloudcommerce/app-discounts/package.json");

/** Makes a function that prices the cart and returns what it pays, in minor units. */
export function prepare({ lines, deals }, copies) {
  const items = lines.map(({ price, quantity, category }, at) => ({
    product_id: `product-${at}`,
    sku: `sku-${at}`,
    price: price / 100,
    quantity,
    categories: [{ _id: category }],
  }));
  const total = items.reduce((sum, item) => sum + item.price * item.quantity, 0);
  const data = {
    product_kit_discounts: deals.filter(({ category }) => category).flatMap(kitsOf),
    discount_rules: deals.filter(({ category }) => !category).map(ruleOf),
  };
  const ready = Array.from({ length: copies }, () => structuredClone({ data }));
  return async () => {
    const params = { items, amount: { total, subtotal: total, freight: 0, discount: 0 } };
    const answer = await applyDiscount({ params, application: ready.pop() });
    return Math.round((total - (answer.discount_rule?.extra_discount.value ?? 0)) * 100);
  };
}

function kitsOf({ category, basis_points, by_units }) {
  if (by_units)
    return by_units.map(([min_quantity, off]) => ({
      category_ids: [category],
      min_quantity,
      cumulative_discount: false,
      discount: { type: "fixed", value: off / 100 },
    }));
  const discount = { type: "percentage", value: basis_points / 100 };
  return [{ category_ids: [category], discount_kit_subtotal: true, discount }];
}

function ruleOf({ least, basis_points }) {
  return { discount: { type: "percentage", value: basis_points / 100, min_amount: least / 100 } };
}
