/**
 * Who asks: an access key by its signature or as a bearer, or a member by the token of their session.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import { newTrace, traceIn, traceparentOf } from "@tidings/shared/ground/trace.ts";
import { admitKey, type KeySecret, KeyVoice, type Rate, secretsOf } from "../_core/access_keys.ts";
import { atWork, type Caller, whoCalls } from "../_core/caller.ts";
import type { Sql } from "../_core/database.ts";
import type { Env } from "../_core/env.ts";
import { Refusal } from "../_core/reply.ts";
import { isSigned, type SignatureFault, signatureOf } from "../_core/signed_request.ts";
import { refuse } from "./problem.ts";
import type { Dialect } from "./route.ts";

/** The trace of a request, which is its id too: the client's, where it is in one. Logs and the audit log have it. */
export const traceOf = (request: Request): string =>
  traceIn(request.headers.get("traceparent")) ?? newTrace();

/** Who asks, and of a key how near it is to its limit, and from where it is used. */
export interface Known {
  readonly caller: Caller;
  readonly rate: Rate | null;
  readonly key: { readonly id: string; readonly address: string } | null;
  /** Of a signed request what a copy of it has too. */
  readonly mark?: string;
}

/** A request with all that says who it is from. */
export interface Knocking {
  readonly request: Request;
  readonly body: Uint8Array;
  readonly dialect: Dialect;
  /** A form: clients of the vendor leave it out of what they sign. */
  readonly form: boolean;
  readonly trace: string;
}

const nobody = () => new Refusal(401, "not_signed_in", "Nobody is signed in.");

/** The same of an unknown key, a revoked one and a wrong secret: nothing tells which keys there are. */
const refusedKey = () => new Refusal(401, "access_key_refused", "access_key_refused");

const FAULTS: Readonly<Record<SignatureFault, string>> = {
  form: "SDK-HMAC-SHA256 Access=…, SignedHeaders=…, Signature=…",
  date: "x-sdk-date: 20261130T080000Z",
  late: "x-sdk-date ± 15 min",
  headers: "host, x-sdk-date, idempotency-key",
  body: "x-sdk-content-sha256",
};

/** An access key as a bearer: its id and its secret. */
const BEARER = /^Bearer\s+(T[DT][A-Z0-9]{18})\.([\w-]{20,100})$/i;

const digest = (text: string) => createHash("sha256").update(text).digest();
const isSame = (given: string, wanted: string) => timingSafeEqual(digest(given), digest(wanted));

/** Finds out who asks. One stands for each instance: the account that speaks for keys keeps its token. */
export class Door {
  readonly #env: Env;
  readonly #sql: Sql;
  readonly #voice: KeyVoice;

  constructor(env: Env, sql: Sql) {
    this.#env = env;
    this.#sql = sql;
    this.#voice = new KeyVoice(sql, env);
  }

  /**
   * Who asks, with the headers by which REST knows them.
   * @throws Refusal 401 for nobody, and for the bot or a secret key, which act for nobody; 403 and 429 of a key
   */
  async admit(knocking: Knocking): Promise<Known> {
    const { request, dialect } = knocking;
    const authorization = request.headers.get("authorization") ?? "";
    if (isSigned(request.headers)) return this.#bySignature(knocking);
    const [, id = "", secret = ""] = BEARER.exec(authorization) ?? [];
    // On the vendor's routes a secret never travels: its clients sign.
    if (id !== "" && dialect === "own") return this.#byKey(knocking, id, (kept) => isSame(secret, kept));
    return { caller: await this.#member(knocking), rate: null, key: null };
  }

  /**
   * A key as REST knows it, for the bot: it speaks for keys at its own door, that for agents.
   * @throws Refusal as {@link admit}
   */
  async voice(authorization: string, address: string, trace: string): Promise<Caller> {
    const [, id = "", secret = ""] = BEARER.exec(authorization) ?? [];
    if (id === "") throw refusedKey();
    return (await this.#spoken(id, (kept) => isSame(secret, kept), address, trace)).caller;
  }

  async #bySignature(knocking: Knocking): Promise<Known> {
    const { request, body, form } = knocking;
    const said = [
      request.headers.get("x-forwarded-host"),
      request.headers.get("host"),
      new URL(request.url).host,
    ];
    const hosts = said.flatMap((host) => (host ? host.split(",").map((one) => one.trim()) : []));
    const found = signatureOf({
      ...{ method: request.method, url: request.url, headers: request.headers, body },
      hosts: [...new Set([...hosts, new URL(this.#env.SUPABASE_URL).host])],
      ...{ prefixes: ["", "/functions/v1"], mayLeaveBody: form },
    });
    if (typeof found === "string") throw refuse(401, "signature_invalid", { why: FAULTS[found] });
    const known = await this.#byKey(knocking, found.access, (secret) => found.isBy(secret));
    return { ...known, mark: found.mark };
  }

  async #byKey(
    { request, trace }: Knocking,
    id: string,
    isRight: (secret: string) => boolean,
  ): Promise<Known> {
    return this.#spoken(id, isRight, await this.#voice.addressOf(request.headers), trace);
  }

  async #spoken(
    id: string,
    isRight: (secret: string) => boolean,
    address: string,
    trace: string,
  ): Promise<Known> {
    const secrets = await secretsOf(this.#sql, id);
    const right = secrets.find(({ secret }: KeySecret) => isRight(secret));
    if (!right) throw refusedKey();
    const rate = await admitKey(this.#sql, right, address);
    const caller = await this.#voice.callerFor(id, right, address, trace);
    return { caller: await atWork(caller, this.#env), rate, key: { id: right.key, address } };
  }

  async #member({ request, dialect, trace }: Knocking): Promise<Caller> {
    const headers = new Headers({ traceparent: traceparentOf(trace) });
    // As the vendor's clients show a token that its IAM gave.
    const token = dialect === "vendor" ? request.headers.get("x-auth-token") : null;
    const bearer = token === null ? request.headers.get("authorization") : `Bearer ${token}`;
    if (bearer === null) throw nobody();
    headers.set("authorization", bearer);
    const caller = await whoCalls(new Request(request.url, { headers }), this.#env);
    if (caller.kind !== "person") throw nobody();
    return caller;
  }
}
