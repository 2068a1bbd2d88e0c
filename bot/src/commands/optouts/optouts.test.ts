import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { maskPhone } from "@tidings/shared/numbers/phone.ts";
import { findCommand, type InputFile } from "../../registry/registry.ts";
import { typist, whoamiOf } from "../../testing/person.ts";
import { startRest } from "../../testing/rest_double.ts";
import { COMMANDS } from "../list.ts";

/** OPT-1 in chat: long lists go in slices, every number counts, and none is ever shown whole. */

const known = new Set<string>();
/** A row as the database shows it. */
const rowOf = (phone: string, signature: string) => ({
  id: 7,
  replied: true,
  phone: maskPhone(phone),
  signature,
  reason: "reply",
  at: "2026-11-24T02:00:00Z",
  added_by: null,
});
const rest = await startRest(
  {
    whoami: () => whoamiOf("a11ce", "Alice"),
    import_opt_outs: ({ input }) => {
      const given = new Set((input as { phones: string[] }).phones);
      const added = [...given].filter((phone) => !known.has(phone));
      for (const phone of added) known.add(phone);
      return { added: added.length, known: given.size - added.length };
    },
    find_recipient: ({ number }) => ({
      number: maskPhone(String(number)),
      rows: known.has(String(number)) ? [rowOf(String(number), "云杉会员")] : [],
      more: false,
    }),
    remove_opt_out: () => rowOf("+8613800138000", "云杉会员"),
  },
  {
    sms_signatures: () => [
      { id: "s1", name: "云杉商城" },
      { id: "s2", name: "云杉会员" },
    ],
    opt_out_cards: () => [...known].map((phone) => rowOf(phone, "云杉会员")),
  },
);
after(() => rest.close());
beforeEach(() => known.clear());

const run = typist(rest, "UALICE");
const slices = () =>
  rest.calls
    .filter((call) => call.verb === "import_opt_outs")
    .map((call) => (call.args.input as { phones: string[] }).phones);
const fileOf = (name: string, text: string): InputFile => ({
  name,
  bytes: text.length,
  open: async () => new Blob([text]).stream(),
});
const base = { signature: "云杉会员", reason: "asked by mail" };

test("a list of 25,000 goes in slices of 10,000, under request ids of their own", async () => {
  const before = slices().length;
  const lines = Array.from({ length: 25_000 }, (_, index) => String(13_800_000_000 + index));
  const answer = await run("optout import", { ...base, file: fileOf("list.txt", lines.join("\n")) });
  assert.deepEqual(
    slices()
      .slice(before)
      .map((phones) => phones.length),
    [10_000, 10_000, 5_000],
  );
  const ids = rest.calls.filter((call) => call.verb === "import_opt_outs").map((call) => call.args.request);
  assert.equal(new Set(ids).size, ids.length);
  assert.match(answer.text ?? "", /^25,000 added, 0 already on the list\./);
});

test("a row counts whatever its other cells are; what is no number is told by its line, masked", async () => {
  const text =
    "姓名,手机号,备注\n,13800138000,\n李,13900139000,a,b,c\n王,0755-8888 8888,\n\n赵,138001380001,";
  const answer = await run("optout import", { ...base, file: fileOf("list.csv", text) });
  assert.deepEqual([...known].sort(), ["+8613800138000", "+8613900139000"]);
  assert.match(
    answer.text ?? "",
    /2 added.*\n2 lines aren't mobile numbers and were skipped.*\nline 4: .*\nline 6: /,
  );
  assert.doesNotMatch(answer.text ?? "", /\d{6}/);
});

test("of three hundred thousand lines without a number the count is told and five are kept", async () => {
  const file = fileOf("list.csv", `手机号\n13800138000\n${"x\n".repeat(300_000)}`);
  const { text = "" } = await run("optout import", { ...base, file });
  assert.match(text, /300,000 lines aren't mobile numbers/);
  assert.equal(text.match(/^line /gm)?.length, 5);
});

test("numbers may be typed, and both ways at once or neither are refused before anything is sent", async () => {
  await run("optout import", { ...base, numbers: "13800138000、139 0013 9000" });
  assert.equal(known.size, 2);
  const before = slices().length;
  assert.match((await run("optout import", base)).text ?? "", /\(numbers\), not both/);
  const both = { ...base, numbers: "13800138000", file: fileOf("a.csv", "13800138000") };
  assert.match((await run("optout import", both)).text ?? "", /\(numbers\), not both/);
  assert.match((await run("optout import", { ...base, file: fileOf("a.pdf", "x") })).text ?? "", /\.csv/);
  assert.match(
    (await run("optout import", { ...base, signature: "云杉", numbers: "13800138000" })).text ?? "",
    /several/,
  );
  assert.equal(slices().length, before);
});

test("the list shows no number whole, and is for whoever asked", async () => {
  known.add("+8613800138000");
  const answer = await run("optout list", { signature: "云杉会员" });
  assert.equal(answer.table?.rows[0]?.[0], "+86138****8000");
  assert.deepEqual(answer.table?.rows[0]?.slice(1, 4), ["【云杉会员】", "Customer reply", "By reply"]);
  const one = await run("optout list", { phone: "138 0013 8000" });
  assert.deepEqual(
    one.table?.rows.map((row) => row.slice(0, 2)),
    [["+86138****8000", "【云杉会员】"]],
  );
  assert.equal(rest.calls.at(-1)?.args.number, "+8613800138000", "in the body of the request");
  const removed = await run("optout remove", { resource: "13800138000", reason: "called" });
  assert.equal(removed.text, "+86138****8000 was removed from the opt-out list of “云杉会员”.");
  const { opt_out, reason } = rest.calls.at(-1)?.args ?? {};
  assert.deepEqual([opt_out, reason], [7, "called"]);
  for (const name of ["optout list", "optout import", "optout remove"])
    assert.equal(findCommand(COMMANDS, name)?.audience, "person", name);
});
