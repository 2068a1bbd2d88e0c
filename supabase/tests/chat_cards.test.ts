import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { done, draftSend, idOf, startedSend, tick, waitingSend } from "./scenes.ts";
import { ALICE_IN_CHAT, linkChat, STRANGER_IN_CHAT } from "./things.ts";
import { waiting } from "./together.ts";
import { openWorld, type World } from "./world.ts";

/** BOT-3: buttons that stand for a command once, and messages that follow their row. */
let world: World;
before(async () => {
  world = await openWorld();
  await linkChat(world, "alice", ALICE_IN_CHAT);
  await linkChat(world, "carol", "discord:-:7");
});
beforeEach(async () => {
  await world.sql`delete from private.chat_cards`;
});
after(() => world.close());

const bot = () => world.as("bot");
type Card = {
  card_id: string;
  seq: number;
  message: string;
  thing_id: string;
  chat_user: string;
  locale: string;
};
let messages = 0;
async function show(thing: string, thing_id: string, chat = ALICE_IN_CHAT): Promise<string> {
  messages += 1;
  const input = {
    provider: chat.split(":")[0],
    channel: "C1",
    message: `${messages}`,
    thing,
    thing_id,
    locale: "en",
  };
  return (await done(world.as("bot", chat).rpc("register_card", input))).card_id;
}
const claim = async (most = 20): Promise<Card[]> => done(bot().rpc("claim_card_updates", { most }));
const finish = (card: Card, error: string | null = null) =>
  done(bot().rpc("finish_card_update", { card_id: card.card_id, seq: card.seq, error }));
const leasesEnd = () => world.sql`update private.chat_cards set lease_until = '-infinity'`;
/** Draws every card that waits, so that what comes next is new. */
async function drawn(): Promise<void> {
  for (const card of await claim()) await finish(card);
}

test("a token stands for its command and input until it is burnt, with one request id for every click", async () => {
  const input = { template: "7", note: "中文" };
  const { token } = await done(bot().rpc("mint_token", { command: "approve", input }));
  assert.match(token, /^[0-9a-f]{32}$/);
  const [kept] = await world.sql`select to_jsonb(t)::text as row from private.tokens t`;
  assert.ok(!kept?.row.includes(token), "only its hash is kept");
  const first = await done(bot().rpc("open_token", { token }));
  const second = await done(bot().rpc("open_token", { token }));
  assert.deepEqual([first.command, first.input], ["approve", input]);
  assert.deepEqual(second, first);
  await done(bot().rpc("burn_token", { token }));
  const { error, status } = await bot().rpc("open_token", { token });
  assert.deepEqual([error?.code, status], ["token_used", 409]);
  await done(bot().rpc("burn_token", { token }));
});

test("a token that is made up, or whose time is over, is unknown", async () => {
  for (const token of ["0".repeat(32), "", null]) {
    assert.equal((await bot().rpc("open_token", { token })).error?.code, "token_unknown");
  }
  const { token } = await done(bot().rpc("mint_token", { command: "show", input: {}, ttl_seconds: 1 }));
  const [life] =
    await world.sql`select extract(epoch from max(expires_at) - now())::int as s from private.tokens where command = 'show'`;
  assert.ok(life?.s > 55 && life?.s <= 60, "a minute at least");
  await world.sql`update private.tokens set expires_at = now() - interval '1 second'`;
  const { error, status } = await bot().rpc("open_token", { token });
  assert.deepEqual([error?.code, status], ["token_unknown", 404]);
});

test("a double click on approve decides once: the second click gets the first one's answer", async () => {
  const template = await idOf(world, "templates", "订单发货通知");
  const { token } = await done(bot().rpc("mint_token", { command: "approve", input: { template } }));
  const click = async () => {
    const { input, request } = await done(bot().rpc("open_token", { token }));
    return world.as("bot", "discord:-:7").rpc("approve_template", { ...input, request });
  };
  const [one, two] = await waiting(
    world,
    `select from public.templates where id = '${template}' for update`,
    [() => world.as("bot", "discord:-:7").rpc("enable_template", { template, enabled: true })],
  ).then(() => Promise.all([click(), click()]));
  assert.equal(one?.error, null);
  assert.deepEqual(two, one);
  const lines =
    await world.sql`select outcome from public.audit_log where thing_id = ${template} and verb = 'approve'`;
  assert.deepEqual(
    lines.map(({ outcome }) => outcome),
    ["granted"],
  );
});

