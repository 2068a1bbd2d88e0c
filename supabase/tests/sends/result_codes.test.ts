import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { resultCodeInput } from "../carriers/carrier_fixtures.ts";
import {
  account,
  channelOf,
  clearStage,
  done,
  handOver,
  recordReceipts,
  report,
  startedSend,
  tick,
  yunshan,
} from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { noCaps, refused } from "./sends_fixtures.ts";

/** MSG-1: one table says what codes of carriers mean, and every view that shows a code says it from there. */
const db = await testDatabase();
await noCaps(db);
beforeEach(() => clearStage(db));
const olga = () => db.as("olga");

type Said = { words: { zh: string; en: string }; advice: { zh: string; en: string } } | null;
const said = async (code: string | null, adapter: string | null = "sandbox"): Promise<Said> =>
  (await db.sql`select private.code_said(${adapter}::public.channel_adapter, ${code}) as said`)[0]?.said;
const means = async (code: string, adapter?: string) => (await said(code, adapter))?.words.en ?? null;
const create = (code: string, more: Record<string, unknown> = {}) =>
  olga().rpc("create_result_code", { input: resultCodeInput(code, more) });

test("every code that the sandbox carrier gives is told in words, with what helps, in both languages", async () => {
  const codes = {
    DELIVRD: "Reached the phone",
    "MK:0001": "Number not in use",
    "MK:0012": "Number not in use, suspended, or phone off",
    MBBLACK: "On a blacklist of the carrier: the person opted out or complained",
    UNDELIV: "Number not in use, suspended, or phone off",
    EXPIRED: "Not delivered in time: phone off or out of coverage for long",
    INVALID_NUMBER: "Not a phone number that can be reached",
    REJECTED: "Refused by the gateway, which does not say why",
  };
  for (const [code, words] of Object.entries(codes)) {
    const told = await said(code);
    assert.equal(told?.words.en, words, code);
    for (const text of [told?.words.zh, told?.advice.zh, told?.advice.en]) assert.match(text ?? "", /\S/);
  }
});

test("a code is known in any case, one of a family by what the family has in common, and nothing is made up", async () => {
  assert.equal(await means(" mk:0001 "), "Number not in use");
  assert.equal(await means("rejectd"), "Refused by the gateway, which does not say why");
  for (const code of ["MK:0077", "MK:7777", "MK00013", "LT0101"])
    assert.match((await means(code)) ?? "", /^Number not in use, suspended/, code);
  assert.match((await means("IB:0011")) ?? "", /network failed/);
  for (const code of ["ZZ:9999", "MK:00A1", "XMK:0001", "", " "]) assert.equal(await means(code), null, code);
  assert.equal(await said(null), null);
});

test("the status of an answer of SMPP has words, and they are of SMPP alone", async () => {
  assert.equal(await means("ESME_RINVDSTADR", "smpp"), "Not a phone number that can be reached");
  assert.match((await means("ESME_RTHROTTLED", "smpp")) ?? "", /^Too fast/);
  for (const state of ["DELIVRD", "EXPIRED", "DELETED", "UNDELIV", "ACCEPTD", "UNKNOWN", "REJECTD"])
    assert.notEqual(await means(state, "smpp"), null, state);
  // A gateway's own reason stands behind the state; words of the two come first.
  assert.equal(await means("UNDELIV:069", "smpp"), await means("UNDELIV", "smpp"));
  await done(create("EXPIRED:0xx", { adapter: "smpp", words_en: "off for days" }));
  assert.deepEqual(
    [await means("EXPIRED:012", "smpp"), await means("EXPIRED:B12", "smpp")],
    ["off for days", await means("EXPIRED")],
  );
  assert.equal(await means("ESME_RTHROTTLED", "sandbox"), null);
});

test("a code that two adapters use differently is told apart; a code comes before a pattern, and the narrower pattern first", async () => {
  await done(create("QX:1", { words_en: "whoever says it" }));
  await done(create("QX:1", { adapter: "smpp", words_en: "of SMPP" }));
  assert.deepEqual([await means("QX:1"), await means("QX:1", "smpp")], ["whoever says it", "of SMPP"]);
  await done(create("QX:*", { words_en: "wide" }));
  await done(create("QX:xxx", { words_en: "three digits" }));
  await done(create("QX:1xx", { words_en: "begins with one" }));
  assert.deepEqual(
    [await means("QX:12345"), await means("QX:234"), await means("QX:134"), await means("QX:1")],
    ["wide", "three digits", "begins with one", "whoever says it"],
  );
  await refused(db, () => create("QX:1"), "code_known", 409);
  await refused(db, () => create("QX:1", { adapter: "smpp" }), "code_known", 409);
});

