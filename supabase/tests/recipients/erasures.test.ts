import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import {
  account,
  approvedSend,
  booksAgree,
  cardOf,
  channelOf,
  claim,
  clearStage,
  done,
  finishPart,
  handOver,
  idOf,
  importing,
  joins,
  messagesOf,
  PARAMS,
  personalTask,
  phones,
  recordHandoff,
  recordReplies,
  report,
  resolve,
  sendInput,
  startedSend,
  tick,
  typed,
  yunshan,
} from "../fixtures.ts";
import { ALICE_IN_CHAT } from "../one_of_each.ts";
import { noCaps } from "../sends/sends_fixtures.ts";
import { PEOPLE, type Person, testDatabase } from "../test_database.ts";

/**
 * RET-1: one number is traced, and erased from all that an enterprise keeps. What proves it is a walk through every column of every
 * table of every schema, partitions and names of stored objects among them.
 */
const db = await testDatabase({ last: booksAgree });
const [gone = "", stays = "", third = "", next = ""] = phones(4);
/** Numbers of one story each. */
const [waits = "", early = "", copied = "", refused = ""] = phones(4, 500);
const national = (phone: string) => phone.slice(3);
const SIGNED = "云杉商城";

await noCaps(db);
const functions = await db.signedIn("tidings_functions");
const home = await yunshan(db);
const channel = await channelOf(db, home);

/** The tables that have this number in any column, however it is written, with how many rows do. */
async function walk(phone: string): Promise<Record<string, number>> {
  const [row] = await db.sql`select private.number_pattern(${phone}) as pattern`;
  const has = "private.has_number(to_jsonb(r)::text, $1) or to_jsonb(r)::text like '%' || $2 || '%'";
  return walkFor(has, [row?.pattern, national(phone)]);
}

/** The tables with rows `r` of which this is true, with how many. */
async function walkFor(has: string, values: readonly string[]): Promise<Record<string, number>> {
  const tables =
    await db.sql`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') order by 1`;
  const found: Record<string, number> = {};
  for (const { name } of tables) {
    const [{ n }] = (await db.sql.unsafe(`select count(*)::int as n from ${name} r where ${has}`, [
      ...values,
    ])) as unknown as [{ n: number }];
    if (n > 0) found[name] = n;
  }
  return found;
}

const erase = (person: Person, number: string, reason: string | null = "客户要求删除其信息") =>
  db.as(person).rpc("create_erasure", { input: { phone: number, reason } });

/** What the function export-rows does with files that are over. */
async function removeFiles(): Promise<string[]> {
  const [row] =
    await db.sql`select private.doomed_uploads() as uploads, private.objects_to_remove() as objects`;
  const { uploads, objects } = row as unknown as { uploads: string[]; objects: string[] };
  await db.sql`delete from storage.objects where name = any (${[...uploads, ...objects]})`;
  await functions`select private.forget_uploads(${uploads}), private.forget_objects(${objects})`;
  return [...uploads, ...objects];
}

/** Turns the clock until an erasure is over. */
async function untilErased(id: string) {
  for (let turn = 0; turn < 50; turn += 1) {
    await tick(db);
    await removeFiles();
    await db.sql`update private.erasure_work set next_at = '-infinity'`;
    const card = await erasureCard(id);
    if (card.state === "done") return card;
  }
  return assert.fail(`not erased: ${JSON.stringify(await erasureCard(id))}`);
}

const stored = async (bucket: string, name: string) => {
  await db.sql`insert into storage.objects (bucket_id, name) values (${bucket}, ${name})`;
};

