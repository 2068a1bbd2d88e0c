// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${1} is how an SMS template writes a place
/** SMS applications, signatures, templates and texts, asked by the vendor's published SDK core with nothing changed but endpoint and keys. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { pngOf } from "../../../shared/src/ground/files/samples.ts";
import { done, phones } from "../fixtures.ts";
import { madeKey, madePolicy } from "../keys/key_fixtures.ts";
import { programsOf } from "./programs.ts";
import { untilSending } from "./sends.ts";
import { signedBy } from "./signed.ts";
import { type Json, testStage } from "./stage.ts";

const stage = await testStage({ volatile: true }, "api");
const { db } = stage;
const programs = await programsOf(stage);
await madePolicy(
  db,
  "短信程序",
  ...["KooMessage:sms:list", "KooMessage:sms:create", "KooMessage:channel:list", "KooMessage:numberFile:*"],
  ...["list", "create", "submit"].map((operation) => `KooMessage:sendTask:${operation}`),
  "SMS:message:send",
);
await madePolicy(db, "只看短信", "KooMessage:sms:list");
const ask = signedBy(await madeKey(db, { name: "sms", policies: ["短信程序"] }), programs);
const looks = signedBy(await madeKey(db, { name: "looks", policies: ["只看短信"] }), programs);

/** What is answered where it is done. */
const good = async (...call: Parameters<typeof ask>): Promise<Json> => {
  const { status, body } = await ask(...call);
  assert.equal(status, 200, `${call[0]} ${call[1]}: ${JSON.stringify(body)}`);
  return body;
};
const refused = async (by: typeof ask, ...call: Parameters<typeof ask>): Promise<[number, string]> => {
  const { status, body } = await by(...call);
  assert.equal(typeof body.error_msg, "string", JSON.stringify(body));
  return [status, body.error_code];
};
/** Another member decides. */
const approved = (noun: string, id: string) =>
  done(db.as("carol").rpc(`approve_${noun}` as "approve_send", { [noun]: id } as never));

const upload = (bytes: Uint8Array, name = "licence.png"): FormData => {
  const form = new FormData();
  form.append("file", new Blob([bytes as Uint8Array<ArrayBuffer>], { type: "image/png" }), name);
  return form;
};

const { app_id } = await good("POST", "/v1/sms/apps", { data: { app_name: "api_app" } });
const { file_id } = await good("POST", "/v1/sms/signatures/files", { form: upload(pngOf(20, 20)) });
const signature = (more: object = {}) => ({
  ...{ signature_name: "接口签名", signature_type: "NOTIFY_TYPE", app_id, file_id, signature_source: 2 },
  ...{
    is_involved_third: "no",
    apply_desc: "订单",
    source_title_content: "https://app.example.com",
    ...more,
  },
});
const { signature_id } = await good("POST", "/v1/sms/signatures", { data: signature() });

const template = (more: object = {}) => ({
  ...{ signature_id, template_name: "接口模板", template_content: "${1}，您的订单${2}已发货。" },
  variable_attributes: [
    { variable_index: 1, variable_type: "TEXT", variable_desc: "张女士" },
    { variable_index: 2, variable_type: "CHARDIGIT" },
  ],
  ...more,
});

