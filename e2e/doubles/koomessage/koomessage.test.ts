import assert from "node:assert/strict";
import { request as ask } from "node:http";
import { after, before, beforeEach, test } from "node:test";
import { CALM } from "./control.ts";
import { type Koomessage, startKoomessage } from "./double.ts";
import { asker, cards, receiver, tokenOf } from "./stage.ts";

let service: Koomessage;
let call: Awaited<ReturnType<typeof asker>>;
let ours: Awaited<ReturnType<typeof receiver>>;
before(async () => {
  service = await startKoomessage();
  call = await asker(service);
  ours = await receiver();
});
after(async () => {
  await service?.stop();
  ours?.close();
});
beforeEach(async () => {
  await service.control(CALM);
  ours.got.length = 0;
});

const HOST = "koomessage.myhuaweicloud.cn";
const KEYS = "SDK-HMAC-SHA256 Access=DOUBLEACCESSKEY00001, SignedHeaders=";

/** A request by hand, with headers that fetch would not let pass. */
const bare = (method: string, path: string, headers: Record<string, string>, body?: string) =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    const asked = ask(
      `${service.url}${path}`,
      { method, headers: { host: HOST, ...headers } },
      async (answer) => {
        let text = "";
        for await (const chunk of answer) text += chunk;
        resolve({ status: answer.statusCode ?? 0, text });
      },
    );
    asked.on("error", reject);
    asked.end(body);
  });

test("a signature of the SDK is taken at its time, and no other one", async () => {
  // Both were made by @huaweicloud/huaweicloud-sdk-core 3.1.211 for 2026-11-30T04:05:06Z.
  const signature = `${KEYS}host;x-sdk-date, Signature=33e1c43b68771020241379cfef671082b309287796d1fd19c46682ee3ce17eef`;
  const path = `/v1/aim/templates?tpl_name=${encodeURIComponent("会员日 50%")}&limit=10&offset=0&factory_type=HUAWEI&factory_type=VIVO`;
  const headers = { "x-sdk-date": "20261130T040506Z", authorization: signature };
  const at = (iso: string) => service.control({ seconds_off: (Date.parse(iso) - Date.now()) / 1000 });
  await at("2026-11-30T04:19:00Z");
  assert.equal((await bare("GET", path, headers)).status, 200);
  const other = await bare("GET", path.replace("limit=10", "limit=11"), headers);
  assert.equal(other.status, 401);
  assert.match(other.text, /APIGW\.0301.*verify aksk signature fail/);
  const posted = `${KEYS}content-type;host;x-sdk-date, Signature=b6ddad12c992946439804f147a73f6debd3f8fd1d067d81bbd987fb21203572e`;
  const body = JSON.stringify({ callback_url: "https://tidings.example/收", url_type: 0 });
  const withBody = { ...headers, authorization: posted, "content-type": "application/json" };
  assert.equal((await bare("POST", "/v1/aim/callbacks", withBody, body)).status, 200);
  assert.equal((await bare("POST", "/v1/aim/callbacks", withBody, body.replace("0", "1"))).status, 401);
  await at("2026-11-30T04:21:00Z");
  assert.match((await bare("GET", path, headers)).text, /signature expired, signature time:20261130T040506Z/);
  await at("2026-11-30T04:05:06Z");
  for (let n = 0; n < 5; n += 1) await bare("GET", `${path}&offset=1`, headers);
  assert.match((await bare("GET", path, headers)).text, /AK access failed to reach the limit/);
});

test("a token is of a project, for the right password, and ends", async () => {
  await service.control({ token_seconds: 0 });
  const short = await tokenOf(service);
  const answer = await fetch(`${service.url}/v1/aim/callbacks`, { headers: { "x-auth-token": short } });
  assert.equal(answer.status, 401);
  assert.equal((await answer.json()).error_code, "APIGW.0307");
  assert.equal(await tokenOf({ ...service, password: "other" }), "");
  const none = await fetch(`${service.url}/v1/aim/callbacks`);
  assert.equal((await none.json()).error_code, "APIGW.0301");
});

const register = async (...types: readonly number[]) => {
  for (const url_type of [0, 1, 2]) {
    const callback_url = types.includes(url_type) ? `${ours.url}/${url_type}` : "http://127.0.0.1:1/";
    await call("POST", "/v1/aim/callbacks", { callback_url, url_type });
  }
};

