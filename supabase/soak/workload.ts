/** The workload: file after file, and a send of each. */
import type { ChannelKind } from "./plan.ts";
import { workOf } from "./plan.ts";
import type { SendMaker } from "./work.ts";

/** Files under way at the same time. */
const AT_ONCE = 2;

/** What the data are made from. */
export type Data = { seed: number; numbers: number };

/** Makes files and sends as long as `going`; answers how many sends there are. */
export async function runWorkload(
  maker: SendMaker,
  data: Data,
  kind: ChannelKind,
  going: () => boolean,
): Promise<number> {
  let nth = 0;
  let sends = 0;
  const work = async () => {
    while (going()) {
      const number = nth++;
      const plan = workOf(data.seed, kind, number, data.numbers);
      const { id } = await maker.upload(plan);
      if ((await maker.imported(id)).state !== "ready") continue; // the final check says why
      await maker.send(id, plan, `soak ${number}`);
      sends += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return sends;
}
