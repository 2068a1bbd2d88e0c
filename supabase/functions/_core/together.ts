/** Calls that wait at the same time share one transaction, and each is answered after its commit. */

/** Receipts in one transaction: more would keep the first of them waiting, and gain little. */
const MOST = 5000;
/** Transactions at once: while one commits, the next one is executed. */
const FLYING = 2;

type Waiting<T, R> = { items: readonly T[]; resolve(done: R): void; reject(error: unknown): void };

/**
 * Gathers the items of calls that come while `work` is busy. If what was gathered fails, each call is tried alone:
 * one that breaks the transaction must not break the others.
 */
export function together<T, R>(
  work: (items: readonly T[]) => Promise<R>,
  most = MOST,
  flying = FLYING,
): (items: readonly T[]) => Promise<R> {
  const waiting: Waiting<T, R>[] = [];
  let busy = 0;

  const next = (): Waiting<T, R>[] => {
    const taken = waiting.splice(0, 1);
    let count = taken[0]?.items.length ?? 0;
    while (waiting[0] && count + waiting[0].items.length <= most) {
      count += waiting[0].items.length;
      taken.push(...waiting.splice(0, 1));
    }
    return taken;
  };

  const doOne = (one: Waiting<T, R>) => work(one.items).then(one.resolve, one.reject);

  const run = async () => {
    busy += 1;
    while (waiting.length > 0) {
      const taken = next();
      const [first] = taken;
      if (taken.length === 1 && first) {
        await doOne(first);
        continue;
      }
      try {
        const done = await work(taken.flatMap(({ items }) => items));
        for (const one of taken) one.resolve(done);
      } catch {
        for (const one of taken) await doOne(one); // each gets its own answer, or its own error
      }
    }
    busy -= 1;
  };

  return (items) =>
    new Promise((resolve, reject) => {
      waiting.push({ items, resolve, reject });
      if (busy < flying) void run();
    });
}
