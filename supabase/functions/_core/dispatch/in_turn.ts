/** Work that is claimed piece after piece, with several pieces under way: batches to hand over, links to be made. */

/** Where pieces come from. `wait`, after a claim that gave none: the milliseconds until it is worth another; null: none waits. */
export type Source<Piece> = { claim(): Promise<Piece | null>; wait(): Promise<number | null> };

/** At most `flying` pieces at once, and no claim after `ms`. */
export type Share = { ms: number; flying: number };

export type Sleep = (ms: number) => Promise<unknown>;
const pause: Sleep = (ms) => new Promise((wake) => setTimeout(wake, ms));

/**
 * Claims and works until none waits, the share is used up or `isSpent` says so. One claim at a time: a claim skips what another one has
 * locked, and two at once would take that for the end of the work. The next worker begins with a claim that gave something, so that
 * finding nothing costs one claim. `claimedAt` is of `performance.now()`, before the claim.
 * @throws what a claim or the work threw first, once all that was under way has ended
 */
export async function workInTurn<Piece>(
  { claim, wait }: Source<Piece>,
  { ms: most, flying }: Share,
  work: (piece: Piece, claimedAt: number) => Promise<void>,
  isSpent: () => boolean = () => false,
  sleep: Sleep = pause,
): Promise<void> {
  const until = performance.now() + most;
  const failures: unknown[] = [];
  const over = Promise.withResolvers<void>();
  let running = 0;

  let turn: Promise<unknown> = Promise.resolve();
  const claimNext = () => {
    const next = turn.then(async () => {
      if (performance.now() > until || isSpent()) return null;
      for (;;) {
        const claimedAt = performance.now();
        const piece = await claim();
        if (piece !== null) return { piece, claimedAt };
        // Wait for a rate limit here: it takes milliseconds, and the clock ticks only once a second.
        const ms = await wait();
        if (ms === null || performance.now() + ms > until) return null;
        await sleep(Math.max(ms, 1));
      }
    });
    turn = next.catch(() => null);
    return next;
  };

  const run = async () => {
    for (;;) {
      const next = await claimNext();
      if (!next) return;
      start();
      await work(next.piece, next.claimedAt);
    }
  };
  const start = () => {
    if (running >= flying) return;
    running += 1;
    void run()
      .catch((error: unknown) => failures.push(error))
      .finally(() => {
        running -= 1;
        if (running === 0) over.resolve();
      });
  };
  start();
  if (running > 0) await over.promise;
  if (failures.length > 0) throw failures[0];
}
