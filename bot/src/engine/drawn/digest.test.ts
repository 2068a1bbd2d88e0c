import assert from "node:assert/strict";
import { test } from "node:test";
import { COMMANDS } from "../../commands/list.ts";
import type { View } from "../view.ts";
import { type Alert, alertAnswer } from "./alert.ts";
import { digestAnswer } from "./digest.ts";

const view = (locale: "en" | "zh-CN") =>
  ({ locale, zone: "Asia/Shanghai", session: { source: "discord" }, commands: COMMANDS }) as unknown as View;
const NONE = { sends: 0, submitted: 0, accepted: 0, delivered: 0, failed: 0, unknown: 0, opened: 0 };
const WEEK = {
  ...{ from: "2026-11-16", to: "2026-11-22", sends: 3, submitted: 1_210, accepted: 1_200, delivered: 1_080 },
  ...{
    failed: 100,
    unknown: 20,
    opened: 640,
    spent_fen: 5_450,
    spent_before_fen: 5_000,
    currency: "CNY",
    available: 88_360,
    runs_out_on: "2027-01-09",
    waits: 2,
    slow: 1,
    paused: 1,
    sick: 0,
  },
  before: { ...NONE, sends: 3, submitted: 1_000, accepted: 1_000, delivered: 960, failed: 40, opened: 640 },
  days: Array.from({ length: 7 }, (_, day) => ({
    day: `2026-11-${16 + day}`,
    ...{ delivered: 100 + day * 20, failed: 10, opened: 60 },
  })),
};

test("each figure stands beside its change, what waits beside the command for it, and the days are a picture", async () => {
  const answer = await digestAnswer(view("en"), WEEK);
  assert.equal(answer.title, "Digest, 2026-11-16 to 2026-11-22");
  assert.deepEqual(
    answer.fields?.map(({ label, value }) => `${label}: ${value}`),
    [
      "Sends: 3 (unchanged)",
      "Delivered: 1,080 (+13 %)",
      "Failed: 100 (+150 %)",
      "Unknown: 20 (previously 0)",
      "Resolutions: 640 (unchanged)",
      "Delivery rate: 89.3 % (96.0 %)",
      "Cost: CN¥54.50 (+9 %)",
      "Units left: 88,360 (expected to run out on 2027-01-09)",
    ],
  );
  assert.equal(
    answer.text,
    "2 pending reviews, 1 for more than a day: /tidings reviews\n1 paused send: /tidings sends state:paused",
  );
  assert.ok(answer.picture);
});

test("a quiet day says so, without a picture of nothing, in the reader's language", async () => {
  const days = WEEK.days.map(({ day }) => ({ day, delivered: 0, failed: 0, opened: 0 }));
  const quiet = { ...NONE, from: "2026-11-22", to: "2026-11-22", before: NONE, days };
  const answer = await digestAnswer(view("zh-CN"), {
    ...quiet,
    available: null,
    runs_out_on: null,
    waits: 0,
    slow: 0,
    paused: 0,
    sick: 0,
  });
  assert.deepEqual(answer, {
    tone: "plain",
    title: "日报 2026-11-22",
    text: "这段时间没有发送。",
    fields: [],
  });
});

test("details that are none are an error, which is tried again and logged", async () => {
  await assert.rejects(digestAnswer(view("en"), { from: "2026-11-22" }));
});

test("the heads of the audit logs stand in their message whole", async () => {
  const head = { seq: 1_204, hash: "9f".repeat(32), at: "2026-11-22T01:00:00Z" };
  const details = { from: "2026-11-21", to: "2026-11-21", head, deployment: null, before: null };
  const alert: Alert = {
    kind: "digest_audit",
    resource: "audit_entry",
    resource_id: null,
    details,
    at: head.at,
  };
  const { title, text, note } = await alertAnswer(view("en"), alert);
  assert.equal(title, "Audit log hash");
  assert.equal(text, `Audit log hash 1204 · ${head.hash}; deployment log hash —`);
  assert.match(note ?? "", /audit log/);
});
