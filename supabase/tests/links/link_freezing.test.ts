import assert from "node:assert/strict";
import { test } from "node:test";
import { buttonsOf, done, messagesOf, resolve, startedSend } from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";

/** GRD-1: single links that a person stops, and the rules by which an enterprise guards its links. */
const db = await testDatabase();

test("a link of a send is frozen by its delivery, and its buttons are those of its state", async () => {
  const carol = db.as("carol");
  const send = await startedSend(db, { count: 1 });
  const [id = ""] = await messagesOf(db, send);
  const buttons = async (person: "carol" | "bob") =>
    (await buttonsOf(db.as(person), "send_link", id)).map(({ verb, allowed }) => [verb, allowed]);
  assert.deepEqual(await buttons("carol"), [["freeze", true]]);
  assert.deepEqual(await buttons("bob"), [["freeze", false]]);
  const answer = { resource: "link", task_id: null, send_id: send, link_id: Number(id) };
  const frozen = await done(carol.rpc("freeze_link", { link: id, reason: "泄露" }));
  assert.deepEqual(frozen, { ...answer, frozen: true });
  assert.equal((await resolve(db, id)).verdict, "frozen");
  assert.deepEqual(await buttons("carol"), [["unfreeze", true]]);
  const again = (await carol.rpc("freeze_link", { link: id, reason: "泄露" })).error;
  const { state, by } = JSON.parse(again?.details ?? "{}");
  // She did it herself, so nobody is named.
  assert.deepEqual([again?.code, state, by], ["wrong_state", "frozen", null]);
  const let_go = await done(carol.rpc("unfreeze_link", { link: id, reason: "已核实" }));
  assert.deepEqual(let_go, { ...answer, frozen: false });
  assert.equal((await resolve(db, id)).verdict, "ok");
  for (const person of ["mallory", "alice"] as const)
    for (const link of ["12", "no link", null])
      assert.equal(
        (await db.as(person).rpc("freeze_link", { link, reason: "投诉" })).error?.code,
        "not_found",
      );
  const lines = await db.sql`select verb, before, after, reason from public.audit_log
    where resource = 'send_link' and resource_id = ${id} and outcome = 'granted' order by id`;
  assert.deepEqual(
    lines.map(({ verb, before, after, reason }) => [verb, before.frozen, after.frozen_reason, reason]),
    [
      ["freeze", false, "泄露", "泄露"],
      ["unfreeze", true, null, "已核实"],
    ],
  );
});

test("the rules of links are the owner's, what is left out stays, and the log keeps what differs", async () => {
  const set = (person: "alice" | "carol", input: object) => db.as(person).rpc("update_link_rules", { input });
  for (const input of [{ group_burst: 0 }, { personal_burst: "x" }, { jump_approval: "yes" }, { more: 1 }])
    assert.equal((await set("alice", input)).error?.code, "input_invalid", JSON.stringify(input));
  assert.equal((await set("carol", { group_burst: 5 })).error?.code, "forbidden");
  const { group_burst, personal_burst, jump_approval } = await done(set("alice", { personal_burst: 61 }));
  assert.deepEqual([group_burst, personal_burst, jump_approval], [60_000, 61, false]);
  const [line] = await db.sql`select before, after from public.audit_log
    where resource = 'link_rules' and verb = 'update' and outcome = 'granted'`;
  assert.deepEqual([line?.before, line?.after], [{ personal_burst: 60 }, { personal_burst: 61 }]);
});
