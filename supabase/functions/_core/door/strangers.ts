/** How often one address may ask, where it proves no vendor (IAM-6). An instance counts for itself: a count in the database would cost more than the answer. */
import { callerAddress } from "../address.ts";
import { log, wordsOf } from "../reply.ts";

/** `header` and `hops`: where the address of a caller stands. */
export interface Limit {
  readonly most: number;
  readonly seconds: number;
  readonly header: string;
  readonly hops: number;
}

/** The limit is read anew so often: anyone who runs the deployment may change its row. */
const FRESH_MS = 60_000;
/** Addresses that are counted at once. Beyond these all counts begin anew: memory is bounded, no matter who asks. */
const MOST = 50_000;

/** Of IPv6 the network: anyone who has one address has the 2^64 of it. */
const whoOf = (address: string) =>
  address.includes(":") ? address.split(":").slice(0, 4).join(":") : address;

export class Strangers {
  readonly #load: () => Promise<Limit | null>;
  #limit: Limit | null = null;
  #loaded = Number.NEGATIVE_INFINITY;
  #loading: Promise<void> | undefined;
  #slot = 0;
  #now = new Map<string, number>();
  #before = new Map<string, number>();

  constructor(load: () => Promise<Limit | null>) {
    this.#load = load;
  }

  /** Counts a request. The seconds after which its address may ask again; 0: it is let in. `at`: now, in ms. */
  async wait(headers: Headers, at = Date.now()): Promise<number> {
    if (at - this.#loaded >= FRESH_MS) await this.#read(at);
    if (this.#limit === null) return 0;
    const { most, seconds, header, hops } = this.#limit;
    const [slot, gone] = [Math.floor(at / 1_000 / seconds), ((at / 1_000) % seconds) / seconds];
    if (slot !== this.#slot || this.#now.size >= MOST) {
      this.#before = slot === this.#slot + 1 ? this.#now : new Map();
      this.#now = new Map();
      this.#slot = slot;
    }
    const who = whoOf(callerAddress(headers, header, hops));
    const [here, earlier] = [this.#now.get(who) ?? 0, this.#before.get(who) ?? 0];
    // The window before counts for the part of it that is not yet over, as in the law.
    if (here + earlier * (1 - gone) >= most) return Math.max(1, Math.ceil(seconds * (1 - gone)));
    this.#now.set(who, here + 1);
    return 0;
  }

  /** While the database is away, what was read last holds. */
  #read(at: number): Promise<void> {
    this.#loading ??= this.#load()
      .then((limit) => {
        this.#limit = limit;
      })
      .catch((error: unknown) => log("door", "cannot read the limit", { why: wordsOf(error) }))
      .finally(() => {
        this.#loaded = at;
        this.#loading = undefined;
      });
    return this.#loading;
  }
}
