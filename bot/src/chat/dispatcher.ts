import type { Locale } from "@tidings/shared/ground/locale.ts";
import { isRefusalCode, REFUSALS } from "@tidings/shared/refusals/register.ts";
import type { Model } from "../assistant/model.ts";
import { type BotDatabase, verb } from "../data/database.ts";
import { pageLink } from "../engine/page_link.ts";
import { unfurl } from "../engine/unfurl.ts";
import { type Action, type Answer, type CardOf, succeeded } from "../ground/answer.ts";
import { errorAnswer, isUnexpected, Refusal, UserError } from "../ground/errors.ts";
import { log } from "../ground/log.ts";
import { countCommand, type Outcome } from "../ground/metrics.ts";
import { lookedAt } from "../registry/looked.ts";
import { options } from "../registry/options.ts";
import { type AnyCommand, type Context, findCommand } from "../registry/registry.ts";
import { openContext, type Run, runCommand } from "../registry/run.ts";
import { aboutMessage } from "./about.ts";
import { type Asking, askingOf } from "./asking.ts";
import { refusalBefore } from "./permitted.ts";
import { isTime } from "./words.ts";
import type { Work } from "./work.ts";

/** A user of a chat platform. */
export interface ChatPerson {
  readonly provider: "slack" | "discord";
  /** `slack:<team>:<user>` or `discord:-:<user>`. */
  readonly chatUser: string;
  /** The workspace on Slack, the application on Discord. */
  readonly team: string;
  /** The language of their client, used until their profile is known. */
  readonly localeHint: Locale;
}

/** A button as a platform draws it. Its value is an opaque token. */
export interface Button {
  readonly token: string;
  readonly label: string;
  readonly style: "primary" | "danger" | null;
  /** The option that a modal asks for first; `suggested`: it is chosen from what the command suggests for it. */
  readonly asks: { readonly option: string; readonly label: string; readonly suggested: boolean } | null;
  readonly confirm: string | null;
  /** The address that it opens; it does nothing else. */
  readonly url?: string;
  /** The command whose form it opens, and the row that fills it. Nothing is decided by that, so it is no token. */
  readonly form?: { readonly command: string; readonly input: Action["input"] };
}

type Progress = (answer: Answer) => Promise<void>;

/** How a work is run. */
export interface RunOptions {
  /** The seed of the request ids of a command that was typed: that of its run. */
  readonly seed?: string;
  /** The instant at which it was asked for. */
  readonly at?: Date;
  /** The input with the files that it names; default: that of the work. */
  readonly input?: Run["raw"];
  readonly progress?: Progress;
  readonly chatChannel?: string;
  /** The conversation that it belongs to, for the assistant. */
  readonly thread?: string;
  /** What the platform says of the chat channel. Asked by commands that make it a place of alerts. */
  readonly aboutChannel?: Run["aboutChannel"];
  /** The language of what is posted there. */
  readonly here?: Locale | null;
}

/** Runs commands and buttons for both chat platforms, and remembers languages. It depends on neither platform. */
export interface Dispatcher {
  readonly commands: readonly AnyCommand[];
  /** Is there an assistant, so that what is no command may be a question? */
  readonly answers: boolean;
  /** The language of the person's profile if it was seen, else the hint. */
  localeOf(person: ChatPerson): Locale;
  /**
   * Runs a command with the rights of this person. A button has its own request ids, so that pressing twice acts once.
   * Never throws: errors become answers.
   */
  run(person: ChatPerson, work: Work, options?: RunOptions): Promise<Answer>;
  buttons(
    actions: readonly Action[],
    about?: { readonly card: CardOf | undefined; readonly locale: Locale },
  ): Promise<Button[]>;
  /**
   * The input that the form of a command begins with, of an editing one the row as it is, read with the rights of this person. Never throws: why there
   * is none becomes an answer.
   */
  filled(person: ChatPerson, command: AnyCommand, raw: Run["raw"]): Promise<FilledForm>;
  /** Why this person may not use the command at all; null when they may. Asked before a form is opened. */
  refusalBefore(person: ChatPerson, command: AnyCommand): Promise<Answer | null>;
  /** What is asked before a button acts, or why this person may not. Within 3 s of the click, and never throws. */
  asking(person: ChatPerson, token: string, option: string, withinMs?: number): Promise<Asking>;
  suggest(
    person: ChatPerson,
    command: AnyCommand,
    option: string,
    typed: string,
    others: Run["raw"],
  ): Promise<readonly string[]>;
  /** The same for the option that the modal of a button asks for, about the row of the button. */
  suggestAsked(person: ChatPerson, token: string, option: string, typed: string): Promise<readonly string[]>;
  /**
   * What is behind these addresses, as far as this person may see it, by the address. Never throws: of what is none of ours, or not
   * theirs to see, there is nothing, and so of somebody who is linked to nobody.
   */
  unfurled(person: ChatPerson, addresses: readonly string[]): Promise<ReadonlyMap<string, Answer>>;
}

