/** What is posted to the addresses of callbacks (CBK-1): leased, posted and settled. Several workers may do it; each may be killed at any time. */
import { PUBLIC_HTTP, type Reach } from "@tidings/shared/node/reach.ts";
import { arrayOf } from "../functions/_core/arrays.ts";
import { type Sql, withRetry } from "../functions/_core/database.ts";
import { log, wordsOf } from "../functions/_core/reply.ts";
import { type CallbackPost, type Outcome, postCallback } from "./callback_post.ts";
import { countPost } from "./metrics.ts";
import { pauseUntil } from "./pause.ts";

type Claimed = {
  callback_id: string;
  url: string;
  secrets: string[];
  /** Posts about different things may go at once. */
  abreast: boolean;
  posts: CallbackPost[];
};

/** How long there is nothing to do before it is asked again: doubled up to `most`. */
const IDLE_MS = { first: 100, most: 2_000 };
/** Addresses that are posted to at once. */
const ADDRESSES = 4;
/** Posts to one address at once, about different things. */
const LANES = 8;
/** A lease is 40 s and a post takes at most 10: none is begun later than this. */
const BEGIN_WITHIN_MS = 20_000;

/** Posts what is due until the signal, and settles what it has begun. An address that answers slowly holds up no other. */
export async function postCallbacks(
  sql: Sql,
  holder: string,
  stop: AbortSignal,
  reach: Reach = PUBLIC_HTTP,
): Promise<void> {
  const running = new Set<Promise<void>>();
  let idle = IDLE_MS.first;
  const work = async (one: Claimed) => {
    const outcomes = await postAll(one, stop, reach);
    for (const outcome of outcomes) countPost(outcome);
    await told("were not recorded", () => withRetry(() => settle(sql, holder, one.callback_id, outcomes)));
  };
  while (!stop.aborted) {
    const claimed = await told("could not be claimed", () => claim(sql, holder, ADDRESSES - running.size));
    for (const one of claimed ?? []) {
      const task = work(one).finally(() => running.delete(task));
      running.add(task);
    }
    const any = claimed !== null && claimed.length > 0;
    idle = any ? IDLE_MS.first : Math.min(IDLE_MS.most, idle * 2);
    if (running.size === ADDRESSES) await Promise.race(running);
    else await Promise.race([pauseUntil(stop, idle), ...running]);
  }
  await Promise.all(running);
}

/** A database that is away is told, and what was leased is posted again. */
async function told<T>(what: string, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    log("worker", `posts to callbacks ${what}`, { why: wordsOf(error) });
    return null;
  }
}

const claim = (sql: Sql, holder: string, most: number) =>
  withRetry(
    () => sql<Claimed[]>`select * from private.claim_callback_posts(${holder}::uuid, ${most}::integer)`,
  );

const settle = (sql: Sql, holder: string, callback: string, outcomes: readonly Outcome[]) => sql`
  select private.settle_callback_posts(${holder}::uuid, ${callback}::uuid,
    ${arrayOf(outcomes, ({ id }) => String(id))}::bigint[],
    ${arrayOf(outcomes, ({ status }) => (status === null ? null : String(status)))}::integer[],
    ${arrayOf(outcomes, ({ error }) => error)}::text[], ${arrayOf(outcomes, ({ ms }) => String(ms))}::integer[])`;

/** Posts in their order: about one thing one after the other, and nothing more once one was not taken. */
async function postAll(
  { url, secrets, abreast, posts }: Claimed,
  stop: AbortSignal,
  reach: Reach,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const until = performance.now() + BEGIN_WITHIN_MS;
  let failed = false;
  const inOrder = async (some: readonly CallbackPost[]) => {
    for (const post of some) {
      if (failed || stop.aborted || performance.now() > until) return;
      const outcome = await postCallback(post, { url, secrets }, reach);
      outcomes.push(outcome);
      failed ||= outcome.error !== null;
    }
  };
  if (!abreast) {
    await inOrder(posts);
    return outcomes;
  }
  const lanes = [...Map.groupBy(posts, ({ id, about }) => about ?? `post ${id}`).values()];
  const hands = Array.from({ length: Math.min(LANES, lanes.length) }, async () => {
    for (let lane = lanes.shift(); lane; lane = lanes.shift()) await inOrder(lane);
  });
  await Promise.all(hands);
  return outcomes;
}
