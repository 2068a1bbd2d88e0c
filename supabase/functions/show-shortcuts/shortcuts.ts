/** What serves of a signature, as the database says; read once for all that ask in the same moment, and kept for a few seconds. */
import { type Sql, sqlStateOf, withRetry } from "../_core/database.ts";
import { TtlCache } from "../_core/ttl_cache.ts";
import type { Limit } from "./strangers.ts";

/** A shortcut that serves. `buttons`, `timed`: as `shortcut_versions` keeps them. */
export interface Served {
  readonly id: string;
  readonly version: number;
  readonly regions: readonly number[];
  readonly buttons: readonly object[];
  readonly timed: readonly {
    readonly name: string;
    readonly begins_at: string;
    readonly ends_at: string;
    readonly buttons: readonly object[];
  }[];
  /** Channel numbers of its enterprise that carry the signature. */
  readonly ports: readonly { readonly number: string; readonly kind: "plain" | "prefix" | "suffix" }[];
}

export interface Shortcuts {
  /** Those of a signature; none where nothing serves. Without waiting where it is known. */
  of(signature: string): readonly Served[] | Promise<readonly Served[]>;
}

/** A frozen shortcut is shown no longer than this. */
const FRESH_MS = 5_000;
/** Signatures that are kept, about 3 KB each. Strangers may ask for any: the oldest is forgotten first. */
const MOST = 5_000;
/** Signatures that one query reads at most. */
const MOST_AT_ONCE = 500;

type Waiter = { tell: (served: readonly Served[]) => void; fail: (error: unknown) => void };

type Ask = (signatures: string[]) => Promise<Map<string, readonly Served[]>>;

/**
 * Asks for a batch, in halves where the database refuses it: strangers share it, and what one of them asked must not fail for the others. Of 500 signatures
 * a bad one costs 18 more queries. A database that is away is asked once.
 */
async function askFor(ask: Ask, batch: readonly [string, Waiter][]): Promise<void> {
  try {
    const found = await ask(batch.map(([signature]) => signature));
    for (const [signature, { tell }] of batch) tell(found.get(signature) ?? []);
  } catch (error) {
    if (batch.length > 1 && sqlStateOf(error) !== null) {
      const middle = batch.length >> 1;
      await askFor(ask, batch.slice(0, middle));
      await askFor(ask, batch.slice(middle));
      return;
    }
    for (const [, { fail }] of batch) fail(error);
  }
}

/** Asks for all signatures of one turn of the event loop in one query. */
export function gathering(ask: Ask) {
  let waiting = new Map<string, Waiter>();
  const run = () => {
    const batch = [...waiting];
    waiting = new Map();
    void askFor(ask, batch);
  };
  return (signature: string): Promise<readonly Served[]> =>
    new Promise((tell, fail) => {
      // The cache asks for a signature once at a time.
      waiting.set(signature, { tell, fail });
      if (waiting.size === 1) setImmediate(run);
      else if (waiting.size === MOST_AT_ONCE) run();
    });
}

/** The shortcuts in the database. */
export function shortcutsOn(sql: Sql): Shortcuts {
  const cache = new TtlCache(
    MOST,
    FRESH_MS,
    gathering(async (signatures) => {
      const rows = await withRetry(
        () => sql<{ signature: string; served: readonly Served[] }[]>`
          select * from private.show_shortcuts(${signatures})`,
      );
      return new Map(rows.map(({ signature, served }) => [signature, served]));
    }),
  );
  return { of: (signature) => cache.known(signature) ?? cache.get(signature) };
}

/** How often one address may ask, as `private.limits` says; null where no row does. */
export function limitOn(sql: Sql): () => Promise<Limit | null> {
  return async () => {
    const [row] = await sql<{ said: Limit | null }[]>`
      select private.stranger_limit('show_shortcuts') as said`;
    return row?.said ?? null;
  };
}
