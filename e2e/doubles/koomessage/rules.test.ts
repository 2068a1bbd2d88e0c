import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Koomessage, startKoomessage } from "./double.ts";
import { asker, cards } from "./stage.ts";

let service: Koomessage;
let call: Awaited<ReturnType<typeof asker>>;
before(async () => {
  service = await startKoomessage();
  call = await asker(service);
});
after(() => service?.stop());

/** Each is refused, sends nothing, and all but those of a known but unfit id are violations. */
async function refuses(cases: readonly [what: string, method: string, path: string, body?: unknown][]) {
  const sent = (await service.ledger()).length;
  for (const [what, method, path, body] of cases) {
    const answer = await call(method, path, body);
    assert.equal(answer.status, 400, `${what}: ${JSON.stringify(answer.body)}`);
    assert.match(answer.body.error_code, /^(?:KM|E\d)/, what);
  }
  assert.equal((await service.ledger()).length, sent);
}

const SEND = "/v1/aim/send-tasks";
const good = cards(["13800138001"]);
const withTask = (more: object) => ({ ...good, resolve_task: { ...good.resolve_task, ...more } });
const withChannel = (more: object) => ({ ...good, sms_channel: { ...good.sms_channel, ...more } });
const param = (more: object) =>
  withTask({ params: [{ cust_flag: "13800138001", sms_params: ["张"], ...more }] });

test("a task of cards is well made to the last field", async () => {
  const numbers = Array.from({ length: 101 }, (_, n) => `1380014${String(n).padStart(4, "0")}`);
  await refuses([
    ["101 numbers", "POST", SEND, cards(numbers)],
    ["no numbers", "POST", SEND, withTask({ params: [] })],
    ["a number twice", "POST", SEND, cards(["13800138001", "13800138001"])],
    ["a number with its country", "POST", SEND, cards(["+8613800138001"])],
    ["a blank name", "POST", SEND, { ...good, task_name: "  " }],
    ["a name of 101", "POST", SEND, { ...good, task_name: "x".repeat(101) }],
    ["no name", "POST", SEND, { ...good, task_name: undefined }],
    ["a field that there is not", "POST", SEND, { ...good, send_at: "now" }],
    ["another name for the times", "POST", SEND, withTask({ resolve_times: undefined, resolving_times: 1 })],
    ["eight days", "POST", SEND, withTask({ expiration_time: 8 })],
    ["days as a text", "POST", SEND, withTask({ expiration_time: "7" })],
    ["a link for all", "POST", SEND, withTask({ aim_code_type: "group" })],
    ["a way of codes as a number", "POST", SEND, withTask({ generation_type: 1 })],
    ["codes of one's own without a domain", "POST", SEND, withTask({ generation_type: "2" })],
    ["a domain that is not filed", "POST", SEND, withTask({ generation_type: "2", domain: "other" })],
    ["another account's template", "POST", SEND, withTask({ tpl_id: "999999999" })],
    ["a template in review", "POST", SEND, withTask({ tpl_id: "600000003" })],
    ["an id of eight digits", "POST", SEND, withTask({ tpl_id: "60000000" })],
    ["no such SMS template", "POST", SEND, withChannel({ sms_tpl_id: "other" })],
    ["another's signature", "POST", SEND, withChannel({ sms_sign: "云杉商城" })],
    ["brackets in a signature", "POST", SEND, withChannel({ sms_sign: "【云杉会员】" })],
    ["another's number", "POST", SEND, withChannel({ channel_number: "106900002" })],
    ["another's app", "POST", SEND, withChannel({ sms_app_name: "other" })],
    [
      "an SMS template without a link",
      "POST",
      SEND,
      withChannel({ sms_tpl_id: "sms-plain", sms_sign: "云杉商城" }),
    ],
    ["too few values", "POST", SEND, param({ sms_params: [] })],
    ["a value of 21", "POST", SEND, param({ sms_params: ["字".repeat(21)] })],
    ["a dot in a value", "POST", SEND, param({ sms_params: ["a.b"] })],
    ["a value as a number", "POST", SEND, param({ sms_params: [1] })],
    ["an address without a scheme", "POST", SEND, param({ custom_url: "a.example" })],
    ["a code of two", "POST", SEND, param({ custom_short_code: "ab" })],
    ["lists without a page", "GET", "/v1/aim/send-details?task_id=1"],
    ["a page of 101", "GET", "/v1/aim/send-details?offset=0&limit=101"],
    ["a state as answers write it", "GET", `${SEND}?task_status=Failed`],
    ["a time without a zone", "GET", `${SEND}?begin_time=2026-11-30T04:05:06`],
    ["a filter that there is not", "GET", `${SEND}?status=Success`],
  ]);
});

