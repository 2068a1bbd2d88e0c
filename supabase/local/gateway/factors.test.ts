import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { SupabaseClient } from "@supabase/supabase-js";
import { codeAt } from "@tidings/shared/node/totp.ts";
import { ALICE, openStand, type Stand } from "./stand.ts";

/** IAM-5: a second factor at the embedded Auth, asked by the client that talks to the hosted one. */
let stand: Stand;
before(async () => {
  stand = await openStand({ auth: { token_verifications: 60 } });
});
after(() => stand.close());

const code = (secret: string) => codeAt(secret, Date.now());
const levels = async (client: SupabaseClient) => {
  const { data } = await client.auth.mfa.getAuthenticatorAssuranceLevel();
  return [data?.currentLevel, data?.nextLevel];
};
let alice: SupabaseClient;
let secret: string;
let factorId: string;

test("a factor is enrolled with the code of its secret; the session has it then, and those of a password alone end", async () => {
  alice = await stand.signedIn("alice@demo.test");
  const other = await stand.signedIn("alice@demo.test");
  assert.deepEqual(await levels(alice), ["aal1", "aal1"]);
  const { data, error } = await alice.auth.mfa.enroll({ factorType: "totp", friendlyName: "phone" });
  assert.equal(error, null);
  factorId = data?.id ?? "";
  secret = data?.type === "totp" ? data.totp.secret : "";
  assert.match(
    data?.type === "totp" ? data.totp.uri : "",
    new RegExp(`^otpauth://totp/Tidings:alice%40demo\\.test\\?.*secret=${secret}$`),
  );
  assert.equal(
    (await alice.auth.mfa.enroll({ factorType: "totp", friendlyName: "phone" })).error?.code,
    "mfa_factor_name_conflict",
  );
  const wrong = await alice.auth.mfa.challengeAndVerify({ factorId, code: "000000" });
  assert.equal(wrong.error?.code, "mfa_verification_failed");
  assert.deepEqual(await levels(alice), ["aal1", "aal1"], "one that was not verified asks nothing");
  const challenge = (await alice.auth.mfa.challenge({ factorId })).data?.id ?? "";
  const right = { factorId, challengeId: challenge, code: code(secret) };
  assert.equal((await alice.auth.mfa.verify(right)).error, null);
  assert.deepEqual(await levels(alice), ["aal2", "aal2"]);
  assert.equal(
    (await alice.auth.mfa.verify(right)).error?.code,
    "mfa_factor_not_found",
    "a challenge is answered once",
  );
  assert.equal((await other.auth.refreshSession()).data.session, null);
  const { data: listed } = await alice.auth.mfa.listFactors();
  assert.deepEqual(
    listed?.totp.map(({ friendly_name, status }) => [friendly_name, status]),
    [["phone", "verified"]],
  );
  await alice.auth.refreshSession();
  assert.deepEqual(await levels(alice), ["aal2", "aal2"], "a refreshed token says it too");
});

test("the next sign-in asks for it: until then no password is changed, no factor added and none removed", async () => {
  const half = await stand.signedIn("alice@demo.test");
  assert.deepEqual(await levels(half), ["aal1", "aal2"]);
  const refused = [
    await half.auth.updateUser({ password: "another one now" }),
    await half.auth.mfa.enroll({ factorType: "totp", friendlyName: "thief" }),
    await half.auth.mfa.unenroll({ factorId }),
  ];
  assert.deepEqual(
    refused.map(({ error }) => error?.code),
    ["insufficient_aal", "insufficient_aal", "insufficient_aal"],
  );
  assert.equal((await half.auth.mfa.challengeAndVerify({ factorId, code: code(secret) })).error, null);
  assert.deepEqual(await levels(half), ["aal2", "aal2"]);
});

test("a challenge lasts five minutes, and factors are their owner's alone", async () => {
  const challenge = (await alice.auth.mfa.challenge({ factorId })).data?.id ?? "";
  await stand.sql`update auth.mfa_challenges set created_at = created_at - interval '6 minutes' where id = ${challenge}`;
  const late = await alice.auth.mfa.verify({ factorId, challengeId: challenge, code: code(secret) });
  assert.equal(late.error?.code, "mfa_challenge_expired");
  const bob = await stand.signedIn("bob@demo.test");
  assert.equal((await bob.auth.mfa.challenge({ factorId })).error?.code, "mfa_factor_not_found");
  const nobody = await fetch(`${stand.url}/auth/v1/factors`, {
    method: "POST",
    headers: { apikey: stand.key, "content-type": "application/json" },
    body: JSON.stringify({ factor_type: "totp" }),
  });
  assert.equal(nobody.status, 401);
  assert.ok(!stand.log().includes(secret));
});

test("codes are guessed as seldom as passwords", async () => {
  const bob = await stand.signedIn("bob@demo.test");
  const { data } = await bob.auth.mfa.enroll({ factorType: "totp", friendlyName: "bob" });
  const told = [];
  for (let tries = 0; tries < 12; tries += 1)
    told.push(
      (await bob.auth.mfa.challengeAndVerify({ factorId: data?.id ?? "", code: "000000" })).error?.status,
    );
  assert.deepEqual([told[0], told.at(-1)], [422, 429]);
});

test("who removes it is asked for the password alone again", async () => {
  assert.equal((await alice.auth.mfa.unenroll({ factorId })).error, null);
  const sessions = await stand.sql`select distinct aal from auth.sessions where user_id = ${ALICE}`;
  assert.deepEqual(
    [...sessions].map(({ aal }) => aal),
    ["aal1"],
  );
  assert.deepEqual(await levels(await stand.signedIn("alice@demo.test")), ["aal1", "aal1"]);
});
