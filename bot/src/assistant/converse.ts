import { fillPlaces, say } from "@tidings/shared/ground/locale.ts";
import type { Feature } from "@tidings/shared/resource/nouns.ts";
import type { Action, Answer, Picture } from "../ground/answer.ts";
import { options, valueText } from "../registry/options.ts";
import type { AnyCommand, Context } from "../registry/registry.ts";
import { inputProblems, runIn } from "../registry/run.ts";
import { named, typedLine } from "../registry/typed_line.ts";
import { markedFigures } from "./figures.ts";
import { argsOf, callsMessage, isObject, type Message, type Model, type ToolCall } from "./model.ts";
import { systemPrompt } from "./prompt.ts";
import type { Outcome, Past } from "./session.ts";
import { toldOf } from "./told.ts";
import { OPEN, PROPOSE, type Toolbox, toolbox } from "./tools.ts";
import { ASSISTANT_WORDS } from "./words.ts";

/** Bounds of one question: they hold whatever the model does. */
const MOST_TURNS = 6;
const MOST_CALLS_A_TURN = 4;
const MOST_TOKENS = 80_000;
const LONGEST_MS = 90_000;
const MOST_PROPOSALS = 3;

/** What was found while answering one question. */
interface Findings {
  /** The commands that ran, as they would be typed. */
  readonly sources: Set<string>;
  readonly proposals: Action[];
  picture: Picture | undefined;
  /** What each of them would do, as it would be typed. */
  readonly lines: string[];
  /** What was told to the model, and the answers that it was told of. */
  readonly told: string[];
  readonly answers: Answer[];
  /** The features whose tools it has asked for. */
  readonly opened: Set<Feature>;
  /** A command was run whose answer is for one person alone. */
  personal: boolean;
}

/** What the row is called that a command is about; null where that is not known. */
export type Called = (
  command: AnyCommand,
  input: Readonly<Record<string, unknown>>,
) => Promise<string | null>;

/**
 * Answers a question (BOT-5): the model calls reading commands, which run with the person's rights, until it answers in words.
 * A change becomes a button. @throws ModelError
 */
export async function converse(
  context: Context,
  model: Model,
  question: string,
  past: readonly Past[],
  called: Called = async () => null,
): Promise<Outcome> {
  const box = toolbox(context);
  const found: Findings = {
    ...{ sources: new Set<string>(), opened: new Set<Feature>(), picture: undefined, personal: false },
    ...{ proposals: [], lines: [], told: [], answers: [] },
  };
  const signal = AbortSignal.timeout(LONGEST_MS);
  const messages: Message[] = [
    { role: "system", content: systemPrompt(context) },
    ...past.flatMap((turn): Message[] => [
      { role: "user", content: turn.question },
      { role: "assistant", content: turn.answer },
    ]),
    { role: "user", content: question },
  ];
  let tokens = 0;
  let text = "";
  let ended: Ended = "spent";
  for (let turn = 1; turn <= MOST_TURNS && tokens < MOST_TOKENS; turn += 1) {
    // In its last turn it has to answer with what it knows.
    const tools = turn === MOST_TURNS ? [] : box.tools(found.opened);
    const said = await model.take({
      messages,
      tools,
      signal,
      onText: (now) => showText(context, found, now),
    });
    tokens += said.tokens;
    text = said.text || text;
    if (said.refusal) text = fillPlaces(say(ASSISTANT_WORDS.refused, context.locale), { why: said.refusal });
    if (said.calls.length === 0) {
      ended = said.cut === undefined ? "whole" : said.cut === "long" ? "spent" : said.cut;
      break;
    }
    const calls = said.calls.slice(0, MOST_CALLS_A_TURN);
    messages.push(callsMessage({ text: said.text, calls }));
    for (const call of calls) {
      const content = await done(context, box, found, called, call);
      found.told.push(content);
      messages.push({ role: "tool", tool_call_id: call.id, content });
    }
  }
  const before = past.flatMap((turn) => [turn.question, turn.answer]);
  // How often something was asked here can be counted too.
  const asked = Array.from({ length: past.length + 1 }, (_, at) => String(at + 1));
  const texts = [question, ...before, ...found.sources, ...found.told, ...asked];
  const known = { texts, answers: found.answers };
  const marked = markedFigures(withoutAddresses(text).trim(), known);
  return { answer: answerOf(context, found, marked, ended), text: marked.text, tokens };
}

/** How an answer ended: `spent`: at what one question may cost. */
type Ended = "whole" | "spent" | "lost" | "time";

/** Shows the text while it is written; not once something of it may be for one person alone. */
function showText(context: Context, found: Findings, text: string): void {
  if (!found.personal) void context.progress({ tone: "plain", text: withoutAddresses(text) });
}

