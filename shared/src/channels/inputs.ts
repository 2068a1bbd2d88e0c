import { z } from "zod";
import { NAMED_NETWORKS } from "../numbers/networks.ts";
import { ADAPTERS } from "./adapters.ts";

/** A number of a carrier, which replies go to. */
export const CHANNEL_NUMBER = /^([0-9]{3,20})?$/;
export const NUMBER_PREFIX = /^([0-9]{3,12})?$/;

const rate = z.int().min(1).max(100_000).nullable();

/** A code of carriers, or a pattern of codes: x is any digit, * any number of digits. */
export const RESULT_CODE = /^[x*]*[0-9A-Z:._+-][0-9A-Zx*:._+-]*$/;

const said = { words: z.string().min(1).max(200), advice: z.string().min(1).max(300) };
const resultCode = z.strictObject({
  code: z.string().max(40).regex(RESULT_CODE),
  /** any: whatever adapter says it. */
  adapter: z.enum(["any", "sandbox", "smpp", "koomessage"]),
  words_zh: said.words,
  words_en: said.words,
  advice_zh: said.advice,
  advice_en: said.advice,
  source: said.words,
  /** Whether a message that ended so may be sent again. */
  again: z.boolean(),
});

const { sandbox, smpp, koomessage } = ADAPTERS;

/** The terms of a carrier: an edit gives all of them. What is optional is asked by the adapter, which refuses what is not its own. */
const terms = {
  name: z.string().max(200),
  base_url: z.string().max(300),
  idempotent: z.boolean().optional(),
  /** KooMessage: 100 at most, and where none is given. */
  batch_size: z.int().min(1).max(1_000).optional(),
  /** Of all its channels together; null: no limit. */
  rate_per_s: rate,
  receipt_hours: z.int().min(1).max(720),
  open_to_all: z.boolean(),
  number_prefix: z.string().max(12).regex(NUMBER_PREFIX),
  ...smpp.settings.partial().shape,
  ...koomessage.settings.partial().shape,
};

/** What only the carrier and this deployment know. Written, never answered. */
const credentials = {
  ...sandbox.credentials.partial().shape,
  ...smpp.credentials.partial().shape,
  ...koomessage.credentials.shape,
};

/** A carrier that makes links; empty: this deployment. */
const minter = z.string().max(36).nullish();

/** The shapes of the inputs of carriers and channels (CHL-1). */
export const CHANNEL_INPUTS = {
  /** null: no limit. */
  update_channel: z.strictObject({
    rate_per_s: rate,
    /** At which networks texts with a link are often blocked. */
    link_risk: z.array(z.enum(NAMED_NETWORKS)).max(4).optional(),
  }),
  grant_channel: z.strictObject({
    carrier_id: z.string().max(36),
    enterprise_id: z.string().max(36),
    name: z.string().max(200),
    /** Empty: the next one of the carrier's prefix. */
    number: z.string().max(20).regex(CHANNEL_NUMBER),
    resolver: z.enum(["carrier", "by_hand"]),
    rate_per_s: rate,
    mints_at: minter,
  }),
  set_minter_channel: z.strictObject({ mints_at: minter }),
  create_carrier: z.strictObject({
    ...terms,
    adapter: z.enum(["sandbox", "smpp", "koomessage"]),
    ...credentials,
  }),
  update_carrier: z.strictObject({ ...terms, base_revision: z.int().min(1).optional() }),
  rotate_carrier: z.strictObject(credentials),
  create_result_code: resultCode,
  update_result_code: resultCode,
  test_carrier: z.strictObject({ phone: z.string().min(1).max(64) }),
};
