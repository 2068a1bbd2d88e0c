/**
 * The steps of a deployment, in their order. Each looks first whether it is done, and says it is done after having seen it: so the same
 * command goes on where an earlier one ended.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { Sql } from "postgres";
import { MigrationRefused, pending } from "../local/migrate.ts";
import { layFunctionsAccount } from "../local/setup.ts";
import { givenSecret, staleFunctions, type Wanted } from "./checks.ts";
import type { Management } from "./management.ts";
import type { Target } from "./settings.ts";
import type { Line } from "./words.ts";

/** A line to tell, with what was seen. */
export type Told = readonly [line: Line, seen?: string | number];

/** A step that was not done. Its lines say why. */
export class StepFailed extends Error {
  readonly told: Told;
  constructor(...told: Told) {
    super(told.join(": "));
    this.told = told;
  }
}

/** What the steps work with. `bundle`: the work folder of the CLI with a file for each function. */
export type Work = {
  readonly target: Target & { readonly databaseUrl: string };
  /** Where short links shall open; null keeps what is set, or takes the project's own address. */
  readonly links: string | null;
  /** SUPABASE_URL was set: it is the address of the functions from now on. */
  readonly named: boolean;
  readonly sql: Sql;
  readonly api: Management;
  readonly bundle: { readonly folder: string; readonly wanted: readonly Wanted[] };
};

export type Step = { readonly name: Line; run(work: Work): Promise<Told> };

/** A hosted function answers with its new release within seconds; after this long something is wrong. */
const NEW_RELEASE_MS = 90_000;
const BETWEEN_LOOKS_MS = 1_000;

/** Whether the token may change this project is known before anything is changed. */
async function findProject({ api, target }: Work): Promise<Told> {
  await api.functions();
  return ["found", target.ref];
}

async function pushLaw({ sql, api, target }: Work): Promise<Told> {
  const fresh = await pending(sql).catch((error: unknown) => {
    throw error instanceof MigrationRefused ? new StepFailed("pushed_before", error.message) : error;
  });
  if (fresh.length === 0) return ["nothing_new"];
  await api.push(target.databaseUrl);
  const left = await pending(sql);
  if (left.length > 0) throw new StepFailed("still_pending", left.join(", "));
  return ["pushed", fresh.length];
}

type Addresses = { links: string; functions: string };

/** The addresses that a project should have, where these are known; a restored copy still names the project it was taken from. */
export function addressesOf(
  known: Addresses | null,
  { target, links, named }: Pick<Work, "target" | "links" | "named">,
): Addresses {
  const own = {
    links: `${target.projectUrl}/functions/v1/link`,
    functions: `${target.projectUrl}/functions/v1`,
  };
  if (known === null) return { ...own, links: links ?? own.links };
  const [, of] = /^https:\/\/([a-z]{20})\.supabase\.co\//.exec(known.functions) ?? [];
  const functions = named || (of !== undefined && of !== target.ref) ? own.functions : known.functions;
  const kept = known.links === `${known.functions}/link` ? `${functions}/link` : known.links;
  return { links: links ?? kept, functions };
}

async function layAddresses(work: Work): Promise<Told> {
  const { sql } = work;
  const [known] = await sql<
    Addresses[]
  >`select link_base_url as links, functions_url as functions from private.deployment`;
  const { links, functions } = addressesOf(known ?? null, work);
  await sql`select private.set_deployment(${links}, ${functions})`;
  return ["addresses_kept", links];
}

async function layAccount({ sql, api, target }: Work): Promise<Told> {
  const [given, secrets] = await Promise.all([givenSecret(sql), api.secrets()]);
  if (given !== null && secrets.get("TIDINGS_DB_URL") === given) return ["account_kept"];
  await api.setSecret("TIDINGS_DB_URL", await layFunctionsAccount(sql, target.databaseUrl));
  return ["account_new"];
}

async function layFunctions({ api, bundle, target }: Work): Promise<Told> {
  const stale = () => staleFunctions(target.projectUrl, bundle.wanted);
  if ((await stale()).length === 0) return ["functions_kept", bundle.wanted.length];
  await api.deployFunctions(bundle.folder);
  for (const until = Date.now() + NEW_RELEASE_MS; ; ) {
    const old = await stale();
    if (old.length === 0) return ["uploaded", bundle.wanted.length];
    if (Date.now() > until) throw new StepFailed("old_release", old.join(", "));
    await pause(BETWEEN_LOOKS_MS);
  }
}

/** The law first: functions of the former release work with it, and those of this one with nothing less. */
export const STEPS: readonly Step[] = [
  { name: "project", run: findProject },
  { name: "database", run: pushLaw },
  { name: "addresses", run: layAddresses },
  { name: "account", run: layAccount },
  { name: "functions", run: layFunctions },
];
