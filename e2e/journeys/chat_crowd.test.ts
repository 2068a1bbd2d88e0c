/**
 * A crowd: one button is pressed two hundred times at the same instant, on two platforms, while the database stands still; and again beside
 * a second bot, which is killed in the middle of it (APR-1, BOT-2, BOT-3).
 */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import postgres from "postgres";
import type { Message as SlackMessage } from "../doubles/slack/workspace.ts";
import type { Bot } from "./bot.ts";
import { bothChannels } from "./both_channels.ts";
import { type ChatChannel, countOf, type Seen } from "./chat_channels.ts";
import { type Cut, cuttable } from "./cuttable.ts";
import { decisions, submittedTemplate } from "./members.ts";
import { openForms } from "./open_forms.ts";
import { reads, wordsOf } from "./words.ts";

/** Told apart from other runs on the same copy. */
const RUN = Date.now().toString(36);
const PEOPLE = ["alice", "bob", "carol"] as const;
/** Clicks of each on each platform: two hundred and four in all, and fewer refusals than one account may have in a minute (IAM-6). */
const CLICKS = 34;

let database: Cut;
const { channels, people, log, until, sees, linkAll, platforms, besideIt, endsWithoutViolation } =
  bothChannels(async () => {
    database = await cuttable();
    return { SUPABASE_URL: database.url };
  });
after(() => database?.close());

/** What a click is answered with that decided nothing: who did, that bob may not, or that it is not known yet. */
const ANSWER = /Approved by|isn't available while|don't have permission|the result is unknown/;

/** Where they pressed: the card of each channel, and how many messages each person saw before. */
let cards: { channel: ChatChannel; card: Seen; before: number[] }[] = [];

test("204 clicks are acknowledged while the database stands still, and decide once", async () => {
  for (const channel of channels) await linkAll(channel);
  const name = `众人${RUN}`;
  const template = await submittedTemplate(people().bob, name);
  cards = await Promise.all(
    channels.map(async (channel) => {
      await channel.command("carol", "show", { resource: name });
      const card = await sees(channel, "carol", name, "In review", "Approve");
      return { channel, card, before: PEOPLE.map((who) => channel.sees(who).length) };
    }),
  );
  database.hold();
  const clicks = cards.flatMap(({ channel, card }) =>
    PEOPLE.flatMap((who) => Array.from({ length: CLICKS }, () => channel.press(who, card, "Approve"))),
  );
  // How many seconds it takes is measured by the benchmark `cards`. Here nothing goes on before the last one is acknowledged.
  const acknowledged = await Promise.all(clicks);
  database.letGo();
  for (const each of acknowledged)
    assert.doesNotMatch(String((each as { how: string }).how), /failed|not delivered/);
  for (const { channel, card } of cards)
    await until(channel, () => reads([card], /Approved by (Carol|Alice)/));
  const granted = (await decisions(people().alice, "template", template)).filter((each) =>
    each.includes("granted"),
  );
  assert.equal(granted.length, 1, granted.join("; "));
});

test("each of them is answered, within the rates of both platforms, and nothing is an error in the log", async () => {
  const told = () =>
    cards.map(({ channel, before }) =>
      PEOPLE.reduce((sum, who, index) => sum + countOf(channel.sees(who).slice(before[index]), ANSWER), 0),
    );
  // Whoever decided sees the card change; all others are told beside it.
  const all = channels.length * PEOPLE.length * CLICKS - 1;
  await until(
    channels[0] as ChatChannel,
    () => told().reduce((sum, each) => sum + each) >= all,
    "an answer to each click",
  ).catch((error) => assert.fail(`${told()} answers; ${error}`));
  const errors = log()
    .split("\n")
    .filter((line) => line.includes('"level":"error"'));
  assert.deepEqual(errors, []);
});

let second: Bot;
/** Messages of the bot that are not what they will be. */
const UNFINISHED = /Reading the file…|Uploading numbers…|Checking numbers…|Working…/;
const unfinished = () => {
  const { slack, discord } = platforms();
  const waits = discord.channel("tidings").messages.filter(({ loading }) => loading);
  return [...waits, ...slack.channel("tidings").messages.filter((each) => UNFINISHED.test(wordsOf(each)))];
};

/** What was not kept is not done, and its person is told. */
const NOT_KEPT = /Can't reach the database|stopped before this started/;

test("beside a second bot each typed command is done once and answered once, on both platforms", async () => {
  second = await besideIt();
  const params = "name=王; order_no=1; pickup_code=2";
  for (const channel of channels) {
    const names = Array.from({ length: 4 }, (_, index) => `同行${channel.name}${index}${RUN}`);
    const seenBefore = channel.sees("carol").length;
    const bobBefore = channel.sees("bob").length;
    const given = await Promise.all([
      ...names.map((name, index) =>
        channel.command("bob", "send", {
          template: "签收提醒",
          sms: "订单通知",
          numbers: `1391234999${index}`,
          params,
          name,
        }),
      ),
      ...names.map(() => channel.command("carol", "quota", {}, "tidings-quota")),
    ]);
    for (const { how } of given as { how: string }[]) assert.match(how, /^(in time|answered)$/);
    // On a machine that is too busy to keep one in time, its person is told so in place of it.
    const told = (who: string, from: number) => countOf(channel.sees(who).slice(from), NOT_KEPT);
    const isShown = (name: string) => countOf(channel.sees("bob"), name, "Awaiting") > 0;
    await until(
      channel,
      () => names.filter((name) => !isShown(name)).length <= told("bob", bobBefore),
      "a card of each send",
    );
    await until(channel, () => unfinished().length === 0, "an answer to each command");
    const quotas = () => countOf(channel.sees("carol").slice(seenBefore), /^Quota/m);
    const answered = () => quotas() + told("carol", seenBefore);
    await until(channel, () => answered() >= names.length, "an answer to each question");
    // What was not kept in time is told twice: that it is not known, and once its lease has ended what became of it.
    assert.ok(quotas() <= names.length, `${quotas()} answers to ${names.length} questions`);
    assert.ok(answered() - quotas() <= 2 * names.length, `${answered() - quotas()} times told`);
    for (const name of names.filter(isShown)) {
      const { data } = await people().alice.client.from("sends").select("id").eq("name", name);
      assert.equal(data?.length, 1, `${name} is made once`);
      assert.equal(countOf(channel.sees("bob"), name, "Awaiting"), 1, `${name} is shown once`);
      await people().bob.verb("cancel_send", { send: data[0]?.id });
    }
  }
});

