import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  claim as claimBatch,
  clearStage,
  done,
  draftSend,
  idOf,
  recordHandoff,
  references,
  report,
  startedSend,
  tick,
  waitingSend,
} from "../fixtures.ts";
import { ALICE_IN_CHAT, linkChat, STRANGER_IN_CHAT } from "../one_of_each.ts";
import { testDatabase } from "../test_database.ts";

/** BOT-3: cards in chat are redrawn when their resource changes. */
const db = await testDatabase();
await linkChat(db, "alice", ALICE_IN_CHAT);
await linkChat(db, "carol", "discord:-:7");
await linkChat(db, "carol", "slack:T1:UCAROL");
await linkChat(db, "carol", "slack:T2:UCAROL2");
beforeEach(async () => {
  await db.sql`delete from private.chat_cards`;
  await clearStage(db);
});

const bot = () => db.as("bot");
type Card = {
  card_id: string;
  seq: number;
  message: string;
  resource_id: string;
  chat_user: string;
  locale: string;
};
let messages = 0;
async function show(
  resource: string,
  resource_id: string,
  chat = ALICE_IN_CHAT,
  preview = "",
): Promise<string> {
  messages += 1;
  const input = {
    provider: chat.split(":")[0],
    chat_channel: "C1",
    message: `${messages}`,
    resource,
    resource_id,
    locale: "en",
    preview,
  };
  return (await done(db.as("bot", chat).rpc("register_card", input))).card_id;
}
const claim = async (most = 20, homes: string[] | null = null): Promise<Card[]> =>
  done(bot().rpc("claim_card_updates", { most, homes }));
const finish = (card: Card, error: string | null = null) =>
  done(bot().rpc("finish_card_update", { card_id: card.card_id, seq: card.seq, error }));
const leasesEnd = () => db.sql`update private.chat_cards set lease_until = '-infinity'`;
/** Finishes every pending redraw, so that a later claim returns new ones only. */
async function drawn(): Promise<void> {
  for (const card of await claim()) await finish(card);
}

test("a new card is drawn once more, because its row may have moved while it was drawn", async () => {
  const card_id = await show("send", await draftSend(db));
  const [card] = await claim();
  assert.deepEqual([card?.card_id, card?.chat_user, card?.locale], [card_id, ALICE_IN_CHAT, "en"]);
  await finish(card as Card);
  assert.deepEqual(await claim(), []);
});

test("every card of a resource follows its moves, in every chat channel, and no card of another resource does", async () => {
  const [send, other] = [await waitingSend(db), await draftSend(db)];
  const shown = [await show("send", send), await show("send", send, "discord:-:7")];
  await show("send", other);
  await drawn();
  await done(db.as("carol").rpc("approve_send", { send }));
  assert.deepEqual((await claim()).map(({ card_id }) => card_id).sort(), shown.sort());
});

test("a preview follows its row for a week, in the twenty places where it was posted last, and says whose row it is", async () => {
  const send = await waitingSend(db);
  const address = "https://panel.test/sends/1";
  const previews = [];
  for (let n = 0; n < 21; n++) previews.push(await show("send", send, ALICE_IN_CHAT, address));
  const own = await show("send", send);
  const twice = { provider: "slack", chat_channel: "C1", resource: "send", resource_id: send, locale: "en" };
  const message = `${messages}`;
  await done(db.as("bot", ALICE_IN_CHAT).rpc("register_card", { ...twice, message, preview: address }));
  const due = async () => (await claim(50)).map(({ card_id }) => card_id);
  const first = await due();
  assert.equal(first.length, 21, "twenty previews, and the card in the message of one of them");
  assert.ok(
    first.includes(own) && !first.includes(previews[0] as string) && !first.includes(previews[1] as string),
  );

  await leasesEnd();
  await db.sql`update private.chat_cards set created_at = now() - interval '8 days'`;
  assert.deepEqual(await due(), [own], "a card is drawn for ever");
  const found = await done(
    db
      .as("bot", ALICE_IN_CHAT)
      .rpc("find_card", { provider: "slack", chat_channel: "C1", messages: [message] }),
  );
  assert.deepEqual(found, { resource: "send", id: send });
});

