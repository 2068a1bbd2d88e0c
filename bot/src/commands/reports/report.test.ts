import assert from "node:assert/strict";
import { after, test } from "node:test";
import { dayPlus, timeText } from "@tidings/shared/ground/clock.ts";
import { makeDispatcher } from "../../chat/dispatcher.ts";
import { typist, whoamiOf } from "../../testing/person.ts";
import { startRest } from "../../testing/rest_double.ts";
import { COMMANDS } from "../list.ts";

/** RPT-1 in chat: the report that knows the groups and filters, its figures beside those before, a table, a picture and a file. */
const SEND = "5e000000-0000-4000-8000-000000000001";
// Of the enterprise: in Shanghai the day begins at 16:00 of UTC.
const TODAY = timeText(new Date(), "Asia/Shanghai").slice(0, 10);
const ZERO = {
  submission_count: 0,
  send_count: 0,
  delivered: 0,
  failed: 0,
  expired: 0,
  timed_out: 0,
  unknown: 0,
  resolutions: 0,
};
const send = (batch_no: string, delivered: number) => ({
  ...ZERO,
  ...{
    period: "",
    send_id: batch_no,
    send_name: "会员日",
    batch_no,
    template_name: "签收提醒",
    template_id: "t",
  },
  ...{ vendor: "huawei", submission_count: 10, send_count: 10, delivered },
});
const TOTAL = { ...ZERO, submission_count: 20, send_count: 20, delivered: 18 };
let shown = { resource: "send", id: SEND };
let found = { lines: [send("1124-0001", 10), send("1124-0001-R0", 8)], total: TOTAL };
const PRICED = { currency: "CNY", total_fen: 2_705, before_fen: 0, lines: [] as object[] };
let spent: object | null = PRICED;
const rest = await startRest(
  {
    whoami: () =>
      whoamiOf("b0b", "Bob", [
        ...["KooMessage:report:list", "KooMessageBasic:report:list", "KooMessageSA:report:list"],
        ...["KooMessage:report:export", "KooMessageSA:report:export"],
      ]),
    find_card: () => shown,
    create_export: () => ({ id: SEND }),
    spending: () => {
      if (spent === null) throw new Error("canceling statement due to statement timeout");
      return spent;
    },
    report: () => ({ ...found, more: false, before: ZERO, days: [{ day: TODAY, ...TOTAL }] }),
  },
  {
    send_cards: () => [{ id: SEND, name: "会员日", state: "done", created_at: new Date().toISOString() }],
    export_cards: () => [
      { id: SEND, name: "x", state: "failed", error: "stuck", whole: false, rows: 0, bytes: 0 },
    ],
    domain_cards: () => [{ id: SEND, name: "go.example.com", state: "approved" }],
  },
);
after(() => rest.close());
const run = typist(rest, "UBOB");
const asked = () => {
  const args = rest.calls.filter(({ verb }) => verb === "report").at(-1)?.args ?? {};
  return [args.report, args.period, args.by, args.filters];
};

test("sends of one name are told apart, and what is zero all through is left out", async () => {
  const { table, fields, picture, file, actions } = await run("report", { days: 7, by: "send" });
  assert.deepEqual(
    table?.rows.map(([name]) => name),
    ["会员日 (1124-0001 · 签收提醒)", "会员日 (1124-0001-R0 · 签收提醒)"],
  );
  assert.deepEqual(
    fields?.map(({ label, value }) => `${label}: ${value}`),
    ["Submitted: 20", "Accepted: 20", "Delivered: 18", "Delivery rate: 90.0 %", "Cost: CN¥27.05"],
  );
  assert.deepEqual(
    [picture?.name, file, table?.name],
    ["report-sends-send-total-7d.png", undefined, undefined],
  );
  // What is shown is exported by one click, as a job.
  const [action] = actions ?? [];
  assert.equal(action?.command, "export report");
  await run("export report", action?.input ?? {});
  const input = rest.calls.findLast(({ verb }) => verb === "create_export")?.args.input;
  assert.deepEqual(input, {
    ...{ format: "csv", locale: "en", source: "send_report", filters: [] },
    ...{ name: `Send report Total ${dayPlus(TODAY, -6)} – ${TODAY}` },
    report: { period: "total", by: ["send"], first: dayPlus(TODAY, -6), last: TODAY },
  });
  assert.deepEqual(asked(), ["sends", "total", ["send"], []]);
});

