import { isLocale, type Locale, say } from "@tidings/shared/ground/locale.ts";
import type { Model } from "../assistant/model.ts";
import { type Me, type Session, type Source, whoami } from "../data/database.ts";
import type { Answer, CardOf } from "../ground/answer.ts";
import { isUnexpected, Refusal, UserError } from "../ground/errors.ts";
import { log } from "../ground/log.ts";
import { type Looked, NOTHING_LOOKED } from "./looked.ts";
import { options, shownName } from "./options.ts";
import { optionOf } from "./places.ts";
import { problemText } from "./problems.ts";
import { type AboutChannel, type AnyCommand, type Context, isChat } from "./registry.ts";
import { requestKeys } from "./requests.ts";
import { failureAnswer, type Reader } from "./way_out.ts";

/** One run of one command, for one person. */
export interface Run {
  readonly command: AnyCommand;
  /** The input from the line, form or button, not validated yet. */
  readonly raw: Readonly<Record<string, unknown>>;
  readonly session: Session;
  readonly commands: readonly AnyCommand[];
  /** The language to use until the person's profile is known. */
  readonly localeHint: Locale;
  /** The language that the caller asked for: it overrides the person's own. */
  readonly asked?: Locale | undefined;
  /** The idempotency key of the button or event; undefined for a typed command. */
  readonly request?: string;
  /** The chat channel that the command came from, and its workspace or application. */
  readonly chatChannel?: string;
  readonly team?: string;
  /** What the platform says of that channel. */
  readonly aboutChannel?: () => Promise<AboutChannel>;
  /** The language of what is posted there, for answers that everybody there sees. */
  readonly here?: Locale | null;
  /** The address of the panel. */
  readonly panel?: string | undefined;
  /** The model of the assistant; null where none is set. */
  readonly model?: Model | null;
  /** The conversation that the command belongs to: a channel, or a thread in it. */
  readonly thread?: string | undefined;
  /** A program reads the answer. */
  readonly program?: boolean;
  /** A button was pressed. */
  readonly pressed?: boolean;
  /** The row that the message shows in whose menu the command was chosen. @throws UserError where it shows none */
  readonly about?: (context: Context) => Promise<CardOf>;
  /** The instant at which it was asked for; default: now. */
  readonly at?: Date;
  /** What this person was shown before; nothing, unless the surface says so. */
  readonly looked?: (me: Me) => Looked;
  readonly progress?: (answer: Answer) => Promise<void>;
  /** Called once the person is known: a surface remembers the language for its next form. */
  readonly met?: (me: Me, locale: Locale) => void;
}

const DEFAULT_ZONE = "Asia/Shanghai";
const nothing = async () => {};

/** Runs a command. Never throws: errors become answers. */
export async function runCommand(run: Run): Promise<Answer> {
  try {
    const context = await openContext(run);
    if (!run.about || run.command.onMessage === undefined) return await runIn(context, run.command, run.raw);
    const about = await run.about(context);
    const raw = { ...run.raw, [run.command.onMessage]: about.id };
    return await runIn({ ...context, about, pressed: true }, run.command, raw);
  } catch (error) {
    return failed(run.command, error, run.session.source, {
      locale: run.localeHint,
      panel: run.panel ?? null,
      me: null,
    });
  }
}

/** Runs a command in the context of another, as the assistant does. Never throws: errors become answers. */
export async function runIn(context: Context, command: AnyCommand, raw: Run["raw"]): Promise<Answer> {
  try {
    if (command.terminalOnly && isChat(context.source)) throw new Refusal("not_in_chat", 403);
    if (context.me.user_id === null && !command.open) throw new Refusal("not_linked", 403);
    // A button names its row, whose enterprise it is; what is typed is looked up in the enterprise in use.
    const here = context.me.enterprise !== null || context.pressed;
    if (command.permission !== null && !here) throw new Refusal("no_enterprise", 403);
    const isPublic = command.audience === "chat_channel";
    const locale = (isPublic ? context.here : null) ?? context.locale;
    const own = { ...context, locale, reads: command.reads };
    return await command.run(own, checked(command, raw, context));
  } catch (error) {
    return failed(command, error, context.source, context);
  }
}

function failed(command: AnyCommand, error: unknown, source: Source, reader: Reader): Answer {
  if (isUnexpected(error)) log.error(`command.${command.name}`, error, { source });
  return atPlace(failureAnswer(error, reader), optionOf(command, error));
}

function atPlace(answer: Answer, option: string | null): Answer {
  return answer.refusal && option !== null ? { ...answer, refusal: { ...answer.refusal, option } } : answer;
}

/** Asks who the person is and makes the context of a run. @throws NetworkError */
export async function openContext(run: Omit<Run, "command" | "raw">): Promise<Context> {
  const me = await whoami(run.session);
  const locale = run.asked ?? (isLocale(me.locale) ? me.locale : run.localeHint);
  run.met?.(me, locale);
  return {
    session: run.session,
    me,
    locale,
    source: run.session.source,
    chatChannel: run.chatChannel ?? null,
    team: run.team ?? null,
    aboutChannel: run.aboutChannel ?? (async () => ({ canPost: true, name: null })),
    here: run.here ?? null,
    zone: me.enterprise?.time_zone ?? DEFAULT_ZONE,
    commands: run.commands,
    panel: run.panel ?? null,
    model: run.model ?? null,
    thread: run.thread ?? run.chatChannel ?? run.session.source,
    looked: run.looked?.(me) ?? NOTHING_LOOKED,
    reads: true,
    program: run.program ?? false,
    pressed: run.pressed ?? false,
    about: null,
    at: run.at ?? new Date(),
    request: requestKeys(run.request),
    progress: run.progress ?? nothing,
  };
}

/** What is wrong with the input, by option, in the reader's language; empty when it is valid. */
export function inputProblems(command: AnyCommand, raw: Run["raw"], locale: Locale): Record<string, string> {
  const parsed = command.input.safeParse(raw);
  if (parsed.success) return {};
  const all = new Map(options(command).map((option) => [option.name, option]));
  const found = parsed.error.issues.map((issue): [string, string] => {
    const name = String(issue.path[0] ?? "");
    const option = all.get(name);
    return [name, option ? problemText(issue, option, raw[name], locale) : issue.message];
  });
  return Object.fromEntries(found.reverse()); // the first problem of an option wins
}

/** The input, parsed by the command's schema. @throws UserError that names each invalid option */
function checked(command: AnyCommand, raw: Run["raw"], { locale, source }: Context) {
  const problems = Object.entries(inputProblems(command, raw, locale));
  if (problems.length === 0) return command.input.parse(raw);
  // Discord shows its options by their own names.
  const shown = (name: string) => (source === "discord" ? name : shownName(name));
  const labels = new Map(options(command).map((option) => [option.name, say(option.words, locale)]));
  throw new UserError(
    problems.map(([name, words]) => `${labels.get(name) ?? name} (${shown(name)}): ${words}`).join("\n"),
    problems.length === 1 ? problems[0]?.[0] : undefined,
  );
}
