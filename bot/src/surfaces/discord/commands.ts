import { say, type Words, w } from "@tidings/shared/ground/locale.ts";
import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandGroupOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type LocalizationMap,
  type RESTPutAPIApplicationCommandsJSONBody,
} from "discord-api-types/v10";
import { cut } from "../../chat/words.ts";
import { GROUP_WORDS } from "../../commands/groups.ts";
import { DECLARED_GROUPS } from "../../engine/commands.ts";
import { type Top, topOf } from "../../registry/discord_tops.ts";
import { type Option, options } from "../../registry/options.ts";
import { type AnyCommand, onMessages } from "../../registry/registry.ts";

/**
 * The registry as Discord's slash commands: `/tidings <command>` for daily ones, and one for each further area (`TOPS`), because a slash
 * command takes 25 subcommands and 8,000 characters. Commands of two words are in a subcommand group of the first word. Aliases are not registered.
 * Those about a message are in the menu of messages as well, under their titles.
 */

const NAME = /^[-_\p{L}\p{N}]{1,32}$/u;
const MOST = { description: 100, choices: 25, choice: 100, commands: 25, text: 6_000 };

const TYPES = {
  string: ApplicationCommandOptionType.String,
  choice: ApplicationCommandOptionType.String,
  integer: ApplicationCommandOptionType.Integer,
  boolean: ApplicationCommandOptionType.Boolean,
  file: ApplicationCommandOptionType.Attachment,
} as const;

const TOPS: Readonly<Record<Top, Words>> = {
  tidings: w("智能信息：审核、发送、报表", "Rich messaging: reviews, sends, reports"),
  "tidings-content": w(
    "智能信息的素材库、公共模板与自定义字段",
    "Rich messaging library, public templates, custom fields",
  ),
  "tidings-basic": w("智能信息基础版：签名与模板", "Basic edition: signatures and templates"),
  "tidings-links": w(
    "智能信息的短链与导出：解析任务、报表、域名、跳转链接、导出文件",
    "Rich messaging links and exports: link tasks, reports, domains, target links",
  ),
  "tidings-sms": w(
    "智能信息的短消息：应用、签名、短消息模板",
    "Rich messaging SMS: applications, signatures, SMS templates",
  ),
  "tidings-accounts": w(
    "智能信息服务号与企业备案：服务号、通道号、绑定、备案",
    "Service accounts, channel numbers, bindings and filings",
  ),
  "tidings-quota": w(
    "智能信息的套餐：价目表、订单、套餐包、账本",
    "Rich messaging packages: price list, orders, packages, ledger",
  ),
  "tidings-people": w(
    "智能信息的成员与安全：成员、用户组、登录、聊天账号、审计",
    "Rich messaging members: members, groups, sessions, chat accounts, audit log",
  ),
  "tidings-keys": w(
    "智能信息的程序接入：访问密钥、常设审批",
    "Rich messaging program access: access keys, standing approvals",
  ),
  "tidings-assistant": w(
    "智能信息的助手：提问、撰写文案、检查文案",
    "Rich messaging assistant: ask, draft copy, check copy",
  ),
  "tidings-on-call": w(
    "智能信息的值守：事件、汇总、个人通知、代审",
    "Rich messaging on-call: incidents, digests, notifications, delegates",
  ),
  "tidings-admin": w(
    "智能信息的设置：审批规则、通道、退订、订阅",
    "Rich messaging settings: approval rules, channels, opt-outs, alerts",
  ),
};

/** The body to register with Discord. @throws RangeError when there are more commands than Discord accepts */
export function slashCommands(commands: readonly AnyCommand[]): RESTPutAPIApplicationCommandsJSONBody {
  const slash = (Object.keys(TOPS) as Top[]).map((top) => {
    const own = commands.filter((command) => topOf(command) === top && !command.terminalOnly);
    return slashCommand(top, TOPS[top], own);
  });
  return [...slash, ...onMessages(commands).map(messageCommand)];
}

/** An entry in the menu of messages. Its name may have spaces and capitals, and it has no description. */
function messageCommand({ words: { title } }: AnyCommand) {
  return {
    type: ApplicationCommandType.Message as const,
    name: title.en,
    name_localizations: { "zh-CN": title.zh },
  };
}

function slashCommand(name: string, words: Words, commands: readonly AnyCommand[]) {
  const options = gathered(commands);
  const largest = Math.max(options.length, ...options.map((each) => each.options?.length ?? 0));
  if (largest > MOST.commands) {
    throw new RangeError(`Discord takes ${MOST.commands} subcommands, not ${largest}: /${name}.`);
  }
  return { type: ApplicationCommandType.ChatInput as const, name, ...described(words), options };
}

type Entry = APIApplicationCommandSubcommandOption | APIApplicationCommandSubcommandGroupOption;

/** The commands in their order, those with the same first word in one group. */
function gathered(commands: readonly AnyCommand[]): Entry[] {
  const entries: Entry[] = [];
  const groups = new Map<string, APIApplicationCommandSubcommandOption[]>();
  for (const command of commands) {
    const [first = "", second] = command.name.split(" ");
    const own = subcommand(command, second ?? first);
    const members = groups.get(first);
    if (second === undefined) entries.push(own);
    else if (members) members.push(own);
    else {
      groups.set(first, [own]);
      entries.push(groupOf(first, groups.get(first) ?? []));
    }
  }
  return entries;
}

function groupOf(
  name: string,
  options: APIApplicationCommandSubcommandOption[],
): APIApplicationCommandSubcommandGroupOption {
  const words = GROUP_WORDS[name] ??
    DECLARED_GROUPS[name] ?? { title: { zh: name, en: name }, description: { zh: name, en: name } };
  return {
    type: ApplicationCommandOptionType.SubcommandGroup,
    name,
    ...nameIn(words.title),
    ...described(words.description),
    options,
  };
}

function subcommand(command: AnyCommand, name: string): APIApplicationCommandSubcommandOption {
  const sorted = [...options(command)].sort((a, b) => Number(b.required) - Number(a.required));
  return {
    type: ApplicationCommandOptionType.Subcommand,
    name,
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

/** Its words, and behind them what it takes: Discord has one line for both. */
function withHint({ words, hint }: Option): Words {
  return hint === undefined ? words : { zh: `${words.zh}（${hint.zh}）`, en: `${words.en} (${hint.en})` };
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
    ...described(withHint(option)),
    required: option.required,
    ...details,
  } as APIApplicationCommandBasicOption;
}
