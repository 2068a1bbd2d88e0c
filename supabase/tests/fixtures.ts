/** Fixtures: number files, sends in any state, and a carrier simulated in SQL. */
import assert from "node:assert/strict";
import { createHash, randomUUID } from "node:crypto";
import { dayPlus } from "../../shared/src/ground/clock.ts";
import { type Actor, PEOPLE, type Person, type TestDatabase } from "./test_database.ts";

/** The id of the row of `table` with this name. */
export async function idOf(db: Pick<TestDatabase, "sql">, table: string, name: string): Promise<string> {
  const [row] = await db.sql`select id from public.${db.sql(table)} where name = ${name}`;
  assert.ok(row, `no ${table} named ${name}`);
  return row.id;
}

/** The enterprise everyone but mallory belongs to. */
export const yunshan = (db: Pick<TestDatabase, "sql">) => idOf(db, "enterprises", "云杉商城");

/** The membership of a person in it. */
export async function memberOf(db: TestDatabase, person: Person): Promise<string> {
  const [row] =
    await db.sql`select id from public.members where user_id = ${PEOPLE[person]} and enterprise_id = ${await yunshan(db)}`;
  return row?.id;
}

/** A row of a table or view, as this person sees it. */
export async function cardOf(db: TestDatabase, view: string, id: string, person: Person = "dan") {
  const [card] = await db.as(person).rows(`select * from public.${view} where id = $1`, [id]);
  return card;
}

/** What whoever acts may do with a row, as the panel and chat draw it. */
// biome-ignore lint/suspicious/noExplicitAny: a button is free JSON
export async function buttonsOf(actor: Actor, resource: string, id: string): Promise<any[]> {
  return (await done(actor.rpc("allowed_transitions", { resource, ids: [id] })))[id];
}

/** One of these buttons. */
export const buttonOf = async (actor: Actor, resource: string, id: string, verb = "approve") =>
  (await buttonsOf(actor, resource, id)).find((button) => button.verb === verb);

/** The instant so many hours from now. */
export const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

const TODAY = new Date().toISOString().slice(0, 10);
/** As many days as a report may have: a year either side of today, so that what a story does is in it whenever it runs. */
export const WIDE = { first: dayPlus(TODAY, -365), last: dayPlus(TODAY, 365) };

/** `count` different mobile numbers. */
export function phones(count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, index) => `+86139${String(10_000_000 + from + index)}`);
}

/** Asserts that a verb succeeded. Returns its result. */
// biome-ignore lint/suspicious/noExplicitAny: a verb answers free JSON
export async function done(act: Promise<{ data: any; error: unknown }>): Promise<any> {
  const { data, error } = await act;
  assert.equal(error, null, JSON.stringify(error));
  return data;
}

/** The code with which a verb was refused; null where it was not. */
export const refusal = async (act: Promise<{ error: { code: string } | null }>): Promise<string | null> =>
  (await act).error?.code ?? null;

/** What a bad input was refused with: the code and the place. */
export async function fault(
  act: Promise<{ error: { code: string; details: string } | null }>,
): Promise<string> {
  const { error } = await act;
  if (error === null) return "";
  const { field } = JSON.parse(error.details || "{}");
  return field === undefined ? error.code : `${error.code} ${field}`;
}

/** The token of an invitation that `owner` makes for this person's address, or for another one. */
export async function invited(
  db: TestDatabase,
  person: Person | { email: string },
  groups: string[],
  owner: Person = "alice",
): Promise<{ id: string; token: string }> {
  const [row] =
    typeof person === "string"
      ? await db.sql`select email from auth.users where id = ${PEOPLE[person]}`
      : [person];
  return done(db.as(owner).rpc("create_invitation", { input: { email: row?.email, groups } }));
}

/** A person becomes a member: `owner` invites, the person accepts. Returns the id of the membership. */
export async function joins(
  db: TestDatabase,
  person: Person,
  groups: string[],
  owner: Person = "alice",
): Promise<string> {
  const { token } = await invited(db, person, groups, owner);
  const { joined } = await done(db.as(person).rpc("accept_invitation", { input: { token } }));
  const [row] =
    await db.sql`select id from public.members where user_id = ${PEOPLE[person]} and enterprise_id = ${joined.id}`;
  return row?.id;
}

/** Alice puts members into a new group, whose policy has these statements and the name of the group. */
export async function givePolicy(db: TestDatabase, name: string, members: string[], Statement: object[]) {
  const document = { Version: "1.1", Statement };
  await done(db.as("alice").rpc("create_policy", { input: { name, document } }));
  await done(db.as("alice").rpc("create_group", { input: { name: `${name}组`, policies: [name], members } }));
}

