// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how an SMS template writes a variable
import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { Refusal } from "../../ground/errors.ts";
import { findCommand } from "../../registry/registry.ts";
import { openContext } from "../../registry/run.ts";
import { typist, whoamiOf } from "../../testing/person.ts";
import { startRest } from "../../testing/rest_double.ts";
import { COMMANDS } from "../list.ts";

/** SMS-1, CNS-1, SND-1: what does not fit a send is said before its file is uploaded, and what would fit is offered. */

const text = (id: string, name: string, content: string, signature_id = "g1") => ({
  ...{ id, name, content, signature_id },
  state: "approved",
});
const TEXTS = [
  text("s1", "订单通知", "点击 {link} 查看"),
  text("s2", "会员福利", "点击 {link} 领取", "g2"),
  text("s3", "登录提醒", "您的账号已登录"),
  text("s4", "带称呼", "${name}，点击 {link}"),
];
const TEMPLATES = [
  {
    id: "t1",
    name: "签收提醒",
    state: "approved",
    category: "notice",
    live_version_id: "v1",
    created_at: "2026-11-19",
  },
  { id: "t2", name: "开卡图文", state: "approved", category: "image", created_at: "2026-11-18" },
];
const STORYBOARDS = [
  { id: "b1", name: "新品短片", state: "approved", live_version_id: "v8", created_at: "2026-11-20" },
  { id: "b2", name: "节日短片", state: "approved", live_version_id: "v9", created_at: "2026-11-21" },
];
const SIGNATURES = [
  { id: "g1", kind: "notification" },
  { id: "g2", kind: "promotion" },
];
const TYPED = { id: "f1", name: "手动输入", parts: 0, lines: 1, accepted: 1, invalid: 0, duplicates: 0 };
/** The rows that a query asks for by id or by name. */
const asked =
  <Row extends { id: string; name?: string }>(rows: readonly Row[]) =>
  (_user: string | null, query: URLSearchParams) => {
    const id = query.get("id")?.replace(/^eq\./, "");
    const name = query.get("name")?.replace(/^ilike\.%|%$/g, "");
    return rows.filter((row) => (id ? row.id === id : row.name?.includes(name ?? "")));
  };

/** What templates were last asked for. */
let wanted: { live: string | null; enabled: string | null };
let missing = false;
const rest = await startRest(
  {
    whoami: () => whoamiOf("b0b", "Bob", ["KooMessage:sendTask:create"]),
    type_numbers: () => ({ ...TYPED, columns: ["手机号", "姓名", "订单号"], phone_column: "手机号" }),
    create_send: () => {
      const details = { file: "名单.csv", names: "name, order_no", columns: "姓名, 订单号" };
      if (missing) throw new Refusal("parameters_missing", 422, { details });
      throw new Refusal("channel_not_ready", 409);
    },
    submit_send: () => ({}),
    discard_number_file: () => ({}),
  },
  {
    template_versions: (_user, query) => [{ parameters: query.get("id") === "eq.v9" ? [] : ["name"] }],
    basic_template_cards: asked(STORYBOARDS),
    live_sms_templates: asked(TEXTS),
    sms_template_cards: asked(TEXTS),
    template_cards: (user, query) => {
      wanted = { live: query.get("live_version_id"), enabled: query.get("enabled") };
      return asked(TEMPLATES)(user, query);
    },
    sms_signatures: asked(SIGNATURES),
  },
);
after(() => rest.close());
beforeEach(() => {
  rest.calls.length = 0;
  missing = false;
});
const run = typist(rest, "UBOB");
const send = (more: object) =>
  run("send", { template: "签收提醒", sms: "订单通知", numbers: "13800138000", ...more });
const created = () => rest.calls.find(({ verb }) => verb === "create_send")?.args.input as object | undefined;

test("SMS templates that can carry the link of a card are offered with one; those for texts where no card is named", async () => {
  const session = rest.database.forChat("slack:T1:UBOB", "slack");
  const context = await openContext({ session, commands: COMMANDS, localeHint: "en" });
  const offered = findCommand(COMMANDS, "send")?.suggests?.sms;
  assert.deepEqual(await offered?.(context, "", { template: "签收提醒" }), ["订单通知", "会员福利"]);
  assert.deepEqual(await offered?.(context, "", {}), ["订单通知", "会员福利", "登录提醒"]);
});

