/** What an edge function is told by Supabase, and by whoever deploys it. A function without it refuses to start. */
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
 * Reads the settings.
 * @throws Error naming every variable that is missing or wrong; it never shows a value
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const read = schema.safeParse(source);
  if (read.success) return read.data;
  const lines = read.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`This function cannot start; its environment is wrong:\n${lines.join("\n")}`);
}