test("cards go out with a link each; receipts and what phones ask for come to the addresses", async () => {
  await register(0, 1, 2);
  const numbers = ["13800000001", "13800000002", "13800000003", "13800000004", "13800138008"];
  const { body } = await call("POST", "/v1/aim/send-tasks", cards(numbers));
  assert.equal(body.task_state, "Success");
  assert.deepEqual(
    [body.submission_count, body.send_count, body.resolve_count, body.support_resolve_count],
    [5, 4, 4, -1],
  );
  assert.equal(body.failed_short_chains[0].cust_flag, "13800000004");
  const sent = (await service.ledger()).filter((one) => one.task_id === body.task_id);
  assert.deepEqual(
    sent.map(({ to }) => to),
    ["13800000001", "13800000002", "13800000003", "13800138008"],
  );
  assert.match(
    sent[0]?.text ?? "",
    /^【云杉会员】张女士，会员日福利已到账，点击 km2g\.cn\/\w{6} 领取。拒收请回复R$/,
  );
  const of = (type: string) =>
    ours.got.filter((one) => one.body.callback_type === type).flatMap((one) => [one.body.body].flat());
  await ours.until(() => of("sms").length === 4 && of("shortchain").length === 1);
  assert.ok(ours.got.every(({ path }) => path === "/2"));
  const byNumber = Object.fromEntries(of("sms").map((one) => [one.cust_flag, one]));
  assert.match(byNumber["13800000001"].send_status, /^(?:DELIVRD|Deliverd)$/);
  assert.equal(byNumber["13800000002"].send_status, "MK:0001");
  assert.equal(byNumber["13800000003"].send_status, "EXPIRED");
  assert.equal(of("shortchain")[0].aim_url, byNumber["13800000001"].aim_url);
  // A number that ends in 8 is of a phone that shows no cards.
  assert.equal(
    (await call("POST", "/v1/aim/mobile-capabilities/check", { mobiles: ["13800138008", "8613800000001"] }))
      .body.supported_mobiles[0],
    "8613800000001",
  );
  const path = `/v1/aim/send-details?task_id=${body.task_id}&offset=0&limit=2`;
  const details = (await call("GET", path)).body;
  assert.equal(details.page_info.total, 4);
  assert.equal(details.send_details.length, 2);
  const tasks = (await call("GET", "/v1/aim/send-tasks?task_name=tidings-1")).body.aim_send_tasks;
  assert.equal(tasks[0].success_number, 2);
});

test("a task of one number is told to the address of single receipts, as an object", async () => {
  await register(0, 1, 2);
  await call("POST", "/v1/aim/send-tasks", cards(["13800000002"]));
  const single = () => ours.got.find((one) => one.body.body?.cust_flag === "13800000002");
  await ours.until(() => single() !== undefined);
  assert.equal(single()?.path, "/0");
  assert.equal(single()?.body.retry, false);
});

test("receipts come before the answer, repeated and out of order where they are asked to", async () => {
  await register(0, 1, 2);
  await service.control({
    receipts_before_answer: true,
    repeat_receipts: 2,
    shuffle_receipts: true,
    open_rate: 0,
  });
  await call("POST", "/v1/aim/send-tasks", cards(["13800138001", "13800138002"]));
  assert.equal(ours.got.length, 2);
  await service.control({ receipts_before_answer: false });
  await call("POST", "/v1/aim/send-tasks", cards(["13800138003", "13800138004"]));
  const told = () => ours.got.flatMap((one) => [one.body.body].flat());
  await ours.until(() => told().filter((one) => one.cust_flag === "13800138003").length === 3);
});

test("whatever is answered to a receipt counts as taken; only where nobody answers it comes again", async () => {
  const angry = await receiver(() => 500);
  await call("POST", "/v1/aim/callbacks", { callback_url: angry.url, url_type: 0 });
  await call("POST", "/v1/aim/send-tasks", cards(["13800000001"]));
  await angry.until(() => angry.got.length >= 2);
  angry.close();
  await call("POST", "/v1/aim/send-tasks", cards(["13800000002"]));
  const stats = async () => (await fetch(`${service.url}/stats`)).json();
  while (!(await stats()).callbacks_unanswered) await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(angry.got.length, 2);
});

