import { say } from "@tidings/shared/ground/locale.ts";
import { nearest } from "@tidings/shared/ground/nearest.ts";
import type { Feature } from "@tidings/shared/resource/nouns.ts";
import type { Action, Answer } from "../ground/answer.ts";
import { options, valueText } from "../registry/options.ts";
import { type AnyCommand, type Context, findCommand } from "../registry/registry.ts";
import { inputProblems, runIn } from "../registry/run.ts";
import { named, typedLine } from "../registry/typed_line.ts";
import { isObject } from "./model.ts";
import { OPEN, PROPOSE, type Toolbox } from "./tools.ts";

/** What a call of a tool does, for the assistant and for agents: a command that reads runs, one that changes becomes a proposal. */

type Input = Readonly<Record<string, unknown>>;

/** What the row is called that a command is about; null where that is not known. */
export type Called = (command: AnyCommand, input: Input) => Promise<string | null>;

/** What came of a call. `line`: as it would be typed; `told`: for the model, where nothing was done. */
export type Used =
  | { readonly did: "read"; readonly command: AnyCommand; readonly line: string; readonly answer: Answer }
  | { readonly did: "opened"; readonly feature: Feature; readonly told: string }
  | {
      readonly did: "proposed";
      readonly command: AnyCommand;
      readonly input: Input;
      readonly line: string;
      readonly action: Action;
    }
  | { readonly did: "refused"; readonly told: string };

interface Hands {
  readonly context: Context;
  readonly box: Toolbox;
  readonly called: Called;
  /** Told before a command reads. */
  begins?(command: AnyCommand, line: string): void;
}

const refused = (told: string): Used => ({ did: "refused", told: `refused: ${told}` });

/** Does what a model asked for. Whatever is wrong with the call is answered too. */
export async function used(hands: Hands, name: string, input: Input | null): Promise<Used> {
  const { context, box } = hands;
  if (input === null) return refused("the arguments are no JSON object");
  if (name === PROPOSE) return proposed(hands, input);
  if (name === OPEN) {
    const topic = String(input.topic);
    const about = box.about(topic);
    if (about === null) return refused(`there is no topic ${topic}`);
    return { did: "opened", feature: topic as Feature, told: about };
  }
  const command = box.reading(name);
  if (!command) return refused(noTool(context, box, name));
  const problem = problemOf(context, command, input);
  if (problem !== null) return refused(problem);
  const line = lineOf(command, input);
  hands.begins?.(command, line);
  const answer = await runIn({ ...context, progress: async () => {} }, command, input);
  return { did: "read", command, line, answer };
}

/** A button for a change. Its words are those of the command, its row and its input, none of the model's. */
async function proposed({ context, box, called }: Hands, said: Input): Promise<Used> {
  const command = box.changing(String(said.command));
  const input = said.input;
  if (!command) return refused(notProposed(context, box, said.command));
  if (!isObject(input))
    return refused(`input is no object: give the options of ${command.name} by name, {"option": value}`);
  const problem = problemOf(context, command, input);
  if (problem !== null) return refused(problem);
  const label = proposalLabel(context, command, input, await called(command, input));
  const action: Action = { command: command.name, input, label, beside: true, goes: true };
  return { did: "proposed", command, input, line: lineOf(command, input), action };
}

/** What somebody called is told back cut: it may be of any length. */
const quoted = (name: unknown) => `“${String(name).slice(0, 80)}”`;

const near = (names: readonly string[], name: unknown) => {
  const meant = nearest(names, String(name).slice(0, 80), (each) => [each]).slice(0, 5);
  return meant.length === 0 ? "" : `. Did you mean ${meant.join(", ")}?`;
};

/** Why there is no tool of this name, and what to call. */
function noTool({ commands }: Context, box: Toolbox, name: string): string {
  const all = box.every().map((tool) => tool.name);
  const spoken = name.replaceAll("_", " ");
  if (box.changing(spoken)) return `${spoken} changes something: propose it with the tool ${PROPOSE}`;
  if (findCommand(commands, spoken)?.name === spoken)
    return `${quoted(name)} is not among your tools: you have no right to it, or it is not for programs. Whoever manages members and keys gives rights`;
  return `there is no tool ${quoted(name)}${near(all, name) || ". The list of tools has all there are"}`;
}

/** Why a command cannot be proposed, and what to do. */
function notProposed({ commands }: Context, box: Toolbox, name: unknown): string {
  if (typeof name !== "string") return "command is missing: name the command to propose, as help lists it";
  const command = commands.find((each) => each.name === name.trim());
  if (!command) {
    const changes = commands.filter((each) => box.changing(each.name)).map((each) => each.name);
    return `there is no command ${quoted(name)}${near(changes, name) || `. ${OPEN} and help tell those there are`}`;
  }
  if (command.reads) return `${name} only reads: call its tool ${name.trim().replaceAll(" ", "_")} instead`;
  const rights = [command.permission ?? []].flat().join(" or ");
  return `${name} cannot be proposed: whoever would press it has no right to it${rights && ` (${rights})`}, or it is not for programs`;
}

/** What is wrong with the input of a command; null where nothing is. */
export function problemOf(
  context: Pick<Context, "locale">,
  command: AnyCommand,
  input: Input,
): string | null {
  const names = Object.keys(command.input.shape);
  const unknown = Object.keys(input).find((name) => !names.includes(name));
  if (unknown !== undefined)
    return `${command.name} has no option ${quoted(unknown)}; it has ${names.join(", ") || "none"}`;
  const problems = Object.entries(inputProblems(command, input, context.locale));
  return problems.length === 0 ? null : problems.map((each) => each.join(": ")).join("; ");
}

/** `Cancel 双十二主会场 (Reason: asked)`: what the button does, as people say it. The note has the line that it runs. */
export function proposalLabel(
  { locale }: Pick<Context, "locale">,
  command: AnyCommand,
  input: Input,
  name: string | null,
): string {
  const given = options(command).filter((option) => input[option.name] !== undefined);
  const [first] = given.filter((option) => option.name === command.positional[0]);
  const subject = first && (name ?? String(input[first.name]));
  const others = given
    .filter((option) => option !== first)
    .map(
      (option) =>
        `${say(option.words, locale)}${locale === "en" ? ": " : "："}${valueText(option, input[option.name], locale)}`,
    );
  const more =
    others.length === 0 ? "" : locale === "en" ? ` (${others.join("; ")})` : `（${others.join("；")}）`;
  return `${[say(command.words.title, locale), subject].filter(Boolean).join(" ")}${more}`;
}

/** A command with its input as it would be typed. */
export const lineOf = (command: AnyCommand, input: Input) => typedLine("", command, input, named).trim();
