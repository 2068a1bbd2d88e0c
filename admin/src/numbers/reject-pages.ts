import { client } from "../ui/client.ts";
import type { RejectedLine } from "./row.ts";

/** PostgREST returns at most this many rows a request (`max_rows` of a Supabase project). */
const PAGE = 1000;

/** All rejected lines of a file, paged by line number (keyset), so that the last page is as fast as the first. */
export async function* rejectPages(file: string): AsyncGenerator<RejectedLine[]> {
  for (let behind = 0; ; ) {
    const { data, error, status } = await client
      .from("number_rejects")
      .select("line, value, reason")
      .eq("file_id", file)
      .gt("line", behind)
      .order("line")
      .limit(PAGE);
    if (error) throw { ...error, message: error.message, status };
    const rows = data as RejectedLine[];
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    behind = last.line;
  }
}