const MINT = "/v1/aim/resolve-tasks";
const minting = {
  tpl_id: "600000001",
  sms_signs: ["云杉会员"],
  resolving_times: 1,
  aim_code_type: "individual",
  expiration_time: 7,
  params: [{ cust_flag: "1" }],
};

test("links are minted within their limits", async () => {
  const two = [{ cust_flag: "1" }, { cust_flag: "2" }];
  await refuses([
    ["six signatures", "POST", MINT, { ...minting, sms_signs: ["a", "b", "c", "d", "e", "f"] }],
    ["no signature", "POST", MINT, { ...minting, sms_signs: [] }],
    ["two times for one", "POST", MINT, { ...minting, resolving_times: 2 }],
    ["one time for a group", "POST", MINT, { ...minting, aim_code_type: "group" }],
    [
      "two links for a group",
      "POST",
      MINT,
      { ...minting, aim_code_type: "group", resolving_times: 2, params: two },
    ],
    [
      "181 days",
      "POST",
      MINT,
      { ...minting, aim_code_type: "group", resolving_times: 2, expiration_time: 181 },
    ],
    ["eight days for one", "POST", MINT, { ...minting, expiration_time: 8 }],
    [
      "another name for the times",
      "POST",
      MINT,
      { ...minting, resolving_times: undefined, resolve_times: 1 },
    ],
    ["a flag of 65", "POST", MINT, { ...minting, params: [{ cust_flag: "x".repeat(65) }] }],
    [
      "an address of 257",
      "POST",
      MINT,
      { ...minting, params: [{ cust_flag: "1", custom_url: `https://${"a".repeat(249)}` }] },
    ],
    [
      "a group with parameters",
      "POST",
      MINT,
      { ...minting, tpl_id: "600000002", aim_code_type: "group", resolving_times: 2 },
    ],
  ]);
  const unfit = await call("POST", MINT, { ...minting, tpl_id: "600000002" });
  assert.equal(unfit.body.params[0].result_code, "90016802");
  const fit = { ...minting, tpl_id: "600000002", params: [{ cust_flag: "1", dync_params: { name: "张" } }] };
  assert.equal((await call("POST", MINT, fit)).body.params[0].result_code, "0");
});

const TEMPLATES = "/v1/aim/templates";
const text = { type: "text", content: "拒收请回复R", position_number: 1 };
const page = (...contents: object[]) => [{ page_order: 1, contents }];
const template = {
  card_id: "PureText",
  tpl_name: "会员日",
  use_id: 1,
  pages: page(text),
  factorys: [{ factory_type: "HUAWEI", state: 1 }],
};
const button = { type: "button", content: "查看", position_number: 2 };

