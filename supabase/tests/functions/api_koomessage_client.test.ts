// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
/**
 * A client of the vendor, drawn from its SDK's tables and signed by its core, with nothing changed but endpoint and keys: from a picture to the
 * reports of what was sent. What a person decides, a person decides in between.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { filmOf, jpegOf, pngOf } from "../../../shared/src/ground/files/samples.ts";
import { cardOf, done, idOf, yunshan } from "../fixtures.ts";
import { madeKey, madePolicy, standingInput } from "../keys/key_fixtures.ts";
import { noticeBody, streamOf } from "./koomessage_cards.ts";
import { phones } from "./numbers.ts";
import { dispatchAll, tick, untilDone, untilSending } from "./sends.ts";
import { type Json, testStage } from "./stage.ts";
import { drawnClient, OPERATIONS } from "./vendor_client.ts";

const FUNCTIONS = [
  "check-template",
  "check-device",
  "submit-templates",
  "dispatch",
  "receive-receipts",
] as const;
const stage = await testStage({ volatile: true }, "api", ...FUNCTIONS);
const { db } = stage;
const MAY = [
  ...["template:*", "media:*", "resolveTask:list", "resolveTask:create", "numberFile:*", "report:list"],
  ...["sendTask:list", "sendTask:create", "sendTask:submit", "channel:list", "sms:list", "domain:list"],
  ...["callback:*", "recipient:list"],
].map((action) => `KooMessage:${action}`);
await madePolicy(db, "a client of the vendor", ...MAY, "SMS:message:send");
const key = await madeKey(db, { name: "the client", policies: ["a client of the vendor"] });
const { call, used } = drawnClient(key, `${stage.api}/functions/v1/api`);

/** What its enterprise has told it: a channel, an SMS template with its signature, an application. */
const sms_tpl_id = await idOf(db, "sms_templates", "订单通知");
const marketing_id = await idOf(db, "sms_templates", "会员福利");
const placeOf = async (id: string) => {
  const [place] = await db.sql`
  select c.number as channel_number, a.name as sms_app_name, g.name as sms_sign from public.sms_templates m
  join public.sms_template_versions v on v.id = m.live_version_id
  join public.sms_signatures g on g.id = v.signature_id join public.sms_apps a on a.id = g.app_id
  cross join public.channels c where m.id = ${id} and c.enterprise_id = ${await yunshan(db)} and c.is_default`;
  return { ...place, sms_tpl_id: id };
};
const place = await placeOf(sms_tpl_id);
const sms_sign = String((place as Json).sms_sign);
/** A card to these numbers, as the client hands it in. */
const handIn = (task_name: string, sms_channel: object, numbers: readonly string[]) =>
  call("create_aim_send_task", {
    body: {
      ...{ task_name, sms_channel },
      resolve_task: {
        ...{ tpl_id, resolve_times: 1, aim_code_type: "individual", expiration_time: 7 },
        params: numbers.map((cust_flag, nth) => ({
          cust_flag,
          dync_params: { name: `客户${nth}`, code: `6-2-${nth}` },
        })),
      },
    },
  });

let tpl_id = "";

