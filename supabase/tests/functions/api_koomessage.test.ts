/** The operations of KooMessage, asked as its clients ask: the same paths, fields and errors. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { idOf, phones, yunshan } from "../fixtures.ts";
import { type Asking, programsOf } from "./programs.ts";
import { dispatchAll, untilDone, untilSending } from "./sends.ts";
import { type Caller, testStage } from "./stage.ts";

const stage = await testStage({ volatile: true }, "api", "check-device", "dispatch", "receive-receipts");
const { db } = stage;
const programs = await programsOf(stage);

/** With the token of a session, as the vendor's clients show that of its IAM. */
const ask = async (method: string, path: string, who: Caller, asking: Asking = {}) => {
  const { authorization = "" } = await stage.headers(who);
  const headers = { ...asking.headers, "x-auth-token": authorization.replace("Bearer ", "") };
  return programs.ask(method, path, "nobody", { ...asking, headers });
};

const template = await idOf(db, "templates", "签收提醒");
const sms = await idOf(db, "sms_templates", "订单通知");
const [place] = await db.sql`
  select c.number as channel_number, a.name as sms_app_name, g.name as sms_sign from public.sms_templates m
  join public.sms_template_versions v on v.id = m.live_version_id
  join public.sms_signatures g on g.id = v.signature_id join public.sms_apps a on a.id = g.app_id
  cross join public.channels c where m.id = ${sms} and c.enterprise_id = ${await yunshan(db)} and c.is_default`;
const { parameters } = (
  await db.sql`select v.parameters from public.templates t
  join public.template_versions v on v.id = t.live_version_id where t.id = ${template}`
)[0] as { parameters: string[] };
const valuesOf = (at: number) => Object.fromEntries(parameters.map((name) => [name, `${at}`]));

test("without a token, or with one of nobody, the gateway's own error is answered", async () => {
  const tokens: Record<string, string>[] = [{}, { "x-auth-token": "no.such.token" }];
  for (const headers of tokens) {
    const { status, body } = await programs.ask("GET", "/v1/aim/templates", "nobody", { headers });
    assert.deepEqual([status, body.error_code, typeof body.error_msg], [401, "APIGW.0301", "string"]);
  }
  const nowhere = await fetch(`${programs.base}/v1/aim/dragons`);
  assert.deepEqual([nowhere.status, (await nowhere.json()).error_code], [404, "APIGW.0101"]);
});

test("templates are listed in pages, narrowed as the service narrows them", async () => {
  const all = await ask("GET", "/v1/aim/templates?limit=100", "bob");
  assert.equal(all.status, 200, JSON.stringify(all.body));
  const { templates, page_info } = all.body;
  assert.deepEqual([page_info.offset, page_info.total], [0, templates.length]);
  const one = templates.find(({ tpl_id }: { tpl_id: string }) => tpl_id === template);
  assert.deepEqual([one.tpl_name, one.audit_state, one.tpl_state], ["签收提醒", 2, 1]);
  assert.deepEqual(one.params.map(({ name }: { name: string }) => name).sort(), [...parameters].sort());
  assert.ok(JSON.parse(one.pages));
  const count = async (query: string) => {
    const { status, body } = await ask("GET", `/v1/aim/templates?${query}`, "bob");
    assert.equal(status, 200, `${query}: ${JSON.stringify(body)}`);
    return body.page_info.total;
  };
  assert.equal(await count(`tpl_id=${template}`), 1);
  assert.equal(await count("tpl_id=123456789"), 0);
  assert.equal(await count(`tpl_name=${encodeURIComponent("签收")}`), 1);
  assert.equal((await count("has_param=true")) + (await count("has_param=false")), templates.length);
  assert.ok((await count("factory_type=HUAWEI&factory_type=OPPO")) > 0);
  assert.equal(await count("tpl_type=public&has_param=true"), 0, "this database has no public ones");
  const second = await ask("GET", "/v1/aim/templates?offset=1&limit=1&is_only_status=true", "bob");
  assert.deepEqual(
    [second.body.templates[0].tpl_id, second.body.templates[0].pages],
    [templates[1].tpl_id, undefined],
  );
  assert.equal((await ask("GET", "/v1/aim/templates", "mallory")).body.page_info.total, 0);
  for (const query of [
    "begin_time=2026-11-01T00:00:00Z",
    "begin_time=yesterday&end_time=today",
    "limit=0",
    "offset=-1",
    "factory_type=NOKIA",
    "more=1",
  ]) {
    const bad = await ask("GET", `/v1/aim/templates?${query}`, "bob");
    assert.ok(bad.status === 400 || bad.status === 422, `${query}: ${bad.status}`);
    assert.match(bad.body.error_code, /^KM\.900164|^KM\.90016803$/);
  }
});

