import assert from "node:assert/strict";
import { after, test } from "node:test";
import { runCommand } from "../../run.ts";
import { canPost } from "../../surfaces/discord/read.ts";
import { whoamiOf } from "../../testing/person.ts";
import { startRest } from "../../testing/rest_double.ts";
import { COMMANDS } from "../list.ts";
import { subscribe } from "./subscribe.ts";

const rest = await startRest({
  whoami: () => whoamiOf("a1", "Alice", ["KooMessage:chat:manage"]),
  subscribe_chat_channel: () => ({ kinds: ["send_failed"] }),
});
after(() => rest.close());

const asked = (source: "slack" | "discord", member: boolean) =>
  runCommand({
    command: subscribe,
    raw: {},
    session: rest.database.forChat("slack:T1:UALICE", source),
    commands: COMMANDS,
    localeHint: "en",
    chatChannel: "C1",
    team: "T1",
    canPost: async () => member,
  });

test("a channel where the bot cannot post is not subscribed, and is told what to do", async () => {
  assert.match((await asked("slack", false)).text ?? "", /\/invite/);
  assert.match((await asked("discord", false)).text ?? "", /View Channel, Send Messages/);
  assert.ok(!rest.calls.some(({ verb }) => verb === "subscribe_chat_channel"));
  assert.equal((await asked("slack", true)).title, "This channel is told from now on");
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
