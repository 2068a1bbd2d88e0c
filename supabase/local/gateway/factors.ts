/** The second factor of Auth, which lite has not: `/factors` for TOTP and recovery codes, as hosted Auth (GoTrue) answers it, and what tokens say of it. */
import { randomUUID } from "node:crypto";
import { newSecret, stepOf } from "@tidings/shared/node/totp.ts";
import type { Sql } from "postgres";
import { codesLeft, lockFactors, makeCodes, remakeCodes, useCode } from "./recovery_codes.ts";
import { Refused } from "./refused.ts";
import { claimsOf, signed } from "./token.ts";

/** As hosted Auth: so many factors an account, and so long a challenge may be answered. */
const MOST = 10;
const CHALLENGE = "5 minutes";

const RECOVERY = "/auth/v1/factors/recovery-codes";

type Claims = Readonly<Record<string, unknown>>;
type Fields = Readonly<Record<string, unknown>>;
type Factor = { id: string; status: string; secret: string };

/** Who asks, by their token: nobody else has factors. */
interface Caller {
  readonly user: string;
  readonly session: string;
  readonly email: string;
}

/** How often a code may be guessed, and a new token for a session whose factor was given. */
export interface FactorDoor {
  readonly guess: (email: string, isRight: () => Promise<boolean>) => Promise<boolean>;
  readonly refresh: (refreshToken: string) => Promise<Response>;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const isId = (typed: string): boolean => /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(typed);

/** The factors, by the tables of hosted Auth (`supabase/local/ground.sql`). */
export class Factors {
  readonly #sql: Sql;
  readonly #secret: string;

  constructor(sql: Sql, secret: string) {
    this.#sql = sql;
    this.#secret = secret;
  }

