/** What both ports of a channel share: the channel, and a call that comes in for it. */

/** A channel as an adapter needs it. Credentials and settings are of its adapter (`shared/src/channels/adapters.ts`). */
export type Channel = {
  base_url: string;
  credentials: Readonly<Record<string, string>>;
  settings: Readonly<Record<string, unknown>>;
  number: string;
};

/** What is wrong in a call: where, and what. Never a value. */
export type Issue = { where: string; what: string };

/**
 * A call that came in, read. `issues` of a taken call are items that cannot be read: the caller would send the whole call for
 * ever if they spoilt it. `to`: the address that the caller signed it for; null where it does not say one. `other`: it is signed, and about nothing that this port reads.
 */
export type Call<Items> =
  | { outcome: "forged"; why: string }
  | { outcome: "other" }
  | { outcome: "malformed"; issues: Issue[] }
  | { outcome: "taken"; call: Items; issues: Issue[]; to: string | null };

/** The other side did not answer, or not so that it can be understood. The message says how. */
export class Silent extends Error {
  constructor(why: string) {
    super(why);
    this.name = "Silent";
  }
}
