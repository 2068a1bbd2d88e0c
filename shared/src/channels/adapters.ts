import { z } from "zod";
import type { Enum } from "../ground/enums.ts";

/**
 * What a carrier of each adapter has of its own (CHL-1): its address, its credentials, which are written and never answered, and
 * its settings, which platform admins read and edit. `npm run law` writes each shape as a row of `private.inputs`, called
 * `<adapter>_terms`, `<adapter>_credentials` and `<adapter>_settings`; the verbs of carriers ask them.
 */

/** `https`, or `http` on this machine, where the sandbox runs. No user, query or fragment. */
export const HTTP_ADDRESS =
  /^(https:\/\/[A-Za-z0-9.-]+(:\d{1,5})?|http:\/\/(localhost|127\.0\.0\.1)(:\d{1,5})?)(\/[A-Za-z0-9._~/-]*)?$/;
/** SMPP has no address of its own kind; `smpps` is SMPP within TLS. The port is always said: there is no usual one. */
export const SMPP_ADDRESS = /^smpps?:\/\/[A-Za-z0-9.-]+:\d{1,5}$/;

export const API_KEY = /^[!-~]{8,200}$/;
/** Standard Webhooks: 24 to 64 bytes in base64. */
export const WEBHOOK_SECRET = /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/;
/** SMPP 3.4 gives the name 15 characters and the password 8. */
export const SYSTEM_ID = /^[!-~]{1,15}$/;
export const SMPP_PASSWORD = /^[!-~]{1,8}$/;
/** Usually empty; some gateways want a word such as VMA. */
export const SYSTEM_TYPE = /^[!-~]{0,12}$/;

/** How a text of several segments goes out: whole in `message_payload`, or cut, each part with a header (UDH). */
export const LONG_TEXTS = ["payload", "udh"] as const;
/** How the id of a receipt follows from the id of the answer: some gateways answer in hex and report in decimal. */
export const ID_DIALECTS = ["as_is", "hex_to_decimal", "decimal_to_hex"] as const;

/** How a carrier of KooMessage is signed in to: each request signed by a pair of keys, or with a token of IAM. */
export const SIGN_INS = ["ak_sk", "token"] as const;
/** What each of them needs. */
export const SIGN_IN_KEYS = {
  ak_sk: ["access_key", "secret_key"],
  token: ["iam_account", "iam_user", "iam_password"],
} as const satisfies Record<(typeof SIGN_INS)[number], readonly string[]>;
/** A key, or a name or password of IAM. */
export const IAM_WORD = /^[!-~]{1,128}$/;
/** An address, or none. */
export const MAYBE_HTTP_ADDRESS = new RegExp(`^$|${HTTP_ADDRESS.source}`);
/** A domain of one's own for short links, or none: then links are of km2g.cn. */
export const LINK_DOMAIN = /^([A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+)?$/;
/** Addresses and blocks of addresses (CIDR), apart by commas; none: any. The law reads each. */
export const SOURCES = /^[0-9A-Fa-f.:/, ]*$/;
/** What KooMessage calls a template of a short message. */
export const SMS_TEMPLATE = /^[A-Za-z0-9_-]{0,36}$/;
/** KooMessage takes so many numbers in a call. */
export const KOOMESSAGE_BATCH = 100;

/** What bounds the whole numbers among the settings. */
export const SMPP_BOUNDS = {
  /** Connections at once. */
  binds: { min: 1, max: 16 },
  /** Messages of a connection that wait for their answer. */
  window: { min: 1, max: 1_000 },
  /** Type of number and numbering plan of the sender, as SMPP 3.4 numbers them. */
  source_ton: { min: 0, max: 6 },
  source_npi: { min: 0, max: 18 },
} as const;

const whole = ({ min, max }: { min: number; max: number }) => z.int().min(min).max(max);

export const ADAPTERS = {
  sandbox: {
    terms: z.strictObject({ base_url: z.string().max(300).regex(HTTP_ADDRESS), idempotent: z.boolean() }),
    credentials: z.strictObject({
      api_key: z.string().max(200).regex(API_KEY),
      webhook_secret: z.string().max(100).regex(WEBHOOK_SECRET),
    }),
    settings: z.strictObject({}),
  },
  smpp: {
    /** A repeated message goes out again, so it cannot be called idempotent. */
    terms: z.strictObject({
      base_url: z.string().max(300).regex(SMPP_ADDRESS),
      idempotent: z.literal(false).optional(),
    }),
    credentials: z.strictObject({
      system_id: z.string().max(15).regex(SYSTEM_ID),
      password: z.string().max(8).regex(SMPP_PASSWORD),
    }),
    settings: z.strictObject({
      system_type: z.string().max(12).regex(SYSTEM_TYPE),
      binds: whole(SMPP_BOUNDS.binds),
      window: whole(SMPP_BOUNDS.window),
      long_texts: z.enum(LONG_TEXTS),
      ids: z.enum(ID_DIALECTS),
      source_ton: whole(SMPP_BOUNDS.source_ton),
      source_npi: whole(SMPP_BOUNDS.source_npi),
    }),
  },
  koomessage: {
    /** It has no key for a repeat, so what is in doubt is asked about. */
    terms: z.strictObject({
      base_url: z.string().max(300).regex(HTTP_ADDRESS),
      idempotent: z.literal(false).optional(),
    }),
    /** Which of them are needed says `sign_in`; the verbs ask for those, and take no others. */
    credentials: z
      .strictObject({
        access_key: z.string().max(128).regex(IAM_WORD),
        secret_key: z.string().max(128).regex(IAM_WORD),
        iam_account: z.string().max(128).regex(IAM_WORD),
        iam_user: z.string().max(128).regex(IAM_WORD),
        iam_password: z.string().max(128).regex(IAM_WORD),
      })
      .partial(),
    settings: z.strictObject({
      sign_in: z.enum(SIGN_INS),
      /** Needed for a token. */
      iam_url: z.string().max(300).regex(MAYBE_HTTP_ADDRESS).optional(),
      sms_app_name: z.string().max(64).optional(),
      link_domain: z.string().max(100).regex(LINK_DOMAIN).optional(),
      receipt_sources: z.string().max(1_000).regex(SOURCES).optional(),
      test_template_id: z.string().max(36).regex(SMS_TEMPLATE).optional(),
    }),
  },
} as const satisfies Record<Enum<"channel_adapter">, Record<"terms" | "credentials" | "settings", z.ZodType>>;

export type Adapter = keyof typeof ADAPTERS;
export type SandboxCredentials = z.infer<(typeof ADAPTERS)["sandbox"]["credentials"]>;
export type SmppCredentials = z.infer<(typeof ADAPTERS)["smpp"]["credentials"]>;
export type SmppSettings = z.infer<(typeof ADAPTERS)["smpp"]["settings"]>;

export type KoomessageCredentials = z.infer<(typeof ADAPTERS)["koomessage"]["credentials"]>;
export type KoomessageSettings = z.infer<(typeof ADAPTERS)["koomessage"]["settings"]>;

/** The shapes by the name of their row. */
export const ADAPTER_INPUTS: Readonly<Record<string, z.ZodType>> = Object.fromEntries(
  Object.entries(ADAPTERS).flatMap(([adapter, shapes]) =>
    Object.entries(shapes).map(([part, shape]) => [`${adapter}_${part}`, shape]),
  ),
);