test("it uploads materials and creates a template; a person approves it, and vendors do", async () => {
  const file = { file_type: "stream", file_name: "取件.png" };
  const image = { ...file, resource_type: "image", image_rate: "threeToOne" };
  const picture = await call("upload_aim_template_material", {
    body: { ...image, file_stream: streamOf("image/png", pngOf(1200, 400)) },
  });
  const film = await call("upload_aim_template_material", {
    body: {
      ...{ resource_type: "video", file_type: "stream", file_name: "片头.mp4" },
      file_stream: streamOf("video/mp4", filmOf("isom", 1280, 720, 9_000)),
    },
  });
  const { material_id, aim_resource_id } = film.data;
  const still = (width: number) => ({
    ...{ resource_type: "thumbnail", material_id, file_type: "stream", file_name: "封面.jpg" },
    file_stream: streamOf("image/jpeg", jpegOf(width, 720)),
  });
  await call("upload_aim_template_material", { body: still(1280) });
  const other = await call("upload_aim_template_material", { body: still(1281) });
  const thumbnail_id = other.data.material_id;
  await call("set_primary_video_thumbnail", { body: { aim_resource_id, thumbnail_id } });
  const { data: stills } = await call("show_template_video_thumbnail", { aim_resource_id });
  assert.deepEqual(
    stills.map((one: Json) => [one.id === thumbnail_id, one.is_primary]),
    [
      [true, 1],
      [false, 0],
    ],
  );
  const made = await call("create_aim_personal_template", {
    body: noticeBody(picture.data.aim_resource_id, "客户端的签收提醒"),
  });
  tpl_id = made.data.tpl_id;
  const state = async () => {
    const { templates } = await call("list_aim_templates", { tpl_id, is_only_status: true });
    return [templates[0].audit_state, templates[0].tpl_state];
  };
  assert.deepEqual(await state(), [1, 0], "in review; it is on when it has passed");
  await done(db.as("carol").rpc("approve_template", { template: tpl_id, reason: "可以" }));
  await tick(stage);
  assert.equal((await stage.call("submit-templates", "bot")).body.submitted, 1);
  while ((await state())[0] === 1) await pause(50);
  assert.deepEqual(await state(), [2, 1]);
});

test("it asks which phones show cards, mints links and reads what became of them", async () => {
  const mobiles = phones(2, 700).map((phone) => phone.replace("+86", ""));
  const { supported_mobiles, unsupported_mobiles } = await call("check_mobile_capability", {
    body: { mobiles, tpl_id },
  });
  assert.equal(supported_mobiles.length + unsupported_mobiles.length, 2);
  const flags = ["客户一", "客户二"];
  const minted = await call("create_resolve_task", {
    body: {
      ...{
        tpl_id,
        sms_signs: [sms_sign],
        resolving_times: 1,
        aim_code_type: "individual",
        expiration_time: 7,
      },
      params: flags.map((cust_flag) => ({ cust_flag, dync_params: { name: cust_flag, code: "6-2-1024" } })),
    },
  });
  assert.deepEqual(
    minted.params.map((one: Json) => one.result_code),
    ["0", "0"],
  );
  const { task_id } = minted;
  assert.equal((await call("list_resolve_tasks", { task_id })).resolve_tasks[0].params.length, 2);
  const details = (more: object = {}) =>
    call("list_aim_resolve_details", { task_id, offset: 0, limit: 10, ...more });
  const { resolve_details, page_info } = await details();
  assert.deepEqual(
    [page_info.total, resolve_details.map((one: Json) => [one.aim_url, one.resolved_status])],
    [2, minted.params.map((one: Json) => [one.aim_url, "unresolved"])],
  );
  const [first] = minted.params;
  assert.equal((await details({ aim_url: first.aim_url })).page_info.total, 1);
  assert.equal((await details({ cust_flag: "客户二" })).resolve_details[0].aim_url, minted.params[1].aim_url);
  assert.equal((await details({ sms_sign, resolved_status: "unresolved" })).page_info.total, 2);
  assert.equal((await details({ resolved_status: "success" })).page_info.total, 0);
});