test("of two workspaces on one database each bot redraws its own messages, of the same resource too", async () => {
  const send = await draftSend(db);
  const own = await show("send", send);
  const theirs = await show("send", send, "slack:T2:UCAROL2");
  const ids = async (...homes: string[]) => (await claim(20, homes)).map(({ card_id }) => card_id);
  assert.deepEqual(await ids("slack:T3", "discord:T1"), []);
  assert.deepEqual(await ids("slack:T1"), [own]);
  assert.deepEqual(await ids("slack:T2"), [theirs]);
});

test("a send's card follows its channel: sick, still sick, well, at rest, paused and resumed", async () => {
  const send = await startedSend(db, { count: 2 });
  await tick(db);
  const [about] = await db.sql`select s.channel_id as id, s.state from public.sends s where s.id = ${send}`;
  assert.ok(["ready", "sending"].includes(about?.state), about?.state);
  const card_id = await show("send", send);
  await show("send", await draftSend(db));
  const follows = async (what: string, act: () => PromiseLike<unknown>, redrawn = true) => {
    await drawn();
    await act();
    assert.deepEqual(
      (await claim()).map((card) => card.card_id),
      redrawn ? [card_id] : [],
      what,
    );
    await leasesEnd();
  };
  const failed = (times: number) =>
    db.sql`select private.channel_failed(${about?.id}, '503') from generate_series(1, ${times})`;
  await follows("four are no illness", () => failed(4), false);
  await follows("sick", () => failed(1));
  await follows("the next try is later", () => failed(1));
  await follows("well", () => db.sql`select private.channel_worked(${about?.id})`);
  await follows(
    "at rest",
    () =>
      db.sql`update public.channels set resume_at = now() + interval '20 seconds' where id = ${about?.id}`,
  );
  const alice = db.as("alice");
  await follows("paused", () => done(alice.rpc("pause_channel", { channel: about?.id, reason: "维护" })));
  await follows("resumed", () => done(alice.rpc("resume_channel", { channel: about?.id })));
  await db.sql`update public.channels set resume_at = '-infinity' where id = ${about?.id}`;
});

test("decisions are handed out before counters; of counters the card that was drawn longest ago comes first", async () => {
  const [deciding, counting] = [await waitingSend(db), await draftSend(db)];
  const cards = [await show("send", counting), await show("send", counting), await show("send", deciding)];
  await drawn();
  const counts = () => db.sql`select private.touch_cards('send', ${counting})`;
  await counts();
  await done(db.as("carol").rpc("approve_send", { send: deciding }));
  const only = async (most: number, decided_only = false) =>
    done(bot().rpc("claim_card_updates", { most, decided_only }));
  const [first, ...none] = await only(20, true);
  assert.deepEqual([first.card_id, first.decided, none.length], [cards[2], true, 0]);
  await leasesEnd();
  assert.deepEqual(
    (await only(20)).map((card: Card & { decided: boolean }) => card.decided),
    [true, false, false],
  );
  await leasesEnd();
  await finish(first);
  const [one] = await only(1);
  await finish(one);
  await counts();
  const [other] = await only(1);
  assert.notEqual(other.card_id, one.card_id);
});

test("a card that was put back is due at once when its row is decided about; one that is being drawn is not drawn twice", async () => {
  const send = await waitingSend(db);
  await show("send", send);
  const [card] = await claim();
  await finish(card as Card, "no room");
  assert.deepEqual(await claim(), [], "later");
  await done(db.as("carol").rpc("approve_send", { send }));
  const [again] = await claim();
  assert.equal(again?.card_id, card?.card_id);
  await db.sql`select private.touch_cards('send', ${send}, true)`;
  assert.deepEqual(await claim(), [], "it is leased");
});

