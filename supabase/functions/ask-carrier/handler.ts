/**
 * `POST /ask-carrier {ask, …}`: what a carrier is asked besides hand-overs, by somebody who waits for its answer. One file an ask:
 * `capabilities` for members, of a channel of theirs; `account` for members who move in; `callbacks` for platform admins. Credentials are read here and never answered.
 */
import { whoCalls } from "../_core/caller.ts";
import { resolverIf } from "../_core/channels/adapters.ts";
import type { Resolver } from "../_core/channels/resolver.ts";
import type { Sql } from "../_core/database.ts";
import type { Env } from "../_core/env.ts";
import { countCall } from "../_core/limits.ts";
import { answering, json, onlyMethods, Refusal } from "../_core/reply.ts";
import { jsonOf } from "../_core/request.ts";
import { account } from "./account.ts";
import type { Ask } from "./ask.ts";
import { callbacks } from "./callbacks.ts";
import { capabilities } from "./capabilities.ts";

const ASKS: Readonly<Record<string, Ask>> = { account, callbacks, capabilities };

/** Answers what the ask says. Refuses 400 input_invalid, 401, 405, 413, 429, 503, and what the ask refuses. */
export function makeHandler(
  env: Env,
  sql: Sql,
  resolvers: (adapter: string) => Resolver | null = resolverIf,
): (request: Request) => Promise<Response> {
  return answering("ask-carrier", async (request) => {
    onlyMethods(request, "POST");
    const caller = await whoCalls(request, env);
    const body = await jsonOf(request);
    const { ask: name, ...input } = (typeof body === "object" && body !== null ? body : {}) as Record<
      string,
      unknown
    >;
    const ask = typeof name === "string" && Object.hasOwn(ASKS, name) ? ASKS[name] : undefined;
    if (ask === undefined)
      throw new Refusal(400, "input_invalid", `Send {"ask": …}, one of: ${Object.keys(ASKS).join(", ")}.`, {
        details: { field: "ask" },
      });
    // An account is read page by page.
    await countCall(sql, caller, name === "account" ? "read_account" : "ask_carrier");
    return json(await ask({ env, sql, caller, resolvers, input }));
  });
}
