import type { Locale } from "@tidings/shared/locale.ts";
import { type Action, type Answer, succeeded } from "../answer.ts";
import type { Confirmation } from "../confirmations.ts";
import { type BotDatabase, verb } from "../database.ts";
import { errorAnswer, isUnexpected, Refusal } from "../errors.ts";
import { log } from "../log.ts";
import { lookedAt } from "../looked.ts";
import { options } from "../options.ts";
import { type AnyCommand, findCommand } from "../registry.ts";
import { openContext, type Run, runCommand } from "../run.ts";
import { refusalBefore } from "./permitted.ts";

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
  /** The option that a modal asks for first. */
  readonly asks: { readonly option: string; readonly label: string } | null;
  readonly confirm: Confirmation | null;
}

/** Runs commands and buttons for both chat platforms, and remembers languages. It depends on neither platform. */
export interface Dispatcher {
  readonly commands: readonly AnyCommand[];
  /** The language of the person's profile if it was seen, else the hint. */
  localeOf(person: ChatPerson): Locale;
  /** `request` is the idempotency key of an event that a platform may deliver twice. */
  run(
    person: ChatPerson,
    command: AnyCommand,
    raw: Run["raw"],
    more?: Pick<Run, "progress" | "request" | "chatChannel" | "canPost">,
  ): Promise<Answer>;
  /**
   * Runs the command of a button, with the rights of the person who pressed it and the button's own request id, so
   * that pressing twice acts once. The token is used up when the command succeeded, with two exceptions: one approval
   * of several, which other people still have to give (the database counts each person once), and commands that only
   * read.
   */
  press(person: ChatPerson, token: string, more: Run["raw"], chatChannel?: string): Promise<Answer>;
  buttons(actions: readonly Action[]): Promise<Button[]>;
  /** Why this person may not use the command at all; null when they may. Asked before a form is opened. */
  refusalBefore(person: ChatPerson, command: AnyCommand): Promise<Answer | null>;
  suggest(person: ChatPerson, command: AnyCommand, option: string, typed: string): Promise<readonly string[]>;
}

/** Buttons work for a week; after that the card has to be requested again. */
const BUTTON_SECONDS = 7 * 24 * 3600;
/** Keys in a token's input next to the options. No option name begins with `$`. */
const BESIDE = "$beside";
/** The hash of what the card with the button shows (APR-1). Whoever presses decides about that and nothing newer. */
const SHOWN = "$shown";
const MOST_KNOWN = 10_000;
const MOST_SUGGESTIONS = 25;

interface TokenContent {
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly request: string;
}

/** Makes a dispatcher on the bot's sessions. */
export function makeDispatcher(database: BotDatabase, commands: readonly AnyCommand[]): Dispatcher {
  const locales = new Map<string, Locale>();

  const localeOf = (person: ChatPerson) => locales.get(person.chatUser) ?? person.localeHint;

  const base = (person: ChatPerson): Omit<Run, "command" | "raw"> => ({
    session: database.forChat(person.chatUser, person.provider),
    commands,
    localeHint: localeOf(person),
    team: person.team,
    met: (me, locale) => {
      if (me.user_id === null) return;
      if (locales.size >= MOST_KNOWN) locales.clear();
      locales.set(person.chatUser, locale);
    },
  });

  const run: Dispatcher["run"] = (person, command, raw, more) =>
    runCommand({ ...base(person), command, raw, ...more });

  const press: Dispatcher["press"] = async (person, token, more, chatChannel) => {
    try {
      const opened = await verb<TokenContent>(database.own, "open_token", { token });
      const command = findCommand(commands, opened.command);
      if (!command) throw new Refusal("token_unknown", 404);
      const { [BESIDE]: beside, [SHOWN]: shown, ...input } = opened.input;
      const looked = lookedAt(typeof shown === "string" ? shown : null);
      const raw = { ...input, ...modalInput(command, more) };
      const answer = await runCommand({
        ...base(person),
        command,
        raw,
        chatChannel,
        pressed: true,
        looked: () => looked,
        request: opened.request,
      });
      if (succeeded(answer) && !answer.undecided && !command.reads)
        await verb(database.own, "burn_token", { token });
      return beside === true ? { ...answer, beside } : answer;
    } catch (error) {
      if (isUnexpected(error)) log.error("dispatcher.press", error, { source: person.provider });
      // The token failed before `whoami` was asked: ask now, so that the error is in the person's language.
      const met = await openContext(base(person)).catch(() => null);
      return errorAnswer(error, met?.locale ?? localeOf(person));
    }
  };

  return {
    commands,
    localeOf,
    run,
    press,
    buttons: (actions) => Promise.all(actions.map((action) => buttonOf(database, action))),
    refusalBefore: (person, command) => refusalBefore(base(person), command),
    async suggest(person, command, option, typed) {
      try {
        const context = await openContext(base(person));
        const names = command.suggests?.[option];
        if (context.me.user_id === null || !names) return [];
        return (await names(context, typed)).slice(0, MOST_SUGGESTIONS);
      } catch (error) {
        if (isUnexpected(error)) log.error("dispatcher.suggest", error, { source: person.provider });
        return [];
      }
    },
  };
}

/** The input from a button's modal, with digits converted to numbers for integer options. */
function modalInput(command: AnyCommand, more: Run["raw"]): Run["raw"] {
  const numbers = options(command).filter(({ kind }) => kind === "integer");
  const said = numbers.flatMap(({ name }) => {
    const value = typeof more[name] === "string" ? String(more[name]).trim() : "";
    return /^\d{1,15}$/.test(value) ? [[name, Number(value)] as const] : [];
  });
  return { ...more, ...Object.fromEntries(said) };
}

async function buttonOf(database: BotDatabase, action: Action): Promise<Button> {
  const { token } = await verb<{ token: string }>(database.own, "mint_token", {
    command: action.command,
    input: {
      ...action.input,
      ...(action.beside ? { [BESIDE]: true } : {}),
      ...(action.shown === undefined ? {} : { [SHOWN]: action.shown }),
    },
    ttl_seconds: BUTTON_SECONDS,
  });
  return {
    token,
    label: action.label,
    style: action.style ?? null,
    asks: action.asks ?? null,
    confirm: action.confirm ?? null,
  };
}
