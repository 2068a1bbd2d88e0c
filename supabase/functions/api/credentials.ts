/** Who asks: a member by the token of their session. */
import { newTrace, traceIn, traceparentOf } from "@tidings/shared/ground/trace.ts";
import { type Caller, whoCalls } from "../_core/caller.ts";
import type { Env } from "../_core/env.ts";
import { Refusal } from "../_core/reply.ts";
import type { Dialect } from "./route.ts";

/** The trace of a request, which is its id too: the client's, where it is in one. Logs and the audit log have it. */
export const traceOf = (request: Request): string =>
  traceIn(request.headers.get("traceparent")) ?? newTrace();

const nobody = () =>
  new Refusal(401, "not_signed_in", "Nobody is signed in.", { headers: { "www-authenticate": "Bearer" } });

/**
 * Who asks, with the headers by which REST knows them.
 * @throws Refusal 401 not_signed_in for nobody, and for the bot or a secret key, which act for nobody
 */
export async function callerOf(request: Request, dialect: Dialect, trace: string, env: Env): Promise<Caller> {
  const headers = new Headers({ traceparent: traceparentOf(trace) });
  // As the vendor's clients show a token that its IAM gave.
  const token = dialect === "vendor" ? request.headers.get("x-auth-token") : null;
  const bearer = token === null ? request.headers.get("authorization") : `Bearer ${token}`;
  if (bearer === null) throw nobody();
  headers.set("authorization", bearer);
  const caller = await whoCalls(new Request(request.url, { headers }), env);
  if (caller.kind !== "person") throw nobody();
  return caller;
}
