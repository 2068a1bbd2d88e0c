/** What `/healthz` says: every part is asked, within the last second. */

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

/** How long an answer holds: a second, and less while something is missing, because `npm start` waits for that. In ms. */
const HOLDS = { ok: 1_000, not: 250 };

/** The answer of `ask`, however many want it: who asks meanwhile, or soon after, shares it. */
export function shared(ask: () => Promise<Health>): () => Promise<Health> {
  let until = 0;
  let last: Promise<Health> | undefined;
  return () => {
    if (last && performance.now() < until) return last;
    until = Number.POSITIVE_INFINITY;
    last = ask();
    void last.then(
      ({ ok }) => {
        until = performance.now() + (ok ? HOLDS.ok : HOLDS.not);
      },
      () => {
        until = 0;
      },
    );
    return last;
  };
}