test("a new card is drawn once more, because its row may have moved while it was drawn", async () => {
  const card_id = await show("send", await draftSend(world));
  const [card] = await claim();
  assert.deepEqual([card?.card_id, card?.chat_user, card?.locale], [card_id, ALICE_IN_CHAT, "en"]);
  await finish(card as Card);
  assert.deepEqual(await claim(), []);
});

test("every card of a thing follows its moves, in every channel, and no card of another thing does", async () => {
  const [send, other] = [await waitingSend(world), await draftSend(world)];
  const shown = [await show("send", send), await show("send", send, "discord:-:7")];
  await show("send", other);
  await drawn();
  await done(world.as("carol").rpc("approve_send", { send }));
  assert.deepEqual((await claim()).map(({ card_id }) => card_id).sort(), shown.sort());
});

test("expansion, hand-off, receipts and the end of a send each move its card", async () => {
  const send = await startedSend(world, { count: 1 });
  await show("send", send);
  await drawn();
  const moved = async (what: string, act: () => Promise<unknown>) => {
    await act();
    const [card] = await claim();
    assert.equal(card?.thing_id, send, what);
    await finish(card as Card);
  };
  const { claim: claimBatch, recordHandoff, references, report } = await import("./scenes.ts");
  const batch = await claimBatch(world);
  await moved("handed over", () => recordHandoff(world, batch?.batch ?? 0, references(batch)));
  await moved("delivered", () => report(world, references(batch), "delivered"));
  await moved("done", () => tick(world));
  await report(world, references(batch), "delivered");
  assert.deepEqual(await claim(), [], "a repeated receipt moves nothing");
});

test("a card is leased to one bot, and comes again when the lease runs out", async () => {
  await show("send", await draftSend(world));
  const [one, two] = await Promise.all([claim(), claim()]);
  assert.equal([...(one ?? []), ...(two ?? [])].length, 1);
  await leasesEnd();
  assert.equal((await claim()).length, 1);
});

test("a move while a card is being redrawn is not lost", async () => {
  const send = await draftSend(world);
  await show("send", send);
  const [card] = await claim();
  await done(world.as("bob").rpc("submit_send", { send }));
  await finish(card as Card);
  const [again] = await claim();
  assert.ok(Number(again?.seq) > Number(card?.seq));
  await finish(again as Card);
  await finish(card as Card);
  assert.deepEqual(await claim(), [], "an older picture does not bring it back");
});

test("a redraw that failed is tried again later; a message that is gone never again", async () => {
  const send = await draftSend(world);
  await show("send", send);
  const [card] = await claim();
  await finish(card as Card, "ratelimited");
  assert.deepEqual(await claim(), [], "not at once");
  await leasesEnd();
  const [again] = await claim();
  assert.equal(again?.card_id, card?.card_id);
  await finish(again as Card, "gone");
  await done(world.as("bob").rpc("submit_send", { send }));
  await leasesEnd();
  assert.deepEqual(await claim(), []);
});

test("a message registered again shows the new thing, for the person who asks now", async () => {
  const [send, template] = [await draftSend(world), await idOf(world, "templates", "签收提醒")];
  const input = { provider: "slack", channel: "C9", message: "same", locale: "en" };
  const one = await done(
    world.as("bot", ALICE_IN_CHAT).rpc("register_card", { ...input, thing: "send", thing_id: send }),
  );
  await drawn();
  const two = await done(
    world
      .as("bot", "discord:-:7")
      .rpc("register_card", { ...input, locale: "zh-CN", thing: "template", thing_id: template }),
  );
  assert.equal(two.card_id, one.card_id);
  const [card] = await claim();
  assert.deepEqual([card?.thing_id, card?.chat_user, card?.locale], [template, "discord:-:7", "zh-CN"]);
});

test("a card is registered by the bot, for somebody linked who may see the thing", async () => {
  const input = {
    provider: "slack",
    channel: "C1",
    message: "x",
    thing: "send",
    thing_id: await draftSend(world),
    locale: "en",
  };
  assert.equal(
    (await world.as("bot", STRANGER_IN_CHAT).rpc("register_card", input)).error?.code,
    "not_linked",
  );
  assert.equal((await bot().rpc("register_card", input)).error?.code, "not_linked");
  assert.equal((await world.as("alice").rpc("register_card", input)).error?.code, "bot_only");
  for (const wrong of [{ thing: "poem" }, { thing_id: "00000000-0000-4000-8000-000000000000" }]) {
    assert.equal(
      (await world.as("bot", ALICE_IN_CHAT).rpc("register_card", { ...input, ...wrong })).error?.code,
      "not_found",
    );
  }
});
