/** Objects in Storage, as bob, or another person, stores them through the gateway. */
import type { Person } from "../test_database.ts";
import type { Stage } from "./stage.ts";

/** Stores an object in its bucket. Answers the status. */
export async function put(
  stage: Stage,
  place: string,
  body: string | Uint8Array<ArrayBuffer>,
  type = place.endsWith(".csv") ? "text/csv" : "image/png",
  {
    method = "POST",
    upsert = false,
    person = "bob",
  }: { method?: "POST" | "PUT"; upsert?: boolean; person?: Person } = {},
): Promise<number> {
  const answer = await fetch(`${stage.api}/storage/v1/object/${place}`, {
    method,
    headers: {
      ...(await stage.headers(person)),
      "content-type": type,
      ...(upsert ? { "x-upsert": "true" } : {}),
    },
    body,
  });
  await answer.arrayBuffer();
  return answer.status;
}
