import type { Words } from "@tidings/shared/locale.ts";
import { say } from "@tidings/shared/locale.ts";
import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type LocalizationMap,
  type RESTPutAPIApplicationCommandsJSONBody,
} from "discord-api-types/v10";
import { cut } from "../../chat/words.ts";
import { type Option, options } from "../../options.ts";
import type { AnyCommand } from "../../registry.ts";

/** The registry as Discord's slash commands: `/tidings <command>`, each a subcommand with its options. */

const NAME = /^[-_\p{L}\p{N}]{1,32}$/u;
const MOST = { description: 100, choices: 25, choice: 100, commands: 25, text: 6_000 };

const TYPES = {
  string: ApplicationCommandOptionType.String,
  choice: ApplicationCommandOptionType.String,
  integer: ApplicationCommandOptionType.Integer,
  boolean: ApplicationCommandOptionType.Boolean,
  file: ApplicationCommandOptionType.Attachment,
} as const;

/** What is registered with Discord. @throws RangeError when there are more commands than it takes */
export function slashCommands(commands: readonly AnyCommand[]): RESTPutAPIApplicationCommandsJSONBody {
  if (commands.length > MOST.commands) {
    throw new RangeError(`Discord takes ${MOST.commands} subcommands, not ${commands.length}.`);
  }
  return [
    {
      type: ApplicationCommandType.ChatInput,
      name: "tidings",
      ...described({ zh: "智能信息：审核、发送、报表", en: "Rich messaging: reviews, sends, reports" }),
      options: commands.map(subcommand),
    },
  ];
}

function subcommand(command: AnyCommand): APIApplicationCommandSubcommandOption {
  const sorted = [...options(command)].sort((a, b) => Number(b.required) - Number(a.required));
  return {
    type: ApplicationCommandOptionType.Subcommand,
    name: command.name,
    ...nameIn(command.words.title),
    ...described(command.words.description),
    options: sorted.map(optionOf),
  };
}

function described(words: Words): { description: string; description_localizations: LocalizationMap } {
  return {
    description: cut(words.en, MOST.description),
    description_localizations: { "zh-CN": cut(words.zh, MOST.description) },
  };
}

/** The Chinese name where Discord allows it: letters, digits, dashes. */
function nameIn(words: Words): { name_localizations?: LocalizationMap } {
  return NAME.test(words.zh) && words.zh === words.zh.toLowerCase()
    ? { name_localizations: { "zh-CN": words.zh } }
    : {};
}

function optionOf(option: Option): APIApplicationCommandBasicOption {
  const choices = option.choices.slice(0, MOST.choices).map((choice) => ({
    name: cut(say(choice.words, "en"), MOST.choice),
    name_localizations: { "zh-CN": cut(say(choice.words, "zh-CN"), MOST.choice) },
    value: choice.value,
  }));
  const details = {
    ...(option.kind === "choice" ? { choices } : {}),
    ...(option.kind === "integer" ? { min_value: option.min, max_value: option.max } : {}),
    ...(option.kind === "string" ? { max_length: Math.min(option.maxLength ?? MOST.text, MOST.text) } : {}),
    ...(option.suggested ? { autocomplete: true } : {}),
  };
  return {
    type: TYPES[option.kind],
    name: option.name,
    ...nameIn(option.words),
    ...described(option.words),
    required: option.required,
    ...details,
  } as APIApplicationCommandBasicOption;
}
