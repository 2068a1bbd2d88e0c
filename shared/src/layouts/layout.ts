import { z } from "zod";
import { VENDORS } from "../vendors/words.ts";

/** The schema of the layout catalogue (spec TPL-2). All of it is JSON, because the database reads it too. */

export const CATEGORIES = ["image", "video", "commerce", "text", "notice", "trip", "flight_trip"] as const;
export type Category = (typeof CATEGORIES)[number];

const wordsSchema = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const vendorSchema = z.enum(VENDORS);

/** A maximum count: `max` for all, other values by vendor; for several vendors the lowest applies. */
const countSchema = z.strictObject({
  min: z.number().int().min(0),
  max: z.number().int().min(1),
  by_vendor: z.partialRecord(vendorSchema, z.number().int().min(0)).optional(),
});
export type Count = z.infer<typeof countSchema>;

/** The condition for a slot or an option to exist; several conditions are combined with AND. */
const whenSchema = z.strictObject({
  style: z.array(z.string()).optional(),
  /** `by_item`: inside a list, each entry has an option of its own, whose name ends in the entry's number. */
  option: z
    .strictObject({
      name: z.string(),
      by_item: z.literal(true).optional(),
      is: z.array(z.union([z.string(), z.boolean()])),
    })
    .optional(),
});
export type When = z.infer<typeof whenSchema>;

const common = {
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  words: wordsSchema,
  required: z.boolean(),
  when: whenSchema.optional(),
  /** The slot requires that only these vendors are chosen. With others among them it is left out, so it is not required. */
  only_vendors: z.array(vendorSchema).optional(),
  /** The slot is only shown on phones of this vendor; other vendors may be chosen too (OPPO's background). */
  for_vendor: vendorSchema.optional(),
};

const textSlotSchema = z.strictObject({
  kind: z.literal("text"),
  ...common,
  /** Characters (code points), with parameters replaced by their examples. */
  max_length: z.number().int().min(1),
  multiline: z.boolean(),
});
const imageSlotSchema = z.strictObject({
  kind: z.literal("image"),
  ...common,
  /** Aspect ratio width:height, one for all styles or one per style. */
  ratio: z.union([z.string(), z.record(z.string(), z.string())]),
  /** The guide names the ratio, or the author chose it as the style: another one is an error. Elsewhere it is our advice. */
  must_ratio: z.literal(true).optional(),
  max_bytes: z.number().int(),
  /** May it have an action? */
  action: z.boolean(),
});
const videoSlotSchema = z.strictObject({
  kind: z.literal("video"),
  ...common,
  ratio: z.union([z.string(), z.record(z.string(), z.string())]),
  /** As of an image, for its cover. */
  must_ratio: z.literal(true).optional(),
  max_bytes: z.number().int(),
  cover: z.boolean(),
});
const actionSlotSchema = z.strictObject({ kind: z.literal("action"), ...common });
const choiceSlotSchema = z.strictObject({
  kind: z.literal("choice"),
  ...common,
  values: z.array(z.strictObject({ value: z.string(), words: wordsSchema })).min(2),
});
const buttonsSlotSchema = z.strictObject({
  kind: z.literal("buttons"),
  ...common,
  count: countSchema,
  max_length: z.number().int(),
});
const pairsSlotSchema = z.strictObject({
  kind: z.literal("pairs"),
  ...common,
  count: countSchema,
  max_label: z.number().int(),
  max_value: z.number().int(),
});
const leafSlotSchema = z.discriminatedUnion("kind", [
  textSlotSchema,
  imageSlotSchema,
  videoSlotSchema,
  actionSlotSchema,
  choiceSlotSchema,
  buttonsSlotSchema,
]);
const listSlotSchema = z.strictObject({
  kind: z.literal("list"),
  ...common,
  count: countSchema,
  of: z.array(leafSlotSchema).min(1),
});
export const slotSchema = z.discriminatedUnion("kind", [
  textSlotSchema,
  imageSlotSchema,
  videoSlotSchema,
  actionSlotSchema,
  choiceSlotSchema,
  buttonsSlotSchema,
  pairsSlotSchema,
  listSlotSchema,
]);

export type TextSlot = z.infer<typeof textSlotSchema>;
export type ImageSlot = z.infer<typeof imageSlotSchema>;
export type VideoSlot = z.infer<typeof videoSlotSchema>;
export type ActionSlot = z.infer<typeof actionSlotSchema>;
export type ChoiceSlot = z.infer<typeof choiceSlotSchema>;
export type ButtonsSlot = z.infer<typeof buttonsSlotSchema>;
export type PairsSlot = z.infer<typeof pairsSlotSchema>;
export type ListSlot = z.infer<typeof listSlotSchema>;
export type LeafSlot = z.infer<typeof leafSlotSchema>;
export type Slot = z.infer<typeof slotSchema>;

/**
 * An option of the layout besides its slots. `only_vendors` on a value: the value requires that only these are chosen. On the option: with other
 * vendors among them it is not chosen at all, and its first value has no effect.
 */
const optionSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  words: wordsSchema,
  when: whenSchema.optional(),
  only_vendors: z.array(vendorSchema).optional(),
  values: z
    .array(
      z.strictObject({
        value: z.union([z.string(), z.boolean()]),
        words: wordsSchema,
        only_vendors: z.array(vendorSchema).optional(),
        /** The colours of a colour option: first button, second button. */
        colours: z.array(z.string().regex(/^#[0-9A-F]{6}$/)).optional(),
      }),
    )
    .min(2),
  /** The first value is the default when none is given. */
});
export type LayoutOption = z.infer<typeof optionSchema>;

export const layoutSchema = z.strictObject({
  layout: z.string().regex(/^[a-z][a-z0-9_]*$/),
  category: z.enum(CATEGORIES),
  words: wordsSchema,
  vendors: z.array(vendorSchema).min(1),
  /** The first style is the default. Empty: the layout has a single style. */
  styles: z.array(z.strictObject({ style: z.string(), words: wordsSchema })),
  options: z.array(optionSchema),
  slots: z.array(slotSchema).min(1),
  max_parameters: z.number().int(),
  /** Maximum images over all slots, where the layout limits them. */
  max_images: z.number().int().optional(),
});
export type Layout = z.infer<typeof layoutSchema>;
