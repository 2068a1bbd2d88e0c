/** What an edge function is told by Supabase, and by anyone who deploys it. A function without it refuses to start. */
import { z } from "zod";

const schema = z.object({
  /** Where REST, Auth and Storage are reached. */
  SUPABASE_URL: z.url().transform((url) => url.replace(/\/+$/, "")),
  SUPABASE_ANON_KEY: z.string().min(1),
  SUPABASE_SERVICE_ROLE_KEY: z.string().min(1),
  /** The database as the role tidings_functions: not SUPABASE_DB_URL, which hosted Supabase fills with the owner's address. */
  TIDINGS_DB_URL: z.string().regex(/^postgres(ql)?:\/\//, "must be the address of a Postgres database"),
});

/** The settings of a function, checked. */
export type Env = z.infer<typeof schema>;

/**
 * Reads settings one by one, so that a function may be kept from all others. Without `names`, all of them.
 * @throws Error naming every variable that is missing or wrong; it never shows a value
 */
export function readEnv<Name extends keyof Env = keyof Env>(
  setting: (name: string) => string | undefined,
  ...names: Name[]
): Pick<Env, Name> {
  const wanted = names.length > 0 ? names : (Object.keys(schema.shape) as Name[]);
  const read = wanted.map((name) => ({ name, ...schema.shape[name].safeParse(setting(name)) }));
  const lines = read.flatMap(
    ({ name, error }) => error?.issues.map(({ message }) => `  ${name}: ${message}`) ?? [],
  );
  if (lines.length > 0)
    throw new Error(`This function cannot start; its environment is wrong:\n${lines.join("\n")}`);
  return Object.fromEntries(read.map(({ name, data }) => [name, data])) as Pick<Env, Name>;
}
