import type { Dict } from "../ground/json.ts";
import { showCommandAnswer } from "./command_answer.ts";
import type { Ack, Delivery } from "./delivery.ts";
import { newFile } from "./files.ts";
import { type InputValue, stateOf } from "./inputs.ts";
import { directChannel, findChannel, nextTs, seenBy } from "./messages.ts";
import { closeModal, offers, type SubmissionResult, submit } from "./modal_person.ts";
import {
  actionOf,
  commandPayload,
  messageActionPayload,
  type Place,
  placesNamed,
  shortcutPayload,
  viewActionPayload,
} from "./payloads.ts";
import { speak } from "./speech.ts";
import { suggested } from "./suggestions.ts";
import { stackOf } from "./views.ts";
import type { Channel, Message, Person, SlackFile, View, Workspace } from "./workspace.ts";

/** Where a person acts: a channel's id or #name. */
export type Where = { channel?: string };

/** A person at a Slack client. Each act answers when the app has acknowledged it, or three seconds went by. */
export type SlackUser = {
  id: string;
  name: string;
  /** Types a slash command, e.g. `/tidings reviews`. */
  command(line: string, where?: Where): Promise<Ack>;
  /** Presses a button by its label or action_id; `nth` (from 0) where several have that name. */
  press(target: Message | View, button: string, options?: { nth?: number }): Promise<Ack>;
  /** Chooses in a menu, by the menu's placeholder or action_id and the option's words or value. */
  choose(target: Message | View, menu: string, option: InputValue, options?: { nth?: number }): Promise<Ack>;
  /** The modal on top, if one is open. */
  modal(): View | undefined;
  /** Fills in the modal on top (by block_id, action_id or label; files from pickFile) and sends it. */
  submit(values?: Record<string, InputValue | SlackFile>): Promise<SubmissionResult>;
  /** Types into an external menu of the modal on top: the words that the app then offers. */
  offers(field: string, typed: string): Promise<string[]>;
  /** Opens the home of the app. */
  openHome(): Promise<Ack>;
  /** What the app has put into this person's home. */
  home(): View | undefined;
  /** Closes the modal on top. */
  closeModal(): Promise<void>;
  /** Puts a file into a channel, with a message if there is one to say. */
  upload(channel: string, name: string, bytes: Uint8Array, message?: string): Promise<SlackFile>;
  /** Picks a file for a form's file field. */
  pickFile(name: string, bytes: Uint8Array): SlackFile;
  /** Says something, in a thread where one is named; `@tidings` becomes a mention of the app. */
  say(channel: string, words: string, options?: { thread?: string }): Promise<Message>;
  /** Uses a global shortcut, or a message's one. */
  shortcut(callbackId: string, message?: Message): Promise<Ack>;
  /** What this person sees in the channel, oldest first. */
  sees(channel?: string): Message[];
};

export function makeUser(workspace: Workspace, delivery: Delivery, person: Person): SlackUser {
  const channelNamed = (name = "tidings") => channelOf(workspace, person, name);

  async function act(
    target: Message | View,
    name: string,
    nth: number | undefined,
    given?: InputValue,
  ): Promise<Ack> {
    const isMessage = "ts" in target;
    if (isMessage) mustSee(workspace, person, target);
    else if (!target.open) throw new Error("That modal is closed");
    const place = pick(isMessage ? target.blocks : (target.view.blocks as Dict[]), name, nth);
    const { block, element } = place;
    if (element.type === "external_select") {
      element.options = await suggested(workspace, delivery, person, target, block, element, String(given));
    }
    const chosen = element.type === "button" ? {} : chosenOf(place, given);
    const action = actionOf(place, chosen);
    const payload = isMessage
      ? messageActionPayload(workspace, person, target, action)
      : viewActionPayload(workspace, person, target, action, {});
    return delivery.send("interactive", payload);
  }

  return {
    id: person.id,
    name: person.name,
    async command(line, where = {}) {
      const channel = channelNamed(where.channel);
      const ack = await delivery.send("slash_commands", commandPayload(workspace, person, channel, line));
      await showCommandAnswer(workspace, person, channel, line, ack);
      return ack;
    },
    press: (target, button, options = {}) => act(target, button, options.nth),
    choose: (target, menu, option, options = {}) => act(target, menu, options.nth, option),
    modal: () => stackOf(workspace, person.id).at(-1),
    submit: (values = {}) => submit(workspace, delivery, person, values),
    offers: (field, typed) => offers(workspace, delivery, person, field, typed),
    openHome: () =>
      delivery.event({
        type: "app_home_opened",
        user: person.id,
        channel: directChannel(workspace, person.id).id,
        tab: "home",
        event_ts: nextTs(workspace),
      }),
    home: () => workspace.homes.get(person.id),
    closeModal: () => closeModal(workspace, delivery, person),
    async upload(name, filename, bytes, message = "") {
      const file = newFile(workspace, person.id, filename, Buffer.from(bytes));
      await speak(workspace, delivery, person, channelNamed(name), message, [file]);
      return file;
    },
    pickFile: (name, bytes) => newFile(workspace, person.id, name, Buffer.from(bytes)),
    say: (name, words, { thread } = {}) =>
      speak(workspace, delivery, person, channelNamed(name), words, [], thread),
    shortcut: (callbackId, message) =>
      delivery.send("interactive", shortcutPayload(workspace, person, callbackId, message)),
    sees: (name) => seenBy(channelNamed(name), person.id),
  };
}

function channelOf(workspace: Workspace, person: Person, name: string): Channel {
  const channel = findChannel(workspace, name);
  if (!channel) throw new Error(`There is no channel ${name}`);
  if (channel.kind === "channel") channel.members.add(person.id);
  if (!channel.members.has(person.id)) throw new Error(`${person.name} is not in ${name}`);
  return channel;
}

function mustSee(workspace: Workspace, person: Person, message: Message): void {
  const channel = workspace.channels.get(message.channel);
  if (!channel || !seenBy(channel, person.id).includes(message)) {
    throw new Error(`${person.name} does not see that message: ${message.text}`);
  }
}

function pick(blocks: Dict[], name: string, nth: number | undefined): Place {
  const found = placesNamed(blocks, name);
  const place = found[nth ?? 0];
  if (!place) throw new Error(`There is no “${name}” in ${JSON.stringify(blocks)}`);
  if (nth === undefined && found.length > 1)
    throw new Error(`There are ${found.length} “${name}”: say which (nth)`);
  return place;
}

function chosenOf({ element }: Place, given?: InputValue): Dict {
  const asSelect = element.type === "overflow" ? { ...element, type: "static_select" } : element;
  const { type: _, ...chosen } = stateOf(asSelect, given);
  return chosen;
}
