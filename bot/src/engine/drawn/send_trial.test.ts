import assert from "node:assert/strict";
import test from "node:test";
import type { Locale } from "@tidings/shared/ground/locale.ts";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import type { TrialFigures } from "@tidings/shared/sends/trial.ts";
import { progressText } from "../../chat/words.ts";
import { trialFields } from "./send_trial.ts";

/** A send to 1,000 numbers whose trial of 50 reached 45. */
const FIGURES: TrialFigures = {
  size: 50,
  delivered: 45,
  failed: 4,
  expired: 0,
  timed_out: 0,
  unknown: 0,
  handed: 1,
  opted_out: 0,
  capped: 0,
  resolved: 12,
  looked_at: 50,
  reasons: [
    {
      ...{ state: "failed", code: "MK:0001", count: 3 },
      code_said: {
        words: { zh: "空号或号码不存在", en: "Number not in use" },
        advice: {
          zh: "请从名单中移除。",
          en: "Take it off the list; many of them mean that the list is old.",
        },
      },
    },
    { state: "failed", code: "ZZ:9", count: 1 },
  ],
  vendors: [
    { vendor: "huawei", delivered: 40, failed: 1, open: 0, resolved: 12 },
    { vendor: null, delivered: 5, failed: 3, open: 1, resolved: 0 },
  ],
};
const shown = (row: object, locale: Locale) =>
  trialFields({ trial: true, trial_size: 50, trial_figures: FIGURES, ...row } as SendCard, locale).map(
    ({ label, value }) => `${label}: ${value}`,
  );

test("the card of a trial says its own rate, why the rest was not reached and what helps, and by vendor", () => {
  assert.deepEqual(shown({}, "en"), [
    "Trial: 45 of 50 delivered (90.0 %) · 4 failed · 1 without a result · 12 card views",
    "Trial: reasons for non-delivery: 3 × Number not in use (MK:0001): Take it off the list; many of them mean that the list is old.\n1 × Failed (ZZ:9, no description yet): Ask the channel's provider about this code. A platform admin can describe it under “Result codes”.",
    "Trial: deliveries by vendor: Huawei 40/41, Unknown vendor 5/9",
  ]);
  assert.match(shown({}, "zh-CN").join("\n"), /50 条中送达 45 条（90.0 %） · 失败 4 · 暂无结果 1/);
});

test("before anything went out a trial is its size, and a send without one says so", () => {
  const none = { ...FIGURES, delivered: 0, failed: 0, handed: 0 };
  assert.deepEqual(shown({ trial_figures: none }, "en"), ["Trial: 50 sent first"]);
  assert.deepEqual(shown({ trial_figures: null }, "en"), ["Trial: 50 sent first"]);
  assert.deepEqual(shown({ trial: false, trial_figures: null }, "en"), ["Trial: No"]);
});

test("a bar shows what failed, were it one in a thousand, and says how much", () => {
  const failed = { count: 1, words: "1 failed (0.1 %)" };
  assert.equal(
    progressText({ label: "Done", done: 1000, total: 1000, failed }),
    "▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▒ 100 % (1,000 / 1,000), 1 failed (0.1 %)",
  );
  assert.equal(progressText({ label: "", done: 5, total: 10 }), "▓▓▓▓▓▓▓▓▓▓░░░░░░░░░░ 50 % (5 / 10)");
});
