/** What proves a vendor (RES-3): public keys and address ranges, rows of the deployment that platform admins keep. */
import { isVendor, type Vendor } from "@tidings/shared/vendors/words.ts";
import { importJWK, type JWK } from "jose";
import { callerAddress } from "../address.ts";
import { addressOf, type Block, blockOf, isWithin } from "../blocks.ts";
import type { Sql } from "../database.ts";
import { log, wordsOf } from "../reply.ts";

type Range = { vendor: Vendor; block: Block };

/** What `private.link_trust` answers. Ranges: the smallest first. */
export type TrustRow = {
  keys: { vendor: string; kid: string; jwk: JWK }[];
  ranges: { vendor: string; cidr: string }[];
  links: string | null;
  hosts: string[];
  address_header: string;
  trusted_hops: number;
};

/** Honor phones follow Huawei. */
const ALIASES: Readonly<Record<string, Vendor>> = { honor: "huawei" };

/** The vendor of this name, or null. */
export function vendorNamed(name: unknown): Vendor | null {
  if (typeof name !== "string") return null;
  const vendor = Object.hasOwn(ALIASES, name) ? ALIASES[name] : name;
  return isVendor(vendor) ? vendor : null;
}

/** One reading of those rows. */
export class Trust {
  /** By `<vendor> <kid>`. */
  readonly keys: ReadonlyMap<string, CryptoKey>;
  /** What a pass may be for: the address of our links without the code. */
  readonly audiences: string[];
  readonly #ranges: Range[];
  readonly #header: string;
  readonly #hops: number;

  private constructor(keys: ReadonlyMap<string, CryptoKey>, { links, hosts, ...row }: TrustRow) {
    this.keys = keys;
    this.audiences = [links ?? [], hosts.map((host) => `https://${host}`)].flat();
    this.#ranges = row.ranges.flatMap(({ vendor, cidr }) => {
      const named = vendorNamed(vendor);
      return named ? [{ vendor: named, block: blockOf(cidr) }] : [];
    });
    this.#header = row.address_header;
    this.#hops = row.trusted_hops;
  }

  /** A key that is none (not on the curve) is left out and logged: it must not end the others. */
  static async of(row: TrustRow): Promise<Trust> {
    const keys = new Map<string, CryptoKey>();
    for (const { vendor, kid, jwk } of row.keys) {
      try {
        keys.set(`${vendor} ${kid}`, (await importJWK(jwk, "ES256")) as CryptoKey);
      } catch (error) {
        log("vendors", "a vendor's key cannot be read", { vendor, kid, why: wordsOf(error) });
      }
    }
    return new Trust(keys, row);
  }

  /** The vendor from whose addresses a request comes, or null. */
  vendorAt(headers: Headers): Vendor | null {
    if (this.#ranges.length === 0) return null;
    const address = addressOf(callerAddress(headers, this.#header, this.#hops));
    if (address === null) return null;
    return this.#ranges.find(({ block }) => isWithin(address, block))?.vendor ?? null;
  }
}

/** Reads them from the database. */
export function trustIn(sql: Sql): () => Promise<Trust> {
  return async () => {
    const [row] = await sql<{ trust: TrustRow }[]>`select private.link_trust() as trust`;
    if (!row) throw new Error("the database did not say whom to trust");
    return Trust.of(row.trust);
  };
}
