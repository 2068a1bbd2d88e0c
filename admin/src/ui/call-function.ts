import { FunctionsHttpError } from "@supabase/supabase-js";
import { newTrace, traceparentOf } from "@tidings/shared/ground/trace.ts";
import { client } from "./client.ts";

/** Calls the edge function `name`; throws an error that `userErrorOf` can read. */
export async function callFunction<Answer>(
  name: string,
  body: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const trace = newTrace();
  const headers = { traceparent: traceparentOf(trace) };
  const { data, error } = await client.functions.invoke<Answer>(name, { body: { ...body }, headers });
  if (!error) return data as Answer;
  if (!(error instanceof FunctionsHttpError)) throw { message: error.message, status: 0, trace };
  const said = await error.context.json().catch(() => ({})); // a proxy's error page is not JSON
  throw { ...said, status: error.context.status, trace };
}