/** Does what the model asked for and answers what it is told. Whatever is wrong with the call is told to it too. */
async function done(
  context: Context,
  box: Toolbox,
  found: Findings,
  called: Called,
  call: ToolCall,
): Promise<string> {
  const input = argsOf(call);
  if (input === null) return "refused: the arguments are no JSON object";
  if (call.name === PROPOSE) return propose(context, box, found, called, input);
  if (call.name === OPEN) return opened(box, found, input);
  const command = box.reading(call.name);
  if (!command) return `refused: there is no tool ${call.name}`;
  const problem = problemOf(context, command, input);
  if (problem !== null) return problem;
  const line = lineOf(command, input);
  if (!found.personal) {
    const what = fillPlaces(say(ASSISTANT_WORDS.reading, context.locale), { what: line });
    void context.progress({ tone: "plain", text: what });
  }
  const answer = await runIn({ ...context, progress: async () => {} }, command, input);
  found.sources.add(line);
  found.answers.push(answer);
  found.picture = answer.picture ?? found.picture;
  if (command.audience === "person" && command.name !== "help") found.personal = true;
  return toldOf(answer);
}

/** Gives the model the tools of one feature more, from its next turn on. */
function opened(box: Toolbox, found: Findings, { topic }: Record<string, unknown>): string {
  const about = box.about(String(topic));
  if (about === null) return `refused: there is no topic ${String(topic)}`;
  found.opened.add(topic as Feature);
  return about;
}

/** A button for a change. Its words are those of the command, its row and its input, none of the model's. */
async function propose(
  context: Context,
  box: Toolbox,
  found: Findings,
  called: Called,
  said: Record<string, unknown>,
): Promise<string> {
  const command = box.changing(String(said.command));
  const asked = said.input;
  if (!command) return "refused: this person has no such command, or it only reads";
  if (!isObject(asked)) return "refused: input is no object";
  const problem = problemOf(context, command, asked);
  if (problem !== null) return problem;
  if (found.proposals.length >= MOST_PROPOSALS) return "refused: enough is proposed already";
  const line = lineOf(command, asked);
  if (!found.lines.includes(line)) {
    const label = labelOf(context, command, asked, await called(command, asked));
    found.lines.push(line);
    found.proposals.push({ command: command.name, input: asked, label, beside: true, goes: true });
  }
  return `shown to the person as a button, not done: ${line}`;
}

function problemOf(context: Context, command: AnyCommand, input: Record<string, unknown>): string | null {
  const names = Object.keys(command.input.shape);
  const unknown = Object.keys(input).find((name) => !names.includes(name));
  if (unknown !== undefined)
    return `refused: ${command.name} has no option ${unknown}; it has ${names.join(", ") || "none"}`;
  const problems = Object.entries(inputProblems(command, input, context.locale));
  return problems.length === 0 ? null : `refused: ${problems.map((each) => each.join(": ")).join("; ")}`;
}

/** `Cancel 双十二主会场 (Reason: asked)`: what the button does, as people say it. The note has the line that it runs. */
function labelOf(
  { locale }: Context,
  command: AnyCommand,
  input: Readonly<Record<string, unknown>>,
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

const lineOf = (command: AnyCommand, input: Readonly<Record<string, unknown>>) =>
  typedLine("", command, input, named).trim();

function answerOf(
  { locale }: Context,
  found: Findings,
  { text, unknown }: ReturnType<typeof markedFigures>,
  ended: Ended,
): Answer {
  const { sources, proposals, lines, picture, personal } = found;
  const notes = [
    sources.size > 0
      ? fillPlaces(say(ASSISTANT_WORDS.sources, locale), { what: [...sources].join(" · ") })
      : say(ASSISTANT_WORDS.noSource, locale),
    ...(unknown.length > 0
      ? [fillPlaces(say(ASSISTANT_WORDS.figures, locale), { figures: unknown.join(" · ") })]
      : []),
    ...(proposals.length > 0 ? [say(ASSISTANT_WORDS.proposed, locale), ...lines] : []),
    ...(ended === "whole" ? [] : [say(ASSISTANT_WORDS[ended === "spent" ? "cut" : ended], locale)]),
  ];
  return {
    tone: "plain",
    text: text || say(ASSISTANT_WORDS.empty, locale),
    note: notes.join("\n"),
    ...(picture ? { picture } : {}),
    ...(proposals.length > 0 ? { actions: proposals } : {}),
    ...(personal ? { ephemeral: true } : {}),
  };
}

/**
 * What a chat platform or a reader takes for an address, wherever it is in a word: a scheme with its slashes, one slash is enough for a browser; an address
 * without a scheme (`//evil.example`); www; and a host with a port, a path, a query or a fragment behind it. A domain alone carries nothing, and is a name here.
 */
const ADDRESS =
  /[a-z][a-z0-9+.-]*:[/\\]+\S*|[/\\]{2}[^\s/\\]\S*|www\.\S+|(?:[\p{L}\p{N}_-]+\.)+\p{L}[\p{L}\p{N}-]+(?::\d+)?[/?#\\]\S*/giu;

/**
 * A text of a model without web addresses: one that was slipped into a template could make it write an address with the
 * enterprise's figures in it, which the chat platform would open by itself.
 */
export function withoutAddresses(text: string): string {
  return text.replace(ADDRESS, "[…]");
}
