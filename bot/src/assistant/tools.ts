import { type Locale, say } from "@tidings/shared/ground/locale.ts";
import { type Option, options } from "../registry/options.ts";
import { type AnyCommand, type Context, isPermitted } from "../registry/registry.ts";
import type { Tool } from "./model.ts";

/**
 * The commands as tools of a model (BOT-5). What reads is a tool of its own and runs with the rights of the person who asks. What
 * changes something is none: the model can only propose it, and a person clicks. So whatever is in a template, a reply or
 * a file name, and whatever the model makes of it, nothing happens by itself.
 */
export interface Toolbox {
  readonly tools: readonly Tool[];
  /** The reading command behind a tool's name; null where there is none. */
  reading(name: string): AnyCommand | null;
  /** The changing command of this name; null where this person has none. */
  changing(name: string): AnyCommand | null;
}

/** The tool that proposes a change. */
export const PROPOSE = "propose";

/** A function of a model is named by letters, digits, `-` and `_`; no command has a `_` in its name. */
const toolName = (command: AnyCommand) => command.name.replaceAll(" ", "_");

/** May the model use it for this person? Files, secrets and the deployment are out of its reach. */
function isUsable(context: Context, command: AnyCommand): boolean {
  const apart = command.feature === "assistant" || command.terminalOnly || command.platform || command.open;
  const inReach = command.name === "help" || !apart;
  return inReach && !command.once && isPermitted(command, context.me);
}

const takesFile = (command: AnyCommand) =>
  options(command).some((each) => each.kind === "file" && each.required);

export function toolbox(context: Context): Toolbox {
  const usable = context.commands.filter((command) => isUsable(context, command) && !takesFile(command));
  const reads = new Map(usable.filter(({ reads }) => reads).map((each) => [toolName(each), each]));
  const changes = new Map(usable.filter(({ reads }) => !reads).map((each) => [each.name, each]));
  const tools = [...reads].map(([name, command]) => toolOf(name, command, context.locale));
  return {
    tools: changes.size === 0 ? tools : [...tools, proposing([...changes.keys()])],
    reading: (name) => reads.get(name) ?? null,
    changing: (name) => changes.get(name.trim()) ?? null,
  };
}

function toolOf(name: string, command: AnyCommand, locale: Locale): Tool {
  const asked = options(command).filter(({ kind }) => kind !== "file");
  return {
    type: "function",
    function: {
      name,
      description: say(command.words.description, locale),
      parameters: {
        type: "object",
        properties: Object.fromEntries(asked.map((option) => [option.name, schemaOf(option, locale)])),
        required: asked.filter(({ required }) => required).map((option) => option.name),
        additionalProperties: false,
      },
    },
  };
}

function schemaOf(option: Option, locale: Locale): object {
  const description = say(option.words, locale);
  const bounds = {
    ...(option.min === undefined ? {} : { minimum: option.min }),
    ...(option.max === undefined ? {} : { maximum: option.max }),
    ...(option.maxLength === undefined ? {} : { maxLength: option.maxLength }),
  };
  if (option.kind === "choice")
    return { type: "string", enum: option.choices.map(({ value }) => value), description };
  return { type: option.kind, description, ...bounds };
}

function proposing(names: readonly string[]): Tool {
  return {
    type: "function",
    function: {
      name: PROPOSE,
      description:
        "Shows the person a button that runs a command which changes something. Nothing is done until they click it. Ask the tool help for the options of the command first.",
      parameters: {
        type: "object",
        properties: {
          command: { type: "string", enum: [...names] },
          input: {
            type: "object",
            description: "The command's options by name.",
            additionalProperties: true,
          },
        },
        required: ["command", "input"],
        additionalProperties: false,
      },
    },
  };
}
