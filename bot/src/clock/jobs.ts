import { invoke, type Session, verb } from "../data/database.ts";
import { log } from "../ground/log.ts";
import { countTick } from "../ground/metrics.ts";
import type { Guard } from "./guard.ts";

/** The answer of `clock_tick`. */
interface Tick {
  /** This is a restored copy that nobody has answered for: nothing starts, and the answer says nothing else. */
  readonly held?: true;
  /** Occurrences of recurring sends that were created. */
  readonly occurred: number;
  /** Resends whose numbers are being collected. */
  readonly collected: number;
  /** Sends that were paused because too much of them failed. */
  readonly guarded: number;
  readonly expanded: number;
  readonly started: number;
  /** Messages wait to be handed to a carrier. */
  readonly dispatch: boolean;
  /** Exports wait for their next slice, or objects for their removal. */
  readonly exports: boolean;
  /** Mails of digests wait. */
  readonly mails: boolean;
  /** Incoming files are left over, or kept ones were not read. */
  readonly files: boolean;
  /** Template versions wait to be handed to the vendors. */
  readonly templates: boolean;
  /** Carriers wait to be told where to report to. */
  readonly callbacks: boolean;
  /** Number files of which a part is due, at most one of an enterprise. The uploader's own process drives the import, unless that process ended. */
  readonly imports: readonly string[];
}

/**
 * Leases in seconds, just above the longest usual run: when a bot is killed, the others wait that long. `dispatch` starts
 * its last batch within 20 s. If a slow carrier takes longer, a second call in parallel is safe: the database gives out
 * every batch once. A tick has no lease: the database lets one in at a time.
 */
const LEASE = { call: 30, sweep: 120 };

/**
 * Does all that is due in the database: expands, starts, times out, rolls up, again while there is something to expand and
 * nothing has stopped it. Starts the edge functions that have work, without waiting for them. Never throws.
 */
export async function tick(session: Session, guard: Guard, stop: AbortSignal): Promise<void> {
  const began = performance.now();
  const ended = (outcome: Parameters<typeof countTick>[0]) => countTick(outcome, performance.now() - began);
  try {
    while (!stop.aborted) {
      const found = await verb<Tick | null>(session, "clock_tick");
      if (found === null) return ended("elsewhere"); // another bot turns the clock at this moment
      if (found.held) return ended("held");
      setToWork(session, guard, found);
      const { occurred, guarded } = found;
      if (occurred + guarded > 0) log.info("clock.tick", { occurred, guarded });
      if (found.expanded + found.started + found.collected === 0) return ended("done");
    }
  } catch (error) {
    ended("failed");
    log.error("clock.tick", error);
  }
}

function setToWork(session: Session, guard: Guard, found: Tick): void {
  if (found.dispatch) void workOff(session, guard, "dispatch");
  if (found.exports) void workOff(session, guard, "export-rows");
  if (found.mails) void workOff(session, guard, "mail-digests");
  if (found.files) void workOff(session, guard, "keep-file");
  if (found.templates) void callOnce(session, guard, "submit-templates");
  if (found.callbacks) void callOnce(session, guard, "ask-carrier", { ask: "callbacks" });
  for (const file of found.imports) void importPart(session, guard, file);
}

/** Calls a function until there is nothing left. The lease covers one call, so a killed bot delays the others little. */
async function workOff(
  session: Session,
  guard: Guard,
  name: "dispatch" | "export-rows" | "keep-file" | "mail-digests",
): Promise<void> {
  let more = true;
  while (more) {
    more = false;
    const outcome = await guard.run(name, LEASE.call, async () => {
      more = (await invoke<{ more: boolean }>(session, name)).more;
    });
    if (outcome !== "done") return;
  }
}

async function callOnce(
  session: Session,
  guard: Guard,
  name: "submit-templates" | "ask-carrier",
  body: object = {},
): Promise<void> {
  await guard.run(name, LEASE.call, async () => {
    await invoke(session, name, body);
  });
}

/** One part, so that the next tick gives each enterprise its turn again. A file that fails is not named for a while. */
async function importPart(session: Session, guard: Guard, file: string): Promise<void> {
  await guard.run(`import ${file}`, LEASE.call, async () => {
    await invoke(session, "import-numbers", { file_id: file });
  });
}

/** The answer of `clock_sweep`. */
interface Swept {
  /** Null: they could not be checked, which is among `failed`. */
  readonly books_wrong: number | null;
  readonly failed: number;
}

/** Deletes expired rows and audits the books. A mismatch raises an alert in the panel and in chat. */
export async function sweep(session: Session, guard: Guard): Promise<void> {
  await guard.run("sweep", LEASE.sweep, async () => {
    const { books_wrong, failed } = await verb<Swept>(session, "clock_sweep");
    if (books_wrong) log.error("clock.books", "the books disagree", { enterprises: books_wrong });
    if (failed > 0) log.error("clock.sweep", "parts of the sweep failed and are tried again", { failed });
  });
}
