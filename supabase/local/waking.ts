/**
 * Edge functions at rest: none of them runs until the gateway has a request for it, and one that the gateway has had no use for
 * ends. Seventeen idle ones take 440 MB, and waking one takes 0.1 to 0.4 s of CPU.
 */
import { z } from "zod";
import type { Part, Supervisor } from "./supervisor.ts";

/** What the gateway asks: that a function runs, or that it may end. */
export const asked = z.union([z.strictObject({ wake: z.string() }), z.strictObject({ rest: z.string() })]);
export type Asked = z.infer<typeof asked>;

/** What comes of it: the function has been started (it may be a moment until it listens), or it ends at each start, so that waiting is of no use. */
export const outcome = z.union([
  z.strictObject({ woken: z.string() }),
  z.strictObject({ failed: z.string() }),
]);
export type Outcome = z.infer<typeof outcome>;

/** Ends in a row from which a function counts as failing. The first may have been an accident, and its next start comes 200 ms later. */
const FAILING = 2;

/**
 * Answers what `Part.heard` of the gateway is. `functions`: the part of each function by its name. `over`: the copy is being stopped, so that
 * nothing may be started any more. `broken`: a part could not be started or ended (a full disk); the next request tries again.
 */
export function wakeOnRequest(
  parts: Pick<Supervisor, "start" | "stop" | "alive">,
  functions: ReadonlyMap<string, Part>,
  over: () => boolean,
  broken: (name: string, error: unknown) => void,
): NonNullable<Part["heard"]> {
  // Of one function each request has its turn: one that is being ended is started again only when it is gone.
  const turns = new Map<string, Promise<void>>();
  const failing = new Set<string>();
  // The gateway that asked last: one that was started anew waits for functions that the former one had woken.
  let tell: (what: Outcome) => void = () => undefined;
  const crashed = (name: string, times: number) => {
    if (times < FAILING) return void failing.delete(name);
    failing.add(name);
    tell({ failed: name });
  };
  const wake = (name: string, part: Part) => {
    // It waits for its next try, up to 10 s.
    if (failing.has(name) && !parts.alive(part.name)) return tell({ failed: name });
    parts.start({ ...part, crashed: (times) => crashed(name, times) });
    tell({ woken: name });
  };
  return (said, answer) => {
    tell = answer;
    const order = asked.parse(said);
    const [name, wakes] = "wake" in order ? [order.wake, true] : [order.rest, false];
    const part = functions.get(name);
    if (!part) return;
    const turn = async () => {
      if (over()) return;
      if (wakes) return wake(name, part);
      failing.delete(name);
      await parts.stop([part.name]);
    };
    const cannot = (error: unknown) => {
      broken(part.name, error);
      tell({ failed: name });
    };
    turns.set(name, (turns.get(name) ?? Promise.resolve()).then(turn).catch(cannot));
  };
}
