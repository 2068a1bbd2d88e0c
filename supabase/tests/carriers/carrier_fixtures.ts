/** Carriers and channels as olga makes them. */
import { done } from "../fixtures.ts";
import type { TestDatabase } from "../test_database.ts";

/** A key and a secret that no test hands anything over with. */
export const CARRIER_KEYS = {
  api_key: "a-key-of-the-tests",
  webhook_secret: `whsec_${"QUJD".repeat(8)}`,
};

/** What an account at KooMessage has in place of them. */
export const KOOMESSAGE = {
  ...{ adapter: "koomessage", base_url: "https://koomessage.myhuaweicloud.cn", sign_in: "ak_sk" },
  ...{ api_key: undefined, webhook_secret: undefined, idempotent: false, batch_size: 100 },
  ...{ access_key: "AK0123456789ABCDEFGH", secret_key: "SK0123456789abcdefghijklmnopqrstuvwxyz01" },
};

/** The terms of a carrier, without adapter and keys. */
export const carrierTerms = (more: Record<string, unknown> = {}) => ({
  ...{ name: "备份", base_url: "https://carrier.test/aim", idempotent: true, batch_size: 500 },
  ...{ rate_per_s: null, receipt_hours: 48, open_to_all: false, number_prefix: "1069" },
  ...more,
});

/** The input of a new carrier. */
export const carrierInput = (more: Record<string, unknown> = {}) => ({
  ...carrierTerms(more),
  adapter: "sandbox",
  ...CARRIER_KEYS,
  ...more,
});

/** The input of a result code, of any adapter. */
export const resultCodeInput = (code: string, more: Record<string, unknown> = {}) => ({
  ...{ code, adapter: "any", words_zh: "测试含义", words_en: "A meaning of the tests" },
  ...{ advice_zh: "无需处理。", advice_en: "Nothing to do.", source: "docs/carrier.md", again: true },
  ...more,
});

/** A carrier of olga's. Returns its id. */
export async function madeCarrier(
  db: TestDatabase,
  name: string,
  more: Record<string, unknown> = {},
): Promise<string> {
  return (await done(db.as("olga").rpc("create_carrier", { input: carrierInput({ name, ...more }) }))).id;
}

/** The input of a channel that olga grants. */
export const grantInput = (
  carrier: string,
  enterprise: string,
  name: string,
  more: Record<string, unknown> = {},
) => ({
  ...{ carrier_id: carrier, enterprise_id: enterprise, name, number: "", resolver: "carrier" },
  rate_per_s: null,
  ...more,
});

/** A channel that olga grants an enterprise. Returns its id. */
export async function granted(
  db: TestDatabase,
  carrier: string,
  enterprise: string,
  name: string,
  more: Record<string, unknown> = {},
): Promise<string> {
  const input = grantInput(carrier, enterprise, name, more);
  return (await done(db.as("olga").rpc("grant_channel", { input }))).id;
}
