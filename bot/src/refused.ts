import type { Locale } from "@tidings/shared/locale.ts";
import { refusalWords } from "@tidings/shared/refusals/register.ts";
import type { Answer } from "./answer.ts";

/** The database said no. `code` is from the register of refusals; nothing was changed. */
export class Refused extends Error {
  readonly code: string;
  /** HTTP status: 403, 404, 409, 422 … */
  readonly status: number;
  /** Values for the places in the words: an object, or the JSON string PostgREST hands over. */
  readonly details: unknown;
  readonly hint: string | null;

  constructor(
    code: string,
    status: number,
    about: { message?: string; details?: unknown; hint?: string | null },
  ) {
    super(about.message ?? code);
    this.name = "Refused";
    this.code = code;
    this.status = status;
    this.details = about.details ?? null;
    this.hint = about.hint ?? null;
  }
}

/** The database could not be asked, or answered as no database does. What was asked may or may not have happened. */
export class Unreachable extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "Unreachable";
  }
}

/** A person's own mistake that the bot sees before the database does; the message is in their language. */
export class Mistake extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Mistake";
  }
}

const UNREACHABLE = {
  "zh-CN": "暂时无法连接数据库，操作结果未知。请确认服务正在运行，稍后用 show 或 status 查看后再试。",
  en: "The database cannot be reached just now, so what this did is not known. See that it is running; then look with show or status before you try again.",
};

const BROKEN = {
  "zh-CN": "机器人出错了，已记入日志。请稍后再试。",
  en: "Something broke in the bot; it is in its log. Please try again later.",
};

/** What a person reads when a command failed with `error`. Errors that are nobody's refusal are not described. */
export function failureAnswer(error: unknown, locale: Locale): Answer {
  if (error instanceof Refused) {
    const given = { message: error.message, hint: error.hint };
    const words = refusalWords(error.code, locale, error.details, given);
    return {
      tone: "bad",
      title: words.message,
      text: words.hint,
      refusal: { code: error.code, status: error.status },
      ephemeral: true,
    };
  }
  if (error instanceof Mistake) {
    return {
      tone: "bad",
      text: error.message,
      refusal: { code: "input_invalid", status: 422 },
      ephemeral: true,
    };
  }
  const text = error instanceof Unreachable ? UNREACHABLE[locale] : BROKEN[locale];
  const code = error instanceof Unreachable ? "unreachable" : "broken";
  return { tone: "bad", text, refusal: { code, status: 503 }, ephemeral: true };
}

/** Is `error` something the log has to hold? Refusals and mistakes are not: they stand in the audit log. */
export function isFault(error: unknown): boolean {
  return !(error instanceof Refused || error instanceof Mistake);
}
