import assert from "node:assert/strict";
import { after, test } from "node:test";
import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData as APIModal,
  InteractionType,
} from "discord-api-types/v10";
import type { Answer } from "../../ground/answer.ts";
import type { DiscordMessage } from "./message.ts";
import { customIdOf, startDiscordChat } from "./test_chat.ts";

/** What was typed, after a refusal. */

const chat = await startDiscordChat();
after(() => chat.close());

async function answered(interaction: object, answer: Answer) {
  const came = await chat.interact(interaction, answer);
  const said: DiscordMessage["body"][] = came.after
    .filter(([how]) => how !== "remove")
    .map(([, body]) => body);
  return { ...came, said };
}

const refused = (option?: string): Answer => ({
  tone: "bad",
  title: "No",
  refusal: { code: "input_invalid", status: 422, ...(option ? { option } : {}) },
  ephemeral: true,
});

test("a refused slash command names the option, gives back the line, and says which file has to be chosen again", async () => {
  const options = [
    { type: 3, name: "template", value: "开卡" },
    { type: 11, name: "file", value: "9" },
    { type: 3, name: "schedule", value: "25:00" },
  ];
  const data = {
    type: 1,
    name: "tidings",
    options: [{ type: 1, name: "send", options }],
    resolved: {
      attachments: { 9: { id: "9", filename: "会员.csv", size: 3, url: "https://cdn.discordapp.com/a" } },
    },
  };
  const command = { type: InteractionType.ApplicationCommand, data, app_permissions: "0" };
  const { said, canPost } = await answered(command, refused("schedule"));
  assert.equal(canPost, false, "what Discord says of the channel stands in the run");
  const [embed] = said.at(-1)?.embeds ?? [];
  assert.deepEqual(
    embed?.fields?.map(({ name, value }) => [name, value]),
    [
      ["Your entries", "```\n/tidings send template:开卡 schedule:25:00\n```"],
      ["Options with errors", "Scheduled time (schedule)"],
    ],
  );
  assert.equal(embed?.footer?.text, "Choose these files again: 会员.csv");
});

test("a refused modal can be opened again with what was typed in it", async () => {
  const text = "ten days, `please`";
  const modal = {
    type: InteractionType.ModalSubmit,
    data: { custom_id: "said:days:tok", components: [{ component: { value: text } }] },
  };
  const { said } = await answered(modal, refused());
  const again = said[0]?.components[0]?.components[0];
  assert.equal(customIdOf(again), "again:days:en:tok");
  const click = {
    type: InteractionType.MessageComponent,
    data: { custom_id: customIdOf(again) },
    message: { flags: 64, embeds: said[0]?.embeds },
  };
  const { first } = await answered(click, refused());
  assert.match(JSON.stringify(first), /"custom_id":"said:days:tok".*"value":"ten days, `please`"/);
});

test("what is chosen from names is chosen in a menu, and again after a refusal; where there may be more than it takes, it is typed", async () => {
  const opened = async (names: readonly string[]) => {
    chat.names = names;
    const pick = {
      type: InteractionType.MessageComponent,
      data: { custom_id: "pick:person:en:tok" },
      message: { flags: 0, embeds: [] },
    };
    const [modal] = (await answered(pick, refused())).first;
    const { custom_id, components } = modal && "data" in modal ? (modal.data as APIModal) : assert.fail();
    const [label] = components as APILabelComponent[];
    return { modal: custom_id, ...(label?.component ?? assert.fail()) };
  };
  const menu = await opened(["Alice", "Carol", "Carol"]);
  assert.deepEqual(
    [menu.modal, menu.type, "options" in menu && menu.options],
    [
      "picked:person:tok",
      3,
      [
        { label: "Alice", value: "Alice", default: false },
        { label: "Carol", value: "Carol", default: false },
      ],
    ],
  );
  const only = await opened(["Carol"]);
  assert.deepEqual("options" in only && only.options, [{ label: "Carol", value: "Carol", default: true }]);
  for (const names of [[], Array.from({ length: 25 }, (_, at) => `Member ${at}`)])
    assert.equal((await opened(names)).type, 4, `${names.length} names`);

  const chosen = {
    type: InteractionType.ModalSubmit,
    data: { custom_id: "picked:person:tok", components: [{ component: { type: 3, values: ["Carol"] } }] },
  };
  const { said } = await answered(chosen, refused());
  assert.equal(customIdOf(said[0]?.components[0]?.components[0]), "pick:person:en:tok");
  assert.match(said[0]?.embeds[0]?.fields?.[0]?.value ?? "", /Carol/);
});

test("what cannot be corrected by typing is told as before", async () => {
  const modal = {
    type: InteractionType.ModalSubmit,
    data: { custom_id: "said:reason:tok", components: [{ component: { value: "no" } }] },
  };
  const forbidden: Answer = { tone: "bad", title: "No right", refusal: { code: "forbidden", status: 403 } };
  const { said } = await answered(modal, forbidden);
  assert.deepEqual(
    said.map(({ components }) => components.length),
    [0],
  );
});
