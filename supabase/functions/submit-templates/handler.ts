/** `POST /submit-templates`: hands template versions over for review by the vendors (spec TPL-7). The bot calls it. */
import { requireBot } from "../_core/caller.ts";
import { adapterOf } from "../_core/channels/adapters.ts";
import { type Adapter, CarrierSilent } from "../_core/channels/port.ts";
import type { Sql } from "../_core/database.ts";
import type { Env } from "../_core/env.ts";
import { answering, json, log, onlyMethods } from "../_core/reply.ts";
import { type Claimed, claim, finish, handoffOf } from "./handoff.ts";

/** Versions a request; each is one call of up to 30 s, all at once. */
const MOST = 20;

/** Answers `{submitted, failed}`; what failed is tried again later. Refuses 401, 403, 405. */
export function makeHandler(
  env: Env,
  sql: Sql,
  adapters: (name: string) => Adapter = adapterOf,
): (request: Request) => Promise<Response> {
  return answering("submit-templates", async (request) => {
    onlyMethods(request, "POST");
    await requireBot(request, env);
    const claimed = await claim(sql, MOST);
    const done = await Promise.all(claimed.map((version) => submit(sql, version, adapters(version.adapter))));
    const submitted = done.filter(Boolean).length;
    return json({ submitted, failed: done.length - submitted });
  });
}

async function submit(sql: Sql, version: Claimed, adapter: Adapter): Promise<boolean> {
  const channel = { base_url: version.base_url, api_key: version.api_key, number: version.number };
  try {
    await finish(sql, version.reference, await adapter.submitTemplate(channel, handoffOf(version)), null);
    return true;
  } catch (error) {
    if (!(error instanceof CarrierSilent)) throw error;
    log("submit-templates", "not taken", { version: version.reference, why: error.message });
    await finish(sql, version.reference, null, error.message);
    return false;
  }
}
