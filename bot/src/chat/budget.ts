import type { CallOutcome } from "../ground/metrics.ts";
import type { Limit } from "./limits.ts";

/**
 * Calls of a platform within its limits. What people wait for goes first, then cards whose row made a transition, then
 * progress and counters, which may use only a part of a limit: a decision never waits for them.
 */

/** `answer`: somebody waits for it. `decision`: a card whose row made a transition. `counter`: progress and counters. */
export type Urgency = "answer" | "decision" | "counter";

/** The limit of the platform leaves no room in time. Nothing was called. */
export class NoRoom extends Error {}

export interface Budget {
  /**
   * Makes a call when it is its turn. One that the platform refuses as one too many is made again, and holds up every
   * call of its bucket until then. `bucket`: the method, and what else the platform counts by (`chat.postMessage C1`).
   * @throws NoRoom when its turn does not come within `withinMs` (a minute)
   */
  run<T>(bucket: string, urgency: Urgency, call: () => Promise<T>, withinMs?: number): Promise<T>;
  /** How many calls of this urgency could be made now. */
  room(bucket: string, urgency: Urgency): number;
}

const ORDER: readonly Urgency[] = ["answer", "decision", "counter"];
const PATIENCE_MS = 60_000;
/** Progress and counters may use this part of a limit. */
const COUNTERS = 0.6;

interface Waiting {
  readonly urgency: Urgency;
  readonly start: () => Promise<void>;
}

interface Bucket {
  readonly limit: Limit;
  /** The calls of the last `limit.inMs`, oldest first. */
  begun: { readonly at: number; readonly urgency: Urgency }[];
  blockedUntil: number;
  waiting: Waiting[];
  timer: NodeJS.Timeout | null;
}

/**
 * A budget over these limits.
 * @param retryAfterMs how long the platform asks to wait, when an error is its "too many"; else null
 * @param ended is told how each call ended
 */
export function makeBudget(
  limitOf: (bucket: string) => Limit,
  retryAfterMs: (error: unknown) => number | null,
  ended: (outcome: CallOutcome) => void = () => {},
): Budget {
  const buckets = new Map<string, Bucket>();

  const bucketOf = (name: string): Bucket => {
    const found = buckets.get(name);
    if (found) return found;
    const made: Bucket = { limit: limitOf(name), begun: [], blockedUntil: 0, waiting: [], timer: null };
    buckets.set(name, made);
    return made;
  };

  const pump = (name: string, bucket: Bucket) => {
    if (bucket.timer) clearTimeout(bucket.timer);
    bucket.timer = null;
    for (;;) {
      const next = bucket.waiting[0];
      if (!next) break;
      const wait = waitOf(bucket, next.urgency);
      if (wait > 0) {
        bucket.timer = setTimeout(() => pump(name, bucket), wait);
        return;
      }
      bucket.waiting.shift();
      bucket.begun.push({ at: Date.now(), urgency: next.urgency });
      void next.start();
    }
    // Buckets of channels that are quiet again are forgotten.
    const idle = bucket.begun.every(({ at }) => at <= Date.now() - bucket.limit.inMs);
    if (idle && bucket.blockedUntil <= Date.now()) buckets.delete(name);
  };

  return {
    run: (name, urgency, call, withinMs = PATIENCE_MS) =>
      new Promise((done, failed) => {
        const ends = Date.now() + withinMs;
        const noRoom = (why: string) => {
          ended("no_room");
          failed(new NoRoom(why));
        };
        let patience: NodeJS.Timeout | undefined;
        const enqueue = (first: boolean) => {
          const bucket = bucketOf(name);
          const rank = ORDER.indexOf(urgency);
          const at = bucket.waiting.findIndex((each) => {
            const other = ORDER.indexOf(each.urgency);
            return first ? other >= rank : other > rank;
          });
          bucket.waiting.splice(at === -1 ? bucket.waiting.length : at, 0, waiting);
          patience = setTimeout(() => {
            const { waiting: all } = bucketOf(name);
            if (all.includes(waiting)) all.splice(all.indexOf(waiting), 1);
            noRoom(`${name}: no room within ${withinMs} ms`);
          }, ends - Date.now());
          pump(name, bucket);
        };
        const waiting: Waiting = {
          urgency,
          start: async () => {
            clearTimeout(patience);
            try {
              const answer = await call();
              ended("done");
              done(answer);
            } catch (error) {
              const wait = retryAfterMs(error);
              ended(wait === null ? "failed" : "throttled");
              if (wait === null) return failed(error);
              const bucket = bucketOf(name);
              bucket.blockedUntil = Math.max(bucket.blockedUntil, Date.now() + wait);
              if (bucket.blockedUntil < ends) enqueue(true);
              else noRoom(`${name}: the platform asks to wait ${wait} ms`);
            }
          },
        };
        enqueue(false);
      }),
    room(name, urgency) {
      const bucket = bucketOf(name);
      const left = leftOf(bucket, urgency);
      return bucket.blockedUntil > Date.now() || bucket.waiting.length > 0 ? 0 : Math.max(0, left);
    },
  };
}

/** A large limit is given to counters in sixths of its time, so that they do not use up a minute in its first seconds. */
function countersOf({ calls, inMs }: Limit): Limit {
  const parts = calls >= 30 ? 6 : 1;
  return { calls: Math.max(1, Math.floor((calls * COUNTERS) / parts)), inMs: inMs / parts };
}

function recent(bucket: Bucket, inMs: number, counters: boolean): number[] {
  const since = Date.now() - inMs;
  bucket.begun = bucket.begun.filter(({ at }) => at > Date.now() - bucket.limit.inMs);
  return bucket.begun
    .filter(({ at, urgency }) => at > since && (!counters || urgency === "counter"))
    .map(({ at }) => at);
}

function leftOf(bucket: Bucket, urgency: Urgency): number {
  const whole = bucket.limit.calls - recent(bucket, bucket.limit.inMs, false).length;
  if (urgency !== "counter") return whole;
  const own = countersOf(bucket.limit);
  return Math.min(whole, own.calls - recent(bucket, own.inMs, true).length);
}

/** Milliseconds until a call of this urgency may be made; 0: now. */
function waitOf(bucket: Bucket, urgency: Urgency): number {
  const now = Date.now();
  const until = (limit: Limit, counters: boolean) => {
    const begun = recent(bucket, limit.inMs, counters);
    const freed = begun[begun.length - limit.calls];
    return freed === undefined ? 0 : freed + limit.inMs - now;
  };
  const whole = until(bucket.limit, false);
  const own = urgency === "counter" ? until(countersOf(bucket.limit), true) : 0;
  return Math.max(0, bucket.blockedUntil - now, whole, own);
}
