import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { typist, whoamiOf } from "../../testing/person.ts";
import { startRest } from "../../testing/rest_double.ts";
import { allowing } from "../../testing/transitions.ts";

/** How bob names tasks and links: by an exact name, or by an address as he copied it. */

const TASK = { kind: "group", state: "done", status: "live", signatures: [], failed: 0 };
const UPPER = {
  ...TASK,
  id: "7f3a19be-0000-4000-8000-000000000001",
  name: "cc-ABC",
  batch_no: "L20261124-0001",
};
const LOWER = {
  ...TASK,
  id: "8f3a19be-0000-4000-8000-000000000002",
  name: "cc-abc",
  batch_no: "L20261124-0002",
};
const HERE = { resource: "link", enterprise_id: "e1" };
const ADDRESS = "https://aim.example.com/l/Zz12cd34";

let found: unknown;
let shown: readonly object[];
const rest = await startRest(
  {
    whoami: () => whoamiOf("b0b", "Bob"),
    allowed_transitions: allowing(() => []),
    find_link: () => found,
    cancel_resolve_task: () => ({}),
    add_resolutions: () => ({}),
    add_validity: () => ({}),
  },
  { resolve_task_cards: () => shown, link_days: () => [], sends: () => [{ id: "s1" }] },
);
after(() => rest.close());
beforeEach(() => {
  found = null;
  shown = [UPPER, LOWER];
});

const run = typist(rest, "UBOB");
const sent = (verb: string) => rest.calls.filter((call) => call.verb === verb).map((call) => call.args);

test("an exact name wins over one of other case; in a third case it could be both", async () => {
  await run("link-cancel", { resource: "cc-abc", sure: true });
  assert.equal(sent("cancel_resolve_task").at(-1)?.task, LOWER.id);
  await run("link-cancel", { resource: "cc-ABC", sure: true });
  assert.equal(sent("cancel_resolve_task").at(-1)?.task, UPPER.id);
  assert.match(
    (await run("link-cancel", { resource: "CC-abc", sure: true })).text ?? "",
    /matches several results/,
  );
});

test("an address as Slack writes it is the address, and a name with a slash in it is a name", async () => {
  found = { ...HERE, kind: "group", task_id: UPPER.id };
  for (const typed of [`<${ADDRESS}|short>`, `<${ADDRESS}>`, ADDRESS]) {
    await run("link-show", { resource: typed });
    assert.equal(sent("find_link").at(-1)?.code, ADDRESS, typed);
  }
  const asked = sent("find_link").length;
  await run("link-show", { resource: "11/24 海报" });
  assert.equal(sent("find_link").length, asked);
});

test("what is done to a task takes the address of its group link", async () => {
  found = { ...HERE, kind: "group", task_id: UPPER.id };
  await run("link-cancel", { resource: ADDRESS, sure: true });
  await run("link-add", { resource: ADDRESS, resolutions: 5 });
  await run("link-extend", { resource: `${ADDRESS}/`, days: 2 });
  const tasks = ["cancel_resolve_task", "add_resolutions", "add_validity"].map(
    (verb) => sent(verb).at(-1)?.task,
  );
  assert.deepEqual(tasks, [UPPER.id, UPPER.id, UPPER.id]);
});

test("the address of one of many links, or of a send's link, ends no task", async () => {
  const before = sent("cancel_resolve_task").length;
  const cancelled = async () => (await run("link-cancel", { resource: ADDRESS, sure: true })).text ?? "";
  found = { ...HERE, kind: "personal", task_id: UPPER.id, task_name: "会员", address: ADDRESS };
  assert.match(await cancelled(), /one short link of the task “会员”/);
  found = { resource: "delivery", send_id: "s1", send_name: "会员日", address: ADDRESS };
  assert.match(await cancelled(), /a short link of the send “会员日”/);
  found = null;
  assert.match(await cancelled(), /^There's no link/);
  assert.equal(sent("cancel_resolve_task").length, before);
});

test("a name with a slash is a name", async () => {
  shown = [{ ...UPPER, name: "11/24 海报" }];
  await run("link-cancel", { resource: "11/24 海报", sure: true });
  assert.equal(sent("cancel_resolve_task").at(-1)?.task, UPPER.id);
});
