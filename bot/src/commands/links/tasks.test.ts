import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { PAGE } from "../../engine/list.ts";
import { typist, whoamiOf } from "../../testing/person.ts";
import { startRest } from "../../testing/rest_double.ts";
import { allowing } from "../../testing/transitions.ts";

/** RES-1, RES-2, RPT-1 in chat: bob looks at links and takes them home; who may freezes. */

const ID = "7f3a19be-0000-4000-8000-000000000001";
const LINK_ID = 70_368_744_177_665;
const TASK = {
  id: ID,
  name: "海报",
  batch_no: "L20261124-0001",
  kind: "group",
  state: "done",
  status: "live",
  template_name: "签收提醒",
  domain_name: "aim.example.com",
  file_name: null,
  source_send_name: null,
  signatures: ["云杉商城"],
  max_resolutions: 1_000,
  validity_days: 30,
  expires_at: "2026-12-24T02:30:00Z",
  jump_url: null,
  address: "https://aim.example.com/Ab12cd34",
  asked: 1,
  made: 1,
  failed: 0,
  resolved: 12,
  allowance: 1_000,
  humans: 3,
  bots: 4,
  refused: 5,
  frozen_at: null,
  frozen_by_name: null,
  frozen_reason: null,
  created_by_name: "Bob",
  submitted_at: "2026-11-24T02:30:00Z",
  decided_by_name: null,
  decided_at: null,
  reason: null,
};
const LINK = {
  id: LINK_ID,
  enterprise_id: "e1",
  task_id: ID,
  kind: "personal",
  ordinal: 1,
  cust_flag: "+86138****8000",
  code: "Zz12cd34",
  address: "https://aim.example.com/Zz12cd34",
  maximum: 1,
  used: 0,
  used_at: null,
  task_name: "会员",
  template_name: "签收提醒",
  expires_at: "2026-12-01T02:30:00Z",
  frozen_reason: null,
  status: "live",
};
const DAYS = [
  { day: "2026-11-24", resolutions: 5, humans: 1, bots: 0, refused: 2 },
  { day: "2026-11-24", resolutions: 4, humans: 0, bots: 4, refused: 0 },
  { day: "2026-11-23", resolutions: 3, humans: 2, bots: 0, refused: 3 },
];

let task: Record<string, unknown>;
let tasks: number;
let found: unknown;
let links: readonly object[];
/** What the law allows of a group task that is live. */
const LIVE = ["add_resolutions", "add_validity", "freeze", "cancel"];
let transitions: readonly string[];
/** What the function `report` answers of one group link. */
const TODAY = new Date().toISOString().slice(0, 10);
const REPORT = {
  lines: [
    {
      ...{
        period: TODAY,
        task_id: "b",
        address: "t.cn/b",
        task_name: "多",
        batch_no: "L-2",
        template_name: "开卡",
      },
      ...{ resolutions: 30, humans: 1, bots: 0, refused: 0 },
    },
  ],
  more: false,
  total: { resolutions: 30, humans: 1, bots: 0, refused: 0 },
  before: { resolutions: 20, humans: 0, bots: 0, refused: 0 },
  days: [{ day: TODAY, resolutions: 30, humans: 1, bots: 0, refused: 0 }],
};

const rest = await startRest(
  {
    whoami: () => whoamiOf("b0b", "Bob"),
    allowed_transitions: allowing(() => transitions.map((verb) => ({ verb }))),
    find_link: () => found,
    report: () => REPORT,
    freeze_link: () => ({ frozen: true }),
    add_resolutions: () => ({ id: ID }),
    regenerate_resolve_task: () => ({ id: ID }),
  },
  {
    resolve_task_cards: () => Array.from({ length: tasks }, () => task),
    sends: () => [{ id: "s1" }],
    link_days: () => DAYS,
    link_cards: () => links,
    link_reject_cards: () => [
      { ordinal: 3, cust_flag: "A3", reason: task.state === "generating" ? "retrying" : "missing_parameter" },
    ],
  },
);
after(() => rest.close());
beforeEach(() => {
  task = TASK;
  tasks = 1;
  transitions = LIVE;
  found = null;
  links = [LINK];
});

const run = typist(rest, "UBOB");
const sent = (verb: string) => rest.calls.filter((call) => call.verb === verb).map((call) => call.args);

test("the card keeps resolutions, browsers, previews and refusals apart, also by day", async () => {
  const { fields, table, actions } = await run("link-show", { resource: ID });
  const value = (label: string) => fields?.find((field) => field.label === label)?.value;
  assert.equal(value("Short link"), "https://aim.example.com/Ab12cd34");
  assert.deepEqual(["Resolved / allowed", "Opened in a browser", "Link previews", "Rejected"].map(value), [
    "12 / 1,000",
    "3",
    "4",
    "5",
  ]);
  assert.deepEqual(table?.rows, [
    ["2026-11-24", "9", "1", "4", "2"],
    ["2026-11-23", "3", "2", "0", "3"],
  ]);
  assert.deepEqual(
    actions?.map(({ command, asks }) => [command, asks?.option]),
    [
      ["link-add", "resolutions"],
      ["link-extend", "days"],
      ["link-freeze", "reason"],
      ["link-cancel", undefined],
    ],
  );
});

test("a frozen task offers to be let go and says who froze it; a personal one takes no more resolutions", async () => {
  task = {
    ...TASK,
    kind: "personal",
    validity_days: 6,
    status: "frozen",
    frozen_at: TASK.submitted_at,
    frozen_reason: "61 requests",
  };
  transitions = ["add_validity", "unfreeze", "cancel"];
  const { fields, actions } = await run("link-show", { resource: "海报" });
  assert.match(
    fields?.find(({ label }) => label === "Frozen")?.value ?? "",
    /by the system, .*: 61 requests/,
  );
  const commands = actions?.map((action) => action.command);
  assert.deepEqual(commands, ["link-extend", "link-unfreeze", "link-cancel"]);
});

