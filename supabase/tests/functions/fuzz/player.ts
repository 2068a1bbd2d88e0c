/** Plays moves against the API: chooses ids of what was seen, shows the credentials of whoever asks, and remembers what was answered. */
import { createHmac, randomUUID } from "node:crypto";
import { AKSKSigner } from "@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js";
import { GlobalCredentials } from "@huaweicloud/huaweicloud-sdk-core/auth/GlobalCredentials.js";
import type { MadeKey } from "../../keys/key_fixtures.ts";
import type { Json, Stage } from "../stage.ts";
import type { Asker, Move } from "./moves.ts";
import { Seen } from "./values.ts";

export type Keys = Readonly<Record<"key" | "test key" | "revoked key", MadeKey>>;

const HOMES: Readonly<Record<string, string>> = { olga: "tidings", mallory: "other", erin: "nowhere" };
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token that was good once. */
function expired({ secrets }: Stage): string {
  const now = Math.floor(Date.now() / 1000);
  const text = `${base64({ alg: "HS256", typ: "JWT" })}.${base64({ sub: randomUUID(), role: "authenticated", exp: now - 60 })}`;
  return `${text}.${createHmac("sha256", secrets.jwtSecret).update(text).digest("base64url")}`;
}

/** Ids that answers have told, by what they are of. */
class Pool {
  readonly #ids = new Map<string, string[]>();
  readonly #all: string[] = [];

  add(of: string, id: unknown): void {
    if (typeof id !== "string" && typeof id !== "number") return;
    const ids = this.#ids.get(of) ?? [];
    ids.push(String(id));
    this.#ids.set(of, ids);
    this.#all.push(String(id));
  }

  /** Of those that a field names, else any. */
  pick({ of, at }: Seen): string {
    const [, ids] = [...this.#ids].find(([noun]) => of !== "" && noun.startsWith(of)) ?? [];
    const among = ids ?? this.#all;
    return among[at % Math.max(1, among.length)] ?? randomUUID();
  }

  filled(value: unknown): unknown {
    if (value instanceof Seen) return this.pick(value);
    if (Array.isArray(value)) return value.map((one) => this.filled(one));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, this.filled(one)]));
  }
}

export interface Played {
  readonly status: number;
  readonly body: Json;
}

export class Player {
  readonly #stage: Stage;
  readonly #base: string;
  readonly #keys: Keys;
  readonly #pool = new Pool();
  readonly #tokens = new Map<Asker, Promise<string>>();

  constructor(stage: Stage, base: string, keys: Keys) {
    this.#stage = stage;
    this.#base = base;
    this.#keys = keys;
  }

