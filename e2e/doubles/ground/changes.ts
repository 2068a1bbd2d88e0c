/** A feed of "something changed" that a test can wait on, so that nothing has to sleep and hope. */
export type Changes = {
  /** Tells everyone who waits to look again. */
  changed(): void;
  /** Calls `look` after every change from now on. */
  listen(look: () => void): void;
  /**
   * Answers the first truthy value of `look`, looking now and after every change.
   * @throws when nothing was found after `giveUpAfterMs`, with what is to be seen by then.
   */
  waitFor<T>(look: () => T, options?: WaitOptions): Promise<Truthy<T>>;
};

/** `what` tells, when a wait is given up, what was waited for. */
export type WaitOptions = { what?: () => string; giveUpAfterMs?: number };
/** A test that hangs is failed after 150 s: a little before, it is told what it waited for. In milliseconds. */
const PATIENCE = 140_000;
export type Truthy<T> = Exclude<T, undefined | null | false | 0 | "">;

/** Makes a feed; `seen` describes the present for the message of a wait that is given up. */
export function makeChanges(seen: () => string): Changes {
  const waiting = new Set<() => void>();
  const listening: (() => void)[] = [];
  return {
    changed() {
      for (const look of [...waiting, ...listening]) look();
    },
    listen: (look) => void listening.push(look),
    waitFor<T>(look: () => T, options: WaitOptions = {}) {
      return new Promise<Truthy<T>>((resolve, reject) => {
        const finish = (end: () => void) => {
          waiting.delete(again);
          clearTimeout(limit);
          end();
        };
        const again = () => {
          try {
            const value = look();
            if (value) finish(() => resolve(value as Truthy<T>));
          } catch (error) {
            finish(() => reject(error));
          }
        };
        const limit = setTimeout(
          () => finish(() => reject(new Error(`Waited in vain for ${options.what?.() ?? look}.\n${seen()}`))),
          options.giveUpAfterMs ?? PATIENCE,
        );
        waiting.add(again);
        again();
      });
    },
  };
}

/** Whoever waits at one of these feeds looks again after a change at any of them. */
export function together(...feeds: Changes[]): void {
  let telling = false;
  for (const feed of feeds)
    feed.listen(() => {
      if (telling) return;
      telling = true;
      for (const other of feeds) if (other !== feed) other.changed();
      telling = false;
    });
}
