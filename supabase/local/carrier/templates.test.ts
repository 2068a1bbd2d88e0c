import assert from "node:assert/strict";
import { test } from "node:test";
import { Receiver, Sandbox, until } from "./testbed.ts";

const template = (callback_url: string, changes = {}) => ({
  reference: "version-1",
  kind: "aim",
  layout: "image_text",
  vendors: ["huawei", "oppo", "vivo"],
  usage: "commercial",
  content: { title: "会员日", image: "https://t.example/a.png" },
  callback_url,
  ...changes,
});

test("every vendor decides about a template by a signed callback, each for itself", async (t) => {
  const sandbox = await Sandbox.start(t, { template_reject: { oppo: "图片含有二维码", meizu: "unused" } });
  const receiver = await Receiver.open(t);
  const answer = await sandbox.ask("POST", "/v1/templates", template(receiver.url));
  assert.equal(answer.status, 202);
  assert.deepEqual(Object.keys(answer.body), ["carrier_id"]);
  await until(async () => (await sandbox.stats()).template_states_acknowledged === 3);
  const states = receiver.items("template_states");
  const said = states.map(({ reference, vendor, state, reason }) => ({ reference, vendor, state, reason }));
  said.sort((a, b) => String(a.vendor).localeCompare(String(b.vendor)));
  assert.deepEqual(said, [
    { reference: "version-1", vendor: "huawei", state: "approved", reason: null },
    { reference: "version-1", vendor: "oppo", state: "rejected", reason: "图片含有二维码" },
    { reference: "version-1", vendor: "vivo", state: "approved", reason: null },
  ]);
  for (const { at } of states) assert.match(String(at), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  assert.deepEqual(receiver.refused, []);
});

test("a repeated template reference is answered as before, also after a death, and decided once", async (t) => {
  const sandbox = await Sandbox.start(t);
  const receiver = await Receiver.open(t);
  const first = await sandbox.ask("POST", "/v1/templates", template(receiver.url));
  const other = template(receiver.url, { vendors: ["samsung"], content: {} });
  assert.deepEqual((await sandbox.ask("POST", "/v1/templates", other)).body, first.body);
  await sandbox.kill();
  await sandbox.again();
  assert.deepEqual((await sandbox.ask("POST", "/v1/templates", other)).body, first.body);
  await until(async () => (await sandbox.stats()).template_states_acknowledged === 3);
  const vendors = new Set(receiver.items("template_states").map((item) => item.vendor));
  assert.deepEqual([...vendors].sort(), ["huawei", "oppo", "vivo"]);
  const second = await sandbox.ask(
    "POST",
    "/v1/templates",
    template(receiver.url, { reference: "version-2" }),
  );
  assert.notEqual(second.body.carrier_id, first.body.carrier_id);
});

test("decisions that a death left undone are told after it", async (t) => {
  const sandbox = await Sandbox.start(t);
  const receiver = await Receiver.open(t);
  receiver.answering = () => 503;
  await sandbox.ask("POST", "/v1/templates", template(receiver.url));
  await until(() => receiver.calls.length > 0);
  await sandbox.kill();
  receiver.calls.length = 0;
  receiver.answering = () => 204;
  await sandbox.again();
  await until(async () => (await sandbox.stats()).template_states_acknowledged === 3);
  assert.equal(new Set(receiver.items("template_states").map((item) => item.vendor)).size, 3);
});

test("a template is deleted with 204, as often as one likes, and then decided about no more", async (t) => {
  const sandbox = await Sandbox.start(t, { template_delay_ms: [1_000, 1_000] });
  const receiver = await Receiver.open(t);
  const { body } = await sandbox.ask("POST", "/v1/templates", template(receiver.url));
  for (let time = 1; time <= 2; time++) {
    const answer = await sandbox.ask("DELETE", `/v1/templates/${body.carrier_id}`);
    assert.deepEqual([answer.status, answer.body], [204, ""]);
  }
  await sandbox.control({ template_delay_ms: [1_500, 1_500] });
  await sandbox.ask("POST", "/v1/templates", template(receiver.url, { reference: "version-2" }));
  await until(() => receiver.items("template_states").length === 3);
  assert.ok(receiver.items("template_states").every((item) => item.reference === "version-2"));
  assert.equal((await sandbox.ask("DELETE", "/v1/templates/nobody-t1")).status, 404);
});

test("a malformed template is 400 and says where", async (t) => {
  const sandbox = await Sandbox.start(t);
  const { url } = await Receiver.open(t);
  const cases: [where: string, changes: Record<string, unknown>][] = [
    ["reference", { reference: undefined }],
    ["vendors", { vendors: [] }],
    ["vendors[1]", { vendors: ["huawei", "nokia"] }],
    ["usage", { usage: "private" }],
    ["content", { content: "会员日" }],
    ["callback_url", { callback_url: "not an address" }],
  ];
  for (const [where, changes] of cases) {
    const answer = await sandbox.ask("POST", "/v1/templates", template(url, changes));
    assert.deepEqual([answer.status, answer.body.error.issues[0].where], [400, where]);
  }
  assert.equal((await sandbox.stats()).templates, 0);
});

const storyboard = (callback_url: string, changes = {}) => ({
  reference: "version-basic",
  kind: "basic",
  name: "会员日",
  signature: "云杉",
  days: 30,
  content: { slots: { subject: "会员日", frames: [{ type: "text", text: "今天全场八折" }] } },
  callback_url,
  ...changes,
});

test("each network decides about a template of the basic edition for itself", async (t) => {
  const sandbox = await Sandbox.start(t, { template_reject: { unicom: "画面不清晰" } });
  const receiver = await Receiver.open(t);
  const answer = await sandbox.ask("POST", "/v1/templates", storyboard(receiver.url));
  assert.equal(answer.status, 202);
  await until(async () => (await sandbox.stats()).template_states_acknowledged === 3);
  const said = receiver
    .items("template_states")
    .map(({ reference, vendor, network, state, reason }) => ({ reference, vendor, network, state, reason }))
    .sort((a, b) => String(a.network).localeCompare(String(b.network)));
  const about = { reference: "version-basic", vendor: undefined };
  assert.deepEqual(said, [
    { ...about, network: "mobile", state: "approved", reason: null },
    { ...about, network: "telecom", state: "approved", reason: null },
    { ...about, network: "unicom", state: "rejected", reason: "画面不清晰" },
  ]);
});

test("a storyboard without a frame, with brackets in its signature or without an end is malformed", async (t) => {
  const sandbox = await Sandbox.start(t);
  const where = async (changes: object) => {
    const { status, body } = await sandbox.ask(
      "POST",
      "/v1/templates",
      storyboard("http://127.0.0.1:1/x", changes),
    );
    assert.equal(status, 400);
    return body.error.issues.map((issue: { where: string }) => issue.where);
  };
  assert.deepEqual(await where({ content: { slots: { frames: [] } } }), ["content.slots.frames"]);
  assert.deepEqual(await where({ signature: "【云杉】" }), ["signature"]);
  assert.deepEqual(await where({ days: 0 }), ["days"]);
});
