/** What an edge function is told by Supabase, and by anyone who deploys it. A function without it refuses to start. */

import { KEYS, type KeyKind, keysIn } from "@tidings/shared/ground/keys.ts";
import { z } from "zod";

type Setting = (name: string) => string | undefined;

/** The settings of a function, checked. */
export type Env = {
  /** Where REST, Auth and Storage are reached. */
  SUPABASE_URL: string;
  /** Says to REST which project is asked, and gives no right. */
  publishableKey: string;
  /** Each is good. In a rotation there are several, and one may have been revoked since this instance began. */
  secretKeys: string[];
  /** The database as the role tidings_functions: not SUPABASE_DB_URL, which hosted Supabase fills with the owner's address. */
  TIDINGS_DB_URL: string;
};

/** What is wrong with a variable. It never shows a value. */
class Wrong extends Error {}

function checked<T>(setting: Setting, name: string, schema: z.ZodType<T>): T {
  const { data, error } = schema.safeParse(setting(name));
  if (error) throw new Wrong(error.issues.map(({ message }) => `  ${name}: ${message}`).join("\n"));
  return data as T;
}

/** The JWTs that Supabase gave before its dictionaries. They end with 2026. */
const LEGACY = { publishable: "SUPABASE_ANON_KEY", secret: "SUPABASE_SERVICE_ROLE_KEY" } as const;
const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/**
 * The keys of a kind. The legacy one counts where there is no dictionary alone: it can be switched off while its variable still stands, and
 * nothing tells an instance so. Beside a dictionary it would let in whoever holds a key that was switched off because others have it.
 */
function keysOf(setting: Setting, kind: KeyKind): string[] {
  const { dictionary, form } = KEYS[kind];
  const text = setting(dictionary);
  try {
    const keys = text ? keysIn(text, kind) : [];
    if (keys.length > 0) return keys;
  } catch (error) {
    throw new Wrong(`  ${dictionary}: ${(error as Error).message}`);
  }
  const name = LEGACY[kind];
  const key = setting(name);
  if (!key)
    throw new Wrong(
      `  ${dictionary}: has no key, and ${name} is not set; make a ${kind} key in the project's settings (API Keys)`,
    );
  if (!JWT.test(key) && !form.test(key))
    throw new Wrong(`  ${name}: must be a JWT, or begin with sb_${kind}_`);
  return [key];
}

const readers: { [Name in keyof Env]: (setting: Setting) => Env[Name] } = {
  SUPABASE_URL: (setting) =>
    checked(
      setting,
      "SUPABASE_URL",
      z.url().transform((url) => url.replace(/\/+$/, "")),
    ),
  publishableKey: (setting) => keysOf(setting, "publishable")[0] ?? "",
  secretKeys: (setting) => keysOf(setting, "secret"),
  TIDINGS_DB_URL: (setting) =>
    checked(
      setting,
      "TIDINGS_DB_URL",
      z.string().regex(/^postgres(ql)?:\/\//, "must be the address of a Postgres database"),
    ),
};

/**
 * Reads settings one by one, so that a function may be kept from all others. Without `names`, all of them.
 * @throws Error naming every variable that is missing or wrong; it never shows a value
 */
export function readEnv<Name extends keyof Env = keyof Env>(
  setting: Setting,
  ...names: Name[]
): Pick<Env, Name> {
  const lines: string[] = [];
  const read: Partial<Env> = {};
  const take = <One extends keyof Env>(name: One) => {
    read[name] = readers[name](setting);
  };
  for (const name of names.length > 0 ? names : (Object.keys(readers) as Name[])) {
    try {
      take(name);
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      lines.push(error.message);
    }
  }
  if (lines.length > 0)
    throw new Error(`This function cannot start; its environment is wrong:\n${lines.join("\n")}`);
  return read as Pick<Env, Name>;
}

/** The headers that show a secret key: one of the new form alone is no JWT, so it is no bearer's, and the project's gateway exchanges it. */
export const showing = (key: string): Record<string, string> =>
  JWT.test(key) ? { apikey: key, authorization: `Bearer ${key}` } : { apikey: key };
