import { z } from "zod";
import { NAMED_NETWORKS } from "../numbers/networks.ts";

/** The address of a carrier: `https`, or `http` on this machine, where the sandbox runs. No user, query or fragment. */
export const CARRIER_ADDRESS =
  /^(https:\/\/[A-Za-z0-9.-]+(:\d{1,5})?|http:\/\/(localhost|127\.0\.0\.1)(:\d{1,5})?)(\/[A-Za-z0-9._~/-]*)?$/;
/** Standard Webhooks: 24 to 64 bytes in base64. */
export const WEBHOOK_SECRET = /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/;
/** A number of a carrier, which replies go to. */
export const CHANNEL_NUMBER = /^([0-9]{3,20})?$/;
export const NUMBER_PREFIX = /^([0-9]{3,12})?$/;
export const API_KEY = /^[!-~]{8,200}$/;

const rate = z.int().min(1).max(100_000).nullable();

/** The terms of a carrier: an edit gives all of them. */
const terms = {
  name: z.string().max(200),
  base_url: z.string().max(300).regex(CARRIER_ADDRESS),
  idempotent: z.boolean(),
  batch_size: z.int().min(1).max(1_000),
  /** Of all its channels together; null: no limit. */
  rate_per_s: rate,
  receipt_hours: z.int().min(1).max(720),
  open_to_all: z.boolean(),
  number_prefix: z.string().max(12).regex(NUMBER_PREFIX),
};

/** What only the carrier and this deployment know. Written, never answered. */
const secrets = {
  api_key: z.string().max(200).regex(API_KEY),
  webhook_secret: z.string().max(100).regex(WEBHOOK_SECRET),
};

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
  }),
  create_carrier: z.strictObject({ ...terms, adapter: z.enum(["sandbox"]), ...secrets }),
  update_carrier: z.strictObject({ ...terms, base_revision: z.int().min(1).optional() }),
  rotate_carrier: z.strictObject(secrets),
  test_carrier: z.strictObject({ phone: z.string().min(1).max(64) }),
};
