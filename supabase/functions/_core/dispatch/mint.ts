/** Links that another service makes, ahead of the hand-over (spec CHL-1): range after range, several in flight. */

import { arrayOf } from "../arrays.ts";
import { resolverOf } from "../channels/adapters.ts";
import type { Channel } from "../channels/calls.ts";
import type { Minted, MintedLink, MintOrder, Resolver } from "../channels/resolver.ts";
import { type Sql, withRetry } from "../database.ts";
import { log } from "../reply.ts";
import { workInTurn } from "./in_turn.ts";
import { backOff } from "./waits.ts";

/** A range of messages as `private.claim_mint()` leases it. */
export type ClaimedMint = {
  batch: number;
  /** Which try holds it: what an older one brings is not used. */
  attempt: number;
  carrier: string;
  trace_id: string;
  channel: Channel & { adapter: string };
  order: MintOrder;
};

/** What minting writes down. */
export type MintLedger = {
  claim(): Promise<ClaimedMint | null>;
  /** After a claim that gave none: the milliseconds until it is worth another; null: none waits. */
  wait(): Promise<number | null>;
  /** How many messages of the range still have none; null: another try holds it. */
  record(mint: ClaimedMint, links: readonly MintedLink[]): Promise<number | null>;
  /** `rests`: all that this carrier mints waits with it. */
  giveBack(mint: ClaimedMint, seconds: number, rests: boolean, why: string): Promise<void>;
};

export function mintLedgerOn(sql: Sql): MintLedger {
  return {
    claim: () =>
      withRetry(async () => {
        const [row] = await sql<{ mint: ClaimedMint | null }[]>`select private.claim_mint() as mint`;
        return row?.mint ?? null;
      }),
    wait: () =>
      withRetry(async () => {
        const [row] = await sql<{ ms: number | null }[]>`select private.mint_wait() as ms`;
        return row?.ms ?? null;
      }),
    record: ({ batch, attempt }, links) =>
      withRetry(async () => {
        const [ids, urls] = [arrayOf(links, ({ flag }) => flag), arrayOf(links, ({ url }) => url)];
        const [ends, codes] = [arrayOf(links, (link) => link.ends_at), arrayOf(links, ({ code }) => code)];
        const [row] = await sql<{ left: number | null }[]>`
          select private.record_minted(${batch}::bigint, ${attempt}::integer, ${ids}::bigint[], ${urls}::text[],
            ${ends}::timestamptz[], ${codes}::text[]) as left`;
        return row?.left ?? null;
      }),
    giveBack: ({ batch, attempt }, seconds, rests, why) =>
      withRetry(async () => {
        await sql`select private.give_back_mint(${batch}::bigint, ${attempt}::integer, ${seconds}::integer,
          ${rests}::boolean, ${why}::text)`;
      }),
  };
}

/** Requests for one range: one bad item among a hundred takes 15. */
const MOST_REQUESTS = 64;
/** A request for links begins at most so long after the claim, of whose lease of 100 s a call takes 60 at most. */
const BEGIN_WITHIN_MS = 30_000;

/**
 * Links for an order, in halves where the service refuses some of it and says of none which: an item that is refused alone has the
 * code for its answer. What there was no time for is left without one.
 */
export async function mintInHalves(
  mint: (order: MintOrder) => Promise<Minted>,
  order: MintOrder,
  mayBegin: () => boolean,
): Promise<Minted> {
  const links: MintedLink[] = [];
  const waiting = [order.items];
  for (let requests = 0; waiting.length > 0 && requests < MOST_REQUESTS && mayBegin(); requests += 1) {
    const items = waiting.shift() ?? [];
    const made = await mint({ ...order, items });
    if (made.outcome === "answered") links.push(...made.links);
    else if (made.outcome !== "refused" || made.whose === "order") {
      if (links.length === 0) return made;
      break;
    } else if (items.length === 1) {
      const { code } = made;
      links.push(...items.map(({ flag }) => ({ flag, url: null, ends_at: null, code }) as const));
    } else {
      const middle = items.length >> 1;
      waiting.push(items.slice(0, middle), items.slice(middle));
    }
  }
  return { outcome: "answered", links };
}

async function mintRange(
  claimed: ClaimedMint,
  resolver: Resolver,
  ledger: MintLedger,
  at: number,
): Promise<number> {
  const { channel, order, batch, attempt, trace_id: trace } = claimed;
  const about = { trace, mint: batch, carrier: claimed.carrier };
  const made: Minted = resolver.mint
    ? await mintInHalves(
        (part) => resolver.mint?.(channel, part) ?? Promise.reject(new Error("no mint")),
        order,
        () => performance.now() - at <= BEGIN_WITHIN_MS,
      )
    : { outcome: "refused", whose: "order", code: "", why: `${channel.adapter} makes no links` };
  if (made.outcome === "answered") {
    const left = await ledger.record(claimed, made.links);
    log("dispatch", "links made", { ...about, links: made.links.length, left });
    return made.links.length;
  }
  const { why } = made;
  if (made.outcome === "nothing_made") {
    await ledger.giveBack(claimed, made.seconds, true, why);
    if (made.whose === "ours") log("dispatch", "OUR FAULT: no links are made for us", { ...about, why });
  } else if (made.outcome === "refused") {
    // Whatever the numbers are, the next order would be refused too.
    await ledger.giveBack(claimed, 60, true, why);
    log("dispatch", "OUR FAULT: links are refused; look at template and signature", { ...about, why });
  } else {
    // Perhaps made: made again, and unpaid until somebody opens one.
    await ledger.giveBack(claimed, backOff(attempt), false, why);
    log("dispatch", "links are in doubt", { ...about, attempt, why });
  }
  return 0;
}

/** The share of a request: as long as that of the hand-over beside it. 1,000 links a second are ten calls of 100. */
export const MINT_SHARE = { ms: 20_000, flying: 10 };

/** Makes links until none wait or the share is used up. Returns how many. @throws what the database throws */
export async function mintLinks(
  ledger: MintLedger,
  share: typeof MINT_SHARE = MINT_SHARE,
  resolvers: (name: string) => Resolver = resolverOf,
): Promise<number> {
  let made = 0;
  await workInTurn(ledger, share, async (claimed, at) => {
    const links = await mintRange(claimed, resolvers(claimed.channel.adapter), ledger, at);
    made += links;
  });
  return made;
}
