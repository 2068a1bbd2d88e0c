import assert from "node:assert/strict";
import { test } from "node:test";
import { DELIVERY_STATE_WORDS, type DeliveryState, SEND_STATE_WORDS } from "../sends/words.ts";
import {
  type MessageStory,
  messageAdvice,
  messageText,
  type StoryEvent,
  storyLines,
} from "./message_story.ts";
import { type NumberStory, numberReasons } from "./number_story.ts";

/** MSG-1: every line of a story, and every reason why a number got nothing, is a sentence in both languages. */
const LOCALES = ["zh-CN", "en"] as const;
const STATES = Object.keys(DELIVERY_STATE_WORDS) as DeliveryState[];
const at = "2026-11-24T02:00:00Z";
const EVENTS: readonly StoryEvent[] = [
  { what: "imported", at, by: "Bob", file_name: "会员.csv", source: "upload", line: 12, file_id: "f" },
  { what: "imported", at, by: null, file_name: "会员.csv", source: "upload", line: null, file_id: null },
  { what: "imported", at, by: "Bob", file_name: "手动输入", source: "typed", line: 1, file_id: "f" },
  {
    what: "imported",
    at,
    by: "Bob",
    file_name: "会员.csv",
    source: "resend",
    line: null,
    first_message: "7",
  },
  ...[
    "submit",
    "approve",
    "break_glass",
    "reject",
    "undo",
    "release",
    "pause",
    "stop",
    "resume",
    "cancel",
  ].map((what) => ({ what, at, by: what === "stop" ? null : "Carol" })),
  { what: "covered", at, by: "Alice", name: "通知" },
  { what: "laid_out", at, ordinal: 3, total: 12_000 },
  ...(["opted_out", "capped", "cancelled"] as const).map((state) => ({
    ...{ what: "held_back", at, state, signature: "云杉商城" },
  })),
  { what: "handed", at, channel: "沙箱", tries: 1 },
  { what: "handed", at, channel: "沙箱", tries: 3 },
  ...(["delivered", "failed", "expired", "timed_out", "unknown"] as const).map((state) => ({
    ...{
      what: "receipt",
      at,
      state,
      code: null,
      vendor: null,
      network: "mobile" as const,
      network_told: true,
    },
  })),
  ...(["resolution", "human", "bot", "refused"] as const).map((kind) => ({
    ...{ what: "opened", at, kind, vendor: kind === "resolution" ? ("huawei" as const) : null, count: 2 },
  })),
  { what: "frozen", at, by: "Carol" },
  { what: "replied", at, text: "好的" },
  { what: "opted_out", at, by: null, signature: "云杉商城" },
  { what: "opted_out", at, by: "Bob", signature: "云杉商城" },
  { what: "resent", at, by: "Bob", name: "会员日", origin: "resend", send_id: "s", message: null },
];

test("each line is a sentence without a place that nothing filled", () => {
  const story = { events: EVENTS, send: { id: "s" } } as unknown as MessageStory;
  for (const locale of LOCALES) {
    const texts = storyLines(story, locale).map(({ text }) => text);
    assert.equal(texts.length, EVENTS.length);
    for (const text of texts) {
      assert.doesNotMatch(text, /[{}—]|undefined|null/, text);
      if (locale === "en")
        assert.doesNotMatch(
          text.replaceAll(/会员日|会员\.csv|沙箱|云杉商城|好的|通知/g, ""),
          /\p{Script=Han}/u,
        );
    }
  }
});

test("whatever did not arrive has something that helps, and what arrived needs nothing", () => {
  for (const state of STATES) {
    const end = { state, vendor: null, code: null };
    // A failure without a code is the carrier's own word, of which nobody knows more.
    const silent = ["delivered", "failed", "expired"].includes(state);
    assert.equal(messageAdvice(end) === null, silent, state);
    assert.ok(
      messageAdvice({ ...end, state, code: state === "delivered" ? null : "ZZ:1" }) || state === "delivered",
    );
    for (const locale of LOCALES) assert.ok(messageText(end, locale));
  }
});

test("a number always has an answer, whatever is known of it, and whatever the reader may see", () => {
  const send = { id: "s", name: "会员日", batch_no: "B", origin: "own", message: null } as const;
  const whys = ["gone", "coming", "left_out", "none", ...Object.keys(SEND_STATE_WORDS)];
  const files = whys.map((why, line) => ({
    ...{ file_id: `f${line}`, file_name: "会员.csv", line },
    sends: [{ ...send, id: why, state: why in SEND_STATE_WORDS ? why : "done", why }],
  }));
  const stories = [
    { number: "+86138****8000", files },
    { number: "+86138****8000", files: [{ file_id: "f", file_name: "会员.csv", line: 3, sends: [] }] },
    { number: "+86138****8000", messages: [], files: [] },
    { number: "+86138****8000", files: null },
    { number: "VIP 7", is_number: false },
    { number: "***", is_number: false },
  ] as unknown as NumberStory[];
  for (const locale of LOCALES)
    for (const story of stories) {
      const reasons = numberReasons(story, locale);
      assert.equal(reasons.length, Math.max(1, story.files?.length ?? 0), JSON.stringify(story));
      for (const { text, advice } of reasons)
        assert.doesNotMatch(`${text} ${advice}`, /[{}—]|undefined|null/);
    }
});
