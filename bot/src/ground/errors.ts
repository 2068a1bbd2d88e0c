import type { Locale } from "@tidings/shared/ground/locale.ts";
import { tellTrace } from "@tidings/shared/ground/trace.ts";
import { isRefusalCode, refusalWords } from "@tidings/shared/refusals/register.ts";
import type { Answer } from "./answer.ts";
import { traceNow } from "./trace.ts";

/** The database (or the bot) refused. `code` is from the register of refusals; nothing was changed. */
export class Refusal extends Error {
  readonly code: string;
  /** HTTP status: 403, 404, 409, 422 … */
  readonly status: number;
  /** Values for the places in the words: an object, or the JSON string that PostgREST sends. */
  readonly details: unknown;
  readonly hint: string | null;

  constructor(
    code: string,
    status: number,
    about: { message?: string; details?: unknown; hint?: string | null } = {},
  ) {
    super(about.message ?? code);
    this.name = "Refusal";
    this.code = code;
    this.status = status;
    this.details = about.details ?? null;
    this.hint = about.hint ?? null;
  }
}

/** Was the bot itself refused (its session, key or clock), not the person it speaks for? That passes, or is put right; nobody lost anything by it. */
export function isOfTheBot(error: unknown): boolean {
  return error instanceof Refusal && (error.status === 401 || error.code === "chat_proof_required");
}

/** No answer from the database, or none that it would give (5xx). Whether the request took effect is unknown. */
export class NetworkError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "NetworkError";
  }
}

/** Something the person has to correct, found before the database is asked. The message is in their language. */
export class UserError extends Error {
  /** The option of the command that is wrong, where it is one. */
  readonly option: string | undefined;

  constructor(message: string, option?: string) {
    super(message);
    this.name = "UserError";
    this.option = option;
  }
}

/** A step about one option of a command: what is wrong in it is said at that option. */
export async function atOption<T>(option: string, step: () => T | Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof UserError && error.option === undefined) throw new UserError(error.message, option);
    throw error;
  }
}

const UNREACHABLE = {
  "zh-CN": "暂时无法连接数据库，操作结果未知。请确认服务正在运行，稍后用 show 或 status 查看后再试。",
  en: "Can't reach the database right now, so the result is unknown. Make sure the service is running, then check with show or status before you try again.",
};

const BROKEN = {
  "zh-CN": "机器人出错，错误已记入日志。请稍后再试。",
  en: "Something went wrong in the bot. The error was logged. Please try again later.",
};

const MOST_TITLE = 120;

/** The answer to a command that failed with `error`. Of an unexpected error the person is told only that there was one. */
export function errorAnswer(error: unknown, locale: Locale): Answer {
  if (error instanceof Refusal) {
    const given = { message: error.message, hint: error.hint };
    const words = refusalWords(error.code, locale, error.details, given);
    // A heading of Slack takes 150 characters: what lists more than that is read as text, to its end.
    const told =
      words.message.length <= MOST_TITLE
        ? { title: words.message, text: words.hint }
        : { text: [words.message, words.hint].filter(Boolean).join("\n") };
    return {
      tone: "bad",
      ...told,
      refusal: { code: error.code, status: error.status },
      ephemeral: true,
    };
  }
  if (error instanceof UserError) {
    return {
      tone: "bad",
      text: error.message,
      refusal: { code: "input_invalid", status: 422 },
      ephemeral: true,
    };
  }
  const said = error instanceof NetworkError ? UNREACHABLE[locale] : BROKEN[locale];
  const trace = traceNow();
  const text = trace === null ? said : `${said} ${tellTrace(trace, locale)}`;
  const code = error instanceof NetworkError ? "unreachable" : "broken";
  return { tone: "bad", text, refusal: { code, status: 503 }, ephemeral: true };
}

/** Does `error` belong in the log? Refusals of the register are in the audit log, and user errors are only told to the person. */
export function isUnexpected(error: unknown): boolean {
  if (error instanceof Refusal) return !isRefusalCode(error.code);
  return !(error instanceof UserError);
}
