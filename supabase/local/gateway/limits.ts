/** How much, how long and how often: every figure of the gateway's doors (IAM-6). Tests set smaller ones. */
import { readFileSync } from "node:fs";
import { INPUTS } from "@tidings/shared/catalogue/inputs.ts";
import { z } from "zod";

const KB = 1024;
const MB = 1024 * KB;
const SECOND = 1_000;
export const MINUTE = 60 * SECOND;

const figure = (usual: number) => z.int().min(1).default(usual);

/**
 * `[auth.rate_limit]` of supabase/config.toml, by the names of hosted Auth: requests of one address in 5 minutes; `email_sent` in
 * an hour. Hosted Auth counts mails over the whole project; here one address cannot use up what others need.
 */
const authLimits = z.object({
  sign_in_sign_ups: figure(30),
  token_refresh: figure(150),
  token_verifications: figure(30),
  email_sent: figure(30),
});

/** The whole numbers of that section; what is not there has Auth's own default. */
function configured(): Record<string, number> {
  const text = readFileSync(new URL("../../config.toml", import.meta.url), "utf8");
  const [, section = ""] = /^\[auth\.rate_limit\]$([^[]*)/m.exec(text) ?? [];
  return Object.fromEntries(
    [...section.matchAll(/^(\w+) = (\d+)/gm)].map(([, name = "", value]) => [name, Number(value)]),
  );
}

/** Sizes in bytes, times in ms. */
export const limits = z.strictObject({
  /** The request line and the headers together. A filter of 250 ids takes 9 KB. */
  headerBytes: figure(16 * KB),
  /** From the connection, or the end of the request before, to the end of the headers. */
  headersMs: figure(10 * SECOND),
  /** A body that is read whole (REST, Auth, functions), from the end of the headers. */
  bodyMs: figure(30 * SECOND),
  /** Between two pieces of an upload. */
  pieceMs: figure(30 * SECOND),
  /** A whole request, uploads too: 50 MB at 90 KB/s. */
  requestMs: figure(10 * MINUTE),
  /** A socket on which nothing moves in either direction: a reader that takes nothing, a function that does not answer. */
  silenceMs: figure(5 * MINUTE),
  /** How often Node looks for connections that are over their time. */
  checkMs: figure(SECOND),
  /** Connections of all, and of one address. The benchmark of links opens 1,024. */
  connections: figure(4_096),
  connectionsOfAddress: figure(2_048),
  /** A refused body is read on for so long and so far: then its sender sees the answer and no broken connection. */
  drainMs: figure(5 * SECOND),
  drainBytes: figure(8 * MB),
  /** Requests of one address in a minute that show no token of ours (not for links and receipts): a page that is not signed in makes three. */
  strangers: figure(600),
  /** An address that goes on asking after it was refused waits this long for each further refusal. */
  holdMs: figure(SECOND),
  /**
   * Reads of one person at REST that run at once, and that wait for one of them. With four of the dearest reads running the others' lists
   * take 24 to 34 ms, with forty 8 s (`npm run bench -- doors`); a page of the panel asks for some twenty.
   */
  reads: figure(4),
  readsWaiting: figure(64),
  /** A function that nobody has asked for so long ends: waking it again takes 0.1 to 0.4 s. */
  functionIdleMs: figure(MINUTE),
  /** So long a request waits for one to start. The first time on a machine it is compiled. */
  functionWakeMs: figure(MINUTE),
  auth: z
    .preprocess((given) => ({ ...configured(), ...(given as object) }), authLimits)
    .default(authLimits.parse(configured())),
});

/** The figures of a gateway. */
export type Limits = z.infer<typeof limits>;

/** Beyond what Auth has: wrong passwords or codes for one account, from one address in 5 minutes, from all addresses in an hour. */
export const ACCOUNT = { ofAddress: 10, ofAll: 100 };

/** Threads that hash passwords, and how many may wait for one. */
export const HASHING = { threads: 2, waiting: 64 };

/** A signed address opens an object for a week at most. */
export const LONGEST_SIGNATURE_S = 7 * 24 * 3_600;

/** `x-bytes` of a shape: how large its input may be (docs/house/verbs.md, "Shapes"). */
const bytesOf = (shape: z.ZodType) => Number(shape.meta()?.["x-bytes"] ?? 0);

/** The largest input of a verb, and room for escapes and the other arguments. */
const LARGEST_INPUT = Math.max(...Object.values(INPUTS).map(bytesOf)) * 1.25 + 64 * KB;

/** What a caller who shows no valid token, key or ticket may send anywhere. */
const STRANGER = 64 * KB;
const AUTH = 16 * KB;
/** `file_size_limit` of config.toml, and a form around the file. The limit of a bucket is smaller and asked by Storage. */
const UPLOAD = 50 * MB + 64 * KB;
/** As the handlers of the functions have it; the others take small JSON. */
const FUNCTIONS: Record<string, number> = {
  "receive-receipts": 4 * MB,
  "receive-clicks": 512 * KB,
  api: 4 * MB,
};

/** Is the body of this request an object of Storage? */
export function isUpload(method: string, path: string): boolean {
  const place = path.replace(/^\/storage\/v1\/object\//, "");
  if (place === path || !/^(POST|PUT)$/.test(method)) return false;
  if (place.startsWith("upload/sign/")) return method === "PUT";
  return !/^(list\/|sign\/|move$|copy$)/.test(place);
}

/** The largest body of a request, in bytes. `known`: its token, secret key or ticket is one of ours. */
export function largestBody(method: string, path: string, known: boolean): number {
  if (path.startsWith("/auth/")) return AUTH;
  const [, name] = /^\/functions\/v1\/([\w-]+)/.exec(path) ?? [];
  if (name) return FUNCTIONS[name] ?? STRANGER;
  if (!known || /^(GET|HEAD|OPTIONS)$/.test(method)) return STRANGER;
  if (isUpload(method, path)) return UPLOAD;
  return path.startsWith("/rest/v1/rpc/") ? LARGEST_INPUT : MB;
}
