import assert from "node:assert/strict";
import { test } from "node:test";
import { maskPhone } from "../../../shared/src/numbers/phone.ts";
import {
  claim,
  done,
  draftSend,
  finishPart,
  givePolicy,
  handOver,
  importing,
  memberOf,
  messagesOf,
  PARAMS,
  personalTask,
  phones,
  recordReplies,
  report,
  resolve,
  startedSend,
  tick,
  typed,
} from "../fixtures.ts";
import { lower } from "../limits/limits_fixtures.ts";
import { noCaps } from "../sends/sends_fixtures.ts";
import { type Person, testDatabase } from "../test_database.ts";

/** MSG-1: the story of a message from the line of its file to the resolution of its card, and why a number got nothing. */
const db = await testDatabase({ limits: true });
const [arrived = "", failed = "", twice = "", optedOut = "", stranger = "", early = "", empty = ""] =
  phones(7);
await noCaps(db);
const asks = { signature: "云杉商城", phones: [optedOut], proof: "工单 7" };
await done(db.as("bob").rpc("import_opt_outs", { input: asks, reason: "来电" }));
const file = await importing(db, 1);
await finishPart(
  db,
  file,
  1,
  [arrived, failed, twice, optedOut, twice].map((phone, index) => ({ line: index + 2, phone })),
  [{ line: 7, value: "138****00", number: "1380000", reason: "invalid_number" }],
);
const send = await startedSend(db, { file, name: "会员日" });
const ids = await messagesOf(db, send);
const [first = "", second = "", third = "", fourth = ""] = ids;
await handOver(db);
await report(db, [first, third], "delivered");
await report(db, [second], "failed", { code: "MK:0001" });
await resolve(db, first);
await recordReplies(db, [
  { id: "r/1", from: arrived, signature: "云杉商城", text: `请打 ${failed}`, at: null },
]);
await tick(db);

type Event = Record<string, unknown> & { what: string };
const story = (person: Person, message: string) => db.as(person).rpc("message_story", { message });
const number = (person: Person, asked: Record<string, unknown>) => db.as(person).rpc("number_story", asked);
const whats = ({ events }: { events: Event[] }) => events.map(({ what }) => what);
const eventOf = ({ events }: { events: Event[] }, what: string) => events.find((one) => one.what === what);

test("the story of a message goes from the line of its file to the resolution of its card, masked, with who decided", async () => {
  const told = await done(story("dan", first));
  assert.deepEqual(whats(told), [
    ...["imported", "submit", "approve", "laid_out", "handed", "receipt", "opened", "replied"],
  ]);
  assert.equal(told.message.phone, maskPhone(arrived));
  assert.deepEqual([told.message.id, told.message.state, told.send.name], [first, "delivered", "会员日"]);
  const { file_id, line, by } = eventOf(told, "imported") as Event;
  assert.deepEqual([file_id, line, by], [file, 2, "Bob"]);
  assert.deepEqual(
    ["submit", "approve"].map((what) => eventOf(told, what)?.by),
    ["Bob", "Carol"],
  );
  assert.deepEqual(eventOf(told, "laid_out")?.ordinal, 1);
  assert.equal(eventOf(told, "handed")?.carrier_id, `c${first}`);
  assert.equal(eventOf(told, "replied")?.text, `请打 ${maskPhone(failed)}`);
  const times = told.events.map(({ at }: { at: string }) => Math.floor(Date.parse(at) / 1000));
  assert.deepEqual([...times].sort(), times);
  assert.doesNotMatch(JSON.stringify(told), new RegExp([arrived, failed].map((n) => n.slice(3)).join("|")));
});

test("a link is whole for callers who may reveal numbers; for others two letters of it are", async () => {
  const { link } = await done(story("alice", first));
  assert.deepEqual([link.whole, link.used], [true, 1]);
  assert.match(link.address, /\/[0-9A-Za-z]{8}$/);
  const masked = await done(story("dan", first));
  assert.deepEqual([masked.link.whole, masked.link.address.slice(-6)], [false, "******"]);
  assert.equal(JSON.stringify(masked).includes(link.address.slice(-8)), false);
});

