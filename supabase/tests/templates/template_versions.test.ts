import assert from "node:assert/strict";
import { test } from "node:test";
import { cardOf, done, idOf } from "../fixtures.ts";
import { type Person, testDatabase } from "../test_database.ts";
import { oneAfterTheOther } from "../together.ts";
import { notice, recordTemplateStates, submit } from "./checks.ts";

/** TPL-2, TPL-3, TPL-5, TPL-7: rules for templates, and their versions while one of them is live. */
const db = await testDatabase();

const words = notice;
const parameters = (count: number) => Array.from({ length: count }, (_, n) => `\${p${n}}`).join(" ");
const good = { usage: "commercial", layout: "notice", vendors: ["huawei"], content: words("您好") };
let made = 0;
const create = (input: object = {}) => {
  made += 1;
  return db.as("bob").rpc("create_template", { input: { name: `模板 ${made}`, ...good, ...input } });
};
type Edit = {
  content: object;
  name?: string;
  vendors?: unknown[];
  base_version?: string;
  base_revision?: number;
};
const edit = (template: string, input: Edit, person: Person = "bob") =>
  db.as(person).rpc("update_template", { template, input });
const versions = (template: string) =>
  db
    .as("dan")
    .rows(
      "select version, state, content, id from public.template_versions where template_id = $1 order by 1",
      [template],
    );

test("a draft is made with its parameters found, and is version one of its layout's category", async () => {
  const card = await done(create({ content: words(`您好 ${parameters(2)} \${p0} 金额￥\${not a name}`) }));
  assert.deepEqual([card.state, card.version, card.category, card.enabled], ["draft", 1, "notice", true]);
  assert.deepEqual(card.parameters, ["p0", "p1"]);
  assert.equal(card.live_version_id, null);
});

test("what does not fit a layout, or names no vendor of it, is refused by name", async () => {
  const wrong: [object, string][] = [
    [{ name: " " }, "name_required"],
    [{ name: "长".repeat(65) }, "name_required"],
    [{ usage: "free" }, "input_invalid"],
    [{ usage: null }, "input_invalid"],
    [{ layout: "poem" }, "layout_unknown"],
    [{ layout: null }, "layout_unknown"],
    [{ vendors: [] }, "no_vendor"],
    [{ vendors: null }, "no_vendor"],
    [{ vendors: ["huawei", "nokia"] }, "vendor_unsupported"],
    [{ vendors: ["huawei", "meizu"] }, "vendor_unsupported"],
    [{ vendors: ["huawei", null] }, "vendor_unsupported"],
    [{ vendors: ["huawei", "huawei"] }, "input_invalid"],
    [{ content: null }, "content_invalid"],
    [{ content: { slots: {} } }, "content_invalid"],
    [{ content: { slots: [] } }, "content_invalid"],
    [{ content: [words("x")] }, "content_invalid"],
    [{ content: words(parameters(21)) }, "too_many_parameters"],
  ];
  for (const [input, code] of wrong) {
    assert.equal((await create(input)).error?.code, code, JSON.stringify(input));
  }
  assert.equal((await create({ content: words(parameters(20)) })).error, null);
  const coupon = { layout: "coupon_claim", content: words(parameters(40)) };
  assert.equal((await create(coupon)).error, null, "forty, for coupon_claim alone");
  assert.equal(
    (await create({ ...coupon, content: words(parameters(41)) })).error?.code,
    "too_many_parameters",
  );
});

test("a name is one template's in an enterprise, and free in another", async () => {
  await done(create({ name: "春季上新" }));
  const { error, status } = await create({ name: " 春季上新 " });
  assert.deepEqual([error?.code, status], ["name_taken", 409]);
  const theirs = await db.as("mallory").rpc("create_template", { input: { name: "春季上新", ...good } });
  assert.equal(theirs.error, null);
  const { id: template } = await done(create());
  const { error: renamed } = await edit(template, { content: good.content, name: "春季上新" });
  assert.equal(renamed?.code, "name_taken");
});

test("a draft is edited in place, and a second writer who began from it is not told off", async () => {
  const { id: template, version_id } = await done(create());
  const saved = await done(edit(template, { content: words("第二稿"), base_version: version_id }));
  assert.deepEqual([saved.version, saved.version_id, saved.content], [1, version_id, words("第二稿")]);
  assert.equal((await versions(template)).length, 1);
  const hashes =
    await db.sql`select before ->> 'content_hash' as b, after ->> 'content_hash' as a from public.audit_log
    where verb = 'update' and resource_id = ${template}`;
  assert.notEqual(hashes[0]?.a, hashes[0]?.b);
});

