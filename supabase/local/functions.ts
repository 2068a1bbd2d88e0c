/** How an edge function is run: a Deno of its own that knows its settings and reaches what it works with, and nothing else (T22). */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { ROOT } from "./env.ts";
import { movedClock } from "./moved_clock.ts";
import type { Secrets } from "./secrets.ts";

const DENO = join(dirname(createRequire(import.meta.url).resolve("deno/package.json")), "deno");

/** Where a function runs and what it may be told. */
export type Place = {
  port: number;
  /** Deno's cache of what it has compiled. */
  cache: string;
  SUPABASE_URL: string;
  TIDINGS_DB_URL: string;
} & Partial<Record<KeyName | MailName, string>>;

/** Keys as hosted Supabase names them: dictionaries, and before them two JWTs. A function may read all four, and finds those that there are. */
const KEY_NAMES = [
  "SUPABASE_PUBLISHABLE_KEYS",
  "SUPABASE_SECRET_KEYS",
  "SUPABASE_ANON_KEY",
  "SUPABASE_SERVICE_ROLE_KEY",
] as const;
type KeyName = (typeof KEY_NAMES)[number];

/** How a deployment mails: the server, who it is from, and the panel that a link in it opens. */
const MAIL_NAMES = ["TIDINGS_SMTP_URL", "TIDINGS_MAIL_FROM", "TIDINGS_PANEL_URL"] as const;
type MailName = (typeof MAIL_NAMES)[number];

/** The dictionaries of a copy's keys, each with the one that it has. */
export const dictionaries = ({
  publishableKey,
  secretKey,
}: Pick<Secrets, "publishableKey" | "secretKey">) => ({
  SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: publishableKey }),
  SUPABASE_SECRET_KEYS: JSON.stringify({ default: secretKey }),
});

type Setting = Exclude<keyof Place, "port" | "cache">;
type Needs = { settings: readonly Setting[]; anywhere?: true };

/** Open to phones, vendors and carriers: the database as the role of the functions, and no key. */
const OPEN: Needs = { settings: ["TIDINGS_DB_URL"] };
/** Asks REST who calls. */
const ASKING: Needs = {
  settings: ["SUPABASE_URL", ...KEY_NAMES, "TIDINGS_DB_URL"],
};
/** Carriers are rows of the database: their addresses are not known beforehand. */
const CALLING: Needs = { ...ASKING, anywhere: true };
/** Asks the mail server, whose addresses its name gives. */
const MAILING: Needs = { settings: [...ASKING.settings, ...MAIL_NAMES], anywhere: true };

const NEEDS: Record<string, Needs> = {
  link: OPEN,
  "receive-receipts": OPEN,
  "receive-clicks": OPEN,
  "show-shortcuts": OPEN,
  "show-account": OPEN,
  dispatch: CALLING,
  "submit-templates": CALLING,
  "check-device": CALLING,
  "check-link": CALLING,
  "fetch-picture": CALLING,
  "ask-carrier": CALLING,
  "mail-invitation": MAILING,
  "mail-digests": MAILING,
};

/** What the client of Postgres looks for in the environment; here it finds none of it. */
const POSTGRES = "PG*";

const hostOf = (url: string) => new URL(url).host;

/** The command line of a function and its whole environment: that of the process that starts it is not passed on, but for a moved clock. */
export function functionCommand(name: string, place: Place) {
  const { settings, anywhere } = NEEDS[name] ?? ASKING;
  const folder = join(ROOT, "supabase/functions", name);
  const own = `127.0.0.1:${place.port}`;
  const others = settings.flatMap((setting) =>
    setting === "SUPABASE_URL" || setting === "TIDINGS_DB_URL" ? [hostOf(place[setting])] : [],
  );
  const told = settings.flatMap((setting) => (place[setting] ? [[setting, place[setting]]] : []));
  const permissions = [
    anywhere ? "--allow-net" : `--allow-net=${[own, ...others].join(",")}`,
    `--allow-env=${[...settings, POSTGRES].join(",")}`,
    "--no-prompt",
    "--no-lock",
  ];
  const config = join(folder, "deno.json");
  return {
    command: DENO,
    args: ["run", ...permissions, "--node-modules-dir=manual", "--config", config, join(folder, "index.ts")],
    cwd: folder,
    env: {
      ...Object.fromEntries(told),
      DENO_SERVE_ADDRESS: `tcp:${own}`,
      DENO_DIR: place.cache,
      DENO_NO_UPDATE_CHECK: "1",
      ...movedClock(),
    },
  };
}