/** What the function export-rows does with the next export: all of it in one slice. */
async function writeExport(): Promise<void> {
  const [slice] = await functions`select job from private.next_export_slice()`;
  const { job } = slice ?? {};
  await stored("exports", job.object);
  await functions`select private.record_export_slice(${job.export}, ${job.lease}, ${job.object}, ${job.taken}, 10, ${functions.json(job.after)}, null, true)`;
}
/** A number in everything that can carry one. */
async function plant(): Promise<{ sends: string[]; ids: string[]; link: string; export: string }> {
  const file = await importing(db, 1);
  await stored("numbers", `${home}/${file}/1.csv`);
  const beside = { ...PARAMS, name: `${national(gone).slice(0, 3)} ${national(gone).slice(3)}` };
  await finishPart(
    db,
    file,
    1,
    [
      { line: 2, phone: gone },
      { line: 3, phone: stays, params: beside },
      { line: 4, phone: gone },
    ],
    [{ line: 5, value: "139****0000", number: `${gone}x`, reason: "invalid_number" }],
  );
  const first = await startedSend(db, { file, name: "第一次" });
  const ids = await handOver(db);
  await report(db, ids.slice(0, 1), "failed");
  await report(db, ids.slice(1), "delivered");
  await resolve(db, ids[1] ?? null);
  await tick(db);
  const resend = await done(db.as("bob").rpc("resend_send", { send: first }));
  const second = await startedSend(db, { file: await typed(db, [gone, third]), name: "还没有发出" });
  const task = await personalTask(db, [national(gone), "VIP 7"]);
  const [made] =
    await db.sql`select id::text from public.links where task_id = ${task.id} and cust_flag = ${national(gone)}`;
  const opted = { signature: SIGNED, phones: [gone, stays], proof: `来电 ${gone}` };
  await done(db.as("bob").rpc("import_opt_outs", { input: opted, reason: "来电" }));
  const said = [
    { id: "r1", from: gone, signature: SIGNED, text: "你好", at: null },
    { id: "r2", from: stays, signature: SIGNED, text: `我的新号码 ${gone}`, at: null },
  ];
  await recordReplies(db, said);
  await db.sql`insert into public.receipts (channel_id, reference, status, enterprise_id, code) values (${channel}, ${national(gone)}, 'failed', ${home}, ${gone})`;
  await db.sql`insert into private.tokens (token_hash, command, input, expires_at) values ('\\x01', 'find', ${db.sql.json({ number: gone })}, now() + interval '1 day')`;
  await db.sql`insert into private.chat_cards (provider, team, chat_channel, message, resource, resource_id, locale, chat_user, said)
    values ('slack', 'T1', 'C1', 'number', 'template', gen_random_uuid(), 'en', 'slack:T1:U', ${db.sql.json({ words: `${gone}: 1`, shown: null })})`;
  const wanted = {
    name: "明细",
    source: "delivery",
    format: "csv",
    columns: ["phone"],
    of: first,
    locale: "zh-CN",
    whole: true,
  };
  const { id } = await done(db.as("alice").rpc("create_export", { input: wanted, reason: "核对" }));
  await writeExport();
  return { sends: [first, resend.id, second], ids, link: made?.id, export: id };
}

const reports = async () =>
  JSON.stringify(
    await db.sql`select to_jsonb(d) as row from public.send_days d where d.enterprise_id = ${home}
      union all select to_jsonb(t) from public.template_days t where t.enterprise_id = ${home} union all select to_jsonb(l) from public.link_days l where l.enterprise_id = ${home} order by 1`,
  );
const erasureCard = (id: string) => cardOf(db, "erasure_cards", id, "alice");

test("a number is traced with a reason: how much there is of it and since when; the log has who and why, and not the number", async () => {
  await typed(db, [next]);
  const asked = {
    number: `${national(next).slice(0, 3)}-${national(next).slice(3)}`,
    reason: `客户 ${next} 询问`,
  };
  const told = await done(db.as("alice").rpc("trace_recipient", asked));
  assert.equal(told.number, `${next.slice(0, 6)}****${next.slice(-4)}`);
  const counts = Object.fromEntries(
    told.found.map(({ what, count }: Record<string, unknown>) => [what, count]),
  );
  assert.deepEqual(counts, { delivery: 0, number_file: 1, number_reject: 0, link: 0, reply: 0, opt_out: 0 });
  const [line] =
    await db.sql`select actor_name, verb, reason, after from public.audit_log where resource = 'recipient' order by id desc limit 1`;
  assert.deepEqual(
    { ...line },
    {
      actor_name: "Alice",
      verb: "trace",
      reason: `客户 ${next.slice(0, 6)}****${next.slice(-4)} 询问`,
      after: { number_file: 1 },
    },
  );
  assert.deepEqual(
    (await done(db.as("mallory").rpc("trace_recipient", { ...asked, reason: "x1" }))).found.filter(
      (x: { count: number }) => x.count > 0,
    ),
    [],
  );
  for (const person of ["bob", "dan"] as const)
    assert.equal((await db.as(person).rpc("trace_recipient", asked)).error?.code, "forbidden");
  assert.equal(
    (await db.as("alice").rpc("trace_recipient", { number: next })).error?.code,
    "reason_required",
  );
});

test("who may not, who gives no reason or no password, and what is no number: nothing is erased", async () => {
  const [before] = await db.sql`select count(*)::int as n from public.erasures`;
  for (const [answer, code] of [
    [await erase("bob", next), "forbidden"],
    [await erase("dan", next), "forbidden"],
    [await erase("erin", next), "no_enterprise"],
    [await erase("alice", next, null), "reason_required"],
    [await erase("alice", next.slice(0, -1)), "invalid_number"],
  ] as const)
    assert.equal(answer.error?.code, code);
  await db.sql`insert into public.chat_identities (user_id, provider, team, chat_user) select user_id, 'slack', 'T1', 'UALICE' from public.members m where m.user_id = (select id from auth.users where email like 'alice%') on conflict do nothing`;
  const chat = db.as("bot", ALICE_IN_CHAT);
  assert.equal(
    (await chat.rpc("create_erasure", { input: { phone: next, reason: "x1" } })).error?.code,
    "sudo_required",
  );
  assert.deepEqual((await db.sql`select count(*)::int as n from public.erasures`)[0], before);
});

