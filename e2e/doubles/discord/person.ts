import { type Dict, text } from "../ground/json.ts";
import { keepFile } from "./body.ts";
import { post, seenBy } from "./channels.ts";
import { findCommand } from "./commands.ts";
import { KIND, SELECTS } from "./components.ts";
import type { Courier } from "./courier.ts";
import { interactionJson } from "./interaction_json.ts";
import { newInteraction } from "./interactions.ts";
import { type ModalValue, modalComponents, type PickedFile } from "./modal_person.ts";
import { attachmentJson, messageJson } from "./objects.ts";
import { commandOptions, type OptionValue } from "./options.ts";
import { channelOf, optionValue, pick, typeOf } from "./picking.ts";
import type { Channel, Interaction, Message, Modal, Person, Server } from "./server_state.ts";

export type Where = { channel?: string };

/** What became of an interaction: `how` it was answered, and with which message, modal or choices. */
export type InteractionResult = {
  how: "answered" | "not in time" | "not delivered";
  type?: number;
  message?: Message;
  modal?: Modal;
  choices?: Dict[];
};

/** A person at a Discord client. Each act answers when the app has answered it, or three seconds went by. */
export type DiscordUser = {
  id: string;
  name: string;
  /** Uses a registered slash command: `tidings reviews`, its options by name; a file for an attachment option. */
  command(line: string, options?: Record<string, OptionValue>, where?: Where): Promise<InteractionResult>;
  /** Types into an option with autocomplete; the answer has the choices offered. */
  autocomplete(line: string, option: string, typed: string, where?: Where): Promise<InteractionResult>;
  /** Uses a command of a message's menu. */
  menu(name: string, message: Message): Promise<InteractionResult>;
  /** Presses a button by its label or custom_id; `nth` (from 0) where several have that name. */
  press(message: Message, button: string, options?: { nth?: number }): Promise<InteractionResult>;
  /** Chooses in a menu (by its placeholder or custom_id) options by their label or value. */
  choose(message: Message, menu: string, options: string | string[]): Promise<InteractionResult>;
  /** The modal that is open. */
  modal(): Modal | undefined;
  /** Fills in the open modal (by custom_id or label) and sends it. */
  submitModal(values?: Record<string, ModalValue>): Promise<InteractionResult>;
  /** Says something, with files; `@tidings` becomes a mention of the bot. */
  say(channel: string, words: string, files?: PickedFile[]): Message;
  /** What this person sees in the channel, oldest first. */
  sees(channel?: string): Message[];
};

export function makeUser(server: Server, courier: Courier, person: Person): DiscordUser {
  const channelNamed = (name = "tidings") => channelOf(server, person, name);

  async function act(
    kind: Interaction["kind"],
    channel: Channel,
    name: string,
    data: Dict,
    source?: Message,
  ): Promise<InteractionResult> {
    const interaction = newInteraction(server, { kind, user: person.id, channel: channel.id, name, source });
    const type = { command: 2, component: 3, autocomplete: 4, modal: 5 }[kind];
    const delivered = await courier.deliver(interaction, interactionJson(server, interaction, type, data));
    if (!delivered) return { how: "not delivered" };
    await server.feed.waitFor(() => interaction.answered !== undefined || interaction.expired);
    return {
      how: interaction.answered === undefined ? "not in time" : "answered",
      type: interaction.answered,
      message: interaction.original,
      modal: [...server.modals.values()].find((each) => each.interaction === interaction),
      choices: interaction.choices,
    };
  }

  function commandData(
    line: string,
    given: Record<string, OptionValue>,
    channel: Channel,
    typing?: string,
  ): Dict {
    const commands = ["global", server.guild.id].flatMap((scope) => server.commands.get(scope) ?? []);
    const found = findCommand(commands, line);
    if (!found)
      throw new Error(`There is no command /${line} among ${commands.map((each) => each.name).join(", ")}`);
    const keep = (file: PickedFile) =>
      keepFile(server, channel.id, true, { ...file, type: typeOf(file.filename) });
    const { options, resolved } = commandOptions(server, found.options, given, keep, typing);
    const nested = found.path.reduceRight<Dict[]>(
      (inner, each) => [{ type: each.type, name: each.name, options: inner }],
      options,
    );
    const { id, name, guild_id } = found.command;
    return { id, name, type: 1, guild_id, options: nested, resolved };
  }

  return {
    id: person.id,
    name: person.name,
    async command(line, options = {}, where = {}) {
      const channel = channelNamed(where.channel);
      return act("command", channel, line, commandData(line, options, channel));
    },
    async autocomplete(line, option, typed, where = {}) {
      const channel = channelNamed(where.channel);
      return act("autocomplete", channel, line, commandData(line, { [option]: typed }, channel, option));
    },
    async menu(name, message) {
      const commands = ["global", server.guild.id].flatMap((scope) => server.commands.get(scope) ?? []);
      const command = commands.find((each) => each.name === name && each.type === 3);
      if (!command) throw new Error(`There is no “${name}” in the menu of messages`);
      const resolved = { messages: { [message.id]: messageJson(server, message) } };
      const data = { id: command.id, name, type: 3, target_id: message.id, resolved };
      return act("command", channelNamed(message.channel), name, data);
    },
    async press(message, button, { nth } = {}) {
      const found = pick(server, person, message, [KIND.button], button, nth);
      const data = { component_type: found.type, custom_id: found.custom_id, id: found.id };
      return act("component", channelNamed(message.channel), button, data, message);
    },
    async choose(message, menu, chosen) {
      const found = pick(server, person, message, SELECTS, menu, undefined);
      const values = [chosen].flat().map((each) => optionValue(found, each));
      const data = { component_type: found.type, custom_id: found.custom_id, id: found.id, values };
      return act("component", channelNamed(message.channel), menu, data, message);
    },
    modal: () => server.modals.get(person.id),
    async submitModal(values = {}) {
      const modal = server.modals.get(person.id);
      if (!modal) throw new Error(`${person.name} has no modal open`);
      const { channel, source } = modal.interaction;
      const keep = (file: PickedFile) =>
        keepFile(server, channel, true, { ...file, type: typeOf(file.filename) });
      const { components, files } = modalComponents(modal.data, values, keep);
      server.modals.delete(person.id);
      const attachments = Object.fromEntries(files.map((each) => [each.id, attachmentJson(server, each)]));
      const data = { custom_id: modal.data.custom_id, components, resolved: { attachments } };
      return act("modal", channelNamed(channel), text(modal.data.title), data, source);
    },
    say(name, words, files = []) {
      const channel = channelNamed(name);
      const content = words.replaceAll(`@${server.app.name}`, `<@${server.app.id}>`);
      const attachments = files.map((each) =>
        keepFile(server, channel.id, false, { ...each, type: typeOf(each.filename) }),
      );
      const message = post(server, channel, { author: person.id, content, attachments });
      if (channel.bot) server.announce("MESSAGE_CREATE", messageJson(server, message));
      return message;
    },
    sees: (name) => seenBy(channelNamed(name), person.id),
  };
}
