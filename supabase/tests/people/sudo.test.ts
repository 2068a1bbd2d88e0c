import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { askedDomain } from "../fixtures.ts";
import { ALICE_IN_CHAT, linkChat } from "../one_of_each.ts";
import { PEOPLE, speakAs, testDatabase } from "../test_database.ts";

/** An act that is marked needs a password given within ten minutes: a session that is younger, which no chat has. */
const db = await testDatabase();
await db.sql`update private.transitions set needs_sudo = true where resource = 'domain' and verb = 'approve'`;

/** Calls approve_domain as alice, signed in so long ago; null: with a token that names no session. */
async function approve(
  domain: string,
  signedIn: string | null,
  owner: string = PEOPLE.alice,
): Promise<string | null> {
  const session = randomUUID();
  if (signedIn !== null)
    await db.sql`insert into auth.sessions (id, user_id, created_at, updated_at) values (${session}, ${owner}, now() - ${signedIn}::interval, now())`;
  const claims = {
    sub: PEOPLE.alice,
    role: "authenticated",
    ...(signedIn === null ? {} : { session_id: session }),
  };
  const [row] = await db.sql.begin(async (step) => {
    await speakAs(step, claims);
    const [look] = await step`select b ->> 'shown' as shown, b -> 'needs_sudo' as sudo
      from jsonb_array_elements(public.allowed_transitions('domain', array[${domain}]::text[]) -> ${domain}) as b where b ->> 'verb' = 'approve'`;
    // Whoever is nobody is shown no button.
    if (signedIn !== null && owner === PEOPLE.alice) assert.equal(look?.sudo, true, "the button says so");
    return step`select public.approve_domain(${domain}, ${look?.shown ?? null}) as answer`;
  });
  return row?.answer.hint ? row.answer.code : null;
}

test("a session of nine minutes will do, and one of eleven will not", async () => {
  const domain = await askedDomain(db, "sudo.example.com");
  assert.equal(await approve(domain, "11 minutes"), "sudo_required");
  assert.equal(await approve(domain, "9 minutes"), null);
});

test("a token without a session, and a session of somebody else, are none", async () => {
  const domain = await askedDomain(db, "sudo2.example.com");
  assert.equal(await approve(domain, null), "session_ended");
  assert.equal(await approve(domain, "1 minute", PEOPLE.carol), "session_ended");
});

test("in chat nobody has given a password", async () => {
  const domain = await askedDomain(db, "sudo3.example.com");
  await linkChat(db, "alice", ALICE_IN_CHAT);
  const { error, status } = await db.as("bot", ALICE_IN_CHAT).rpc("approve_domain", { domain });
  assert.deepEqual([error?.code, status], ["sudo_required", 403]);
});