/** Values for the parameters of the demo's live templates. */
/** What a test says of a kept file; a picture where it says nothing. */
export interface KeptWishes {
  type?: string | null;
  ending?: string;
  bytes?: number;
  width?: number | null;
  height?: number | null;
  /** How long it plays. */
  ms?: number;
  enterprise?: string;
}

/** A kept file of alice's enterprise, as keep-file leaves it. Answers its path. */
export async function kept(db: TestDatabase, bucket: string, wishes: KeptWishes = {}): Promise<string> {
  const { ending = "png", bytes = 50_000 } = wishes;
  const plain = ending === "pdf" || ending === "rar";
  const { type = plain ? `application/${ending}` : `image/${ending}` } = wishes;
  const { width = plain ? null : 640, height = plain ? null : 360 } = wishes;
  const hash = createHash("sha256").update(randomUUID()).digest("hex");
  const path = `${wishes.enterprise ?? (await yunshan(db))}/${hash}.${ending}`;
  await db.sql`insert into storage.objects (bucket_id, name) values (${bucket}, ${path})`;
  await db.sql`select private.record_kept(${bucket}, ${path}, ${hash}, ${type}, ${bytes}, ${width}, ${height}, ${wishes.ms ?? null})`;
  return path;
}

export const PARAMS = { name: "李先生", order_no: "YS1", pickup_code: "6-2-1024", amount: "50" };

/** A file of typed numbers (at most ten), with the parameters of the live templates. */
export async function typed(db: TestDatabase, numbers: string[]): Promise<string> {
  const params = numbers.map(() => PARAMS) as never;
  return (await done(db.as("bob").rpc("type_numbers", { input: { phones: numbers, params } }))).id;
}

/** A domain bob asked for, in review. */
export async function askedDomain(db: TestDatabase, name: string): Promise<string> {
  const input = { names: [name], custom_codes: false };
  const { domains } = await done(db.as("bob").rpc("create_domains", { input }));
  return domains[0].id;
}

/** A domain bob asked for and carol approved. */
export async function approvedDomain(db: TestDatabase, name: string): Promise<string> {
  const domain = await askedDomain(db, name);
  await done(db.as("carol").rpc("approve_domain", { domain }));
  return domain;
}

/** An approved domain that bob switched off. */
export async function switchedOffDomain(db: TestDatabase, name: string): Promise<string> {
  const domain = await approvedDomain(db, name);
  await done(db.as("bob").rpc("disable_domain", { domain }));
  return domain;
}

export type GoodLine = { line: number; phone: string; params?: Record<string, string> };
export type BadLine = { line: number; value: string; number?: string; reason: string };

/** Imports a part as the import function does: into staging tables, then finished in the same transaction. */
export async function finishPart(
  db: TestDatabase,
  file: string,
  part: number,
  good: GoodLine[],
  bad: BadLine[] = [],
): Promise<boolean> {
  return await db.sql.begin(async (step) => {
    await step`create temp table stage_good (line integer, phone text, params jsonb) on commit drop`;
    await step`create temp table stage_bad (line integer, value text, number text, reason text) on commit drop`;
    await step`insert into stage_good select * from jsonb_to_recordset(${step.json(good.map((line) => ({ params: PARAMS, ...line })))}) as x (line int, phone text, params jsonb)`;
    await step`insert into stage_bad select * from jsonb_to_recordset(${step.json(bad)}) as x (line int, value text, number text, reason text)`;
    const [row] =
      await step`select private.finish_part(${file}, ${part}, true, ',', ${["phone", ...Object.keys(PARAMS)]}, 'phone', ${`digest ${part}`}) as taken`;
    if (row?.taken) await step`select private.finish_file(${file})`;
    return row?.taken;
  });
}

/** A file of which bob has uploaded all `parts` parts, and `starter` (bob unless told) has started the import. */
export async function importing(
  db: TestDatabase,
  parts: number,
  name = "会员2026.csv",
  starter: Person = "bob",
  bytes = 1000,
): Promise<string> {
  const bob = db.as("bob");
  const { id } = await done(bob.rpc("begin_number_file", { input: { name, bytes, parts } }));
  for (let part = 1; part <= parts; part += 1) {
    await done(
      bob.rpc("add_number_part", {
        file: id,
        input: { part, bytes: 100, first_line: 1 + (part - 1) * 1000 },
      }),
    );
  }
  await done(db.as(starter).rpc("start_import", { file: id }));
  return id;
}

