/** What the person who starts a copy may set. Everything has a default; what is set wrongly is named. */
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { mailFrom, smtpUrl } from "../../shared/src/ground/mail.ts";

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

const PORT = "a port is a whole number from 1 to 65535";
const port = (usual: number) => z.coerce.number(PORT).int(PORT).min(1, PORT).max(65_535, PORT).default(usual);

const schema = z.object({
  TIDINGS_HOME: z
    .string()
    .default(".tidings")
    .transform((path) => resolve(ROOT, path)),
  TIDINGS_API_PORT: port(54321),
  TIDINGS_DB_PORT: port(54322),
  TIDINGS_ADMIN_PORT: port(5173),
  // Behind a proxy in a container the panel has to listen beyond loopback; everything else never does.
  TIDINGS_ADMIN_HOST: z.enum(["127.0.0.1", "0.0.0.0", "::"]).default("127.0.0.1"),
  TIDINGS_CARRIER_PORT: port(54330),
  TIDINGS_BOT_PORT: port(3000),
  // Then an address counts once the code of its mail was entered. The mails lie in TIDINGS_HOME/mail.
  TIDINGS_CONFIRM_MAIL: z.enum(["0", "1"]).default("0"),
  // With both, invitations are mailed.
  TIDINGS_SMTP_URL: smtpUrl.optional(),
  TIDINGS_MAIL_FROM: mailFrom.optional(),
  TIDINGS_PANEL: z.enum(["built", "dev"]).default("built"),
  // past: the demo enterprise has sixty days behind it. bare: only what supabase/seed.sql makes. It matters at the first start alone.
  TIDINGS_DEMO: z.enum(["past", "bare"]).default("past"),
  SUPABASE_URL: z.url().optional(),
  SUPABASE_PUBLISHABLE_KEY: z.string().min(1).optional(),
  TIDINGS_BOT_EMAIL: z.email().optional(),
  TIDINGS_BOT_PASSWORD: z.string().min(1).optional(),
  TIDINGS_BOT_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "64 hex digits, as `npm run setup -- bot` printed them")
    .optional(),
  // Of a hosted project, as its functions have it; with it the worker runs here too.
  TIDINGS_DB_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "the address of a Postgres database")
    .optional(),
  LC_ALL: z.string().optional(),
  LC_MESSAGES: z.string().optional(),
  LANG: z.string().optional(),
});

/** The settings of a copy, checked. Ports are on 127.0.0.1; TIDINGS_HOME is absolute. */
export type Env = z.infer<typeof schema>;

/** Reads the settings; throws one readable message that names each wrong variable. Empty means unset. */
export function readEnv(from: NodeJS.ProcessEnv = process.env): Env {
  const set = Object.fromEntries(Object.entries(from).filter(([, value]) => value !== ""));
  const read = schema.safeParse(set);
  if (!read.success) throw new Error(z.prettifyError(read.error));
  return read.data;
}
