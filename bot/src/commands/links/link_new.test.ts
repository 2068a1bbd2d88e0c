import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Refusal } from "../../ground/errors.ts";
import type { NumberFile } from "../../numbers/import.ts";
import type { Context, InputFile } from "../../registry/registry.ts";
import { typist, whoamiOf } from "../../testing/person.ts";
import { startRest } from "../../testing/rest_double.ts";
import { allowing } from "../../testing/transitions.ts";
import { COMMANDS } from "../list.ts";
import { linksOfRows, rejectsOf } from "./personal.ts";

/** RES-1 in chat: bob makes one link for everybody, or one each. */

const ID = "7f3a19be-0000-4000-8000-000000000001";
const rest = await startRest(
  {
    whoami: () => whoamiOf("b0b", "Bob"),
    allowed_transitions: allowing(() => []),
    create_resolve_task: () => ({ id: ID }),
    begin_number_file: () => {
      throw new Refusal("forbidden", 403);
    },
  },
  {
    resolve_task_cards: () => [
      { id: ID, name: "海报", kind: "group", state: "done", status: "live", signatures: [], failed: 0 },
    ],
    link_days: () => [],
    template_cards: () => [{ id: "t1", name: "签收提醒", state: "approved" }],
    send_cards: () => [{ id: "s1", name: "会员日", state: "done" }],
  },
);
after(() => rest.close());

const run = typist(rest, "UBOB");
const inputs = () =>
  rest.calls
    .filter((call) => call.verb === "create_resolve_task")
    .map((call) => call.args.input as Record<string, unknown>);
const fileOf = (bytes: Uint8Array<ArrayBuffer>): InputFile => ({
  name: "flags.csv",
  bytes: bytes.length,
  open: async () => new Blob([bytes]).stream(),
});
const csv = (text: string): InputFile => fileOf(new TextEncoder().encode(text));
const BASE = { template: "签收提醒", signature: "【云杉商城】, 云杉会员" };

test("a group link is made of a template, a maximum and one set of values; the answer is its card", async () => {
  const answer = await run("link-new", {
    ...BASE,
    resolutions: 1_000,
    days: 30,
    params: "name=会员; code=1",
  });
  assert.deepEqual(
    { ...inputs().at(-1), name: "" },
    {
      kind: "group",
      name: "",
      template_id: "t1",
      signatures: ["云杉商城", "云杉会员"],
      validity_days: 30,
      max_resolutions: 1_000,
      params: { name: "会员", code: "1" },
      source: "command",
    },
  );
  assert.deepEqual(answer.card, { resource: "resolve_task", id: ID });
});

test("parameters with commas between are refused with the form that does, which the help tells too", async () => {
  const before = inputs().length;
  const wrong = await run("link-new", { ...BASE, resolutions: 100, params: "name=a,order_no=b" });
  assert.match(wrong.text ?? "", /name=Li; code=6-2/);
  assert.equal(inputs().length, before);
  const { table } = await run("help", { command: "link-new" });
  const told = table?.rows.find(([option]) => option === "--params");
  assert.match(String(told?.[1]), /name=Li; code=6-2/);
});

test("personal links are made of typed flags, each with its own values", async () => {
  await run("link-new", { ...BASE, flags: "A1, A2", params: "name=Li | name=Wang" });
  assert.deepEqual(inputs().at(-1)?.links, [
    { cust_flag: "A1", params: { name: "Li" } },
    { cust_flag: "A2", params: { name: "Wang" } },
  ]);
});

test("a short file of flags has its parameters named in the first row", async () => {
  await run("link-new", { ...BASE, file: csv("\ufeffcust_flag,name,code\r\nA1,Li,6-2\r\n\r\nA2,,7\r\n") });
  assert.deepEqual(inputs().at(-1)?.links, [
    { cust_flag: "A1", params: { name: "Li", code: "6-2" } },
    { cust_flag: "A2", params: { code: "7" } },
  ]);
  assert.deepEqual(linksOfRows([["A1"], ["A2"]]), [{ cust_flag: "A1" }, { cust_flag: "A2" }]);
  assert.deepEqual(linksOfRows([["手机号"], ["13800138000"]]), [{ cust_flag: "13800138000" }]);
});

test("a short file may come from Chinese Windows; one that is no text, or empty, or has values beside it makes nothing", async () => {
  const gb18030 = Uint8Array.from([0xbb, 0xe1, 0xd4, 0xb1, 0xba, 0xc5, 10, 0xd5, 0xc5, 10]); // 会员号, 张
  await run("link-new", { ...BASE, file: fileOf(gb18030) });
  assert.deepEqual(inputs().at(-1)?.links, [{ cust_flag: "张" }]);
  const before = inputs().length;
  const refused = async (raw: Record<string, unknown>) => (await run("link-new", { ...BASE, ...raw })).text;
  assert.match((await refused({ file: fileOf(Uint8Array.from([65, 0, 66, 10])) })) ?? "", /isn't text/);
  assert.match((await refused({ file: csv("") })) ?? "", /no customer IDs/);
  assert.match((await refused({ file: csv("A1"), params: "name=Li" })) ?? "", /Files have parameter columns/);
  assert.equal(inputs().length, before);
});

test("the flags may stand in any column that says so", () => {
  assert.deepEqual(
    linksOfRows([
      ["name", "会员号"],
      ["李", "A1"],
    ]),
    [{ cust_flag: "A1", params: { name: "李" } }],
  );
});

test("more than a hundred flags go the way of the number files, as flags and not as numbers", async () => {
  const rows = Array.from({ length: 101 }, (_, n) => `VIP-${n}`);
  const answer = await run("link-new", { ...BASE, file: csv(rows.join("\n")) });
  assert.equal(answer.refusal?.code, "forbidden", "this double takes no file");
  const begun = rest.calls.find((call) => call.verb === "begin_number_file");
  const { purpose, name, parts } = (begun?.args.input ?? {}) as Record<string, unknown>;
  assert.deepEqual([purpose, name, parts], ["flags", "flags.csv", 1]);
});

test("rows of a file that give no link are told, with the way to see them", () => {
  const file = {
    id: "1b274826-0000-4000-8000-000000000000",
    name: "flags.csv",
    lines: 1_203,
    accepted: 1_200,
    invalid: 2,
    duplicates: 1,
  };
  const context = { locale: "en", session: { source: "slack" }, commands: COMMANDS } as unknown as Context;
  const told = rejectsOf(context, file as NumberFile);
  assert.equal(
    told,
    "1,203 rows: 1,200 accepted, 2 invalid, 1 duplicate.\nSee the skipped rows: /tidings number show 1b274826",
  );
  assert.equal(rejectsOf(context, { ...file, invalid: 0, duplicates: 0 } as NumberFile), null);
});

test("links from a send need nothing else, and two ways at once or 101 flags make nothing", async () => {
  await run("link-new", { send: "会员日" });
  assert.deepEqual(inputs().at(-1), { kind: "personal", send_id: "s1", source: "send" });
  const before = inputs().length;
  assert.match(
    (await run("link-new", { ...BASE, resolutions: 5, flags: "A1" })).text ?? "",
    /^Choose only one/,
  );
  const flags = Array.from({ length: 101 }, (_, n) => `A${n}`).join(" ");
  assert.match((await run("link-new", { ...BASE, flags })).text ?? "", /101 .*\. The maximum is 100/);
  assert.equal(inputs().length, before);
});
