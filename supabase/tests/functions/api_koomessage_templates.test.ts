// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
/** Templates, materials and callbacks of KooMessage's API: what is refused, and that a repeated request acts once. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { filmOf, gifOf, jpegOf, pngOf } from "../../../shared/src/ground/files/samples.ts";
import { done, idOf } from "../fixtures.ts";
import { madeKey, madePolicy } from "../keys/key_fixtures.ts";
import { cardBody, streamOf } from "./koomessage_cards.ts";
import { type Asking, programsOf } from "./programs.ts";
import { type Caller, type Json, testStage } from "./stage.ts";
import { drawnClient } from "./vendor_client.ts";

const stage = await testStage({ volatile: true }, "api", "check-template", "fetch-picture");
const { db } = stage;
const programs = await programsOf(stage);
const ALL = ["template:*", "media:*", "callback:*", "resolveTask:list", "report:list"];
await madePolicy(db, "templates of programs", ...ALL.map((action) => `KooMessage:${action}`));
const { call, refused } = drawnClient(
  await madeKey(db, { policies: ["templates of programs"] }),
  programs.base,
);

/** With the token of a session, and answers held against the description. */
const ask = async (method: string, path: string, who: Caller, asking: Asking = {}) => {
  const { authorization = "" } = await stage.headers(who);
  const headers = { ...asking.headers, "x-auth-token": authorization.replace("Bearer ", "") };
  return programs.ask(method, path, "nobody", { ...asking, headers });
};
const uploaded = async (body: object): Promise<string> =>
  (await call("upload_aim_template_material", { body })).data.aim_resource_id;
const picture = (more: object = {}) => ({
  ...{ resource_type: "image", file_type: "stream", image_rate: "sixteenToNine", file_name: "山.png" },
  file_stream: streamOf("image/png", pngOf(1280, 720)),
  ...more,
});

test("a material comes once whatever it is called, is listed by pages, and goes into the bin", async () => {
  const id = await uploaded(picture());
  assert.equal(await uploaded(picture({ file_name: "again.png" })), id, "the same bytes");
  const film = { resource_type: "video", file_type: "stream", file_name: "片.mp4" };
  const video = await uploaded({
    ...film,
    file_stream: streamOf("video/mp4", filmOf("isom", 1280, 720, 9_000)),
  });
  const list = (more: object) =>
    call("list_aim_template_materials", { resource_type: "image", offset: 1, limit: 10, ...more });
  const { data } = await list({ file_name: "山" });
  assert.deepEqual(
    data.results.map((one: Json) => [one.id, one.file_name, one.image_rate, one.resource_type]),
    [[id, "山.png", "sixteenToNine", "image"]],
  );
  assert.deepEqual(data.page_info, { offset: 1, limit: 10, total: 1 });
  assert.equal((await fetch(data.results[0].obs_file_url)).status, 200, "phones fetch it there");
  assert.deepEqual((await list({ file_name: "山", offset: 2 })).data.results, []);
  assert.equal((await list({ resource_type: "video" })).data.results[0].id, video);
  assert.equal((await list({ aim_resource_id: id })).data.page_info.total, 1);
  assert.equal((await list({ material_id: "123456789" })).data.page_info.total, 0);
  const drop = (...material_ids: string[]) => ({ body: { material_ids } });
  assert.equal((await refused("delete_template_material", drop(id, "1"))).code, "KM.80020018");
  await call("delete_template_material", drop(id));
  assert.equal((await list({ file_name: "山" })).data.page_info.total, 0);
  assert.equal((await refused("delete_template_material", drop(id))).code, "KM.80020018");
  const [row] = await db.sql`select state from public.media where id = ${id}`;
  assert.equal(row?.state, "trashed", "a person may still restore it");
});

