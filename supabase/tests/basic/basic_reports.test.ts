import assert from "node:assert/strict";
import { test } from "node:test";
import {
  booksAgree,
  bought,
  cardOf,
  channelOf,
  done,
  givePolicy,
  handOver,
  joins,
  openAllDay,
  phones,
  recordReplies,
  refusal,
  report,
  startedSend,
  tick,
  WIDE,
  yunshan,
} from "../fixtures.ts";
import { basicFile, basicStarted, basicTemplate } from "../sends/basic_fixtures.ts";
import { noCaps } from "../sends/sends_fixtures.ts";
import { type Person, testDatabase } from "../test_database.ts";

/** RPT-2, BSN-2: what becomes of sends of the basic edition has reports of its own, and people's answers with their sends. */
const db = await testDatabase({ last: booksAgree });
await openAllDay(db);
await noCaps(db);
await bought(db, 1000, { kind: "basic" });
const home = await yunshan(db);

type Line = Record<string, unknown>;
interface Answer {
  readonly lines: Line[];
  readonly total: Line;
}
const ask = async (name: string, more: object = {}, person: Person = "dan"): Promise<Answer> =>
  done(db.as(person).rpc("report", { report: name, ...WIDE, period: "total", ...more }));

const template = await basicTemplate(db, [], "会员日影像");
const send = await basicStarted(db, { template, count: 6, name: "会员日" });
const ids = await handOver(db);

test("both reports of the basic edition have its messages by result, template, signature and network", async () => {
  await report(db, ids.slice(0, 3), "delivered", { vendor: null, network: "unicom" });
  await report(db, ids.slice(3, 4), "failed", { vendor: null });
  await report(db, ids.slice(4, 5), "expired", { vendor: null });
  await tick(db);
  await tick(db);
  await booksAgree(db);
  const figures = ({ submission_count, send_count, delivered, failed, expired, timed_out }: Line) => [
    ...[submission_count, send_count, delivered, failed, expired, timed_out],
  ];
  const sends = await ask("basic_sends", { by: ["send"] });
  assert.deepEqual(
    sends.lines.map((line) => [line.send_name, line.template_name, ...figures(line)]),
    [["会员日", "会员日影像", 6, 6, 3, 1, 1, 0]],
  );
  const templates = await ask("basic_templates", { by: ["template", "signature"] });
  assert.deepEqual(
    templates.lines.map((line) => [line.template_name, line.signature, ...figures(line)]),
    [["会员日影像", "云杉影像", 6, 6, 3, 1, 1, 0]],
  );
  const networks = await ask("basic_templates", { by: ["network"] });
  const unicom = networks.lines.find(({ network }) => network === "unicom");
  assert.equal(unicom?.delivered, 3);
  // By template, by name, by id, by day and by month, it is the same.
  for (const filters of [
    [{ column: "template_name", op: "part", value: "影像" }],
    [{ column: "template_id", op: "is", value: template }],
  ])
    for (const period of ["day", "month", "total"])
      for (const name of ["basic_sends", "basic_templates"])
        assert.deepEqual(figures((await ask(name, { filters, period })).total), [6, 6, 3, 1, 1, 0]);
  assert.deepEqual(
    figures((await ask("basic_sends", { filters: [{ column: "send_id", op: "is", value: send }] })).total),
    [6, 6, 3, 1, 1, 0],
  );
});

test("the reports of cards have none of it, and its own have none of theirs", async () => {
  const whole = async (name: string) => Number((await ask(name)).total.submission_count);
  const [cards, basic] = [await whole("sends"), await whole("basic_sends")];
  assert.equal(basic, 6);
  await startedSend(db, { count: 2 });
  await handOver(db);
  await tick(db);
  assert.deepEqual([await whole("sends"), await whole("templates")], [cards + 2, cards + 2]);
  assert.deepEqual([await whole("basic_sends"), await whole("basic_templates")], [6, 6]);
});