test("a template keeps the rules of its layout, of its vendors and of what is in it", async () => {
  const parts = (...more: object[]) => ({ ...template, pages: page(text, ...more) });
  const vivo = [{ factory_type: "VIVO", state: 1 }];
  await refuses([
    ["a layout that there is not", "POST", TEMPLATES, { ...template, card_id: "Poster" }],
    [
      "a layout that the vendor does not show",
      "POST",
      TEMPLATES,
      { ...template, factorys: [{ factory_type: "XIAOMI", state: 1 }] },
    ],
    [
      "VIVO without an SMS",
      "POST",
      TEMPLATES,
      { ...template, card_id: "MultipleImageAndText", factorys: vivo },
    ],
    ["no way out", "POST", TEMPLATES, { ...template, pages: page({ ...text, content: "福利" }) }],
    [
      "a character that breaks cards",
      "POST",
      TEMPLATES,
      parts({ ...text, content: "a < b", position_number: 2 }),
    ],
    ["a commercial one for tests", "POST", TEMPLATES, { ...template, tpl_name: "测试" }],
    ["a trial that does not say so", "POST", TEMPLATES, { ...template, use_id: 2 }],
    ["pages from 2", "POST", TEMPLATES, { ...template, pages: [{ page_order: 2, contents: [text] }] }],
    ["a place twice", "POST", TEMPLATES, parts({ ...text })],
    ["a button that does nothing", "POST", TEMPLATES, parts(button)],
    [
      "a page over http",
      "POST",
      TEMPLATES,
      parts({ ...button, action_type: "OPEN_URL", action: { target: "http://a.example" } }),
    ],
    [
      "an app without its package",
      "POST",
      TEMPLATES,
      parts({ ...button, action_type: "OPEN_APP", action: { target: "app://a" } }),
    ],
    [
      "a picture of nobody",
      "POST",
      TEMPLATES,
      parts({
        type: "image",
        src_type: 1,
        src: "1",
        position_number: 2,
        action_type: "VIEW_PIC",
        action: { target: "1" },
      }),
    ],
    [
      "a parameter that is not declared",
      "POST",
      TEMPLATES,
      { ...template, pages: page({ ...text, content: `${"$"}{name} 拒收请回复R` }) },
    ],
    [
      "a parameter that is not used",
      "POST",
      TEMPLATES,
      { ...template, params: [{ type: 1, name: `${"$"}{name}`, example: "张" }] },
    ],
    ["one end of a time", "GET", `${TEMPLATES}?begin_time=2026-11-30T04:05:06Z`],
    ["another's template", "DELETE", "/v1/aim/template/999999999"],
    ["a template in review", "PUT", "/v1/aim/template-state/600000003", { tpl_state: 1 }],
  ]);
  const gone = await call("DELETE", "/v1/aim/templates/600000001");
  assert.deepEqual([gone.status, gone.body.error_code], [404, "APIGW.0101"]);
});

test("materials have a kind, a size, a name and a rate; their pages count from 1", async () => {
  const MATERIALS = "/v1/aim/template-materials";
  const image = {
    resource_type: "image",
    file_type: "stream",
    file_name: "a.png",
    image_rate: "oneToOne",
    file_stream: `data:image/png;base64,${Buffer.from("x").toString("base64")}`,
  };
  const large = Buffer.alloc(2 * 1024 * 1024 + 1).toString("base64");
  await refuses([
    ["no rate", "POST", MATERIALS, { ...image, image_rate: undefined }],
    ["a rate that there is not", "POST", MATERIALS, { ...image, image_rate: "fourToThree" }],
    ["no prefix", "POST", MATERIALS, { ...image, file_stream: "eA==" }],
    ["no base64", "POST", MATERIALS, { ...image, file_stream: "data:image/png;base64,e A" }],
    ["a gif", "POST", MATERIALS, { ...image, file_stream: "data:image/gif;base64,eA==" }],
    ["2 MiB and a byte", "POST", MATERIALS, { ...image, file_stream: `data:image/png;base64,${large}` }],
    [
      "an address without a kind",
      "POST",
      MATERIALS,
      { ...image, file_type: "url", file_url: "https://a.example/a" },
    ],
    ["a page 0", "GET", `${MATERIALS}?resource_type=image&offset=0&limit=10`],
  ]);
  assert.equal((await call("POST", MATERIALS, image)).status, 200);
  const listed = await call("GET", `${MATERIALS}?resource_type=image&offset=1&limit=10`);
  assert.equal(listed.body.data.page_info.total, 1);
});

