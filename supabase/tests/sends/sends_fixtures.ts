/** Fixtures for tests of sends: refusals that change nothing, large files, sends that are over. */
import assert from "node:assert/strict";
import {
  account,
  type Batch,
  claim,
  clearStage,
  handOver,
  joins,
  PARAMS,
  phones,
  recordHandoff,
  report,
  type SendWishes,
  setSendSettings,
  startedSend,
  tick,
  yunshan,
} from "../fixtures.ts";
import { contents } from "../one_of_each.ts";
import { type Answer, PEOPLE, type Person, type TestDatabase } from "../test_database.ts";

/** Asserts that the act is refused with this code and status and changes no table but the audit log. Returns the details. */
export async function refused(
  db: TestDatabase,
  act: () => Promise<Answer>,
  code: string,
  status: number,
): Promise<Record<string, unknown>> {
  const before = await contents(db);
  const { error, status: given } = await act();
  assert.deepEqual([error?.code, given], [code, status], error?.message);
  assert.deepEqual(await contents(db), before, code);
  return JSON.parse(error?.details ?? "{}");
}

/** Raises the frequency caps, so that a test can send to the same numbers many times. */
export const noCaps = (db: TestDatabase) =>
  setSendSettings(db, {
    ...{ marketing_per_hour: 1000, marketing_per_day: 1000 },
    ...{ notice_per_minute: 1000, notice_per_day: 1000 },
  });

/** A file of `count` numbers, ready, as an import leaves it. */
export async function bigFile(db: TestDatabase, count: number, from = 0): Promise<string> {
  const home = await yunshan(db);
  const [file] = await db.sql`
    insert into public.number_files (enterprise_id, name, state, columns, phone_column, parts, lines, accepted, content_hash)
    values (${home}, '大名单.csv', 'ready', ${["phone", ...Object.keys(PARAMS)]}, 'phone', 0, ${count}, ${count}, ${`big ${count} ${from}`}) returning id`;
  await db.sql`
    insert into public.numbers (file_id, enterprise_id, line, phone, params)
    select ${file?.id}, ${home}, n + 1, '+86139' || (10000000 + ${from}::int + n - 1)::text, ${db.sql.json(PARAMS)} from generate_series(1, ${count}::int) as n`;
  return file?.id;
}

/** A send that is over. `ends` says how many numbers end in each state, in the order of the file. */
export async function overSend(
  db: TestDatabase,
  ends: Partial<Record<"delivered" | "failed" | "expired" | "timed_out" | "unknown", number>>,
  wishes: SendWishes = {},
): Promise<string> {
  const count = Object.values(ends).reduce((sum, n) => sum + n, 0);
  const send = await startedSend(db, { count, ...wishes });
  const { batch, ids: left } = await claimed(db);
  assert.equal(left.length, count);
  for (const [end, n] of Object.entries(ends)) {
    const ids = left.splice(0, n);
    await recordHandoff(db, batch, ids, end === "unknown" ? "unknown" : "accepted");
    if (["delivered", "failed", "expired"].includes(end)) await report(db, ids, end);
  }
  await db.sql`update private.batches set done_at = now() - interval '80 hours' where send_id = ${send}`;
  await tick(db);
  await tick(db);
  assert.equal((await account(db, send)).state, "done");
  return send;
}

/** Claims one batch, of which the carrier accepts every message. Returns how many there were. */
export const pass = async (db: TestDatabase): Promise<number> => (await handOver(db)).length;

/** The batch that a dispatcher gets, where there has to be one. */
export async function claimed(db: TestDatabase): Promise<Batch> {
  const batch = await claim(db);
  assert.ok(batch, "there is nothing to hand over");
  return batch;
}

/** The leases of all batches in hand have run out: their dispatchers are taken for dead. */
export const leasesEnd = (db: TestDatabase) =>
  db.sql`update private.batches set lease_until = now() - interval '1 second' where done_at is null`;

/** Clears the stage for dispatchers: no batch is in hand, and every channel serves as at first. */
export async function clearQueue(db: TestDatabase): Promise<void> {
  await clearStage(db);
  await db.sql`update private.batches set done_at = now() where done_at is null`;
  await db.sql`update public.channels set batch_size = 1000, resume_at = '-infinity', idempotent = true, state = 'active'`;
}

/** Clears the stage, and no approval rule is kept. */
export async function clearRules(db: TestDatabase): Promise<void> {
  await clearStage(db);
  await db.sql`delete from public.approval_rules`;
}

/** How many alerts of a kind there are, for one resource or for all. */
export async function alerts(
  db: TestDatabase,
  kind: string,
  resource: string | null = null,
): Promise<number> {
  const [row] = await db.sql`select count(*)::int as n from public.alerts
    where kind = ${kind} and (${resource}::uuid is null or resource_id = ${resource})`;
  return row?.n;
}

/** Puts people of the demo into a new group. Returns its id. */
export async function group(db: TestDatabase, name: string, people: Person[]): Promise<string> {
  const home = await yunshan(db);
  const [made] =
    await db.sql`insert into public.groups (enterprise_id, name) values (${home}, ${name}) returning id`;
  for (const person of people)
    await db.sql`insert into public.group_members (group_id, member_id, enterprise_id)
      select ${made?.id}, m.id, ${home} from public.members m where m.enterprise_id = ${home} and m.user_id = ${PEOPLE[person]}`;
  return made?.id;
}

/** Erin joins the demo enterprise as another reviewer, who may approve. */
export const erinApproves = (db: TestDatabase) => joins(db, "erin", ["Reviewers"]);

/** `count` numbers that no other test of the file has used. */
let used = 100_000;
export function fresh(count: number): string[] {
  used += count;
  return phones(count, used - count);
}

/** What the editor of a send saves: everything as it is, but for `wishes`. */
export async function sendEdit(db: TestDatabase, send: string, { file, ...wishes }: SendWishes = {}) {
  const now = await account(db, send);
  const input = {
    ...{ name: now.name, template_id: now.template_id, sms_template_id: now.sms_template_id },
    ...{ number_file_id: file ?? now.number_file_id, columns: now.columns, domain_id: now.domain_id },
    ...{ timing: now.timing, scheduled_at: now.scheduled_at, cron: now.cron },
    ...(now.consent ? { consent: now.consent } : {}),
    ...{ trial: now.trial, trial_size: now.trial_size, validity_days: now.validity_days },
    ...{ revision: now.revision, ...wishes },
  };
  return { send, input };
}
