/** How often somebody may try: the limits of hosted Auth by address, and locks on one account that open by themselves (IAM-6). */
import { Buckets } from "./buckets.ts";
import { ACCOUNT, type Limits, MINUTE } from "./limits.ts";
import { Refused } from "./refused.ts";

const FIVE = 5 * MINUTE;
const HOUR = 60 * MINUTE;

/** Pairs of account and address that have signed in rightly; the oldest is forgotten at the most. */
const PAIRS = 20_000;

/** Refusals a minute that are told at once, and then so many that are held a second: more than a person makes by hand. */
const PATIENCE = 4;

/** What is counted together by the address alone. */
export type Kind = "sign_in_sign_ups" | "token_refresh" | "token_verifications" | "email_sent";

/** An account in a bucket: its address of mail as Auth looks it up, cut so that a long one costs no memory. */
const accountOf = (email: unknown) => (typeof email === "string" ? email.toLowerCase().slice(0, 320) : "");

const over = (code: string, seconds: number) =>
  new Refused(429, code, "Request rate limit reached", { retryAfter: Math.ceil(seconds) });

/** Counts attempts of one gateway. Everything is forgotten when it is started again: a lock never outlives an hour. */
export class Attempts {
  readonly #byAddress: Record<Kind, Buckets>;
  readonly #byPair: Buckets;
  readonly #byAccount: Buckets;
  readonly #mails: Buckets;
  readonly #insistent: Buckets;
  readonly #deaf: Buckets;
  readonly #strangers: Buckets;
  readonly #pairs = new Set<string>();
  /** Guesses that are being looked at, by address, and who waits for their answers. */
  readonly #flying = new Map<string, { count: number; waiting: (() => void)[] }>();
  readonly #holdMs: number;

  constructor({ auth, holdMs, strangers }: Limits, now: () => number = () => performance.now()) {
    const each = (most: number, ms: number) => new Buckets(most, ms, now);
    this.#byAddress = {
      sign_in_sign_ups: each(auth.sign_in_sign_ups, FIVE),
      token_refresh: each(auth.token_refresh, FIVE),
      token_verifications: each(auth.token_verifications, FIVE),
      email_sent: each(auth.email_sent, HOUR),
    };
    this.#byPair = each(ACCOUNT.ofAddress, FIVE);
    this.#byAccount = each(ACCOUNT.ofAll, HOUR);
    this.#mails = each(ACCOUNT.ofAddress, HOUR);
    this.#insistent = each(PATIENCE, MINUTE);
    this.#deaf = each(PATIENCE, MINUTE);
    this.#strangers = each(strangers, MINUTE);
    this.#holdMs = holdMs;
  }

  /**
   * Counts a request of which each one counts.
   * @throws Refused 429
   */
  count(kind: Kind, address: string): void {
    const wait = this.#byAddress[kind].wait(address);
    if (wait > 0)
      throw over(kind === "email_sent" ? "over_email_send_rate_limit" : "over_request_rate_limit", wait);
    this.#byAddress[kind].take(address);
  }

  /**
   * Counts a request without a token of ours: members must not wait behind strangers.
   * @throws Refused 429
   */
  countStranger(address: string): void {
    const wait = this.#strangers.wait(address);
    if (wait > 0) throw over("over_request_rate_limit", wait);
    this.#strangers.take(address);
  }

  /**
   * Counts a mail to an account, as many an hour as wrong passwords in five minutes, from wherever it is asked for.
   * @throws Refused 429
   */
  countMail(address: string, email: unknown): void {
    const wait = this.#mails.wait(accountOf(email));
    if (wait > 0) throw over("over_email_send_rate_limit", wait);
    this.count("email_sent", address);
    this.#mails.take(accountOf(email));
  }

  /**
   * May a guess be made now? Wrong ones count against the account from here, against the account from anywhere, and against the
   * address. Who has signed in from here before is asked the first alone: nobody elsewhere can lock them out of where they work. Anyone who shares their address
   * can, for as long as it goes on guessing and at most five minutes more, since nothing tells the two apart.
   * @throws Refused 429
   */
  checkGuess(kind: Kind, address: string, email: unknown): void {
    const account = accountOf(email);
    const pair = `${address} ${account}`;
    const waits = [this.#byPair.wait(pair)];
    if (!this.#pairs.has(pair))
      waits.push(this.#byAccount.wait(account), this.#byAddress[kind].wait(address));
    const wait = Math.max(...waits);
    if (wait > 0) throw over("over_request_rate_limit", wait);
  }

  /**
   * Begins a guess, of which `end` is called when it is answered. Guesses of an address that fly are no more than may be wrong still: one that comes besides waits
   * for an answer, so a burst is counted as what comes one after the other. The person who has signed in from here before waits for nobody.
   * @throws Refused 429
   */
  async begin(kind: Kind, address: string, email: unknown): Promise<void> {
    for (;;) {
      this.checkGuess(kind, address, email);
      if (this.#pairs.has(`${address} ${accountOf(email)}`)) break;
      const flying = this.#flying.get(address);
      if ((flying?.count ?? 0) < this.#byAddress[kind].left(address)) break;
      await new Promise<void>((answered) => flying?.waiting.push(answered));
    }
    const flying = this.#flying.get(address) ?? { count: 0, waiting: [] };
    flying.count += 1;
    this.#flying.set(address, flying);
  }

  /** A guess that was begun is answered, and counted if it was wrong. */
  end(address: string): void {
    const flying = this.#flying.get(address);
    if (!flying) return;
    flying.count -= 1;
    if (flying.count === 0) this.#flying.delete(address);
    for (const answered of flying.waiting.splice(0)) answered();
  }

  /** Nothing was guessed wrongly of late, for this account or from this address. */
  isTrusted(address: string, email: unknown): boolean {
    const pair = `${address} ${accountOf(email)}`;
    return this.#pairs.has(pair) || this.#byAddress.sign_in_sign_ups.isFull(address);
  }

  wrong(kind: Kind, address: string, email: unknown): void {
    const account = accountOf(email);
    this.#byPair.take(`${address} ${account}`);
    this.#byAccount.take(account);
    this.#byAddress[kind].take(address);
  }

  right(address: string, email: unknown): void {
    const pair = `${address} ${accountOf(email)}`;
    this.#pairs.delete(pair);
    this.#pairs.add(pair);
    const [oldest] = this.#pairs;
    if (this.#pairs.size > PAIRS && oldest !== undefined) this.#pairs.delete(oldest);
  }

  /**
   * How long, in ms, to hold a refusal back: who asks on and on in spite of `Retry-After` waits for each further answer, and ten
   * times as long who still does. A guess costs an asker its time then, and the gateway next to nothing.
   */
  holdOf(address: string): number {
    const deaf = this.#deaf.wait(address) > 0;
    const insists = this.#insistent.wait(address) > 0;
    if (insists) this.#deaf.take(address);
    this.#insistent.take(address);
    return insists ? this.#holdMs * (deaf ? 10 : 1) : 0;
  }
}