test("the hash of what a card shows is kept with it, and given to whoever draws it next", async () => {
  await show("send", await draftSend(db));
  const [card] = await claim();
  await done(bot().rpc("finish_card_update", { card_id: card?.card_id, seq: card?.seq, hash: "h1" }));
  await db.sql`update private.chat_cards set seq = seq + 1`;
  const [again] = (await claim()) as (Card & { hash: string })[];
  assert.equal(again?.hash, "h1");
});

test("what is said above a card stays while its row waits, also when somebody is asked, and goes with the decision", async () => {
  const send = await waitingSend(db);
  const said = { words: "300 lines", shown: "h" };
  const place = { provider: "slack", chat_channel: "C1", message: "said", locale: "en" };
  await done(
    db.as("bot", ALICE_IN_CHAT).rpc("register_card", { ...place, resource: "send", resource_id: send, said }),
  );
  await drawn();
  const above = async () => {
    const [card] = (await claim()) as (Card & { said: unknown })[];
    await finish(card as Card);
    return card?.said;
  };
  const [carol] = await db.sql`select p.user_id as id from public.profiles p where p.name = 'Carol'`;
  await done(db.as("alice").rpc("assign_send", { send, input: { person: carol?.id } }));
  assert.deepEqual(await above(), said);
  await done(db.as("carol").rpc("approve_send", { send }));
  assert.equal(await above(), null);
});

test("a hand-off, a receipt and the end of a send each move its card", async () => {
  const send = await startedSend(db, { count: 1 });
  await show("send", send);
  await drawn();
  const redraws = async (what: string, act: () => Promise<unknown>) => {
    await act();
    const [card] = await claim();
    assert.equal(card?.resource_id, send, what);
    await finish(card as Card);
  };
  const batch = await claimBatch(db);
  await redraws("handed over", () => recordHandoff(db, batch?.batch ?? 0, references(batch)));
  await redraws("delivered", () => report(db, references(batch), "delivered"));
  await redraws("done", () => tick(db));
  await report(db, references(batch), "delivered");
  assert.deepEqual(await claim(), [], "a repeated receipt moves nothing");
});

test("a card is leased to one bot, and comes again when the lease runs out", async () => {
  await show("send", await draftSend(db));
  const [one, two] = await Promise.all([claim(), claim()]);
  assert.equal([...(one ?? []), ...(two ?? [])].length, 1);
  await leasesEnd();
  assert.equal((await claim()).length, 1);
});

test("a move while a card is being redrawn is not lost", async () => {
  const send = await draftSend(db);
  await show("send", send);
  const [card] = await claim();
  await done(db.as("bob").rpc("submit_send", { send }));
  await finish(card as Card);
  const [again] = await claim();
  assert.ok(Number(again?.seq) > Number(card?.seq));
  await finish(again as Card);
  await finish(card as Card);
  assert.deepEqual(await claim(), [], "an older picture does not bring it back");
});

test("a redraw that failed is tried again later; a message that is gone never again", async () => {
  const send = await draftSend(db);
  await show("send", send);
  const [card] = await claim();
  await finish(card as Card, "ratelimited");
  assert.deepEqual(await claim(), [], "not at once");
  await leasesEnd();
  const [again] = await claim();
  assert.equal(again?.card_id, card?.card_id);
  await finish(again as Card, "gone");
  await done(db.as("bob").rpc("submit_send", { send }));
  await leasesEnd();
  assert.deepEqual(await claim(), []);
});

test("a message registered again shows the new resource, for the person who asks now", async () => {
  const [send, template] = [await draftSend(db), await idOf(db, "templates", "签收提醒")];
  const input = { provider: "slack", chat_channel: "C9", message: "same", locale: "en" };
  const one = await done(
    db.as("bot", ALICE_IN_CHAT).rpc("register_card", { ...input, resource: "send", resource_id: send }),
  );
  await drawn();
  const two = await done(
    db
      .as("bot", "slack:T1:UCAROL")
      .rpc("register_card", { ...input, locale: "zh-CN", resource: "template", resource_id: template }),
  );
  assert.equal(two.card_id, one.card_id);
  const [card] = await claim();
  assert.deepEqual(
    [card?.resource_id, card?.chat_user, card?.locale],
    [template, "slack:T1:UCAROL", "zh-CN"],
  );
});

