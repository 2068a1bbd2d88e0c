import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from "jose";
import { z } from "zod";
import { readKeys, writeKeys } from "../private.ts";
import { VENDORS, type Vendor } from "./protocol.ts";

/** The key with which a vendor's cloud signs its passes. */
export type VendorKey = { kid: string; sign: CryptoKey };

const jwk = z.object({
  kty: z.literal("EC"),
  crv: z.literal("P-256"),
  x: z.string(),
  y: z.string(),
  d: z.string(),
});
type Stored = z.output<typeof jwk>;
const stored = z.record(z.enum(VENDORS), jwk);

/** One ES256 key for each vendor that the sandbox plays, kept in a file of its own (0600) over restarts. */
export class VendorKeys {
  /** `GET /phones/keys`: a JWKS. `vendor` says whose a key is. */
  readonly jwks: { keys: (JWK & { vendor: Vendor })[] };
  readonly #keys: ReadonlyMap<Vendor, VendorKey>;

  private constructor(jwks: VendorKeys["jwks"], keys: ReadonlyMap<Vendor, VendorKey>) {
    this.jwks = jwks;
    this.#keys = keys;
  }

  /**
   * The keys in the file at `path`, which is made when it is missing.
   * @throws Error when the file is damaged
   */
  static async open(path: string): Promise<VendorKeys> {
    const known = (await read(path)) ?? (await make(path));
    const keys = new Map<Vendor, VendorKey>();
    const jwks: VendorKeys["jwks"] = { keys: [] };
    for (const vendor of VENDORS) {
      const { d: _secret, ...open } = known[vendor];
      const kid = `sandbox-${vendor}-${(await calculateJwkThumbprint(open)).slice(0, 8)}`;
      keys.set(vendor, { kid, sign: (await importJWK(known[vendor], "ES256")) as CryptoKey });
      jwks.keys.push({ ...open, kid, alg: "ES256", use: "sig", vendor });
    }
    return new VendorKeys(jwks, keys);
  }

  of(vendor: Vendor): VendorKey {
    const key = this.#keys.get(vendor);
    if (key === undefined) throw new Error(`the sandbox has no key of ${vendor}`);
    return key;
  }
}

async function read(path: string): Promise<Record<Vendor, Stored> | undefined> {
  const known = await readKeys(path);
  if (known === undefined) return undefined;
  const kept = stored.safeParse(known);
  if (!kept.success) throw new Error(`${path} is damaged; move it away, and new keys are made`);
  return kept.data;
}

async function make(path: string): Promise<Record<Vendor, Stored>> {
  const pairs = await Promise.all(
    VENDORS.map(async (vendor) => {
      const { privateKey } = await generateKeyPair("ES256", { extractable: true });
      return [vendor, jwk.parse(await exportJWK(privateKey))] as const;
    }),
  );
  const made = Object.fromEntries(pairs) as Record<Vendor, Stored>;
  await writeKeys(path, made);
  return made;
}
