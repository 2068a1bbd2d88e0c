/** `POST /check-link {address}`: how a link answers a phone (TPL-4, 检查链路校正). For whoever writes templates. */
import { linkQuestion } from "@tidings/shared/templates/link_answer.ts";
import { mayDo, whoCalls } from "../_core/caller.ts";
import type { Sql } from "../_core/database.ts";
import type { Env } from "../_core/env.ts";
import { countCall } from "../_core/limits.ts";
import { answering, json, onlyMethods, Refusal } from "../_core/reply.ts";
import { jsonOf } from "../_core/request.ts";
import { visit } from "../_core/visit.ts";
import { PUBLIC, type Reach } from "../_core/web.ts";

const RIGHTS = ["KooMessage:template:create", "KooMessage:template:update"];

/**
 * Answers a `LinkAnswer` (shared/src/templates/link_answer.ts), also where nothing is there. Refuses 400, 401, 403 (neither right), 405, 429
 * (too_many_requests).
 */
export function makeHandler(
  env: Env,
  sql: Sql,
  reach: Reach = PUBLIC,
): (request: Request) => Promise<Response> {
  return answering("check-link", async (request) => {
    onlyMethods(request, "POST");
    const read = linkQuestion.safeParse(await jsonOf(request));
    if (!read.success) throw new Refusal(400, "input_invalid", 'Send {"address": "https://…"}.');
    const caller = await whoCalls(request, env);
    const allowed = await Promise.all(RIGHTS.map((action) => mayDo(caller, env, action)));
    if (!allowed.includes(true))
      throw new Refusal(403, "forbidden", "You may not write templates in this enterprise.", {
        details: { action: RIGHTS[0] },
      });
    // Counted last: who may not ask is not let in, and who may is slowed down before anything goes out.
    await countCall(sql, caller, "check_link");
    return json(await visit(read.data.address, reach));
  });
}