test("what a message shows is found by whoever may read it, also from an answer to it; for anybody else it shows nothing", async () => {
  const send = await draftSend(db);
  await show("send", send);
  const message = `${messages}`;
  const find = async (about: string[], chat = ALICE_IN_CHAT, more = {}) =>
    done(
      db
        .as("bot", chat)
        .rpc("find_card", { provider: "slack", chat_channel: "C1", messages: about, ...more }),
    );
  const card = { resource: "send", id: send };
  assert.deepEqual(await find([message]), card);
  assert.deepEqual(await find(["none", message], "slack:T1:UCAROL"), card);
  assert.equal(await find(["none"]), null);
  assert.equal(await find([message], ALICE_IN_CHAT, { chat_channel: "C2" }), null);
  assert.equal(await find([message], "slack:T2:UCAROL2"), null, "a workspace has its own messages");
  await linkChat(db, "mallory", "slack:T1:UMALLORY");
  assert.equal(await find([message], "slack:T1:UMALLORY"), null, "of another enterprise");
  const input = { provider: "slack", chat_channel: "C1", messages: [message] };
  assert.equal((await db.as("bot", STRANGER_IN_CHAT).rpc("find_card", input)).error?.code, "not_linked");
  assert.equal((await db.as("alice").rpc("find_card", input)).error?.code, "bot_only");
});

test("a home is drawn anew for whom a decision elsewhere concerns: once for all that has changed, and for nobody else", async () => {
  await db.sql`delete from private.home_changes`;
  const homes = async () =>
    (await done(bot().rpc("claim_homes", { homes: ["slack:T1"] }))).map(
      ({ chat_user }: { chat_user: string }) => chat_user,
    );
  const keep = (chat: string) => db.as("bot", chat).rpc("keep_home", { provider: "slack" });
  await linkChat(db, "dan", "slack:T1:UDAN");
  for (const chat of [ALICE_IN_CHAT, "slack:T1:UCAROL", "slack:T2:UCAROL2", "slack:T1:UDAN"])
    await done(keep(chat));
  assert.equal((await keep(STRANGER_IN_CHAT)).error?.code, "not_linked");
  assert.deepEqual(await homes(), []);
  const send = await waitingSend(db);
  const other = await waitingSend(db);
  assert.deepEqual(
    (await homes()).sort(),
    [ALICE_IN_CHAT, "slack:T1:UCAROL"].sort(),
    "who may decide, of this workspace",
  );
  assert.deepEqual(await homes(), []);
  await done(db.as("carol").rpc("approve_send", { send }));
  await done(db.as("carol").rpc("reject_send", { send: other, reason: "时间不对" }));
  assert.deepEqual((await homes()).sort(), [ALICE_IN_CHAT, "slack:T1:UCAROL"].sort());
  await db.sql`update private.chat_homes set opened_at = now() - interval '31 days'`;
  await homes();
  assert.deepEqual([...(await db.sql`select from private.chat_homes`)], []);
});

test("a card is registered by the bot, for somebody linked who may see the resource", async () => {
  const input = {
    provider: "slack",
    chat_channel: "C1",
    message: "x",
    resource: "send",
    resource_id: await draftSend(db),
    locale: "en",
  };
  assert.equal((await db.as("bot", STRANGER_IN_CHAT).rpc("register_card", input)).error?.code, "not_linked");
  assert.equal((await bot().rpc("register_card", input)).error?.code, "not_linked");
  assert.equal((await db.as("alice").rpc("register_card", input)).error?.code, "bot_only");
  for (const wrong of [{ resource: "poem" }, { resource_id: "00000000-0000-4000-8000-000000000000" }]) {
    assert.equal(
      (await db.as("bot", ALICE_IN_CHAT).rpc("register_card", { ...input, ...wrong })).error?.code,
      "not_found",
    );
  }
});
