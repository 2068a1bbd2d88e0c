import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { maskPhone } from "@tidings/shared/numbers/phone.ts";
import { typist, whoamiOf } from "../../testing/person.ts";
import { startRest } from "../../testing/rest_double.ts";

/** MSG-1, IAM-3 in chat and terminal: a message is found by its number, and a whole number is shown in the terminal alone. */

const WHOLE = "+8613800138000";
const message = {
  ...{
    id: 7,
    phone: maskPhone(WHOLE),
    state: "failed",
    code: "EXPIRED",
    send_name: "会员日",
    batch_no: "B-1",
  },
  ...{ origin: "own", handed_at: "2026-11-24T02:00:00Z", final_at: "2026-11-24T02:00:09Z" },
};
let permissions: string[];
let rows: Record<string, unknown[]>;
const rest = await startRest({
  whoami: () => ({ ...whoamiOf("da2", "Dan"), permissions }),
  find_recipient: ({ resource, number }) => ({
    number: maskPhone(String(number)),
    rows: rows[String(resource)] ?? [],
    more: false,
  }),
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
  rows = {};
  rest.calls.length = 0;
});

const run = typist(rest, "UDAN");
const asked = () =>
  rest.calls.filter(({ verb }) => verb === "find_recipient").map(({ args }) => [args.resource, args.number]);

test("a number however it is typed finds its messages over all sends, with result and code, masked", async () => {
  rows = { delivery: [message] };
  const { title, table, text } = await run("message", { phone: "+86 138-0013-8000" });
  assert.equal(title, "Messages to +86138****8000");
  assert.deepEqual(table?.rows[0]?.slice(0, 4), ["会员日", "+86138****8000", "Failed", "EXPIRED"]);
  assert.equal(text, undefined);
  assert.deepEqual(asked()[0], ["delivery", WHOLE]);
});

test("why it may have got none is told: opted out, or left out of a file, with line and reason", async () => {
  rows = {
    opt_out: [{ signature: "云杉会员" }],
    number_reject: [{ file_name: "会员.csv", line: 12, reason: "duplicate" }],
  };
  const { text, table } = await run("message", { phone: "13800138000" });
  assert.match(text ?? "", /^No message.*\nOpted out of: 【云杉会员】\n会员\.csv, line 12, was left out: /);
  assert.equal(table, undefined);
});

test("what the person may not list is not asked for, and what is no number is refused before anything is", async () => {
  permissions = ["KooMessage:sendTask:list"];
  await run("message", { phone: "13800138000" });
  assert.deepEqual(asked(), [["delivery", WHOLE]]);
  const { tone, text } = await run("message", { phone: "1380013800" });
  assert.equal(tone, "bad");
  assert.doesNotMatch(text ?? "", /\d{6}/);
  assert.equal(asked().length, 1);
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
  assert.equal(title, "What is kept of +86138****8000");
  assert.deepEqual(
    table?.rows.map((row) => row.slice(0, 2)),
    [["Messages", "3"]],
  );
  assert.equal(note, "It stands in the audit log.");
  const calls = () => rest.calls.filter(({ verb }) => verb === "trace_recipient").map(({ args }) => args);
  assert.deepEqual([calls().length, calls()[0]?.number, calls()[0]?.reason], [1, WHOLE, "客户询问"]);
  await run("trace", { phone: "1380013", reason: "客户询问" });
  assert.equal(calls().length, 1);
});
