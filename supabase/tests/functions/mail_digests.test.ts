/** mail-digests: the report of the month goes by mail to each member who wants it, once (BOT-4). */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { startMail } from "../../../e2e/doubles/mail/double.ts";
import { freePort } from "../../../shared/src/node/ports.ts";
import { dictionaries } from "../../local/functions.ts";
import { done, yunshan } from "../fixtures.ts";
import { forTests, PEOPLE } from "../test_database.ts";
import { testStage } from "./stage.ts";

const server = forTests(await startMail());
const stage = await testStage({ volatile: true }, "mail-digests");
const { db } = stage;
const home = await yunshan(db);

/** An instance that is told this mail server. */
const mailing = (url: string) =>
  stage.another("mail-digests", {
    ...dictionaries(stage.secrets),
    TIDINGS_SMTP_URL: url,
    TIDINGS_MAIL_FROM: "Tidings <reports@tidings.example>",
    TIDINGS_PANEL_URL: "https://panel.example/",
  });
const usual = await mailing(server.url);
const other = await mailing(server.url);

async function call({ url } = usual) {
  const headers = await stage.headers("bot");
  const answer = await fetch(`${url}/mail-digests`, { method: "POST", headers });
  assert.equal(answer.status, 200);
  return (await answer.json()) as { mailed: number; more: boolean };
}
const want = (person: "alice" | "dan" | "mallory", month_mail = true) =>
  done(db.as(person).rpc("set_notices", { input: { month_mail } }));
const make = async () => (await db.sql`select private.make_digests() as n`)[0]?.n;
const due = async () => (await db.sql`select private.mails_due() as due`)[0]?.due;
const recipients = () => server.letters.splice(0).flatMap((letter) => letter.recipients);
const addresses = async (...people: (keyof typeof PEOPLE)[]) =>
  (
    await db.sql<
      { email: string }[]
    >`select email from auth.users where id = any (${people.map((who) => PEOPLE[who])}) order by 1`
  ).map(({ email }) => email);

/** Puts the enterprise where it is about this hour now, and its members there since before this month. */
async function liveAt(hour: number): Promise<void> {
  const east = ((hour - new Date().getUTCHours() + 36) % 24) - 12;
  const zone = `Etc/GMT${east > 0 ? "-" : "+"}${Math.abs(east)}`;
  await db.sql`update public.enterprises set time_zone = ${zone}`;
  await db.sql`update public.members set joined_at = now() - interval '60 days'`;
}
beforeEach(async () => {
  await db.sql`delete from private.alert_posts`;
  await db.sql`delete from public.alerts`;
  await db.sql`update public.profiles set month_mail = false, locale = case user_id when ${PEOPLE.dan} then 'en' else 'zh-CN' end`;
  await liveAt(12);
  await want("alice");
  await want("dan");
  await db.sql`delete from private.digests`;
});

test("who wants it gets it once, in their language, although no channel subscribed; nobody else does", async () => {
  assert.equal(await make(), 1);
  assert.equal(await make(), 0);
  assert.equal(await due(), true);
  // A bot that posts to chat leaves mails alone.
  assert.deepEqual(await done(db.as("bot").rpc("claim_alert_posts", {})), []);
  const answers = await Promise.all([call(), call(other)]);
  assert.deepEqual([answers.reduce((all, { mailed }) => all + mailed, 0), await due()], [2, false]);
  const letters = server.letters.splice(0);
  assert.deepEqual(letters.flatMap((one) => one.recipients).sort(), await addresses("alice", "dan"));
  const [subjects] = [letters.map(({ headers }) => headers.subject).sort()];
  assert.match(subjects[0] ?? "", /^“云杉商城”: sending report for \d{4}-\d{2}$/);
  assert.match(subjects[1] ?? "", /^「云杉商城」\d{4}-\d{2} 发送月报$/);
  for (const { text, html } of letters) assert.ok(text.length > 0 && html.includes("<table"), text);
  assert.deepEqual([await call(), recipients()], [{ mailed: 0, more: false }, []]);
  assert.deepEqual(server.violations, []);
});

test("nothing goes out before nine, nor to whoever asks after the hour until the next month", async () => {
  await liveAt(6);
  assert.equal(await make(), 0);
  await liveAt(12);
  await want("alice", false);
  await want("dan", false);
  await want("alice");
  assert.equal(await make(), 0);
  await db.sql`update private.digests set first = first - 40`;
  assert.equal(await make(), 1);
  await call();
  assert.deepEqual(recipients(), await addresses("alice"));
});

test("who joined this month, was disabled or may read no reports gets nothing", async () => {
  await db.sql`update public.members set joined_at = now() where user_id = ${PEOPLE.alice}`;
  assert.equal(await make(), 1);
  await call();
  assert.deepEqual(recipients(), await addresses("dan"), "made for another, it is still not alice's");
  await want("dan", false);
  await db.sql`delete from private.digests`;
  assert.equal(await make(), 0);
  await liveAt(12);
  assert.equal(await make(), 1);
  await db.sql`update public.members set state = 'disabled' where user_id = ${PEOPLE.alice} and enterprise_id = ${home}`;
  await call();
  await db.sql`update public.members set state = 'active' where user_id = ${PEOPLE.alice} and enterprise_id = ${home}`;
  assert.deepEqual([recipients(), await due()], [[], false]);
});

test("a server that is away is tried again; one whose answer was lost with its process is not, so nobody gets it twice", async () => {
  await want("dan", false);
  await make();
  const gone = await mailing(`smtp://a:b@127.0.0.1:${await freePort()}`);
  await call(gone);
  assert.equal(await due(), false, "not at once");
  await db.sql`update private.alert_posts set lease_until = '-infinity'`;
  await call();
  assert.deepEqual(recipients(), await addresses("alice"));
  // The process that leased it ended before it could say what became of it.
  await db.sql`delete from private.digests`;
  await make();
  await db.sql`select private.claim_mail()`;
  assert.deepEqual((await call()).mailed, 0);
  await db.sql`update private.alert_posts set lease_until = '-infinity' where done_at is null`;
  assert.equal(await due(), true);
  await call();
  assert.deepEqual([recipients(), await due()], [[], false]);
});

test("what a server may have taken is not mailed twice, what it put off is tried again, and what it refuses for good is let go", async () => {
  await want("dan", false);
  const [to = ""] = await addresses("alice");
  /** Who was mailed by the first try, whether another is due, and who was mailed by that. */
  const tried = async (how: Parameters<typeof server.behave>[0]) => {
    await db.sql`delete from private.digests`;
    await make();
    server.behave(how);
    await call();
    server.behave("calm");
    const first = recipients();
    await db.sql`update private.alert_posts set lease_until = '-infinity' where done_at is null`;
    const again = await due();
    await call();
    return [first, again, recipients()];
  };
  assert.deepEqual(await tried("cut"), [[to], false, []]);
  assert.deepEqual(await tried("shut"), [[], true, [to]]);
  assert.deepEqual(await tried("busy"), [[], true, [to]]);
  assert.deepEqual(await tried("no_recipient"), [[], false, []]);
  assert.deepEqual(await tried("no_message"), [[], false, []]);
  const errors =
    await db.sql`select last_error from private.alert_posts where last_error is not null order by id`;
  assert.deepEqual(
    errors.map(({ last_error }) => last_error),
    ["gone: unclear", "gone: address", "gone: refused"],
  );
});

test("a deployment without mail lets it go, and a person may not have it mailed", async () => {
  await make();
  assert.equal((await stage.call("mail-digests", "alice")).status, 403);
  await stage.call("mail-digests", "bot");
  assert.equal(await due(), false);
});
