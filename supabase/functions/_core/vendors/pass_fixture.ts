/** Vendors for tests: their keys, what the deployment knows of them, and the passes that they show. */
import type { Vendor } from "@tidings/shared/vendors/words.ts";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { Passes } from "./passes.ts";
import { Trust, type TrustRow } from "./trust.ts";

export const LINKS = "https://l.example.com/l";

/** What a pass says; each of it may be wrong. */
type Said = { iss?: string; aud?: string; kid?: string; seconds?: number; key?: CryptoKey; claims?: object };

/** A deployment that knows a key of huawei (`h1`) and one of vivo (`v1`); `row` may be changed, and counts its readings. */
export async function vendors(most?: number) {
  const pairs = { huawei: await generateKeyPair("ES256"), vivo: await generateKeyPair("ES256") };
  const row: TrustRow = {
    keys: [
      { vendor: "huawei", kid: "h1", jwk: await exportJWK(pairs.huawei.publicKey) },
      { vendor: "vivo", kid: "v1", jwk: await exportJWK(pairs.vivo.publicKey) },
    ],
    ranges: [],
    links: LINKS,
    hosts: ["s.example.cn"],
    address_header: "x-forwarded-for",
    trusted_hops: 1,
  };
  const read = { times: 0, fails: false };
  const passes = new Passes(() => {
    read.times += 1;
    return read.fails ? Promise.reject(new Error("away")) : Trust.of(row);
  }, most);
  const KIDS: Partial<Record<Vendor, string>> = { huawei: "h1", vivo: "v1" };

  /** A pass of huawei's or vivo's, good unless `said` makes it another. */
  async function pass(vendor: "huawei" | "vivo", said: Said = {}): Promise<string> {
    const { iss = vendor, aud = LINKS, kid = KIDS[vendor], seconds = 240, key, claims } = said;
    return new SignJWT({ ...claims })
      .setProtectedHeader({ alg: "ES256", kid })
      .setIssuer(iss)
      .setAudience(aud)
      .setExpirationTime(Math.floor(Date.now() / 1_000) + seconds)
      .sign(key ?? pairs[vendor].privateKey);
  }
  const shows = (token: string) => new Headers({ authorization: `Bearer ${token}` });
  return { passes, pass, pairs, row, read, shows };
}