test("what lines cost is beside their figures, and where no price is known a dash and why; by network nothing is asked", async () => {
  const line = { period: "", template_id: null, signature: null };
  const told = async (input: Record<string, unknown>) => {
    const { table, fields } = await run("report", { days: 7, ...input });
    const at = table?.columns.findIndex(({ title }) => title === "Cost") ?? -1;
    return [table?.rows.map((row) => row[at]), fields?.find(({ label }) => label === "Cost")?.value];
  };
  spent = {
    ...{ ...PRICED, total_fen: null },
    lines: [
      { ...line, send_id: "1124-0001", fen: 2_705 },
      { ...line, send_id: "1124-0001-R0", fen: null },
    ],
  };
  assert.deepEqual(await told({ by: "send" }), [["CN¥27.05", "—"], "— (No unit price was set at approval)"]);
  spent = { ...PRICED, before_fen: 5_410 };
  assert.deepEqual((await told({ by: "send" }))[1], "CN¥27.05 (previously CN¥54.10, -50 %)");
  spent = { ...PRICED, before_fen: null };
  assert.deepEqual((await told({ by: "send" }))[1], "CN¥27.05");
  // Where the costs fail, the figures are told all the same.
  spent = null;
  const { fields } = await run("report", { days: 7, by: "send" });
  assert.deepEqual(
    fields?.map(({ label, value }) => `${label}: ${value}`),
    [
      ...["Submitted: 20", "Accepted: 20", "Delivered: 18", "Delivery rate: 90.0 %"],
      "Cost: — (Costs aren't available right now)",
    ],
  );
  spent = PRICED;
  const asks = rest.calls.filter(({ verb }) => verb === "spending").length;
  assert.deepEqual(await told({ by: "network" }), [[undefined, undefined], undefined]);
  assert.equal(rest.calls.filter(({ verb }) => verb === "spending").length, asks);
});

test("the reports of the basic edition are asked for by their names, with every type and filter of theirs", async () => {
  await run("report", { of: "basic_sends", by: "send", network: "unicom", name: "会员日" });
  assert.deepEqual(asked(), [
    ...["basic_sends", "total", ["send"]],
    [
      { column: "send_name", op: "part", value: "会员日" },
      { column: "network", op: "is", value: "unicom" },
    ],
  ]);
  await run("report", { of: "basic_templates", period: "month", days: 90, template: "影像" });
  assert.deepEqual(asked(), [
    ...["basic_templates", "month", []],
    [{ column: "template_name", op: "part", value: "影像" }],
  ]);
  await run("export report", { of: "basic_templates", period: "month" });
  const input = rest.calls.findLast(({ verb }) => verb === "create_export")?.args.input as { source: string };
  assert.equal(input.source, "basic_template_report");
  const refused = await run("report", { of: "basic_templates", by: "vendor" });
  assert.match(refused.text ?? "", /No report supports all of these/);
});

test("the report is the one that knows what is asked for, by day where nothing is grouped", async () => {
  await run("report", {});
  assert.deepEqual(asked(), ["sends", "day", [], []]);
  await run("report", { period: "month", days: 365 });
  assert.deepEqual(asked(), ["sends", "month", [], []]);
  await run("report", { by: "vendor" });
  assert.deepEqual(asked(), ["templates", "total", ["vendor"], []]);
  await run("report", { by: "template", split: true, kind: "group", signature: "云杉" });
  assert.deepEqual(asked(), [
    ...["templates", "total", ["template", "vendor"]],
    [
      { column: "signature", op: "part", value: "云杉" },
      { column: "kind", op: "is", value: "group" },
    ],
  ]);
  await run("report", { by: "link", link: "t.cn/a" });
  assert.deepEqual(asked(), [
    "group_links",
    "total",
    ["link"],
    [{ column: "address", op: "part", value: "t.cn/a" }],
  ]);
  await run("report", { by: "task", name: "会员", split: true });
  assert.deepEqual(asked(), [
    ...["personal_links", "total", ["task", "vendor"]],
    [{ column: "task_name", op: "part", value: "会员" }],
  ]);
  await run("report", { of: "resolutions", by: "template" });
  assert.equal(asked()[0], "resolutions");
  await run("report", { by: "account", vendor: "oppo" });
  assert.deepEqual(asked().slice(0, 3), ["clicks", "total", ["account"]]);
  await run("report", { by: "item", place: "menu", name: "云杉会员", period: "day" });
  assert.deepEqual(asked(), [
    ...["click_detail", "day", ["item"]],
    [
      { column: "name", op: "is", value: "云杉会员" },
      { column: "place", op: "is", value: "menu" },
    ],
  ]);
});

