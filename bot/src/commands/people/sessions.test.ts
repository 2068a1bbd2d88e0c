import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { typist, whoamiOf } from "../../testing/person.ts";
import { startRest } from "../../testing/rest_double.ts";

/** IAM-5, BOT-2 by commands: where one is signed in, which chat accounts speak for whom, and the second factor of approvers. */

const one = (id: string, current: boolean) => ({
  id: `${id}-0000-4000-8000-000000000001`,
  created_at: "2026-11-24T02:30:00Z",
  seen_at: "2026-11-24T03:30:00Z",
  user_agent: current ? null : "Mozilla/5.0",
  address: current ? null : "203.0.113.7",
  aal: current ? "aal1" : "aal2",
  current,
});
const linked = (chat_user: string, user_id: string) => ({
  id: `i-${chat_user}`,
  provider: "slack",
  team: "T1",
  chat_user,
  user_id,
  linked_at: "2026-11-24T02:30:00Z",
  aal: "aal1",
});
const rest = await startRest(
  {
    whoami: () => whoamiOf("a11ce", "Alice"),
    my_sessions: () => [one("aaaa1111", true), one("bbbb2222", false), one("bbbb3333", false)],
    revoke_session: () => ({}),
    revoke_other_sessions: () => ({ ended: 2 }),
    unlink_chat: () => ({}),
    set_approver_mfa: () => {
      const me = whoamiOf("a11ce", "Alice");
      return { ...me, enterprise: { ...me.enterprise, approver_mfa: "panel" } };
    },
  },
  {
    chat_identities: () => [linked("UALICE", "a11ce"), linked("UBOB", "b0b"), linked("UFAR", "far")],
    members: () => [
      { user_id: "b0b", name: "Bob", state: "active" },
      { user_id: "far", name: "Frank", state: "disabled" },
    ],
  },
);
after(() => rest.close());
beforeEach(() => {
  rest.calls.length = 0;
});
const run = typist(rest, "UALICE");
const asked = (verb: string) => rest.calls.filter((call) => call.verb === verb).map((call) => call.args);

test("sessions are listed with the client, the address and which one asks", async () => {
  const { table } = await run("sessions", {});
  assert.deepEqual(table?.rows[0], [
    "aaaa1111-0000-4000-8000-000000000001 (this one)",
    "2026-11-24 10:30",
    "2026-11-24 11:30",
    "—",
    "—",
    "no",
  ]);
  assert.deepEqual(table?.rows[1]?.slice(3), ["Mozilla/5.0", "203.0.113.7", "yes"]);
});

test("one is ended by the letters that tell it from the others, and all others by a word", async () => {
  await run("sessions", { end: "BBBB2" });
  assert.deepEqual(
    asked("revoke_session").map(({ session }) => session),
    ["bbbb2222-0000-4000-8000-000000000001"],
  );
  const { text } = await run("sessions", { end: "others" });
  assert.equal(text, "2 sessions have ended, at once.");
  for (const end of ["bbbb", "cccc"]) assert.equal((await run("sessions", { end })).tone, "bad", end);
  assert.equal(asked("revoke_session").length, 1);
});

test("chat accounts are listed with their members; those of people who are no active members here are left out", async () => {
  const { table } = await run("chat-accounts", {});
  assert.deepEqual(
    table?.rows.map((row) => row.slice(0, 2)),
    [
      ["slack:T1:UALICE", "Alice"],
      ["slack:T1:UBOB", "Bob"],
    ],
  );
});

test("a chat account is unlinked by its whole name, and no other is", async () => {
  await run("unlink", { account: "slack:T1:UBOB" });
  assert.deepEqual(
    asked("unlink_chat").map(({ identity }) => identity),
    ["i-UBOB"],
  );
  for (const account of ["UBOB", "slack:T1:UFAR"])
    assert.equal((await run("unlink", { account })).tone, "bad");
});

test("the second factor of approvers is shown, set, and stands among the settings", async () => {
  assert.equal((await run("approver-mfa", {})).text, "No second factor");
  assert.equal((await run("approver-mfa", { level: "panel" })).text, "A second factor, in the panel only");
});