test("a pattern is no regular expression: what else it has stands for itself", async () => {
  await done(create("A.B+x", { words_en: "literal" }));
  assert.deepEqual(
    [await means("A.B+7"), await means("AXB+7"), await means("A.BB7")],
    ["literal", null, null],
  );
  for (const code of ["mk:0001", "x*", "MK 1", "", "^A", "A".repeat(41)])
    await refused(db, () => create(code), "input_invalid", 422);
});

test("everybody reads the table, and only platform admins edit it; new words are those of older messages too", async () => {
  const input = resultCodeInput("ZZ:77");
  await refused(db, () => db.as("alice").rpc("create_result_code", { input }), "platform_admin_only", 403);
  const send = await startedSend(db, { count: 3 });
  await report(db, await handOver(db), "failed", { code: "ZZ:77" });
  const rows = () =>
    db.as("dan").rows("select code, code_said from public.delivery_cards where send_id = $1", [send]);
  assert.deepEqual((await rows())[0], { code: "ZZ:77", code_said: null });
  const { id } = await done(olga().rpc("create_result_code", { input }));
  assert.equal((await rows())[0].code_said.words.zh, "测试含义");
  await done(
    olga().rpc("update_result_code", {
      result_code: id,
      input: resultCodeInput("ZZ:77", { words_zh: "新的含义" }),
    }),
  );
  assert.equal((await rows())[0].code_said.words.zh, "新的含义");
  const listed = await db.as("dan").rows("select words_zh from public.result_code_cards where id = $1", [id]);
  assert.deepEqual(
    listed.map((row) => ({ ...row })),
    [{ words_zh: "新的含义" }],
  );
  await done(olga().rpc("delete_result_code", { result_code: id }));
  assert.equal((await rows())[0].code_said, null);
});

test("a trial, a send that is done, its alert, the details, unknown receipts and tests of carriers all say the same words", async () => {
  const send = await startedSend(db, { count: 20, trial: false });
  await report(db, await handOver(db), "failed", { code: "MK:0001" });
  await tick(db);
  const card = await account(db, send);
  const dead = { zh: "空号或号码不存在", en: "Number not in use" };
  assert.equal(card.state, "done");
  assert.deepEqual(card.failures_said[0].code_said.words, dead);
  const [alert] =
    await db.sql`select details from public.alerts where resource_id = ${send} and kind = 'send_failed'`;
  assert.deepEqual(alert?.details.reasons[0].code_said.words, dead);
  const details = await done(db.as("dan").rpc("send_details", {}));
  assert.deepEqual(details.rows[0].code_said.words, dead);

  const trial = await startedSend(db, { count: 20, trial: true, trial_size: 5 });
  await report(db, await handOver(db), "failed", { code: "MK:0001" });
  assert.deepEqual((await account(db, trial)).trial_figures.reasons[0].code_said.words, dead);

  await recordReceipts(db, [{ ref: "stranger-1", status: "failed", code: "MK:0001" }]);
  const [receipt] = await db.as("alice").rows("select code_said from public.receipt_cards");
  assert.deepEqual(receipt.code_said.words, dead);

  const carrier = (await db.sql`select id from public.carriers where name = 'sandbox'`)[0]?.id;
  await done(olga().rpc("test_carrier", { carrier, input: { phone: "13800000002" } }));
  const [{ id } = { id: "" }] = await db.sql`select id from public.carrier_tests`;
  await db.sql`select * from private.claim_carrier_test()`;
  await db.sql`select private.record_carrier_test(${`test-${id}`}, 'failed', 'MK:0001', ${await channelOf(db, await yunshan(db))})`;
  const [tested] = await olga().rows("select code_said from public.carrier_test_cards");
  assert.deepEqual(tested.code_said.words, dead);
});

test("codes without words that were seen lately are told to platform admins, with how often, and nobody's numbers", async () => {
  const send = await startedSend(db, { count: 30 });
  const ids = await handOver(db);
  await report(db, ids.slice(0, 20), "failed", { code: "yy:404" });
  await report(db, ids.slice(20), "failed", { code: "MK:0001" });
  await tick(db);
  assert.equal((await account(db, send)).state, "done");
  await recordReceipts(db, [
    { ref: "stranger-2", status: "failed", code: "YY:404" },
    { ref: "stranger-3", status: "failed", code: "13800000009" },
    { ref: "stranger-4", status: "failed", code: "a whole sentence" },
  ]);
  const seen = () => olga().rows("select adapter, code, times from public.unknown_code_cards");
  assert.deepEqual(
    (await seen()).filter(({ code }) => code === "YY:404").map((row) => ({ ...row })),
    [{ adapter: "sandbox", code: "YY:404", times: 21n }],
  );
  for (const { code } of await seen()) assert.doesNotMatch(code, /1380|SENTENCE|MK:0001/);
  for (const person of ["alice", "dan", "mallory"] as const)
    assert.deepEqual(await db.as(person).rows("select * from public.unknown_code_cards"), [], person);
  await done(create("YY:404"));
  assert.ok(!(await seen()).some(({ code }) => code === "YY:404"));
});
