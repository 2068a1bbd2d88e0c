/** What KooMessage knows of the messages of a batch that are in doubt: its tasks by their name, and who is in each. */
import { type Channel, Silent } from "../calls.ts";
import type { Known, Question } from "../carrier.ts";
import { ask } from "./client.ts";
import { codeOf, digitsOf, isRecord, listOf, messageId, nameOf, taskName } from "./numbers.ts";

/** Query and hand-over together must fit into a lease. */
const QUERY_MS = 8_000;
const PAGE = 100;
/** The clock there may be behind ours. */
const SLACK_MS = 10 * 60_000;

type Found = Readonly<Record<string, unknown>>;
type Ask = (path: string, query: Record<string, string | number>) => Promise<Found>;

/** Asks until `until`, each question for what is left of it. @throws Silent when nothing good is answered */
const asker =
  (channel: Channel, until: number): Ask =>
  async (path, query) => {
    const ms = Math.floor(until - performance.now());
    if (ms < 100) throw new Silent(`no answer within ${QUERY_MS / 1000} s`);
    const said = await ask(channel, { method: "GET", path, query, ms });
    if (said.outcome === "done") return said.body;
    throw new Silent(said.why);
  };

/** All pages of a list, row by row. */
async function pages(read: (offset: number) => Promise<Found>, field: string): Promise<Found[]> {
  const rows: Found[] = [];
  for (;;) {
    const page = await read(rows.length);
    const found = listOf(page[field]).filter(isRecord);
    rows.push(...found);
    const info = isRecord(page.page_info) ? page.page_info : {};
    const total = Number(info.total ?? rows.length);
    if (found.length === 0 || rows.length >= total) return rows;
  }
}

/** Without fractions of a second, which one of the two lists is documented without. */
const timeOf = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;

const STATUS: Readonly<Record<string, Known["status"]>> = {
  success: "delivered",
  fail: "failed",
  sending: "accepted",
};

/** Who is in a task. `whole`: everybody whom the service counts was listed by a number that could be read. */
async function inTask(get: Ask, task: Found): Promise<{ known: Map<string, Known>; whole: boolean }> {
  const id = nameOf(task.task_id) ?? "";
  const details = await pages(
    (offset) => get("/v1/aim/send-details", { task_id: id, offset, limit: PAGE }),
    "send_details",
  );
  const known = new Map<string, Known>();
  const keep = (digits: string | null, status: Known["status"], code: string | null) => {
    if (digits === null) return;
    const carrier_id = status === "rejected" ? null : messageId(id, digits);
    known.set(digits, { reference: "", status, carrier_id, code });
  };
  for (const one of listOf(task.failed_short_chains).filter(isRecord))
    keep(digitsOf(one.cust_flag), "rejected", codeOf(one.result_code));
  for (const one of details)
    keep(
      digitsOf(one.send_account) ?? digitsOf(one.cust_flag),
      STATUS[String(one.send_status)] ?? "accepted",
      nameOf(one.result_code),
    );
  return { known, whole: known.size >= Number(task.submission_count ?? 1) };
}

/**
 * What became of the messages. A message is unknown, that is not taken, only where every task of the batch lists all whom it
 * counts; else it is left out, and asked about again. Null for texts of which no task is listed: the list is documented for
 * cards alone, so that says nothing, and they are never sent again.
 */
export async function knownOf(
  channel: Channel,
  { batch, kind, minted, since, messages }: Question,
): Promise<Known[] | null> {
  const get = asker(channel, performance.now() + QUERY_MS);
  const begin_time = timeOf(Date.parse(since) - SLACK_MS);
  const end_time = timeOf(Date.now() + SLACK_MS);
  const task_name = taskName(batch);
  if (kind === "basic") return knownOfBasic(get, { task_name, begin_time, end_time }, messages);
  const tasks = await pages(
    (offset) => get("/v1/aim/send-tasks", { task_name, begin_time, end_time, offset, limit: PAGE }),
    "aim_send_tasks",
  );
  // The filter may find names that only begin alike.
  const ours = tasks.filter((task) => task.task_name === task_name && task.task_state !== "Failed");
  const isCard = kind === "aim" && !minted;
  if (ours.length === 0 && !isCard) return null;
  const found = await Promise.all(ours.map((task) => inTask(get, task)));
  const isWhole = found.every(({ whole }) => whole);
  return messages.flatMap(({ reference, to }): Known[] => {
    const digits = digitsOf(to) ?? to;
    const all = found.flatMap(({ known }) => known.get(digits) ?? []);
    // Taken by one task, whatever another one says of it.
    const one = all.find(({ status }) => status !== "rejected") ?? all[0];
    if (one) return [{ ...one, reference }];
    return isWhole ? [{ reference, status: "unknown", carrier_id: null, code: null }] : [];
  });
}

/** Tasks of the basic edition are counted and list nobody: as many as are asked about, or none. */
async function knownOfBasic(
  get: Ask,
  filter: Record<string, string>,
  messages: Question["messages"],
): Promise<Known[]> {
  const tasks = await pages(async (offset) => {
    const { data } = await get("/v1/aim-basic/send-tasks", { ...filter, offset, limit: PAGE });
    return isRecord(data) ? data : {};
  }, "aim_basic_send_tasks");
  const ours = tasks.filter(
    ({ task_name, task_state }) => task_name === filter.task_name && task_state !== "submit_failed",
  );
  const [first] = ours;
  const count = ours.reduce((sum, { total_count }) => sum + Number(total_count ?? 0), 0);
  if (first !== undefined && count < messages.length) return [];
  const task = nameOf(first?.task_id);
  return messages.map(({ reference, to }) => ({
    reference,
    status: task === null ? ("unknown" as const) : ("accepted" as const),
    carrier_id: task === null ? null : messageId(task, digitsOf(to) ?? to),
    code: null,
  }));
}
