// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a text writes a parameter
/** The basic edition, asked by the vendor's published SDK core: templates are made and listed, storyboards are sent. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { pngOf } from "../../../shared/src/ground/files/samples.ts";
import { done, openAllDay, phones } from "../fixtures.ts";
import { madeKey, madePolicy } from "../keys/key_fixtures.ts";
import { basicSignature, basicTemplate } from "../sends/basic_fixtures.ts";
import { noCaps } from "../sends/sends_fixtures.ts";
import { programsOf } from "./programs.ts";
import { untilSending } from "./sends.ts";
import { signedBy } from "./signed.ts";
import { type Json, testStage } from "./stage.ts";

const stage = await testStage({ volatile: true }, "api", "check-template");
const { db } = stage;
await openAllDay(db);
await noCaps(db);
await basicSignature(db);
const programs = await programsOf(stage);
await madePolicy(db, "基础版程序", "KooMessageBasic:*:*", "KooMessage:channel:list");
await madePolicy(db, "只看基础版", "KooMessageBasic:template:list", "KooMessage:channel:list");
const ask = signedBy(await madeKey(db, { name: "basic", policies: ["基础版程序"] }), programs);
const looks = signedBy(await madeKey(db, { name: "looks", policies: ["只看基础版"] }), programs);

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

const TEMPLATES = "/v1/aim-basic/templates";
const SENDS = "/v1/aim-basic/send-tasks";
const picture = Buffer.from(pngOf(600, 400)).toString("base64");
const board = (more: object = {}) => ({
  ...{ tpl_name: `接口影像 ${randomUUID().slice(0, 6)}`, title: "会员日", expiration_time: "30" },
  reslist: [
    {
      index: "1-1",
      type: "txt",
      name: "1.txt",
      source: "txt",
      content: "【云杉影像】#p_1#，您好，今日到店有礼",
    },
    { index: "2-1", type: "png", name: "2.png", source: "file", content: picture },
    { index: "2-2", type: "txt", name: "2.txt", source: "txt", content: "凭券码 #p_2# 领取" },
  ],
  ...more,
});

test("a template is made once, checked and submitted, and listed with its parameters", async () => {
  const key = randomUUID();
  const data = board({ tpl_name: "接口影像" });
  const { tplid } = await good("POST", TEMPLATES, { data, key });
  assert.equal((await good("POST", TEMPLATES, { data, key })).tplid, tplid);
  const { data: list } = await good("GET", TEMPLATES, { query: { tpl_id: tplid } });
  const [one] = list.templates;
  assert.deepEqual(
    [one.tpl_name, one.title, one.tpl_sign, one.audit_state, one.restags],
    ["接口影像", "会员日", "云杉影像", 1, "text,image"],
  );
  assert.deepEqual(one.var_info, [
    { name: "p_1", type: "txt" },
    { name: "p_2", type: "txt" },
  ]);
  assert.ok(one.tpl_size > 0);
  const [row] = await db.sql`select v.state, v.validity_days, v.content from public.templates t
    join public.template_versions v on v.id = t.latest_version_id where t.id = ${tplid}`;
  assert.deepEqual([row?.state, row?.validity_days], ["in_review", 30]);
  assert.deepEqual(row?.content.slots.frames[0], { type: "text", text: "${p_1}，您好，今日到店有礼" });
  assert.equal(row?.content.slots.frames[1].caption, "凭券码 ${p_2} 领取");
  const { tplid: draft } = await good("POST", TEMPLATES, { data: board({ is_draft: 1 }) });
  const total = async (query: Record<string, unknown>) =>
    (await good("GET", TEMPLATES, { query })).data.page_info.total;
  assert.equal(await total({ tpl_name: "接口影像", has_param: "true" }), 2);
  assert.deepEqual([await total({ tpl_type: "public" }), await total({ tpl_id: "1" })], [0, 0]);
  assert.equal((await db.sql`select from public.templates where id = ${draft}`).length, 1);
});

test("what is no storyboard is refused, and nothing is made", async () => {
  const [text, image, caption] = board().reslist as [Json, Json, Json];
  const before = await db.sql`select count(*)::int as n from public.templates`;
  const cases: [object, [number, string]][] = [
    [{ reslist: [{ ...text, content: "没有签名" }, image] }, [400, "KM.90016803"]],
    [{ reslist: [{ ...text, content: "【没有此签名】您好" }, image] }, [400, "KM.00001075"]],
    [{ reslist: [text, { ...image, type: "pdf" }] }, [400, "KM.90016803"]],
    [{ reslist: [{ ...text, index: "x" }, image] }, [400, "KM.90016803"]],
    [{ reslist: [text, { ...image, source: "txt" }] }, [400, "KM.90016803"]],
    [{ reslist: [text, { ...image, content: "no base64!" }] }, [400, "KM.80020019"]],
    [
      { reslist: [text, { ...image, content: Buffer.from("words").toString("base64") }] },
      [400, "KM.80020018"],
    ],
    [
      { reslist: [text, { ...image, type: "mp4", source: "url", content: "https://a.example/b.mp4" }] },
      [400, "KM.80020018"],
    ],
    [{ reslist: [text, caption] }, [422, "content_has_errors"]],
    [{ title: "【会员日】" }, [422, "content_has_errors"]],
    [{ expiration_time: "0" }, [422, "KM.90016803"]],
    [{ callbackurl: "https://a.example/" }, [422, "KM.90016803"]],
  ];
  for (const [more, said] of cases)
    assert.deepEqual(
      await refused(ask, "POST", TEMPLATES, { data: board(more) }),
      said,
      JSON.stringify(more).slice(0, 200),
    );
  assert.equal((await refused(looks, "POST", TEMPLATES, { data: board() }))[0], 403);
  assert.deepEqual(await db.sql`select count(*)::int as n from public.templates`, before);
});

const param = (param_name: string, content_detail: string) => ({
  ...{ param_name, content_type: "txt", content_source: "txt", content_detail },
});
const sent = async (id: string) => {
  const [row] = await db.sql`select s.state, s.send_type, s.shared_params, f.accepted,
    (select jsonb_agg(n.params order by n.line) from public.numbers n where n.file_id = f.id) as params
    from public.sends s join public.number_files f on f.id = s.number_file_id where s.id = ${id}`;
  return row as Json;
};

test("a storyboard goes to a group with one set of values, and to persons with their own", async () => {
  const tpl_id = await basicTemplate(db, ["name", "code"]);
  const [one = "", two = "", three = ""] = phones(3, 300).map((phone) => phone.replace("+86", ""));
  const key = randomUUID();
  const group = {
    ...{ task_name: "接口影像群发", tpl_id, exdata: "入会时同意", mobiles: [one, two, three] },
    dync_params: [param("#p_1#", "会员"), param("p_2", "A1")],
  };
  const made = await good("POST", SENDS, { data: group, key });
  assert.equal((await good("POST", SENDS, { data: group, key })).data.task_id, made.data.task_id);
  const row = await sent(made.data.task_id);
  assert.deepEqual(
    [row.state, row.send_type, row.accepted, row.shared_params],
    ["in_review", "group", 3, { name: "会员", code: "A1" }],
  );
  const personal = {
    ...{ task_name: "接口影像个性", tpl_id, exdata: "入会时同意" },
    individual_params: [
      { mobiles: [one], dync_params: [param("p_1", "张女士"), param("p_2", "B1")] },
      { mobiles: [two, three], dync_params: [param("p_1", "李先生"), param("p_2", "B2")] },
    ],
  };
  const other = await good("POST", SENDS, { data: personal });
  const told = await sent(other.data.task_id);
  assert.equal(told.send_type, "personal");
  assert.deepEqual(told.params, [
    { name: "张女士", code: "B1" },
    { name: "李先生", code: "B2" },
    { name: "李先生", code: "B2" },
  ]);
  await done(db.as("carol").rpc("approve_send", { send: made.data.task_id }));
  await untilSending(stage, made.data.task_id);
  const list = await good("GET", SENDS, { query: { tpl_id, task_status: "processing" } });
  const [task] = list.data.aim_basic_send_tasks;
  assert.deepEqual(
    [task.task_id, task.task_state, task.total_count, task.success_count, task.exdata],
    [made.data.task_id, "processing", 3, 0, "入会时同意"],
  );
  const total = async (query: Record<string, unknown>) =>
    (await good("GET", SENDS, { query })).data.page_info.total;
  assert.deepEqual(
    [
      await total({ tpl_id, task_status: "submit_success" }),
      await total({ tpl_id }),
      await total({ task_status: "re_submit_success" }),
    ],
    [1, 2, 0],
  );
  assert.equal(
    await total({
      task_name: "个性",
      send_begin_time: "2026-01-01T00:00:00Z",
      send_end_time: "2026-06-01T00:00:00Z",
    }),
    0,
  );
});

test("thousands of numbers are handed in with one call", async () => {
  const tpl_id = await basicTemplate(db);
  const mobiles = phones(5_000, 10_000).map((phone) => phone.replace("+86", ""));
  const made = await good("POST", SENDS, {
    data: { task_name: "五千", tpl_id, mobiles, exdata: "入会时同意" },
  });
  assert.equal((await sent(made.data.task_id)).accepted, 5_000);
  const over = { task_name: "五千零一", tpl_id, mobiles: [...mobiles, "13900000000"] };
  assert.deepEqual(await refused(ask, "POST", SENDS, { data: over }), [422, "KM.90016803"]);
});

test("a storyboard that cannot be sent is refused, and nothing of it is sent", async () => {
  const tpl_id = await basicTemplate(db, ["name"]);
  const waiting = (await good("POST", TEMPLATES, { data: board() })).tplid;
  const [to = ""] = phones(1, 400);
  const send = (more: object = {}) => ({
    task_name: "影像",
    exdata: "入会时同意",
    tpl_id,
    mobiles: [to],
    dync_params: [param("p_1", "您")],
    ...more,
  });
  const before = await db.sql`select count(*)::int as n from public.sends where state <> 'draft'`;
  const cases: [object, [number, string]][] = [
    [{ tpl_id: randomUUID() }, [400, "KM.00001082"]],
    [{ tpl_id: "123456789" }, [400, "KM.00001082"]],
    [
      { tpl_id: waiting, dync_params: [param("p_1", "您"), param("p_2", "A")] },
      [409, "basic_template_not_approved"],
    ],
    [{ dync_params: [] }, [400, "KM.90016802"]],
    [{ dync_params: [param("p_2", "您")] }, [400, "KM.90016802"]],
    [{ dync_params: [param("p_1", "您"), param("p_1", "你")] }, [400, "KM.90016802"]],
    [{ mobiles: [] }, [400, "KM.90016803"]],
    [{ individual_params: [{ mobiles: [to], dync_params: [param("p_1", "您")] }] }, [400, "KM.90016803"]],
    [{ mobiles: ["12345"] }, [422, "invalid_number"]],
    [{ expiration_time: 73 }, [422, "KM.90016803"]],
    [{ exdata: undefined }, [422, "consent_required"]],
  ];
  for (const [more, said] of cases)
    assert.deepEqual(await refused(ask, "POST", SENDS, { data: send(more) }), said, JSON.stringify(more));
  assert.equal((await refused(looks, "POST", SENDS, { data: send() }))[0], 403);
  assert.equal((await refused(looks, "GET", SENDS))[0], 403);
  assert.deepEqual(await db.sql`select count(*)::int as n from public.sends where state <> 'draft'`, before);
});