test("an erased number is in no table, partition or stored file; sums, reports, books and the proof of the log stay", async () => {
  const { sends, ids, link, export: file } = await plant();
  const mallorys = await done(
    db.as("mallory").rpc("type_numbers", { input: { phones: [gone], params: [PARAMS] } }),
  );
  await tick(db);
  const was = { found: await walk(gone), reports: await reports(), first: await account(db, sends[0] ?? "") };
  for (const table of ["deliveries_shared", "numbers_shared", "links_shared"])
    assert.ok((was.found[`partitions.${table}`] ?? 0) > 0, table);
  for (const table of ["opt_outs", "replies", "receipts", "number_rejects"])
    assert.ok(
      (was.found[table] ?? was.found[`public.${table}`] ?? 0) > 0,
      `${table} of ${JSON.stringify(was.found)}`,
    );

  const traced = await done(db.as("alice").rpc("trace_recipient", { number: gone, reason: "核对" }));
  assert.deepEqual(
    Object.fromEntries(traced.found.map(({ what, count }: Record<string, unknown>) => [what, count])),
    { delivery: 2, number_file: 3, number_reject: 1, link: 1, reply: 1, opt_out: 1 },
  );
  const { id, ...made } = await done(erase("alice", `+86 ${national(gone)}`));
  assert.equal(made.state, "running");
  const card = await untilErased(id);
  assert.ok(
    card.messages >= 2 && card.numbers >= 3 && card.links === 1 && card.files === 2,
    JSON.stringify(card),
  );

  const mine = await walk(gone);
  assert.deepEqual(mine, { "partitions.numbers_shared": 1 }, "only the line of another enterprise is left");
  const [other] = await db.sql`select phone from public.numbers where file_id = ${mallorys.id}`;
  assert.equal(other?.phone, gone);
  assert.deepEqual(await removeFiles(), []);
  assert.equal(
    (await db.sql`select from storage.objects where bucket_id in ('numbers', 'exports')`).length,
    0,
  );
  assert.equal(
    (await db.sql`select state::text from public.exports where id = ${file}`)[0]?.state,
    "expired",
  );

  assert.equal(await reports(), was.reports);
  const { resolved: _, ...first } = await account(db, sends[0] ?? "");
  assert.deepEqual(
    [first.intended, first.delivered, first.failed],
    [was.first.intended, was.first.delivered, was.first.failed],
  );
  // What had not gone out does not go out.
  const second = await account(db, sends[2] ?? "");
  assert.deepEqual([second.pending, second.opted_out], [1, 1]);
  assert.deepEqual(
    (await claim(db))?.phones.filter((phone) => phone !== third),
    [],
  );
  assert.equal((await resolve(db, ids[0] ?? null)).verdict, "cancelled");
  assert.equal((await resolve(db, link)).verdict, "used_up");
  await booksAgree(db);

  const lines =
    await db.sql`select actor_name, verb, outcome::text, reason from public.audit_log where resource = 'erasure' and resource_id = ${id} order by id`;
  assert.deepEqual(
    lines.map((line) => ({ ...line })),
    [
      { actor_name: "Alice", verb: "create", outcome: "granted", reason: "客户要求删除其信息" },
      { actor_name: null, verb: "finish", outcome: "granted", reason: null },
    ],
  );
  await tick(db);
  const proof = await done(db.as("alice").rpc("audit_proof", { after_seq: 0, most: 20000 }));
  assert.deepEqual([proof.broken, proof.last], [null, proof.head.seq]);
});

test("who had opted out gets nothing after the erasure either: the number comes again, and is known by a keyed hash", async () => {
  const signed = { signature: "云杉商城", phones: [refused] };
  await done(db.as("bob").rpc("import_opt_outs", { input: signed, reason: "来电" }));
  await untilErased((await done(erase("alice", refused))).id);
  assert.deepEqual(await walk(refused), {});
  const found = await done(db.as("dan").rpc("find_recipient", { resource: "opt_out", number: refused }));
  assert.deepEqual(
    found.rows.map(({ phone }: { phone: string }) => phone),
    ["***"],
  );
  const seen = { resource: "opt_out", id: String(found.rows[0].id), reason: "核对" };
  assert.equal((await done(db.as("alice").rpc("reveal_recipient", seen))).number, "***");
  const send = await startedSend(db, { file: await typed(db, [refused, third]) });
  const { pending, opted_out } = await account(db, send);
  assert.deepEqual([pending, opted_out], [1, 1]);
  assert.deepEqual((await claim(db))?.phones, [third]);
});

