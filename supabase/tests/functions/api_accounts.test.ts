/** Service accounts and channel numbers, asked by the vendor's published SDK core. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { pngOf } from "../../../shared/src/ground/files/samples.ts";
import { done } from "../fixtures.ts";
import { madeKey, madePolicy } from "../keys/key_fixtures.ts";
import { programsOf } from "./programs.ts";
import { signedBy } from "./signed.ts";
import { type Json, testStage } from "./stage.ts";

const stage = await testStage({ volatile: true }, "api");
const { db } = stage;
const programs = await programsOf(stage);
await madePolicy(db, "服务号程序", "KooMessageSA:*:*");
await madePolicy(db, "只看服务号", "KooMessageSA:serviceAccount:list", "KooMessageSA:port:list");
await madePolicy(db, "只管通道号", "KooMessageSA:port:*");
const ask = signedBy(await madeKey(db, { name: "accounts", policies: ["服务号程序"] }), programs);
const looks = signedBy(await madeKey(db, { name: "looks", policies: ["只看服务号"] }), programs);
const numbers = signedBy(await madeKey(db, { name: "numbers", policies: ["只管通道号"] }), programs);

const good = async (...call: Parameters<typeof ask>): Promise<Json> => {
  const { status, body } = await ask(...call);
  assert.equal(status, 200, `${call[0]} ${call[1]}: ${JSON.stringify(body)}`);
  return body.data;
};
const refused = async (by: typeof ask, ...call: Parameters<typeof ask>): Promise<[number, string]> => {
  const { status, body } = await by(...call);
  assert.equal(typeof body.error_msg, "string", JSON.stringify(body));
  return [status, body.error_code];
};

const upload = (width: number, height: number, file_type = "OTHER"): FormData => {
  const form = new FormData();
  const bytes = pngOf(width, height) as Uint8Array<ArrayBuffer>;
  form.append("file", new Blob([bytes], { type: "image/png" }), `${width}.png`);
  form.append("file_type", file_type);
  return form;
};
const idOf = async (width: number, height: number, file_type?: string): Promise<string> =>
  (await good("POST", "/v1/aim-sa/media/upload", { form: upload(width, height, file_type) })).resource_id;

const [logo, background] = [await idOf(240, 240, "PUB_LOGO"), await idOf(1440, 810, "BG_IMAGE")];
const menu = (name = "官网") => ({
  menu_items: [
    {
      ...{ name, action_type: "OPEN_URL", content: "https://mall.example.com/" },
      ext_msg: { open_in_browser: "1", web_title: "云杉商城" },
    },
    {
      ...{ name: "服务", action_type: "OPEN_SUBMENU" },
      sub_menu_items: [{ name: "电话", action_type: "CALLING", content: "4001008888" }],
    },
  ],
});
/** How wide the last letter was: pictures of one size are one file, which was handed in for another account. */
let letter = 300;
const whole = async (pub_name: string, more: Json = {}) => ({
  pub_request_body: {
    ...{ pub_name, pub_abstract: "云杉商城的服务号", logo_img: logo, industry: 5 },
    // A letter says the name that stood beside it, so each account has its own.
    authorization_files: [await idOf(++letter, 301)],
    ...more.pub,
  },
  portal_request_body: {
    ...{ background_img: background, summary: "欢迎光临", tels: [{ tel: "4001008888", usage: "热线" }] },
    ...more.portal,
  },
  menu_request_body: { menu: more.menu ?? menu() },
});
const approve = (part: string) => done(db.as("carol").rpc("approve_account_part", { account_part: part }));
const partsOf = async (pub: string) =>
  Object.fromEntries(
    (await db.sql`select kind, id from public.account_parts where account_id = ${pub}`).map(
      ({ kind, id }) => [kind, id],
    ),
  ) as Record<string, string>;