/** Slack accounts that submit the forms; a person has one modal open at a time. */
const FORMS = Array.from({ length: 50 }, (_, index) => `former${index}`);
const copyDatabase = () => postgres(String(process.env.TIDINGS_TEST_DB_URL), { max: 1 });
after(async () => {
  const sql = copyDatabase();
  const { slack } = platforms();
  await sql`delete from public.chat_identities where chat_user = any (${FORMS.map((name) => slack.user(name).id)})`;
  await sql.end();
});

/** What became of each act: how often its person was told, by the addresses and tokens that it was given to answer with. */
function answersTo() {
  const { slack, discord } = platforms();
  const urls = [...slack.workspace.responseUrls.values()];
  const told = discord.channel("tidings").messages.filter(({ onlyFor }) => onlyFor !== undefined);
  const interactions = [...discord.server.interactions.values()];
  return {
    slack: urls.map(({ uses }) => uses),
    discord: interactions.map((each) => told.filter(({ from }) => from === each).length),
  };
}

test("204 clicks and 50 forms beside a second bot, which is killed in the middle: one decision, nobody without an answer, nothing hangs", async () => {
  const { slack, discord } = platforms();
  const sql = copyDatabase();
  await sql`insert into public.chat_identities (provider, team, chat_user, user_id)
    select 'slack', ${slack.workspace.team.id}, u, m.user_id from unnest(${FORMS.map((name) => slack.user(name).id)}::text[]) as u, public.members m
    where m.email = 'carol@demo.test'`;
  await sql.end();
  const name = `杀众${RUN}`;
  const template = await submittedTemplate(people().bob, name);
  const shown = await Promise.all(
    channels.map(async (channel) => {
      await channel.command("carol", "show", { resource: name });
      return { channel, card: await sees(channel, "carol", name, "In review", "Approve", "Reject") };
    }),
  );
  const onSlack = shown[0]?.card as SlackMessage;
  const formers = FORMS.map((each) => slack.user(each));
  await openForms(formers, onSlack, "Reject");
  // A form is answered at the address of the press that opened it.
  const givenTo = [...slack.workspace.responseUrls.values()].map(({ user }) => user);
  const addresses = new Set(formers.map(({ id }) => givenTo.lastIndexOf(id)));
  const before = answersTo();

  let acknowledged = 0;
  const acts = [
    ...formers.map((user) => async () => (await user.submit({ reason: "众" })).ack),
    ...Array.from({ length: CLICKS }, () =>
      PEOPLE.map((who) => () => slack.user(who).press(onSlack, "Approve")),
    ).flat(),
    ...Array.from({ length: CLICKS }, () =>
      PEOPLE.map((who) => () => discord.user(who).press(shown[1]?.card as never, "Approve")),
    ).flat(),
  ];
  const begun = acts.map(async (act) => {
    const { how } = await act();
    acknowledged += 1;
    if (acknowledged === Math.floor(acts.length / 3)) await second.kill();
    return how;
  });
  const hows = await Promise.all(begun);
  // What the second bot had in its hands when it died Slack tells its person itself, and whoever reads that may press again.
  const failed = hows.filter((how) => how !== "in time" && how !== "answered").length;
  const lost = slack.violations.splice(0).filter(({ rule }) => rule !== "app_reachable");
  assert.deepEqual(lost, []);
  assert.ok(failed < acts.length / 2, `${failed} failed`);

  for (const { channel, card } of shown) await until(channel, () => reads([card], /Approved by|Rejected by/));
  const granted = (await decisions(people().alice, "template", template)).filter((each) =>
    each.includes("granted"),
  );
  assert.equal(granted.length, 1, granted.join("; "));
  const counted = () => {
    const now = answersTo();
    const told = now.slack.map((uses, index) => uses - (before.slack[index] ?? 0));
    return [
      ...told.filter((_, index) => index >= before.slack.length || addresses.has(index)),
      ...now.discord.slice(before.discord.length),
    ];
  };
  const without = () => counted().filter((answers) => answers === 0).length;
  // Whoever decided sees the card change, and Slack has told those whose click failed.
  await until(channels[0] as ChatChannel, () => without() <= failed + 1, "an answer to each act").catch(
    (error) => assert.fail(`${without()} without an answer, ${failed} failed; ${error}`),
  );
  assert.deepEqual(unfinished().map(wordsOf), []);
  // A bot that dies between telling and noting it is repeated by the next one: the line, never the act.
  assert.equal(counted().length, acts.length);
  assert.ok(Math.max(...counted()) <= 2, String(counted()));
  for (const { card } of shown)
    assert.ok(reads([card], /Approved by|Rejected by/), "the card stays as it was decided");
});

endsWithoutViolation();
