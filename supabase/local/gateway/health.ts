/** What `/healthz` says: every part is asked, now, and for all who ask at once. */
import { setTimeout as pause } from "node:timers/promises";

/** How long a part may take to answer before it counts as away, in milliseconds. */
const PATIENCE = 5_000;

/** The answer: `ok`, and the parts that are not ready with the reason. */
export type Health = { ok: boolean; waiting: Record<string, string> };

async function probe(url: string): Promise<string | undefined> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
    await answer.body?.cancel();
    return answer.status < 500 ? undefined : `answers ${answer.status}`;
  } catch {
    return "does not answer";
  }
}

/** Asks every probe (name → address, or a check that throws) at once. */
export async function health(probes: Record<string, string | (() => Promise<unknown>)>): Promise<Health> {
  const waiting: Record<string, string> = {};
  await Promise.all(
    Object.entries(probes).map(async ([name, ask]) => {
      const why =
        typeof ask === "string"
          ? await probe(ask)
          : await ask().then(
              () => undefined,
              () => "does not answer",
            );
      if (why) waiting[name] = why;
    }),
  );
  return { ok: Object.keys(waiting).length === 0, waiting };
}

/** Rounds of questions begin at least so long after each other, in ms. */
const APART = 250;

/**
 * The answer of `ask`, however many want it. Nobody gets an answer from before they asked (`npm start`, and the person who has just seen a
 * part fall, wait for what is true now), so who comes while a round is under way, or soon after one, shares the next.
 */
export function shared(ask: () => Promise<Health>): () => Promise<Health> {
  let next: Promise<Health> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const round = async () => {
    await last;
    next = undefined;
    const asked = ask();
    last = asked.catch(() => undefined).then(() => pause(APART));
    return asked;
  };
  return () => {
    next ??= round();
    return next;
  };
}