test("a picture is uploaded, and read at the address that is told", async () => {
  const told = await good("POST", "/v1/aim-sa/media/upload", { form: upload(240, 240, "PUB_LOGO") });
  assert.equal(told.resource_id, logo, "the same bytes are the same picture");
  const found = await fetch(told.resource_url);
  assert.deepEqual(new Uint8Array(await found.arrayBuffer()), pngOf(240, 240));
  const text = upload(8, 8);
  text.set("file", new Blob(["no picture"]), "a.png");
  const strange = upload(8, 8, "STRANGE");
  const send = (by: typeof ask, form: FormData) => refused(by, "POST", "/v1/aim-sa/media/upload", { form });
  assert.deepEqual(await send(ask, text), [422, "file_invalid"]);
  assert.deepEqual(await send(ask, strange), [422, "KM.90016803"]);
  assert.deepEqual(await send(looks, upload(8, 8)), [403, "forbidden"]);
});

test("an account is made whole and once, waits for another member, and its parts are told as they serve", async () => {
  const key = randomUUID();
  const data = await whole("接口服务号");
  const { data: made } = await good("POST", "/v1/aim-sa/unify/pubs", { data, key });
  assert.equal((await good("POST", "/v1/aim-sa/unify/pubs", { data, key })).data.pub_id, made.pub_id);
  const parts = await partsOf(made.pub_id);
  assert.deepEqual([parts.menus, parts.home], [made.menu_id, made.portal_id]);
  const [pub] = (
    await good("GET", "/v1/aim-sa/pubs", { query: { pub_name: "接口", state: 1, approve_state: 1 } })
  ).data;
  assert.deepEqual(
    [pub.pub_id, pub.pub_name, pub.industry, pub.logo_img, pub.auto_get_port, pub.company_name],
    [made.pub_id, "接口服务号", 5, logo, 0, "云杉商城"],
  );
  assert.match(pub.logo_url, /^http/);
  assert.deepEqual(Object.keys(pub.authorization_files), data.pub_request_body.authorization_files);
  for (const part of Object.values(parts)) await approve(part);
  const { data: pubs } = await good("GET", "/v1/aim-sa/pubs", { query: { state: 2, approve_state: 2 } });
  assert.deepEqual(
    pubs.map(({ pub_id }: Json) => pub_id),
    [made.pub_id],
  );
  const { data: menus } = await good("GET", "/v1/aim-sa/menus", { query: { pub_id: made.pub_id } });
  assert.deepEqual([menus[0].menu, menus[0].menu_state, menus[0].logo_img], [menu(), 2, logo]);
  const { portals } = await good("GET", "/v1/aim-sa/portals", { query: { pub_name: "接口" } });
  assert.deepEqual(
    [portals[0].summary, portals[0].background_img, JSON.parse(portals[0].tels)],
    ["欢迎光临", background, [{ tel: "4001008888", usage: "热线电话" }]],
  );
  const seen = await looks("GET", "/v1/aim-sa/menus", { query: { menu_id: made.menu_id, state: 2 } });
  assert.equal(seen.body.data.page_info.total, 1);
});

