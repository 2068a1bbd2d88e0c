import { seenBy } from "../discord/channels.ts";
import { findCommand, OPTION } from "../discord/commands.ts";
import { flat, KIND, SELECTS } from "../discord/components.ts";
import type { DiscordDouble } from "../discord/double.ts";
import type { OptionValue } from "../discord/options.ts";
import type { InteractionResult } from "../discord/person.ts";
import type { Channel, Message } from "../discord/server_state.ts";
import { type Dict, dict, dicts, text } from "../ground/json.ts";
import type { ChatClient, Choice, Entry, Form, PickedFile, Seen } from "./chat_client.ts";
import { messageLines } from "./embed_text.ts";

/** The Discord double as a client in a terminal. */
export function discordClient(discord: DiscordDouble): ChatClient {
  const { server } = discord;

  function choicesOf(message: Message): Choice[] {
    const usable = flat(message.components).filter((each) => each.custom_id && each.disabled !== true);
    return usable.map((each): Choice => {
      const name = text(each.custom_id);
      const isMenu = SELECTS.includes(Number(each.type));
      return {
        label: text(each.label) || text(each.placeholder) || name,
        options: isMenu ? dicts(each.options).map((option) => text(option.label)) : undefined,
        async act(as, option) {
          const user = discord.user(as);
          return trouble(
            isMenu ? await user.choose(message, name, option ?? "") : await user.press(message, name),
          );
        },
      };
    });
  }

  function seen(channel: Channel, message: Message): Seen {
    const where = channel.kind === "dm" ? "direct message" : `#${channel.name}`;
    const bot = message.author === server.app.id;
    return {
      key: message.id,
      place: where + (message.onlyFor ? " · only you see this" : ""),
      who: bot ? server.app.name : (server.people.get(message.author)?.name ?? "somebody"),
      lines: messageLines(message),
      choices: choicesOf(message),
      menu: message.onlyFor === undefined ? menuOf(message) : [],
    };
  }

  const registered = () => ["global", server.guild.id].flatMap((scope) => server.commands.get(scope) ?? []);

  function menuOf(message: Message): Entry[] {
    const entries = registered().filter((each) => each.type === MESSAGE_MENU);
    return entries.map(({ name }) => ({
      label: text(name),
      act: async (as) => trouble(await discord.user(as).menu(text(name), message)),
    }));
  }

  async function command(as: string, line: string, file?: PickedFile): Promise<string | undefined> {
    const { path, options } = readLine(registered(), line, file);
    return trouble(await discord.user(as).command(path, options));
  }

  return {
    platform: "discord",
    hasBot: async () => discord.gateway.sessions() > 0,
    violations: discord.violations,
    onChange: (look) => server.feed.listen(look),
    messages(as) {
      const user = discord.user(as);
      return [...server.channels.values()]
        .filter((channel) => channel.kind === "text" || channel.members.has(user.id))
        .flatMap((channel) => seenBy(channel, user.id).map((message) => ({ channel, message })))
        .sort((a, b) => a.message.at - b.message.at)
        .map(({ channel, message }) => seen(channel, message));
    },
    command,
    async upload(as, file, words) {
      if (words.startsWith("/")) return command(as, words, file);
      discord.user(as).say("#tidings", words, [{ filename: file.name, bytes: file.bytes }]);
      return undefined;
    },
    async say(as, words) {
      discord.user(as).say("#tidings", words);
      return undefined;
    },
    async offers(as, words) {
      const { path, options } = readLine(registered(), words);
      const [option, typed] = Object.entries(options).at(-1) ?? [];
      if (option === undefined) throw new Error("Say a command with the option that is typed last");
      const { choices = [] } = await discord.user(as).autocomplete(path, option, String(typed));
      return choices.map((each) => text(each.name));
    },
    form(as): Form | undefined {
      const user = discord.user(as);
      const modal = user.modal();
      if (!modal) return undefined;
      const fields = dicts(modal.data.components).flatMap((each) => {
        const field = each.type === KIND.row ? dict(dicts(each.components)[0]) : dict(each.component);
        return field.custom_id ? [{ label: text(each.label) || text(field.label), hint: hintOf(field) }] : [];
      });
      return {
        key: modal.interaction.id,
        title: text(modal.data.title),
        fields,
        send: async (values) => trouble(await user.submitModal(values)),
        cancel: async () => void server.modals.delete(user.id),
      };
    },
  };
}

/** The type of a command in the menu of messages. */
const MESSAGE_MENU = 3;

function hintOf(field: Dict): string {
  const options = dicts(field.options).map((each) => text(each.label));
  return options.join(" | ") || text(field.value) || text(field.placeholder);
}

/**
 * `/tidings send name:My trial` as Discord's client would have it; words without a name go to the options in order.
 * @throws when no such command is registered
 */
function readLine(
  commands: Dict[],
  line: string,
  file?: PickedFile,
): { path: string; options: Record<string, OptionValue> } {
  const all = line.replace(/^\//, "").trim().split(/\s+/);
  const length = [4, 3, 2, 1].find((count) => findCommand(commands, all.slice(0, count).join(" ")));
  const path = all.slice(0, length ?? 1).join(" ");
  const found = findCommand(commands, path);
  const defined = found?.options ?? [];
  const options: Record<string, OptionValue> = {};
  const upload = defined.find((each) => each.type === OPTION.attachment);
  if (file && upload) options[text(upload.name)] = { filename: file.name, bytes: file.bytes };
  const rest = all.slice(length ?? 1).join(" ");
  const names = defined.map((each) => text(each.name));
  const parts = rest.split(new RegExp(`(?:^|\\s+)(${names.join("|") || "\\0"}):\\s*`));
  for (let at = 1; at < parts.length; at += 2) options[parts[at] ?? ""] = (parts[at + 1] ?? "").trim();
  const free = names.find((name) => !(name in options));
  if (parts[0]?.trim() && free) options[free] = parts[0].trim();
  for (const each of defined) {
    const name = text(each.name);
    const value = options[name];
    if (typeof value !== "string") continue;
    if (each.type === OPTION.integer || each.type === OPTION.number) options[name] = Number(value);
    if (each.type === OPTION.boolean) options[name] = ["true", "yes"].includes(value.toLowerCase());
  }
  return { path, options };
}

function trouble(answered: InteractionResult): string | undefined {
  return answered.how === "answered" ? undefined : `The application did not respond (${answered.how})`;
}
