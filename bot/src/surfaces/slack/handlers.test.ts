import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, test } from "node:test";
import type { Answer } from "../../answer.ts";
import type { ChatPerson } from "../../chat/dispatcher.ts";
import type { SlackContext } from "./context.ts";
import { press } from "./handlers.ts";

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

const carol: ChatPerson = { provider: "slack", chatUser: "slack:T1:UCAROL", team: "T1", localeHint: "en" };

test("a click on an old card that only its reader sees is answered, and the card replaced by what stands there now", async () => {
  const { port } = server.address() as AddressInfo;
  const refused: Answer = {
    tone: "bad",
    title: "It has changed",
    refusal: { code: "shown_changed", status: 409 },
    instead: { tone: "plain", title: "as it is now", card: { resource: "domain", id: "d1" } },
  };
  const context = {
    dispatcher: { press: async () => refused, localeOf: () => "en", buttons: async () => [] },
    redrawCards: async () => {},
  } as unknown as SlackContext;
  const target = { channel: "C1", user: "UCAROL", responseUrl: `http://127.0.0.1:${port}` };
  await press(context, carol, target, { token: "t", more: {}, onlyTheirs: true });
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
  await press(context, carol, target, { token: "t", more: {}, onlyTheirs: false });
  assert.equal(posted.length, 1, "a card that everyone sees is redrawn by itself");
});
