import assert from "node:assert/strict";
import { once } from "node:events";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { createLocalJWKSet, decodeJwt, type JWK, jwtVerify } from "jose";
import { many, Receiver, Sandbox, until } from "./testbed.ts";

type Request = { path: string; pass: string | null; vendor: string };

/** A deployment whose links answer 200, and which keeps how it was asked. */
async function deployment(t: TestContext, status = 200) {
  const asked: Request[] = [];
  const server = createServer((request, response) => {
    const { authorization, "user-agent": agent = "" } = request.headers;
    const pass = authorization?.replace(/^Bearer /, "") ?? null;
    asked.push({ path: request.url ?? "", pass, vendor: /\((\w+)\)/.exec(agent)?.[1] ?? "" });
    response.writeHead(status, { location: "/elsewhere" }).end(`shown to ${agent}`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { asked, url, links: `${url}/l` };
}

const body = (url: string, links: string, to: Record<string, string>, kind = "aim") => ({
  channel: "106900001",
  signature: "云杉",
  kind,
  template: null,
  callback_url: url,
  messages: Object.entries(to).map(([reference, number]) => ({
    reference,
    to: number,
    text: "",
    link: `${links}/${reference}`,
    params: {},
  })),
});

test("a phone opens a link with a pass that the public key of its vendor proves, and the answer comes back as it came", async (t) => {
  const sandbox = await Sandbox.start(t);
  const { asked, links } = await deployment(t);
  const { body: jwks } = await sandbox.ask("GET", "/phones/keys", undefined, { authorization: "" });
  assert.equal(jwks.keys.length, 6);
  assert.ok(jwks.keys.every((key: JWK) => key.kty === "EC" && key.d === undefined && key.alg === "ES256"));
  for (const vendor of ["huawei", "samsung"]) {
    const answer = await sandbox.ask("POST", "/phones", { link: `${links}/AbC12x`, vendor });
    assert.deepEqual(answer.body, { status: 200, body: `shown to AimCloud/1.0 (${vendor})` });
    const pass = asked.at(-1)?.pass ?? "";
    const { payload, protectedHeader } = await jwtVerify(pass, createLocalJWKSet(jwks), { audience: links });
    assert.deepEqual([payload.iss, protectedHeader.alg], [vendor, "ES256"]);
    assert.ok(Number(payload.exp) - Date.now() / 1_000 <= 300, "five minutes at most");
    const key = jwks.keys.find((one: JWK) => one.kid === protectedHeader.kid);
    assert.equal(key.vendor, vendor);
  }
});

test("a cloud shows the same pass for all its phones, another for another deployment", async (t) => {
  const sandbox = await Sandbox.start(t);
  const { asked, links, url } = await deployment(t);
  for (const link of [`${links}/a`, `${links}/b?x=1`, `${url}/c`])
    await sandbox.ask("POST", "/phones", { link, vendor: "vivo" });
  const [one, other, third] = asked.map(({ pass }) => pass);
  assert.equal(one, other);
  assert.deepEqual([decodeJwt(one ?? "").aud, decodeJwt(third ?? "").aud], [links, url]);
});

test("redirects are answered, not followed; what cannot be opened says so", async (t) => {
  const sandbox = await Sandbox.start(t);
  const { asked, links } = await deployment(t, 302);
  const answer = await sandbox.ask("POST", "/phones", { link: `${links}/a`, vendor: "vivo" });
  assert.deepEqual([answer.body.status, asked.length], [302, 1]);
  const away = await sandbox.ask("POST", "/phones", { link: "http://127.0.0.1:9/l/a", vendor: "vivo" });
  assert.deepEqual([away.status, away.body.error.code], [502, "link_away"]);
  for (const [where, wrong] of [
    ["link", { link: "file:///etc/passwd", vendor: "vivo" }],
    ["link", { link: "AbC12x", vendor: "vivo" }],
    ["vendor", { link: `${links}/a`, vendor: "nokia" }],
    ["speed", { link: `${links}/a`, vendor: "vivo", speed: 1 }],
  ] as const) {
    const refused = await sandbox.ask("POST", "/phones", wrong);
    assert.deepEqual([refused.status, refused.body.error.issues[0].where], [400, where]);
  }
});

test("the keys outlive a death of the carrier, and nobody else may read them", async (t) => {
  const sandbox = await Sandbox.start(t);
  const { body: before } = await sandbox.ask("GET", "/phones/keys");
  const { mode } = await stat(join(sandbox.home, "carrier/phones.json"));
  assert.equal(mode & 0o777, 0o600);
  await sandbox.kill();
  await sandbox.again();
  assert.deepEqual((await sandbox.ask("GET", "/phones/keys")).body, before);
});

test("open_rate opens so many of the links that were delivered, once each, as the vendor of the receipt", async (t) => {
  const sandbox = await Sandbox.start(t, { open_rate: 0.6, open_delay_ms: [0, 100], fail_rate: 0.2 });
  const { asked, links } = await deployment(t);
  const receiver = await Receiver.open(t);
  await sandbox.ask("POST", "/v1/messages", body(receiver.url, links, many("m", 1_000)));
  await until(() => receiver.items("receipts").length === 1_000);
  const vendors = new Map(receiver.items("receipts").map((one) => [`/l/${one.reference}`, one]));
  const delivered = [...vendors.values()].filter(({ status }) => status === "delivered").length;
  await until(() => asked.length > delivered * 0.52);
  await sandbox.ask("POST", "/phones", { link: `${links}/last`, vendor: "huawei" });
  await until(() => asked.some(({ path }) => path === "/l/last"));
  const opened = asked.filter(({ path }) => path !== "/l/last");
  assert.ok(opened.length < delivered * 0.68, `${opened.length} of ${delivered}`);
  assert.equal(new Set(opened.map(({ path }) => path)).size, opened.length);
  for (const { path, vendor, pass } of opened) {
    assert.deepEqual([vendors.get(path)?.status, vendors.get(path)?.vendor], ["delivered", vendor]);
    assert.equal(decodeJwt(pass ?? "").iss, vendor);
  }
  // Phones that are on their way arrive first: then what was opened, answered and asked for is one number.
  await until(async () => {
    const { links_opened, links_shown } = await sandbox.stats();
    return links_opened === links_shown && links_shown === asked.length;
  });
});

test("open_delay_ms is counted from the taking, so a phone may be earlier than its receipt", async (t) => {
  const hour = 3_600_000;
  const sandbox = await Sandbox.start(t, {
    open_rate: 1,
    open_delay_ms: [0, 0],
    receipt_delay_ms: [hour, hour],
  });
  const { asked, links } = await deployment(t);
  const receiver = await Receiver.open(t);
  await sandbox.ask("POST", "/v1/messages", body(receiver.url, links, many("early", 3)));
  await until(() => asked.length === 3);
  assert.equal(receiver.items("receipts").length, 0);
});

test("open_without_pass_rate opens without a pass, or with one that has ended or is for another deployment", async (t) => {
  const sandbox = await Sandbox.start(t, {
    open_rate: 1,
    open_delay_ms: [0, 0],
    open_without_pass_rate: 1,
  });
  const { asked, links } = await deployment(t);
  const receiver = await Receiver.open(t);
  await sandbox.ask("POST", "/v1/messages", body(receiver.url, links, many("m", 60)));
  await until(() => asked.length === 60);
  const kinds = asked.map(({ pass }) => {
    if (pass === null) return "nothing";
    const { aud, exp } = decodeJwt(pass);
    assert.ok(aud !== links || Number(exp) < Date.now() / 1_000);
    return aud === links ? "stale" : "foreign";
  });
  assert.deepEqual([...new Set(kinds)].sort(), ["foreign", "nothing", "stale"]);
});

test("plain text, a link that is none and a number that was rejected are opened by nobody", async (t) => {
  const sandbox = await Sandbox.start(t, { open_rate: 1, open_delay_ms: [0, 0] });
  const { asked, links } = await deployment(t);
  const { url } = await Receiver.open(t);
  await sandbox.ask("POST", "/v1/messages", body(url, links, many("text", 2), "text"));
  await sandbox.ask("POST", "/v1/messages", body(url, "not a link", many("broken", 2)));
  await sandbox.ask("POST", "/v1/messages", body(url, links, { rejected: "12" }));
  await sandbox.ask("POST", "/v1/messages", body(url, links, many("aim", 1)));
  await until(() => asked.length > 0);
  assert.deepEqual(
    asked.map(({ path }) => path),
    ["/l/aim-1"],
  );
});
