/** Access keys at the API: the vendor's own client signs, a bearer on our own routes, and whoever is neither is told nothing of keys. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { AKSKSigner } from "@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js";
import { idOf } from "../fixtures.ts";
import { type MadeKey, madeKey, madePolicy } from "../keys/key_fixtures.ts";
import { programsOf } from "./programs.ts";
import { clientOf, vendorCall } from "./signed.ts";
import { testStage } from "./stage.ts";

const stage = await testStage({ volatile: true }, "api");
const { db } = stage;
const { ask, base } = await programsOf(stage);
await madePolicy(
  db,
  "api",
  "KooMessage:template:list",
  "KooMessage:resolveTask:list",
  "KooMessage:resolveTask:create",
);
const key = await madeKey(db, { name: "program", policies: ["api"] });
const bearer = ({ key_id, secret }: MadeKey) => ({ authorization: `Bearer ${key_id}.${secret}` });

const asked = (url: string, method = "GET", data?: object, queryParams = {}) => ({
  ...{
    url,
    method,
    contentType: "application/json",
    queryParams,
    pathParams: {},
    headers: {} as Record<string, string>,
  },
  ...(data ? { data } : {}),
});
const call = vendorCall;

test("the vendor's client lists templates and makes links with nothing changed but endpoint and keys", async () => {
  const client = clientOf(key, base);
  const { templates } = await call(
    client,
    asked("/v1/aim/templates", "GET", undefined, { limit: 5, tpl_name: "签收" }),
  );
  assert.deepEqual(
    templates.map(({ tpl_name }: { tpl_name: string }) => tpl_name),
    ["签收提醒"],
  );
  const made = await call(
    client,
    asked("/v1/aim/resolve-tasks", "POST", {
      ...{
        tpl_id: await idOf(db, "templates", "开卡欢迎图文"),
        sms_signs: ["云杉商城"],
        resolving_times: 100,
      },
      ...{ aim_code_type: "group", expiration_time: 30 },
      params: [{ cust_flag: "all", dync_params: { name: "您", amount: "10" } }],
    }),
  );
  assert.equal(made.params[0].result_code, "0");
  const [line] =
    await db.sql`select actor_name, source from public.audit_log where resource = 'resolve_task' and resource_id = ${made.task_id}`;
  assert.match(line?.actor_name, /program/);
  assert.equal(line?.source, "api");
});

test("another secret, another key and a request that was changed are all told the same", async () => {
  for (const client of [
    clientOf({ ...key, secret: key.secret.replace(/^./, (first) => (first === "0" ? "1" : "0")) }, base),
    clientOf({ ...key, key_id: "TDAAAAAAAAAAAAAAAAAA" }, base),
  ]) {
    const error = await call(client, asked("/v1/aim/templates")).then(
      () => null,
      (thrown) => thrown,
    );
    assert.deepEqual(
      [error?.data?.error_code ?? error?.errorCode, error?.status ?? error?.httpStatusCode],
      ["APIGW.0301", 401],
    );
  }
});

test("a signed request that sends or mints, sent again on its way, is answered and acts once; it can be given no other key", async () => {
  const body = {
    ...{ tpl_id: await idOf(db, "templates", "开卡欢迎图文"), sms_signs: ["云杉商城"], resolving_times: 100 },
    ...{ aim_code_type: "group", expiration_time: 30 },
    params: [{ cust_flag: "all", dync_params: { name: "您", amount: "10" } }],
  };
  const about = { method: "POST", endpoint: `${base}/v1/aim/resolve-tasks`, queryParams: {}, data: body };
  const who = { getAk: () => key.key_id, getSk: () => key.secret };
  const request = { ...about, headers: { "content-type": "application/json" } };
  const headers = AKSKSigner.sign(request as never, who as never) as unknown as Record<string, string>;
  const send = (more: Record<string, string> = {}) =>
    ask("POST", "/v1/aim/resolve-tasks", "nobody", { body, headers: { ...headers, ...more } });
  const first = await send();
  assert.equal(first.status, 200, JSON.stringify(first.body));
  const again = await send();
  assert.deepEqual([again.status, again.body.task_id], [200, first.body.task_id]);
  const other = await send({ "idempotency-key": "another" });
  assert.deepEqual([other.status, other.body.error_code], [401, "APIGW.0301"]);
  const [row] =
    await db.sql`select count(*)::int as made from public.audit_log where resource = 'resolve_task' and verb = 'create'
      and resource_id::text = ${first.body.task_id}`;
  assert.equal(row?.made, 1);
});

test("who names nobody, or a wrong key, is told how one says who asks; a right that a key lacks, how it gets one", async () => {
  const [own, vendor] = [
    await ask("GET", "/resources/templates", "nobody"),
    await ask("GET", "/v1/aim/templates", "nobody"),
  ];
  assert.match(own.body.hint, /Authorization: Bearer/);
  assert.match(vendor.body.error_msg, /SDK-HMAC-SHA256/);
  assert.deepEqual(
    [own, vendor].map(({ status, headers }) => [status, headers.get("www-authenticate")]),
    [
      [401, "Bearer"],
      [401, "SDK-HMAC-SHA256"],
    ],
  );
  const lacks = await ask("GET", "/resources/sends", "nobody", { headers: bearer(key) });
  assert.match(lacks.body.hint, /access-key edit/);
  const person = await ask("POST", "/resources/sms-apps", "dan", { body: { name: "no" } });
  assert.match(person.body.hint, /group/);
});

test("a key as a bearer asks our own routes, with its limit in the answer; the vendor's routes take no secret that travels", async () => {
  const list = await ask("GET", "/resources/templates?limit=1", "nobody", { headers: bearer(key) });
  assert.equal(list.status, 200, JSON.stringify(list.body));
  assert.match(list.headers.get("ratelimit-policy") ?? "", /^"key";q=\d+;w=\d+$/);
  assert.match(list.headers.get("ratelimit") ?? "", /^"key";r=\d+;t=\d+$/);
  assert.equal((await ask("GET", "/resources/sends", "nobody", { headers: bearer(key) })).status, 403);
  const wrong = await ask("GET", "/resources/templates", "nobody", {
    headers: bearer({ ...key, secret: `${key.secret.slice(0, -1)}_` }),
  });
  assert.deepEqual([wrong.status, wrong.body.code], [401, "access_key_refused"]);
  assert.equal((await ask("GET", "/v1/aim/templates", "nobody", { headers: bearer(key) })).status, 401);
});

test("each call of a key is in its log, refused ones too, under the id of its answer and without numbers", async () => {
  const rows = async (trace: string | null) =>
    db.as("alice").rows("select * from public.access_key_request_cards where request_id = $1", [trace]);
  const traceOf = async (path: string, method = "GET", body?: object) =>
    (await ask(method, path, "nobody", { headers: bearer(key), ...(body ? { body } : {}) })).headers.get(
      "x-request-id",
    );
  const [done, refused] = [
    await traceOf("/resources/templates?limit=1"),
    await traceOf("/resources/sends", "POST", { name: "给 13800138000", secret: "x" }),
  ];
  // It is written after the answer.
  while ((await rows(done)).length + (await rows(refused)).length < 2) await pause(20);
  const [read] = await rows(done);
  assert.deepEqual(
    [read.called, read.status, read.outcome, read.code, read.body, read.access_key_name],
    ["GET /resources/templates", 200, "done", null, null, "program"],
  );
  const [turned] = await rows(refused);
  assert.deepEqual([turned.status, turned.outcome, turned.code], [422, "refused", "input_invalid"]);
  assert.deepEqual(turned.body, { name: "给 138****8000", secret: "…" });
});

test("a key from elsewhere, one over its limit and one that was revoked are refused", async () => {
  const elsewhere = await madeKey(db, { policies: ["api"], addresses: ["203.0.113.0/24"] });
  assert.equal(
    (await ask("GET", "/resources/templates", "nobody", { headers: bearer(elsewhere) })).status,
    403,
  );
  const slow = await madeKey(db, { policies: ["api"], most_a_minute: 1 });
  const answers = [];
  for (let n = 0; n < 3; n += 1)
    answers.push(await ask("GET", "/resources/templates?limit=1", "nobody", { headers: bearer(slow) }));
  assert.deepEqual([answers[0]?.status, answers[2]?.status], [200, 429]);
  assert.ok(Number(answers[2]?.headers.get("retry-after")) > 0);
  const { error } = await db.as("alice").rpc("revoke_access_key", { access_key: key.id });
  assert.equal(error, null, JSON.stringify(error));
  const revoked = await ask("GET", "/resources/templates", "nobody", { headers: bearer(key) });
  assert.deepEqual([revoked.status, revoked.body.code], [401, "access_key_refused"]);
});
