import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { AnyCommand, Context } from "../../registry/registry.ts";
import { runCommand } from "../../registry/run.ts";
import { canPost } from "../../surfaces/discord/read.ts";
import { whoamiOf } from "../../testing/person.ts";
import { startRest } from "../../testing/rest_double.ts";
import { COMMANDS } from "../list.ts";
import { subscribe } from "./subscribe.ts";
import { suggestKinds } from "./told.ts";
import { unsubscribe } from "./unsubscribe.ts";

let kinds = ["send_failed"];
const rest = await startRest(
  {
    whoami: () => whoamiOf("a1", "Alice", ["KooMessage:chat:manage"]),
    subscribe_chat_channel: () => ({ kinds }),
    update_chat_channel: () => ({}),
    unsubscribe_chat_channel: () => ({}),
  },
  { chat_subscriptions: () => [{ id: "s1", provider: "slack", chat_channel: "C1", kinds }] },
);
after(() => rest.close());

const asked = (
  source: "slack" | "discord",
  member: boolean,
  raw = {},
  command: AnyCommand = subscribe,
  here: "zh-CN" | null = null,
) =>
  runCommand({
    command,
    raw,
    session: rest.database.forChat("slack:T1:UALICE", source),
    commands: COMMANDS,
    localeHint: "en",
    chatChannel: "C1",
    team: "T1",
    here,
    aboutChannel: async () => ({ canPost: member, name: "#ops" }),
  });

test("a channel where the bot cannot post is not subscribed, and is told what to do", async () => {
  assert.match((await asked("slack", false)).text ?? "", /\/invite/);
  assert.match((await asked("discord", false)).text ?? "", /View Channel, Send Messages/);
  assert.ok(!rest.calls.some(({ verb }) => verb === "subscribe_chat_channel"));
  assert.equal((await asked("slack", true)).title, "This channel now gets these messages");
});

test("a channel is told of all that it is subscribed to now, and when its first digest comes", async () => {
  kinds = ["digest_week", "channel_sick"];
  const { text, note } = await asked("slack", true, { kinds: "digest-week" });
  assert.equal(
    text,
    "• Channel failing (channel_sick)\n• Weekly digest (digest_week)\nDigests arrive at 09:00 the morning after each day, week or month ends, starting with the next one.",
  );
  assert.match(note ?? "", /\/tidings unsubscribe <kinds>/);
  assert.match((await asked("slack", true, { kinds: "weather" })).text ?? "", /^No message type “weather”/);
});

test("a channel's language is chosen as it subscribes, and what everybody there sees is in it", async () => {
  rest.calls.length = 0;
  kinds = ["channel_sick"];
  assert.equal((await asked("slack", true, { language: "zh-CN" })).text, "• 通道异常 (channel_sick)");
  await asked("slack", true);
  const inputs = rest.calls
    .filter(({ verb }) => verb === "subscribe_chat_channel")
    .map(({ args }) => args.input as Record<string, unknown>);
  assert.deepEqual(
    inputs.map(({ name, locale }) => [name, locale]),
    [
      ["#ops", "zh-CN"],
      ["#ops", undefined],
    ],
    "what is not chosen stays as it is",
  );
  const here = await asked("slack", true, {}, unsubscribe, "zh-CN");
  assert.match(here.text ?? "", /已取消订阅/);
  const refused = await asked("slack", true, { kinds: "weather" }, unsubscribe, "zh-CN");
  assert.match(refused.text ?? "", /weather/);
});

test("kinds are taken from a subscription one by one, and with the last one it ends", async () => {
  kinds = ["channel_sick", "digest_day", "digest_week"];
  const end = (named?: string) => asked("slack", true, named ? { kinds: named } : {}, unsubscribe);
  const calls = () =>
    rest.calls.filter(({ verb }) => /e_chat_channel$/.test(verb)).map(({ verb, args }) => [verb, args.input]);
  rest.calls.length = 0;
  const some = await end("周报, digest_month");
  assert.deepEqual(
    [some.title, some.text],
    [
      "That channel still gets these messages",
      "• Channel failing (channel_sick)\n• Daily digest (digest_day)",
    ],
  );
  await end("review_waiting");
  assert.deepEqual(calls(), [["update_chat_channel", { kinds: ["channel_sick", "digest_day"] }]]);
  const all = await end("digest_day digest_week channel_sick");
  assert.match(all.text ?? "", /gets no more messages/);
  await end();
  assert.deepEqual(calls().slice(1), [
    ["unsubscribe_chat_channel", undefined],
    ["unsubscribe_chat_channel", undefined],
  ]);
});

test("the last of several kinds is completed", async () => {
  const asked = await suggestKinds({} as Context, "digest_day, DIGEST", {});
  assert.deepEqual(asked, [
    "digest_day, digest_week",
    "digest_day, digest_month",
    "digest_day, digest_audit",
  ]);
});

test("Discord's interactions say what the bot may do in the channel", () => {
  const view = 1n << 10n;
  const send = 1n << 11n;
  const card = (1n << 14n) | (1n << 15n);
  assert.equal(canPost(String(view | send | card)), true);
  assert.equal(canPost(String(view | (1n << 38n) | card)), true, "in a thread");
  assert.equal(canPost(String(view | card)), false);
  assert.equal(canPost(String(send | card)), false);
  assert.equal(canPost("0"), false);
  assert.equal(canPost(String(1n << 3n)), true, "an administrator");
});