test("a message at the carrier's door is waited for, a line that is not laid out yet goes nowhere, a resend that copies meanwhile is found too", async () => {
  await clearStage(db);
  const send = await startedSend(db, { file: await typed(db, [waits, third]) });
  const batch = await claim(db);
  const { id } = await done(erase("alice", waits));
  await tick(db);
  assert.deepEqual(
    [(await erasureCard(id)).state, (await erasureCard(id)).waits_for],
    ["running", "carrier"],
  );
  assert.equal((await walk(waits))["partitions.deliveries_shared"], 1);
  await recordHandoff(db, batch?.batch ?? 0, batch?.ids ?? []);
  await untilErased(id);
  assert.deepEqual(await walk(waits), {});
  const { handed, opted_out } = await account(db, send);
  assert.deepEqual([handed, opted_out], [2, 0], "it was handed over, and is accounted so");
  await report(db, batch?.ids ?? [], "failed");
  await tick(db);
  const again = await done(db.as("bob").rpc("resend_send", { send }));
  assert.equal(again.intended, 1, "nobody is written to who was erased");

  const later = await approvedSend(db, { file: await typed(db, [early, third]) });
  const [asked] = await db.sql`select private.erase_slice(${(await done(erase("alice", early))).id}) as went`;
  assert.equal(asked?.went, true);
  await untilErased((await db.sql`select id from public.erasures order by created_at desc limit 1`)[0]?.id);
  const expanded = await account(db, later);
  assert.deepEqual([expanded.pending, expanded.opted_out], [1, 1]);
  assert.deepEqual(await walk(early), {});
});

/** Whatever of a person's name and address is kept anywhere. */
const walkName = (name: string) => walkFor("to_jsonb(r)::text ~* ('\\m' || $1 || '\\M')", [name]);
const proof = async () => (await done(db.as("dan").rpc("audit_proof"))).broken;
const pseudonymise = (member: string, person: Person = "alice", reason: string | null = "本人要求") =>
  db.as(person).rpc("pseudonymise_member", { member, reason });
/** Turns the clock until no name waits to be taken out. */
async function untilNamed() {
  for (let turn = 0; turn < 20; turn += 1) {
    await tick(db);
    await removeFiles();
    const [{ n } = { n: 0 }] = await db.sql`select count(*)::int as n from private.pseudonym_work`;
    if (n === 0) return;
  }
  assert.fail("names are still being taken out");
}

