import { FunctionsHttpError } from "@supabase/supabase-js";
import { client } from "./client.ts";

/** Calls the edge function `name`; throws an error that `userErrorOf` can read. */
export async function callFunction<Answer>(
  name: string,
  body: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const { data, error } = await client.functions.invoke<Answer>(name, { body: { ...body } });
  if (!error) return data as Answer;
  if (!(error instanceof FunctionsHttpError)) throw { message: error.message, status: 0 };
  const said = await error.context.json().catch(() => ({})); // a proxy's error page is not JSON
  throw { ...said, status: error.context.status };
}
