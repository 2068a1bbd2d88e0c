/** A direct connection to the database, for the hot paths, where REST would be ten times slower (design §4). */
import { tlsFor } from "@tidings/shared/ground/tls.ts";
import postgres from "postgres";

export type Sql = postgres.Sql;
export type Transaction = postgres.TransactionSql;
/** What the database answers as JSON and is given as JSON. */
export type Json = postgres.JSONValue;

/**
 * Seconds until a connection is tried again. The driver counts the failures of all connections of a pool together: by its own rule the
 * eight of a dispatcher wait up to 20 s after one restart of Postgres, which takes a second or two.
 */
const again = (failures: number): number => Math.min(2 ** failures / 20, 1) * (0.5 + Math.random() / 2);

/**
 * A small pool: an instance serves a few requests at once, and every instance has its own. Statements are not
 * prepared, because a pooler in transaction mode gives each transaction another connection. TLS as the
 * address says (tls.ts). Connections are made at the first query, so a database that is away does not stop the start.
 */
export function openDatabase(url: string, connections = 4): Sql {
  return postgres(url, {
    max: connections,
    prepare: false,
    ...tlsFor(url),
    connect_timeout: 10,
    backoff: again,
    idle_timeout: 30,
    max_lifetime: 1800,
    onnotice: () => undefined,
    connection: { application_name: "tidings-function" },
  });
}

/** Serialization failure, deadlock, lock not available: the transaction was rolled back, and a retry may succeed. */
const TRANSIENT = new Set(["40001", "40P01", "55P03"]);

/** SQLSTATE of an error of the database, or null. */
export function sqlStateOf(error: unknown): string | null {
  return error instanceof postgres.PostgresError ? error.code : null;
}

/**
 * Runs `work`, which must be one statement or one transaction, and retries it after a deadlock or serialization
 * failure: at most five tries, 20 to 640 ms apart.
 * @throws the error of the last try, or the first error that no retry can help
 */
export async function withRetry<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === 5 || !TRANSIENT.has(sqlStateOf(error) ?? "")) throw error;
      const wait = 20 * 2 ** tries * (0.5 + Math.random() / 2);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
