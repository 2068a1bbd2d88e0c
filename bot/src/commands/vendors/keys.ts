import { webcrypto } from "node:crypto";
import { fillPlaces, type Locale, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { VENDOR_INPUTS } from "@tidings/shared/vendors/inputs.ts";
import { VENDORS } from "@tidings/shared/vendors/words.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import { contentOf } from "../../engine/proof.ts";
import type { Answer } from "../../ground/answer.ts";
import { UserError } from "../../ground/errors.ts";
import { defineCommand, file } from "../../registry/registry.ts";
import { proofsAnswer } from "./vendors.ts";

const SAYS = {
  added: w("已登记密钥 {kid}，一分钟内生效。", "Key {kid} added. It takes effect within a minute."),
  retired: w("已停用密钥 {kid}，将在一分钟内失效。", "Key {kid} retired. It stops working within a minute."),
  noJson: w("文件不是 JSON。", "The file isn't JSON."),
  private: w(
    "这是私钥（含 d）。请向厂商索取公钥；私钥只应由厂商自己保管，建议厂商更换密钥。",
    "This is a private key (it contains d). Ask the vendor for the public key. Only the vendor should hold the private key, so recommend that they replace it.",
  ),
  noKey: w("文件不是 P-256（ES256）公钥的 JWK。", "The file isn't a P-256 (ES256) public key in JWK format."),
  noKid: w("密钥没有编号（kid），请用 --kid 指定。", "The key has no ID (kid). Give one with --kid."),
} as const satisfies Record<string, Words>;

const vendor = z.enum(VENDORS);
/** A key has some 200. */
const MOST_BYTES = 16_384;

/** The public key in this text, and its id. @throws UserError for anything else, a private key by its own words */
async function publicKeyOf(text: string, typedKid: string | undefined, locale: Locale) {
  const wrong = (words: Words) => new UserError(say(words, locale));
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    throw wrong(SAYS.noJson);
  }
  const record = z.looseObject({ kid: z.string().optional() }).safeParse(read).data ?? {};
  if ("d" in record) throw wrong(SAYS.private);
  const kid = typedKid ?? record.kid;
  if (kid === undefined) throw wrong(SAYS.noKid);
  const { kty, crv, x, y } = record as Record<string, unknown>;
  const jwk = VENDOR_INPUTS.add_vendor_key.shape.jwk.safeParse({ kty, crv, x, y }).data;
  if (!jwk) throw wrong(SAYS.noKey);
  // The database cannot tell whether it is a point of the curve.
  await webcrypto.subtle
    .importKey("jwk", jwk, { name: "ECDSA", namedCurve: "P-256" }, true, ["verify"])
    .catch(() => {
      throw wrong(SAYS.noKey);
    });
  return { kid, jwk };
}

export const vendorKeyAdd = defineCommand({
  name: "vendor-key add",
  feature: "vendors",
  platform: true,
  terminalOnly: true,
  words: {
    title: w("登记厂商密钥", "Add vendor key"),
    description: w(
      "登记厂商公钥（JWK 文件）：用该密钥签发的凭证可解析短链",
      "Adds a vendor's public key (JWK): passes signed with it can resolve links",
    ),
    options: {
      vendor: w("厂商", "Vendor"),
      jwk: w("公钥文件", "Public key file"),
      kid: w("密钥编号", "Key ID"),
    },
  },
  input: z.object({
    vendor,
    jwk: file(["json", "jwk"]),
    kid: z.string().trim().min(1).max(128).optional(),
  }),
  positional: ["vendor"],
  permission: null,
  reads: false,
  audience: "person",
  async run(context, { vendor, jwk, kid }): Promise<Answer> {
    const bytes = await contentOf(context, jwk, MOST_BYTES);
    if (bytes.length > MOST_BYTES) throw new UserError(say(SAYS.noKey, context.locale));
    const key = await publicKeyOf(new TextDecoder().decode(bytes), kid, context.locale);
    await verb(context.session, "add_vendor_key", {
      input: { vendor, ...key },
      request: context.request("add_vendor_key"),
    });
    return proofsAnswer(context, fillPlaces(say(SAYS.added, context.locale), { kid: key.kid }));
  },
});

export const vendorKeyRetire = defineCommand({
  name: "vendor-key retire",
  feature: "vendors",
  platform: true,
  terminalOnly: true,
  words: {
    title: w("停用厂商密钥", "Retire vendor key"),
    description: w(
      "停用厂商密钥，其签发的凭证不再有效",
      "Retires a vendor's key: passes signed with it are no longer valid",
    ),
    options: { vendor: w("厂商", "Vendor"), kid: w("密钥编号", "Key ID") },
  },
  input: z.object({ vendor, kid: z.string().trim().min(1).max(128) }),
  positional: ["vendor", "kid"],
  permission: null,
  reads: false,
  audience: "person",
  async run(context, input): Promise<Answer> {
    await verb(context.session, "retire_vendor_key", {
      input,
      request: context.request("retire_vendor_key"),
    });
    return proofsAnswer(context, fillPlaces(say(SAYS.retired, context.locale), { kid: input.kid }));
  },
});
