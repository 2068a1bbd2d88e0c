/**
 * People, the bot and the service key, as they act through the API: every verb with a request id of its own, repeated
 * until there is an answer, as a person clicks again. What was done before the answer was lost must not be done twice.
 */
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { isRefusalCode } from "@tidings/shared/refusals/register.ts";
import type { Secrets } from "../local/secrets.ts";

export type Person = "alice" | "bob" | "carol" | "dan" | "bot";
// biome-ignore lint/suspicious/noExplicitAny: verbs answer free JSON
export type Json = any;
/** What a verb answered, or the code of its refusal. */
export type Answer = { data: Json; refused: null } | { data: null; refused: string };

export class People {
  readonly #api: string;
  readonly #secrets: Secrets;
  readonly #tokens = new Map<Person, string>();
  readonly #stop: AbortSignal;
  /** How often an act had to be repeated, because there was no answer. */
  repeats = 0;

  constructor(api: string, secrets: Secrets, stop: AbortSignal) {
    this.#api = api;
    this.#secrets = secrets;
    this.#stop = stop;
  }

  /** Headers with which the API knows somebody. */
  async headers(who: Person): Promise<Record<string, string>> {
    const apikey = this.#secrets.publishableKey;
    const token = this.#tokens.get(who) ?? (await this.#signIn(who));
    this.#tokens.set(who, token);
    return { apikey, authorization: `Bearer ${token}` };
  }

  async #signIn(who: Person): Promise<string> {
    const account =
      who === "bot"
        ? { email: "bot@tidings.test", password: this.#secrets.botPassword }
        : { email: `${who}@demo.test`, password: "tidings-demo" };
    const { access_token } = await this.untilAnswered(async () => {
      const answer = await fetch(`${this.#api}/auth/v1/token?grant_type=password`, {
        method: "POST",
        headers: { apikey: this.#secrets.publishableKey, "content-type": "application/json" },
        body: JSON.stringify(account),
      });
      return answer.ok ? await answer.json() : null;
    });
    return access_token;
  }

  /** Does `work` until it gives something; a lost connection gives nothing. @throws when the soak is called off */
  async untilAnswered<T>(work: () => Promise<T | null>): Promise<T> {
    for (;;) {
      this.#stop.throwIfAborted();
      const done = await work().catch(() => null);
      if (done !== null) return done;
      this.repeats += 1;
      await pause(150, undefined, { signal: this.#stop });
    }
  }

  /** A verb of the law, in one request that is repeated until it is answered. */
  async act(who: Person, verb: string, input: Record<string, unknown> = {}): Promise<Answer> {
    const headers = { ...(await this.headers(who)), "content-type": "application/json" };
    return this.untilAnswered(async () => {
      const answer = await fetch(`${this.#api}/rest/v1/rpc/${verb}`, {
        method: "POST",
        headers,
        body: JSON.stringify(input),
      });
      const data: Json = await answer.json();
      if (answer.ok) return { data, refused: null };
      // Any other error is the server's: without its database it cannot say more.
      return isRefusalCode(data?.code) ? { data: null, refused: data.code } : null;
    });
  }

  /** A verb that must not be refused, as one click; before one that decides, a look at what there is to decide (APR-1). */
  async must(who: Person, verb: string, input: Record<string, unknown> = {}): Promise<Json> {
    const shown = await this.#look(who, verb, input);
    const { data, refused } = await this.act(who, verb, { ...input, ...shown, request: randomUUID() });
    if (refused !== null) throw new Error(`${who} may not ${verb}: ${refused} ${JSON.stringify(input)}`);
    return data;
  }

  async #look(who: Person, verb: string, input: Record<string, unknown>): Promise<{ shown?: string }> {
    const [, act, resource = ""] = /^(approve|reject|release)_(\w+)$/.exec(verb) ?? [];
    const id = input[resource];
    if (!act || typeof id !== "string") return {};
    const { data } = await this.act(who, "allowed_transitions", { resource, ids: [id] });
    const found = data?.[id]?.find((transition: Json) => transition.verb === act);
    return found?.shown ? { shown: found.shown } : {};
  }

  /** Puts an object into Storage. */
  async upload(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const headers = { ...(await this.headers("bob")), "content-type": "text/csv", "x-upsert": "true" };
    await this.untilAnswered(async () => {
      const answer = await fetch(`${this.#api}/storage/v1/object/${path}`, {
        method: "POST",
        headers,
        body: bytes,
      });
      const said = await answer.text();
      // The first try was done, and its answer was lost.
      return answer.ok || /exists|duplicate/i.test(said) ? true : null;
    });
  }
}