test("templates are made, decided on by one vendor after the other, taken back, disabled and deleted", async () => {
  await register(1);
  await service.control({ review_delay_ms: [5, 10] });
  const { body: material } = await call("POST", "/v1/aim/template-materials", {
    resource_type: "image",
    file_type: "stream",
    file_stream: `data:image/png;base64,${Buffer.from("picture").toString("base64")}`,
    file_name: "a.png",
    image_rate: "sixteenToNine",
  });
  const made = template(material.data.aim_resource_id);
  const { status, body } = await call("POST", "/v1/aim/templates", made);
  assert.equal(status, 200, JSON.stringify(body));
  const { tpl_id } = body.data;
  assert.match(tpl_id, /^\d{9}$/);
  await ours.until(() => ours.got.length === 2);
  assert.deepEqual(
    ours.got.map((one) => one.body.factory_info.map((each: { state: number }) => each.state)),
    [
      [1, 0],
      [1, 1],
    ],
  );
  assert.deepEqual([ours.got[0]?.body.audit_state, ours.got[0]?.body.tpl_state], [2, 1]);
  const minted = await call("POST", "/v1/aim/resolve-tasks", links(tpl_id));
  assert.equal(minted.body.params[0].result_code, "0");
  await service.control({ revoked_templates: [tpl_id] });
  await ours.until(() => ours.got.length === 3);
  assert.equal(ours.got[2]?.body.audit_state, 3);
  const refused = await call("POST", "/v1/aim/resolve-tasks", links(tpl_id));
  assert.equal(refused.body.error_code, "KM.90016805");
  const found = await call("GET", `/v1/aim/templates?tpl_id=${tpl_id}&is_only_status=true`);
  assert.equal(found.body.templates[0].audit_state, 3);
  assert.equal((await call("DELETE", `/v1/aim/template/${tpl_id}`)).status, 200);
  assert.equal((await call("DELETE", `/v1/aim/template/${tpl_id}`)).body.error_code, "KM.90016805");
  assert.equal((await call("PUT", "/v1/aim/template-state/600000001", { tpl_state: 1 })).status, 200);
});

const links = (tpl_id: string, more: object = {}) => ({
  tpl_id,
  sms_signs: ["云杉会员"],
  resolving_times: 1,
  aim_code_type: "individual",
  expiration_time: 7,
  params: [{ cust_flag: "42" }],
  ...more,
});

const template = (src: string, more: object = {}) => ({
  card_id: "StandardImageAndText",
  tpl_name: "会员日",
  use_id: 1,
  pages: [
    {
      page_order: 1,
      contents: [
        {
          type: "image",
          src_type: 1,
          src,
          position_number: 1,
          action_type: "OPEN_URL",
          action: { target: "https://a.example" },
        },
        { type: "text", content: "福利已到账。拒收请回复R", position_number: 2 },
        {
          type: "button",
          content: "查看",
          position_number: 3,
          action_type: "OPEN_BROWSER",
          action: { target: "http://a.example" },
        },
      ],
    },
  ],
  factorys: [
    { factory_type: "HUAWEI", state: 1 },
    { factory_type: "XIAOMI", state: 1 },
    { factory_type: "VIVO", state: 0 },
  ],
  ...more,
});

test("a rejected template says why", async () => {
  await register(1);
  await service.control({ review_delay_ms: [5, 10], template_reject: "图片不清晰" });
  await call("POST", "/v1/aim/templates", {
    card_id: "PureText",
    tpl_name: "长文",
    use_id: 1,
    pages: [{ page_order: 1, contents: [{ type: "text", content: "拒收请回复R", position_number: 1 }] }],
    factorys: [{ factory_type: "HUAWEI", state: 1 }],
  });
  await ours.until(() => ours.got.length === 1);
  assert.deepEqual([ours.got[0]?.body.audit_state, ours.got[0]?.body.audit_desc], [3, "图片不清晰"]);
});

test("a link that was minted is opened as often as it was ordered", async () => {
  await register(0, 1, 2);
  const group = links("600000001", { aim_code_type: "group", resolving_times: 2, expiration_time: 180 });
  const { body } = await call("POST", "/v1/aim/resolve-tasks", group);
  const { aim_url } = body.params[0];
  const open = async () => {
    const answer = await fetch(`${service.url}/phones/open`, {
      method: "POST",
      body: JSON.stringify({ aim_url }),
    });
    return (await answer.json()).opened;
  };
  assert.deepEqual([await open(), await open(), await open()], [true, true, false]);
  await ours.until(() => ours.got.length === 2);
  assert.deepEqual(
    [ours.got[0]?.path, ours.got[0]?.body.callback_type, ours.got[0]?.body.body.cust_flag],
    ["/0", "shortchain", "42"],
  );
  const details = await call("GET", `/v1/aim/resolve-details?task_id=${body.task_id}&offset=0&limit=10`);
  assert.equal(details.body.resolve_details[0].resolved_status, "success");
});