/** An imported file of these numbers, however many. */
export async function imported(db: TestDatabase, numbers: string[]): Promise<string> {
  const file = await importing(db, 1);
  const good = numbers.map((phone, index) => ({ line: index + 2, phone }));
  assert.equal(await finishPart(db, file, 1, good), true);
  return file;
}

export type SendWishes = { file?: string; count?: number; template?: string; sms?: string } & Record<
  string,
  unknown
>;

/** Input of a send that no check refuses: a notice, not marketing, to `count` numbers (6 unless told). */
export async function sendInput(db: TestDatabase, wishes: SendWishes = {}): Promise<Record<string, unknown>> {
  const { file, count = 6, template = "签收提醒", sms = "订单通知", ...rest } = wishes;
  return {
    name: "故事",
    // What only a marketing send has to state.
    ...(sms === "会员福利" || template === "开卡欢迎图文" ? { consent: "入会时勾选" } : {}),
    template_id: await idOf(db, "templates", template),
    sms_template_id: await idOf(db, "sms_templates", sms),
    number_file_id: file ?? (await imported(db, phones(count))),
    // Some suites have several.
    channel_id: await channelOf(db, await yunshan(db)),
    ...rest,
  };
}

/** Bob's draft. */
export async function draftSend(db: TestDatabase, wishes: SendWishes = {}): Promise<string> {
  const input = await sendInput(db, wishes);
  return (await done(db.as("bob").rpc("create_send", { input }))).id;
}

/** Submitted by bob. */
export async function waitingSend(db: TestDatabase, wishes: SendWishes = {}): Promise<string> {
  const send = await draftSend(db, wishes);
  await done(db.as("bob").rpc("submit_send", { send }));
  return send;
}

/** Approved by carol; not expanded yet. */
export async function approvedSend(db: TestDatabase, wishes: SendWishes = {}): Promise<string> {
  const send = await waitingSend(db, wishes);
  await done(db.as("carol").rpc("approve_send", { send }));
  return send;
}

/** Expanded, started, nothing claimed yet. */
export async function startedSend(db: TestDatabase, wishes: SendWishes = {}): Promise<string> {
  const send = await approvedSend(db, wishes);
  await tick(db);
  await tick(db);
  assert.equal((await account(db, send)).state, "sending");
  return send;
}

/** The ids of a send's messages, in their order. */
export const messagesOf = async (db: TestDatabase, send: string): Promise<string[]> =>
  (await db.sql`select id::text from public.deliveries where send_id = ${send} order by id`).map(
    ({ id }) => id,
  );

/** One turn of the clock. */
export const tick = (db: TestDatabase) => done(db.as("bot").rpc("clock_tick"));

export type Batch = {
  batch: number;
  attempts: number;
  doubtful: boolean;
  trace_id: string;
  ids: string[];
  phones: string[];
};

/** What a dispatcher gets; null when there is nothing to hand over. */
export async function claim(db: TestDatabase): Promise<Batch | null> {
  const [row] = await db.sql`select batch, ids::text[], phones from private.claim_batch()`;
  return row ? { ...row.batch, ids: row.ids, phones: row.phones } : null;
}

/** Turns the clock until all deliveries of a send are made: a large one is `sending` before. */
export async function laidOut(db: TestDatabase, send: string): Promise<void> {
  while (
    (await db.sql`select from private.send_progress where send_id = ${send} and expanded < total`).length > 0
  )
    await tick(db);
}

/** References of a batch: the delivery ids. */
export const references = (batch: Batch | null) => batch?.ids ?? [];

/** Records the carrier's answer to a batch, or to some messages of it. */
export async function recordHandoff(db: TestDatabase, batch: number, ids: string[], status = "accepted") {
  const statuses = ids.map(() => status);
  const carriers = ids.map((reference) => (status === "accepted" ? `c${reference}` : null));
  const codes = ids.map(() => null);
  const [row] = await db.sql`select private.record_handoff(${batch}, ${ids}::bigint[], ${statuses}::text[],
    ${carriers}::text[], ${codes}::text[]) as r`;
  return row?.r;
}

/** Claims one batch, of which the carrier accepts every message. Returns the references. */
export async function handOver(db: TestDatabase): Promise<string[]> {
  const batch = await claim(db);
  const ids = references(batch);
  if (batch) await recordHandoff(db, batch.batch, ids);
  return ids;
}

