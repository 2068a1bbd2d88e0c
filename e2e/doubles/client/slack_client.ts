import { type Dict, dict, dicts, text } from "../ground/json.ts";
import type { Ack } from "../slack/delivery.ts";
import type { SlackDouble } from "../slack/double.ts";
import { optionsOf } from "../slack/inputs.ts";
import { seenBy } from "../slack/messages.ts";
import { actable, namesOf, type Place } from "../slack/payloads.ts";
import type { Channel, Message, View } from "../slack/workspace.ts";
import { blockLines, mrkdwn } from "./block_text.ts";
import type { ChatClient, Choice, Entry, Form, Seen } from "./chat_client.ts";

/** A shortcut of messages, as the manifest of the app has it. */
export type Shortcut = { name: string; callbackId: string };

/** The Slack double as a client in a terminal; `shortcuts`: what the app has in the menu of messages. */
export function slackClient(slack: SlackDouble, shortcuts: Shortcut[] = []): ChatClient {
  const { workspace } = slack;

  function choicesOf(message: Message | View): Choice[] {
    const places = actable("ts" in message ? message.blocks : dicts(message.view.blocks));
    return places.map((place): Choice => {
      const name = namesOf(place.element)[0] ?? "";
      const same = places.filter((each) => namesOf(each.element).includes(name));
      const nth = same.indexOf(place);
      return {
        label: label(place),
        options: place.element.type === "button" ? undefined : optionsOf(place.element).map(optionWords),
        async act(as, option) {
          const user = slack.user(as);
          if (place.element.type === "button") return trouble(await user.press(message, name, { nth }));
          return trouble(await user.choose(message, name, option ?? "", { nth }));
        },
      };
    });
  }

  function seen(channel: Channel, message: Message): Seen {
    const where = channel.kind === "dm" ? "direct message" : `#${channel.name}`;
    const hidden = message.onlyFor ? " · only you see this" : "";
    const files = message.files.map((each) => `📎 ${each.title} (${each.bytes.length} bytes)`);
    const said = message.blocks.length > 0 ? blockLines(message.blocks) : mrkdwn(message.text).split("\n");
    return {
      key: `${channel.id} ${message.ts}`,
      place: where + hidden,
      who: workspace.people.get(message.user)?.name ?? (message.byApp ? workspace.app.name : "Slackbot"),
      lines: [...said, ...files, ...previewLines(message)].map((line) => named(line)).filter(Boolean),
      choices: choicesOf(message),
      menu: message.onlyFor === undefined ? menuOf(message) : [],
    };
  }

  function menuOf(message: Message): Entry[] {
    return shortcuts.map(({ name, callbackId }) => ({
      label: name,
      act: async (as) => trouble(await slack.user(as).shortcut(callbackId, message)),
    }));
  }

  function homeOf(as: string): Seen[] {
    const home = slack.user(as).home();
    if (!home) return [];
    return [
      {
        key: `home ${home.id}`,
        place: "home · only you see this",
        who: workspace.app.name,
        lines: blockLines(dicts(home.view.blocks)).map(named).filter(Boolean),
        choices: choicesOf(home),
        menu: [],
      },
    ];
  }

  function named(line: string): string {
    return line.replace(/<@(\w+)>/g, (_, id: string) => {
      const name = id === workspace.app.botUser ? workspace.app.name : workspace.people.get(id)?.name;
      return `@${name ?? id}`;
    });
  }

  return {
    platform: "slack",
    async hasBot() {
      if (slack.socket.connections() > 0) return true;
      // A request without a signature: only an app that receives Slack's requests refuses it with 401.
      const probe = await fetch(slack.requestUrl(), { method: "POST" }).catch(() => undefined);
      return probe?.status === 401;
    },
    violations: slack.violations,
    onChange: (look) => workspace.feed.listen(look),
    messages(as) {
      const user = slack.user(as);
      const said = [...workspace.channels.values()]
        .filter((channel) => channel.members.has(user.id))
        .flatMap((channel) => seenBy(channel, user.id).map((message) => ({ channel, message })))
        .sort((a, b) => Number(a.message.ts) - Number(b.message.ts))
        .map(({ channel, message }) => seen(channel, message));
      return [...homeOf(as), ...said];
    },
    home: async (as) => trouble(await slack.user(as).openHome()),
    async offers(as, words) {
      const user = slack.user(as);
      const menus = dicts(user.modal()?.view.blocks)
        .filter((each) => dict(each.element).type === "external_select")
        .map((each) => text(dict(each.label).text));
      const menu = menus.find((each) => words.startsWith(`${each}=`)) ?? menus[0];
      if (menu === undefined) throw new Error("No form is open with a menu that asks for its options");
      return user.offers(menu, words.startsWith(`${menu}=`) ? words.slice(menu.length + 1) : words);
    },
    command: async (as, line) => trouble(await slack.user(as).command(line)),
    async upload(as, file, words) {
      await slack.user(as).upload("#tidings", file.name, file.bytes, words);
      return undefined;
    },
    async say(as, words) {
      await slack.user(as).say("#tidings", words);
      return undefined;
    },
    form(as): Form | undefined {
      const user = slack.user(as);
      const view = user.modal();
      if (!view) return undefined;
      const inputs = dicts(view.view.blocks).filter((each) => each.type === "input");
      return {
        key: `${view.id} ${view.hash}`,
        title: text(dict(view.view.title).text),
        fields: inputs.map((each) => ({
          label: text(dict(each.label).text),
          hint: hintOf(dict(each.element)),
        })),
        async send(values) {
          const { errors, trouble: failed } = await user.submit(values);
          if (failed) return "Slack: we had some trouble connecting. Try again?";
          if (errors) return Object.values(errors).join("; ");
          // A refusal is written above the inputs of the form, which stays open.
          const still = user.modal();
          return still?.id === view.id
            ? blockLines(dicts(still.view.blocks).filter((each) => each.type === "section")).join("\n") ||
                undefined
            : undefined;
        },
        cancel: () => user.closeModal(),
      };
    },
  };
}

/** The previews that the app has put under the addresses of a message. */
function previewLines({ attachments }: Message): string[] {
  return attachments.flatMap(({ blocks }) => blockLines(dicts(blocks)).map((line) => `┃ ${line}`));
}

function hintOf(element: Dict): string {
  if (element.type === "external_select")
    return text(dict(dict(element.initial_option).text).text) || "see: offers some words";
  const options = optionsOf(element).map(optionWords);
  return options.length > 0 ? options.join(" | ") : text(dict(element.placeholder).text);
}

function label({ element }: Place): string {
  return text(dict(element.text).text) || text(dict(element.placeholder).text) || text(element.action_id);
}

function optionWords(option: Dict): string {
  return text(dict(option.text).text);
}

function trouble(ack: Ack): string | undefined {
  return ack.how === "in time" ? undefined : `the app answered ${ack.how}: ${ack.status} ${ack.body ?? ""}`;
}
