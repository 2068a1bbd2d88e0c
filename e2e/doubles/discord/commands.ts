import { type Dict, dict, dicts, isDict, lengthOf, list, text } from "../ground/json.ts";
import {
  all,
  anything,
  type Check,
  integer,
  items,
  name,
  oneOf,
  type Problem,
  pattern,
  shape,
  string,
} from "./checks.ts";
import { LIMITS, LOCALES } from "./limits.ts";

/** Application commands as Discord takes them. */
export const OPTION = {
  subcommand: 1,
  group: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  number: 10,
  attachment: 11,
} as const;

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const nameRule = all(
  name(LIMITS.command.name),
  pattern(NAME, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid"),
  (value, path, problems) => {
    if (typeof value === "string" && value !== value.toLowerCase()) {
      problems.push({
        path,
        code: "APPLICATION_COMMAND_INVALID_NAME",
        message: "Command name must be lower case",
      });
    }
  },
);
const description = name(LIMITS.command.description);

function localized(check: Check): Check {
  return (value, path, problems) => {
    for (const [locale, words] of Object.entries(dict(value))) {
      if (!LOCALES.includes(locale)) {
        const message = `Value must be one of {${LOCALES.join(", ")}}.`;
        problems.push({ path: [...path, locale], code: "BASE_TYPE_CHOICES", message });
      } else if (words !== null) check(words, [...path, locale], problems);
    }
  };
}

const named = { name: nameRule, description };
const translations = {
  name_localizations: localized(nameRule),
  description_localizations: localized(description),
};

const choiceName = name(LIMITS.command.choiceName);
const choice = shape(
  {
    name: choiceName,
    value: (value, path, problems) => {
      if (typeof value === "string") name(LIMITS.command.choiceValue)(value, path, problems);
    },
  },
  { name_localizations: localized(choiceName) },
);

const leaf = all(
  shape(
    { ...named, type: oneOf(3, 4, 5, 6, 7, 8, 9, 10, 11) },
    {
      ...translations,
      choices: items(choice, LIMITS.command.choices),
      min_length: integer(0, 6_000),
      max_length: integer(1, 6_000),
      autocomplete: anything,
    },
  ),
  (value, path, problems) => {
    if (dict(value).autocomplete === true && list(dict(value).choices).length > 0) {
      const message = "Autocomplete options cannot have choices";
      problems.push({ path, code: "APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES", message });
    }
  },
);

const requiredFirst: Check = (value, path, problems) => {
  const flags = dicts(value).map((each) => each.required === true);
  const late = flags.findIndex((required, index) => required && flags[index - 1] === false);
  if (late < 0) return;
  const message = "Required options must be placed before non-required options";
  problems.push({ path: [...path, late], code: "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message });
};

/** Names must differ in every language, the localized ones too. */
function namesDiffer(each: Dict[], kind = (_: Dict): unknown => ""): number {
  for (const locale of ["", ...LOCALES]) {
    const names = each.map((one) => `${kind(one)} ${dict(one.name_localizations)[locale] ?? one.name}`);
    const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
    if (twice >= 0) return twice;
  }
  return -1;
}

const uniqueNames: Check = (value, path, problems) => {
  if (namesDiffer(dicts(value)) < 0) return;
  const message = "Option names must be unique";
  problems.push({ path, code: "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", message });
};

const notMixed: Check = (value, path, problems) => {
  const nests = dicts(value).map((each) => each.type === OPTION.subcommand || each.type === OPTION.group);
  if (nests.every((each) => each === nests[0])) return;
  const message = "Sub-command and sub-command group option types are mutually exclusive to all other types";
  problems.push({ path, code: "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message });
};

const subcommand = shape(named, { ...translations, options: optionList(leaf) });
const group = shape(named, { ...translations, options: optionList(subcommand) });
const top: Check = (value, path, problems) => {
  const type = dict(value).type;
  const check = type === OPTION.subcommand ? subcommand : type === OPTION.group ? group : leaf;
  check(value, path, problems);
};

function optionList(check: Check): Check {
  return all(items(check, LIMITS.command.options), requiredFirst, uniqueNames, notMixed);
}

const chatInput = shape(named, { ...translations, options: optionList(top) });
/** A command in the menu of a person or a message: any words as its name, no description. */
const menuName = name(LIMITS.command.name);
const menu = shape({ name: menuName }, { description: string(0), name_localizations: localized(menuName) });

export const commandCheck: Check = (value, path, problems) => {
  const type = dict(value).type ?? 1;
  (type === 1 ? chatInput : menu)(value, path, problems);
  if (sizeOf(value) <= LIMITS.command.each) return;
  const message = `Command exceeds maximum size (${LIMITS.command.each})`;
  problems.push({ path, code: "APPLICATION_COMMAND_TOO_LARGE", message });
};

/** What is wrong with a whole list of commands. */
export function commandListProblems(commands: unknown): Problem[] {
  const problems: Problem[] = [];
  items(commandCheck, LIMITS.command.list)(commands, [], problems);
  for (const type of [2, 3]) {
    if (dicts(commands).filter((each) => each.type === type).length <= LIMITS.command.menu) continue;
    const message = `Maximum number of application commands of this type reached (${LIMITS.command.menu}).`;
    problems.push({ path: [], code: "APPLICATION_COMMANDS_MENU_LIMIT", message });
  }
  const twice = namesDiffer(dicts(commands), (each) => each.type ?? 1);
  if (twice >= 0) {
    const message = "Application command names must be unique";
    problems.push({ path: [twice], code: "APPLICATION_COMMANDS_DUPLICATE_NAME", message });
  }
  return problems;
}

/**
 * The length that counts towards 8,000: names, descriptions and choice values, all the way down, each in the language
 * in which it is longest.
 */
function sizeOf(value: unknown): number {
  if (!isDict(value)) return 0;
  const longest = (words: unknown, translated: unknown) =>
    Math.max(...[words, ...Object.values(dict(translated))].map((each) => lengthOf(text(each))));
  const own =
    longest(value.name, value.name_localizations) +
    longest(value.description, value.description_localizations) +
    lengthOf(text(value.value));
  return [...dicts(value.options), ...dicts(value.choices)].reduce((sum, each) => sum + sizeOf(each), own);
}

/** The option definitions of `name sub` or `name group sub`, with the path that leads there. */
export function findCommand(
  commands: Dict[],
  line: string,
): { command: Dict; path: Dict[]; options: Dict[] } | undefined {
  const [name, ...rest] = line.replace(/^\//, "").trim().split(/\s+/);
  const command = commands.find((each) => each.name === name && (each.type ?? 1) === 1);
  if (!command) return undefined;
  const path: Dict[] = [];
  let options = dicts(command.options);
  for (const word of rest) {
    const next = options.find((each) => each.name === word && Number(each.type) <= OPTION.group);
    if (!next) return undefined;
    path.push(next);
    options = dicts(next.options);
  }
  if (options.some((each) => Number(each.type) <= OPTION.group)) return undefined;
  return { command, path, options };
}
