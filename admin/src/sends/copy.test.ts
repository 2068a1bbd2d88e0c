import assert from "node:assert/strict";
import test from "node:test";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import { copyOf } from "./copy.ts";

const NOW = new Date("2026-12-01T06:00:00Z");
const SEND = {
  ...{ name: "会员日", kind: "aim", send_type: null, template_id: "t", sms_template_id: "s", columns: {} },
  ...{ number_file_id: "f", consent: "入会时勾选", consent_name: "同意.pdf", timing: "scheduled" },
  ...{ scheduled_at: "2026-11-30T06:00:00Z", cron: null, repeat_until: null, trial: true, trial_size: 20 },
  ...{ validity_days: 3, domain_id: "d", channel_id: "c", own: { campaign: "双旦" } },
} as unknown as SendCard;

test("a copy has everything of a send but a time that has passed and the evidence of consent, and its numbers are those of the file", () => {
  const { form, left } = copyOf(SEND, { name: "会员日 副本", gone: [], now: NOW });
  assert.deepEqual(
    [form.name, form.audience, form.file, form.consent],
    ["会员日 副本", "file", "f", "入会时勾选"],
  );
  assert.deepEqual(
    [form.timing, form.scheduledAt],
    ["scheduled", null],
    "it is asked for, and never means at once",
  );
  assert.deepEqual(
    [form.trial, form.trialSize, form.validityDays, form.own],
    [true, 20, 3, { campaign: "双旦" }],
  );
  assert.deepEqual(
    left.map(({ why }) => why),
    ["past", "anew"],
  );
});

test("what can be chosen no more is left out, and a time to come stays", () => {
  const send = { ...SEND, scheduled_at: "2026-12-02T06:00:00Z", consent_name: null };
  const { form, left } = copyOf(send, { name: "二", gone: ["template", "file"], now: NOW });
  assert.deepEqual([form.template, form.file, form.sms], [null, null, "s"]);
  assert.equal(form.scheduledAt, "2026-12-02T06:00:00Z");
  assert.deepEqual(
    left.map(({ label, why }) => [label.en, why]),
    [
      ["Template", "gone"],
      ["Number file", "gone"],
    ],
  );
});
