import assert from "node:assert/strict";
import { test } from "node:test";
import { COMMANDS } from "../../commands/list.ts";
import type { View } from "../view.ts";
import { type Alert, alertAnswer } from "./alert.ts";

const view = (source: "slack" | "discord", locale: "en" | "zh-CN") =>
  ({ locale, zone: "Asia/Shanghai", session: { source }, commands: COMMANDS }) as unknown as View;

test("an address that is posted to no more is told with what is told there, why, and what to type", async () => {
  const alert: Alert = {
    kind: "callback_stopped",
    resource: "callback",
    resource_id: "11111111-1111-4111-8111-111111111111",
    details: { callback: "send_batch", error: "HTTP 503" },
    at: "2026-11-30T04:00:00Z",
  };
  const english = await alertAnswer(view("slack", "en"), alert);
  assert.equal(english.title, "Callback push stopped");
  assert.equal(english.tone, "warn");
  assert.match(
    english.text ?? "",
    /^The callback URL “Send and resolution receipts \(batch\)” is unavailable.*: HTTP 503$/m,
  );
  assert.match(english.text ?? "", /`?\/tidings callback resume`?/);
  const chinese = await alertAnswer(view("discord", "zh-CN"), alert);
  assert.match(chinese.text ?? "", /回执地址「发送\/解析回执（批量）」不可用，已停止推送：HTTP 503/);
});