test("only templates that can be sent are offered", async () => {
  const session = rest.database.forChat("slack:T1:UBOB", "slack");
  const context = await openContext({ session, commands: COMMANDS, localeHint: "en" });
  const offered = await findCommand(COMMANDS, "send")?.suggests?.template?.(context, "签收", {});
  assert.deepEqual(offered, ["签收提醒"]);
  assert.deepEqual(wanted, { live: "not.is.null", enabled: "eq.true" });
});

test("a text without the place of the link, or with variables, is refused before any number is taken in", async () => {
  const wrong = await send({ sms: "登录提醒" });
  assert.equal(wrong.refusal?.code, "sms_template_without_link");
  assert.match(`${wrong.title} ${wrong.text}`, /登录提醒.* \{link\}/);
  assert.equal((await send({ sms: "带称呼" })).refusal?.code, "sms_template_has_variables");
  assert.ok(!rest.calls.some(({ verb }) => verb === "type_numbers"));
});

test("marketing, by its template or by its signature, is asked for the ground of consent", async () => {
  for (const marketing of [{ template: "开卡图文" }, { sms: "会员福利" }])
    assert.equal((await send(marketing)).refusal?.code, "consent_required");
  assert.equal(created(), undefined);
  await send({ sms: "会员福利", consent: "入会时勾选" });
  assert.partialDeepStrictEqual(created(), { consent: "入会时勾选", consent_proof: null, columns: {} });
});

test("columns are named with map; where they are missing, a guess is given to copy", async () => {
  await send({ map: "name=姓名; order_no=订单号" });
  assert.partialDeepStrictEqual(created(), { columns: { name: "姓名", order_no: "订单号" } });
  missing = true;
  const told = await send({});
  assert.match(
    told.text ?? "",
    /no columns named after these parameters: name, order_no \(its columns: 姓名, 订单号\)\.\nIf these columns are right, add the map option: name=姓名; order_no=订单号/,
  );
});

test("a file whose heading lacks a column is refused before any of it is uploaded", async () => {
  const file = {
    name: "名单.csv",
    bytes: 40,
    open: async () => new Blob(["手机号,姓名\n13800138000,李\n13900139000,王\n"]).stream(),
  };
  const told = await send({ numbers: undefined, file });
  assert.match(told.text ?? "", /no columns named after these parameters: name \(its columns: 姓名\)/);
  assert.match(told.text ?? "", /add the map option: name=姓名/);
  const begun = () => rest.calls.some(({ verb }) => verb === "begin_number_file");
  assert.ok(!begun());
  await send({ numbers: undefined, file, map: "name=姓名" });
  assert.ok(begun(), "its columns are there");
});

test("a template of the basic edition goes out without a text, to a file of its own purpose", async () => {
  const told = await send({ template: "新品短片", sms: undefined });
  assert.equal(told.refusal?.code, "consent_required");
  const numbers = { template: "新品短片", sms: undefined, consent: "入会时勾选", params: "name=李" };
  await send({ ...numbers, type: "group" });
  const typed = rest.calls.find(({ verb }) => verb === "type_numbers")?.args.input;
  assert.partialDeepStrictEqual(typed, { purpose: "basic", params: [{ name: "李" }] });
  const input = created() as Record<string, unknown>;
  assert.partialDeepStrictEqual(input, { template_id: "b1", send_type: "group" });
  assert.ok(!("sms_template_id" in input) && !("validity_days" in input));
});

test("a card without a text is asked for one; a file with columns does not go to a storyboard without parameters", async () => {
  const card = await send({ sms: undefined });
  assert.match(`${card.title} ${card.text}`, /sent with an SMS template\. Specify a template/);
  const file = {
    name: "名单.csv",
    bytes: 40,
    open: async () => new Blob(["手机号,姓名\n13800138000,李\n"]).stream(),
  };
  const told = await send({
    template: "节日短片",
    sms: undefined,
    numbers: undefined,
    file,
    consent: "入会",
  });
  assert.equal(told.refusal?.code, "file_carries_parameters");
  assert.ok(!rest.calls.some(({ verb }) => verb === "begin_number_file"));
});
