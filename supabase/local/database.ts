/** From an empty folder to a database with the law and the demo in it; on a later start only what is new. */
import { join } from "node:path";
import postgres from "postgres";
import { layAccounts } from "./demo_accounts.ts";
import { layBasic } from "./demo_basic.ts";
import { layFilings } from "./demo_filings.ts";
import { layKeys } from "./demo_keys.ts";
import { tellCopy } from "./deployment.ts";
import { ROOT } from "./env.ts";
import { rememberLaid } from "./laid.ts";
import { layPast, migrate, seed } from "./migrate.ts";
import { layObject } from "./objects.ts";
import type { Copy } from "./parts.ts";
import { databaseUrl, layGround } from "./postgres.ts";
import { layPublicTemplates } from "./public_templates.ts";

/** Public templates are laid before the demo, whose own templates show their pictures. `home`: TIDINGS_HOME. */
export async function layTemplates(url: string, home: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await sql.begin((step) =>
      layPublicTemplates(step, (path, content, type) => layObject(step, home, "media", path, content, type)),
    );
  } finally {
    await sql.end();
  }
}

/** Brings a running server up to date, and remembers what with. Throws when a migration or the seed fails. */
export async function layDatabase(copy: Copy, wanted: string): Promise<void> {
  const { env, secrets } = copy;
  const port = env.TIDINGS_DB_PORT;
  await layGround(port, secrets.databasePassword);
  const url = databaseUrl(port, secrets.databasePassword);
  await migrate(url);
  await layTemplates(url, env.TIDINGS_HOME);
  const fresh = await seed(url, join(ROOT, "supabase/seed.sql"), { bot_password: secrets.botPassword });
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await tellCopy(sql, copy);
    if (fresh) {
      await layFilings(url, env.TIDINGS_HOME);
      await layAccounts(url, env.TIDINGS_HOME);
      await layBasic(url);
      await layKeys(url);
    }
    // Last: it moves back what there is, and the account has clicks in it.
    if (env.TIDINGS_DEMO === "past") await layPast(url);
    await rememberLaid(sql, wanted);
  } finally {
    await sql.end();
  }
}