/** What a form begins with, or why it is not opened. */
export type FilledForm =
  | { readonly raw: Readonly<Record<string, unknown>>; readonly refusal?: undefined }
  | { readonly refusal: Answer };

/** Buttons work for a week; after that the card has to be requested again. */
const BUTTON_SECONDS = 7 * 24 * 3600;
/** Keys in a token's input next to the options. No option name begins with `$`. */
const BESIDE = "$beside";
const GOES = "$goes";
/** The hash of what the card with the button shows (APR-1). Anyone who presses decides about that and nothing newer. */
export const SHOWN = "$shown";
const MOST_KNOWN = 10_000;
export const MOST_SUGGESTIONS = 25;

/**
 * Is the button used up by this answer? One approval of several is not: other people still have to give theirs, and the
 * database counts each person once. Commands that only read may be pressed again.
 */
export function usesUp(command: AnyCommand, answer: Answer): boolean {
  return succeeded(answer) && (answer.goes === true || !answer.undecided) && !command.reads;
}

/** An error and a database that is away are answered as 503. */
function outcomeOf(answer: Answer): Outcome {
  if (succeeded(answer)) return "done";
  return (answer.refusal?.status ?? 503) >= 500 ? "failed" : "refused";
}

/** Makes a dispatcher on the bot's sessions. `model`: that of the assistant; `panel`: the address of the panel. */
export function makeDispatcher(
  database: BotDatabase,
  commands: readonly AnyCommand[],
  { model = null, panel }: { readonly model?: Model | null; readonly panel?: string | undefined } = {},
): Dispatcher {
  const locales = new Map<string, Locale>();

  const localeOf = (person: ChatPerson) => locales.get(person.chatUser) ?? person.localeHint;

  const base = (person: ChatPerson): Omit<Run, "command" | "raw"> => ({
    session: database.forChat(person.chatUser, person.provider),
    commands,
    localeHint: localeOf(person),
    team: person.team,
    model,
    panel,
    met: (me, locale) => {
      if (me.user_id === null) return;
      if (locales.size >= MOST_KNOWN) locales.clear();
      locales.set(person.chatUser, locale);
    },
  });

  const run: Dispatcher["run"] = async (person, work, options = {}) => {
    if (work.problem !== undefined) return errorAnswer(new UserError(work.problem), localeOf(person));
    const command = work.refused ? null : findCommand(commands, work.command);
    if (!command) {
      const code = work.refused?.code ?? "token_unknown";
      const status = isRefusalCode(code) ? REFUSALS[code].status : 404;
      return errorAnswer(new Refusal(code, status, work.refused), localeOf(person));
    }
    const { [BESIDE]: beside, [GOES]: goes, [SHOWN]: shown, ...input } = options.input ?? work.input;
    const pressed = work.request !== undefined;
    const looked = pressed ? lookedAt(typeof shown === "string" ? shown : null) : null;
    const request = work.request ?? options.seed;
    const { about } = work;
    const began = performance.now();
    const answer = await runCommand({
      ...base(person),
      command,
      raw: pressed ? withNumbers(command, input) : input,
      pressed,
      ...(options.chatChannel === undefined ? {} : { chatChannel: options.chatChannel }),
      ...(options.thread === undefined ? {} : { thread: options.thread }),
      ...(options.aboutChannel ? { aboutChannel: options.aboutChannel } : {}),
      here: options.here ?? null,
      ...(options.progress ? { progress: options.progress } : {}),
      ...(looked ? { looked: () => looked } : {}),
      ...(about ? { about: (context: Context) => aboutMessage(context, person, about) } : {}),
      ...(request === undefined ? {} : { request }),
      ...(options.at ? { at: options.at } : {}),
    });
    countCommand(command.name, person.provider, outcomeOf(answer), performance.now() - began);
    return {
      ...answer,
      ...(beside === true ? { beside } : {}),
      ...(goes === true ? { goes } : {}),
    };
  };

  const suggest = async (
    person: ChatPerson,
    asked: () => Promise<Pick<Work, "input"> & { readonly command: AnyCommand | null; pressed: boolean }>,
    option: string,
    typed: string,
  ): Promise<readonly string[]> => {
    try {
      const { command, input, pressed } = await asked();
      const names = command?.suggests?.[option];
      if (!names) return [];
      const context = await openContext({ ...base(person), pressed });
      if (context.me.user_id === null) return [];
      return (await names(context, typed, input)).slice(0, MOST_SUGGESTIONS);
    } catch (error) {
      if (isUnexpected(error)) log.error("dispatcher.suggest", error, { source: person.provider });
      return [];
    }
  };

  return {
    commands,
    answers: model !== null,
    localeOf,
    run,
    async buttons(actions, about) {
      const made = await buttonsOf(database, commands, actions);
      const link = about ? pageLink(panel, about.card, about.locale) : null;
      return link ? [...made, { ...LINK, ...link }] : made;
    },
    refusalBefore: (person, command) => refusalBefore(base(person), command),
    async filled(person, command, raw) {
      if (!command.edits && !command.beginsWith) return { raw };
      try {
        const context = await openContext({ ...base(person), pressed: raw.$pressed === true });
        if (command.edits) return { raw: await command.edits.now(context, raw) };
        return { raw: { ...(await command.beginsWith?.(context)), ...raw } };
      } catch (error) {
        if (isUnexpected(error)) log.error("dispatcher.filled", error, { source: person.provider });
        return { refusal: errorAnswer(error, localeOf(person)) };
      }
    },
    asking: (person, token, option, withinMs) =>
      askingOf(base(person), database.own, token, option, withinMs),
    suggest: (person, command, option, typed, others) =>
      suggest(person, async () => ({ command, input: others, pressed: false }), option, typed),
    suggestAsked: (person, token, option, typed) =>
      suggest(
        person,
        async () => {
          const { command = "", input = {} } = await verb<Partial<Work>>(database.own, "read_token", {
            token,
          });
          return { command: findCommand(commands, command), input, pressed: true };
        },
        option,
        typed,
      ),
    async unfurled(person, addresses) {
      try {
        const context = await openContext(base(person));
        if (context.me.user_id === null) return new Map();
        const shown = await Promise.all(addresses.map((address) => unfurl(context, address)));
        return new Map(
          addresses.flatMap((address, at) => (shown[at] ? [[address, shown[at]] as const] : [])),
        );
      } catch (error) {
        if (isUnexpected(error)) log.error("dispatcher.unfurled", error, { source: person.provider });
        return new Map();
      }
    },
  };
}