test("numbers are told apart by what their phones show", async () => {
  const mobiles = ["13800138000", "8613800138001", "12345"];
  const { status, body } = await ask("POST", "/v1/aim/mobile-capabilities/check", "bob", {
    body: { mobiles, tpl_id: template },
  });
  assert.equal(status, 200, JSON.stringify(body));
  assert.deepEqual([...body.supported_mobiles, ...body.unsupported_mobiles].sort(), [...mobiles].sort());
  assert.ok(body.unsupported_mobiles.includes("12345"));
  const hashed = await ask("POST", "/v1/aim/mobile-capabilities/check", "bob", {
    body: { mobiles, encryption_alg: "SHA1" },
  });
  assert.deepEqual([hashed.status, hashed.body.error_code], [400, "KM.90016803"]);
  assert.equal(
    (await ask("POST", "/v1/aim/mobile-capabilities/check", "bob", { body: { mobiles: [] } })).status,
    422,
  );
});

const links = (more: object = {}) => ({
  tpl_id: template,
  sms_signs: ["云杉商城"],
  resolving_times: 1,
  aim_code_type: "individual",
  expiration_time: 7,
  params: [
    { cust_flag: "客户一", dync_params: valuesOf(1) },
    { cust_flag: "客户二", dync_params: { nothing: "x" } },
  ],
  ...more,
});

test("personal links are made, one that cannot be made says why, and the task is listed", async () => {
  const headers = { "idempotency-key": randomUUID() };
  const made = await ask("POST", "/v1/aim/resolve-tasks", "bob", { body: links(), headers });
  assert.equal(made.status, 200, JSON.stringify(made.body));
  const [good, bad] = made.body.params;
  assert.deepEqual([good.cust_flag, good.result_code], ["客户一", "0"]);
  assert.match(good.aim_url, /^[\w.:-]+(\/\w+)*\/\w{8}$/);
  assert.equal(good.aim_code, good.aim_url.split("/").at(-1));
  assert.deepEqual([bad.result_code, bad.error_message], ["KM.90016802", "missing_parameter"]);
  const again = await ask("POST", "/v1/aim/resolve-tasks", "bob", { body: links(), headers });
  assert.equal(again.body.task_id, made.body.task_id, "a repeated request makes no second task");
  for (const query of [
    `task_id=${made.body.task_id}`,
    `tpl_id=${template}`,
    `aim_url=${encodeURIComponent(good.aim_url)}`,
    `task_id=${made.body.task_id}&cust_flag=${encodeURIComponent("客户一")}`,
  ]) {
    const { status, body } = await ask("GET", `/v1/aim/resolve-tasks?${query}`, "bob");
    assert.equal(status, 200, JSON.stringify(body));
    const task = body.resolve_tasks.find(({ task_id }: { task_id: string }) => task_id === made.body.task_id);
    assert.equal(task?.params[0].aim_code, good.aim_code, query);
  }
  assert.equal(
    (await ask("GET", `/v1/aim/resolve-tasks?task_id=${made.body.task_id}`, "mallory")).body.page_info.total,
    0,
  );
});

test("what the law refuses of links, a client reads in the service's shape", async () => {
  const cases: [object, number, string][] = [
    [links({ tpl_id: randomUUID() }), 404, "not_found"],
    [links({ resolving_times: 2 }), 422, "max_resolutions_invalid"],
    [links({ expiration_time: 100 }), 422, "validity_out_of_range"],
    [links({ aim_code_type: "group" }), 400, "KM.90016803"],
    [links({ generation_type: "2" }), 400, "KM.90016803"],
    [links({ domain: "nowhere.test" }), 400, "KM.90016803"],
    [links({ params: [] }), 422, "KM.90016803"],
    [links({ sms_signs: ["【云杉】"] }), 422, "signatures_invalid"],
    [links({ params: [{ cust_flag: "a", custom_url: "https://a.test" }] }), 422, "group_only"],
  ];
  for (const [body, status, code] of cases) {
    const answer = await ask("POST", "/v1/aim/resolve-tasks", "bob", { body });
    assert.deepEqual([answer.status, answer.body.error_code], [status, code], JSON.stringify(answer.body));
  }
  assert.equal((await ask("POST", "/v1/aim/resolve-tasks", "dan", { body: links() })).status, 403);
});

const sendTask = (numbers: readonly string[], more: object = {}) => ({
  task_name: "接口群发",
  sms_channel: { ...place, sms_tpl_id: sms },
  resolve_task: {
    tpl_id: template,
    resolve_times: 1,
    aim_code_type: "individual",
    expiration_time: 7,
    params: numbers.map((cust_flag, at) => ({ cust_flag, dync_params: valuesOf(at) })),
    ...more,
  },
});