test("addresses of receipts are public ones over HTTP; numbers that are asked about are numbers or their hashes", async () => {
  const CHECK = "/v1/aim/mobile-capabilities/check";
  await refuses([
    ["a private address", "POST", "/v1/aim/callbacks", { callback_url: "http://10.0.0.1/a" }],
    ["no scheme", "POST", "/v1/aim/callbacks", { callback_url: "tidings.example/a" }],
    ["a kind 3", "POST", "/v1/aim/callbacks", { callback_url: "https://tidings.example/a", url_type: 3 }],
    ["101 numbers", "POST", CHECK, { mobiles: Array.from({ length: 101 }, () => "13800138001") }],
    ["a plus", "POST", CHECK, { mobiles: ["+8613800138001"] }],
    ["a number as a hash", "POST", CHECK, { mobiles: ["13800138001"], encryption_alg: "SHA1" }],
  ]);
});

test("menus of a service account fit on their buttons", async () => {
  const item = (name: string) => ({
    name,
    action_type: "OPEN_URL",
    content: "https://a.example",
    ext_msg: { open_in_browser: "1", web_title: "会员" },
  });
  const account = (menu_items: object[]) => ({
    pub_request_body: { pub_name: "云杉", pub_abstract: "商城", logo_img: "1", authorization_files: ["2"] },
    portal_request_body: { background_img: "3", summary: "商城" },
    menu_request_body: { menu: { menu_items } },
  });
  const PUBS = "/v1/aim-sa/unify/pubs";
  await refuses([
    ["four menus", "POST", PUBS, account(["一", "二", "三", "四"].map(item))],
    ["five characters on one of three", "POST", PUBS, account([item("会员中心页"), item("二"), item("三")])],
    ["a name twice", "POST", PUBS, account([item("一"), item("一")])],
    [
      "an address without a title",
      "POST",
      PUBS,
      account([{ ...item("一"), ext_msg: { open_in_browser: "1" } }]),
    ],
    ["nothing under it", "POST", PUBS, account([{ name: "一", action_type: "OPEN_SUBMENU" }])],
  ]);
  await service.control({ review_delay_ms: [0, 0] });
  const made = await call("POST", PUBS, account([item("会员中心页")]));
  const { pub_id, menu_id } = made.body.data.data;
  const listed = async () => (await call("GET", "/v1/aim-sa/pubs")).body.data.data[0];
  assert.deepEqual([(await listed()).pub_id, (await listed()).state], [pub_id, 2]);
  await call("POST", `/v1/aim-sa/pubs/${pub_id}/freeze`, { change_reason: "停用" });
  assert.equal((await listed()).state, 4);
  await call("POST", `/v1/aim-sa/pubs/${pub_id}/unfreeze`, { change_reason: "启用" });
  assert.equal((await listed()).state, 2);
  const menu = { menu: { menu_items: [item("新菜单")] }, change_reason: "改名" };
  assert.equal((await call("PUT", `/v1/aim-sa/menus/${menu_id}`, menu)).status, 200);
  const menus = await call("GET", `/v1/aim-sa/menus?menu_id=${menu_id}`);
  assert.equal(menus.body.data.data[0].menu.menu_items[0].name, "新菜单");
  assert.equal((await call("GET", "/v1/aim-sa/portals")).body.data.portals[0].tels, "[]");
});

test("what is asked wrongly is written down by its operation", () => {
  const rules = new Set(service.violations().map(({ rule }) => rule));
  for (const rule of ["create_aim_send_task", "create_resolve_task", "unknown operation", "create_pub_info"])
    assert.ok(rules.has(rule), rule);
});