/** The input of a button, with digits that were filled in converted to numbers for integer options. */
function withNumbers(command: AnyCommand, input: Run["raw"]): Run["raw"] {
  const numbers = options(command).filter(({ kind }) => kind === "integer");
  const said = numbers.flatMap(({ name }) => {
    const value = typeof input[name] === "string" ? String(input[name]).trim() : "";
    return /^\d{1,15}$/.test(value) ? [[name, Number(value)] as const] : [];
  });
  return { ...input, ...Object.fromEntries(said) };
}

/** A button that leads to a page. */
const LINK = { token: "", style: null, asks: null, confirm: null } as const;

async function buttonsOf(
  database: BotDatabase,
  commands: readonly AnyCommand[],
  all: readonly Action[],
): Promise<Button[]> {
  const actions = all.filter(({ form }) => !form);
  const minted = await mintedButtons(database, commands, actions);
  return all.map((action) => {
    const { command, input, label, style } = action;
    const made = minted[actions.indexOf(action)];
    return (
      made ?? {
        ...{ token: "", label, asks: null, confirm: null },
        style: style ?? null,
        form: { command, input },
      }
    );
  });
}

async function mintedButtons(
  database: BotDatabase,
  commands: readonly AnyCommand[],
  actions: readonly Action[],
): Promise<Button[]> {
  if (actions.length === 0) return [];
  const tokens = await verb<readonly string[]>(database.own, "mint_tokens", {
    tokens: actions.map((action) => ({
      command: action.command,
      input: {
        ...action.input,
        ...(action.beside ? { [BESIDE]: true } : {}),
        ...(action.goes ? { [GOES]: true } : {}),
        ...(action.shown === undefined ? {} : { [SHOWN]: action.shown }),
      },
      ...(action.proposal === undefined ? {} : { proposal: action.proposal }),
    })),
    ttl_seconds: BUTTON_SECONDS,
  });
  const isSuggested = ({ command, asks }: Action) =>
    asks !== undefined &&
    // A time is picked or typed: none can be chosen that is not among those near.
    !isTime(asks.option) &&
    findCommand(commands, command)?.suggests?.[asks.option] !== undefined;
  return actions.map((action, index) => ({
    token: tokens[index] ?? "",
    label: action.label,
    style: action.style ?? null,
    asks: action.asks ? { ...action.asks, suggested: isSuggested(action) } : null,
    confirm: action.confirm ?? null,
  }));
}
