import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type TestContext, test } from "node:test";
import { Silent } from "../calls.ts";
import { registerCallbacks } from "./callbacks.ts";
import { capabilities } from "./capabilities.ts";

type Json = Record<string, unknown>;
type Heard = { method: string; path: string; body: Json };

/** A service that answers as `says` does; what it heard is kept. */
async function service(t: TestContext, says: (heard: Heard) => [status: number, body: Json]) {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const one = { method: request.method ?? "", path: request.url ?? "", body: JSON.parse(text || "{}") };
    heard.push(one);
    const [status, body] = says(one);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  t.after(() => server.close());
  const channel = {
    base_url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { access_key: "AK", secret_key: "SK" },
    settings: { sign_in: "ak_sk" },
    number: "106900001",
  };
  return { heard, channel };
}

const sha1 = (text: string) => createHash("sha1").update(text).digest("hex");
const phones = Array.from({ length: 250 }, (_, n) => `+86139${String(n).padStart(8, "0")}`);

test("numbers go as hashes, 100 a call, and come back as numbers", async (t) => {
  const { heard, channel } = await service(t, ({ body }) => {
    const mobiles = body.mobiles as string[];
    return [200, { supported_mobiles: mobiles.slice(0, 30), unsupported_mobiles: mobiles.slice(30) }];
  });
  const { told, why } = await capabilities(channel, "600123456", phones);
  assert.deepEqual(
    heard.map(({ body }) => [(body.mobiles as string[]).length, body.encryption_alg, body.tpl_id]),
    [
      [100, "SHA1", "600123456"],
      [100, "SHA1", "600123456"],
      [50, "SHA1", "600123456"],
    ],
  );
  assert.deepEqual(
    heard[0]?.body.mobiles,
    phones.slice(0, 100).map((phone) => sha1(phone.slice(1))),
  );
  assert.deepEqual([told.length, told.filter(({ supported }) => supported).length, why], [250, 90, null]);
  assert.deepEqual(new Set(told.map(({ phone }) => phone)), new Set(phones));
});

test("half an answer, one that fails on the way, and none at all", async (t) => {
  let calls = 0;
  const { channel } = await service(t, ({ body }) => {
    calls += 1;
    if (calls > 1) return [429, {}];
    return [200, { supported_mobiles: [...(body.mobiles as string[]).slice(0, 60), "no hash of ours", 7] }];
  });
  const half = await capabilities(channel, null, phones);
  assert.equal(half.told.length, 60);
  assert.match(half.why ?? "", /429/);
  await assert.rejects(capabilities(channel, null, phones), Silent);
});

test("addresses are registered once for each type, and those of others are left and said", async (t) => {
  const mine = "https://a.test/receive-receipts/1/secret";
  const there: Json[] = [
    { url_type: 0, callback_url: mine },
    { url_type: 1, callback_url: "https://other.test/x" },
  ];
  const { heard, channel } = await service(t, ({ method, path, body }) => {
    if (method === "POST") {
      if (path === "/v1/aim/callbacks") there.push(body);
      return [200, { status: "success" }];
    }
    return [200, path === "/v1/aim/callbacks" ? { data: there } : { data: { callbacks: [] } }];
  });
  const first = await registerCallbacks(channel, mine);
  assert.deepEqual(
    [first.outcome, first.why],
    ["registered", "other addresses are registered too, at other.test"],
  );
  const made = heard.filter(({ method }) => method === "POST").map(({ path, body }) => [path, body.url_type]);
  assert.deepEqual(made, [
    ["/v1/aim/callbacks", 1],
    ["/v1/aim/callbacks", 2],
    ["/v1/aim-basic/callbacks", 0],
    ["/v1/aim-basic/callbacks", 1],
  ]);
});

test("an account that may not register is told so, and one that does not answer is asked again", async (t) => {
  let status = 403;
  const { channel } = await service(t, ({ method }) =>
    method === "GET"
      ? [200, { data: [] }]
      : [status, status === 403 ? { error_code: "KM.00000403", error_msg: "only te_admin" } : {}],
  );
  const no = await registerCallbacks(channel, "https://a.test/x");
  assert.equal(no.outcome, "by_hand");
  assert.match(no.why ?? "", /te_admin/);
  status = 502;
  assert.equal((await registerCallbacks(channel, "https://a.test/x")).outcome, "away");
});