test("who has left is called by a pseudonym on request: the name is nowhere any more, and every line of the log is proved as before", async () => {
  const member = await joins(db, "frank", ["Owners"]);
  const [{ email: address } = { email: "" }] =
    await db.sql`select email from public.members where id = ${member}`;
  const template = await idOf(db, "templates", "会员日图文");
  await db.as("frank").rpc("approve_template", { template, shown: "x" });
  await done(
    db.as("frank").rpc("create_group", { input: { name: "新组", policies: [], members: [member] } }),
  );
  await done(
    db.as("alice").rpc("create_export", {
      input: { name: "成员", source: "member", format: "csv", columns: ["name"], locale: "en" },
    }),
  );
  await writeExport();
  await db.sql`insert into public.alerts (enterprise_id, kind, resource, details) values (${home}, 'break_glass', 'send', ${db.sql.json({ name: "x", by: "Frank" })})`;
  await db.sql`insert into private.chat_cards (provider, team, chat_channel, message, resource, resource_id, locale, chat_user, said)
    values ('slack', 'T1', 'C1', 'name', 'template', gen_random_uuid(), 'en', 'slack:T1:U', ${db.sql.json({ words: "Frank asks you", shown: null })})`;

  const { error, status } = await pseudonymise(member);
  assert.deepEqual([error?.code, status], ["member_active", 409], "whoever works here is named");
  assert.match(error?.message ?? "", /^Frank still works in this enterprise/);
  await done(db.as("frank").rpc("leave_enterprise", { enterprise: home }));
  for (const person of ["bob", "dan"] as const)
    assert.equal((await pseudonymise(member, person)).error?.code, "forbidden");
  assert.equal((await pseudonymise(member, "mallory")).error?.code, "not_found");
  assert.equal((await pseudonymise(member, "alice", null)).error?.code, "reason_required");
  await db.sql`insert into public.chat_identities (provider, team, chat_user, user_id) values ('slack', 'T1', 'U0FRANK', ${PEOPLE.frank})`;
  for (const reason of [
    "frank asked for it",
    "应ＦＲＡＮＫ要求",
    `he wrote from ${address.toUpperCase()}`,
    "see <@U0FRANK>",
  ]) {
    const { error: named } = await pseudonymise(member, "alice", reason);
    assert.deepEqual([named?.code, named?.details], ["reason_names_member", '{"field": "reason"}'], reason);
  }
  await tick(db);
  const sealed = (await done(db.as("dan").rpc("audit_proof"))).head.seq;
  const lines = async () =>
    Number((await db.sql`select count(*) as n from public.audit_log where actor = ${PEOPLE.frank}`)[0]?.n);
  const had = await lines();
  assert.ok(Object.keys(await walkName("frank")).length >= 6, JSON.stringify(await walkName("frank")));

  // Told in the language of whoever asked; a transaction that began before may write the name until it ends.
  const open = await db.as("bob").open("type_numbers", { input: { phones: [third] } });
  const card = await done(pseudonymise(member, "alice", "本人要求，to be frankly honest"));
  assert.match(card.name, /^(前成员|Former member) [2-8A-Z]{4}$/);
  const code = card.name.slice(-4);
  assert.deepEqual([card.email, card.state, card.groups], [card.name, "left", []]);
  await tick(db);
  assert.ok("audit_log" in (await walkName("frank")));
  assert.equal(await proof(), null, "the proof holds between its slices too");
  await open.commit();
  await untilNamed();
  assert.deepEqual(await walkName("frank"), {});
  assert.equal(await proof(), null);
  const { head } = await done(db.as("dan").rpc("audit_proof"));
  assert.ok(head.seq > sealed);
  assert.equal(await lines(), had);
  const entries = await db
    .as("dan")
    .rows("select distinct actor_name from public.audit_entries where actor_name like '%' || $1", [code]);
  assert.deepEqual(entries, [{ actor_name: `Former member ${code}` }]);
  const [act] = await db
    .as("alice")
    .rows(
      "select actor_name, reason, name, after from public.audit_entries where verb = 'pseudonymise' and outcome = 'granted'",
    );
  assert.deepEqual(act, {
    actor_name: "Alice",
    reason: "本人要求，to be frankly honest",
    name: `前成员 ${code}`,
    after: { pseudonym: code },
  });
  assert.equal(
    (await db.sql`select state from public.exports order by created_at desc limit 1`)[0]?.state,
    "expired",
  );

  // Once is enough, and the account is closed.
  assert.equal((await pseudonymise(member)).error?.code, "wrong_state");
  assert.equal(
    (await db.as("frank").rpc("set_locale", { input: { locale: "en" } })).error?.code,
    "session_ended",
  );
  const rows: {
    hash: string;
    previous: string | null;
    row: string;
    names: Record<string, { text: string; salt: string | null }>;
  }[] = await done(
    db.as("dan").rpc("audit_export", { from_time: "", to_time: "", after_seq: 0, most: 5000 }),
  );
  const sha = (...parts: (string | Buffer)[]) =>
    parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex");
  for (const { hash, previous, row, names } of rows) {
    assert.equal(sha(previous ?? "", row), hash);
    for (const [mark, { text, salt }] of Object.entries(names))
      if (salt === null) assert.ok(text.startsWith(`former:${code}`));
      else assert.equal(`person:${sha(Buffer.from(salt, "hex"), text)}`, mark);
  }
});

test("what somebody does to a pseudonym by other means breaks the proof, and a name without its line is none", async () => {
  await joins(db, "erin", ["Readers"]);
  await tick(db);
  /** What only the owner of the database can do, taken back at the end. */
  const meddled = async (statement: string, why: string | null) => {
    await assert.rejects(
      db.sql.begin(async (step) => {
        await step.unsafe("alter table public.audit_log disable trigger user");
        await step.unsafe(statement);
        const [row] = await step`select private.prove_chain(${home}, 0, 100000) -> 'broken' ->> 'why' as why`;
        assert.equal(row?.why ?? null, why, statement);
        throw new Error("taken back");
      }),
      /taken back/,
    );
  };
  const line =
    "(select l.id from public.audit_log l where l.actor_name like 'former:%' order by l.id limit 1)";
  await meddled("select 1", null);
  await meddled(`update public.audit_log set actor_name = 'Frank' where id = ${line}`, "row_changed");
  await meddled(`update public.audit_log set actor_name = 'former:2222' where id = ${line}`, "row_changed");
  await meddled(`update public.audit_log set marks = '{}' where id = ${line}`, "row_changed");
  await meddled("update private.name_marks set token = 'former:2222' where act is not null", "row_changed");
  await meddled("update private.name_marks set text = 'Mallory' where text = 'Erin'", "row_changed");
  // Somebody else's name, hidden without the act: no line of the log gives that pseudonym.
  await meddled(
    "update public.audit_log set actor_name = 'former:2222' where actor_name = 'Erin'; update private.name_marks set token = 'former:2222', act = 1, text = null, salt = null where text = 'Erin'",
    "row_changed",
  );
  for (const statement of ["actor_name = 'former:2222'", "reason = 'x'", "marks = '{}'"])
    await assert.rejects(
      db.sql.unsafe(`update public.audit_log set ${statement} where actor_name = 'Erin'`),
      /append-only/,
    );
});

