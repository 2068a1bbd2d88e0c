/** What is posted to the addresses of callbacks (CBK-1): leased, posted and settled. Several workers may do it; each may be killed at any time. */
import { randomBytes } from "node:crypto";
import { type LinkCodes, linkCodes } from "@tidings/shared/links/code.ts";
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
  /** About different things: they may go at once. */
  posts: CallbackPost[];
};

/** How long there is nothing to do before it is asked again: doubled up to `most`. */
const IDLE_MS = { first: 100, most: 2_000 };
/** Addresses that are posted to at once. */
const ADDRESSES = 4;
/** Posts to one address at once; after as many failures one after the other, no more are begun. */
const ABREAST = 8;
/**
 * How many times as long as the database worked for a lease it is left alone: what comes in goes first. On two cores a lease of 1,000 receipts takes
 * it some 40 ms of a connection.
 */
const REST = 3;
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
  let codes: LinkCodes | null = null;
  const work = async (one: Claimed) => {
    const outcomes = await postAll(one, stop, reach);
    for (const outcome of outcomes) countPost(outcome);
    await told("were not recorded", () => withRetry(() => settle(sql, holder, one.callback_id, outcomes)));
  };
  while (!stop.aborted) {
    const begun = performance.now();
    const claimed = await told("could not be claimed", async () => {
      codes ??= await codesOf(sql);
      return await claim(sql, holder, ADDRESSES - running.size, codes);
    });
    const rest = claimed?.length ? (performance.now() - begun) * REST : 0;
    for (const one of claimed ?? []) {
      const task = work(one).finally(() => running.delete(task));
      running.add(task);
    }
    const any = claimed !== null && claimed.length > 0;
    idle = any ? IDLE_MS.first : Math.min(IDLE_MS.most, idle * 2);
    await pauseUntil(stop, rest);
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

/** Leases addresses. Codes of links are made here, in a thirtieth of the time; for each stands a mark that nobody could have guessed, with its id. */
async function claim(sql: Sql, holder: string, most: number, codes: LinkCodes): Promise<Claimed[]> {
  const mark = `link-${randomBytes(12).toString("hex")}-`;
  const marked = new RegExp(`${mark}(\\d+)\\.`, "g");
  const claimed = await withRetry(
    () =>
      sql<
        Claimed[]
      >`select * from private.claim_callback_posts(${holder}::uuid, ${most}::integer, ${mark}::text)`,
  );
  const made = (_: string, id: string) => codes.codeOf(Number(id));
  return claimed.map((one) => ({
    ...one,
    posts: one.posts.map(({ id, body }) => ({ id, body: body.replace(marked, made) })),
  }));
}

async function codesOf(sql: Sql): Promise<LinkCodes> {
  const [row] = await withRetry(() => sql<{ words: number[] }[]>`select words from private.link_settings()`);
  return linkCodes(row?.words ?? []);
}

const settle = (sql: Sql, holder: string, callback: string, outcomes: readonly Outcome[]) => sql`
  select private.settle_callback_posts(${holder}::uuid, ${callback}::uuid,
    ${arrayOf(outcomes, ({ id }) => String(id))}::bigint[],
    ${arrayOf(outcomes, ({ status }) => (status === null ? null : String(status)))}::integer[],
    ${arrayOf(outcomes, ({ error }) => error)}::text[], ${arrayOf(outcomes, ({ ms }) => String(ms))}::integer[])`;

/** Posts what was leased, until the address seems to take nothing. A post that is refused by itself holds up no other. */
async function postAll(
  { url, secrets, posts }: Claimed,
  stop: AbortSignal,
  reach: Reach,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const until = performance.now() + BEGIN_WITHIN_MS;
  let failures = 0;
  let next = 0;
  const hand = async () => {
    while (failures < ABREAST && !stop.aborted && performance.now() < until) {
      const post = posts[next++];
      if (post === undefined) return;
      const outcome = await postCallback(post, { url, secrets }, reach);
      outcomes.push(outcome);
      failures = outcome.error === null ? 0 : failures + 1;
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, hand));
  return outcomes;
}
