import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { maskPhone } from "@tidings/shared/numbers/phone.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { lookedAt } from "../../registry/looked.ts";
import { typist, whoamiOf } from "../../testing/person.ts";
import { startRest } from "../../testing/rest_double.ts";
import { allowing } from "../../testing/transitions.ts";

/** MSG-1, IAM-3 in chat and terminal: a message is found by its number, and a whole number is shown in the terminal alone. */

const WHOLE = "+8613800138000";
const message = {
  ...{
    id: 7,
    phone: maskPhone(WHOLE),
    state: "failed",
    code: "MK:0001",
    code_said: {
      words: { zh: "空号", en: "Number not in use" },
      advice: { zh: "从名单中删除", en: "Take it off the list" },
    },
    vendor: null,
    network: "mobile",
    network_told: true,
    send_name: "会员日",
    batch_no: "B-1",
  },
  ...{ origin: "own", handed_at: "2026-11-24T02:00:00Z", final_at: "2026-11-24T02:00:09Z" },
};
const story = {
  message: { ...message, id: "7", send_id: "s1" },
  send: {
    ...{ id: "s1", name: "会员日", batch_no: "B-1", origin: "own", kind: "aim", state: "done" },
    ...{ signature: "云杉商城", template_id: null, template_name: null, channel: "沙箱" },
  },
  link: null,
  events: [
    {
      ...{ what: "imported", at: "2026-11-24T01:00:00Z", by: "Bob", file_name: "会员.csv", file_id: "f1" },
      ...{ source: "upload", line: 12 },
    },
    { what: "approve", at: "2026-11-24T01:30:00Z", by: "Carol" },
    { what: "handed", at: "2026-11-24T02:00:00Z", channel: "沙箱", tries: 2 },
    {
      ...{ what: "receipt", at: "2026-11-24T02:00:09Z", state: "failed", code: "MK:0001" },
      ...{ code_said: message.code_said, vendor: null, network: "mobile", network_told: true },
    },
  ],
};
let permissions: string[];
let latest: object[] = [];
let acts: (Partial<Transition> & { verb: string })[];
let told: Record<string, unknown>;
const rest = await startRest({
  whoami: () => ({ ...whoamiOf("da2", "Dan"), permissions }),
  number_story: ({ number }) => ({ number: maskPhone(String(number)), ...told }),
  message_story: () => story,
  send_details: () => ({ rows: latest, more: false }),
  allowed_transitions: allowing(() => acts),
  resend_delivery: () => ({ id: "s9", batch_no: "B-1-R0", state: "in_review" }),
  trace_recipient: ({ number }) => ({
    number: maskPhone(String(number)),
    found: [
      { what: "delivery", count: 3, first_at: "2026-11-01T02:00:00Z", last_at: "2026-11-24T02:00:00Z" },
      { what: "reply", count: 0, first_at: null, last_at: null },
    ],
  }),
});
after(() => rest.close());
beforeEach(() => {
  permissions = ["KooMessage:sendTask:list", "KooMessage:optOut:list", "KooMessage:numberFile:list"];
  told = { messages: [], opt_outs: [], rejects: [], replies: [], files: [] };
  acts = [];
  rest.calls.length = 0;
});

const run = typist(rest, "UDAN");
const asked = () => rest.calls.filter(({ verb }) => verb === "number_story").map(({ args }) => args.number);

test("a number however it is typed finds its messages over all sends in one call, the code in words with what helps, masked", async () => {
  told = { ...told, messages: [message] };
  const { title, table, text } = await run("message", { phone: "+86 138-0013-8000" });
  assert.equal(title, "Messages to +86138****8000");
  assert.deepEqual(table?.rows[0]?.slice(0, 5), [
    ...["会员日", "+86138****8000", "Failed", "MK:0001", "Number not in use"],
  ]);
  assert.equal(text, "会员日: Number not in use (MK:0001)\nWhat to do: Take it off the list");
  assert.deepEqual(asked(), [WHOLE]);
});

test("why it got none is told in one step: opted out, left out of a file, in a draft alone, or in nothing at all", async () => {
  told = {
    ...told,
    opt_outs: [{ id: 1, signature: "云杉会员", at: "2026-11-01T02:00:00Z" }],
    rejects: [{ file_id: "f1", file_name: "会员.csv", line: 12, reason: "duplicate" }],
    files: [
      {
        ...{ file_id: "f2", file_name: "新客.csv", line: 3 },
        sends: [
          {
            ...{ id: "s2", name: "迎新", batch_no: "B-2", origin: "own", state: "draft" },
            ...{ message: null, why: "draft" },
          },
        ],
      },
    ],
  };
  const { text, table } = await run("message", { phone: "13800138000" });
  const lines = (text ?? "").split("\n").filter((line) => !line.startsWith("What to do: "));
  assert.deepEqual(lines, [
    "Opted out of 【云杉会员】",
    "迎新: still a draft",
    "Line 12 of “会员.csv” was skipped: Duplicate",
  ]);
  assert.equal(table, undefined);
  told = { messages: [], opt_outs: [], rejects: [], replies: [], files: [] };
  const none = await run("message", { phone: "13800138000" });
  assert.match(
    none.text ?? "",
    /^No number file or send contains this number.*\nWhat to do: Check the number\./,
  );
});

