/** Files that are sent in, a few at a time: pure, so that it is tried without a browser. */

/** What became of a file: `known` was there already, `restored` lay in the bin. */
export type Outcome = "added" | "known" | "restored";

export interface Upload<Input> {
  readonly key: number;
  readonly input: Input;
  readonly state: "waiting" | "sending" | "failed" | "stopped" | Outcome;
  /** What it is called in the library, where it was there already. */
  readonly name?: string | undefined;
  readonly failure?: unknown;
}

/** What sending one came to. */
export interface Sent {
  readonly outcome: Outcome;
  readonly name: string;
}

interface QueueParts<Input> {
  /** Sends one in. @throws what it failed of */
  readonly send: (input: Input) => Promise<Sent>;
  /** In how many seconds to try again after this failure; null: it is of no use. */
  readonly again: (failure: unknown) => number | null;
  /** Told whenever something changed; `pausedFor`: seconds until it goes on, as too many were sent at once. */
  readonly changed: (uploads: readonly Upload<Input>[], pausedFor: number | null) => void;
  readonly wait?: (seconds: number) => Promise<void>;
}

/** How many are on their way at once: a function reads each whole. */
const AT_ONCE = 3;

const pause = (seconds: number) => new Promise<void>((done) => setTimeout(done, seconds * 1000));

export interface Queue<Input> {
  readonly add: (inputs: readonly Input[]) => void;
  /** Sends those again that failed or were stopped. */
  readonly retry: () => void;
  /** Sends no more; those on their way arrive. */
  readonly stop: () => void;
  /** Forgets what is done. */
  readonly clear: () => void;
}

/** Is it still to be sent, or on its way? */
export const isOpen = ({ state }: Pick<Upload<unknown>, "state">) =>
  state === "waiting" || state === "sending";

/** Has it to be sent again? */
export const isLeft = ({ state }: Pick<Upload<unknown>, "state">) =>
  state === "failed" || state === "stopped";

export function queueOf<Input>({ send, again, changed, wait = pause }: QueueParts<Input>): Queue<Input> {
  let uploads: readonly Upload<Input>[] = [];
  let last = 0;
  let sending = 0;
  /** All wait together: what one is told of too many calls is true of the others. */
  let rest: Promise<void> | null = null;

  function set(key: number, part: Partial<Upload<Input>>) {
    uploads = uploads.map((one) => (one.key === key ? { ...one, ...part } : one));
    changed(uploads, null);
  }

  async function sendOne({ key, input }: Upload<Input>): Promise<void> {
    set(key, { state: "sending", failure: undefined });
    for (;;) {
      if (rest) await rest;
      try {
        const { outcome, name } = await send(input);
        set(key, { state: outcome, name });
        return;
      } catch (failure) {
        const seconds = again(failure);
        if (seconds === null) return set(key, { state: "failed", failure });
        rest ??= wait(seconds).then(() => {
          rest = null;
        });
        changed(uploads, seconds);
      }
    }
  }

  function go() {
    while (sending < AT_ONCE) {
      const next = uploads.find(({ state }) => state === "waiting");
      if (next === undefined) return;
      sending += 1;
      void sendOne(next).finally(() => {
        sending -= 1;
        go();
      });
    }
  }

  function turn(which: (one: Upload<Input>) => boolean, state: "waiting" | "stopped") {
    uploads = uploads.map((one) => (which(one) ? { ...one, state } : one));
    changed(uploads, null);
  }

  return {
    add(inputs) {
      uploads = [
        ...uploads,
        ...inputs.map((input) => {
          last += 1;
          return { key: last, input, state: "waiting" as const };
        }),
      ];
      changed(uploads, null);
      go();
    },
    retry() {
      turn(isLeft, "waiting");
      go();
    },
    stop: () => turn(({ state }) => state === "waiting", "stopped"),
    clear() {
      uploads = uploads.filter(isOpen);
      changed(uploads, null);
    },
  };
}
