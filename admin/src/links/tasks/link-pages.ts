import { client } from "../../ui/client.ts";
import { withRetry } from "../../ui/with-retry.ts";
import type { LinkCard } from "./row.ts";

/** PostgREST returns at most this many rows a request. */
const PAGE = 1000;

/** The columns of a line of the file; the customer flag is masked. */
export type ExportLink = Pick<
  LinkCard,
  "id" | "ordinal" | "cust_flag" | "address" | "used" | "used_at" | "status"
>;

/**
 * All links of a task, paged by id (keyset): a link that is resolved meanwhile is not read twice, and the thousandth page
 * costs the same as the first.
 *
 * @throws what the database refuses, or the reason of `signal`
 */
export async function* linkPages(
  task: string,
  made: number,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportLink[]> {
  let after = 0;
  let left = made;
  while (left > 0) {
    // Never ask beyond the last link of the task: the database would scan the links of all others.
    const rows = await withRetry(() => pageAfter(task, after, Math.min(PAGE, left), signal), signal);
    if (rows.length === 0) return;
    yield rows;
    left -= rows.length;
    after = rows.at(-1)?.id ?? after;
  }
}

async function pageAfter(
  task: string,
  id: number,
  most: number,
  signal: AbortSignal,
): Promise<readonly ExportLink[]> {
  const { data, error, status } = await client
    .from("link_cards")
    .select("id, ordinal, cust_flag, address, used, used_at, status")
    .eq("task_id", task)
    .gt("id", id)
    .order("id")
    .limit(most)
    .abortSignal(signal);
  signal.throwIfAborted();
  if (error) throw { ...error, message: error.message, status };
  return data as unknown as ExportLink[];
}