test("both are exported by day and as they are shown, and the lines of a file are those of the page", async () => {
  const functions = await db.signedIn("tidings_functions");
  try {
    for (const source of ["basic_send_report", "basic_template_report"]) {
      const name = source === "basic_send_report" ? "basic_sends" : "basic_templates";
      const shown = { period: "month", by: ["template"], ...WIDE };
      const columns = ["day", "template_name", "signature", "network", "submission_count", "delivered"];
      for (const what of [{ columns }, { report: shown }]) {
        const input = { name: source, source, format: "csv", locale: "zh-CN", ...what };
        const { id } = await done(db.as("alice").rpc("create_export", { input }));
        const [slice] = await functions`select job, rows from private.next_export_slice()`;
        assert.equal(slice?.job.export, id);
        const rows: Line[] = slice?.rows ?? [];
        const sum = rows.reduce((all, row) => all + Number(row.submission_count), 0);
        assert.equal(sum, (await ask(name)).total.submission_count, JSON.stringify(what));
        await db.sql`delete from public.exports where id = ${id}`;
      }
    }
  } finally {
    await functions.end();
  }
});

test("a reply to a message of the basic edition knows it, also where the carrier names the message alone", async () => {
  const [one = "", two = ""] = phones(2);
  await recordReplies(db, [{ id: "b1", from: one, signature: "云杉影像", text: "收到", at: null }]);
  const channel = await channelOf(db, home);
  const [carrier] = await db.sql`select carrier_id from public.channels where id = ${channel}`;
  const [second] = await db
    .as("dan")
    .rows("select id from public.delivery_cards where send_id = $1 and ordinal = 2", [send]);
  await db.sql`select private.lay_carrier_id_day(current_date)`;
  await db.sql`insert into private.carrier_ids (day, carrier_id, message_id, channel_id, reference, part, parts)
    values (current_date, ${carrier?.carrier_id}, 'task/2', ${channel}, ${String(second?.id)}, 1, 1)`;
  const told = [{ id: "b2", message_id: "task/2", phone: two, text: "td", at: null }];
  const [kept] =
    await db.sql`select private.record_task_replies(${carrier?.carrier_id}, ${db.sql.json(told)}) as n`;
  assert.equal(kept?.n, 1);
  const rows = await db
    .as("dan")
    .rows("select * from public.reply_cards where message_kind = 'basic' order by reply_id");
  assert.deepEqual(
    rows.map(
      ({ reply_id, send_id, send_name, template_id, template_name, signature, network, opted_out }) => [
        ...[reply_id, send_id, send_name, template_id, template_name, signature, network, opted_out],
      ],
    ),
    [
      ["b1", send, "会员日", template, "会员日影像", "云杉影像", "unicom", false],
      ["b2", send, "会员日", template, "会员日影像", "云杉影像", "unicom", true],
    ],
  );
  assert.equal(rows[1]?.delivery_id, second?.id);
  const [out] =
    await db.sql`select signature from public.opt_outs where phone = ${two} and signature = '云杉影像'`;
  assert.equal(out?.signature, "云杉影像");
  // The message tells less than the carrier: a number that it does not belong to answers none.
  const odd = [{ id: "b3", message_id: "task/2", phone: "+8613300000001", text: "好", at: null }];
  await db.sql`select private.record_task_replies(${carrier?.carrier_id}, ${db.sql.json(odd)})`;
  const [lost] = await db.as("dan").rows("select send_id from public.reply_cards where reply_id = 'b3'");
  assert.equal(lost?.send_id, null);
});

