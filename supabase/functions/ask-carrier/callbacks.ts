/**
 * `{ask: "callbacks", carrier_id}`: tells an account of a carrier where to report to (CHL-1), by a platform admin. Without `carrier_id`, by the bot:
 * all that wait. The law keeps what came of it: an instance may end meanwhile.
 */
import { z } from "zod";
import { actAs } from "../_core/caller.ts";
import type { Channel } from "../_core/channels/calls.ts";
import { type Sql, withRetry } from "../_core/database.ts";
import { log, Refusal } from "../_core/reply.ts";
import type { Ask, Asking } from "./ask.ts";

const input = z.strictObject({ carrier_id: z.guid() });
const nothing = z.strictObject({});

type Claimed = Omit<Channel, "number"> & { carrier: string; adapter: string; address: string };

/** Answers `{registered, left}`: how many were told, and how many may not or could not be. Refuses 400, and what register_callbacks_carrier refuses. */
export const callbacks: Ask = async (asking) => {
  const { env, caller } = asking;
  if (caller.kind !== "person") {
    if (!nothing.safeParse(asking.input).success)
      throw new Refusal(403, "person_only", "A person names the carrier.");
    return registerDue(asking, null);
  }
  const read = input.safeParse(asking.input);
  if (!read.success)
    throw new Refusal(400, "input_invalid", 'Send {"ask": "callbacks", "carrier_id": "<uuid>"}.', {
      details: { field: "carrier_id" },
    });
  const { carrier_id: carrier } = read.data;
  await actAs(caller, env, "register_callbacks_carrier", { carrier });
  return registerDue(asking, carrier);
};

async function registerDue(asking: Asking, carrier: string | null) {
  const claimed = await claim(asking.sql, carrier);
  const done = await Promise.all(claimed.map((one) => register(asking, one)));
  const registered = done.filter(Boolean).length;
  return { registered, left: done.length - registered };
}

const claim = (sql: Sql, carrier: string | null) =>
  withRetry(() => sql<Claimed[]>`select * from private.claim_callbacks(${carrier}::uuid)`);

async function register({ sql, resolvers }: Asking, one: Claimed): Promise<boolean> {
  const resolver = resolvers(one.adapter);
  const { outcome, why } = (await resolver?.registerCallbacks?.(one, one.address)) ?? {
    outcome: "by_hand",
    why: null,
  };
  if (outcome !== "registered") log("ask-carrier", "callbacks not registered", { carrier: one.carrier, why });
  const state = outcome === "away" ? "waiting" : outcome;
  await withRetry(() => sql`select private.finish_callbacks(${one.carrier}::uuid, ${state}, ${why}::text)`);
  return outcome === "registered";
}
