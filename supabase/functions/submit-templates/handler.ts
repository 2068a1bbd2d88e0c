/** `POST /submit-templates`: hands template versions over for review by the vendors (spec TPL-7). The bot calls it. */
import { requireBot } from "../_core/caller.ts";
import { resolverOf } from "../_core/channels/adapters.ts";
import { Silent } from "../_core/channels/calls.ts";
import type { Resolver } from "../_core/channels/resolver.ts";
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
  resolvers: (name: string) => Resolver = resolverOf,
): (request: Request) => Promise<Response> {
  return answering("submit-templates", async (request) => {
    onlyMethods(request, "POST");
    await requireBot(request, env);
    const claimed = await claim(sql, MOST);
    const done = await Promise.all(
      claimed.map((version) => submit(sql, version, resolvers(version.adapter))),
    );
    const submitted = done.filter(Boolean).length;
    return json({ submitted, failed: done.length - submitted });
  });
}

async function submit(sql: Sql, version: Claimed, resolver: Resolver): Promise<boolean> {
  try {
    await finish(sql, version.reference, await resolver.submitTemplate(version, handoffOf(version)), null);
    return true;
  } catch (error) {
    if (!(error instanceof Silent)) throw error;
    log("submit-templates", "not taken", { version: version.reference, why: error.message });
    await finish(sql, version.reference, null, error.message);
    return false;
  }
}
