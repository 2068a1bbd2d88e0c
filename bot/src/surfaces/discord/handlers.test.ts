import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, test } from "node:test";
import { DiscordAPIError, REST } from "discord.js";
import { type APIInteraction, MessageFlags } from "discord-api-types/v10";
import type { ChatRun, Progressed } from "../../chat/runs.ts";
import { COMMANDS } from "../../commands/list.ts";
import type { Answer } from "../../ground/answer.ts";
import type { DiscordContext } from "./context.ts";
import { handle } from "./handlers.ts";
import { firstOf } from "./line.ts";
import { discordStage } from "./stage.ts";
import { startDiscordChat } from "./test_chat.ts";

/** A click by carol on what has changed since she was shown it. */

const refused: Answer = {
  tone: "bad",
  title: "It has changed",
  refusal: { code: "shown_changed", status: 409 },
  instead: { tone: "plain", title: "as it is now", card: { resource: "domain", id: "d1" } },
};

/** What her click is answered with: edits of its message, and messages beside it. */
let answers: (string | boolean | undefined)[][] = [];
const server = createServer((request, response) => {
  let text = "";
  request.on("data", (chunk) => (text += chunk));
  request.on("end", () => {
    const { embeds, flags } = JSON.parse(text);
    const what = request.method === "PATCH" ? ["edit"] : ["follow"];
    const hidden = request.method === "PATCH" ? [] : [flags === MessageFlags.Ephemeral];
    answers.push([...what, embeds[0]?.title, ...hidden]);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ id: "1", channel_id: "2" }));
  });
});
await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
after(() => server.close());
const { port } = server.address() as AddressInfo;

const context = {
  dispatcher: { commands: [], localeOf: () => "en", buttons: async () => [] },
  hooks: new REST({ api: `http://127.0.0.1:${port}/api` }),
  runs: { keep: async () => true },
  redrawCards: async () => true,
} as unknown as DiscordContext;

const run = (onlyTheirs: boolean): ChatRun => ({
  id: "r1",
  attempt: 1,
  state: "begun",
  person: { provider: "discord", chatUser: "discord:-:11", team: "1", localeHint: "en" },
  work: { command: "approve", input: {}, request: "q" },
  place: { channel: "2", user: "11", application: "1", token: "t", hidden: false, onlyTheirs },
  steps: {},
  answer: null,
  takenAt: new Date(),
  stranger: false,
});

async function answersTo(onlyTheirs: boolean) {
  answers = [];
  await discordStage(context, run(onlyTheirs)).show(refused);
  return answers;
}

test("a click on an old card is answered for whoever clicked; only a message of their own is replaced by hand", async () => {
  assert.deepEqual(await answersTo(false), [["follow", "It has changed", true]]);
  assert.deepEqual(await answersTo(true), [
    ["edit", "as it is now"],
    ["follow", "It has changed", true],
  ]);
});

/** A typed command that changes something, with what Discord says to the first response, and whether this bot was first to keep it. */
async function typed(code: number | null, mine: boolean) {
  const came: string[] = [];
  const bot = {
    dispatcher: { commands: COMMANDS, localeOf: () => "en" },
    runs: {
      take: async () =>
        mine ? { ...run(false), work: { command: "pause", input: {} }, state: "taken" } : null,
      keep: async (_run: ChatRun, { state }: Progressed) => came.push(`keep ${state}`),
    },
    carrier: { carry: async () => void came.push("carried") },
    inflight: { start: (_name: string, work: () => Promise<void>) => void work() },
  } as unknown as DiscordContext;
  const data = {
    type: 1,
    options: [{ type: 1, name: "pause", options: [{ name: "resource", value: "x" }] }],
  };
  const interaction = { type: 2, id: "7", application_id: "1", token: "t", user: { id: "11" }, data };
  const respond = async () => {
    came.push("responded");
    if (code !== null)
      throw new DiscordAPIError({ code, message: "no" }, code, 400, "POST", "/", { body: {}, files: [] });
  };
  await handle(bot, interaction as unknown as APIInteraction, firstOf(respond));
  return came;
}

test("beside other bots whoever kept an interaction first carries it out, whoever responded to it first", async () => {
  assert.deepEqual(await typed(null, true), ["responded", "carried"]);
  assert.deepEqual(await typed(40060, true), ["responded", "carried"]);
  assert.deepEqual(await typed(null, false), ["responded"]);
  assert.deepEqual(await typed(40060, false), ["responded"]);
  // The 3 s are over: Discord has told the person that it failed, and they may give it again.
  assert.deepEqual(await typed(10062, true), ["responded", "keep given_up"]);
});

test("what is for all is shown to all, also where another bot has told its person alone that it could not be kept", async () => {
  const chat = await startDiscordChat();
  try {
    const options = [{ type: 1, name: "show", options: [{ type: 3, name: "resource", value: "x" }] }];
    const command = { type: 2, data: { type: 1, name: "tidings", options }, app_permissions: "0" };
    const card: Answer = { tone: "plain", title: "as it is now" };
    const shown = async (flags: number) =>
      (await chat.interact(command, card, { flags })).after.map(([how, body]) => [how, body.flags]);
    assert.deepEqual(await shown(0), [["edit", undefined]]);
    assert.deepEqual(await shown(MessageFlags.Ephemeral), [
      ["edit", undefined],
      ["follow", undefined],
      ["remove", undefined],
    ]);
  } finally {
    chat.close();
  }
});
