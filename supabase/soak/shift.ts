/** A shift at the desks: file after file, and a send of each. */
import type { ChannelKind } from "./plan.ts";
import { workOf } from "./plan.ts";
import type { Desk } from "./work.ts";

/** Files under way at the same time. */
const DESKS = 2;

/** What the data are made from. */
export type Data = { seed: number; numbers: number };

/** Makes files and sends as long as `going`; answers how many sends there are. */
export async function shift(
  desk: Desk,
  data: Data,
  kind: ChannelKind,
  going: () => boolean,
): Promise<number> {
  let nth = 0;
  let sends = 0;
  const sit = async () => {
    while (going()) {
      const number = nth++;
      const work = workOf(data.seed, kind, number, data.numbers);
      const { id } = await desk.upload(work);
      if ((await desk.imported(id)).state !== "ready") continue; // the reckoning says why
      await desk.send(id, work, `soak ${number}`);
      sends += 1;
    }
  };
  await Promise.all(Array.from({ length: DESKS }, sit));
  return sends;
}
