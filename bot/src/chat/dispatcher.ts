import type { Locale } from "@tidings/shared/locale.ts";
import { type Action, type Answer, succeeded } from "../answer.ts";
import { type BotDatabase, verb } from "../database.ts";
import { errorAnswer, isUnexpected, Refusal } from "../errors.ts";
import { log } from "../log.ts";
import { options } from "../options.ts";
import { type AnyCommand, findCommand } from "../registry.ts";
import { openContext, type Run, runCommand } from "../run.ts";

/** Somebody in a chat chatChannel, as the platform names them. */
export interface ChatPerson {
  readonly provider: "slack" | "discord";
  /** `slack:<team>:<user>` or `discord:-:<user>`. */
  readonly chatUser: string;
  /** In whose home they speak: the workspace on Slack, the application on Discord. */
  readonly team: string;
  /** The language of their client, until their profile is known. */
  readonly localeHint: Locale;
}

/** A button as a platform draws it: its value is the token and nothing else. */
export interface Button {
  readonly token: string;
  readonly label: string;
  readonly style: "primary" | "danger" | null;
  /** The text the person has to give first, in a modal. */
  readonly asks: { readonly option: string; readonly label: string } | null;
  readonly confirm: string | null;
}

type Progress = (answer: Answer) => Promise<void>;

/** What both chat platforms do with commands, buttons and languages; it knows neither of them. */
export interface Dispatcher {
  readonly commands: readonly AnyCommand[];
  /** The language a person was last seen with; the hint before that. */
  localeOf(person: ChatPerson): Locale;
  /** `request` names an event that a platform may deliver twice, so that its command acts once. */
  run(
    person: ChatPerson,
    command: AnyCommand,
    raw: Run["raw"],
    more?: { readonly progress?: Progress; readonly request?: string; readonly chatChannel?: string },
  ): Promise<Answer>;
  /**
   * Does what a button stands for, with the rights of whoever pressed it and the button's own request id: pressed
   * twice it is done once. A button whose command succeeded works no more, but for one approval of several: that
   * one waits for other people, and the database counts each person once; and for what only reads.
   */
  press(person: ChatPerson, token: string, more: Run["raw"], chatChannel?: string): Promise<Answer>;
  buttons(actions: readonly Action[]): Promise<Button[]>;
  suggest(person: ChatPerson, command: AnyCommand, option: string, typed: string): Promise<readonly string[]>;
}

/** Buttons of cards live a week: then the card is asked for again. */
const BUTTON_SECONDS = 7 * 24 * 3600;
/** Stands beside the options in a token's input; no option begins so. */
const BESIDE = "$beside";
const MOST_KNOWN = 10_000;
const MOST_SUGGESTIONS = 25;

interface TokenContent {
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly request: string;
}

/** Makes the dispatcher on the bot's database. */
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
      const { [BESIDE]: beside, ...input } = opened.input;
      const raw = { ...input, ...modalInput(command, more) };
      const answer = await runCommand({
        ...base(person),
        command,
        raw,
        chatChannel,
        request: opened.request,
      });
      if (succeeded(answer) && !answer.undecided && !command.reads)
        await verb(database.own, "burn_token", { token });
      return beside === true ? { ...answer, beside } : answer;
    } catch (error) {
      if (isUnexpected(error)) log.error("dispatcher.press", error, { source: person.provider });
      // The token failed before the person was looked at: they are answered in their own language all the same.
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

/** What was typed into a button's modal is text; a whole number is meant as one. */
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
    input: action.beside ? { ...action.input, [BESIDE]: true } : action.input,
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