test("an application is made once, listed, changed, and refused under a name that is none", async () => {
  const key = randomUUID();
  const data = { app_name: "api_two", up_link_addr: "https://replies.example.com/sms" };
  const first = await good("POST", "/v1/sms/apps", { data, key });
  assert.equal((await good("POST", "/v1/sms/apps", { data, key })).app_id, first.app_id);
  const path = `/v1/sms/apps/${first.app_id}`;
  const shown = await good("GET", path);
  assert.deepEqual(
    [shown.app_name, shown.status, shown.region, shown.up_link_addr],
    ["api_two", "Enabled", "cn", data.up_link_addr],
  );
  await good("PUT", path, { data: { app_name: "api_three" } });
  assert.equal((await good("GET", path)).up_link_addr, data.up_link_addr, "what is not named stays");
  await good("PUT", path, { data: { app_name: "api_three", up_link_addr: "" } });
  const list = await good("GET", "/v1/sms/apps", { query: { app_name: "three", status: "Enabled" } });
  assert.deepEqual(list.result, [{ ...shown, app_name: "api_three", up_link_addr: "" }]);
  assert.equal((await good("GET", "/v1/sms/apps", { query: { status: "Disabled" } })).page_info.total, 0);
  const wrong: [string, string, object, [number, string]][] = [
    ["POST", "/v1/sms/apps", { app_name: "有中文" }, [422, "sms_app_name_invalid"]],
    ["POST", "/v1/sms/apps", { app_name: "API_APP" }, [409, "name_taken"]],
    [
      "POST",
      "/v1/sms/apps",
      { app_name: "a", up_link_addr: "http://10.0.0.1/" },
      [422, "sms_uplink_invalid"],
    ],
    ["PUT", `/v1/sms/apps/${randomUUID()}`, { app_name: "b" }, [404, "not_found"]],
    ["POST", "/v1/sms/apps", { name: "c" }, [422, "KM.90016803"]],
  ];
  for (const [method, url, body, said] of wrong)
    assert.deepEqual(await refused(ask, method, url, { data: body }), said, JSON.stringify(body));
  assert.equal((await refused(looks, "POST", "/v1/sms/apps", { data: { app_name: "d" } }))[0], 403);
});

test("a licence is uploaded, and known by its name again", async () => {
  const form = upload(pngOf(24, 24), "C:\\执照 一.png");
  const { file_id: id } = await good("POST", "/v1/sms/signatures/files", {
    form,
    query: { file_desc: "licence" },
  });
  const shown = await good("GET", "/v1/sms/signatures/files", { query: { file_id: id } });
  assert.deepEqual(shown, { file_id: id, file_name: "执照 一.png" });
  const other = new TextEncoder().encode("not a picture");
  const send = (by: typeof ask, form: FormData) => refused(by, "POST", "/v1/sms/signatures/files", { form });
  assert.deepEqual(await send(ask, upload(other)), [422, "file_invalid"]);
  assert.deepEqual(await send(ask, new FormData()), [422, "KM.90016803"]);
  assert.deepEqual(await send(looks, upload(pngOf(8, 8))), [403, "forbidden"]);
  for (const file of ["nothing", id.replace(/^./, (letter: string) => (letter === "0" ? "1" : "0"))])
    assert.deepEqual(await refused(ask, "GET", "/v1/sms/signatures/files", { query: { file_id: file } }), [
      400,
      "KM.80020018",
    ]);
  assert.deepEqual(await refused(ask, "POST", "/v1/sms/signatures/files", { data: { file: "text" } }), [
    400,
    "KM.90016803",
  ]);
});

test("a signature waits for another member, serves once it is approved, and keeps serving while it is edited", async () => {
  const path = `/v1/sms/signatures/${signature_id}`;
  const shown = await good("GET", path);
  assert.deepEqual(
    [shown.signature_name, shown.status, shown.signature_source, shown.file_id, shown.channel_num],
    ["接口签名", "PENDING_REVIEW", 2, file_id, ""],
  );
  assert.deepEqual([shown.is_involved_third, shown.apply_desc], ["no", "订单\nhttps://app.example.com"]);
  assert.deepEqual(await refused(ask, "POST", "/v1/sms/templates", { data: template() }), [
    409,
    "signature_not_approved",
  ]);
  assert.deepEqual(await refused(ask, "PUT", path, { data: signature() }), [409, "wrong_state"]);
  await approved("sms_signature", signature_id);
  const now = await good("GET", path);
  assert.equal(now.status, "REVIEW_PASSED");
  assert.match(now.channel_num, /^\d+$/);
  const changed = signature({ is_involved_third: "yes", power_attorney_file_id: file_id });
  await good("PUT", path, { data: changed, key: randomUUID() });
  const edited = await good("GET", path);
  assert.deepEqual([edited.status, edited.is_involved_third], ["PENDING_REVIEW", "yes"]);
  await approved("sms_signature", signature_id);
  const query = { signature_name: "接口", status: "REVIEW_PASSED", app_name: "api_app" };
  const { result, page_info } = await good("GET", "/v1/sms/signatures", { query });
  assert.deepEqual([result.map((one: Json) => one.signature_id), page_info.total], [[signature_id], 1]);
  for (const none of [{ status: "PROCESSING" }, { signature_type: "PROMOTION_TYPE", app_name: "api" }])
    assert.equal((await good("GET", "/v1/sms/signatures", { query: none })).page_info.total, 0);
  assert.equal(
    (await good("GET", "/v1/sms/signatures", { query: { signature_id, limit: 1, offset: "0" } })).page_info
      .total,
    1,
  );
});

