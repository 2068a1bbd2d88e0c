import assert from "node:assert/strict";
import { test } from "node:test";
import { type APIInteraction, InteractionType, MessageFlags } from "discord-api-types/v10";
import type { Answer } from "../../answer.ts";
import type { DiscordContext } from "./context.ts";
import { handle } from "./handlers.ts";
import type { Line } from "./line.ts";
import type { DiscordMessage } from "./message.ts";

/** A click by carol on what has changed since she was shown it. */

const refused: Answer = {
  tone: "bad",
  title: "It has changed",
  refusal: { code: "shown_changed", status: 409 },
  instead: { tone: "plain", title: "as it is now", card: { resource: "domain", id: "d1" } },
};
const context = {
  dispatcher: { press: async () => refused, localeOf: () => "en", buttons: async () => [] },
  redrawCards: async () => {},
} as unknown as DiscordContext;

/** What the click is answered with: edits of its message, and messages beside it. */
async function answersTo(flags: number): Promise<(string | boolean | undefined)[][]> {
  const answers: (string | boolean | undefined)[][] = [];
  const shown = ({ body }: DiscordMessage) => body.embeds[0]?.title;
  const line = {
    first: async () => true,
    edit: async (message: DiscordMessage) => void answers.push(["edit", shown(message)]),
    follow: async (message: DiscordMessage, hidden: boolean) =>
      void answers.push(["follow", shown(message), hidden]),
  } as unknown as Line;
  const click = {
    type: InteractionType.MessageComponent,
    application_id: "1",
    user: { id: "11" },
    data: { custom_id: "run:en:t" },
    message: { flags },
  };
  await handle(context, click as unknown as APIInteraction, line);
  return answers;
}

test("a click on an old card is answered for whoever clicked; only a message of their own is replaced by hand", async () => {
  assert.deepEqual(await answersTo(0), [["follow", "It has changed", true]]);
  assert.deepEqual(await answersTo(MessageFlags.Ephemeral), [
    ["edit", "as it is now"],
    ["follow", "It has changed", true],
  ]);
});