test("what could not be made is told with its reason, and made again with corrections", async () => {
  task = { ...TASK, kind: "personal", state: "partial", failed: 1 };
  const shown = await run("link-show", { resource: ID });
  assert.match(shown.text ?? "", /3 A3: Missing parameter/);
  await run("link-regenerate", { resource: "海报", corrections: "3: name=Li; code=6-2 | 7: cust_flag=A12" });
  assert.deepEqual(sent("regenerate_resolve_task").at(-1)?.input, {
    corrections: [
      { ordinal: 3, params: { name: "Li", code: "6-2" } },
      { ordinal: 7, cust_flag: "A12" },
    ],
  });
  task = { ...task, state: "generating", status: "generating" };
  const again = await run("link-regenerate", { resource: "海报", corrections: "3: name=Li" });
  assert.equal(again.text, "Not generated yet:\n3 A3: Retrying");
  assert.match(
    (await run("link-regenerate", { resource: "海报", corrections: "x" })).text ?? "",
    /3: name=Li/,
  );
});

test("a personal link is found by its address as Slack writes it, its number masked, and frozen alone", async () => {
  found = { ...LINK, resource: "link" };
  const shown = await run("link-show", { resource: `<${LINK.address}|short>` });
  assert.deepEqual(sent("find_link").at(-1), { code: LINK.address });
  assert.equal(shown.card, undefined);
  assert.doesNotMatch(JSON.stringify(shown), /13800138000/);
  assert.deepEqual(
    shown.actions?.map(({ input }) => input),
    [{ resource: String(LINK_ID) }],
  );
  tasks = 0;
  await run("link-freeze", { resource: LINK.code, reason: "forum" });
  assert.equal(sent("freeze_link").at(-1)?.link, String(LINK_ID));
});

test("a code that several domains have, or that is a task's name too, is asked about and nothing is frozen", async () => {
  const before = sent("freeze_link").length;
  found = { resource: "several", addresses: ["https://a.example.com/abc", "https://b.example.com/abc"] };
  const several = await run("link-freeze", { resource: "abc", reason: "forum" });
  assert.match(
    several.text ?? "",
    /matches several links[\s\S]*\/\/a\.example\.com\/abc\n.*\/\/b\.example\.com\/abc/,
  );
  found = { ...LINK, resource: "link" };
  task = { ...TASK, name: "promo77", batch_no: "L20261125-0007" };
  const shadowed = await run("link-freeze", { resource: "promo77", reason: "forum" });
  assert.match(shadowed.text ?? "", /name of a link task.*L20261125-0007/);
  assert.equal(sent("freeze_link").length, before);
});

test("the link of a send is found by its code, and an address of nobody's is told", async () => {
  tasks = 0;
  const { id: _, ...rest } = LINK;
  found = { ...rest, resource: "delivery", id: 42, send_id: "s1", send_name: "会员日" };
  const shown = await run("link-show", { resource: "Zz12cd34" });
  assert.deepEqual(
    shown.actions?.map(({ input }) => input),
    [{ resource: "Zz12cd34" }],
  );
  await run("link-freeze", { resource: "Zz12cd34", reason: "forum" });
  assert.equal(sent("freeze_link").at(-1)?.link, "42");
  found = null;
  assert.match(
    (await run("link-show", { resource: "https://x.example/nope" })).text ?? "",
    /^There's no link/,
  );
});

test("the code of a group link means its task", async () => {
  found = { ...LINK, kind: "group", resource: "link" };
  assert.deepEqual((await run("link-show", { resource: "Ab12cd34" })).card, {
    resource: "resolve_task",
    id: ID,
  });
});

test("the list turns its pages with buttons that keep the filters", async () => {
  assert.deepEqual((await run("task list", {})).actions, []);
  tasks = 0;
  assert.equal((await run("task list", { page: 9 })).text, "No matching link task.");
  tasks = PAGE + 1;
  const { table, actions } = await run("task list", { kind: "group", page: 2 });
  assert.equal(table?.rows.length, PAGE);
  assert.deepEqual(
    actions?.map(({ input }) => input),
    [
      { kind: "group", page: 1 },
      { kind: "group", page: 3 },
    ],
  );
});

test("the report of group links has a table, a chart and a file, and is asked for by link and by day", async () => {
  const { table, picture, fields } = await run("link-stats", { by: "group", name: "海报" });
  assert.deepEqual(
    table?.rows.map(([name]) => name),
    ["t.cn/b (多 · L-2 · 开卡)"],
  );
  assert.equal(fields?.find(({ label }) => label === "Resolutions")?.value, "30 (previously 20, +50 %)");
  assert.ok(picture && picture.png.length > 1_000);
  assert.equal(picture?.name, "link-stats-group-7d.png");
  const daily = await run("link-stats", { by: "group", daily: true });
  assert.deepEqual([daily.picture?.name, daily.actions?.[0]], ["link-stats-group-daily-7d.png", undefined]);
  const [first, second] = sent("report");
  await run("link-stats", { by: "personal", name: "会员" });
  const third = sent("report").at(-1);
  assert.deepEqual(
    [third?.report, third?.by, third?.filters],
    ["personal_links", ["task"], [{ column: "task_name", op: "part", value: "会员" }]],
  );
  assert.deepEqual(
    [first?.report, first?.period, first?.by, first?.filters],
    ["group_links", "total", ["link"], [{ column: "task_name", op: "part", value: "海报" }]],
  );
  assert.deepEqual([second?.period, second?.filters], ["day", []]);
});
