/** Settings of both ends of the carrier's channel: how the carrier behaves, and what our channel to it is like. */

import { basicTemplate } from "../tests/sends/basic_fixtures.ts";
import { laidText } from "../tests/sms/sms_fixtures.ts";
import type { Cluster } from "./cluster.ts";
import type { People } from "./people.ts";
import type { ChannelKind, Weather } from "./plan.ts";

/** Messages of a batch: few, so that there are many commits to kill at. */
export const BATCH = 100;

/** What sends of the basic edition, and of texts, are made of, by name. */
export const STORYBOARD = "soak storyboard";
export const TEXT = "soak text";

/** Lays what every kind of send needs: templates, units of two networks, and a window that is open, as a send of the basic edition is marketing. */
export async function layKinds({ sql }: Cluster): Promise<void> {
  await basicTemplate({ sql }, ["name", "order_no", "pickup_code"], STORYBOARD);
  await laidText({ sql }, { name: TEXT, content: "soak" });
  await sql`update public.enterprises set marketing_from = '00:00', marketing_to = '24:00'`;
}

/** Tells the carrier how to behave, until it hears it. */
export async function setCarrier(cluster: Cluster, people: People, weather: Weather): Promise<void> {
  const answer = await people.untilAnswered(() =>
    fetch(`${cluster.carrierUrl}/control`, { method: "PUT", body: JSON.stringify(weather) }),
  );
  if (!answer.ok) throw new Error(`the carrier does not know this: ${await answer.text()}`);
}

/** The channel of the demo enterprise as this soak wants it. */
export async function setChannel({ sql }: Cluster, kind: ChannelKind): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    update public.channels c set idempotent = ${kind === "idempotent"}, batch_size = ${BATCH}, receipt_timeout = interval '30 minutes'
    from public.enterprises e where e.id = c.enterprise_id and e.name = '云杉商城' returning c.id`;
  if (!row) throw new Error("The demo enterprise has no channel.");
  return row.id;
}

/** Messages a second of a scenario: slow enough that there is always one to hand over, so that recovery shows. */
export const PACE = 200;

/** Slows our channel down to that. */
export async function setPace({ sql }: Cluster): Promise<void> {
  await sql`update public.channels set rate_per_s = ${PACE}`;
}
