import assert from "node:assert/strict";
import { test } from "node:test";
import { digestMail } from "./digest_mail.ts";

const NONE = { sends: 0, submitted: 0, accepted: 0, delivered: 0, failed: 0, unknown: 0, opened: 0 };
const MONTH = {
  ...NONE,
  ...{ from: "2026-11-01", to: "2026-11-30", sends: 3, submitted: 1_210, accepted: 1_200, delivered: 1_080 },
  ...{ spent_fen: 5_450, spent_before_fen: 5_000, currency: "CNY", available: 88_360, runs_out_on: null },
  ...{ waits: 2, slow: 1, paused: 1, sick: 0, days: [] },
  before: { ...NONE, sends: 3, submitted: 1_000, accepted: 1_000, delivered: 960 },
};
const mailed = (details: object, locale: "zh-CN" | "en" = "zh-CN", enterprise = "云杉商城") =>
  digestMail(
    { enterprise, zone: "Asia/Shanghai", details: { ...MONTH, ...details } },
    "https://panel.example",
    locale,
  );

test("the report of a month is told in both languages, as text and as a table, with the way to it and out of it", () => {
  const { subject, text, html } = mailed({});
  assert.equal(subject, "「云杉商城」2026-11 发送月报");
  assert.match(text, /2026-11-01 至 2026-11-30（Asia\/Shanghai）/);
  assert.match(text, /发送任务：3（与上期持平）\n送达：1,080（\+13 %）\n/);
  assert.match(text, /\n送达率：89\.3 %（96\.0 %）\n费用：¥54\.50（\+9 %）\n/);
  assert.match(text, /（请先切换到「云杉商城」）：\n/);
  assert.doesNotMatch(text, /基础版/);
  assert.match(
    mailed({ basic: true }).text,
    /\nhttps:\/\/panel\.example\/reports\/basic-sends\?from=2026-11-01&to=2026-11-30\n/,
  );
  for (const part of [text, html]) assert.ok(part.includes("https://panel.example/account"), part);
  assert.ok(text.includes("https://panel.example/reports?from=2026-11-01&to=2026-11-30\n"));
  assert.match(html, /<td [^>]*>送达<\/td><td [^>]*>1,080（\+13 %）<\/td>/);
  assert.match(html, /href="https:\/\/panel\.example\/reports\?from=2026-11-01&amp;to=2026-11-30"/);
  const en = mailed({}, "en");
  assert.equal(en.subject, "“云杉商城”: sending report for 2026-11");
  assert.match(en.text, /\nCost: CN¥54\.50 \(\+9 %\)\n/);
});

test("a cost without a price is not 0 but says why, and a month without sends says so", () => {
  assert.match(mailed({ spent_fen: null }).text, /费用：—（审批时未设置单价）/);
  // The earlier one may be what has no price: it was not 0.
  assert.match(mailed({ spent_before_fen: null }).text, /\n费用：¥54\.50\n/);
  const quiet = mailed({ ...NONE, spent_fen: 0, available: null, before: NONE });
  assert.match(quiet.text, /\n\n这段时间没有发送。\n\n/);
  assert.doesNotMatch(quiet.text, /费用|送达/);
});

test("the name of an enterprise begins no line and is no markup", () => {
  const { subject, html } = mailed({}, "en", "A\r\nBcc: x@y.test<b>");
  assert.equal(subject, "“A Bcc: x@y.test<b>”: sending report for 2026-11");
  assert.doesNotMatch(html, /<b>/);
});
