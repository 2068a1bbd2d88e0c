import assert from "node:assert/strict";
import { after, test } from "node:test";
import { startRest } from "../testing/rest_double.ts";
import { historyOf } from "./history.ts";
import type { View } from "./view.ts";

const decision = (
  verb: string,
  actor_name: string,
  minute: number,
  source = "slack",
  details: object | null = null,
) => ({
  verb,
  actor_name,
  source,
  details,
  at: `2026-11-24T02:${minute}:00Z`,
});
const ROW = {
  submitted_by_name: "Bob",
  submitted_at: "2026-11-24T02:00:00Z",
  decided_by_name: "Carol",
  decided_at: "2026-11-24T02:11:00Z",
};

let log: ReturnType<typeof decision>[] = [];
let before: object[] = [];
let since: string | null = null;
const rest = await startRest(
  {},
  {
    audit_entries: (_who, query) => {
      if (query.get("at")?.startsWith("lt.")) return before;
      since = query.get("at");
      return log;
    },
  },
);
after(() => rest.close());
const noteOf = (locale: "en" | "zh-CN", row: object = {}) =>
  historyOf(
    { session: rest.own, locale, zone: "Asia/Shanghai" } as unknown as View,
    { resource: "send", id: "s1" },
    { ...ROW, ...row },
  );

test("everyone who approved is named, and who released the rest", async () => {
  log = [
    decision("approve", "Alice", 10, "discord"),
    decision("approve", "Carol", 11),
    decision("release", "Dan", 30),
    decision("cancel", "Bob", 40),
  ];
  const { note, broken } = await noteOf("en");
  assert.equal(
    note,
    "Submitted by Bob, 2026-11-24 10:00; Approved by Alice, 2026-11-24 10:10, from Discord; Approved by Carol, 2026-11-24 10:11, from Slack; Rest released by Dan, 2026-11-24 10:30, from Slack; Ended by Bob, 2026-11-24 10:40, from Slack",
  );
  assert.equal(broken, false);
  assert.equal(since, `gte.${ROW.submitted_at}`, "decisions about an earlier submission are not its own");
});

test("what is submitted again says who rejected it before, when and why, until it is decided", async () => {
  log = [];
  const waits = { state: "in_review", decided_by_name: null };
  before = [{ ...decision("reject", "Carol", 40), reason: "错字\n请改" }];
  assert.equal(
    (await noteOf("en", waits)).note,
    "Last submission rejected by Carol, 2026-11-24 10:40, from Slack: 错字 请改; Submitted by Bob, 2026-11-24 10:00",
  );
  assert.match(
    (await noteOf("zh-CN", waits)).note,
    /^上次提交被 Carol 于 2026-11-24 10:40 在 Slack 驳回：错字 请改；/,
  );
  assert.doesNotMatch((await noteOf("en", { ...waits, state: "approved" })).note, /before/);
  before = [decision("approve", "Carol", 40)];
  assert.doesNotMatch((await noteOf("en", waits)).note, /before/, "it was approved since");
  before = [];
});

test("who decided in the place of somebody else says for whom", async () => {
  log = [decision("approve", "Carol", 10, "slack", { name: "会员日", instead_of: ["Alice"] })];
  assert.match((await noteOf("en")).note, /Approved by Carol for Alice, 2026-11-24 10:10, from Slack/);
  assert.match((await noteOf("zh-CN")).note, /Carol（代 Alice） 于 2026-11-24 10:10 在 Slack 通过/);
});

test("a send let go without its approvals says so, and who may not read the log is told what the row says", async () => {
  log = [decision("break_glass", "Alice", 10)];
  const glass = await noteOf("zh-CN");
  assert.match(glass.note, /Alice 于 2026-11-24 10:10 在 Slack 紧急放行/);
  assert.equal(glass.broken, true);
  log = [];
  assert.equal(
    (await noteOf("en")).note,
    "Submitted by Bob, 2026-11-24 10:00; Decided by Carol, 2026-11-24 10:11",
  );
});
