import type { Locale } from "@tidings/shared/ground/locale.ts";
import { tellTrace } from "@tidings/shared/ground/trace.ts";
import { type WayOut, wayOutOf as wayOut } from "@tidings/shared/people/way_out.ts";
import { type ShownChange, shownChangeOf } from "@tidings/shared/refusals/differences.ts";
import { isRefusalCode, refusalPlaces, refusalWords } from "@tidings/shared/refusals/register.ts";

/** The kinds of errors that the panel treats differently. */
export type UserErrorKind = "offline" | "signed_out" | "forbidden" | "refused" | "broken";

/** An error, ready to be shown. */
export interface UserError {
  readonly kind: UserErrorKind;
  readonly code: string | null;
  readonly message: string;
  readonly hint: string;
}

interface ErrorLike {
  readonly code?: string | number | null;
  readonly status?: number | string | null;
  readonly message?: string;
  readonly details?: unknown;
  readonly hint?: string | null;
  readonly name?: string;
  /** The id under which the logs have it. */
  readonly trace?: string;
}

const NETWORK = /failed to fetch|networkerror|load failed|network request failed|fetch failed|err_/i;
const WORDS = {
  offline: {
    "zh-CN": ["连接不上服务器。", "请检查网络后重试；已填写的内容不会丢失。"],
    en: ["Can't reach the server.", "Check your connection and try again. Nothing you entered is lost."],
  },
  signed_out: {
    "zh-CN": ["登录已失效。", "请重新登录后继续。"],
    en: ["Your session has ended.", "Sign in again to continue."],
  },
  forbidden: {
    "zh-CN": ["您没有查看或操作此内容的权限。", "如有需要，请联系企业管理员。"],
    en: ["You don't have permission to view or do this.", "Contact an enterprise owner if you need it."],
  },
} as const;

/** What Postgres says of U+0000 and of bytes that are no UTF-8: no text of it holds them. */
const NO_TEXT: ReadonlySet<string> = new Set(["22P05", "22021"]);

const KINDS: Partial<Record<string, UserErrorKind>> = {
  forbidden: "forbidden",
  not_signed_in: "signed_out",
  session_ended: "signed_out",
  second_factor_asked: "signed_out",
};

/**
 * Translates `failure` (thrown or returned by supabase-js, storage or a function) into a message in `locale`.
 * A refusal gets its text from the register; a defect of the database one for people; another unknown error keeps its own message.
 */
export function userErrorOf(failure: unknown, locale: Locale): UserError {
  const { code, status, message, details, hint, trace } = read(failure);
  if (isRefusalCode(code)) {
    const words = refusalWords(code, locale, details);
    const kind = KINDS[code] ?? "refused";
    return { kind, code, message: words.message, hint: words.hint };
  }
  if (code !== null && NO_TEXT.has(code)) {
    const { message: said, hint: advice } = refusalWords("text_unclean", locale, { field: "input" });
    return { kind: "refused", code: "text_unclean", message: said, hint: advice };
  }
  const kind = kindOf(code, status, message);
  if (kind !== "broken") {
    const [said, advice] = WORDS[kind][locale];
    return { kind, code, message: said, hint: advice };
  }
  const words = refusalWords(code, locale, null, { message, hint });
  const tell = trace === null ? "" : tellTrace(trace, locale);
  return { kind, code, message: words.message, hint: [words.hint, tell].filter(Boolean).join(" ") };
}

/** What changed since it was shown, when `failure` is the refusal of a decision for that (APR-1); else null. */
export function shownChangeIn(failure: unknown): ShownChange | null {
  const { code, details } = read(failure);
  return code === "shown_changed" ? shownChangeOf(details) : null;
}

/** The input of a form that a refusal names; null where it names none of them. A place inside it (`names[2]`) is the input's. */
export function refusedField(
  failure: unknown,
  { inputs }: { readonly inputs: Readonly<Record<string, unknown>> },
): string | null {
  const { code, details } = read(failure);
  if (!isRefusalCode(code)) return null;
  return refusalPlaces(code, details).find((name) => Object.hasOwn(inputs, name)) ?? null;
}

/** Where what a refusal lacks is filed; null where nothing that is filed is missing. */
export function wayOutOf(failure: unknown): WayOut | null {
  const { code, details } = read(failure);
  return wayOut(code, details);
}

/** Is the outcome of the request unknown? Then it may be repeated with the same request id. */
export function isInDoubt(failure: unknown): boolean {
  const { code, status, message } = read(failure);
  return !isRefusalCode(code) && (kindOf(code, status, message) === "offline" || (status ?? 0) >= 500);
}

/** Was it only that too much is read at once, so that it may be asked again in a moment? */
export const isCrowded = (failure: unknown): boolean => read(failure).code === "reads_full";

/** Is the id in the URL not a UUID, as in `/templates/xyz`? Then the row does not exist; it is not an error. */
export function isNoId(failure: unknown): boolean {
  return failure !== null && failure !== undefined && read(failure).code === "22P02";
}

function kindOf(
  code: string | null,
  status: number | null,
  message: string,
): Exclude<UserErrorKind, "refused"> {
  if (NETWORK.test(message) || status === 0 || status === 502 || status === 503 || status === 504)
    return "offline";
  if (status === 401 || code === "PGRST301" || code === "PGRST303") return "signed_out";
  if (status === 403 || code === "42501") return "forbidden";
  return "broken";
}

function read(failure: unknown) {
  const error: ErrorLike = failure !== null && typeof failure === "object" ? failure : {};
  const status = Number(error.status ?? Number.NaN);
  return {
    code: error.code === undefined || error.code === null ? null : String(error.code),
    status: Number.isFinite(status) ? status : null,
    message: error.message ?? (typeof failure === "string" ? failure : ""),
    details: error.details,
    hint: error.hint ?? null,
    trace: error.trace ?? null,
  };
}
