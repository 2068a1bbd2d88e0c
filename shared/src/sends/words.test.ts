import assert from "node:assert/strict";
import test from "node:test";
import { type Label, labelOf } from "../ground/tone.ts";
import { LINK_EVENT_WORDS, LINK_VERDICT_WORDS } from "../links/words.ts";
import { NUMBER_FILE_STATE_WORDS, NUMBER_SOURCE_WORDS, REJECT_REASON_WORDS } from "../numbers/words.ts";
import {
  AUDIT_OUTCOME_WORDS,
  CAPACITY_WORDS,
  INVITATION_STATE_WORDS,
  MEMBER_STATE_WORDS,
  RESOURCE_NAMES,
  SOURCE_WORDS,
  VERB_WORDS,
} from "../people/words.ts";
import {
  LEDGER_REASON_WORDS,
  PACKAGE_SPEC_WORDS,
  QUOTA_ACCOUNT_WORDS,
  QUOTA_KIND_WORDS,
} from "../quotas/words.ts";
import { REVIEW_STATE_WORDS } from "../resource/review_words.ts";
import { SIGNATURE_KIND_WORDS } from "../sms/words.ts";
import {
  ENABLED_WORDS,
  TEMPLATE_USAGE_WORDS,
  VENDOR_REVIEW_WORDS,
  VERSION_STATE_WORDS,
} from "../templates/words.ts";
import {
  DELIVERY_STATE_WORDS,
  SEND_STATE_WORDS,
  SEND_TIMING_WORDS,
  TALLY_WORDS,
  tallyAddsUp,
} from "./words.ts";

const ALL: Record<string, Readonly<Record<string, Label>>> = {
  LINK_EVENT_WORDS,
  LINK_VERDICT_WORDS,
  NUMBER_FILE_STATE_WORDS,
  NUMBER_SOURCE_WORDS,
  REJECT_REASON_WORDS,
  AUDIT_OUTCOME_WORDS,
  INVITATION_STATE_WORDS,
  CAPACITY_WORDS,
  MEMBER_STATE_WORDS,
  SOURCE_WORDS,
  RESOURCE_NAMES,
  VERB_WORDS,
  LEDGER_REASON_WORDS,
  PACKAGE_SPEC_WORDS,
  QUOTA_ACCOUNT_WORDS,
  QUOTA_KIND_WORDS,
  REVIEW_STATE_WORDS,
  SIGNATURE_KIND_WORDS,
  ENABLED_WORDS,
  TEMPLATE_USAGE_WORDS,
  VENDOR_REVIEW_WORDS,
  VERSION_STATE_WORDS,
  TALLY_WORDS,
  DELIVERY_STATE_WORDS,
  SEND_STATE_WORDS,
  SEND_TIMING_WORDS,
};

test("every value of every enum has words in both languages and a tone", () => {
  for (const [name, labels] of Object.entries(ALL)) {
    for (const [value, label] of Object.entries(labels)) {
      assert.ok(label.zh && label.en && label.tone, `${name}.${value}`);
      assert.doesNotMatch(label.en, /_|[\u4e00-\u9fff]/, `${name}.${value}`);
    }
  }
});

test("within an enum no two values read the same", () => {
  for (const [name, labels] of Object.entries(ALL)) {
    for (const language of ["zh", "en"] as const) {
      const texts = Object.values(labels).map((label) => label[language]);
      assert.equal(new Set(texts).size, texts.length, `${name} ${language}`);
    }
  }
});

test("a value of a newer database is shown as it is", () => {
  assert.deepEqual(labelOf(SEND_STATE_WORDS, "of a newer one"), {
    tone: "neutral",
    zh: "of a newer one",
    en: "of a newer one",
  });
  assert.equal(labelOf(SEND_STATE_WORDS, "done").zh, "已完成");
  assert.equal(labelOf(SEND_STATE_WORDS, "toString").zh, "toString");
});

test("the tally of a task adds up when every number is in exactly one place", () => {
  const tally = {
    intended: 10,
    invalid: 1,
    duplicates: 1,
    pending: 1,
    handed: 1,
    delivered: 1,
    failed: 1,
    expired: 1,
    timed_out: 1,
    unknown: 1,
    opted_out: 1,
    capped: 0,
    cancelled: 0,
  };
  assert.equal(tallyAddsUp(tally), true);
  assert.equal(tallyAddsUp({ ...tally, capped: 1 }), false);
});
