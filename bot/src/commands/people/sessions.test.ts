import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { typist, whoamiOf } from "../../testing/person.ts";
import { startRest } from "../../testing/rest_double.ts";

/** IAM-5, BOT-2 by commands: where one is signed in, which chat accounts speak for whom, and the second factor of approvers. */

const one = (id: string, current: boolean) => ({
  id: `${id}-0000-4000-8000-000000000001`,
  created_at: "2026-11-24T02:30:00Z",
  seen_at: "2026-11-24T03:30:00Z",
  client: current ? "—" : "Mozilla/5.0",
  address: current ? null : "203.0.113.7",
  aal: current ? "aal1" : "aal2",
  current,
});
const accountOf = (member: string) => `slack:T1:U${member.toUpperCase()}`;
const linked = (name: string, member_name: string) => ({
  id: `${name}-0000-4000-8000-000000000001`,
  ...{ account: accountOf(member_name), name: accountOf(member_name) },
  provider: "slack",
  member_name,
  linked_at: "2026-11-24T02:30:00Z",
  aal: "aal1",
});
/** The rows that a query by a part of a name, or by the beginning of an id, finds. */
const asked = <T extends { id: string }>(rows: readonly T[], query: URLSearchParams, title: keyof T) => {
  const like = query.get(String(title))?.replace(/^ilike\.[%*]|[%*]$/g, "");
  const from = query
    .getAll("id")
    .find((each) => each.startsWith("gte."))
    ?.slice(4);
  const id = query.get("id")?.replace(/^eq\./, "");
  if (like !== undefined) return rows.filter((row) => String(row[title]).includes(like));
  if (from) return rows.filter((row) => row.id.startsWith(from.replace(/0+(-0+)*$/, "")));
  return id ? rows.filter((row) => row.id === id) : rows;
};
const SESSIONS = [one("aaaa1111", true), one("bbbb2222", false), one("bbbb3333", false)];
const ACCOUNTS = [linked("eeee1111", "Alice"), linked("eeee2222", "Bob")];
const queries: URLSearchParams[] = [];
let still: string[] = [];
let asks = "none";
const rest = await startRest(
  {
    whoami: () => whoamiOf("a11ce", "Alice"),
    revoke_session: () => ({}),
    revoke_other_sessions: () => ({ ended: 2, accounts: still }),
    unlink_chat_identities: () => ({ unlinked: 2 }),
    unlink_chat_identity: () => ({}),
    update_approver_mfa: ({ input }) => {
      asks = (input as { approver_mfa: string }).approver_mfa;
      return { approver_mfa: asks };
    },
    allowed_transitions: () => ({}),
  },
  {
    approver_mfa: () => [{ id: "e1", enterprise_id: "e1", approver_mfa: asks }],
    session_cards: (_user, query) => asked(SESSIONS, query, "client"),
    chat_identity_cards: (_user, query) => {
      queries.push(query);
      return asked(ACCOUNTS, query, "account");
    },
  },
);
after(() => rest.close());
beforeEach(() => {
  rest.calls.length = 0;
});
const run = typist(rest, "UALICE");
const calls = (verb: string) => rest.calls.filter((call) => call.verb === verb).map((call) => call.args);

test("sessions are listed with the client, the address and which one asks", async () => {
  const { table, ephemeral } = await run("sessions", {});
  assert.equal(ephemeral, true);
  assert.deepEqual(table?.rows[0], [
    "Unknown device · Current",
    "",
    "2026-11-24 11:30",
    "2026-11-24 10:30",
    "aaaa1111",
  ]);
  assert.deepEqual(table?.rows[1]?.slice(0, 2), ["Mozilla/5.0", "203.0.113.7"]);
});

test("one is ended by the letters that tell it from the others, and all others by a word", async () => {
  await run("session revoke", { resource: "BBBB2222" });
  assert.deepEqual(
    calls("revoke_session").map(({ session }) => session),
    ["bbbb2222-0000-4000-8000-000000000001"],
  );
  const { text } = await run("session revoke-others", {});
  assert.equal(text, "2 sessions ended, effective immediately.");
  still = ["slack:T1:UALICE", "discord:-:77"];
  const named = (await run("session revoke-others", {})).text;
  assert.match(named ?? "", /still act as you: slack:T1:UALICE, discord:-:77\..*unlink-all/s);
  for (const resource of ["bbbb", "cccc"])
    assert.equal((await run("session revoke", { resource })).tone, "bad", resource);
  assert.equal(calls("revoke_session").length, 1);
});

test("chat accounts are listed with their members, as far as the law shows them, in whichever enterprise", async () => {
  const { table } = await run("chat-accounts", {});
  assert.deepEqual(
    table?.rows.map((row) => row.slice(0, 2)),
    [
      ["slack:T1:UALICE", "Alice"],
      ["slack:T1:UBOB", "Bob"],
    ],
  );
  assert.equal(queries.at(-1)?.get("enterprise_id"), null);
});

test("a chat account is unlinked by its whole name, and no other is", async () => {
  assert.equal((await run("unlink", { resource: "slack:T1:UBOB" })).tone, "good");
  assert.deepEqual(
    calls("unlink_chat_identity").map(({ identity }) => identity),
    ["eeee2222-0000-4000-8000-000000000001"],
  );
  for (const resource of ["UBOB", "slack:T1:UFAR"])
    assert.equal((await run("unlink", { resource })).tone, "bad");
});

test("all of one's chat accounts are unlinked by a word", async () => {
  assert.equal(
    (await run("chat-account unlink-all", {})).text,
    "2 chat accounts unlinked, effective immediately.",
  );
  assert.equal(calls("unlink_chat_identities").length, 1);
});

test("the second factor of approvers is shown, set, and stands among the settings", async () => {
  const shown = async (typed: object) => (await run("approver-mfa", { ...typed })).fields?.[0]?.value;
  assert.equal(await shown({}), "No two-step verification");
  assert.equal(await shown({ level: "panel" }), "Panel only, with two-step verification");
});
