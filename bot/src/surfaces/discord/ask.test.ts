import assert from "node:assert/strict";
import { after, test } from "node:test";
import { type APIMessage, InteractionType } from "discord-api-types/v10";
import type { Answer } from "../../ground/answer.ts";
import { CONFIRM_WORDS, confirmationOf, confirmationText } from "../../registry/confirmations.ts";
import { slackMessage } from "../slack/blocks.ts";
import { customId, discordMessage } from "./message.ts";
import { startDiscordChat } from "./test_chat.ts";

/** The question before what cannot be undone. */

const chat = await startDiscordChat();
after(() => chat.close());

const button = (confirm: string) => ({
  token: "f".repeat(32),
  label: "Go",
  style: null,
  asks: null,
  confirm,
});

/** Clicks a custom_id on a card; returns the first response and the edits and messages after it. */
async function click(custom_id: string, answer: Answer, now: Partial<APIMessage> = {}) {
  const message = { id: "7", flags: 0, embeds: [{ title: "会员日" }], components: [] };
  const interaction = { type: InteractionType.MessageComponent, data: { custom_id }, message };
  const came = await chat.interact(interaction, answer, now);
  return { ...came, first: JSON.stringify(came.first) };
}

test("Discord warns in the words of Slack's dialog, names the card, and every custom_id fits in 100 characters", async () => {
  for (const [name, { en }] of Object.entries(CONFIRM_WORDS)) {
    const id = customId(button(name), "en");
    assert.ok(id.length <= 100, id);
    const { first } = await click(id, { tone: "good", text: "done" });
    const slack = JSON.stringify(
      slackMessage({ tone: "plain", text: "t" }, { buttons: [button(name)], pictureId: null, locale: "en" }),
    );
    for (const words of [en, "Confirm"]) {
      assert.ok(first.includes(words), `Discord: ${words}`);
      assert.ok(slack.includes(words), `Slack: ${words}`);
    }
    assert.ok(first.includes("会员日") && first.includes(`yes:en:${"f".repeat(32)}`));
  }
});

test("the question says how many people it is about, and how much: the same on both platforms", async () => {
  const confirm = confirmationOf("release", { people: 274, fen: 822, currency: "CNY" });
  const id = customId(button(confirm), "en");
  assert.ok(id.length <= 100, id);
  const { first } = await click(id, { tone: "good", text: "done" });
  const slack = JSON.stringify(
    slackMessage({ tone: "plain", text: "t" }, { buttons: [button(confirm)], pictureId: null, locale: "en" }),
  );
  for (const asked of [first, slack]) assert.match(asked, /274 more numbers, about CN¥8\.22\./);
  assert.match(
    confirmationText(confirmationOf("cancel", { people: 1, fen: null, currency: "CNY" }), "en"),
    /^Nothing more is sent to 1 number\.\n/,
  );
});

test("the result takes the place of the question, and so does a refusal: no question stays above it", async () => {
  const card = { resource: "send", id: "s1" } as const;
  const done = await click("yes:en:t", { tone: "good", title: "Ended: 会员日", text: "long", card });
  assert.deepEqual(
    done.after.map(([how, { embeds, components }]) => [how, embeds[0]?.title, components.length]),
    [["edit", "Ended: 会员日", 0]],
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

test("a result that is posted beside the question is posted once, and a refusal takes its place alone", async () => {
  const said = async (answer: Answer) =>
    (await click("yes:en:t", answer)).after.map(([how, { embeds }]) => [how, embeds[0]?.title]);
  const card = { resource: "send", id: "s1" } as const;
  assert.deepEqual(await said({ tone: "good", title: "Done", card, beside: true }), [
    ["edit", "Done"],
    ["follow", "Done"],
  ]);
  const refusal = { code: "forbidden", status: 403 };
  assert.deepEqual(await said({ tone: "bad", title: "No right", refusal, beside: true }), [
    ["edit", "No right"],
  ]);
});

test("a button that does nothing any more is taken off its message as it is now, and the person is told", async () => {
  const dead: Answer = { tone: "bad", title: "Used", refusal: { code: "token_used", status: 409 } };
  const row = (...tokens: string[]) => ({
    type: 1,
    components: tokens.map((token) => ({ type: 2, style: 2, label: token, custom_id: `run:en:${token}` })),
  });
  const now = { components: [row("other", "tok"), row("third")] } as unknown as Partial<APIMessage>;
  const { after } = await click("run:en:tok", dead, now);
  assert.deepEqual(after[0], ["edit", { components: [row("other"), row("third")] }]);
  assert.deepEqual(
    [after[1]?.[0], after[1]?.[1].embeds[0]?.title, after[1]?.[1].flags],
    ["follow", "Used", 64],
  );
  const redrawn = { components: [row("new")] } as unknown as Partial<APIMessage>;
  const later = await click("run:en:tok", dead, redrawn);
  assert.deepEqual(
    later.after.map(([how]) => how),
    ["follow"],
    "a card that was redrawn keeps its buttons",
  );
});

test("a card's Edit is there too: a whole form is typed, and the button says how", async () => {
  const edit = { ...button(""), confirm: null, form: { command: "edit", input: { resource: "7f3a" } } };
  const id = customId(edit, "en");
  assert.equal(id, "form:edit:en:7f3a");
  const { body } = discordMessage({ tone: "plain", text: "x" }, [edit], "en");
  assert.equal(body.components[0]?.components.length, 1);
  const { first, after } = await click(id, { tone: "good", text: "done" });
  assert.match(first, /Type this.*edit.*7f3a/);
  assert.deepEqual(after, []);
});
