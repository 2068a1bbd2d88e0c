import assert from "node:assert/strict";
import test from "node:test";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import { succeeded } from "../../ground/answer.ts";
import { slackMessage } from "../../surfaces/slack/blocks.ts";
import { failureText } from "./send_failures.ts";

const DEAD = {
  words: { zh: "空号或号码不存在", en: "Number not in use" },
  advice: { zh: "请移除。", en: "Take it off the list." },
};
const done = (more: object) =>
  ({
    state: "done",
    timing: "immediate",
    delivered: 0,
    failed: 0,
    expired: 0,
    timed_out: 0,
    unknown: 0,
    failures_said: null,
    ...more,
  }) as unknown as SendCard;

test("a send that failed says how many did not arrive, and why, in the reader's language", () => {
  const failed = done({
    delivered: 74,
    failed: 700,
    timed_out: 26,
    failures_said: [
      { state: "failed", code: "MK:0001", count: 700, code_said: DEAD },
      { state: "timed_out", code: null, count: 26 },
    ],
  });
  assert.equal(
    failureText(failed, "en"),
    "⚠ 726 of 800 sent messages were not delivered (90.8 %): Number not in use (MK:0001) 700, Timed out 26",
  );
  assert.equal(
    failureText(failed, "zh-CN"),
    "⚠ 发出的 800 条中有 726 条未送达（90.8 %）：空号或号码不存在（MK:0001） 700，回执超时 26",
  );
  assert.match(failureText(done({}), "en") ?? "", /No messages were sent/);
  assert.equal(failureText(done({ delivered: 100, failed: 2 }), "en"), null);
});

test("its card is red, and is a card all the same: it was done, and it stays up to date", () => {
  const { blocks } = slackMessage(
    { tone: "alarm", title: "会员日" },
    { buttons: [], pictureId: null, locale: "en" },
  );
  assert.match(JSON.stringify(blocks), /🔴 会员日/);
  assert.ok(succeeded({ tone: "alarm" }));
});
