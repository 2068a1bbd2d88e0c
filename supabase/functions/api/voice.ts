/** `POST /voice`: how REST knows an access key, for the bot alone, which answers agents under a key at its own door (MCP-1). */
import { z } from "zod";
import { requireBot } from "../_core/caller.ts";
import type { Env } from "../_core/env.ts";
import { json, Refusal } from "../_core/reply.ts";
import { type Door, traceOf } from "./credentials.ts";
import { bodyOf } from "./input.ts";

/** What is no key may be a token of a session, which is longer: it is refused as any wrong key. */
const asked = z.object({ authorization: z.string().min(1).max(8_000), address: z.string().min(1).max(100) });

/** @throws Refusal 403 bot_only, 401 access_key_refused, 403 access_key_address, 429 too_many_requests */
export async function voiceAnswer(request: Request, env: Env, door: Door): Promise<Response> {
  await requireBot(request, env);
  const text = new TextDecoder().decode(await bodyOf(request));
  const read = asked.safeParse(textAsJson(text));
  if (!read.success) throw new Refusal(422, "input_invalid", "authorization, address");
  const { authorization, address } = read.data;
  const { headers } = await door.voice(authorization, address, traceOf(request));
  const { apikey: _, "content-type": __, ...own } = headers;
  return json({ headers: own });
}

function textAsJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