test("what is no signature is refused; one that nothing uses is deleted", async () => {
  const cases: [object, [number, string]][] = [
    [{ signature_name: "【括号】" }, [422, "signature_name_invalid"]],
    [{ signature_name: "接口签名" }, [409, "name_taken"]],
    [{ signature_name: "别的签名", app_id: randomUUID() }, [404, "not_found"]],
    [{ signature_name: "别的签名", file_id: "none" }, [400, "KM.80020018"]],
    [{ signature_name: "别的签名", is_involved_third: "yes" }, [400, "KM.90016803"]],
    [{ signature_name: "别的签名", signature_source: 6 }, [422, "KM.90016803"]],
    [{ signature_name: "别的签名", file_id: `${"0".repeat(64)}.png.bmFtZQ` }, [422, "file_invalid"]],
  ];
  for (const [more, said] of cases)
    assert.deepEqual(
      await refused(ask, "POST", "/v1/sms/signatures", { data: signature(more) }),
      said,
      JSON.stringify(more),
    );
  const promotes = signature({ signature_name: "接口会员", signature_type: "PROMOTION_TYPE" });
  const made = await good("POST", "/v1/sms/signatures", { data: promotes });
  const path = `/v1/sms/signatures/${made.signature_id}`;
  assert.deepEqual(await refused(ask, "DELETE", path), [409, "wrong_state"], "what waits is decided first");
  await done(
    db.as("carol").rpc("reject_sms_signature", { sms_signature: made.signature_id, reason: "执照不清晰" }),
  );
  const rejected = await good("GET", path);
  assert.deepEqual([rejected.status, rejected.review_desc], ["REVIEW_NOT_PASS", "执照不清晰"]);
  const key = randomUUID();
  assert.deepEqual(await good("DELETE", path, { key }), {});
  assert.deepEqual(await good("DELETE", path, { key }), {}, "a repeated request acts once");
  assert.deepEqual(await refused(ask, "GET", path), [404, "not_found"]);
});