test("each part is changed by itself and reviewed again; reviewers are reminded once", async () => {
  const { data: made } = await good("POST", "/v1/aim-sa/unify/pubs", { data: await whole("待改服务号") });
  const path = `/v1/aim-sa/menus/${made.menu_id}`;
  const change = { menu: menu("新官网"), change_reason: "换名" };
  assert.deepEqual(await refused(ask, "PUT", path, { data: change }), [409, "wrong_state"]);
  assert.equal((await good("POST", `${path}/push`)).data.message, "success");
  assert.deepEqual(await refused(ask, "POST", `${path}/push`), [409, "urged_already"]);
  const parts = await partsOf(made.pub_id);
  for (const part of Object.values(parts)) await approve(part);
  assert.equal((await good("PUT", path, { data: change })).menu_id, made.menu_id);
  const told = (await good("GET", "/v1/aim-sa/menus", { query: { menu_id: made.menu_id } })).data[0];
  assert.deepEqual([told.menu, told.menu_state, told.approve_state], [menu(), 2, 1], "what serves is told");
  const home = { change_reason: "换词", background_img: background, summary: "新的介绍" };
  const { portal } = await good("PUT", `/v1/aim-sa/portals/${made.portal_id}`, { data: home });
  assert.deepEqual([portal.portal_id, portal.summary, portal.approve_state], [made.portal_id, "欢迎光临", 1]);
  assert.equal((await good("POST", `/v1/aim-sa/portals/${made.portal_id}/push`)).data.message, "success");
  const pub = `/v1/aim-sa/pubs/${made.pub_id}`;
  await good("POST", pub, { data: { change_reason: "改简介", pub_abstract: "新的简介" } });
  const [row] = await db.sql`select v.content, v.state, v.change_reason from public.account_parts p
    join public.account_part_versions v on v.id = p.latest_version_id where p.id = ${parts.profile ?? ""}`;
  assert.deepEqual(
    [row?.content.intro, row?.content.name, row?.state, row?.change_reason],
    ["新的简介", "待改服务号", "in_review", "改简介"],
  );
  const cases: [string, string, object, [number, string]][] = [
    ["PUT", `/v1/aim-sa/menus/${made.portal_id}`, change, [404, "not_found"]],
    ["PUT", `/v1/aim-sa/menus/${randomUUID()}`, change, [404, "not_found"]],
    ["PUT", path, { menu: { menu_items: [] }, change_reason: "空" }, [422, "KM.90016803"]],
    ["POST", pub, { pub_abstract: "没有原因" }, [422, "KM.90016803"]],
    ["POST", `/v1/aim-sa/pubs/${randomUUID()}`, { change_reason: "改" }, [404, "not_found"]],
  ];
  for (const [method, url, data, said] of cases)
    assert.deepEqual(await refused(ask, method, url, { data }), said, `${method} ${url}`);
  assert.equal((await refused(looks, "PUT", path, { data: change }))[0], 403);
});

test("an account is frozen for a reason, and unfrozen", async () => {
  const { data: made } = await good("POST", "/v1/aim-sa/unify/pubs", { data: await whole("待冻结") });
  const path = `/v1/aim-sa/pubs/${made.pub_id}`;
  const data = { change_reason: "被投诉" };
  assert.equal((await good("POST", `${path}/freeze`, { data })).pub_id, made.pub_id);
  const frozen = await good("GET", "/v1/aim-sa/pubs", { query: { state: 4 } });
  assert.deepEqual(
    frozen.data.map(({ pub_name }: Json) => pub_name),
    ["待冻结"],
  );
  assert.deepEqual(await refused(ask, "POST", `${path}/freeze`, { data }), [409, "wrong_state"]);
  await good("POST", `${path}/unfreeze`, { data });
  assert.equal((await good("GET", "/v1/aim-sa/pubs", { query: { state: 4 } })).page_info.total, 0);
  assert.deepEqual(await refused(ask, "POST", `${path}/freeze`, { data: {} }), [422, "KM.90016803"]);
  assert.equal((await refused(looks, "POST", `${path}/freeze`, { data }))[0], 403);
});

test("an account that cannot be is refused; the same name is tried again", async () => {
  const path = "/v1/aim-sa/unify/pubs";
  const cases: [Json, [number, string]][] = [
    [{ pub: { logo_img: "nothing" } }, [400, "KM.80020018"]],
    [{ pub: { logo_img: background } }, [422, "picture_invalid"]],
    [{ pub: { authorization_files: [logo, background] } }, [400, "KM.90016803"]],
    [{ pub: { areas_for_auto_get_port: ["北京市"] } }, [400, "KM.90016803"]],
    [{ pub: { auto_get_port: 1, signs_for_auto_get_port: ["没有此签名"] } }, [422, "signature_unknown"]],
    [
      { portal: { tels: [1, 2].map((tel) => ({ tel: `400100888${tel}`, usage: "热线" })) } },
      [400, "KM.90016803"],
    ],
    [{ portal: { hw_pubs: ["1"] } }, [422, "KM.90016803"]],
    [
      { menu: { menu_items: [{ name: "错", action_type: "OPEN_URL", content: "nowhere" }] } },
      [422, "account_content_invalid"],
    ],
  ];
  for (const [more, said] of cases)
    assert.deepEqual(
      await refused(ask, "POST", path, { data: await whole("再试一次", more) }),
      said,
      JSON.stringify(more),
    );
  const { data: made } = await good("POST", path, { data: await whole("再试一次") });
  assert.ok(made.pub_id);
  assert.deepEqual(await refused(ask, "POST", path, { data: await whole("再试一次") }), [
    409,
    "account_name_taken",
  ]);
  assert.equal((await refused(looks, "POST", path, { data: await whole("别的") }))[0], 403);
});