test("a send of a hundred numbers is handed in once, goes out when it is approved, and is told in lists, details and reports", async () => {
  const numbers = phones(100, 500).map((phone) => phone.replace("+86", ""));
  const headers = { "idempotency-key": randomUUID() };
  const made = await ask("POST", "/v1/aim/send-tasks", "bob", { body: sendTask(numbers), headers });
  assert.equal(made.status, 200, JSON.stringify(made.body));
  const { task_id, task_state, submission_count } = made.body;
  assert.deepEqual([task_state, submission_count], ["Success", 100]);
  const again = await ask("POST", "/v1/aim/send-tasks", "bob", { body: sendTask(numbers), headers });
  assert.equal(again.body.task_id, task_id);
  const [row] = await db.sql`select state, created_by from public.sends where id = ${task_id}`;
  assert.equal(row?.state, "in_review", "no call sends what nobody has approved");
  assert.equal((await db.as("carol").rpc("approve_send", { send: task_id })).error, null);
  await untilSending(stage, task_id);
  await dispatchAll(stage);
  await untilDone(stage, task_id);
  const list = await ask("GET", `/v1/aim/send-tasks?task_id=${task_id}&task_status=Success`, "bob");
  const [task] = list.body.aim_send_tasks;
  assert.deepEqual(
    [task.task_name, task.submission_count, task.sms_channel.channel_number, task.sms_channel.sms_sign],
    ["接口群发", 100, place?.channel_number, place?.sms_sign],
  );
  const details = await ask("GET", `/v1/aim/send-details?task_id=${task_id}&offset=0&limit=100`, "bob");
  assert.deepEqual([details.body.page_info.total, details.body.send_details.length], [100, 100]);
  const ok = details.body.send_details.filter(
    ({ send_status }: { send_status: string }) => send_status === "success",
  );
  assert.equal(ok.length, task.success_number);
  assert.ok(
    details.body.send_details.every(({ cust_flag }: { cust_flag: string }) => cust_flag.includes("****")),
  );
  const one = await ask(
    "GET",
    `/v1/aim/send-details?task_id=${task_id}&cust_flag=${numbers[3]}&offset=0&limit=10`,
    "bob",
  );
  assert.equal(one.body.send_details.length, 1);
  const day = await ask("GET", `/v1/aim/send-details?tpl_id=${template}&offset=90&limit=20`, "bob");
  assert.equal(day.status, 200);
  assert.ok(day.body.send_details.length >= 10);
  await db.as("bot").rpc("clock_sweep");
  const report = await ask("POST", "/v1/aim/send-reports", "bob", {
    body: { report_type: "1", tpl_id: template },
  });
  assert.equal(report.status, 200, JSON.stringify(report.body));
  for (const path of [
    `/v1/aim/send-tasks?task_id=${task_id}`,
    `/v1/aim/send-details?task_id=${task_id}&offset=0&limit=10`,
  ]) {
    const strange = await ask("GET", path, "mallory");
    assert.equal(strange.body.page_info.total, 0, path);
  }
});

test("a send that cannot be is refused, and nothing of it is sent", async () => {
  const [number = ""] = phones(1, 900);
  const wrong = (changes: object) => ({
    ...sendTask([number]),
    sms_channel: { ...place, sms_tpl_id: sms, ...changes },
  });
  const cases: [object, number, string][] = [
    [wrong({ channel_number: "1" }), 400, "KM.00001098"],
    [wrong({ sms_tpl_id: "123456789" }), 400, "KM.00001082"],
    [wrong({ sms_sign: "别人" }), 400, "KM.00001076"],
    [wrong({ sms_app_name: "别的应用" }), 400, "KM.90016803"],
    [sendTask(["12345"]), 422, "invalid_number"],
    [sendTask([number], { tpl_id: "123456789" }), 400, "KM.00001082"],
    [sendTask([number], { tpl_id: randomUUID() }), 404, "not_found"],
    [sendTask([number], { aim_code_type: "group" }), 422, "KM.90016803"],
    [sendTask([number], { params: [{ cust_flag: number, sms_params: ["x"] }] }), 400, "KM.00001376"],
    [
      sendTask([number], { params: [{ cust_flag: number, custom_short_code: "abcdefghi" }] }),
      400,
      "KM.90016803",
    ],
    [sendTask(Array.from({ length: 101 }, () => number)), 422, "KM.90016803"],
  ];
  const before = await db.sql`select count(*)::int as n from public.sends where state <> 'draft'`;
  for (const [body, status, code] of cases) {
    const answer = await ask("POST", "/v1/aim/send-tasks", "bob", { body });
    assert.deepEqual([answer.status, answer.body.error_code], [status, code], JSON.stringify(answer.body));
  }
  assert.equal((await ask("POST", "/v1/aim/send-tasks", "dan", { body: sendTask([number]) })).status, 403);
  assert.deepEqual(await db.sql`select count(*)::int as n from public.sends where state <> 'draft'`, before);
});

test("a marketing send states why its recipients agreed, in a field that the service does not have", async () => {
  const marketing = await idOf(db, "templates", "开卡欢迎图文");
  const [number = ""] = phones(1, 950);
  const params = [{ cust_flag: number, dync_params: { name: "张女士", amount: "10" } }];
  const body = sendTask([number], { tpl_id: marketing, params });
  const refused = await ask("POST", "/v1/aim/send-tasks", "bob", { body });
  assert.deepEqual([refused.status, refused.body.error_code], [422, "consent_required"]);
  const made = await ask("POST", "/v1/aim/send-tasks", "bob", {
    body: { ...body, consent: "会员注册时同意" },
  });
  assert.equal(made.status, 200, JSON.stringify(made.body));
  const [row] = await db.sql`select consent from public.sends where id = ${made.body.task_id}`;
  assert.equal(row?.consent, "会员注册时同意");
});
