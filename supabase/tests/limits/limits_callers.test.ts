import assert from "node:assert/strict";
import { test } from "node:test";
import postgres from "postgres";
import { linkChat } from "../one_of_each.ts";
import { claimsOf, PEOPLE, speakAs } from "../test_database.ts";
import { call, limitedDatabase, lower, SPEAK, speak } from "./limits_fixtures.ts";

/** IAM-6: whose calls are counted (addresses that callers make up, chat accounts), and many at once. */
const { db } = await limitedDatabase();

const from = (forwarded: string) => call(db, SPEAK, { sub: PEOPLE.erin }, { "x-forwarded-for": forwarded });

test("whatever a caller writes into x-forwarded-for, the address is the hop that our proxy added", async () => {
  await lower(db, "address_all", 3);
  for (let i = 0; i < 3; i += 1) assert.equal((await from(`10.0.0.${i}, 198.51.100.7`)).status, "200");
  assert.equal((await from("8.8.8.8, 1.1.1.1,198.51.100.7")).status, "429");
  assert.equal((await from("198.51.100.8")).status, "200");
});

test("an address: a port is cut off, IPv6 counts by network, nonsense is one address, behind two proxies it is the last but one", async () => {
  const address = async (headers: object) =>
    (
      await db.sql.begin(async (step) => {
        await step`select set_config('request.headers', ${JSON.stringify(headers)}, true)`;
        return step`select private.caller_address() as a`;
      })
    )[0]?.a;
  const forwarded = (text: string) => address({ "x-forwarded-for": text });
  assert.equal(await forwarded("1.2.3.4:5678"), "1.2.3.4");
  assert.equal(await forwarded("::ffff:127.0.0.1"), "127.0.0.1");
  assert.equal(await forwarded("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
  assert.equal(await forwarded("2001:db8:1:2::9"), "2001:db8:1:2::");
  assert.equal(await forwarded("::::"), "unknown");
  assert.equal(await address({}), null);
  await db.sql`update private.deployment set trusted_hops = 2`;
  assert.equal(await forwarded("6.6.6.6, 203.0.113.5, 10.0.0.1"), "203.0.113.5");
  assert.equal(await forwarded("203.0.113.5"), "203.0.113.5");
});

test("on hosted Supabase the address is Cloudflare's cf-connecting-ip; elsewhere a caller may send that header for nothing", async () => {
  await lower(db, "address_all", 1);
  const ask = (headers: Record<string, string>) => call(db, SPEAK, { sub: PEOPLE.erin }, headers);
  await ask({ "cf-connecting-ip": "1.1.1.1", "x-forwarded-for": "203.0.113.9" });
  assert.equal(
    (await ask({ "cf-connecting-ip": "2.2.2.2", "x-forwarded-for": "203.0.113.9" })).status,
    "429",
  );
  await db.sql`update private.deployment set functions_url = 'https://abcdefgh.supabase.co/functions/v1'`;
  assert.equal(
    (await ask({ "cf-connecting-ip": "3.3.3.3", "x-forwarded-for": "203.0.113.9" })).status,
    "200",
  );
  assert.equal((await ask({ "cf-connecting-ip": "3.3.3.3", "x-forwarded-for": "4.4.4.4" })).status, "429");
  await db.sql`update private.deployment set functions_url = 'http://l.test/functions/v1'`;
});

test("in chat the chat account takes the place of the address; the bot for itself has no limit; strangers share one", async () => {
  await lower(db, "chat_user_all", 2);
  await lower(db, "address_all", 1);
  const bot = { sub: PEOPLE.bot };
  const said = (chat?: string) => ({
    "x-forwarded-for": "203.0.113.1",
    ...(chat ? { "x-chat-user": chat } : {}),
  });
  const claims = async (chat?: string) =>
    (await call(db, "public.claim_card_updates()", bot, said(chat))).status;
  for (let i = 0; i < 3; i += 1) assert.equal(await claims(), "200");
  assert.deepEqual(
    [await claims("slack:T1:UX"), await claims("slack:T1:UX"), await claims("slack:T1:UX")],
    ["200", "200", "429"],
  );
  assert.equal(await claims("slack:T1:UY"), "200");
  await lower(db, "bot_refused", 3);
  const stranger = (n: number) => call(db, SPEAK, bot, said(`slack:T1:S${n}`));
  for (let i = 0; i < 3; i += 1) assert.equal((await stranger(i)).status, "403");
  assert.equal((await stranger(3)).status, "429");
});

test("whoever has the bot's token and no proof uses up no limit of a chat account, and shares that of strangers", async () => {
  await linkChat(db, "bob", "slack:T1:UX");
  await lower(db, "chat_user_all", 2);
  await lower(db, "bot_refused", 5);
  const forged = async () => {
    const [said] = await db.sql.begin(async (step) => {
      await speakAs(step, claimsOf("bot"), { "x-chat-user": "slack:T1:UX" });
      await step.unsafe(`select ${SPEAK}`);
      return step`select current_setting('response.status', true) as status`;
    });
    return said?.status;
  };
  for (let i = 0; i < 5; i += 1) assert.equal(await forged(), "403");
  assert.equal(await forged(), "429");
  const own = await call(
    db,
    "public.claim_card_updates()",
    { sub: PEOPLE.bot },
    { "x-chat-user": "slack:T1:UX" },
  );
  assert.equal(own.status, "200", "the limit of the account itself is untouched");
});

test("eight connections at once pass the limit by seven at most, and nobody waits for a count", async () => {
  await lower(db, "person_all", 40);
  const sql = postgres(db.url, { max: 8, onnotice: () => undefined });
  const wild = () =>
    sql.begin(async (step) => {
      await speakAs(step, claimsOf("dan"));
      const [row] = await step`select public.begin_link() as data`;
      return row?.data.code !== "too_many_requests";
    });
  await lower(db, "person_link_codes", 1000);
  const answers = await Promise.all(Array.from({ length: 120 }, wild));
  await sql.end();
  const passed = answers.filter(Boolean).length;
  assert.ok(passed >= 40 && passed <= 47, `${passed} passed`);
});

test("an open call of one person holds up no other call of theirs, nor of the enterprise", async () => {
  const open = await db.as("bob").open("set_locale", { input: { locale: "en" } });
  const domain = { input: { names: ["while.example.com"], custom_codes: false } };
  assert.equal((await db.as("bob").rpc("create_domains", domain)).status, 200);
  assert.equal((await speak(db, "carol")).status, 200);
  await open.commit();
});
