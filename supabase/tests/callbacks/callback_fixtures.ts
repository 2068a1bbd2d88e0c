import { randomUUID } from "node:crypto";
import { done, yunshan } from "../fixtures.ts";
import type { TestDatabase } from "../test_database.ts";

/** A worker's claim: an address with its posts. */
export type ClaimedCallback = {
  callback_id: string;
  url: string;
  secrets: string[];
  posts: { id: number; body: string }[];
};

export const WORKER = randomUUID();
export const ADDRESS = "https://erp.example.com/receipts";

/** The row of a kind in the demo enterprise. */
export async function callbackOf(db: Pick<TestDatabase, "sql">, kind: string): Promise<string> {
  const [row] = await db.sql`select id from public.callbacks
    where enterprise_id = ${await yunshan(db)} and kind = ${kind}::public.callback_kind and app_id is null`;
  return row?.id;
}

/** Alice sets an address and makes its secret. Returns the callback and the secret. */
export async function openCallback(
  db: TestDatabase,
  kind: string,
  url = ADDRESS,
): Promise<{ id: string; secret: string }> {
  const id = await callbackOf(db, kind);
  await done(db.as("alice").rpc("update_callback", { callback: id, input: { url } }));
  const { secret } = await done(db.as("alice").rpc("rotate_callback", { callback: id }));
  return { id, secret };
}

/** No address is left, and nothing that waited. */
export async function closeCallbacks(db: TestDatabase): Promise<void> {
  await db.sql`update public.callbacks set url = null, posting = 'off', failures = 0, error = null, taken_at = null`;
  await db.sql`delete from private.callback_ways`;
  await db.sql`delete from private.callback_events`;
  await db.sql`delete from public.callback_posts`;
}

/** What a worker gets. */
export async function claimCallbacks(db: TestDatabase, worker = WORKER): Promise<ClaimedCallback[]> {
  const rows = await db.sql<
    ClaimedCallback[]
  >`select * from private.claim_callback_posts(${worker}::uuid, 10)`;
  return [...rows];
}

/** Records what came of posts: null was taken. */
export async function settleCallback(
  db: TestDatabase,
  callback: string,
  outcomes: readonly (readonly [id: number, error: string | null])[],
  worker = WORKER,
): Promise<boolean> {
  const ids = outcomes.map(([id]) => id);
  const [row] = await db.sql`select private.settle_callback_posts(${worker}::uuid, ${callback}::uuid,
    ${ids}::bigint[], ${outcomes.map(([, error]) => (error === null ? 204 : 503))}::integer[],
    ${outcomes.map(([, error]) => error)}::text[], ${ids.map(() => 5)}::integer[]) as ours`;
  return row?.ours;
}

/** Back-off and leases are over. */
export async function callbacksDue(db: TestDatabase): Promise<void> {
  await db.sql`update private.callback_ways set due_at = '-infinity', lease_until = '-infinity'`;
  await db.sql`update public.callback_posts set due_at = null where due_at is not null`;
}

/** What was not taken has not been taken for more than a day. */
export const callbacksFailADay = (db: TestDatabase) =>
  db.sql`update public.callback_posts set failing_since = now() - interval '25 hours' where failing_since is not null`;

/** What the service's body has inside: the events of a post. */
// biome-ignore lint/suspicious/noExplicitAny: bodies have the shape of their kind
export const told = (post: { body: string } | undefined): any => {
  const whole = JSON.parse(post?.body ?? "null");
  return typeof whole.body === "string" ? JSON.parse(whole.body) : whole;
};
