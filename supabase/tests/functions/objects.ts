/** Objects in Storage, as members store them through the gateway. */
import type { Caller, Stage } from "./stage.ts";

/** Stores an object in its bucket. Answers the status. */
export async function put(
  stage: Stage,
  place: string,
  body: string | Uint8Array<ArrayBuffer>,
  type = place.endsWith(".csv") ? "text/csv" : "image/png",
  {
    method = "POST",
    upsert = false,
    who = "bob",
  }: { method?: "POST" | "PUT"; upsert?: boolean; who?: Caller } = {},
): Promise<number> {
  const answer = await fetch(`${stage.api}/storage/v1/object/${place}`, {
    method,
    headers: {
      ...(await stage.headers(who)),
      "content-type": type,
      ...(upsert ? { "x-upsert": "true" } : {}),
    },
    body,
  });
  await answer.arrayBuffer();
  return answer.status;
}
