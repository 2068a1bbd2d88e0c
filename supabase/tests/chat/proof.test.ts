import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { done, idOf } from "../fixtures.ts";
import { linkChat } from "../one_of_each.ts";
import { BOT_KEY, claimsOf, PEOPLE, proofOf, speakAs, testDatabase } from "../test_database.ts";

/** The bot's password alone is nobody's voice: for whom it speaks is believed with a proof by a key of its own, for a minute. */
const db = await testDatabase();
const BOB = "slack:T1:UBOB";
const CAROL = "slack:T1:UCAROL";
await linkChat(db, "bob", BOB);
await linkChat(db, "carol", CAROL);

type Said = Record<string, string | undefined>;
type Heard = {
  who: string | null;
  source: string;
  whoami: { user_id?: string; code?: string };
  rows: number;
};

/** What the database makes of these headers beside the bot's own, valid token. */
async function heard(headers: Said): Promise<Heard> {
  const [row] = await db.sql.begin(async (step) => {
    await speakAs(step, claimsOf("bot"), headers, "postgres");
    const [told] = await step`select private.actor() as who, private.source() as source`;
    await step`select set_config('role', 'authenticated', true)`;
    const [seen] = await step`select count(*)::int as rows from public.templates`;
    const whoami = await step
      .savepoint((inner) => inner`select public.whoami() as said`)
      .then(([one]) => one?.said)
      .catch((error: Error) => JSON.parse(error.message));
    return [{ ...told, ...seen, whoami }];
  });
  return row as Heard;
}
const code = async (headers: Said) => (await heard(headers)).whoami.code;

test("with a proof the bot speaks for the member who linked the account, and sees with their eyes", async () => {
  const { who, source, whoami, rows } = await heard(proofOf(BOB));
  assert.deepEqual([who, source, whoami.user_id], [PEOPLE.bob, "slack", PEOPLE.bob]);
  assert.ok(rows > 0);
});

test("the bot's token alone, as a leaked password gives it, is the voice of nobody", async () => {
  const nothing = { who: null, source: "api", rows: 0 };
  for (const headers of [{ "x-chat-user": BOB }, { ...proofOf(BOB), "x-chat-proof": undefined }]) {
    const { whoami, ...rest } = await heard(headers);
    assert.deepEqual([rest, whoami.code], [nothing, "chat_proof_required"]);
  }
});

test("a proof by another key, of another person, time or request, or cut short proves nothing", async () => {
  const good = proofOf(BOB);
  const [version, at, hmac = ""] = good["x-chat-proof"].split(".");
  const upper = hmac.toUpperCase() === hmac ? hmac : hmac.toUpperCase();
  const forged: Said[] = [
    proofOf(BOB, { key: "00".repeat(32) }),
    { ...good, "x-chat-user": CAROL },
    { ...good, "x-chat-user": `${BOB} ` },
    { ...good, "x-chat-user": `${BOB},${CAROL}` },
    { ...good, "x-chat-request": randomUUID() },
    { ...good, "x-chat-request": undefined },
    { ...good, "x-chat-proof": `${version}.${Number(at) + 1}.${hmac}` },
    { ...good, "x-chat-proof": `v2.${at}.${hmac}` },
    { ...good, "x-chat-proof": `${version}.${at}.${hmac.slice(0, 63)}` },
    { ...good, "x-chat-proof": `${version}.${at}.${upper}` },
    { ...good, "x-chat-proof": `${version}.${at}.${hmac}.x` },
    { ...good, "x-chat-proof": `${version}.99999999999999999999.${hmac}` },
    { ...good, "x-chat-proof": `${version}.-1.${hmac}` },
    { ...good, "x-chat-proof": `${version}..${hmac}` },
    { ...good, "x-chat-proof": "" },
    { ...good, "x-chat-proof": "v1.0." },
    { ...good, "x-chat-request": "x' or true --" },
  ];
  for (const headers of forged)
    assert.equal(await code(headers), "chat_proof_required", JSON.stringify(headers));
});