test("a material that is none is refused in the service's codes, and nothing is kept", async () => {
  const before = await db.sql`select count(*)::int as n from public.media`;
  const stream = (type: string, bytes: Uint8Array) => ({ file_stream: streamOf(type, bytes) });
  const cases: [object, string][] = [
    [{ file_stream: "eA==" }, "KM.80020019"],
    [{ file_stream: "data:image/png;base64,e A" }, "KM.80020019"],
    [stream("image/gif", gifOf(8, 8)), "KM.80020019"],
    [stream("image/png", new TextEncoder().encode("<svg></svg>")), "KM.80020018"],
    [stream("image/png", new Uint8Array(2 * 1024 * 1024 + 1)), "KM.80020018"],
    [{ image_rate: undefined }, "KM.80020019"],
    [{ file_type: "url" }, "KM.80020018"],
    [{ resource_type: "video", file_type: "url", file_url: "https://a.test/a.mp4" }, "KM.80020018"],
    [{ file_type: "url", file_url: `${stage.carrier}/v1/health` }, "picture_not_fetched"],
  ];
  for (const [more, code] of cases) {
    const body = JSON.parse(JSON.stringify(picture(more)));
    const found = await refused("upload_aim_template_material", { body });
    assert.equal(found.code, code, JSON.stringify(more).slice(0, 80));
    assert.ok(found.message);
  }
  const asked = await ask("POST", "/v1/aim/template-materials", "dan", { body: picture() });
  assert.deepEqual([asked.status, asked.body.error_code], [403, "forbidden"]);
  const wide = await ask("POST", "/v1/aim/template-materials", "bob", { body: picture({ colour: "red" }) });
  assert.deepEqual([wide.status, wide.body.error_code], [422, "KM.90016803"]);
  assert.deepEqual(await db.sql`select count(*)::int as n from public.media`, before);
});

const templates = async () => (await db.sql`select count(*)::int as n from public.templates`)[0]?.n as number;

test("a template is made and submitted once under one key, and its name is free again when it is refused", async () => {
  const src = await uploaded(picture({ file_name: "封面.png" }));
  const before = await templates();
  const headers = { "idempotency-key": randomUUID() };
  const body = cardBody(src, { tpl_name: "一次" });
  const first = await ask("POST", "/v1/aim/templates", "bob", { body, headers });
  assert.equal(first.status, 200, JSON.stringify(first.body));
  const again = await ask("POST", "/v1/aim/templates", "bob", { body, headers });
  assert.deepEqual(again.body, first.body);
  assert.equal(await templates(), before + 1);
  const { tpl_id } = first.body.data;
  const [row] = await db.sql`
    select v.state, v.content, v.vendors::text[], t.layout from public.templates t
    join public.template_versions v on v.id = t.latest_version_id where t.id = ${tpl_id}`;
  assert.deepEqual([row?.state, row?.layout, row?.vendors], ["in_review", "image_text", ["huawei", "oppo"]]);
  assert.deepEqual(row?.content.params, [{ name: "name", example: "张女士" }]);
  const other = await ask("POST", "/v1/aim/templates", "bob", {
    headers,
    body: cardBody(src, { tpl_name: "另一个" }),
  });
  assert.deepEqual([other.status, other.body.error_code], [422, "idempotency_key_reused"]);
  // Listed as it was made, so it can be made again.
  const [told] = (await call("list_aim_templates", { tpl_id })).templates;
  const [page] = JSON.parse(told.pages);
  assert.deepEqual(
    [told.card_id, page.contents.length, page.contents[0].src_type],
    ["StandardImageAndText", 4, 2],
  );
  const copy = await call("create_aim_personal_template", {
    body: { ...body, tpl_name: "再一次", pages: JSON.parse(told.pages) },
  });
  const [same] = await db.sql`
    select count(distinct v.content -> 'slots')::int as n from public.template_versions v
    where v.template_id in ${db.sql([tpl_id, copy.data.tpl_id])}`;
  assert.equal(same?.n, 1);
  assert.equal(await templates(), before + 2);
  const twice = await ask("POST", "/v1/aim/templates", "bob", { body });
  assert.deepEqual([twice.status, twice.body.error_code], [409, "name_taken"]);
  // A word that is banned is found by the check alone, after the draft was made.
  const banned = cardBody(src, { tpl_name: "顶级", words: "国家 级服务。拒收请回复R" });
  const stopped = await ask("POST", "/v1/aim/templates", "bob", { body: banned });
  assert.deepEqual([stopped.status, stopped.body.error_code], [422, "content_has_errors"]);
  assert.match(stopped.body.error_msg, /国家级/);
  assert.equal(await templates(), before + 2);
  const mended = await ask("POST", "/v1/aim/templates", "bob", {
    body: cardBody(src, { tpl_name: "顶级" }),
  });
  assert.equal(mended.status, 200, JSON.stringify(mended.body));
});

