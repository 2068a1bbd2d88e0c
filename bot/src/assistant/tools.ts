import { type Locale, say } from "@tidings/shared/ground/locale.ts";
import type { Feature } from "@tidings/shared/resource/nouns.ts";
import { type Option, options } from "../registry/options.ts";
import { type AnyCommand, type Context, isPermitted } from "../registry/registry.ts";

/** A tool as a model is told it. */
export interface ToolSpec {
  readonly name: string;
  readonly description: string;
  /** What it takes, as JSON schema. */
  readonly parameters: {
    readonly type: "object";
    readonly properties: Readonly<Record<string, object>>;
    readonly required: readonly string[];
    readonly additionalProperties: false;
  };
}

/**
 * The commands as tools of a model: the one list of the assistant (BOT-5) and of agents (MCP-1). What reads is a tool of its own and runs with the rights of the person who asks. What
 * changes something is none: the model can only propose it, and a person clicks. So whatever is in a template, a reply or
 * a file name, and whatever the model makes of it, nothing happens by itself.
 */
export interface Toolbox {
  /** The tools to begin with, and those of the features that were opened. */
  tools(opened: ReadonlySet<Feature>): readonly ToolSpec[];
  /** All that this person has at once, for a client that keeps the list and is not told it anew at each turn. */
  every(): readonly ToolSpec[];
  /** What a feature has for this person, for the model; null where there is no such feature, or nothing of it. */
  about(feature: string): string | null;
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
function isUsable(command: AnyCommand, rights: readonly string[]): boolean {
  const apart = command.feature === "assistant" || command.terminalOnly || command.platform || command.open;
  const inReach = command.name === "help" || !apart;
  return inReach && !command.once && isPermitted(command, { permissions: rights });
}

const takesFile = (command: AnyCommand) =>
  options(command).some((each) => each.kind === "file" && each.required);

/** The tool that opens the tools of a feature. */
export const OPEN = "open_topic";

/** What most questions are about, beside what is opened. */
const USUAL = new Set(["help", "overview", "queue", "reviews", "show", "status", "sends", "report", "quota"]);
/** As many tools are told at once. 98 of them are 50 kB in each turn. */
const FEW = 16;

/** @param proposesTo the rights of the person who presses what is proposed; default: of the one who asks */
export function toolbox(context: Context, proposesTo: readonly string[] = context.me.permissions): Toolbox {
  const usable = context.commands.filter(
    (command) =>
      isUsable(command, command.reads ? context.me.permissions : proposesTo) && !takesFile(command),
  );
  const reads = new Map(usable.filter(({ reads }) => reads).map((each) => [toolName(each), each]));
  const changes = new Map(usable.filter(({ reads }) => !reads).map((each) => [each.name, each]));
  const few = reads.size <= FEW;
  const features = [...new Set(usable.map(({ feature }) => feature))];
  const told = (has: (command: AnyCommand) => boolean): ToolSpec[] => [
    ...[...reads]
      .filter(([, command]) => has(command))
      .map(([name, command]) => toolOf(name, command, context.locale)),
    ...(few ? [] : [opening(features)]),
    ...(changes.size === 0 ? [] : [proposing(few ? [...changes.keys()] : null)]),
  ];
  return {
    tools: (opened) => told(({ name, feature }) => few || USUAL.has(name) || opened.has(feature)),
    every: () => told(() => true),
    about(feature) {
      const own = usable.filter((command) => command.feature === feature);
      if (own.length === 0) return null;
      const described = (command: AnyCommand) =>
        `${command.name} ${options(command).map(optionText).join(" ")}: ${say(command.words.description, context.locale)}`;
      return JSON.stringify({
        tools_from_now_on: own.filter(({ reads }) => reads).map(toolName),
        can_be_proposed: own.filter(({ reads }) => !reads).map(described),
      });
    },
    reading: (name) => reads.get(name) ?? null,
    changing: (name) => changes.get(name.trim()) ?? null,
  };
}

/** `<resource>` and `[reason]`, with the values that it takes. */
function optionText({ name, required, choices }: Option): string {
  const values = choices.length === 0 ? "" : `=${choices.map(({ value }) => value).join("|")}`;
  return required ? `<${name}${values}>` : `[${name}${values}]`;
}

function opening(features: readonly Feature[]): ToolSpec {
  return {
    name: OPEN,
    description:
      "Tells what one topic has: its tools, which you have from the next turn on, and the changes that can be proposed there with their options. Call it when no tool that you have knows the answer.",
    parameters: {
      type: "object",
      properties: { topic: { type: "string", enum: [...features] } },
      required: ["topic"],
      additionalProperties: false,
    },
  };
}

function toolOf(name: string, command: AnyCommand, locale: Locale): ToolSpec {
  const asked = options(command).filter(({ kind }) => kind !== "file");
  return {
    name,
    description: say(command.words.description, locale),
    parameters: {
      type: "object",
      properties: Object.fromEntries(asked.map((option) => [option.name, schemaOf(option, locale)])),
      required: asked.filter(({ required }) => required).map((option) => option.name),
      additionalProperties: false,
    },
  };
}

function schemaOf(option: Option, locale: Locale): object {
  const description = [option.words, option.hint ?? []]
    .flat()
    .map((words) => say(words, locale))
    .join(". ");
  const bounds = {
    ...(option.min === undefined ? {} : { minimum: option.min }),
    ...(option.max === undefined ? {} : { maximum: option.max }),
    ...(option.maxLength === undefined ? {} : { maxLength: option.maxLength }),
  };
  if (option.kind === "choice")
    return { type: "string", enum: option.choices.map(({ value }) => value), description };
  return { type: option.kind, description, ...bounds };
}

/** `names`: all there are, where they are few; else a topic tells its own. */
function proposing(names: readonly string[] | null): ToolSpec {
  return {
    name: PROPOSE,
    description:
      "Proposes a command which changes something, for a person to press or not. Nothing is done until they do. Its topic, or the tool help, tells the commands and their options.",
    parameters: {
      type: "object",
      properties: {
        command: { type: "string", ...(names === null ? {} : { enum: [...names] }) },
        input: {
          type: "object",
          description: "The command's options by name.",
          additionalProperties: true,
        },
      },
      required: ["command", "input"],
      additionalProperties: false,
    },
  };
}
