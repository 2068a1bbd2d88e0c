/**
 * Edge functions at rest: none of them runs until the gateway has a request for it, and one that the gateway has had no use for
 * ends. Seventeen idle ones take 440 MB, and waking one takes 0.1 to 0.4 s of CPU.
 */
import { z } from "zod";
import type { Part, Supervisor } from "./supervisor.ts";

/** What the gateway asks: that a function runs, or that it may end. */
export const asked = z.union([z.strictObject({ wake: z.string() }), z.strictObject({ rest: z.string() })]);
export type Asked = z.infer<typeof asked>;

/** What it is answered: this one has been started. It may be a moment until it listens. */
export const woken = z.object({ woken: z.string() });
export type Woken = z.infer<typeof woken>;

/**
 * Answers what `Part.heard` of the gateway is. `functions`: the part of each function by its name. `over`: the copy is being stopped, so that
 * nothing may be started any more.
 */
export function wakeOnRequest(
  parts: Pick<Supervisor, "start" | "stop">,
  functions: ReadonlyMap<string, Part>,
  over: () => boolean,
): NonNullable<Part["heard"]> {
  // Of one function each request has its turn: one that is being ended is started again only when it is gone.
  const turns = new Map<string, Promise<void>>();
  return (said, answer) => {
    const order = asked.parse(said);
    const [name, wakes] = "wake" in order ? [order.wake, true] : [order.rest, false];
    const part = functions.get(name);
    if (!part) return;
    const turn = async () => {
      if (over()) return;
      if (!wakes) return parts.stop([part.name]);
      parts.start(part);
      answer({ woken: name } satisfies Woken);
    };
    turns.set(name, (turns.get(name) ?? Promise.resolve()).then(turn));
  };
}