test("it sends; a person approves, and lists, details and reports say what arrived", async () => {
  const numbers = phones(20, 720).map((phone) => phone.replace("+86", ""));
  const sent = await handIn("客户端的群发", place, numbers);
  const { task_id, task_state, submission_count } = sent;
  assert.deepEqual([task_state, submission_count], ["Success", 20]);
  await done(db.as("carol").rpc("approve_send", { send: task_id }));
  await untilSending(stage, task_id);
  await dispatchAll(stage);
  await untilDone(stage, task_id);
  await tick(stage);
  const [task] = (await call("list_aim_send_tasks", { task_id })).aim_send_tasks;
  const page = { task_id, offset: 0, limit: 100 };
  const { send_details } = await call("list_aim_send_details", page);
  assert.equal(send_details.filter((one: Json) => one.send_status === "success").length, task.success_number);
  const resolved = await call("list_aim_resolve_details", page);
  assert.equal(resolved.page_info.total, 20, "each message has a link of its own");
  const shown = await call("list_aim_resolve_details", { ...page, resolved_status: "success" });
  assert.equal(shown.page_info.total, 0);
  await db.as("bot").rpc("clock_sweep");
  const { data } = await call("list_aim_send_reports", { body: { report_type: "1", tpl_id } });
  assert.equal(data.data_list[0].submission_count, 20);
  assert.equal(data.data_list[0].send_success_count, task.success_number);
  const now = Date.now();
  const { template_reports } = await call("list_aim_template_reports", {
    body: {
      tpl_ids: [tpl_id],
      begin_time: new Date(now - 86_400_000).toISOString(),
      end_time: new Date(now + 3_600_000).toISOString(),
      factory_type: ["huawei", "xiaomi"],
    },
  });
  assert.deepEqual(
    template_reports.map((one: Json) => [one.tpl_id, one.resolving_times]),
    [[tpl_id, 0]],
  );
});

test("its marketing sends have no place for a ground of consent: it is that of its standing approval", async () => {
  await db.sql`update public.enterprises set marketing_from = '00:00', marketing_to = '23:59:59'`;
  const [numbers, sms] = [
    phones(2, 760).map((phone) => phone.replace("+86", "")),
    await placeOf(marketing_id),
  ];
  await assert.rejects(handIn("没有依据", sms, numbers), /must state how its recipients gave consent/);
  const [draft] = await db.sql`select id, state from public.sends where name = '没有依据'`;
  assert.equal(draft?.state, "draft", "a person may state the ground and submit it");
  await done(db.as("bob").rpc("cancel_send", { send: draft?.id }));
  const input = {
    ...(await standingInput(db, "客户端的营销")),
    ...{ access_key_id: key.id, template_id: tpl_id, sms_template_id: marketing_id, consent: "入会时勾选" },
  };
  const { id } = await done(db.as("bob").rpc("create_standing_approval", { input }));
  await done(db.as("carol").rpc("approve_standing_approval", { standing_approval: id }));
  const { task_id, task_state } = await handIn("有依据", sms, numbers);
  assert.equal(task_state, "Success");
  await untilSending(stage, task_id);
  await dispatchAll(stage);
  await untilDone(stage, task_id);
  assert.equal((await cardOf(db, "send_cards", task_id)).consent, "入会时勾选");
});

test("it has receipts told, switches the template off and deletes it", async () => {
  const callback_url = "https://hooks.example.com/aim";
  await call("add_call_back", { body: { callback_url } });
  assert.equal((await call("list_aim_callbacks")).data[0].callback_url, callback_url);
  await call("add_vms_call_back", { body: { url_type: 0, callback_url } });
  assert.equal((await call("list_vms_callbacks")).data.callbacks.length, 1);
  await call("update_personal_template_state", { tpl_id, body: { tpl_state: 0 } });
  assert.equal((await call("list_aim_templates", { tpl_id })).templates[0].tpl_state, 0);
  const materials = { resource_type: "image", offset: 1, limit: 10, file_name: "取件" };
  const [{ id }] = (await call("list_aim_template_materials", materials)).data.results;
  await call("delete_template_material", { body: { material_ids: [id] } });
  await call("delete_aim_personal_template", { tpl_id });
  assert.deepEqual((await call("list_aim_templates", { tpl_id })).templates, []);
});

test("nothing of what its SDK has for AIM was left out", () => {
  assert.deepEqual([...used].sort(), [...OPERATIONS].sort());
});
