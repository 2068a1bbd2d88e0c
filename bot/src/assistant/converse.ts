import { fillPlaces, say } from "@tidings/shared/ground/locale.ts";
import type { Action, Answer, Picture } from "../ground/answer.ts";
import type { AnyCommand, Context } from "../registry/registry.ts";
import { inputProblems, runIn } from "../registry/run.ts";
import { named, typedLine } from "../registry/typed_line.ts";
import { argsOf, callsMessage, isObject, type Message, type Model, type ToolCall } from "./model.ts";
import { systemPrompt } from "./prompt.ts";
import type { Outcome, Past } from "./session.ts";
import { toldOf } from "./told.ts";
import { PROPOSE, type Toolbox, toolbox } from "./tools.ts";
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
  /** A command was run whose answer is for one person alone. */
  personal: boolean;
}

/**
 * Answers a question (BOT-5): the model calls reading commands, which run with the person's rights, until it answers in words.
 * A change becomes a button. @throws ModelError
 */
export async function converse(
  context: Context,
  model: Model,
  question: string,
  past: readonly Past[],
): Promise<Outcome> {
  const box = toolbox(context);
  const found: Findings = { sources: new Set(), proposals: [], picture: undefined, personal: false };
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
  let whole = false;
  for (let turn = 1; turn <= MOST_TURNS && tokens < MOST_TOKENS; turn += 1) {
    // In its last turn it has to answer with what it knows.
    const tools = turn === MOST_TURNS ? [] : box.tools;
    const said = await model.take({
      messages,
      tools,
      signal,
      onText: (now) => showText(context, found, now),
    });
    tokens += said.tokens;
    text = said.text || text;
    whole = said.calls.length === 0;
    if (whole) break;
    const calls = said.calls.slice(0, MOST_CALLS_A_TURN);
    messages.push(callsMessage({ text: said.text, calls }));
    for (const call of calls)
      messages.push({ role: "tool", tool_call_id: call.id, content: await done(context, box, found, call) });
  }
  const plain = withoutAddresses(text).trim();
  return { answer: answerOf(context, found, plain, whole), text: plain, tokens };
}

/** Shows the text while it is written; not once something of it may be for one person alone. */
function showText(context: Context, found: Findings, text: string): void {
  if (!found.personal) void context.progress({ tone: "plain", text: withoutAddresses(text) });
}

/** Does what the model asked for and answers what it is told. Whatever is wrong with the call is told to it too. */
async function done(context: Context, box: Toolbox, found: Findings, call: ToolCall): Promise<string> {
  const input = argsOf(call);
  if (input === null) return "refused: the arguments are no JSON object";
  if (call.name === PROPOSE) return propose(context, box, found, input);
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
  found.picture = answer.picture ?? found.picture;
  if (command.audience === "person" && command.name !== "help") found.personal = true;
  return toldOf(answer);
}

/** A button for a change. Its words are those of the command and its input, none of the model's. */
function propose(context: Context, box: Toolbox, found: Findings, said: Record<string, unknown>): string {
  const command = box.changing(String(said.command));
  const asked = said.input;
  if (!command) return "refused: this person has no such command, or it only reads";
  if (!isObject(asked)) return "refused: input is no object";
  const problem = problemOf(context, command, asked);
  if (problem !== null) return problem;
  if (found.proposals.length >= MOST_PROPOSALS) return "refused: enough is proposed already";
  const line = lineOf(command, asked);
  const label = `${say(command.words.title, context.locale)} · ${line}`;
  if (!found.proposals.some((each) => each.label === label))
    found.proposals.push({ command: command.name, input: asked, label, beside: true, goes: true });
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

const lineOf = (command: AnyCommand, input: Readonly<Record<string, unknown>>) =>
  typedLine("", command, input, named).trim();

function answerOf({ locale }: Context, found: Findings, text: string, whole: boolean): Answer {
  const { sources, proposals, picture, personal } = found;
  const notes = [
    sources.size > 0
      ? fillPlaces(say(ASSISTANT_WORDS.sources, locale), { what: [...sources].join(" · ") })
      : say(ASSISTANT_WORDS.noSource, locale),
    ...(proposals.length > 0 ? [say(ASSISTANT_WORDS.proposed, locale)] : []),
    ...(whole ? [] : [say(ASSISTANT_WORDS.cut, locale)]),
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