test("a disabled member is pseudonymised too; of namesakes only the one, and who works elsewhere keeps the account", async () => {
  const erin = PEOPLE.erin;
  await db.sql`update public.profiles set name = '王伟' where user_id in (${erin}, ${PEOPLE.bob})`;
  await db.sql`update public.members set name = '王伟' where user_id in (${erin}, ${PEOPLE.bob}) and enterprise_id = ${home}`;
  const [{ id: member } = {}] =
    await db.sql`select id from public.members where user_id = ${erin} and enterprise_id = ${home}`;
  await done(
    db
      .as("erin")
      .rpc("create_enterprise", { input: { name: "另一家企业", statements: ["koomessage", "sms"] } }),
  );
  await done(db.as("erin").rpc("switch_enterprise", { enterprise: home }));
  await done(db.as("erin").rpc("set_locale", { input: { locale: "en" } }));
  await done(db.as("bob").rpc("set_locale", { input: { locale: "en" } }));
  await done(db.as("alice").rpc("disable_member", { member }));
  assert.equal(
    (await pseudonymise(member, "alice", "应王伟本人要求")).error?.code,
    "reason_names_member",
    "Chinese has no edges of words",
  );
  const { name, state } = await done(pseudonymise(member));
  assert.equal(state, "left");
  await untilNamed();
  const names =
    await db.sql`select distinct l.actor, l.actor_name from public.audit_log l where l.enterprise_id = ${home} and l.actor in (${erin}, ${PEOPLE.bob}) and l.verb = 'set_locale'`;
  const called = Object.fromEntries(names.map(({ actor, actor_name }) => [actor, actor_name]));
  assert.equal(called[PEOPLE.bob], "王伟");
  assert.equal(called[erin], `former:${name.slice(-4)}`);
  assert.equal((await done(db.as("erin").rpc("whoami"))).name, "王伟", "the account works elsewhere");
  assert.equal(await proof(), null);
  // Who comes back is named anew, and what was done before stays as it is.
  await joins(db, "erin", ["Readers"]);
  assert.equal((await cardOf(db, "members", member, "alice")).name, "王伟");
  assert.equal(await proof(), null);
});

test("killed in the middle it goes on where it was, and two clocks do each slice once", async () => {
  const file = await typed(db, [copied, third]);
  const { id } = await done(erase("alice", copied));
  const slice = (most = 1) => db.sql`select private.erase_slice(${id}, ${most}) as went`;
  // A transaction that is cut off leaves nothing half done.
  await assert.rejects(
    db.sql.begin(async (step) => {
      for (let turn = 0; turn < 30; turn += 1) await step`select private.erase_slice(${id}, 1)`;
      throw new Error("killed");
    }),
    /killed/,
  );
  const [work] = await db.sql`select place, reached from private.erasure_work where erasure_id = ${id}`;
  assert.deepEqual({ ...work }, { place: "numbers", reached: null });
  for (let turn = 0; turn < 400; turn += 1) {
    await Promise.all([slice(), slice()]);
    await removeFiles();
    await db.sql`update private.erasure_work set next_at = '-infinity'`;
    if ((await erasureCard(id)).state === "done") break;
  }
  const card = await erasureCard(id);
  assert.deepEqual([card.state, card.numbers], ["done", 1]);
  assert.deepEqual(await walk(copied), {});
  const [left] = await db.sql`select erased, accepted from public.number_files where id = ${file}`;
  assert.deepEqual({ ...left }, { erased: 1, accepted: 2 });
});

test("of the files with whole numbers those expire that can have the number; what cannot have it stays", async () => {
  await clearStage(db);
  const [asked = "", beside = "", later = ""] = phones(3, 700);
  const [first = "", other = ""] = [
    await startedSend(db, { file: await typed(db, [asked, beside]) }),
    await startedSend(db, { file: await typed(db, [beside]) }),
  ];
  /** An export with whole numbers that is done: of a source, and of a send of it. */
  const exported = async (source: string, column: string, of?: string) => {
    const wanted = { name: source, source, format: "csv", columns: [column], locale: "en", whole: true };
    const input = { ...wanted, ...(of ? { of } : {}) };
    const { id } = await done(db.as("alice").rpc("create_export", { input, reason: "核对" }));
    await writeExport();
    return id as string;
  };
  const files = [
    await exported("delivery", "phone", first),
    await exported("delivery", "phone", other),
    await exported("opt_out", "phone"),
    await exported("reply", "phone"),
  ];
  const states = async () =>
    Promise.all(
      files.map(
        async (id) => (await db.sql`select state::text from public.exports where id = ${id}`)[0]?.state,
      ),
    );
  await untilErased((await done(erase("alice", asked))).id);
  assert.deepEqual(await states(), ["expired", "done", "done", "done"]);
  // Of an entry that somebody took off the list since, nobody can say whose it was.
  const signed = { signature: SIGNED, phones: [later] };
  await done(db.as("bob").rpc("import_opt_outs", { input: signed, reason: "来电" }));
  const [entry] = await db.sql`select id::text from public.opt_outs where phone = ${later}`;
  await done(db.as("alice").rpc("remove_opt_out", { opt_out: entry?.id, reason: "本人要求" }));
  await untilErased((await done(erase("alice", later))).id);
  assert.deepEqual(await states(), ["expired", "done", "expired", "done"]);
});