test("a template is made with numbered places, told with them, edited, and deleted while nothing uses it", async () => {
  const link = template({
    template_name: "带链接",
    template_content: "${1}，点击 ${2} 查看",
    variable_attributes: [
      { variable_index: 1, variable_type: "TEXT", variable_desc: "张女士" },
      { variable_index: 2, variable_type: "NEWTEXT" },
    ],
  });
  const { template_id } = await good("POST", "/v1/sms/templates", { data: link });
  const path = `/v1/sms/templates/${template_id}`;
  const shown = await good("GET", path);
  assert.deepEqual(
    [shown.template_content, shown.has_variable, shown.flow_status, shown.template_type, shown.app_id],
    ["${1}，点击 ${2} 查看", "yes", "Reviewing", "NOTIFY_TYPE", app_id],
  );
  const { results, total } = await good("GET", `${path}/variable`);
  assert.deepEqual(
    [total, results.map((one: Json) => [one.variable_index, one.variable_type, one.variable_desc])],
    [
      2,
      [
        [1, "TEXT", "张女士"],
        [2, "NEWTEXT", ""],
      ],
    ],
  );
  assert.deepEqual(await refused(ask, "PUT", path, { data: link }), [409, "wrong_state"]);
  await done(db.as("carol").rpc("reject_sms_template", { sms_template: template_id, reason: "太短" }));
  await good("PUT", path, { data: { ...link, template_desc: "发货后" } });
  const list = await good("GET", "/v1/sms/templates", {
    query: {
      template_name: "带链接",
      flow_status: "Reviewing",
      template_type: "NOTIFY_TYPE",
      app_name: "api",
    },
  });
  assert.deepEqual(
    list.result.map((one: Json) => [one.template_id, one.template_desc]),
    [[template_id, "发货后"]],
  );
  await done(db.as("carol").rpc("reject_sms_template", { sms_template: template_id, reason: "不用了" }));
  assert.deepEqual(await good("DELETE", path), {});
  assert.deepEqual(await refused(ask, "GET", `${path}/variable`), [404, "not_found"]);
  const cases: [object, [number, string]][] = [
    [{ variable_attributes: [] }, [400, "KM.90016802"]],
    [{ universal_template: "1" }, [400, "KM.90016803"]],
    [{ template_type: "PROMOTION_TYPE" }, [400, "KM.90016803"]],
    [{ app_id: randomUUID() }, [400, "KM.90016803"]],
    [{ signature_id: randomUUID() }, [404, "not_found"]],
    [{ template_content: "见 https://a.example", variable_attributes: [] }, [422, "sms_content_address"]],
    [{ start: 1 }, [422, "KM.90016803"]],
  ];
  for (const [more, said] of cases)
    assert.deepEqual(
      await refused(ask, "POST", "/v1/sms/templates", { data: template(more) }),
      said,
      JSON.stringify(more),
    );
  const day = { start_time: "2026-01-01T00:00:00Z" };
  assert.deepEqual(await refused(ask, "GET", "/v1/sms/templates", { query: day }), [400, "KM.90016458"]);
});

test("a text is handed in once, to each number once, and goes out when it is approved", async () => {
  const { template_id } = await good("POST", "/v1/sms/templates", { data: template() });
  const [one = "", two = "", three = ""] = phones(3, 700).map((phone) => phone.replace("+86", ""));
  const data = {
    template_id,
    to: [one, two, `+86${one}`],
    template_params: ["李先生", "A1"],
    task_name: "接口短信",
  };
  assert.deepEqual(await refused(ask, "POST", "/v1/aim/sms/messages", { data }), [400, "E200030"]);
  await approved("sms_template", template_id);
  const key = randomUUID();
  const made = await good("POST", "/v1/aim/sms/messages", { data, key });
  assert.equal((await good("POST", "/v1/aim/sms/messages", { data, key })).task_id, made.task_id);
  assert.deepEqual(
    made.result.map((row: Json) => [row.to, row.send_status, row.msg_id]),
    [
      [one, "000000", ""],
      [two, "000000", ""],
      [`+86${one}`, "E200041", ""],
    ],
  );
  const stateOf = async (id: string) =>
    (await db.sql`select state, kinds, name from public.sends where id = ${id}`)[0];
  assert.deepEqual(
    { ...(await stateOf(made.task_id)) },
    { state: "in_review", kinds: ["text"], name: "接口短信" },
  );
  await approved("send", made.task_id);
  await untilSending(stage, made.task_id);
  const [count] =
    await db.sql`select count(*)::int as n from public.deliveries where send_id = ${made.task_id}`;
  assert.equal(count?.n, 2);
  const differing = {
    channel_num: made.result[0].channel_num,
    sms_content: [
      { to: [one, two], template_id, template_params: ["王先生", "B1"] },
      { to: [three], template_id, template_params: ["赵女士", "B2"] },
    ],
  };
  const other = await good("POST", "/v1/aim/sms/diff-messages", { data: differing });
  const [file] =
    await db.sql`select f.accepted, (select jsonb_agg(n.params order by n.line) from public.numbers n
    where n.file_id = f.id) as params from public.sends s join public.number_files f on f.id = s.number_file_id
    where s.id = ${other.task_id}`;
  assert.deepEqual(
    [file?.accepted, file?.params],
    [
      3,
      [
        { v1: "王先生", v2: "B1" },
        { v1: "王先生", v2: "B1" },
        { v1: "赵女士", v2: "B2" },
      ],
    ],
  );
});

