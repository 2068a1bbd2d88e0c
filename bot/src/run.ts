import { isLocale, type Locale } from "@tidings/shared/locale.ts";
import { z } from "zod";
import type { Answer } from "./answer.ts";
import { type Context, requestKeys } from "./context.ts";
import { type Me, type Session, whoami } from "./database.ts";
import { log } from "./log.ts";
import { failureAnswer, isFault, Mistake, Refused } from "./refused.ts";
import { type AnyCommand, options } from "./registry.ts";

/** One run of one command, for one person. */
export interface Run {
  readonly command: AnyCommand;
  /** What was typed, filled in or pressed; checked here against the command's input. */
  readonly raw: Readonly<Record<string, unknown>>;
  readonly session: Session;
  readonly commands: readonly AnyCommand[];
  /** The language until the person's profile is known. */
  readonly localeHint: Locale;
  /** The idempotency key of the button that was pressed; none for a typed command. */
  readonly request?: string;
  readonly progress?: (answer: Answer) => Promise<void>;
  /** Told once who acts: a surface remembers the language for its next form. */
  readonly met?: (me: Me, locale: Locale) => void;
}

const DEFAULT_ZONE = "Asia/Shanghai";
const nothing = async () => {};

/** Runs a command and always has an answer: a refusal, a mistake and a fault are answers too. */
export async function runCommand(run: Run): Promise<Answer> {
  let locale = run.localeHint;
  try {
    const me = await whoami(run.session);
    locale = isLocale(me.locale) ? me.locale : run.localeHint;
    run.met?.(me, locale);
    if (me.user_id === null && !run.command.open) throw new Refused("not_linked", 403, {});
    const input = checked(run.command, run.raw, locale);
    return await run.command.run(contextOf(run, me, locale), input);
  } catch (error) {
    if (isFault(error)) log.error(`command.${run.command.name}`, error, { source: run.session.source });
    return failureAnswer(error, locale);
  }
}

function contextOf(run: Run, me: Me, locale: Locale): Context {
  return {
    session: run.session,
    me,
    locale,
    source: run.session.source,
    zone: me.enterprise?.time_zone ?? DEFAULT_ZONE,
    commands: run.commands,
    request: requestKeys(run.request),
    progress: run.progress ?? nothing,
  };
}

const ZOD_WORDS = { "zh-CN": z.locales.zhCN().localeError, en: z.locales.en().localeError };

/** The input as the command's schema has it. @throws Mistake that names each wrong option in its own words */
function checked(command: AnyCommand, raw: Readonly<Record<string, unknown>>, locale: Locale) {
  const parsed = command.input.safeParse(raw, { error: ZOD_WORDS[locale] });
  if (parsed.success) return parsed.data;
  const labels = new Map(options(command).map((option) => [option.name, option.words]));
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0] ?? "");
    const words = labels.get(name);
    const label = words ? (locale === "zh-CN" ? words.zh : words.en) : name;
    const missing = locale === "zh-CN" ? "请填写" : "is needed";
    return raw[name] === undefined
      ? `${label} (${name}): ${missing}`
      : `${label} (${name}): ${issue.message}`;
  });
  throw new Mistake(lines.join("\n"));
}
