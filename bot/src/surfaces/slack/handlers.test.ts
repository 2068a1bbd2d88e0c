import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, test } from "node:test";
import type { ChatRun } from "../../chat/runs.ts";
import type { Answer } from "../../ground/answer.ts";
import type { SlackContext } from "./context.ts";
import { slackStage } from "./stage.ts";

/** A card that only carol sees, in a channel that the bot is not in: nothing redraws it but the answer to her click. */

const posted: { replace_original: boolean; blocks: unknown[] }[] = [];
const server = createServer((request, response) => {
  let text = "";
  request.on("data", (chunk) => (text += chunk));
  request.on("end", () => {
    posted.push(JSON.parse(text));
    response.end("{}");
  });
}).listen(0, "127.0.0.1");
await once(server, "listening");
after(() => server.close());

const press = (onlyTheirs: boolean, responseUrl: string): ChatRun => ({
  id: "r1",
  attempt: 1,
  state: "begun",
  person: { provider: "slack", chatUser: "slack:T1:UCAROL", team: "T1", localeHint: "en" },
  work: { command: "approve", input: {}, request: "q" },
  place: { channel: "C1", user: "UCAROL", responseUrl, onlyTheirs },
  steps: {},
  answer: null,
  takenAt: new Date(),
  stranger: false,
});

test("a click on an old card that only its reader sees is answered, and the card replaced by what stands there now", async () => {
  const { port } = server.address() as AddressInfo;
  const refused: Answer = {
    tone: "bad",
    title: "It has changed",
    refusal: { code: "shown_changed", status: 409 },
    instead: { tone: "plain", title: "as it is now", card: { resource: "domain", id: "d1" } },
  };
  const context = {
    dispatcher: { commands: [], localeOf: () => "en", buttons: async () => [] },
    runs: { keep: async () => true },
    redrawCards: async () => true,
  } as unknown as SlackContext;
  const show = (onlyTheirs: boolean) =>
    slackStage(context, press(onlyTheirs, `http://127.0.0.1:${port}`)).show(refused);
  await show(true);
  assert.deepEqual(
    posted.map(({ replace_original, blocks }) => [
      replace_original,
      /as it is now/.test(JSON.stringify(blocks)),
    ]),
    [
      [false, false],
      [true, true],
    ],
  );
  posted.length = 0;
  await show(false);
  assert.equal(posted.length, 1, "a card that everyone sees is redrawn by itself");
});
