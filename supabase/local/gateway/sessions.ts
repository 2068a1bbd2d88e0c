/** What hosted Auth does to sessions and lite does not (T19). */
import type { Sql } from "postgres";
import { Refused } from "./refused.ts";

/** Hosted Auth's `refresh_token_reuse_interval`, also its default. */
const REUSE = "10 seconds";

type Told = { revoked: boolean; session: string; late: boolean; parent: string | null };

/** Sessions by the tables of Auth. */
export class Sessions {
  readonly #sql: Sql;
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /**
   * The token with which lite may refresh. As hosted Auth: the parent of the token that is in force may always be used again (its
   * holder did not get the answer), any other used one within 10 s of its use (two tabs at once). After that it is a
   * copy in other hands: hosted Auth revokes the family of tokens, and the access token lives on for up to an hour; here the
   * session is deleted, so that `private.actor` turns the access token away too.
   * lite takes a used token within 10 s for a theft, so it is given the one that it lets pass.
   *
   * @throws Refused 400 refresh_token_already_used
   */
  async toRefresh(token: string): Promise<string> {
    const [told] = await this.#sql<Told[]>`
      select t.revoked, t.session_id as session, t.updated_at < now() - ${REUSE}::interval as late,
        (select a.parent from auth.refresh_tokens a where a.session_id = t.session_id and not a.revoked
          order by a.created_at desc limit 1) as parent
      from auth.refresh_tokens t where t.token = ${token}`;
    if (!told?.revoked || told.parent === token) return token;
    if (!told.late && told.parent !== null) return told.parent;
    await this.#sql`delete from auth.sessions where id = ${told.session}`;
    throw new Refused(400, "refresh_token_already_used", "Invalid Refresh Token: Already Used");
  }

  /**
   * A new password ends every other session of the person, as on hosted Supabase (GoTrue, `UpdatePassword`: all sessions but the one
   * in use, and every one-time token; no setting turns that off). A password that is set after a recovery comes this way too.
   * `moves`: the same request asks for another address of mail, whose tokens stay.
   */
  async keepOnly(session: string, user: string, moves: boolean): Promise<void> {
    await this.#sql.begin(async (sql) => {
      await sql`delete from auth.sessions where user_id = ${user} and id <> ${session}`;
      await sql`update auth.users set confirmation_token = null, recovery_token = null, reauthentication_token = null where id = ${user}`;
      if (!moves)
        await sql`update auth.users set email_change_token_new = null, email_change_token_current = null where id = ${user}`;
    });
  }

  /** One after the other for one token: two refreshes at once would make two tokens that are both in force. */
  async inTurn<T>(token: string, work: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(token);
    const turn = (async () => {
      await before?.catch(() => undefined);
      return work();
    })();
    this.#turns.set(token, turn);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(token) === turn) this.#turns.delete(token);
    }
  }
}
