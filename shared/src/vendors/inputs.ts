import { z } from "zod";
import { VENDORS } from "./words.ts";

const vendor = z.enum(VENDORS);
/** The key's id in the header of a pass: visible ASCII without spaces. */
const kid = z.string().regex(/^[!-~]{1,128}$/);
/** A coordinate of P-256 in base64url: 32 bytes. */
const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const cidr = z.string().min(1).max(64);

/** The shapes of the inputs about the keys and addresses of vendors. A private JWK has `d`, which is an unknown key here. */
export const VENDOR_INPUTS = {
  add_vendor_key: z.strictObject({
    vendor,
    kid,
    jwk: z.strictObject({
      kty: z.enum(["EC"]),
      crv: z.enum(["P-256"]),
      x: coordinate,
      y: coordinate,
      kid: z.string().max(128).optional(),
      alg: z.enum(["ES256"]).optional(),
      use: z.enum(["sig"]).optional(),
    }),
  }),
  retire_vendor_key: z.strictObject({ vendor, kid }),
  add_vendor_range: z.strictObject({ vendor, cidr }),
  remove_vendor_range: z.strictObject({ cidr }),
};
