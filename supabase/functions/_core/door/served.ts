/** What serves of a signature, as the database says; read once for all that ask in the same moment, and kept for a few seconds. */
import { type Sql, sqlStateOf, withRetry } from "../database.ts";
import { TtlCache } from "../ttl_cache.ts";
import type { Limit } from "./strangers.ts";

export interface Served<T> {
  /** What serves of a signature; none where nothing does. Without waiting where it is known. */
  of(signature: string): readonly T[] | Promise<readonly T[]>;
}

/** What is frozen is shown no longer than this. */
const FRESH_MS = 5_000;
/** Signatures that are kept, about 3 KB each. Strangers may ask for any: the oldest is forgotten first. */
const MOST = 5_000;
/** Signatures that one query reads at most. */
const MOST_AT_ONCE = 500;

type Waiter<T> = { tell: (served: readonly T[]) => void; fail: (error: unknown) => void };

type Ask<T> = (signatures: string[]) => Promise<Map<string, readonly T[]>>;

/**
 * Asks for a batch, in halves where the database refuses it: strangers share it, and what one of them asked must not fail for the others. Of 500 signatures
 * a bad one costs 18 more queries. A database that is away is asked once.
 */
async function askFor<T>(ask: Ask<T>, batch: readonly [string, Waiter<T>][]): Promise<void> {
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
export function gathering<T>(ask: Ask<T>) {
  let waiting = new Map<string, Waiter<T>>();
  const run = () => {
    const batch = [...waiting];
    waiting = new Map();
    void askFor(ask, batch);
  };
  return (signature: string): Promise<readonly T[]> =>
    new Promise((tell, fail) => {
      // The cache asks for a signature once at a time.
      waiting.set(signature, { tell, fail });
      if (waiting.size === 1) setImmediate(run);
      else if (waiting.size === MOST_AT_ONCE) run();
    });
}

/** What serves in the database, read by `rows`. */
export function servedBy<T>(
  rows: (signatures: string[]) => Promise<readonly { signature: string; served: readonly T[] }[]>,
): Served<T> {
  const cache = new TtlCache(
    MOST,
    FRESH_MS,
    gathering<T>(async (signatures) => {
      const found = await withRetry(() => rows(signatures));
      return new Map(found.map(({ signature, served }) => [signature, served]));
    }),
  );
  return { of: (signature) => cache.known(signature) ?? cache.get(signature) };
}

/** How often one address may ask, as `private.limits` says; null where no row does. */
export function limitOn(sql: Sql, verb: string): () => Promise<Limit | null> {
  return async () => {
    const [row] = await sql<{ said: Limit | null }[]>`select private.stranger_limit(${verb}) as said`;
    return row?.said ?? null;
  };
}
