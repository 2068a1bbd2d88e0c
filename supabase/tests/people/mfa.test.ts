import assert from "node:assert/strict";
import { test } from "node:test";
import { askedDomain, buttonOf, done, yunshan } from "../fixtures.ts";
import { linkChat } from "../one_of_each.ts";
import { PEOPLE, sessionOf, type TestDatabase, testDatabase } from "../test_database.ts";

/** IAM-5: an enterprise may ask its approvers for a second factor. Tokens, sessions and factors are written here as Auth writes them. */
const db = await testDatabase();
const CAROL = "slack:T1:UCAROL";
const aal2 = (person: "alice" | "carol") => db.claiming(person, { aal: "aal2" });
await db.sql`update auth.sessions set aal = 'aal2' where id in (${sessionOf("alice")}, ${sessionOf("carol")})`;

const set = (approver_mfa: string) =>
  done(aal2("alice").rpc("update_approver_mfa", { input: { approver_mfa } }));
let named = 0;
const asked = () => {
  named += 1;
  return askedDomain(db, `mfa${named}.example.com`);
};
/** How a domain is approved: the code of the refusal, and what the button said before. */
async function approve(actor: ReturnType<TestDatabase["as"]>): Promise<[string | undefined, string | null]> {
  const domain = await asked();
  const button = await buttonOf(actor, "domain", domain);
  const { error } = await actor.rpc("approve_domain", { domain });
  return [error?.code, button.code];
}

test("by itself nothing is asked", async () => {
  assert.deepEqual(await approve(db.as("carol")), [undefined, null]);
});

test("whoever has no second factor neither lays the rule down nor lifts it, and in chat nobody does", async () => {
  const one = (actor: ReturnType<TestDatabase["as"]>, approver_mfa: string) =>
    actor.rpc("update_approver_mfa", { input: { approver_mfa } }).then(({ error }) => error?.code);
  assert.equal(await one(db.as("alice"), "linked"), "second_factor_first");
  assert.equal(await one(db.as("carol"), "linked"), "forbidden");
  assert.equal(await one(aal2("alice"), "everything"), "input_invalid");
  await linkChat(db, "alice", "slack:T1:UALICE");
  assert.equal(await one(db.as("bot", "slack:T1:UALICE"), "none"), "sudo_required");
  await set("panel");
  assert.equal(await one(db.as("alice"), "none"), "second_factor_first");
  const [line] =
    await db.sql`select before, after from public.audit_log where resource = 'approver_mfa' and verb = 'update' and outcome = 'granted' order by id desc limit 1`;
  assert.deepEqual({ ...line }, { before: { approver_mfa: "none" }, after: { approver_mfa: "panel" } });
  assert.equal((await done(db.as("dan").rpc("whoami"))).enterprise.approver_mfa, "panel");
});

test("panel: a session with a second factor decides, and no chat account does", async () => {
  await set("panel");
  await done(
    db.as("bot", CAROL).rpc("finish_link", { code: (await done(aal2("carol").rpc("begin_link"))).code }),
  );
  assert.deepEqual(await approve(db.as("carol")), ["mfa_required", "mfa_required"]);
  assert.deepEqual(await approve(db.as("bot", CAROL)), ["mfa_required", "mfa_required"]);
  assert.deepEqual(await approve(aal2("carol")), [undefined, null]);
});

test("linked: a chat account that was linked with a second factor decides for 90 days, and one without does not", async () => {
  await set("linked");
  assert.deepEqual(await approve(db.as("bot", CAROL)), [undefined, null]);
  assert.deepEqual(await approve(aal2("carol")), [undefined, null]);
  assert.deepEqual(await approve(db.as("carol")), ["mfa_required", "mfa_required"]);
  await db.sql`update public.chat_identities set linked_at = now() - interval '91 days' where user_id = ${PEOPLE.carol}`;
  assert.deepEqual(await approve(db.as("bot", CAROL)), ["mfa_required", "mfa_required"]);
  await linkChat(db, "carol", "discord:-:42");
  const [identity] = await db.sql`select aal from public.chat_identities where chat_user = '42'`;
  assert.equal(identity?.aal, "aal1");
  assert.deepEqual(await approve(db.as("bot", "discord:-:42")), ["mfa_required", "mfa_required"]);
});

test("a factor that was taken away counts no longer, whatever the token still says", async () => {
  await db.sql`update auth.sessions set aal = 'aal1' where id = ${sessionOf("carol")}`;
  assert.deepEqual(await approve(aal2("carol")), ["mfa_required", "mfa_required"]);
  await db.sql`update auth.sessions set aal = 'aal2' where id = ${sessionOf("carol")}`;
});

test("it is asked of every decision under four eyes and of breaking the glass, and of nothing else", async () => {
  const rows =
    await db.sql`select distinct verb, asks_mfa from private.transitions where asks_mfa or four_eyes order by 1`;
  assert.deepEqual(
    rows.map(({ verb }) => verb),
    ["approve", "break_glass", "reject"],
  );
  assert.ok(rows.every(({ asks_mfa }) => asks_mfa));
  const domain = await asked();
  assert.equal(
    (await db.as("carol").rpc("reject_domain", { domain, reason: "未备案" })).error?.code,
    "mfa_required",
  );
});

test("another enterprise has its own rule", async () => {
  const [other] = await db.sql`select approver_mfa from public.enterprises where id <> ${await yunshan(db)}`;
  assert.equal(other?.approver_mfa, "none");
});

test("who has enrolled a factor and gave the password alone is nobody yet; one that was never verified asks nothing", async () => {
  const factor = "00000000-0000-4000-8000-0000000000f1";
  await linkChat(db, "dan", "slack:T1:UDAN");
  await db.sql`insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status, secret, created_at, updated_at)
    values (${factor}, ${PEOPLE.dan}, 'phone', 'totp', 'unverified', 'x', now(), now())`;
  assert.equal((await db.as("dan").rpc("whoami")).error, null);
  await db.sql`update auth.mfa_factors set status = 'verified' where id = ${factor}`;
  for (const verb of ["whoami", "begin_link"]) {
    const { error, status } = await db.as("dan").rpc(verb);
    assert.deepEqual([error?.code, status], ["second_factor_asked", 401], verb);
  }
  assert.deepEqual(await db.as("dan").rows("select * from public.members"), [], "and reads nothing");
  assert.equal(
    (await done(db.as("bot", "slack:T1:UDAN").rpc("whoami"))).name,
    "Dan",
    "chat was linked before",
  );
  await db.sql`update auth.sessions set aal = 'aal2' where id = ${sessionOf("dan")}`;
  assert.equal((await done(db.as("dan").rpc("whoami"))).name, "Dan");
  // A device that is lost with all codes: the person who runs the deployment deletes its row, and may forget that of the codes.
  await db.sql`insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status, created_at, updated_at)
    values (gen_random_uuid(), ${PEOPLE.dan}, 'codes', 'recovery_code', 'verified', now(), now())`;
  await db.sql`update auth.sessions set aal = 'aal1' where id = ${sessionOf("dan")}`;
  assert.equal((await db.as("dan").rpc("whoami")).error?.code, "second_factor_asked");
  await db.sql`delete from auth.mfa_factors where id = ${factor}`;
  assert.equal((await done(db.as("dan").rpc("whoami"))).name, "Dan", "recovery codes alone ask nothing");
  await db.sql`delete from auth.mfa_factors where user_id = ${PEOPLE.dan}`;
});