/** The answer of resolve_batch, one line a request: `[place, verdict, granted, version, params, jump]`. */
// biome-ignore lint/suspicious/noExplicitAny: free JSON
export function linesOf(answer: any, counts: number[]): any[][] {
  const { places, versions, params, jumps, rest } = answer;
  const shown = (places ?? []).map((place: number, n: number) => [
    place,
    "used_up",
    counts[place - 1],
    versions[n],
    params?.[n] ?? null,
    jumps?.[n] ?? null,
  ]);
  return [...shown, ...(rest ?? [])].sort(([one], [other]) => one - other);
}

/** One request for a link, as the link function makes it. `id` is what the link's code deciphers to. */
export async function resolve(
  db: TestDatabase,
  id: string | null,
  asked = "resolution",
  vendor: string | null = "huawei",
) {
  const [row] = await db.sql`select private.resolve_batch(array[${id}::bigint],
    array[${asked}::public.link_event_kind], array[${vendor}::public.vendor], array[1]) as r`;
  const [[, verdict, granted, version, params, jump] = []] = linesOf(row?.r, [1]);
  return { verdict: granted ? "ok" : (verdict ?? "unknown"), version, params, jump };
}

/** Input of a group link that no check refuses. */
export async function groupInput(db: TestDatabase, wishes: Record<string, unknown> = {}) {
  return {
    kind: "group",
    name: "会员群发",
    template_id: await idOf(db, "templates", "开卡欢迎图文"),
    signatures: ["云杉会员"],
    max_resolutions: 100,
    params: { name: "会员", amount: "50" },
    ...wishes,
  };
}

/** Bob's resolve task. Returns its card. */
// biome-ignore lint/suspicious/noExplicitAny: a card is free JSON
export const madeTask = (db: TestDatabase, input: Record<string, unknown>): Promise<any> =>
  done(db.as("bob").rpc("create_resolve_task", { input }));

/** Bob's resolve task of typed personal links, one for each customer flag. */
export async function personalTask(
  db: TestDatabase,
  flags: string[],
  wishes: Record<string, unknown> = {},
  // biome-ignore lint/suspicious/noExplicitAny: a card is free JSON
): Promise<any> {
  const links = flags.map((cust_flag) => ({ cust_flag, params: { name: cust_flag, amount: "5" } }));
  const { max_resolutions: _, params: __, ...input } = await groupInput(db, { kind: "personal", links });
  return madeTask(db, { ...input, ...wishes });
}

/** The channel of an enterprise. */
export async function channelOf(db: Pick<TestDatabase, "sql">, enterprise: string): Promise<string> {
  const [row] =
    await db.sql`select id from public.channels where enterprise_id = ${enterprise} order by created_at limit 1`;
  return row?.id;
}

/** What a carrier says of a message. */
export type Receipt = {
  ref: string;
  status: string;
  code?: string;
  vendor?: string | null;
  carrier?: string;
  at?: string;
  network?: string | null;
};

/** Records receipts in one call, as the channel of an enterprise (the demo's unless told) delivers them. */
export async function recordReceipts(db: TestDatabase, receipts: Receipt[], enterprise?: string) {
  const channel = await channelOf(db, enterprise ?? (await yunshan(db)));
  const column = (name: keyof Receipt) => receipts.map((receipt) => receipt[name] ?? null);
  const [row] = await db.sql`select private.record_receipts(${channel}, ${column("ref")}::text[],
    ${column("status")}::text[], ${column("code")}::text[], ${column("vendor")}::text[],
    ${column("carrier")}::text[], ${column("at")}::timestamptz[], ${column("network")}::text[]) as r`;
  return row?.r;
}

/** Records receipts of one status that came just now, unless `more` says otherwise. */
export function report(
  db: TestDatabase,
  ids: readonly string[],
  status: string,
  more: Partial<Receipt> = {},
) {
  const usual = { status, code: status.toUpperCase(), vendor: "huawei", at: new Date().toISOString() };
  return recordReceipts(
    db,
    ids.map((ref) => ({ ref, ...usual, ...more })),
  );
}

/** Records replies, as the demo enterprise's channel delivers them. */
export async function recordReplies(db: TestDatabase, replies: object[]) {
  const channel = await channelOf(db, await yunshan(db));
  const [row] =
    await db.sql`select private.record_replies(${channel}, ${db.sql.json(replies as never)}) as r`;
  return row?.r;
}

/** Alice's settings for all sends. */
export const setSendSettings = (db: TestDatabase, input: object) =>
  done(db.as("alice").rpc("update_send_settings", { input }));