  /** Answers a request to `/factors`. @throws Refused */
  async answer(
    route: string,
    claims: Claims | undefined,
    fields: Fields,
    door: FactorDoor,
  ): Promise<Response> {
    const caller = await this.#caller(claims);
    if (route === "POST /auth/v1/factors") return Response.json(await this.#enrol(caller, fields));
    if (route.includes(RECOVERY)) return this.#recovery(route.replace(RECOVERY, ""), caller, fields, door);
    const [, method = "", id = "", act = ""] =
      /^(\w+) \/auth\/v1\/factors\/([^/]+)(?:\/(\w+))?$/.exec(route) ?? [];
    const factor = await this.#factor(caller, id);
    const asked = `${method} ${act}`.trim();
    if (asked === "DELETE") return Response.json(await this.#remove(caller, factor));
    if (asked === "POST challenge") return Response.json(await this.#challenge(factor));
    if (asked === "POST verify") return this.#verify(caller, factor, fields, door);
    throw new Refused(405, "bad_json", "Factors are enrolled, challenged, verified and removed");
  }

  /**
   * An answer of lite with what it does not say: which factors the person has, and in the token whether its session gave one. Other
   * answers are as they were.
   */
  async told(response: Response): Promise<Response> {
    if (!response.ok || !response.headers.get("content-type")?.includes("json")) return response;
    const body: unknown = await response.json();
    if (typeof body !== "object" || body === null || Array.isArray(body)) return again(response, body);
    const said = body as Record<string, unknown>;
    const user = (said.user ?? said) as Record<string, unknown>;
    if (isId(text(user.id)) && typeof user.aud === "string") user.factors = await this.#list(text(user.id));
    const claims = claimsOf(text(said.access_token), this.#secret);
    if (claims) said.access_token = signed({ ...claims, aal: await this.#level(claims) }, this.#secret);
    return again(response, said);
  }

  /** Refuses what hosted Auth lets only a session do that gave the factor. @throws Refused 401 insufficient_aal */
  async requireLevel(claims: Claims | undefined): Promise<void> {
    if (!claims || (await this.#level(claims)) === "aal2" || !(await this.#hasOne(text(claims.sub)))) return;
    throw new Refused(
      401,
      "insufficient_aal",
      "AAL2 session is required to update email or password when MFA is enabled.",
    );
  }

  async #caller(claims: Claims | undefined): Promise<Caller> {
    const [session, user, email] = [text(claims?.session_id), text(claims?.sub), text(claims?.email)];
    const [row] = isId(session)
      ? await this.#sql`select from auth.sessions s where s.id = ${session} and s.user_id::text = ${user}`
      : [];
    if (!row) throw new Refused(401, "no_authorization", "This endpoint requires a Bearer token");
    return { session, user, email };
  }

  async #level(claims: Claims): Promise<string> {
    const [row] = await this
      .#sql`select s.aal from auth.sessions s where s.id::text = ${text(claims.session_id)}`;
    return text(row?.aal) || "aal1";
  }

  /** A verified factor; recovery codes without one ask nothing. */
  async #hasOne(user: string): Promise<boolean> {
    const rows = await this.#sql`select from auth.mfa_factors f
      where f.user_id::text = ${user} and f.status = 'verified' and f.factor_type <> 'recovery_code' limit 1`;
    return rows.length > 0;
  }

  #list(user: string) {
    return this.#sql`select f.id, f.friendly_name, f.factor_type, f.status, f.created_at, f.updated_at
      from auth.mfa_factors f where f.user_id = ${user} order by f.created_at`;
  }

  async #factor({ user }: Caller, id: string): Promise<Factor> {
    const [row] = isId(id)
      ? await this.#sql<Factor[]>`
          select f.id, f.status, f.secret from auth.mfa_factors f
          where f.id = ${id} and f.user_id = ${user} and f.factor_type = 'totp'`
      : [];
    if (!row) throw new Refused(404, "mfa_factor_not_found", "Factor not found");
    return row;
  }

  async #enrol(caller: Caller, { factor_type: type, friendly_name: name, issuer }: Fields) {
    if (type !== "totp") throw new Refused(400, "validation_failed", "factor_type needs to be totp");
    const friendly = text(name).slice(0, 100);
    const known = await this.#list(caller.user);
    // Who has one proves it first: else a password that was found out would be enough for another one.
    if (await this.#hasOne(caller.user)) await this.#ask2(caller, 403);
    if (known.length >= MOST)
      throw new Refused(422, "too_many_enrolled_mfa_factors", "Maximum number of verified factors reached");
    if (known.some(({ friendly_name: one }) => one === friendly))
      throw new Refused(
        422,
        "mfa_factor_name_conflict",
        `A factor with the friendly name "${friendly}" exists`,
      );
    const [id, secret] = [randomUUID(), newSecret()];
    await this
      .#sql`insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status, secret, created_at, updated_at)
      values (${id}, ${caller.user}, ${friendly}, 'totp', 'unverified', ${secret}, now(), now())`;
    const from = encodeURIComponent(text(issuer) || "Tidings");
    const uri = `otpauth://totp/${from}:${encodeURIComponent(caller.email)}?algorithm=SHA1&digits=6&issuer=${from}&period=30&secret=${secret}`;
    // The picture of the address is drawn by the panel.
    return { id, type: "totp", friendly_name: friendly, totp: { qr_code: "", secret, uri } };
  }

  async #challenge({ id }: Factor) {
    const challenge = randomUUID();
    const [row] = await this
      .#sql`insert into auth.mfa_challenges (id, factor_id, created_at) values (${challenge}, ${id}, now())
      returning extract(epoch from created_at + ${CHALLENGE}::interval)::int as ends`;
    return { id: challenge, type: "totp", expires_at: row?.ends };
  }

  async #verify(
    caller: Caller,
    factor: Factor,
    { challenge_id, code }: Fields,
    door: FactorDoor,
  ): Promise<Response> {
    const challenge = text(challenge_id);
    const [open] = isId(challenge)
      ? await this
          .#sql`select c.created_at + ${CHALLENGE}::interval > now() as lasts from auth.mfa_challenges c
          where c.id = ${challenge} and c.factor_id = ${factor.id} and c.verified_at is null`
      : [];
    if (!open)
      throw new Refused(422, "mfa_factor_not_found", "MFA factor with the provided challenge ID not found");
    if (!open.lasts)
      throw new Refused(
        422,
        "mfa_challenge_expired",
        "MFA challenge has expired, verify against another challenge",
      );
    const wrong = new Refused(422, "mfa_verification_failed", "Invalid TOTP code entered");
    if (!(await door.guess(caller.email, () => this.#useStep(factor, text(code).trim())))) throw wrong;
    const used = await this
      .#sql`update auth.mfa_challenges set verified_at = now() where id = ${challenge} and verified_at is null returning id`;
    if (used.length === 0) throw wrong;
    return this.#raise(caller, factor.id, door);
  }

  /** Is it a code that nobody has given yet? Then nobody can from now on: who looked over a shoulder comes too late (RFC 6238, 5.2). */
  async #useStep({ id, secret }: Factor, code: string): Promise<boolean> {
    const step = stepOf(secret, code, Date.now());
    if (step === null) return false;
    const fresh = await this.#sql`update auth.mfa_factors set last_step = ${step}
      where id = ${id} and (last_step is null or last_step < ${step}) returning id`;
    return fresh.length > 0;
  }

  /** What is done with the recovery codes of a person. Only a session that gave a factor makes them. */
  async #recovery(asked: string, caller: Caller, fields: Fields, door: FactorDoor): Promise<Response> {
    const { user } = caller;
    if (asked === "GET ") return Response.json(await codesLeft(this.#sql, user));
    if (asked === "POST /verify") {
      let factor: string | null = null;
      const isRight = async () => {
        factor = await useCode(this.#sql, user, text(fields.code));
        return factor !== null;
      };
      if (!(await door.guess(caller.email, isRight)) || factor === null)
        throw new Refused(422, "mfa_verification_failed", "Invalid recovery code entered");
      return this.#raise(caller, factor, door);
    }
    await this.#ask2(caller, 403);
    if (asked === "POST ") return Response.json(await makeCodes(this.#sql, user, text(fields.friendly_name)));
    if (asked === "POST /regenerate") return Response.json(await remakeCodes(this.#sql, user));
    throw new Refused(405, "bad_json", "Recovery codes are made, counted, verified and made anew");
  }

  /** The session has given a factor; answers with its new token. */
  async #raise(caller: Caller, factor: string, door: FactorDoor): Promise<Response> {
    const token = await this.#sql.begin(async (sql) => {
      await sql`update auth.mfa_factors set status = 'verified', updated_at = now() where id = ${factor}`;
      await sql`update auth.sessions set aal = 'aal2', factor_id = ${factor}, updated_at = now() where id = ${caller.session}`;
      // As hosted Auth: what was entered by the password alone ends.
      await sql`delete from auth.sessions where user_id = ${caller.user} and aal is distinct from 'aal2'`;
      const [row] = await sql`select t.token from auth.refresh_tokens t
        where t.session_id = ${caller.session} and not t.revoked order by t.created_at desc limit 1`;
      return text(row?.token);
    });
    return door.refresh(token);
  }

  async #remove(caller: Caller, { id, status }: Factor) {
    if (status === "verified") await this.#ask2(caller, 422);
    await this.#sql.begin(async (sql) => {
      await lockFactors(sql, caller.user);
      await sql`delete from auth.mfa_factors where id = ${id}`;
      // Recovery codes are for the case that a device is lost: without any device, the password is enough.
      await sql`delete from auth.mfa_factors f where f.user_id = ${caller.user} and f.factor_type = 'recovery_code'
        and not exists (select from auth.mfa_factors o where o.user_id = f.user_id and o.factor_type = 'totp' and o.status = 'verified')`;
      await sql`update auth.sessions set aal = 'aal1', factor_id = null where user_id = ${caller.user}
        and not exists (select from auth.mfa_factors f where f.id = factor_id)`;
    });
    return { id };
  }

  async #ask2({ session }: Caller, status: number): Promise<void> {
    if ((await this.#level({ session_id: session })) !== "aal2")
      throw new Refused(status, "insufficient_aal", "AAL2 required");
  }
}

/** The same answer with another body. */
function again(response: Response, body: unknown): Response {
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  return Response.json(body, { status: response.status, headers });
}
