/**
 * `npm run setup -- functions`: gives the role of the edge functions a new password in the database of SUPABASE_DB_URL, and prints
 * the line that hands it to the functions. Sign-ins with the former password end with their connections.
 */
import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { admitFunctions } from "./database.ts";

const USAGE = `npm run setup -- functions
  SUPABASE_DB_URL   the database's address as its owner (Project Settings → Database → Connection string)
  gives tidings_functions a new password, and prints what the functions are told (TIDINGS_DB_URL)`;

/** The address of the same database for the edge functions' role; a pooler's user keeps the project behind its dot. */
export function functionsUrl(owner: string, password: string): string {
  const url = new URL(owner);
  const [, project] = decodeURIComponent(url.username).split(".");
  url.username = project ? `tidings_functions.${project}` : "tidings_functions";
  url.password = password;
  return url.href;
}

async function functions(owner: string): Promise<string> {
  const password = randomBytes(24).toString("base64url");
  const sql = postgres(owner, { max: 1, ssl: "prefer", connect_timeout: 10, onnotice: () => undefined });
  try {
    await admitFunctions(sql, password);
  } finally {
    await sql.end();
  }
  return functionsUrl(owner, password);
}

if (import.meta.main) {
  const owner = process.env.SUPABASE_DB_URL;
  if (process.argv[2] !== "functions" || !owner || !URL.canParse(owner)) {
    console.error(USAGE);
    process.exitCode = 2;
  } else {
    console.log(`npx supabase secrets set 'TIDINGS_DB_URL=${await functions(owner)}'`);
  }
}