test("what no layout here has is refused in words that say where, and nothing is made", async () => {
  const src = await uploaded(picture({ file_name: "版式.png" }));
  const before = await templates();
  const [page] = cardBody(src).pages as [{ contents: Json[] }];
  const pages = (contents: Json[]) => ({ pages: [{ page_order: 1, contents }] });
  const changed = (at: number, change: object) =>
    pages(page.contents.map((one, nth) => (nth === at ? { ...one, ...change } : one)));
  const factory = (factory_type: string) => ({ factorys: [{ factory_type, state: 1 }] });
  const cases: [object, number, string, RegExp][] = [
    [{ card_id: "Lottery" }, 400, "KM.90016803", /Lottery/],
    [{ sub_type: 4 }, 400, "KM.90016803", /sub_type 4/],
    [changed(2, { content_child: "x" }), 400, "KM.90016803", /page 1, position 3.*content_child/],
    [changed(3, { action_type: "OPEN_WALLET" }), 400, "KM.90016803", /page 1, position 4/],
    [
      pages([...page.contents, { type: "text", content: "再说", position_number: 9 }]),
      400,
      "KM.90016803",
      /page 1, position 9.*text/,
    ],
    [changed(1, { content: "<b>" }), 400, "KM.90016803", /< ?,? ?>/],
    [{ words: "没有退订" }, 400, "KM.90016803", /拒收请回复R/],
    [{ card_id: "PureText", ...factory("XIAOMI") }, 400, "KM.90016803", /./],
    [changed(0, { src: randomUUID() }), 400, "KM.80020018", /material doesn't exist/],
    [changed(0, { src: "123456789" }), 400, "KM.80020018", /material doesn't exist/],
    [{ use_id: 3 }, 422, "KM.90016803", /./],
    [factory("NOKIA"), 422, "KM.90016803", /./],
    [{ sms_signs: ["别人的签名"] }, 422, "template_signature", /别人的签名/],
    [{ params: [] }, 400, "KM.90016803", /name/],
  ];
  for (const [more, status, code, words] of cases) {
    const body = cardBody(src, { tpl_name: "不行", ...more });
    const { status: got, body: said } = await ask("POST", "/v1/aim/templates", "bob", { body });
    assert.deepEqual(
      [got, said.error_code],
      [status, code],
      `${JSON.stringify(more)}: ${JSON.stringify(said)}`,
    );
    assert.match(said.error_msg, words, JSON.stringify(more));
  }
  const chinese = await ask("POST", "/v1/aim/templates", "bob", {
    body: cardBody(src, { card_id: "Lottery" }),
    headers: { "accept-language": "zh-CN" },
  });
  assert.match(chinese.body.error_msg, /没有与 card_id「Lottery」对应的版式/);
  const dan = await ask("POST", "/v1/aim/templates", "dan", { body: cardBody(src) });
  assert.equal(dan.status, 403);
  assert.equal(await templates(), before);
});

test("a template is switched and deleted by its id, and of another enterprise not at all", async () => {
  const template = await idOf(db, "templates", "签收提醒");
  const state = (tpl_state: number, tpl_id = template) => ({ tpl_id, body: { tpl_state } });
  const enabled = async () =>
    (await db.sql`select enabled from public.templates where id = ${template}`)[0]?.enabled;
  await call("update_personal_template_state", state(0));
  assert.equal(await enabled(), false);
  await call("update_personal_template_state", state(0));
  await call("update_personal_template_state", state(1));
  assert.equal(await enabled(), true);
  for (const tpl_id of ["123456789", randomUUID()])
    assert.equal((await refused("update_personal_template_state", state(1, tpl_id))).code, "KM.00001082");
  const body = { tpl_state: 0 };
  const strange = await ask("PUT", `/v1/aim/template-state/${template}`, "mallory", { body });
  assert.deepEqual([strange.status, strange.body.error_code], [400, "KM.00001082"]);
  assert.equal((await refused("delete_aim_personal_template", { tpl_id: "123456789" })).code, "KM.00001082");
  assert.equal((await ask("DELETE", `/v1/aim/template/${template}`, "mallory")).status, 404);
  const src = await uploaded(picture({ file_name: "删.png" }));
  const { data } = await call("create_aim_personal_template", { body: cardBody(src, { tpl_name: "待删" }) });
  const waiting = await refused("delete_aim_personal_template", data);
  assert.deepEqual([waiting.status, waiting.code], [409, "wrong_state"]);
  await done(db.as("carol").rpc("reject_template", { template: data.tpl_id, reason: "改" }));
  await call("delete_aim_personal_template", data);
  assert.equal((await call("list_aim_templates", { tpl_id: data.tpl_id })).page_info.total, 0);
});

test("reports of templates ask about ninety days at most, and of strangers tell nothing", async () => {
  const template = await idOf(db, "templates", "签收提醒");
  const days = (from: number, to: number) => ({
    begin_time: new Date(Date.now() - from * 86_400_000).toISOString(),
    end_time: new Date(Date.now() - to * 86_400_000).toISOString(),
  });
  const query = (more: object) => ({ body: { tpl_ids: [template], ...days(30, 0), ...more } });
  const { template_reports } = await call("list_aim_template_reports", query({ factory_type: ["huawei"] }));
  assert.equal(template_reports[0].tpl_id, template);
  const other = await call("list_aim_template_reports", query({ tpl_ids: [randomUUID(), "123456789"] }));
  assert.deepEqual(
    other.template_reports.map((one: Json) => one.resolving_times),
    [0, 0],
  );
  for (const [more, code] of [
    [days(91, 0), "KM.90016459"],
    [days(0, 1), "KM.90016459"],
    [{ tpl_ids: [] }, "KM.90016803"],
    [{ factory_type: ["nokia"] }, "KM.90016803"],
  ] as const)
    assert.equal((await refused("list_aim_template_reports", query(more))).code, code, JSON.stringify(more));
});

test("details of links are narrowed as the service narrows them, and a flag needs its task", async () => {
  const details = (more: object = {}) => call("list_aim_resolve_details", { offset: 0, limit: 10, ...more });
  for (const more of [
    { resolved_status: "fail" },
    { task_id: "123456789" },
    { task_id: randomUUID() },
    { aim_url: "km2g.cn/abcd" },
    { sms_sign: '云"杉' },
  ])
    assert.equal((await details(more)).page_info.total, 0, JSON.stringify(more));
  const wrong = { offset: 0, limit: 10, cust_flag: "客户一" };
  assert.equal((await refused("list_aim_resolve_details", wrong)).code, "KM.90016803");
  const far = { offset: 10_000, limit: 10 };
  assert.equal((await refused("list_aim_resolve_details", far)).code, "KM.90016803");
});

test("an address of receipts is set by a kind and told as it stands, and a private one is refused", async () => {
  const set = (callback_url: string, more: object = {}) => ({ body: { callback_url, ...more } });
  const { data, message } = await call(
    "add_call_back",
    set("https://hooks.example.com/aim", { url_type: 1 }),
  );
  assert.equal(data.url_type, 1);
  assert.match(message, /secret/);
  await call("add_call_back", set("https://hooks.example.com/send"));
  assert.deepEqual(
    (await call("list_aim_callbacks")).data.map((one: Json) => [one.url_type, one.callback_url]),
    [
      [0, "https://hooks.example.com/send"],
      [1, "https://hooks.example.com/aim"],
    ],
  );
  await call("add_vms_call_back", set("https://hooks.example.com/mo", { url_type: 1, remark: "上行" }));
  assert.deepEqual((await call("list_vms_callbacks")).data.callbacks, [
    { url_type: 1, callback_url: "https://hooks.example.com/mo" },
  ]);
  const [row] = await db.sql`select posting, set_from from public.callbacks where id = ${data.id}`;
  assert.deepEqual([row?.posting, row?.set_from], ["off", "api"], "nothing leaves before a person says so");
  for (const [url, more, code] of [
    ["https://10.0.0.1/", {}, "callback_url_invalid"],
    ["ftp://hooks.example.com/", {}, "KM.90016803"],
    ["https://hooks.example.com/", { url_type: 3 }, "KM.90016803"],
  ] as const)
    assert.equal((await refused("add_call_back", set(url, more))).code, code, url);
  const dan = await ask("POST", "/v1/aim/callbacks", "dan", {
    body: { callback_url: "https://a.example.com/" },
  });
  assert.equal(dan.status, 403);
  assert.deepEqual((await ask("GET", "/v1/aim/callbacks", "mallory")).body.data, []);
});

test("pictures stand for a video; a card that names no cover has the one that does", async () => {
  const film = { resource_type: "video", file_type: "stream", file_name: "片尾.mp4" };
  const video = await uploaded({
    ...film,
    file_stream: streamOf("video/mp4", filmOf("isom", 1280, 720, 8_000)),
  });
  const still = (width: number, more: object = {}) => ({
    ...{ resource_type: "thumbnail", material_id: video, file_type: "stream", file_name: `${width}.jpg` },
    file_stream: streamOf("image/jpeg", jpegOf(width, 720)),
    ...more,
  });
  const headers = { "idempotency-key": randomUUID() };
  const one = await ask("POST", "/v1/aim/template-materials", "bob", { body: still(1280), headers });
  const again = await ask("POST", "/v1/aim/template-materials", "bob", { body: still(1280), headers });
  assert.deepEqual([one.status, again.body], [200, one.body], JSON.stringify(again.body));
  const first = one.body.data.aim_resource_id;
  const second = await uploaded(still(1279));
  const stills = async () =>
    (await call("show_template_video_thumbnail", { aim_resource_id: video })).data.map(
      (each: Json) => each.id,
    );
  assert.deepEqual(await stills(), [first, second], "the first stays what stands for it");
  const { data } = await call("list_aim_template_materials", {
    ...{ resource_type: "video", offset: 1, limit: 10, material_id: video },
  });
  assert.equal(data.results[0].thumbnail.id, first);
  const choose = (thumbnail_id: string, aim_resource_id = video) => ({
    body: { aim_resource_id, thumbnail_id },
  });
  await call("set_primary_video_thumbnail", choose(second));
  assert.deepEqual(await stills(), [second, first]);
  const tap = { action_type: "OPEN_BROWSER", action: { target: "https://mall.example.com/" } };
  const contents = [
    { type: "video", src_type: 1, src: video, position_number: 1 },
    { type: "text", content: "会员日", is_text_title: "true", position_number: 2 },
    { type: "text", content: "全场五折。拒收请回复R", position_number: 3 },
    { type: "button", content: "去看看", position_number: 4, ...tap },
  ];
  const { tpl_id } = (
    await call("create_aim_personal_template", {
      body: {
        ...{ card_id: "Video", tpl_name: "片尾", use_id: 1, pages: [{ page_order: 1, contents }] },
        factorys: [{ factory_type: "HUAWEI", state: 1 }],
      },
    })
  ).data;
  const [row] = await db.sql`
    select v.content, m.path from public.templates t join public.template_versions v on v.id = t.latest_version_id
    cross join public.media m where t.id = ${tpl_id} and m.id = ${second}`;
  assert.ok(row?.content.slots.video.cover.src.endsWith(row?.path));
  const picture_id = await uploaded(picture({ file_name: "不是视频.png" }));
  for (const asked of [choose(picture_id), choose(second, picture_id), choose(second, "123456789")])
    assert.equal((await refused("set_primary_video_thumbnail", asked)).code, "KM.80020018");
  const nowhere = await refused("show_template_video_thumbnail", { aim_resource_id: picture_id });
  assert.equal(nowhere.code, "KM.80020018");
  const stray = await refused("upload_aim_template_material", {
    body: still(1278, { material_id: picture_id }),
  });
  assert.equal(stray.code, "KM.80020018");
  const large = { ...still(1277), file_stream: streamOf("image/jpeg", new Uint8Array(100 * 1024 + 1)) };
  assert.equal((await refused("upload_aim_template_material", { body: large })).code, "KM.80020018");
});

test("twenty copies of one request make one template, and none takes it away from the others", async () => {
  const src = await uploaded(picture({ file_name: "同时.png" }));
  const before = await templates();
  const headers = { "idempotency-key": randomUUID() };
  const body = cardBody(src, { tpl_name: "同时" });
  const send = () => ask("POST", "/v1/aim/templates", "bob", { body, headers });
  const answers = await Promise.all(Array.from({ length: 20 }, send));
  for (const { status, body: said } of answers)
    assert.ok(status === 200 || said.error_code === "request_running", JSON.stringify(said));
  const last = await send();
  assert.equal(last.status, 200, JSON.stringify(last.body));
  const made = answers.flatMap(({ status, body: said }) => (status === 200 ? [said.data.tpl_id] : []));
  assert.deepEqual([...new Set([...made, last.body.data.tpl_id])].length, 1);
  assert.equal(await templates(), before + 1);
  const { audit_state } = (await call("list_aim_templates", last.body.data)).templates[0];
  assert.equal(audit_state, 1);
});
