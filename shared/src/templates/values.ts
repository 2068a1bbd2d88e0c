import { z } from "zod";
import { actionSchema } from "./actions.ts";

/** The values of slots in a template's content, one schema per kind of slot. */

/** An image. Where `src` may lead (the library, or a small `data:image/…`) is a finding's to say (findings.ts), as a draft may hold anything. */
export const imageValueSchema = z.strictObject({
  src: z.string(),
  alt: z.string().optional(),
  width: z.number().int().positive().optional(),
  height: z.number().int().positive().optional(),
  bytes: z.number().int().positive().optional(),
  action: actionSchema.optional(),
});
export type ImageValue = z.infer<typeof imageValueSchema>;

export const videoValueSchema = z.strictObject({
  src: z.string(),
  cover: imageValueSchema.optional(),
  width: z.number().int().positive().optional(),
  height: z.number().int().positive().optional(),
  bytes: z.number().int().positive().optional(),
  /** How long it plays, as it was measured. */
  seconds: z.number().nonnegative().optional(),
});
export type VideoValue = z.infer<typeof videoValueSchema>;

export const buttonValueSchema = z.strictObject({ text: z.string(), action: actionSchema });
export type ButtonValue = z.infer<typeof buttonValueSchema>;

export const pairValueSchema = z.strictObject({ label: z.string(), value: z.string() });
export type PairValue = z.infer<typeof pairValueSchema>;

export const leafValueSchema = z.union([
  z.string(),
  imageValueSchema,
  videoValueSchema,
  actionSchema,
  z.array(buttonValueSchema),
]);
export const itemValueSchema = z.record(z.string(), leafValueSchema);
export type ItemValue = z.infer<typeof itemValueSchema>;

export const PARAMETER_TYPES = ["text", "number", "date", "money"] as const;
export const parameterSchema = z.strictObject({
  name: z.string(),
  example: z.string(),
  type: z.enum(PARAMETER_TYPES).optional(),
});
export type Parameter = z.infer<typeof parameterSchema>;

/** Values for rendering, so that an incomplete draft can always be shown: undefined when one is missing or does not match its kind. */
export const asText = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
export const asImage = (value: unknown): ImageValue | undefined => imageValueSchema.safeParse(value).data;
export const asVideo = (value: unknown): VideoValue | undefined => videoValueSchema.safeParse(value).data;
export const asAction = (value: unknown): z.infer<typeof actionSchema> | undefined =>
  actionSchema.safeParse(value).data;

/** Of a list, those entries that match. */
const listOf =
  <Entry>(schema: z.ZodType<Entry>) =>
  (value: unknown): Entry[] =>
    (Array.isArray(value) ? value : []).flatMap((entry) => schema.safeParse(entry).data ?? []);
export const asButtons = listOf(buttonValueSchema);
export const asPairs = listOf(pairValueSchema);
export const asItems = listOf(itemValueSchema);
