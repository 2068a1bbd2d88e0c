/** Who asks: signatures of keys, checked by code of its own, and tokens of IAM. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Call, Reply } from "../ground/http.ts";
import { dict, parse, text } from "../ground/json.ts";
import { Refusal } from "./errors.ts";

export type Account = {
  accessKey: string;
  secretKey: string;
  account: string;
  user: string;
  password: string;
};

/** A signature is good for so long, before and after its time. */
const WINDOW_MS = 15 * 60_000;
/** So many wrong ones in a row, and the key is locked. */
const MOST_WRONG = 5;
const LOCK_MS = 5 * 60_000;
const PREFIX = "Incorrect IAM authentication information: ";

const UNSIGNED = "UNSIGNED-PAYLOAD";

const no = (why: string) => new Refusal(401, "APIGW.0301", `${PREFIX}${why}`);
const sha256 = (bytes: Buffer | string) => createHash("sha256").update(bytes).digest("hex");

const escaped = (value: string) =>
  [...Buffer.from(value)]
    .map((byte) => {
      const char = String.fromCharCode(byte);
      return /[A-Za-z0-9\-._~]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");

function canonicalPath(path: string): string {
  const whole = path.split("/").map((part) => escaped(decodeURIComponent(part)));
  return `${whole.join("/")}${path.endsWith("/") ? "" : "/"}`;
}

function canonicalQuery(query: URLSearchParams): string {
  const pairs = [...query].map(([name, value]) => [escaped(name), escaped(value)] as const);
  const sorted = pairs.sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1));
  return sorted.map((pair) => pair.join("=")).join("&");
}

/** As the gateway writes an instant. */
const stamp = (ms: number) => new Date(ms).toISOString().replace(/[-:]|\.\d+/g, "");

function instant(written: string): number {
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(written) ?? [];
  return Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`);
}

export class Gate {
  readonly #account: Account;
  readonly #now: () => number;
  readonly #tokens = new Map<string, number>();
  #wrong = 0;
  #lockedUntil = 0;

  constructor(account: Account, now: () => number) {
    this.#account = account;
    this.#now = now;
  }

  /** @throws Refusal when nobody knows who asks */
  admit(call: Call): void {
    const { authorization = "", "x-auth-token": token } = call.headers;
    if (typeof token === "string") this.#admitToken(token);
    else if (authorization.startsWith("SDK-HMAC-SHA256 ")) this.#admitKeys(call, authorization);
    else throw no("x-auth-token not found");
  }

  /** All tokens end now. */
  endTokens(): void {
    this.#tokens.clear();
  }

  #admitToken(token: string): void {
    const until = this.#tokens.get(token);
    if (until === undefined) throw no("decrypt token fail");
    if (until < this.#now()) throw new Refusal(401, "APIGW.0307", "The token must be updated.");
  }

  #admitKeys(call: Call, header: string): void {
    const now = this.#now();
    if (now < this.#lockedUntil) throw no("AK access failed to reach the limit,forbidden.");
    const [, access, names = "", signature = ""] =
      /^SDK-HMAC-SHA256 Access=(\S+), SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/.exec(header) ??
      [];
    if (access !== this.#account.accessKey)
      throw this.#failed(`Get secretKey failed,ak:${access},err:ak not exist`);
    const date = String(call.headers["x-sdk-date"] ?? "");
    const at = instant(date);
    if (Number.isNaN(at)) throw no("x-sdk-date not found");
    if (Math.abs(at - now) > WINDOW_MS)
      throw no(`signature expired, signature time:${date},server time:${stamp(now)}`);
    const signed = names.split(";");
    if (!signed.includes("host") || !signed.includes("x-sdk-date"))
      throw this.#failed("verify aksk signature fail, host and x-sdk-date have to be signed");
    if ([...signed].sort().join(";") !== names)
      throw this.#failed("verify aksk signature fail, the signed headers are in no order");
    const canonical = [
      call.method,
      canonicalPath(call.path),
      canonicalQuery(call.query),
      ...signed.map((name) => `${name}:${String(call.headers[name] ?? "").trim()}`),
      "",
      names,
      // The service's own clients leave the content of a form out of the signature.
      call.headers["x-sdk-content-sha256"] === UNSIGNED && signed.includes("x-sdk-content-sha256")
        ? UNSIGNED
        : sha256(call.body),
    ].join("\n");
    const hmac = createHmac("sha256", this.#account.secretKey);
    const own = hmac.update(`SDK-HMAC-SHA256\n${date}\n${sha256(canonical)}`).digest();
    if (!timingSafeEqual(own, Buffer.from(signature, "hex")))
      throw this.#failed(`verify aksk signature fail, canonicalRequest:${canonical.replaceAll("\n", "|")}`);
    this.#wrong = 0;
  }

  #failed(why: string): Refusal {
    this.#wrong += 1;
    if (this.#wrong >= MOST_WRONG) this.#lockedUntil = this.#now() + LOCK_MS;
    return no(why);
  }

  /** IAM: a token for a password, of a project. */
  tokenFor(call: Call, seconds: number): Reply {
    const auth = dict(dict(parse(call.body.toString())).auth);
    const identity = dict(auth.identity);
    const user = dict(dict(identity.password).user);
    const project = text(dict(dict(auth.scope).project).name);
    const fail = (code: number, message: string): Reply => ({
      status: code,
      body: { error: { code, message, title: code === 401 ? "Unauthorized" : "Bad Request" } },
    });
    if (JSON.stringify(identity.methods) !== '["password"]') return fail(400, "methods is not valid");
    if (project === "") return fail(400, "scope.project is missing");
    if (project !== "cn-north-4") return fail(401, "The project does not exist.");
    const { account, user: name, password } = this.#account;
    if (dict(user.domain).name !== account || user.name !== name || user.password !== password)
      return fail(401, "The username or password is wrong.");
    const now = this.#now();
    const token = `MII${randomBytes(96).toString("base64url")}`;
    this.#tokens.set(token, now + seconds * 1000);
    const micros = (ms: number) => new Date(ms).toISOString().replace("Z", "000Z");
    return {
      status: 201,
      headers: { "x-subject-token": token },
      body: {
        token: {
          methods: ["password"],
          issued_at: micros(now),
          expires_at: micros(now + seconds * 1000),
          project: { name: project },
          user: { name, domain: { name: account } },
        },
      },
    };
  }
}