test("a template in review is not edited, with the internal reviewer or with the vendors", async () => {
  const template = await idOf(db, "templates", "会员日图文");
  for (const act of [null, "approve_template"]) {
    if (act) await done(db.as("carol").rpc(act, { template }));
    const { error, status } = await edit(template, { content: words("改") });
    assert.deepEqual([error?.code, status], ["wrong_state", 409]);
  }
});

test("of two people who began from the same draft the second is told, and nothing of the first is lost", async () => {
  const template = await idOf(db, "templates", "积分到期提醒");
  const card = await cardOf(db, "template_cards", template, "bob");
  const save = (who: "bob" | "alice", text: string) =>
    edit(
      template,
      { content: words(text), base_version: card.version_id, base_revision: card.revision },
      who,
    );
  const answers = await Promise.all([save("bob", "鲍勃"), save("alice", "爱丽丝")]);
  const told = answers.filter(({ error }) => error);
  assert.deepEqual(
    told.map(({ error, status }) => [error?.code, status]),
    [["version_conflict", 409]],
  );
  const kept = await cardOf(db, "template_cards", template, "bob");
  assert.deepEqual(kept.content, words(answers[0]?.error ? "爱丽丝" : "鲍勃"));
  assert.equal(kept.revision, card.revision + 1);
});

test("an edit of an approved template makes the next version, and the live one keeps serving until that is approved too", async () => {
  const template = await idOf(db, "templates", "签收提醒");
  const [first] = await versions(template);
  const saved = await done(edit(template, { content: words("新版"), base_version: first.id }));
  assert.deepEqual(
    [saved.version, saved.state, saved.live_version, saved.live_version_id],
    [2, "draft", 1, first.id],
  );
  const again = await done(edit(template, { content: words("新版二"), base_version: saved.version_id }));
  assert.equal(again.version, 2, "a draft again, so in place");
  const [unchanged, second] = await versions(template);
  assert.deepEqual(unchanged, first);
  await submit(db, template);
  await done(db.as("carol").rpc("approve_template", { template }));
  const draft = await done(edit(await idOf(db, "templates", "积分到期提醒"), { content: words("x") }));
  assert.equal(draft.live_version, null);
  const at = new Date().toISOString();
  await recordTemplateStates(db, [{ reference: second.id, vendor: "xiaomi", state: "approved", at }]);
  const card = await cardOf(db, "template_cards", template);
  assert.deepEqual([card.version, card.state, card.live_version], [2, "approved", 2]);
});

test("whoever began from an older version is told, and nothing is overwritten", async () => {
  const template = await idOf(db, "templates", "开卡欢迎图文");
  const [first] = await versions(template);
  const of = (body: string) => ({ content: words(body), base_version: first.id });
  const alices = db.as("alice").open("update_template", { template, input: of("alice 的") });
  const [saved, late] = await oneAfterTheOther(db, alices, () => edit(template, of("bob 的")));
  assert.equal(saved.error, null);
  assert.deepEqual([late.error?.code, late.status], ["version_conflict", 409]);
  assert.deepEqual(JSON.parse(late.error?.details ?? "{}"), { version: 2 });
  assert.deepEqual((await versions(template)).at(-1).content, words("alice 的"));
});

test("only an approved template is switched on and off", async () => {
  const turn = (verb: "enable" | "disable", template: string, person: Person = "bob") =>
    db.as(person).rpc(`${verb}_template`, { template });
  const draft = await idOf(db, "templates", "积分到期提醒");
  for (const verb of ["enable", "disable"] as const)
    assert.equal((await turn(verb, draft)).error?.code, "wrong_state");
  const live = await idOf(db, "templates", "签收提醒");
  assert.equal((await turn("enable", live)).error?.code, "wrong_state", "it is on");
  assert.equal((await done(turn("disable", live))).enabled, false);
  assert.equal((await turn("disable", live)).error?.code, "wrong_state", "it is off");
  assert.equal((await done(turn("enable", live))).enabled, true);
  assert.equal((await turn("disable", live, "dan")).error?.code, "forbidden");
  // No text can be taken for a boolean: there is no such argument.
  const yes = db.as("bob").rpc("enable_template", { template: live, enabled: "yes" });
  await assert.rejects(yes, { code: "42883" });
});

test("a vendor that does not exist is refused when a template is saved, too", async () => {
  const { id: template } = await done(create());
  for (const vendors of [["nokia"], ["meizu"], [null]]) {
    const { error, status } = await edit(template, { content: good.content, vendors });
    assert.deepEqual([error?.code, status], ["vendor_unsupported", 422], String(vendors));
  }
  const { vendors } = await done(edit(template, { content: good.content, vendors: ["vivo"] }));
  assert.deepEqual(vendors, ["vivo"]);
});