test("texts have an answer a number, and their phones open a link that was minted for their signature", async () => {
  await register(0, 1, 2);
  const { body: minted } = await call("POST", "/v1/aim/resolve-tasks", links("600000001"));
  const { aim_url } = minted.params[0];
  const content = (to: string[], ...template_params: string[]) => ({
    to,
    template_id: "sms-member",
    template_params,
  });
  const { body } = await call("POST", "/v1/aim/sms/diff-messages", {
    task_name: "tidings-2",
    sms_content: [
      content(["+8613800000001"], aim_url),
      content(["13800000004"], "km2g.cn/AAAAAA"),
      content(["13800138001"]),
    ],
  });
  assert.deepEqual(
    body.result.map((one: { send_status: string }) => one.send_status),
    ["000000", "E200033", "E200028"],
  );
  const told = () => ours.got.flatMap((one) => [one.body.body].flat());
  await ours.until(() => told().some((one) => one.aim_url === aim_url && one.status === 0));
  await ours.until(() => told().some((one) => one.msg_id === body.result[0].msg_id));
  assert.equal(told().find((one) => one.msg_id === body.result[0].msg_id).cust_flag, "+8613800000001");
});

test("answers fail in every way that is asked for, and what was done stands in the ledger", async () => {
  const cursor = (await service.ledger()).length;
  const sentSince = async () => (await service.ledger()).length - cursor;
  const send = () => call("POST", "/v1/aim/send-tasks", cards(["13800138001"]));
  await service.control({ accept_then_drop_rate: 1 });
  await assert.rejects(send());
  assert.equal(await sentSince(), 1);
  await service.control({ ...CALM, half_rate: 1 });
  assert.equal(typeof (await send()).body, "string");
  assert.equal(await sentSince(), 2);
  await service.control({ ...CALM, error_in_200_rate: 1 });
  const wrong = await send();
  assert.deepEqual([wrong.status, wrong.body.error_code], [200, "KM.90016803"]);
  assert.equal(await sentSince(), 2);
  await service.control({ ...CALM, html_rate: 1 });
  assert.match((await send()).body, /^<html>/);
  await service.control({ ...CALM, error_rate: 1 });
  assert.equal((await send()).body.error_code, "KM.90010000");
  await service.control({ ...CALM, throttle_per_s: 0 });
  assert.equal((await send()).body.error_code, "APIGW.0308");
  await service.control({ ...CALM, denied: ["create_aim_send_task"] });
  assert.equal((await send()).status, 403);
  await service.control({ ...CALM, te_admin: false });
  assert.equal((await call("POST", "/v1/aim/callbacks", { callback_url: ours.url })).status, 403);
  await service.control(CALM);
  await assert.rejects(call("POST", "/v1/aim/send-tasks", cards(["13800000006"], { name: "cut" })));
  assert.equal(
    (await call("POST", "/v1/aim/send-tasks", cards(["13800000006"], { name: "cut" }))).status,
    200,
  );
  assert.equal((await call("POST", "/v1/aim/send-tasks", cards(["13800000010"]))).status, 500);
  await assert.rejects(service.control({ nonsense: 1 } as never), /There is no nonsense/);
});

test("messages of the basic edition go out by a template of their own, with a report each", async () => {
  for (const url_type of [0, 1])
    await call("POST", "/v1/aim-basic/callbacks", {
      url_type,
      callback_url: `${ours.url}/basic/${url_type}`,
    });
  await service.control({ review_delay_ms: [5, 10] });
  const made = await call("POST", "/v1/aim-basic/templates", {
    expiration_time: "30",
    tpl_name: "订单",
    title: "订单进展",
    reslist: [
      { index: "1-1", type: "txt", name: "a", source: "txt", content: "【云杉商城】#p_1#，您的包裹已到" },
    ],
    callbackurl: `${ours.url}/made`,
  });
  const tpl_id = made.body.tplid;
  await ours.until(() => ours.got.some(({ path }) => path === "/made"));
  assert.equal(ours.got.find(({ path }) => path === "/made")?.body.audit_state, "0");
  const dync_params = [
    { param_name: "#p_1#", content_type: "txt", content_source: "txt", content_detail: "张女士" },
  ];
  const task = {
    task_name: "tidings-3",
    tpl_id,
    individual_params: [{ mobiles: ["13800000005"], dync_params }],
  };
  const { body } = await call("POST", "/v1/aim-basic/send-tasks", task);
  assert.equal(body.data.ret_code, "0");
  await ours.until(() => ours.got.filter(({ path }) => path.startsWith("/basic/")).length === 2);
  const by = Object.fromEntries(ours.got.map((one) => [one.path, one.body]));
  assert.equal(by["/basic/0"].reports[0].mobile, "13800000005");
  assert.deepEqual([by["/basic/0"].reports[0].status, by["/basic/0"].reports[0].code], [0, "DELIVRD"]);
  assert.equal(by["/basic/1"].result[0].content, "R");
  const sent = (await service.ledger()).at(-1);
  assert.equal(sent?.text, "【云杉商城】张女士，您的包裹已到 拒收请回复R");
  const tasks = await call("GET", "/v1/aim-basic/send-tasks?task_name=tidings-3");
  assert.equal(tasks.body.data.aim_basic_send_tasks[0].success_count, 1);
});