test("the story of one message is told by its id, from the line of its file to its receipt", async () => {
  const { title, text, table } = await run("message", { id: "7" });
  assert.equal(title, "The message to +86138****8000");
  assert.equal(text, "Number not in use (MK:0001)\nWhat to do: Take it off the list");
  assert.deepEqual(
    table?.rows.map(([, what]) => what),
    [
      "Bob imported “会员.csv” (line 12)",
      "Carol approved",
      "Sent to channel “沙箱”, attempt 2",
      "Not delivered: Number not in use (MK:0001)",
    ],
  );
});

test("a message that did not arrive is sent again by its button, which names what was shown; typed, it is shown first", async () => {
  permissions.push("KooMessage:sendTask:create");
  acts = [{ verb: "resend", allowed: true, shown: "a1" }];
  const { actions } = await run("message", { id: "7" });
  assert.deepEqual(
    actions?.map(({ command, input, shown, label }) => [command, input, shown, label]),
    [["resend", { message: "7" }, "a1", "Send again"]],
  );
  const sent = () => rest.calls.filter(({ verb }) => verb === "resend_delivery").map(({ args }) => args);
  const first = await run("resend", { message: "7" });
  assert.match(first.text ?? "", /^Nothing has been resent yet/);
  assert.deepEqual(sent(), []);
  await typist(rest, "UDAN", lookedAt("a1"))("resend", { message: "7" });
  assert.deepEqual(
    sent().map(({ delivery, shown }) => [delivery, shown]),
    [["7", "a1"]],
  );
  for (const input of [{}, { resource: "会员日", message: "7" }])
    assert.equal((await run("resend", input)).tone, "bad");
});

test("where nobody may send it again, its story says why, and has no button", async () => {
  const blocked = "result_is_final";
  acts = [{ verb: "resend", allowed: false, code: blocked, blocked, shown: "a1" }];
  const { actions, text } = await run("message", { id: "7" });
  assert.deepEqual(actions, []);
  assert.match(text ?? "", /Messages with the result MK:0001 can't be sent again\./);
});

test("messages of the last day are asked for by groups of results, as the tabs of the panel", async () => {
  latest = [{ ...message, handed_at: undefined, sent_at: message.handed_at }];
  const { title, table } = await run("message", { result: "problems" });
  assert.equal(title, "Messages from the last 24 hours: Problems");
  assert.deepEqual(table?.columns.map((one) => one.title).slice(0, 4), [
    ...["Send", "Phone number", "Result", "Receipt code"],
  ]);
  latest = [];
  assert.match((await run("message", { result: "waiting" })).text ?? "", /^No messages\.$/);
  assert.deepEqual(
    rest.calls.filter(({ verb }) => verb === "send_details").map(({ args }) => args.results),
    [["failed", "expired", "timed_out", "unknown"], ["handed"]],
  );
});

test("what is no number, and a question about both or neither, is refused before anything is asked", async () => {
  const { tone, text } = await run("message", { phone: "1380013800" });
  assert.equal(tone, "bad");
  assert.doesNotMatch(text ?? "", /\d{6}/);
  for (const input of [{}, { phone: WHOLE, id: "7" }, { phone: WHOLE, result: "problems" }])
    assert.equal((await run("message", input)).tone, "bad");
  assert.deepEqual(asked(), []);
});

test("a whole number is not shown in chat", async () => {
  permissions.push("KooMessage:recipient:reveal");
  const { refusal } = await run("reveal", { id: "7", reason: "called" });
  assert.equal(refusal?.code, "not_in_chat");
  assert.deepEqual(
    rest.calls.filter(({ verb }) => verb === "reveal_recipient"),
    [],
  );
});

test("all that is kept of a number is counted for a reason, masked, and what is no number is not asked for", async () => {
  permissions.push("KooMessage:recipient:trace");
  const { title, table, note } = await run("trace", { phone: "138 0013 8000", reason: "客户询问" });
  assert.equal(title, "Data stored about +86138****8000");
  assert.deepEqual(
    table?.rows.map((row) => row.slice(0, 2)),
    [["Messages", "3"]],
  );
  assert.equal(note, "Recorded in the audit log.");
  const calls = () => rest.calls.filter(({ verb }) => verb === "trace_recipient").map(({ args }) => args);
  assert.deepEqual([calls().length, calls()[0]?.number, calls()[0]?.reason], [1, WHOLE, "客户询问"]);
  await run("trace", { phone: "1380013", reason: "客户询问" });
  assert.equal(calls().length, 1);
});