/** How long yunshan keeps this kind. */
const keep = async (kind: string, days: number, person: Person = "alice") => {
  const [row] =
    await db.sql`select id from public.retention_periods where enterprise_id = ${home} and kind = ${kind}`;
  return db.as(person).rpc("update_retention_period", { retention_period: row?.id, input: { days } });
};
const sweep = () => done(db.as("bot").rpc("clock_sweep"));
const count = async (table: string, where = "true") =>
  (await db.sql.unsafe(`select count(*)::int as n from ${table} r where ${where}`))[0]?.n as number;

test("periods have bounds, need the right and a password; what is in a bound holds and stands in the log", async () => {
  const { error, status } = await keep("messages", 149);
  assert.deepEqual([error?.code, status], ["period_out_of_range", 422]);
  assert.equal((await keep("messages", 1096)).error?.code, "period_out_of_range");
  for (const person of ["bob", "dan"] as const)
    assert.equal((await keep("messages", 200, person)).error?.code, "forbidden");
  assert.equal((await keep("messages", 200, "mallory")).error?.code, "not_found");
  await db.sql`update auth.sessions set created_at = now() - interval '1 hour' where user_id = (select user_id from public.members where enterprise_id = ${home} order by created_at limit 1)`;
  assert.equal((await keep("messages", 200)).error?.code, "sudo_required");
  await db.sql`update auth.sessions set created_at = now()`;
  assert.equal((await done(keep("messages", 150))).days, 150);
});

test("messages go once their sums are proved: account, reports, links and books stay; a sum that does not hold keeps them", async () => {
  await clearStage(db);
  const file = await typed(db, [next, third]);
  const [sound = "", wrong = ""] = [
    await startedSend(db, { file, name: "账目相符" }),
    await startedSend(db, { file: await typed(db, [third]), name: "账目不符" }),
  ];
  for (let batch = await claim(db); batch; batch = await claim(db))
    await recordHandoff(db, batch.batch, batch.ids);
  await report(db, [...(await messagesOf(db, sound)), ...(await messagesOf(db, wrong))], "delivered");
  await resolve(db, (await messagesOf(db, sound))[0] ?? null);
  for (let turn = 0; turn < 4; turn += 1) await tick(db);
  const before = { reports: await reports(), sound: await account(db, sound) };
  assert.equal(before.sound.state, "done");
  // All of it was 151 days ago, and the links are over.
  await db.sql`update private.batches set done_at = done_at - interval '151 days', closed_at = closed_at - interval '151 days' where send_id in (${sound}, ${wrong})`;
  await db.sql`update private.holds set look_at = '-infinity'`;
  for (let turn = 0; turn < 3; turn += 1) await tick(db);
  await db.sql`update public.sends set created_at = now() - interval '151 days', decided_at = decided_at, finished_at = now() - interval '151 days' where id in (${sound}, ${wrong})`;
  await db.sql`update public.number_files set finished_at = now() - interval '151 days' where id = ${file}`;
  await db.sql`update public.send_totals set delivered = delivered - 1, failed = failed + 1 where send_id = ${wrong}`;
  await sweep();
  assert.deepEqual(
    [
      await count("public.deliveries", `send_id = '${sound}'`),
      await count("public.deliveries", `send_id = '${wrong}'`),
    ],
    [0, 1],
  );
  assert.equal(await count("public.numbers", `file_id = '${file}'`), 0, "a file goes with its last send");
  const now = await account(db, sound);
  assert.deepEqual(
    [now.delivered, now.intended, now.resolved, await reports()],
    [2, 2, before.sound.resolved, before.reports],
  );
  await db.sql`update public.send_totals set delivered = delivered + 1, failed = failed - 1 where send_id = ${wrong}`;
  await booksAgree(db);
  const refusedFile = await db
    .as("bob")
    .rpc("create_send", { input: { ...(await sendInput(db, { file })) } });
  assert.equal(refusedFile.error?.code, "file_emptied");
  const lines =
    await db.sql`select l.after ->> 'name' as kind, l.actor_name, (l.after ->> 'purged')::int as n from public.audit_log l where l.verb = 'purge' and l.after ->> 'name' = 'messages'`;
  assert.deepEqual(
    lines.map((line) => ({ ...line })),
    [{ kind: "messages", actor_name: null, n: 2 }],
  );
  // The sum holds again: the next run takes it.
  await sweep();
  assert.equal(await count("public.deliveries", `send_id = '${wrong}'`), 0);
});

