import { z } from "zod";

/** The makers whose phones show cards. The carrier is another company: it keeps its own list. */
export const VENDORS = ["huawei", "xiaomi", "oppo", "vivo", "meizu", "samsung"] as const;
export type Vendor = (typeof VENDORS)[number];

/** What a message is: a card (智能信息), a video SMS (基础版), or plain text. Stored by position: only append. */
export const KINDS = ["aim", "basic", "text"] as const;
export type Kind = (typeof KINDS)[number];

/** Most messages in a batch, references in a query, and items in a callback (carrier.md). */
export const MOST = 1_000;

export const reference = z
  .string()
  .regex(/^[\x21-\x7e]{1,128}$/, "must be 1 to 128 visible ASCII characters without spaces");

/** An address that a browser opens, and no user name in it. */
export function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
}

const WEB_ADDRESS = "must be an http or https address without a user name in it";
const callbackUrl = z.string().refine(isWebAddress, WEB_ADDRESS);

const message = z.object({
  reference,
  to: z.string().max(64),
  text: z.string().max(10_000).nullish(),
  link: z.string().max(2_048).nullish(),
  params: z.record(z.string(), z.unknown()).nullish(),
});

/** Body of `POST /v1/messages`, once the number of messages has been looked at. */
export const batchBody = z.object({
  channel: z.string().min(1).max(64),
  signature: z.string().max(64),
  kind: z.enum(KINDS),
  template: z.string().max(128).nullish(),
  callback_url: callbackUrl,
  messages: z.array(message).min(1),
});
export type BatchBody = z.output<typeof batchBody>;

/** Body of `POST /v1/messages/query`. */
export const queryBody = z.object({ references: z.array(reference).min(1) });

/** The networks whose reviewers decide about a template of the basic edition. */
export const REVIEWING = ["mobile", "unicom", "telecom"] as const;

const content = z.record(z.string(), z.unknown());
const cards = z.object({
  reference,
  kind: z.enum(["aim", "text"]),
  layout: z.string().max(64).nullish(),
  vendors: z.array(z.enum(VENDORS)).min(1),
  usage: z.enum(["commercial", "trial"]),
  sms_signatures: z.array(z.string()).max(3).nullish(),
  replaces: z.string().max(200).nullish(),
  content,
  callback_url: callbackUrl,
});
const storyboard = z.object({
  reference,
  kind: z.literal("basic"),
  name: z.string().max(100).nullish(),
  signature: z
    .string()
    .max(18)
    .regex(/^[^[\]【】]+$/, "must be a signature without brackets"),
  days: z.int().min(1).max(9_999),
  content: z.object({ slots: z.object({ frames: z.array(content).min(1).max(8) }).loose() }).loose(),
  callback_url: callbackUrl,
});

/** Body of `POST /v1/templates`: of cards, which vendors decide about, or of the basic edition, which networks do. */
export const templateBody = z.discriminatedUnion("kind", [cards, storyboard]);

/** Body of `POST /v1/capabilities`, once the number of numbers has been looked at. */
export const capabilitiesBody = z.object({
  template: z.string().max(128).nullish(),
  numbers: z.array(z.string().max(64)).min(1),
});

const parts = z.record(z.string(), z.unknown());

/** Body of `PUT /v1/accounts/{reference}`. */
export const accountBody = z.object({
  version: z.int().min(1),
  frozen: z.boolean(),
  profile: z.object({ name: z.string().min(1).max(64) }).loose(),
  menus: z.array(parts).max(20).nullish(),
  home: parts.nullish(),
});
export type AccountBody = z.output<typeof accountBody>;

/** Body of `POST /phones`. */
export const phoneBody = z.strictObject({
  link: z.string().max(2_048).refine(isWebAddress, WEB_ADDRESS),
  vendor: z.enum(VENDORS),
});

/** The header `Idempotency-Key`, where it is given. */
export const idempotencyKey = z
  .string()
  .regex(/^[\x20-\x7e]{1,255}$/, "must be 1 to 255 visible ASCII characters");

/**
 * Can a message go to this number? E.164, and for +86 a mainland mobile.
 * A number that cannot is rejected with `INVALID_NUMBER`; the rest of its batch is taken.
 */
export function isNumber(to: string): boolean {
  return to.startsWith("+86") ? /^\+861[3-9]\d{9}$/.test(to) : /^\+[1-9]\d{6,14}$/.test(to);
}