test("a message that failed has its code in words, one that was held back says why and has no link", async () => {
  const receipt = eventOf(await done(story("dan", second)), "receipt") as Event & {
    code_said: { words: { en: string }; advice: { en: string } };
  };
  assert.deepEqual([receipt.state, receipt.code], ["failed", "MK:0001"]);
  assert.ok(receipt.code_said.words.en && receipt.code_said.advice.en);
  const held = await done(story("dan", fourth));
  // It had opted out before the send was made.
  assert.deepEqual([whats(held).includes("opted_out"), whats(held).at(-1)], [true, "held_back"]);
  assert.deepEqual([eventOf(held, "held_back")?.state, held.link], ["opted_out", null]);
});

test("why numbers of a send got nothing is counted by reason, with words; of a send where all arrived there is none", async () => {
  const reasons = await done(db.as("dan").rpc("send_reasons", { send }));
  assert.deepEqual(
    reasons.map(({ state, code, count }: Record<string, unknown>) => [state, code, count]),
    [
      ["failed", "MK:0001", 1],
      ["opted_out", null, 1],
    ],
  );
  assert.ok(reasons[0].code_said.words.zh);
  const none = await draftSend(db, { file: await typed(db, [early]) });
  assert.deepEqual(await done(db.as("dan").rpc("send_reasons", { send: none })), []);
  assert.equal((await db.as("mallory").rpc("send_reasons", { send })).error?.code, "not_found");
  assert.equal((await db.as("dan").rpc("send_reasons", { send: "x" })).error?.code, "input_invalid");
});

test("a number tells why it got nothing: left out of a file, opted out, in a draft alone, in no file", async () => {
  const left = await done(number("dan", { number: `+86 ${twice.slice(3, 6)} ${twice.slice(6)}` }));
  assert.deepEqual([left.number, left.messages.length], [maskPhone(twice), 1]);
  assert.deepEqual(
    left.rejects.map(({ line, reason }: Record<string, unknown>) => [line, reason]),
    [[6, "duplicate"]],
  );
  assert.deepEqual(
    left.files[0].sends.map(({ id, message, why }: Record<string, unknown>) => [id, message, why]),
    [[send, third, null]],
  );
  const out = await done(number("dan", { number: optedOut }));
  assert.deepEqual([out.opt_outs[0].signature, out.messages[0].state], ["云杉商城", "opted_out"]);
  const waits = await done(number("dan", { number: early }));
  assert.deepEqual(
    [waits.messages, waits.files[0].sends.map(({ why }: { why: string }) => why)],
    [[], ["draft"]],
  );
  const nothing = await done(number("dan", { number: stranger }));
  assert.deepEqual(
    [nothing.messages, nothing.files, nothing.rejects, nothing.opt_outs, nothing.replies],
    [[], [], [], [], []],
  );
});

test("a number that lacks a value for a parameter is in the file and left out of the send", async () => {
  const gaps = await importing(db, 1);
  await finishPart(db, gaps, 1, [
    { line: 2, phone: early },
    { line: 3, phone: empty, params: {} },
  ]);
  await db.sql`update public.number_files set gaps = ${Object.keys(PARAMS)} where id = ${gaps}`;
  const lacking = await startedSend(db, { file: gaps, name: "缺值" });
  const told = await done(number("dan", { number: empty }));
  assert.deepEqual(
    told.files[0].sends.map(({ id, why }: Record<string, unknown>) => [id, why]),
    [[lacking, "left_out"]],
  );
  while ((await claim(db)) !== null);
});

