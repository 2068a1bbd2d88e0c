import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { exportJWK, generateKeyPair } from "jose";
import { Refusal } from "../../ground/errors.ts";
import { NOTHING_LOOKED } from "../../registry/looked.ts";
import { listedBy } from "../../testing/listed.ts";
import { typist, whoamiOf } from "../../testing/person.ts";
import { startRest } from "../../testing/rest_double.ts";

/** RES-3 by commands: platform admins keep the keys and addresses of vendors, in the terminal alone. */
const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
const PUBLIC = { ...(await exportJWK(publicKey)), kid: "hw-2027" };
const PRIVATE = { ...(await exportJWK(privateKey)), kid: "hw-2027" };
const KEY = {
  vendor: "huawei",
  kid: "k1",
  added_at: "2026-11-24T02:00:00Z",
  retired_at: null,
  sandbox: true,
};
const RANGE = { vendor: "vivo", cidr: "203.0.113.0/24", added_at: "2026-11-24T02:00:00Z" };

const called: [string, unknown][] = [];
let platform_admin: boolean;
let proofs: object;
const keeps = (name: string) => (args: Record<string, unknown>) => {
  if (!platform_admin) throw new Refusal("platform_admin_only", 403);
  called.push([name, args.input]);
  return {};
};
const rest = await startRest({
  whoami: () => ({ ...whoamiOf("01ga", "Olga"), enterprise: null, platform_admin }),
  vendor_proofs: () => {
    if (!platform_admin) throw new Refusal("platform_admin_only", 403);
    return proofs;
  },
  add_vendor_key: keeps("add_vendor_key"),
  retire_vendor_key: keeps("retire_vendor_key"),
  add_vendor_range: keeps("add_vendor_range"),
  remove_vendor_range: keeps("remove_vendor_range"),
});
after(() => rest.close());
beforeEach(() => {
  platform_admin = true;
  proofs = { keys: [KEY], ranges: [RANGE] };
  called.length = 0;
});

const inTerminal = typist(rest, "TERMINAL", NOTHING_LOOKED);
const inChat = typist(rest, "CHAT");
const fileOf = (text: string) => ({
  name: "key.json",
  bytes: text.length,
  open: () => Promise.resolve(new Blob([text]).stream()),
});
const add = (jwk: unknown, more = {}) =>
  inTerminal("vendor-key add", { vendor: "huawei", jwk: fileOf(JSON.stringify(jwk)), ...more });

test("the list has every key and range, and says what to do where there is none", async () => {
  const { table } = await inTerminal("vendors", {});
  assert.deepEqual(
    table?.rows.map((row) => row.slice(0, 2)),
    [
      ["Huawei", "k1 (sandbox)"],
      ["vivo", "203.0.113.0/24"],
    ],
  );
  proofs = { keys: [], ranges: [] };
  assert.match((await inTerminal("vendors", {})).text ?? "", /vendor-key add/);
});

test("a key is added from the vendor's JWK, by its own id or another, without anything but the public part", async () => {
  const { text, tone } = await add(PUBLIC);
  assert.equal(tone, "good");
  assert.match(text ?? "", /hw-2027/);
  await add({ ...PUBLIC, use: "sig", x5c: ["…"] }, { kid: "mine" });
  const jwk = { kty: "EC", crv: "P-256", x: PUBLIC.x, y: PUBLIC.y };
  assert.deepEqual(called, [
    ["add_vendor_key", { vendor: "huawei", kid: "hw-2027", jwk }],
    ["add_vendor_key", { vendor: "huawei", kid: "mine", jwk }],
  ]);
});

test("a private key, another kind of key and what is no key never leave this machine", async () => {
  const { kid: _, ...nameless } = PUBLIC;
  for (const [jwk, why] of [
    [PRIVATE, /private key/],
    [{ ...PUBLIC, y: PUBLIC.x }, /isn't a P-256 \(ES256\) public key/],
    [{ kty: "RSA", n: "AQAB", e: "AQAB", kid: "r" }, /isn't a P-256 \(ES256\) public key/],
    [nameless, /--kid/],
    [[], /--kid/],
  ] as const)
    assert.match((await add(jwk)).text ?? "", why);
  const noJson = await inTerminal("vendor-key add", { vendor: "huawei", jwk: fileOf("-----BEGIN") });
  assert.match(noJson.text ?? "", /isn't JSON/);
  const huge = await inTerminal("vendor-key add", { vendor: "huawei", jwk: fileOf(" ".repeat(20_000)) });
  assert.match(huge.text ?? "", /isn't a P-256 \(ES256\) public key/);
  assert.deepEqual(called, []);
});

test("keys are retired, ranges added and removed, each told in words and with the list", async () => {
  const done = [
    await inTerminal("vendor-key retire", { vendor: "huawei", kid: "k1" }),
    await inTerminal("vendor-range add", { vendor: "vivo", cidr: "198.51.100.0/24" }),
    await inTerminal("vendor-range remove", { cidr: "198.51.100.0/24" }),
  ];
  for (const { tone, table } of done) assert.deepEqual([tone, table?.rows.length], ["good", 2]);
  assert.deepEqual(called, [
    ["retire_vendor_key", { vendor: "huawei", kid: "k1" }],
    ["add_vendor_range", { vendor: "vivo", cidr: "198.51.100.0/24" }],
    ["remove_vendor_range", { cidr: "198.51.100.0/24" }],
  ]);
});

test("in chat there is no such command, and help shows it to platform admins alone", async () => {
  assert.equal((await inChat("vendors", {})).refusal?.code, "not_in_chat");
  const listed = async () =>
    (await listedBy((input) => inTerminal("help", input))).some((usage) =>
      usage.startsWith("vendor-key add"),
    );
  assert.equal(await listed(), true);
  platform_admin = false;
  assert.equal(await listed(), false);
  assert.equal((await inTerminal("vendors", {})).refusal?.code, "platform_admin_only");
});