test("whoever may list what is of one edition sees its replies and reports, and none of the other's", async () => {
  const seats = [
    ["erin", "基础版", ["KooMessageBasic:*:list", "KooMessageBasic:*:export"]],
    ["frank", "图文", ["KooMessage:*:list", "KooMessage:*:export"]],
  ] as const;
  for (const [person, name, actions] of seats) {
    await givePolicy(db, name, [], [{ Effect: "Allow", Action: actions }]);
    await joins(db, person, [`${name}组`]);
  }
  await recordReplies(db, [
    { id: "unknown", from: "+8613300000000", signature: null, text: "你好", at: null },
  ]);
  const kinds = async (person: Person) =>
    (await db.as(person).rows("select distinct message_kind from public.reply_cards")).map(
      ({ message_kind }) => message_kind,
    );
  assert.deepEqual(await kinds("erin"), ["basic"]);
  assert.ok(!(await kinds("frank")).includes("basic"));
  const days = async (person: Person) =>
    (await db.as(person).rows("select distinct message_kind from public.template_days")).map(
      ({ message_kind }) => message_kind,
    );
  assert.deepEqual(await days("erin"), ["basic"]);
  assert.ok(!(await days("frank")).includes("basic"));
  assert.equal((await ask("basic_sends", {}, "erin")).total.submission_count, 6);
  for (const [person, name] of [
    ["frank", "basic_sends"],
    ["erin", "sends"],
  ] as const)
    assert.equal(
      await refusal(db.as(person).rpc("report", { report: name, ...WIDE, period: "total" })),
      "forbidden",
    );
  const functions = await db.signedIn("tidings_functions");
  try {
    for (const [source, more] of [
      ["reply", { columns: ["text", "message_kind", "network"] }],
      ["delivery", { columns: ["phone", "state", "network"], of: send }],
      [
        "delivery",
        { columns: ["state"], of: send, filters: [{ column: "state", op: "is", value: "failed" }] },
      ],
      ["basic_template", { columns: ["name"] }],
    ] as const) {
      const input = { name: source, source, format: "csv", locale: "zh-CN", ...more };
      const { id } = await done(db.as("erin").rpc("create_export", { input }));
      const [slice] = await functions`select job, rows from private.next_export_slice()`;
      assert.equal(slice?.job.export, id);
      const rows: Line[] = slice?.rows ?? [];
      if (source === "reply")
        assert.ok(rows.every((row) => row.message_kind === "basic") && rows.length === 2);
      else assert.equal(rows.length, source === "basic_template" ? 1 : "filters" in more ? 1 : 6);
      await db.sql`delete from public.exports where id = ${id}`;
    }
  } finally {
    await functions.end();
  }
  const found = async (person: Person) =>
    (await done(db.as(person).rpc("find_recipient", { resource: "reply", number: phones(1)[0] }))).rows.map(
      ({ reply_id }: { reply_id: string }) => reply_id,
    );
  assert.deepEqual(await found("erin"), ["b1"]);
  assert.deepEqual(await found("frank"), []);
  const channel = await channelOf(db, home);
  const reveal = (person: Person, id: string) =>
    db.as(person).rpc("reveal_recipient", { resource: "reply", id: `${channel}/${id}`, reason: "核对" });
  assert.ok((await reveal("frank", "b1")).error);
  const { number } = await done(reveal("alice", "b1"));
  assert.equal(number, phones(1)[0]);
});

test("a group send with values for all, and a personal one, are reported alike", async () => {
  const before = Number((await ask("basic_sends")).total.submission_count);
  const others = phones(6, 100);
  const named = await basicTemplate(db, ["name"], "带参影像");
  const group = await basicFile(db, {
    ...{ numbers: others, columns: ["name"], fifth_row: { name: "会员" } },
    params: () => ({}),
  });
  await basicStarted(db, { template: named, file: group, send_type: "group" } as never);
  await handOver(db);
  const personal = await basicFile(db, { numbers: others, columns: ["name"] });
  await basicStarted(db, { template: named, file: personal, send_type: "personal" } as never);
  await handOver(db);
  await tick(db);
  const { lines } = await ask("basic_templates", { by: ["template"] });
  assert.equal(lines.find(({ template_name }) => template_name === "带参影像")?.submission_count, 12);
  assert.equal(Number((await ask("basic_sends")).total.submission_count), before + 12);
  assert.ok(await cardOf(db, "send_cards", send));
});