/** A send's card as dan sees it: state and account. */
export const account = (db: TestDatabase, send: string) => cardOf(db, "send_cards", send);

/** Asserts that ledger, balances and deliveries agree. */
export async function booksAgree(
  db: TestDatabase,
  handOff: "as it was" | "moved" = "as it was",
): Promise<void> {
  const { findings } = await done(db.as("dan").rpc("audit_quota"));
  // A story that makes hand-offs older writes their times itself: their days stand in the reports as they were.
  const looked = findings.filter(
    ({ what }: { what: string }) => handOff === "as it was" || !/^(send|template)_report$/.test(what),
  );
  assert.deepEqual(looked, []);
}

/** The terms of an offer that olga could put on the price list. */
export const offerInput = (more: Record<string, unknown> = {}) => ({
  sku: `t-${randomUUID().slice(0, 8)}`,
  kind: "aim_resolution",
  size: 1000,
  price_fen: 100,
  ...more,
});

/** Olga's offer. Returns its row. */
// biome-ignore lint/suspicious/noExplicitAny: a row is free JSON
export const offered = (db: TestDatabase, more: Record<string, unknown> = {}): Promise<any> =>
  done(db.as("olga").rpc("create_offer", { input: offerInput(more) }));

/** Whether orders confirm themselves, as in the demo, or wait for olga. */
export const confirmThemselves = (db: TestDatabase, orders_confirm_themselves: boolean) =>
  done(db.as("olga").rpc("set_sale_settings", { input: { orders_confirm_themselves } }));

/** Whoever acts orders an offer, at the terms that they are shown. */
// biome-ignore lint/suspicious/noExplicitAny: a row is free JSON
export const orderOffer = (actor: Actor, offer: any, more: object = {}) =>
  actor.rpc("create_order", {
    input: { offer_id: offer.id, quantity: 1, revision: offer.revision, ...more },
  });

/** Alice orders an offer. Returns the order. */
// biome-ignore lint/suspicious/noExplicitAny: a row is free JSON
export const ordered = (db: TestDatabase, offer: any, quantity = 1): Promise<any> =>
  done(orderOffer(db.as("alice"), offer, { quantity }));

/** Units for alice's enterprise: an offer of olga's, ordered and paid. `expires`: when they end, in a year unless told. Returns the package. */
export async function bought(
  db: TestDatabase,
  size: number,
  { expires, ...terms }: { kind?: string; spec?: string; expires?: string } = {},
): Promise<string> {
  const order = await ordered(db, await offered(db, { size, ...terms }));
  assert.equal(order.state, "paid");
  const [row] = await db.sql`select id from public.packages where order_id = ${order.id}`;
  if (expires) await db.sql`update public.packages set expires_at = ${expires} where id = ${row?.id}`;
  return row?.id;
}

/** The balance of aim_resolution: available, reserved, used, pay-as-you-go. */
export async function balance(db: TestDatabase): Promise<number[]> {
  const [row] = await db.as("dan").rows("select * from public.quota_balances where kind = 'aim_resolution'");
  return [row.available, row.reserved, row.used, row.payg_used].map(Number);
}

/** Phones open the cards of these messages, and the clock rolls it up: now they are paid for. */
export async function openCards(db: TestDatabase, ids: string[]): Promise<void> {
  for (const id of ids) assert.equal((await resolve(db, id)).verdict, "ok");
  await tick(db);
}

/** Lets `days` pass for a send: its messages were handed over that much earlier. */
export async function age(db: TestDatabase, send: string, days: number): Promise<void> {
  await db.sql`update public.deliveries set handed_at = handed_at - make_interval(days => ${days}) where send_id = ${send}`;
  await db.sql`update private.batches set done_at = done_at - make_interval(days => ${days}) where send_id = ${send}`;
  await db.sql`update private.holds set look_at = clock_timestamp() where holder_id = ${send} and look_at is not null`;
}

/** Cancels every send that is not over and lets no batch in doubt come again, so that the next test's clock and carrier serve only its own sends. */
export async function clearStage(db: TestDatabase): Promise<void> {
  const open = await db
    .as("alice")
    .rows("select id from public.sends where state not in ('done', 'cancelled')");
  for (const { id } of open) await done(db.as("alice").rpc("cancel_send", { send: id }));
  await db.sql`update private.batches set lease_until = 'infinity' where done_at is null`;
}

/** The marketing window is open around the clock. */
export async function openAllDay(db: TestDatabase): Promise<void> {
  await db.sql`update public.enterprises set marketing_from = '00:00', marketing_to = '24:00'`;
}