test("a past month, a range and a row by its name or id are asked for (RPT-1)", async () => {
  const days = () => {
    const { first, last } = rest.calls.filter(({ verb }) => verb === "report").at(-1)?.args ?? {};
    return [first, last];
  };
  const title = async (input: Record<string, unknown>) => (await run("report", input)).title ?? "";
  assert.match(await title({ month: "2026-02" }), /^Send report: 2026-02-01 to 2026-02-28/);
  assert.deepEqual(days(), ["2026-02-01", "2026-02-28"]);
  await run("report", { month: "last month" });
  const [first, last] = days() as [string, string];
  assert.deepEqual([first.slice(8), dayPlus(last, 1)], ["01", `${TODAY.slice(0, 7)}-01`]);
  await run("report", { month: "本月" });
  assert.deepEqual(days(), [`${TODAY.slice(0, 7)}-01`, TODAY]);
  assert.match(await title({ from: "2026-01-05", to: "2026-01-05" }), /^Send report of 2026-01-05/);
  assert.deepEqual(days(), ["2026-01-05", "2026-01-05"]);
  await run("report", { days: 30, to: "2026-01-30" });
  assert.deepEqual(days(), ["2026-01-01", "2026-01-30"]);
  await run("report", { from: "2026-01-05" });
  assert.deepEqual(days(), ["2026-01-05", TODAY]);
  for (const [input, option] of [
    [{ from: "soon" }, "from"],
    [{ from: "2026-02-30" }, "from"],
    [{ from: "2026-01-05", to: "2026-01-04" }, "to"],
    [{ from: "2020-01-01", to: "2026-01-04" }, "from"],
    [{ month: "2099-01" }, "month"],
    [{ month: "October" }, "month"],
  ] as const)
    assert.equal((await run("report", input)).refusal?.option, option, JSON.stringify(input));
  await run("report", { send: "会员日", by: "network" });
  assert.deepEqual(asked(), [
    ...["sends", "total", ["network"]],
    [{ column: "send_id", op: "is", value: SEND }],
  ]);
  const gone = "7e000000-0000-4000-8000-000000000009";
  await run("report", { template_id: gone, month: "2026-02", period: "month" });
  assert.deepEqual(asked(), ["sends", "month", [], [{ column: "template_id", op: "is", value: gone }]]);
});

test("figures, table and picture of one answer agree, and say what they are narrowed to", async () => {
  const { title, table, fields, picture } = await run("report", { days: 7, template: "签收" });
  assert.equal(title, "Send report: last 7 days · Template name: 签收");
  assert.ok(picture?.alt.startsWith(title ?? "-"));
  const at = (name: string) => table?.columns.findIndex((column) => column.title === name) ?? -1;
  for (const name of ["Submitted", "Delivered"]) {
    const lines = table?.rows.map((row) => Number(row[at(name)])) ?? [];
    const sum = lines.reduce((all, each) => all + each, 0);
    assert.equal(fields?.find(({ label }) => label === name)?.value, String(sum), name);
  }
});

test("what no report knows together is said, and where nothing happened nothing is drawn", async () => {
  assert.match(
    (await run("report", { by: "send", vendor: "oppo" })).text ?? "",
    /^No report supports all of these/,
  );
  found = { lines: [], total: ZERO };
  const { text, picture, table } = await run("report", {});
  assert.deepEqual([text, picture, table], ["No records in this period.", undefined, undefined]);
});

test("the report of what a message shows is of that send alone, since it was made; what has no report is told so", async () => {
  found = { lines: [send("1124-0001", 10)], total: TOTAL };
  const dispatcher = makeDispatcher(rest.database, COMMANDS);
  const bob = { provider: "slack", chatUser: "slack:T1:UBOB", team: "T1", localeHint: "en" } as const;
  const about = { chatChannel: "C1", messages: ["1.1"] };
  const answer = await dispatcher.run(bob, { command: "report-this", input: {}, about });
  assert.equal(answer.title, "The send 会员日: Send report: today");
  assert.deepEqual(asked(), ["sends", "day", [], [{ column: "send_id", op: "is", value: SEND }]]);
  assert.equal(answer.file, undefined);
  assert.ok(answer.table);
  shown = { resource: "domain", id: SEND };
  const none = await dispatcher.run(bob, { command: "report-this", input: {}, about });
  assert.match(none.text ?? "", /^“go.example.com” \(domain\) has no report/);
});
