/** What a seed decides beforehand: who is killed when and where, how the carrier behaves meanwhile, and the data. */
import { chanceOf } from "./chance.ts";

/** Who is killed. There are two dispatchers; the one that comes to the place, or at random one of both, dies. */
export const VICTIMS = ["importer", "dispatcher", "receiver", "link", "postgres", "carrier"] as const;
export type Victim = (typeof VICTIMS)[number];
export type Instant = "at random" | "before" | "after";

/**
 * A place that a kill waits for. `importer`, `dispatcher`, `receiver`, `link` and `gateway` are connections to Postgres and
 * the place is a commit, named by the function of the law that it ends; `*` is any. `hand-over` and `callback` are the
 * requests to and from the carrier, whose commit is the line in its store, or the receiver's.
 */
export type Place = {
  connection: "importer" | "dispatcher" | "receiver" | "link" | "gateway" | "hand-over" | "callback";
  what: string;
};

/**
 * One kill: so many ms after the one before it is over, at once, or when somebody next comes to the place. `onTop`:
 * while others may still be getting up; else when everybody works again.
 */
export type Kill = {
  victim: Victim;
  instant: Instant;
  place: Place | null;
  gapMs: number;
  onTop: boolean;
};

export type ChannelKind = "idempotent" | "plain";

const place = (connection: Place["connection"], what: string): Place => ({ connection, what });

/** The places at which each victim is killed just before and just after the commit. */
const PLACES: Record<Victim, Place[]> = {
  importer: [place("importer", "finish_part"), place("importer", "finish_file"), place("importer", "*")],
  dispatcher: [
    place("dispatcher", "claim_batch"),
    place("dispatcher", "record_handoff"),
    place("dispatcher", "give_back"),
    place("hand-over", "messages"),
  ],
  receiver: [
    place("receiver", "record_sorted_receipts"),
    place("receiver", "record_receipts"),
    place("receiver", "record_replies"),
    place("callback", "receipts"),
  ],
  link: [place("link", "resolve_batch")],
  postgres: [
    place("importer", "*"),
    place("dispatcher", "claim_batch"),
    place("dispatcher", "record_handoff"),
    place("receiver", "record_sorted_receipts"),
    place("link", "resolve_batch"),
    place("gateway", "clock_tick"),
    place("gateway", "approve_send"),
    place("gateway", "*"),
  ],
  carrier: [place("hand-over", "messages"), place("callback", "receipts"), place("callback", "replies")],
};

/** Where a channel is not idempotent, the question what became of a batch is a place too. */
const QUESTION = place("hand-over", "query");

/** Kills at random for each victim, for every round through all the places. */
const AT_RANDOM: Record<Victim, number> = {
  importer: 3,
  dispatcher: 5,
  receiver: 4,
  link: 4,
  postgres: 4,
  carrier: 4,
};

/** One round through everything: each victim at random, and before and after each of its places. */
function round(kind: ChannelKind): Omit<Kill, "gapMs" | "onTop">[] {
  return VICTIMS.flatMap((victim) => {
    const asks = kind === "plain" && (victim === "dispatcher" || victim === "carrier");
    const places = asks ? [...PLACES[victim], QUESTION] : PLACES[victim];
    const at = (instant: Instant) => places.map((place) => ({ victim, instant, place }));
    const random = Array.from({ length: AT_RANDOM[victim] }, () => {
      return { victim, instant: "at random" as const, place: null };
    });
    return [...random, ...at("before"), ...at("after")];
  });
}

/** The kills of one channel, in rounds; within a round their order is the seed's. */
export function killsOf(seed: number, kind: ChannelKind, count: number): Kill[] {
  const chance = chanceOf(seed, `kills ${kind}`);
  const kills: Kill[] = [];
  while (kills.length < count) {
    for (const kill of chance.shuffled(round(kind))) {
      kills.push({ ...kill, gapMs: chance.whole(0, 900), onTop: chance.draw() < 0.3 });
    }
  }
  return kills.slice(0, count);
}

