import assert from "node:assert/strict";
import { test } from "node:test";
import { done } from "../fixtures.ts";
import { PUBLIC_JWK } from "../one_of_each.ts";
import { refused } from "../sends/sends_fixtures.ts";
import { type Person, testDatabase } from "../test_database.ts";

/** RES-3: keys and addresses by which a vendor proves that it asks. What they prove is paid, so platform admins keep them. */
const db = await testDatabase();

const add = (kid: string, vendor = "huawei") =>
  db.as("olga").rpc("add_vendor_key", { input: { vendor, kid, jwk: PUBLIC_JWK } });
const range = (cidr: string, vendor = "huawei") =>
  db.as("olga").rpc("add_vendor_range", { input: { vendor, cidr } });
const trust = async () => (await db.sql`select private.link_trust() as trust`)[0]?.trust;

test("a key that olga adds is believed until she retires it, and stands on the list for good", async () => {
  const { vendor, kid } = await done(add("k1"));
  assert.deepEqual([vendor, kid], ["huawei", "k1"]);
  assert.deepEqual((await trust()).keys, [{ vendor: "huawei", kid: "k1", jwk: PUBLIC_JWK }]);
  const input = { vendor: "huawei", kid: "k1" };
  await done(db.as("olga").rpc("retire_vendor_key", { input }));
  assert.deepEqual((await trust()).keys, []);
  const [listed] = (await done(db.as("olga").rpc("vendor_proofs"))).keys;
  assert.ok(listed.retired_at);
  await refused(db, () => db.as("olga").rpc("retire_vendor_key", { input }), "not_found", 404);
  await refused(db, () => add("k1"), "vendor_key_known", 409);
});

test("two vendors may have keys of one id, and a key carries only what a public one has", async () => {
  const jwk = { ...PUBLIC_JWK, kid: "same", alg: "ES256", use: "sig" };
  for (const vendor of ["vivo", "oppo"])
    await done(db.as("olga").rpc("add_vendor_key", { input: { vendor, kid: "same", jwk } }));
  const keys = (await trust()).keys.filter(({ kid }: { kid: string }) => kid === "same");
  assert.deepEqual(
    keys.map(({ jwk: kept }: { jwk: object }) => kept),
    [PUBLIC_JWK, PUBLIC_JWK],
  );
});

test("a private key, another curve, and what is no key at all are refused", async () => {
  const wrong = [
    { ...PUBLIC_JWK, d: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE" },
    { ...PUBLIC_JWK, crv: "P-384" },
    { kty: "RSA", n: "x", e: "AQAB" },
    { ...PUBLIC_JWK, x: "short" },
    {},
  ];
  for (const jwk of wrong) {
    const call = () => db.as("olga").rpc("add_vendor_key", { input: { vendor: "vivo", kid: "bad", jwk } });
    await refused(db, call, "input_invalid", 422);
  }
});

test("a range is a network in its own form and no larger than a vendor's; the smallest comes first", async () => {
  for (const cidr of ["203.0.113.0/24", "203.0.113.7/32", "10.1.0.0/16", "2001:db8::/32"])
    await done(range(cidr));
  await refused(db, () => range("203.0.113.0/24"), "vendor_range_known", 409);
  for (const cidr of [
    "0.0.0.0/0",
    "10.0.0.0/8",
    "203.0.113.5/24",
    "::/0",
    "2001:db8::/31",
    "anywhere",
    "1.2.3.4/33",
  ])
    assert.equal((await refused(db, () => range(cidr), "vendor_range_invalid", 422)).cidr, cidr);
  assert.deepEqual(
    (await trust()).ranges.map(({ cidr }: { cidr: string }) => cidr),
    ["203.0.113.7/32", "2001:db8::/32", "203.0.113.0/24", "10.1.0.0/16"],
  );
  const remove = (cidr: string) => () => db.as("olga").rpc("remove_vendor_range", { input: { cidr } });
  await done(remove("10.1.0.0/16")());
  await refused(db, remove("10.1.0.0/16"), "not_found", 404);
  assert.equal((await trust()).ranges.length, 3);
});

test("nobody but a platform admin keeps or reads them, and not in chat", async () => {
  for (const person of ["alice", "erin", "mallory", "bot"] as Person[]) {
    const as = db.as(person);
    const code = person === "bot" ? "not_linked" : "platform_admin_only";
    for (const answer of [
      await as.rpc("vendor_proofs"),
      await as.rpc("add_vendor_key", { input: { vendor: "vivo", kid: "mine", jwk: PUBLIC_JWK } }),
      await as.rpc("retire_vendor_key", { input: { vendor: "vivo", kid: "same" } }),
      await as.rpc("add_vendor_range", { input: { vendor: "vivo", cidr: "198.51.100.0/24" } }),
      await as.rpc("remove_vendor_range", { input: { cidr: "203.0.113.0/24" } }),
    ])
      assert.deepEqual([answer.error?.code, answer.status], [code, 403], person);
  }
  await assert.rejects(db.as("olga").rows("select * from private.vendor_keys"), { code: "42501" });
});

test("each change stands in the log of the deployment, with the key that was believed", async () => {
  const rows = await db.sql`select verb, resource_id, actor_name, before, after from public.audit_log
    where resource = 'vendor_key' and resource_id = 'huawei/k1' and outcome = 'granted' order by id`;
  assert.deepEqual(
    rows.map(({ verb, actor_name }) => [verb, actor_name]),
    [
      ["add", "Olga"],
      ["retire", "Olga"],
    ],
  );
  assert.deepEqual(rows[0]?.after.jwk, PUBLIC_JWK);
});

test("the sandbox's keys come and go with its home, and leave a vendor's own alone", async () => {
  const jwks = (kid: string) => ({
    keys: [{ ...PUBLIC_JWK, kid, vendor: "samsung", alg: "ES256", use: "sig" }],
  });
  const lay = (kid: string) => db.sql`select private.lay_sandbox_keys(${db.sql.json(jwks(kid))})`;
  const kids = async () => {
    const { keys } = await trust();
    return keys.map(({ kid }: { kid: string }) => kid).sort();
  };
  const own = await kids();
  await lay("sandbox-1");
  await lay("sandbox-1");
  assert.deepEqual(await kids(), [...own, "sandbox-1"].sort());
  await lay("sandbox-2");
  assert.deepEqual(await kids(), [...own, "sandbox-2"].sort());
});
