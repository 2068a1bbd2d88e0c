/** `POST /dispatch`: hands waiting messages over to carriers (spec SND-5, design §2 step 5). The bot's clock calls it. */
import { requireBot } from "../_core/caller.ts";
import type { Ledger } from "../_core/dispatch/ledger.ts";
import { dispatch } from "../_core/dispatch/run.ts";
import type { Env } from "../_core/env.ts";
import { answering, json, onlyMethods } from "../_core/reply.ts";

/**
 * Answers `{batches, accepted, rejected, open, more}`; call again while `more`. `beside`: sends the test messages that wait, and has
 * links made that another service makes. Refuses 401, 403, 405.
 */
export function makeHandler(
  env: Env,
  ledger: Ledger,
  beside: readonly (() => Promise<unknown>)[],
): (request: Request) => Promise<Response> {
  return answering("dispatch", async (request) => {
    onlyMethods(request, "POST");
    await requireBot(request, env);
    const [tally] = await Promise.all([dispatch(ledger), ...beside.map((work) => work())]);
    return json(tally);
  });
}
