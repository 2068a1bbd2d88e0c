import { z } from "zod";
import { MOST_QUANTITY, MOST_SIZE, SKU } from "./offers.ts";
import { PACKAGE_SPEC_WORDS, PRICED_ITEM_WORDS, QUOTA_KIND_WORDS } from "./words.ts";

const keysOf = <Key extends string>(words: Readonly<Record<Key, unknown>>) => Object.keys(words) as Key[];

/** The terms of an offer: an edit gives all of them. */
const offer = z.strictObject({
  sku: z.string().max(32).regex(SKU),
  kind: z.enum(keysOf(QUOTA_KIND_WORDS)),
  spec: z.enum(keysOf(PACKAGE_SPEC_WORDS)).optional(),
  size: z.int().min(1).max(MOST_SIZE),
  price_fen: z.int().min(1).max(1_000_000_000),
  validity_months: z.int().min(1).max(60).optional(),
  sale_from: z.string().max(40).nullable().optional(),
  sale_until: z.string().max(40).nullable().optional(),
});

/** The shapes of the inputs of the price list and of orders (PKG-1). Amounts are integers: hundredths and millionths of the currency. */
export const QUOTA_INPUTS = {
  create_offer: offer,
  update_offer: offer.extend({
    /** The revision that the editor began from: anyone who saves second is told. */
    base_revision: z.int().min(1).optional(),
  }),
  set_unit_price: z.strictObject({
    item: z.enum(keysOf(PRICED_ITEM_WORDS)),
    price_micros: z.int().min(0).max(1_000_000_000),
  }),
  set_sale_settings: z.strictObject({ orders_confirm_themselves: z.boolean() }),
  create_order: z.strictObject({
    offer_id: z.string().max(36),
    quantity: z.int().min(1).max(MOST_QUANTITY),
    /** Of the offer, as it was shown. */
    revision: z.int().min(1),
  }),
  confirm_order: z.strictObject({ reference: z.string().max(200) }),
};
