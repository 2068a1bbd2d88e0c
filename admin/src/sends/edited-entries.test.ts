import assert from "node:assert/strict";
import test from "node:test";
import { fillPlaces } from "@tidings/shared/ground/locale.ts";
import { differencesOf } from "@tidings/shared/resource/difference.ts";
import { words } from "./create-words.ts";
import { entriesOf, type SendNames } from "./edited-entries.ts";
import { EMPTY_FORM, type SendForm } from "./form.ts";
import { words as message } from "./message-words.ts";

const NAMES: SendNames = { template: "春装", sms: "通知", file: "会员.csv", domain: null, channel: "沙箱" };
const FORM: SendForm = {
  ...EMPTY_FORM,
  name: "上新",
  template: "t",
  sms: "s",
  file: "f1",
  timing: "scheduled",
  scheduledAt: "2026-12-02T10:00:00+08:00",
};
const all = { ...message, ...words };
const said = (form: SendForm, names = NAMES) =>
  entriesOf(form, names, {
    t: (text, values) => fillPlaces((typeof text === "string" ? all[text] : text).en, values ?? {}),
    time: (at) => at.slice(11, 16),
  });
const changed = (after: Partial<SendForm>, names = NAMES) =>
  differencesOf(said(FORM), said({ ...FORM, ...after }, names)).map(({ field, before, after: now }) => [
    field,
    before,
    now,
  ]);

test("an edit says what it changes, from what to what, and nothing else", () => {
  assert.deepEqual(changed({}), []);
  assert.deepEqual(changed({ scheduledAt: "2026-12-02T11:00:00+08:00" }), [
    ["When to send", "10:00", "11:00"],
  ]);
  assert.deepEqual(changed({ timing: "immediate" }), [["When to send", "10:00", "Immediate"]]);
  assert.deepEqual(changed({ trial: true, trialSize: 20, validityDays: 3 }), [
    ["Trial", "No", "20"],
    ["Link validity", "7 days", "3 days"],
  ]);
});

test("another file of the same name is another file; typed numbers are counted", () => {
  assert.deepEqual(changed({ file: "f2" }), [["Numbers", "会员.csv · f1", "会员.csv · f2"]]);
  assert.equal(changed({ audience: "typed", typed: "13800138000" })[0]?.[2], "1 number recognised");
});