test("the parts cannot be moved over their borders: what is signed is read as it was signed", async () => {
  // The same bytes under the HMAC with the dot elsewhere: the request is a uuid and has none.
  const request = randomUUID();
  const whole = proofOf(`x.${BOB}`, { request });
  assert.equal(
    await code({ ...whole, "x-chat-request": `${request}.x`, "x-chat-user": BOB }),
    "chat_proof_required",
  );
  for (const chat of [
    `${BOB}:9`,
    "slack:T1",
    "slack",
    "::",
    `:${BOB}`,
    "slack::UBOB",
    "slack:T1:%",
    "SLACK:T1:UBOB",
  ]) {
    const { who, source } = await heard(proofOf(chat));
    assert.equal(who, null, chat);
    if (chat.startsWith(":") || chat.startsWith("S")) assert.equal(source, "api", chat);
  }
});

test("a proof is good for a minute, with clocks that differ by less than that", async () => {
  for (const [seconds, wanted] of [
    [-55, undefined],
    [55, undefined],
    [-65, "chat_proof_required"],
    [65, "chat_proof_required"],
    [-3600, "chat_proof_required"],
  ] as const)
    assert.equal(await code(proofOf(BOB, { at: Date.now() + seconds * 1000 })), wanted, String(seconds));
});

test("an act that takes longer than a minute keeps the voice it began with", async () => {
  const said = await db.sql.begin(async (step) => {
    const early = proofOf(BOB, { at: Date.now() - 58_000 });
    await speakAs(step, claimsOf("bot"), early, "postgres");
    await step`select pg_sleep(3)`;
    return step`select private.actor() as who`;
  });
  assert.equal(said[0]?.who, PEOPLE.bob);
});

test("without a key, and for a person who is not the bot, the headers say nothing", async () => {
  await db.sql`update private.bots set key = null`;
  assert.equal(await code(proofOf(BOB)), "chat_proof_required");
  await db.sql`update private.bots set key = decode(${BOT_KEY}, 'hex')`;
  const [row] = await db.sql.begin(async (step) => {
    await speakAs(step, claimsOf("mallory"), proofOf(BOB), "postgres");
    return step`select private.actor() as who, private.source() as source`;
  });
  assert.deepEqual({ ...row }, { who: PEOPLE.mallory, source: "api" });
  await assert.rejects(db.sql`update private.bots set key = '\\x00'`, { code: "23514" });
});

test("verbs, cards and links refuse a voice without proof, and nothing is counted or logged", async () => {
  const template = await idOf(db, "templates", "会员日图文");
  const [before] =
    await db.sql`select (select count(*) from public.audit_log) as log, (select count(*) from private.link_attempts) as tries`;
  const calls = [
    ["approve_template", `select public.approve_template('${template}', 'x')`],
    ["begin_link", "select public.begin_link()"],
    ["finish_link", "select public.finish_link('WRONGONE')"],
    ["register_card", `select public.register_card('slack', 'C1', '1.1', 'template', '${template}', 'en')`],
  ] as const;
  for (const [name, call] of calls) {
    const [row] = await db.sql.begin(async (step) => {
      await speakAs(step, claimsOf("bot"), { "x-chat-user": CAROL });
      const answer = await step.unsafe(`${call} as said`);
      const [status] = await step`select current_setting('response.status', true) as status`;
      return [{ code: answer[0]?.said.code, status: status?.status }];
    });
    assert.deepEqual(row, { code: "chat_proof_required", status: "403" }, name);
  }
  const [now] =
    await db.sql`select (select count(*) from public.audit_log) as log, (select count(*) from private.link_attempts) as tries`;
  assert.deepEqual({ ...now }, { ...before });
});

test("the bot for itself needs no proof, and has its own jobs and no rights", async () => {
  await done(db.as("bot").rpc("claim_job", { job: "dispatch", seconds: 1 }));
  assert.equal((await heard({})).who, null);
  assert.equal((await heard({})).source, "cron");
});