test("the story of a number opens from each row that has it, and the number stays in the law", async () => {
  const [listed] = (await done(number("dan", { number: optedOut }))).opt_outs;
  const [reply] = (await done(number("dan", { number: arrived }))).replies;
  const links = await personalTask(db, [failed.slice(3), "VIP 7"]);
  const [flag] =
    await db.sql`select id::text from public.links where task_id = ${links.id} and cust_flag = ${failed.slice(3)}`;
  const [vip] =
    await db.sql`select id::text from public.links where task_id = ${links.id} and cust_flag = 'VIP 7'`;
  const of = async (resource: string, id: string) => {
    const told = await done(number("dan", { resource, id }));
    return [told.number, told.messages?.length ?? null];
  };
  assert.deepEqual(await of("opt_out", String(listed.id)), [maskPhone(optedOut), 1]);
  assert.deepEqual(await of("reply", reply.id), [maskPhone(arrived), 1]);
  assert.deepEqual(await of("number_reject", `${file}/6`), [maskPhone(twice), 1]);
  assert.deepEqual(await of("delivery", first), [maskPhone(arrived), 1]);
  assert.deepEqual(await of("link", flag?.id), [maskPhone(failed), 1]);
  assert.deepEqual(await of("link", vip?.id), ["VIP 7", null]);
  assert.equal((await done(number("dan", { resource: "number_reject", id: `${file}/7` }))).is_number, false);
});

test("what is not theirs does not exist for others; neither a part of a number nor two questions at once are asked", async () => {
  for (const message of [first, "999999", "x", ""]) {
    const { data, error } = await story("mallory", message);
    assert.deepEqual([error?.code, data], ["not_found", null], `message ${message}`);
  }
  const theirs = await done(number("mallory", { number: arrived }));
  assert.deepEqual([theirs.messages, theirs.files, theirs.replies], [[], [], []]);
  const [listed] = (await done(number("dan", { number: optedOut }))).opt_outs;
  const foreign = { resource: "opt_out", id: String(listed.id) };
  assert.equal((await number("mallory", foreign)).error?.code, "not_found");
  for (const [asked, code] of [
    [{ number: arrived.slice(0, -1) }, "invalid_number"],
    [{}, "input_invalid"],
    [{ number: arrived, ...foreign }, "input_invalid"],
    [{ id: "1" }, "input_invalid"],
    [{ resource: "member", id: "1" }, "not_found"],
  ] as const)
    assert.equal((await number("dan", asked)).error?.code, code, JSON.stringify(asked));
  assert.equal((await story("olga", first)).error?.code, "not_found");
});

test("whoever may list no opt-outs and no files is told of neither, and whoever may list no sends is forbidden", async () => {
  const dan = await memberOf(db, "dan");
  await givePolicy(
    db,
    "只看任务",
    [dan],
    [
      {
        Effect: "Deny",
        Action: ["KooMessage:optOut:*", "KooMessage:numberFile:*", "KooMessageBasic:numberFile:*"],
      },
    ],
  );
  const told = await done(number("dan", { number: optedOut }));
  assert.deepEqual(Object.keys(told).sort(), ["files", "messages", "number", "replies"]);
  assert.equal(told.files, null);
  assert.equal(eventOf(await done(story("dan", fourth)), "opted_out"), undefined);
  assert.equal(eventOf(await done(story("dan", first)), "imported")?.file_id, null);
  await givePolicy(
    db,
    "不看任务",
    [dan],
    [{ Effect: "Deny", Action: ["KooMessage:sendTask:list", "KooMessageBasic:sendTask:list"] }],
  );
  assert.equal((await story("dan", first)).error?.code, "not_found");
  assert.equal((await number("dan", { number: arrived })).error?.code, "forbidden");
});

test("asking after numbers is counted with all other searches; reading the story of a message is not", async () => {
  await lower(db, "person_searches", 2);
  await done(number("carol", { number: arrived }));
  await done(db.as("carol").rpc("find_recipient", { resource: "opt_out", number: arrived }));
  for (const asked of [{ number: arrived }, { resource: "delivery", id: first }])
    assert.equal((await number("carol", asked)).error?.code, "too_many_requests");
  await done(story("carol", first));
});