test("a channel number is registered, bound, listed, unbound and deleted", async () => {
  const { data: made } = await good("POST", "/v1/aim-sa/unify/pubs", { data: await whole("有号服务号") });
  await approve((await partsOf(made.pub_id)).profile ?? "");
  const proof = await numbers("POST", "/v1/aim-sa/media/upload", { form: upload(41, 42) });
  const authorization_files = [`${proof.body.data.resource_id}:${proof.body.data.resource_url}`];
  const port = { port: "106900001234", port_type: 1, sign: ["云杉商城"], sign_check: 1, authorization_files };
  const path = "/v1/aim-sa/ports";
  const { data: registered } = await good("POST", path, { data: port });
  assert.deepEqual(registered, { port: "106900001234", port_type: 1, sign: ["云杉商城"] });
  // What was uploaded for an account proves a number too.
  const other = { ...port, port: "106900005678", port_type: 3, authorization_files: [logo] };
  await good("POST", path, { data: other });
  const one = (await good("GET", path, { query: { type: 0, port: "1234", port_type: 1, is_bind: 0 } }))
    .data[0];
  assert.deepEqual(
    [one.port, one.pub_id, one.pub_list, Object.keys(one.authorization_files)],
    ["106900001234", null, [], [proof.body.data.resource_id]],
  );
  const lock = {
    pub_id: made.pub_id,
    port: one.port,
    province: "全国",
    sign: ["云杉商城"],
    ext_port_id: one.id,
  };
  assert.equal((await good("POST", `${path}/associate`, { data: lock })).message, "success");
  const bound = await good("GET", path, { query: { type: 1, pub_name: "有号", sign_search: "云杉" } });
  assert.deepEqual(
    [bound.data[0].pub_id, bound.data[0].province, bound.data[0].sign],
    [made.pub_id, "全国", ["云杉商城"]],
  );
  const again = (await good("GET", path, { query: { is_bind: 1, sign_search: "云杉商城" } })).data;
  assert.deepEqual(
    again.map((row: Json) => [row.id, row.pub_list]),
    [[one.id, [{ pub_name: "有号服务号", pub_reference: "" }]]],
  );
  const cases: [string, string, object, [number, string]][] = [
    ["POST", path, port, [409, "port_number_taken"]],
    ["POST", path, { ...port, port: "1" }, [422, "port_number_invalid"]],
    ["POST", path, { ...port, port: "106900009999", sign: ["没有此签名"] }, [422, "signature_unknown"]],
    ["POST", path, { ...port, port: "106900009999", authorization_files: ["nothing"] }, [400, "KM.80020018"]],
    ["POST", path, { ...port, port_type: 2 }, [422, "KM.90016803"]],
    ["POST", `${path}/associate`, { ...lock, port: "1" }, [400, "KM.90016803"]],
    ["POST", `${path}/associate`, { ...lock, province: "北京市" }, [409, "port_taken_whole"]],
    ["POST", `${path}/associate`, { ...lock, province: "月球" }, [422, "region_unknown"]],
    ["POST", `${path}/disassociate`, { id: randomUUID() }, [404, "not_found"]],
  ];
  for (const [method, url, data, said] of cases)
    assert.deepEqual(await refused(ask, method, url, { data }), said, JSON.stringify(data));
  assert.deepEqual(await refused(ask, "DELETE", `${path}/${one.id}`), [409, "port_bound"]);
  await good("POST", `${path}/disassociate`, { data: { id: bound.data[0].id } });
  assert.deepEqual(await good("DELETE", `${path}/${one.id}`), {
    data: { port: "106900001234", port_type: 1 },
  });
  assert.equal((await good("GET", path, { query: { port: "1234" } })).page_info.total, 0);
  assert.equal((await refused(looks, "POST", path, { data: port }))[0], 403);
});
