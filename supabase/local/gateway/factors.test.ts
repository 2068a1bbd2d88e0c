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

/** The code of so many steps ahead: a clock may be one off, and each code is taken once. */
const code = (secret: string, ahead = 0) => codeAt(secret, Date.now() + ahead * 30_000);
/** So that the codes that follow are fresh ones, without a wait of half a minute. */
const forgetCodes = () => stand.sql`update auth.mfa_factors set last_step = null`;
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
  const seen = { factorId, code: right.code };
  assert.equal(
    (await alice.auth.mfa.challengeAndVerify(seen)).error?.code,
    "mfa_verification_failed",
    "a code is taken once, whichever challenge it answers",
  );
  const next = { factorId, code: code(secret, 1) };
  const both = await Promise.all([1, 2].map(() => alice.auth.mfa.challengeAndVerify(next)));
  assert.deepEqual(both.map(({ error }) => error?.code ?? "taken").sort(), [
    "mfa_verification_failed",
    "taken",
  ]);
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
  await forgetCodes();
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

test("recovery codes are shown once to a session that gave its factor, and each lets in once", async () => {
  const codesOf = (client: SupabaseClient) => client.auth.mfa.recoveryCodes;
  const left = async () => (await codesOf(alice).getStatus()).data?.remaining;
  const half = await stand.signedIn("alice@demo.test");
  assert.equal((await codesOf(half).generate()).error?.code, "insufficient_aal");
  assert.equal((await codesOf(alice).getStatus()).error?.status, 404);
  const { codes = [] } = (await codesOf(alice).generate()).data ?? {};
  assert.equal(new Set(codes).size, 10);
  assert.ok(codes.every((one) => /^[0-9a-hjkmnp-tv-z]{16}$/.test(one)));
  const kept = JSON.stringify([...(await stand.sql`select * from auth.mfa_recovery_codes`)]);
  assert.ok(
    codes.every((one) => !kept.includes(one)),
    "they are kept as hashes",
  );
  assert.equal((await codesOf(alice).generate()).error?.code, "mfa_verified_factor_exists");
  const [first = "", second = ""] = codes;
  const typed = ` ${first.slice(0, 8).toUpperCase()}-${first.slice(8)} `;
  assert.equal(
    (await codesOf(half).verify({ code: "0000000000000000" })).error?.code,
    "mfa_verification_failed",
  );
  assert.equal((await codesOf(half).verify({ code: typed })).error, null);
  assert.deepEqual(await levels(half), ["aal2", "aal2"]);
  assert.equal(await left(), 9);
  const again = await stand.signedIn("alice@demo.test");
  assert.equal((await codesOf(again).verify({ code: first })).error?.code, "mfa_verification_failed");
  const twice = await Promise.all([1, 2].map(() => codesOf(again).verify({ code: second })));
  assert.equal(twice.filter(({ error }) => error === null).length, 1);
  const bob = await stand.signedIn("bob@demo.test");
  assert.equal((await codesOf(bob).verify({ code: codes[2] ?? "" })).error?.code, "mfa_verification_failed");
  const { codes: fresh = [] } = (await codesOf(alice).regenerate()).data ?? {};
  assert.equal(
    (await codesOf(again).verify({ code: codes[3] ?? "" })).error?.code,
    "mfa_verification_failed",
  );
  assert.deepEqual([fresh.length, await left()], [10, 10]);
  assert.ok(![...codes, ...fresh].some((one) => stand.log().includes(one)));
});

test("recovery codes that are asked for twice at once are made once, and never where the device is gone", async () => {
  const token = (await alice.auth.getSession()).data.session?.access_token;
  const ask = async (method: string, path: string) => {
    const headers = { apikey: stand.key, authorization: `Bearer ${token}` };
    const answer = await fetch(`${stand.url}/auth/v1/factors/${path}`, { method, headers });
    return { status: answer.status, code: (await answer.json()).error_code };
  };
  const atOnce = (...asked: [string, string][]) =>
    Promise.all(asked.map(([method, path]) => ask(method, path)));
  const kept = async () => {
    const [row] = await stand.sql`select count(*)::int as codes, count(distinct factor_id)::int as sets
      from auth.mfa_recovery_codes`;
    return { ...row };
  };
  const again: [string, string] = ["POST", "recovery-codes/regenerate"];
  assert.deepEqual(
    (await atOnce(again, again, again, again)).map(({ status }) => status),
    [200, 200, 200, 200],
  );
  assert.deepEqual(await kept(), { codes: 10, sets: 1 });
  await stand.sql`delete from auth.mfa_factors where factor_type = 'recovery_code'`;
  const make: [string, string] = ["POST", "recovery-codes"];
  const made = await atOnce(make, make, make, make);
  assert.deepEqual(made.map(({ code = "made" }) => code).sort(), [
    "made",
    ...Array(3).fill("mfa_verified_factor_exists"),
  ]);
  assert.deepEqual(await kept(), { codes: 10, sets: 1 });
  await stand.sql`update auth.mfa_factors set status = 'unverified' where id = ${factorId}`;
  for (const one of [make, again]) assert.equal((await ask(...one)).code, "mfa_recovery_codes_sole_factor");
  await stand.sql`update auth.mfa_factors set status = 'verified' where id = ${factorId}`;
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

test("recovery codes that outlived every device ask nothing, and a device is added with the password", async () => {
  await stand.sql`update auth.mfa_factors set status = 'unverified' where id = ${factorId}`;
  const again = await stand.signedIn("alice@demo.test");
  const spare = await again.auth.mfa.enroll({ factorType: "totp", friendlyName: "new phone" });
  assert.equal(spare.error, null);
  await stand.sql`update auth.mfa_factors set status = 'verified' where id = ${factorId}`;
  assert.equal((await again.auth.mfa.unenroll({ factorId: spare.data?.id ?? "" })).error, null);
});

test("who removes it is asked for the password alone again, and its recovery codes go with it", async () => {
  assert.equal((await alice.auth.mfa.unenroll({ factorId })).error, null);
  const sessions = await stand.sql`select distinct aal from auth.sessions where user_id = ${ALICE}`;
  assert.deepEqual(
    [...sessions].map(({ aal }) => aal),
    ["aal1"],
  );
  assert.deepEqual(await levels(await stand.signedIn("alice@demo.test")), ["aal1", "aal1"]);
  assert.deepEqual([...(await stand.sql`select from auth.mfa_recovery_codes`)], []);
});
