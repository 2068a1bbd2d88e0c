import assert from "node:assert/strict";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { LINKS, vendors } from "./pass_fixture.ts";

Deno.test("a good pass proves its vendor, and is verified once however many come with it", async () => {
  const { passes, pass, read, shows } = await vendors();
  const verify = crypto.subtle.verify;
  let verified = 0;
  crypto.subtle.verify = (...args: Parameters<typeof verify>) => {
    verified += 1;
    return verify.apply(crypto.subtle, args);
  };
  try {
    const headers = shows(await pass("huawei"));
    const crowd = await Promise.all(Array.from({ length: 50 }, () => passes.vendorOf(headers)));
    assert.deepEqual(new Set(crowd), new Set(["huawei"]));
    assert.equal(passes.vendorOf(headers), "huawei", "known: answered without waiting");
    assert.deepEqual([verified, read.times, passes.size], [1, 1, 1]);
  } finally {
    crypto.subtle.verify = verify;
  }
});

Deno.test("Honor phones follow Huawei, and a pass may be for the address of any domain of ours", async () => {
  const { passes, pass, shows } = await vendors();
  assert.equal(await passes.vendorOf(shows(await pass("huawei", { iss: "honor" }))), "huawei");
  assert.equal(await passes.vendorOf(shows(await pass("vivo", { aud: "https://s.example.cn" }))), "vivo");
});

Deno.test("what is no pass of a vendor that we know proves nothing, and is not remembered", async () => {
  const { passes, pass, pairs, shows } = await vendors();
  const stranger = await generateKeyPair("ES256");
  const good = await pass("huawei");
  const [head = "", body = "", signature = ""] = good.split(".");
  const forged = btoa(JSON.stringify({ iss: "vivo", aud: LINKS, exp: 9e9 })).replaceAll("=", "");
  const unsigned = `${btoa(JSON.stringify({ alg: "none", kid: "h1" })).replaceAll("=", "")}.${body}.`;
  const hmac = await new SignJWT({ iss: "huawei", aud: LINKS, exp: Math.floor(Date.now() / 1000) + 60 })
    .setProtectedHeader({ alg: "HS256", kid: "h1" })
    .sign(new TextEncoder().encode(JSON.stringify(await exportJWK(pairs.huawei.publicKey))));
  const forever = await new SignJWT({ iss: "huawei", aud: LINKS })
    .setProtectedHeader({ alg: "ES256", kid: "h1" })
    .sign(pairs.huawei.privateKey);
  const wrong: Record<string, string> = {
    "ended a second ago": await pass("huawei", { seconds: -1 }),
    "good for ten minutes": await pass("huawei", { seconds: 600 }),
    "good for ever": forever,
    "not good yet": await pass("huawei", { claims: { nbf: Math.floor(Date.now() / 1000) + 60 } }),
    "for another deployment": await pass("huawei", { aud: "https://elsewhere.example.com/l" }),
    "for a part of our address": await pass("huawei", { aud: "https://l.example.com" }),
    "of a vendor that is none": await pass("huawei", { iss: "nokia" }),
    "of a property of objects": await pass("huawei", { iss: "constructor" }),
    "of a key of another vendor": await pass("huawei", { iss: "vivo" }),
    "signed by another vendor": await pass("huawei", { key: pairs.vivo.privateKey }),
    "signed by a stranger": await pass("huawei", { key: stranger.privateKey }),
    "of an unknown key": await pass("huawei", { kid: "h2" }),
    "of another's claims": `${head}.${forged}.${signature}`,
    "without a signature": unsigned,
    "signed by the public key as a secret": hmac,
    "cut short": good.slice(0, -4),
    "no JWT": "a.b.c",
    "no pass at all": "hello",
    empty: "",
    "very long": `${good}${"A".repeat(3_000)}`,
  };
  for (const [what, token] of Object.entries(wrong))
    assert.equal(await passes.vendorOf(shows(token)), null, what);
  assert.equal(await passes.vendorOf(new Headers({ authorization: `Basic ${good}` })), null);
  assert.equal(await passes.vendorOf(new Headers({ "x-aim-vendor": "huawei" })), null);
  assert.equal(passes.size, 0);
  assert.equal(await passes.vendorOf(shows(good)), "huawei", "and it was none of the good one's fault");
});

/** Runs `story` with a clock that it sets forward by itself. */
async function withClock(story: (pass: (ms: number) => void) => Promise<void>): Promise<void> {
  const { now } = Date;
  const RealDate = globalThis.Date;
  let ahead = 0;
  globalThis.Date = class extends RealDate {
    constructor(...args: [] | [number]) {
      super(...((args.length === 0 ? [now() + ahead] : args) as [number]));
    }
    static override now = () => now() + ahead;
  } as DateConstructor;
  try {
    await story((ms) => {
      ahead += ms;
    });
  } finally {
    globalThis.Date = RealDate;
  }
}

Deno.test("a pass that is remembered ends when it says", () =>
  withClock(async (later) => {
    const { passes, pass, shows } = await vendors();
    const headers = shows(await pass("huawei", { seconds: 30 }));
    assert.equal(await passes.vendorOf(headers), "huawei");
    later(31_000);
    assert.equal(await passes.vendorOf(headers), null);
    assert.equal(passes.size, 0);
  }));

