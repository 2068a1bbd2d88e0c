import assert from "node:assert/strict";
import { test } from "node:test";
import { type APIInteraction, type APIInteractionResponse, InteractionType } from "discord-api-types/v10";
import type { Answer } from "../../answer.ts";
import { CONFIRM_WORDS, type Confirmation } from "../../confirmations.ts";
import { slackMessage } from "../slack/blocks.ts";
import type { DiscordContext } from "./context.ts";
import { handle } from "./handlers.ts";
import type { Line } from "./line.ts";
import { customId, type DiscordMessage } from "./message.ts";

/** The question before what cannot be undone. */

const button = (confirm: Confirmation) => ({
  token: "f".repeat(32),
  label: "Go",
  style: null,
  asks: null,
  confirm,
});

/** Clicks a custom_id on a card; returns the first response and the edits and messages after it. */
async function click(custom_id: string, answer: Answer) {
  const first: APIInteractionResponse[] = [];
  const after: (readonly [string, DiscordMessage["body"]])[] = [];
  const line = {
    first: async (response: APIInteractionResponse) => first.push(response) > 0,
    edit: async ({ body }: DiscordMessage) => void after.push(["edit", body]),
    follow: async ({ body }: DiscordMessage) => void after.push(["follow", body]),
  } as unknown as Line;
  const context = {
    dispatcher: { press: async () => answer, localeOf: () => "en", buttons: async () => [] },
    redrawCards: async () => {},
  } as unknown as DiscordContext;
  const interaction = {
    type: InteractionType.MessageComponent,
    application_id: "1",
    user: { id: "11" },
    data: { custom_id },
    message: { flags: 0, embeds: [{ title: "会员日" }], components: [] },
  };
  await handle(context, interaction as unknown as APIInteraction, line);
  return { first: JSON.stringify(first), after };
}

test("Discord warns in the words of Slack's dialog, names the card, and every custom_id fits in 100 characters", async () => {
  for (const name of Object.keys(CONFIRM_WORDS) as Confirmation[]) {
    const id = customId(button(name), "en");
    assert.ok(id.length <= 100, id);
    const { first } = await click(id, { tone: "good", text: "done" });
    const slack = JSON.stringify(
      slackMessage({ tone: "plain", text: "t" }, { buttons: [button(name)], pictureId: null, locale: "en" }),
    );
    for (const words of [CONFIRM_WORDS[name].en, "Are you sure?"]) {
      assert.ok(first.includes(words), `Discord: ${words}`);
      assert.ok(slack.includes(words), `Slack: ${words}`);
    }
    assert.ok(first.includes("会员日") && first.includes(`yes:en:${"f".repeat(32)}`));
  }
});

test("the result takes the place of the question, and so does a refusal: no question stays above it", async () => {
  const card = { resource: "send", id: "s1" } as const;
  const done = await click("yes:en:t", { tone: "good", title: "Cancelled: 会员日", text: "long", card });
  assert.deepEqual(
    done.after.map(([how, { embeds, components }]) => [how, embeds[0]?.title, components.length]),
    [["edit", "Cancelled: 会员日", 0]],
  );
  const refused = await click("yes:en:t", {
    tone: "bad",
    title: "No right",
    refusal: { code: "forbidden", status: 403 },
  });
  assert.deepEqual(
    refused.after.map(([how, { embeds }]) => [how, embeds[0]?.title]),
    [["edit", "No right"]],
  );
});