test("requests for links go by whole days that the reports are proved to have; replies, receipts, uploads and idle files by their age", async () => {
  await done(keep("link_requests", 30));
  await tick(db);
  const requests = await count("public.link_flushes", `enterprise_id = '${home}'`);
  assert.ok(requests > 0);
  const held = await reports();
  await sweep();
  assert.equal(await count("public.link_flushes", `enterprise_id = '${home}'`), requests, "none is old");
  await db.sql`update public.link_flushes set at = at - interval '40 days' where enterprise_id = ${home}`;
  await sweep();
  assert.equal(
    await count("public.link_flushes", `enterprise_id = '${home}'`),
    requests,
    "its days do not agree: kept as evidence",
  );
  await db.sql`update public.link_days set day = day - 40 where enterprise_id = ${home}`;
  await sweep();
  assert.equal(await count("public.link_flushes", `enterprise_id = '${home}'`), 0);
  await db.sql`update public.link_days set day = day + 40 where enterprise_id = ${home}`;
  await db.sql`update public.retention_periods set purged_to = now() + interval '1 day' where kind = 'link_requests' and enterprise_id = ${home}`;
  assert.equal(await reports(), held);

  const idle = await typed(db, [next]);
  const upload = await done(
    db.as("bob").rpc("begin_number_file", { input: { name: "放弃.csv", bytes: 10, parts: 2 } }),
  );
  await stored("numbers", `${home}/${upload.id}/1.csv`);
  await db.sql`update public.number_files set created_at = created_at - interval '100 days', finished_at = finished_at - interval '100 days' where id in (${idle}, ${upload.id})`;
  await db.sql`update public.replies set received_at = received_at - interval '400 days'`;
  await db.sql`update public.receipts set received_at = received_at - interval '91 days'`;
  await sweep();
  assert.deepEqual(
    [
      await count("public.number_files", `id in ('${idle}', '${upload.id}')`),
      await count("public.replies"),
      await count("public.receipts"),
    ],
    [0, 0, 0],
  );
  assert.deepEqual(await removeFiles(), [`${home}/${upload.id}/1.csv`]);
});

test("what fails in the sweep takes nothing and holds up nothing else; it is told once, until it goes again", async () => {
  const [purge] =
    await db.sql`select pg_get_functiondef('private.purge_replies(uuid,timestamptz)'::regprocedure) as text`;
  await db.sql.unsafe(`create or replace function private.purge_replies(home uuid, before timestamptz) returns bigint language plpgsql as $$
    begin delete from public.receipts; raise exception 'broken at ${next}'; end $$`);
  const [fixed] =
    await db.sql`select stale from private.retention_fixed where rel = 'private.link_codes'::regclass`;
  await db.sql`update private.retention_fixed set stale = '1 / 0 = 1' where rel = 'private.link_codes'::regclass`;
  await db.sql`insert into public.receipts (channel_id, reference, status, enterprise_id, received_at) values (${channel}, 'old', 'failed', ${home}, now() - interval '91 days'), (${channel}, 'new', 'failed', ${home}, now())`;
  const told = () => count("public.alerts", `kind = 'retention_failed' and enterprise_id = '${home}'`);
  const high = async () => (await done(db.as("bot").rpc("deployment_health"))).sweep_failed;
  const of = async () =>
    (
      await db
        .as("alice")
        .rows("select failure, failed_at from public.retention_cards where kind = 'replies'")
    )[0];
  const [{ n: everybody = 0 } = {}] = await db.sql`select count(*)::int as n from public.enterprises`;
  const { failed, books_wrong } = await sweep();
  assert.deepEqual([failed, books_wrong], [everybody + 1, 0]);
  assert.equal(
    await count("public.receipts"),
    1,
    "the kinds beside it go on, and what it had begun is undone",
  );
  assert.equal((await of()).failure, `broken at ${next.slice(0, 6)}****${next.slice(-4)}`);
  const since = (await of()).failed_at;
  await sweep();
  assert.deepEqual([await told(), await high()], [1, everybody + 1]);
  assert.deepEqual((await of()).failed_at, since);
  await db.sql.unsafe(purge?.text);
  await db.sql`update private.retention_fixed set stale = ${fixed?.stale} where rel = 'private.link_codes'::regclass`;
  assert.equal((await sweep()).failed, 0);
  assert.deepEqual({ ...(await of()) }, { failure: null, failed_at: null });
  assert.equal(await high(), 0);
});
