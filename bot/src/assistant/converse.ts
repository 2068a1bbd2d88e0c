import { fillPlaces, say } from "@tidings/shared/ground/locale.ts";
import type { Feature } from "@tidings/shared/resource/nouns.ts";
import type { Action, Answer, Picture } from "../ground/answer.ts";
import type { AnyCommand, Context } from "../registry/registry.ts";
import { markedFigures } from "./figures.ts";
import { type Called, used } from "./hands.ts";
import { argsOf, callsMessage, type Message, type Model, type Tool, type ToolCall } from "./model.ts";
import { systemPrompt } from "./prompt.ts";
import type { Outcome, Past } from "./session.ts";
import { toldOf } from "./told.ts";
import { type Toolbox, type ToolSpec, toolbox } from "./tools.ts";
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
    const tools = turn === MOST_TURNS ? [] : box.tools(found.opened).map(asTool);
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

/** A tool as the endpoint takes it. */
const asTool = ({ name, description, parameters }: ToolSpec): Tool => ({
  type: "function",
  function: { name, description, parameters: { ...parameters } },
});

/** Does what the model asked for and answers what it is told. */
async function done(
  context: Context,
  box: Toolbox,
  found: Findings,
  called: Called,
  call: ToolCall,
): Promise<string> {
  const begins = (_command: AnyCommand, line: string) => {
    if (found.personal) return;
    const what = fillPlaces(say(ASSISTANT_WORDS.reading, context.locale), { what: line });
    void context.progress({ tone: "plain", text: what });
  };
  const did = await used({ context, box, called, begins }, call.name, argsOf(call));
  switch (did.did) {
    case "read": {
      const { command, line, answer } = did;
      found.sources.add(line);
      found.answers.push(answer);
      found.picture = answer.picture ?? found.picture;
      if (command.audience === "person" && command.name !== "help") found.personal = true;
      return toldOf(answer);
    }
    case "opened":
      // It has the tools of one feature more, from its next turn on.
      found.opened.add(did.feature);
      return did.told;
    case "proposed":
      if (found.proposals.length >= MOST_PROPOSALS) return "refused: enough is proposed already";
      if (!found.lines.includes(did.line)) {
        found.lines.push(did.line);
        found.proposals.push(did.action);
      }
      return `shown to the person as a button, not done: ${did.line}`;
    case "refused":
      return did.told;
  }
}

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