test("a promotion states the ground on which its recipients agreed", async () => {
  const [members] = await db.sql`select id from public.sms_signatures where name = '云杉会员'`;
  const data = template({
    ...{ signature_id: members?.id, template_name: "接口推广", template_content: "会员日到店有礼" },
    variable_attributes: [],
  });
  const { template_id } = await good("POST", "/v1/sms/templates", { data });
  assert.equal((await good("GET", `/v1/sms/templates/${template_id}`)).template_type, "PROMOTION_TYPE");
  await approved("sms_template", template_id);
  const text = { template_id, to: phones(1, 900), template_params: [] };
  const send = (more: object = {}) => ({ data: { ...text, ...more } });
  const path = "/v1/aim/sms/messages";
  assert.deepEqual(await refused(ask, "POST", path, send()), [422, "consent_required"]);
  const { task_id } = await good("POST", path, send({ extend: "入会时同意" }));
  const [row] = await db.sql`select consent, is_marketing, state from public.sends where id = ${task_id}`;
  assert.deepEqual({ ...row }, { consent: "入会时同意", is_marketing: true, state: "in_review" });
});

test("a text that cannot be is refused, and nothing of it is sent", async () => {
  const [row] = await db.sql`select id from public.sms_templates where name = '接口模板'`;
  const [card] = await db.sql`select id from public.sms_templates where name = '订单通知'`;
  const [to = ""] = phones(1, 800);
  const same = (more: object = {}) => ({
    template_id: row?.id,
    to: [to],
    template_params: ["李先生", "A1"],
    ...more,
  });
  const many = phones(501, 1_000);
  const cases: [string, object, [number, string]][] = [
    ["messages", same({ template_id: randomUUID() }), [400, "KM.00001082"]],
    ["messages", same({ template_id: "123456789" }), [400, "KM.00001082"]],
    ["messages", same({ template_params: ["李先生"] }), [400, "E200028"]],
    ["messages", same({ template_params: ["李先生", "有中文"] }), [422, "values_unfit"]],
    ["messages", same({ signature: "云杉商城" }), [400, "KM.00001076"]],
    ["messages", same({ channel_num: "1" }), [400, "KM.00001098"]],
    ["messages", same({ to: ["12345"] }), [422, "invalid_number"]],
    ["messages", same({ to: many }), [422, "KM.90016803"]],
    ["messages", same({ extend: "x".repeat(501) }), [422, "KM.90016803"]],
    ["messages", same({ template_id: card?.id, template_params: [] }), [422, "sms_template_of_card"]],
    ["diff-messages", { sms_content: [], channel_num: "1" }, [422, "KM.90016803"]],
    [
      "diff-messages",
      {
        channel_num: "1",
        sms_content: [
          { to: [to], template_id: row?.id, template_params: ["a", "b"] },
          { to: [to], template_id: card?.id },
        ],
      },
      [400, "E200033"],
    ],
    [
      "diff-messages",
      {
        channel_num: "1",
        sms_content: [many.slice(0, 300), many.slice(300)].map((part) => ({
          to: part,
          template_id: row?.id,
        })),
      },
      [400, "E200015"],
    ],
  ];
  const before = await db.sql`select count(*)::int as n from public.sends where state <> 'draft'`;
  for (const [what, data, said] of cases)
    assert.deepEqual(
      await refused(ask, "POST", `/v1/aim/sms/${what}`, { data }),
      said,
      JSON.stringify(data).slice(0, 200),
    );
  assert.equal((await refused(looks, "POST", "/v1/aim/sms/messages", { data: same() }))[0], 403);
  assert.deepEqual(await db.sql`select count(*)::int as n from public.sends where state <> 'draft'`, before);
});
