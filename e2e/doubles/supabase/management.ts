/** The Management API, as far as the CLI asks it for one project. */
import { createHash, randomUUID } from "node:crypto";
import { type Call, multipart, type Reply } from "../ground/http.ts";
import { parse } from "../ground/json.ts";
import { type Functions, told } from "./functions.ts";
import type { Keys } from "./keys.ts";
import { deployQuery, LIMITS, REF, Refused, read, secretsSet, secretsUnset, TOKEN } from "./rules.ts";

/** What a project is, and what the API keeps of it. */
export type Project = {
  ref: string;
  token: string;
  createdAt: string;
  keys: Keys;
  functions: Functions;
  secrets: Map<string, { value: string; updatedAt: string }>;
  /** The secrets have changed. */
  changed(): void;
};

const FORBIDDEN =
  "Your account does not have the necessary privileges to access this endpoint. For more details, refer to our documentation https://supabase.com/docs/guides/platform/access-control";

const jsonOf = ({ body }: Call): unknown => parse(body.toString());

const about = ({ ref, createdAt }: Project) => ({
  id: ref,
  ref,
  organization_id: "tsrqponmlkjihgfedcba",
  organization_slug: "tsrqponmlkjihgfedcba",
  name: "double",
  region: "us-east-1",
  created_at: createdAt,
  status: "ACTIVE_HEALTHY",
  database: {
    host: `db.${ref}.supabase.co`,
    version: "17.6.1.021",
    postgres_engine: "17",
    release_channel: "ga",
  },
});

function setSecrets(project: Project, call: Call): Reply {
  const given = read(secretsSet, jsonOf(call));
  const names = new Set([...project.secrets.keys(), ...given.map(({ name }) => name)]);
  if (names.size > LIMITS.secrets) throw new Refused(400, "Maximum number of secrets reached for project");
  const updatedAt = new Date().toISOString();
  for (const { name, value } of given) project.secrets.set(name, { value, updatedAt });
  project.changed();
  return { status: 201 };
}

function unsetSecrets(project: Project, call: Call): Reply {
  for (const name of read(secretsUnset, jsonOf(call))) project.secrets.delete(name);
  project.changed();
  return { status: 200 };
}

/** Names and digests; a value never leaves. */
const listSecrets = ({ secrets }: Project): Reply => ({
  body: [...secrets].map(([name, { value, updatedAt }]) => ({
    name,
    value: createHash("sha256").update(value).digest("hex"),
    updated_at: updatedAt,
  })),
});

async function deploy({ functions }: Project, call: Call): Promise<Reply> {
  const { slug, bundleOnly } = read(deployQuery, Object.fromEntries(call.query));
  if (!call.headers["content-type"]?.startsWith("multipart/form-data"))
    throw new Refused(400, "Content-Type must be multipart/form-data");
  const parts = await multipart(call).catch(() => {
    throw new Refused(400, "Unexpected end of form");
  });
  return { status: 201, body: told(await functions.deploy(slug, parts, bundleOnly)) };
}

function one({ functions }: Project, method: string, slug: string): Reply {
  const known = functions.find(slug);
  if (!known) throw new Refused(404, "Function not found");
  if (method === "GET") return { body: told(known) };
  if (method !== "DELETE") throw new Refused(404, `Cannot ${method} /functions/${slug}`);
  functions.remove(slug);
  return { body: { message: "ok" } };
}

async function inProject(project: Project, call: Call, rest: string): Promise<Reply> {
  const { functions, keys } = project;
  const [, slug] = /^\/functions\/([\w-]+)$/.exec(rest) ?? [];
  switch (`${call.method} ${rest}`) {
    case "GET ":
      return { body: about(project) };
    case "GET /api-keys":
      return { body: keys.list(call.query.get("reveal") === "true") };
    case "GET /api-keys/legacy":
      return { body: { enabled: keys.legacyOn } };
    case "GET /secrets":
      return listSecrets(project);
    case "POST /secrets":
      return setSecrets(project, call);
    case "DELETE /secrets":
      return unsetSecrets(project, call);
    case "GET /functions":
      return { body: functions.list().map(told) };
    case "PUT /functions":
      return { body: { functions: functions.update(jsonOf(call)).map(told) } };
    case "POST /functions/deploy":
      return deploy(project, call);
    default:
      if (slug) return one(project, call.method, slug);
      throw new Refused(404, `Cannot ${call.method} ${call.path}`);
  }
}

async function route(project: Project, call: Call): Promise<Reply> {
  const token = /^Bearer (.+)$/.exec(call.headers.authorization ?? "")?.[1] ?? "";
  if (!TOKEN.test(token) || token !== project.token) throw new Refused(401, "Unauthorized");
  if (`${call.method} ${call.path}` === "GET /v1/projects") return { body: [about(project)] };
  const [, ref = "", rest = ""] = /^\/v1\/projects\/([^/]+)(.*)$/.exec(call.path) ?? [];
  if (!ref) throw new Refused(404, `Cannot ${call.method} ${call.path}`);
  if (!REF.test(ref)) throw new Refused(400, "ref: Invalid string: must match pattern /^[a-z]{20}$/");
  if (ref !== project.ref) throw new Refused(403, FORBIDDEN);
  return inProject(project, call, rest);
}

/** Counts the calls of a minute. */
export class Rate {
  readonly #most: number;
  #from = 0;
  #count = 0;
  constructor(most: number) {
    this.#most = most;
  }
  /** @throws Refused 429 */
  count(): Record<string, string> {
    const now = Date.now();
    if (now - this.#from >= 60_000) [this.#from, this.#count] = [now, 0];
    this.#count += 1;
    if (this.#count > this.#most) throw new Refused(429, "ThrottlerException: Too Many Requests");
    return {
      "x-ratelimit-limit": String(this.#most),
      "x-ratelimit-remaining": String(this.#most - this.#count),
      "x-ratelimit-reset": String(Math.ceil((this.#from + 60_000 - now) / 1000)),
    };
  }
}

/** Answers a call, or says why not. */
export async function manage(project: Project, call: Call, rate: Rate): Promise<Reply> {
  try {
    const headers = { ...rate.count(), "x-gotrue-id": randomUUID() };
    const reply = await route(project, call);
    return { ...reply, headers };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { status: error.status, body: { message: error.message } };
  }
}