Deno.test("a key that is retired proves nothing within a minute, and one that was added is known at once", () =>
  withClock(async (later) => {
    const { passes, pass, pairs, row, shows } = await vendors();
    const old = shows(await pass("huawei"));
    assert.equal(await passes.vendorOf(old), "huawei");
    const next = await generateKeyPair("ES256");
    const fresh = shows(await pass("huawei", { kid: "h2", key: next.privateKey }));
    assert.equal(await passes.vendorOf(fresh), null);
    row.keys = [
      { vendor: "huawei", kid: "h2", jwk: await exportJWK(next.publicKey) },
      { vendor: "vivo", kid: "v1", jwk: await exportJWK(pairs.vivo.publicKey) },
    ];
    later(1_000);
    assert.equal(await passes.vendorOf(fresh), "huawei");
    assert.equal(await passes.vendorOf(old), null);
    later(30_000);
    const another = await pass("vivo");
    row.keys = [];
    assert.equal(await passes.vendorOf(shows(another)), "vivo", "what was read is good for a minute");
    later(60_000);
    assert.equal(await passes.vendorOf(shows(another)), null);
  }));

Deno.test("unknown keys make nobody read the keys anew more than once a second", () =>
  withClock(async (later) => {
    const { passes, pass, read, shows } = await vendors();
    for (let n = 0; n < 20; n++) await passes.vendorOf(shows(await pass("huawei", { kid: `x${n}` })));
    assert.equal(read.times, 1);
    later(1_000);
    for (let n = 0; n < 20; n++) await passes.vendorOf(shows(await pass("huawei", { kid: `y${n}` })));
    assert.equal(read.times, 2);
  }));

Deno.test("while the database is away, what was read last goes on; with nothing read, the answer is an error", () =>
  withClock(async (later) => {
    const { error } = console;
    console.error = () => undefined;
    try {
      const { passes, pass, read, shows } = await vendors();
      read.fails = true;
      await assert.rejects(async () => passes.vendorOf(shows(await pass("huawei"))));
      read.fails = false;
      assert.equal(await passes.vendorOf(shows(await pass("huawei"))), "huawei");
      read.fails = true;
      later(61_000);
      assert.equal(await passes.vendorOf(shows(await pass("huawei"))), "huawei");
    } finally {
      console.error = error;
    }
  }));

Deno.test("a key that is no point of the curve is left out, and the others go on", async () => {
  const { error } = console;
  console.error = () => undefined;
  try {
    const { passes, pass, row, shows } = await vendors();
    const [first] = row.keys;
    if (first) row.keys[0] = { ...first, jwk: { ...first.jwk, y: "A".repeat(43) } };
    assert.equal(await passes.vendorOf(shows(await pass("huawei"))), null);
    assert.equal(await passes.vendorOf(shows(await pass("vivo"))), "vivo");
  } finally {
    console.error = error;
  }
});

Deno.test("only so many passes are remembered; one that was forgotten is verified again", async () => {
  const { passes, pass, shows } = await vendors(100);
  const first = shows(await pass("huawei"));
  await passes.vendorOf(first);
  for (let n = 0; n < 100; n++)
    await passes.vendorOf(shows(await pass("huawei", { claims: { jti: `${n}` } })));
  assert.equal(passes.size, 100);
  assert.ok(passes.vendorOf(first) instanceof Promise);
  assert.equal(await passes.vendorOf(first), "huawei");
  assert.equal(passes.size, 100);
});

Deno.test("an address proves the vendor of the smallest range that holds it, by the hop that our proxy added", async () => {
  const { passes, row } = await vendors();
  const at = (address: string) => passes.vendorAt(new Headers({ "x-forwarded-for": address }));
  row.ranges = [
    { vendor: "vivo", cidr: "203.0.113.7/32" },
    { vendor: "huawei", cidr: "203.0.113.0/24" },
    { vendor: "oppo", cidr: "2001:db8::/32" },
  ];
  assert.equal(await at("203.0.113.9"), "huawei");
  assert.equal(await at("203.0.113.7"), "vivo");
  assert.equal(await at("::ffff:203.0.113.9"), "huawei");
  assert.equal(await at("203.0.113.9:4711"), "huawei");
  assert.equal(await at("2001:db8:1::5"), "oppo");
  assert.equal(await at("198.51.100.1"), null);
  assert.equal(await at("203.0.113.9, 198.51.100.1"), null, "what the caller wrote itself proves nothing");
  for (const junk of ["", "unknown", "203.0.113", "0xcb007109", "3405803785"])
    assert.equal(await at(junk), null, junk);
  assert.equal(await passes.vendorAt(new Headers()), null);
});

Deno.test("behind two proxies of ours the address is the last hop but one", async () => {
  const { passes, row } = await vendors();
  row.ranges = [{ vendor: "huawei", cidr: "203.0.113.0/24" }];
  row.trusted_hops = 2;
  row.address_header = "x-real-hops";
  const headers = new Headers({ "x-real-hops": "203.0.113.1, 203.0.113.9, 10.0.0.1" });
  assert.equal(await passes.vendorAt(headers), "huawei");
  assert.equal(
    await passes.vendorAt(new Headers({ "x-real-hops": "203.0.113.1, 198.51.100.1, 10.0.0.1" })),
    null,
  );
});
