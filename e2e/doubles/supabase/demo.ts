/** What a story on a hosted project begins with: the project as git gives it to a stranger, and, in place of filings, reviews and a carrier's contract, which take people, the demo's enterprise. */
import { join } from "node:path";
import postgres from "postgres";
import { seed } from "../../../supabase/local/migrate.ts";
import { layPhones } from "../../../supabase/local/phones.ts";
import { cloneInto } from "../../../supabase/local/testing/clone.ts";
import type { Hosted } from "./double.ts";

const ROOT = join(import.meta.dirname, "../../..");
const TOP = ["bot", "admin", "supabase", "shared", "e2e", "package.json", "tsconfig.json"];

/** What `git archive` would hold of this folder now, with its packages, in `folder`. Answers where. */
export const strangersFolder = (folder: string): Promise<string> => cloneInto(folder, TOP);

/** Seeds the demo's people and their enterprise into a deployed project. */
export const layDemo = (hosted: Hosted): Promise<boolean> =>
  seed(hosted.dbUrl, join(ROOT, "supabase/seed.sql"), { bot_password: "nobody signs in with it" });

/** Lets the demo's channel reach a sandbox carrier at this address, and believes the phones that it plays. */
export async function layCarrier(
  hosted: Hosted,
  { url, key, secret }: { url: string; key: string; secret: string },
): Promise<void> {
  const sql = postgres(hosted.dbUrl, { max: 1, onnotice: () => undefined });
  const functions = `${hosted.projectUrl}/functions/v1`;
  await sql`select private.set_deployment(${`${functions}/link`}, ${functions}, ${url}, ${key}, ${secret})`;
  await layPhones(sql, url);
  await sql.end();
}