  /** Plays one, and learns the ids that its answer has. */
  async play(move: Move): Promise<Played> {
    const { operation, who, places, query, body, type, key } = move;
    const { method, path } = operation;
    const parts = places.map((part) =>
      part instanceof Seen ? encodeURIComponent(this.#pool.pick(part)) : part,
    );
    const place = path.replace(/\{\w+\}/g, () => parts.shift() || "x");
    const asked = query.map(([name, value]) => `${name}=${this.#pool.filled(value)}`).join("&");
    const sent =
      body === null ? undefined : "raw" in body ? body.raw : JSON.stringify(this.#pool.filled(body.json));
    const url = this.#base + place + (asked === "" ? "" : `?${asked}`);
    const headers: Record<string, string> = {
      "x-forwarded-for": "203.0.113.7",
      ...(sent === undefined ? {} : { "content-type": type }),
      ...(key === "none"
        ? {}
        : { "idempotency-key": key === "bad" ? '""' : key === "new" ? randomUUID() : `k${key}` }),
      ...(await this.#shown(who, method, url, sent)),
    };
    const answer = await fetch(url, {
      method: method.toUpperCase(),
      headers,
      body: sent,
      redirect: "manual",
    });
    const text = await answer.text();
    const told = text.startsWith("{") ? JSON.parse(text) : null;
    if (answer.status < 300) this.#learn(path, told);
    // Somebody may have ended the session.
    if (answer.status === 401) this.#tokens.delete(who);
    return { status: answer.status, body: told };
  }

  #learn(path: string, told: Json): void {
    const noun = (path.split("/")[2] ?? "").replaceAll("-", "_");
    this.#pool.add(noun, told?.id);
    for (const [name, value] of Object.entries<Json>(told ?? {})) {
      if (name.endsWith("_id")) this.#pool.add(name.replace(/_id$/, ""), value);
      for (const one of Array.isArray(value) ? value.slice(0, 20) : []) {
        this.#pool.add(name === "items" ? noun : name, one?.id);
        for (const field of ["task_id", "tpl_id", "msg_id"])
          this.#pool.add(field.replace(/_id$/, ""), one?.[field]);
      }
    }
  }

  /** The headers by which somebody says who they are. */
  async #shown(who: Asker, method: string, url: string, sent: unknown): Promise<Record<string, string>> {
    const isVendor = new URL(url).pathname.startsWith(`${new URL(this.#base).pathname}/v1/`);
    const token = (text: string): Record<string, string> =>
      isVendor ? { "x-auth-token": text } : { authorization: `Bearer ${text}` };
    switch (who) {
      case "nobody":
        return {};
      case "expired":
        return token(expired(this.#stage));
      case "garbage":
        return token("eyJ.\u00ff.x");
      case "false key":
        return { authorization: `Bearer ${this.#keys.key.key_id}.${"0".repeat(40)}` };
      case "false signature":
        return {
          authorization: "SDK-HMAC-SHA256 Access=x, SignedHeaders=host, Signature=y",
          "x-sdk-date": "now",
        };
      case "key":
      case "test key":
      case "revoked key": {
        const { key_id, secret } = this.#keys[who];
        return isVendor
          ? signed(this.#keys[who], method, url, sent)
          : { authorization: `Bearer ${key_id}.${secret}` };
      }
      case "service":
      case "bot":
        return this.#stage.headers(who);
      default:
        return token(await this.#tokenOf(who));
    }
  }

  #tokenOf(who: Asker): Promise<string> {
    const token = this.#tokens.get(who) ?? this.#signIn(who);
    this.#tokens.set(who, token);
    return token;
  }

  async #signIn(who: Asker): Promise<string> {
    const { api, secrets } = this.#stage;
    const answer = await fetch(`${api}/auth/v1/token?grant_type=password`, {
      method: "POST",
      headers: { apikey: secrets.publishableKey, "content-type": "application/json" },
      body: JSON.stringify({ email: `${who}@${HOMES[who] ?? "demo"}.test`, password: "tidings-demo" }),
    });
    const told = (await answer.json()) as { access_token?: string };
    return told.access_token ?? "none";
  }
}

/** Signed by the vendor's own core; what it cannot sign goes with a signature of something else. */
function signed(
  { key_id, secret }: MadeKey,
  method: string,
  url: string,
  sent: unknown,
): Record<string, string> {
  const { origin, pathname, searchParams } = new URL(url);
  const request = {
    ...{
      endpoint: origin + pathname,
      method: method.toUpperCase(),
      headers: { "content-type": "application/json" },
    },
    queryParams: Object.fromEntries(searchParams),
    ...(typeof sent === "string" && sent.startsWith("{") ? { data: dataOf(sent) } : {}),
  };
  const credential = new GlobalCredentials({ ak: key_id, sk: secret, domainId: "tidings" });
  const { host: _, ...headers } = AKSKSigner.sign(request as never, credential) as Record<string, string>;
  return headers;
}

function dataOf(text: string): unknown {
  try {
    const data: unknown = JSON.parse(text);
    // What is read, however deep, may be too deep to be written again.
    JSON.stringify(data);
    return data;
  } catch {
    return undefined;
  }
}