/** How the carrier behaves until the next change (docs/carrier.md, `PUT /control`). */
export type Weather = Record<string, unknown>;

/** The nth change of the carrier's behaviour: throttling, 5xx, answers dropped after acceptance, repeats, disorder. */
export function weatherOf(seed: number, kind: ChannelKind, nth: number): Weather {
  const chance = chanceOf(seed, `weather ${kind} ${nth}`);
  const upTo = (most: number) => Math.round(chance.draw() * most * 1000) / 1000;
  return {
    seed: chance.whole(0, 1_000_000),
    idempotent: kind === "idempotent",
    rate_per_s: chance.draw() < 0.4 ? chance.whole(150, 600) : null,
    error_rate: chance.draw() < 0.4 ? upTo(0.25) : 0,
    accept_then_drop_rate: chance.draw() < 0.5 ? upTo(0.15) : 0,
    reject_rate: upTo(0.05),
    fail_rate: upTo(0.15),
    expire_rate: upTo(0.08),
    receipt_delay_ms: [0, chance.whole(100, 4_000)],
    repeat_receipts: chance.whole(0, 3),
    shuffle_receipts: chance.draw() < 0.8,
    receipts_before_answer: upTo(0.3),
    reply_rate: upTo(0.1),
    reply_texts: ["R", "退订", "好的", "T恤有货吗"],
    // From before its receipt to long after it; half of them show no pass, or a stale or foreign one, at the worst.
    open_rate: upTo(0.8),
    open_delay_ms: [0, chance.whole(0, 6_000)],
    open_without_pass_rate: chance.draw() < 0.5 ? upTo(0.5) : 0,
  };
}

/** The same carrier when all that disturbs is over; what it has promised before, it still does. */
export const CALM: Weather = {
  rate_per_s: null,
  error_rate: 0,
  accept_then_drop_rate: 0,
  receipts_before_answer: 0,
  receipt_delay_ms: [0, 500],
  open_rate: 0.5,
  open_delay_ms: [0, 500],
  open_without_pass_rate: 0,
};

/** What becomes of a send: all at once, in two steps, stopped on its way, or approved at the second go. */
export type Story = "plain" | "trial" | "cancelled" | "rejected first";

/** What a send is made of. */
export type Kind = "aim" | "basic" | "text";

/** A file and its send. `afterMs`: how long after it began to go out the cancelled one is cancelled. */
export type Work = {
  csv: string;
  large: boolean;
  partBytes: number;
  kind: Kind;
  story: Story;
  afterMs: number;
};

/** The nth file of a channel. The first one is large: it has a partition of its own, and so have its deliveries if it has more than 20,000 numbers. */
export function workOf(seed: number, kind: ChannelKind, nth: number, numbers: number): Work {
  const chance = chanceOf(seed, `work ${kind} ${nth}`);
  const large = nth === 0;
  const count = large ? numbers : chance.whole(60, 240);
  // Small files share their numbers, so that who replied R to one send is met by a later one.
  const from = large ? 20_000_000 : chance.whole(0, 4_000);
  const lines = Array.from({ length: count }, (_, index) => {
    const luck = chance.draw();
    if (luck < 0.01) return `1380013,坏号码${index},YS${index},1`;
    const phone = luck < 0.03 ? from : from + index;
    return `138${String(phone).padStart(8, "0")},顾客${index},YS202611240${index},6-2-${index}`;
  });
  const stories: Story[] = ["plain", "plain", "trial", "cancelled", "rejected first"];
  return {
    csv: `手机号,name,order_no,pickup_code\n${lines.join("\n")}\n`,
    large,
    partBytes: large ? Math.max(8_000, Math.ceil((count * 45) / 5)) : 2_000,
    // The large one has cards, whose links are asked for.
    kind: large ? "aim" : chanceOf(seed, `kind ${kind} ${nth}`).one(["aim", "basic", "basic", "text"]),
    story: large ? "plain" : chance.one(stories),
    afterMs: chance.whole(0, 1_500),
  };
}
