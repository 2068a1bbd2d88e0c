/**
 * Joins calls of one kind. While one is under way, the items that come are gathered, and go together with the next. A
 * lone item waits for nothing, and two hundred at once are a handful of calls.
 * @param call takes up to `most` items and answers in their order; when it throws, all of its items fail
 */
export function gathered<Item, Result>(
  most: number,
  call: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  interface Waiting {
    readonly item: Item;
    readonly done: (result: Result) => void;
    readonly failed: (error: unknown) => void;
  }
  let waiting: Waiting[] = [];
  let busy = false;

  const next = async () => {
    if (busy) return;
    busy = true;
    while (waiting.length > 0) {
      const now = waiting.slice(0, most);
      waiting = waiting.slice(most);
      try {
        const results = await call(now.map(({ item }) => item));
        now.forEach(({ done }, index) => {
          done(results[index] as Result);
        });
      } catch (error) {
        for (const { failed } of now) failed(error);
      }
    }
    busy = false;
  };

  return (item) =>
    new Promise<Result>((done, failed) => {
      waiting.push({ item, done, failed });
      // After this turn of the event loop, so that what arrives with it goes together.
      setImmediate(() => void next());
    });
}
