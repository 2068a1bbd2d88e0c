/** The accounts that speak for others (private.bots): the bot for people in chat, and one for access keys. */
import type { Sql } from "postgres";

/** Accounts that are remembered; at the most they are forgotten and asked for anew. */
const KNOWN = 20_000;

export class Voices {
  readonly #sql: Sql;
  readonly #laid: boolean;
  readonly #known = new Map<string, boolean>();

  private constructor(sql: Sql, laid: boolean) {
    this.#sql = sql;
    this.#laid = laid;
  }

  static async read(sql: Sql): Promise<Voices> {
    const [row] = await sql<{ laid: boolean }[]>`select to_regclass('private.bots') is not null as laid`;
    return new Voices(sql, row?.laid ?? false);
  }

  /** Does this account speak for others? It is laid before its first token is made. */
  async has(account: string): Promise<boolean> {
    if (!this.#laid) return false;
    const known = this.#known.get(account);
    if (known !== undefined) return known;
    const [row] = await this.#sql<{ speaks: boolean }[]>`
      select exists (select from private.bots where user_id::text = ${account}) as speaks`;
    if (this.#known.size >= KNOWN) this.#known.clear();
    this.#known.set(account, row?.speaks ?? false);
    return row?.speaks ?? false;
  }
}
