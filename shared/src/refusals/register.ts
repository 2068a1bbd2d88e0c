import { fillPlaces, type Locale, placesOf, say, type Words, w } from "../ground/locale.ts";
import { ACCOUNT_REFUSALS } from "./accounts.ts";
import { ASSISTANT_REFUSALS } from "./assistant.ts";
import { BASIC_REFUSALS } from "./basic.ts";
import { CALLBACK_REFUSALS } from "./callbacks.ts";
import { FILING_REFUSALS } from "./filings.ts";
import { GENERAL_REFUSALS } from "./general.ts";
import { KEY_REFUSALS } from "./keys.ts";
import { LINK_REFUSALS } from "./links.ts";
import { MOVING_REFUSALS } from "./moving.ts";
import { NUMBER_REFUSALS } from "./numbers.ts";
import { OWN_REFUSALS } from "./own.ts";
import { PEOPLE_REFUSALS } from "./people.ts";
import { QUOTA_REFUSALS } from "./quotas.ts";
import type { Refusal, RefusalStatus } from "./refusal.ts";
import { RESOLVE_REFUSALS } from "./resolve.ts";
import { SEND_REFUSALS } from "./sends.ts";
import { SMS_REFUSALS } from "./sms.ts";
import { TEMPLATE_REFUSALS } from "./templates.ts";
import { localValues } from "./values.ts";
import { VENDOR_REFUSALS } from "./vendors.ts";

const register = {
  ...GENERAL_REFUSALS,
  ...OWN_REFUSALS,
  ...KEY_REFUSALS,
  ...PEOPLE_REFUSALS,
  ...TEMPLATE_REFUSALS,
  ...BASIC_REFUSALS,
  ...MOVING_REFUSALS,
  ...NUMBER_REFUSALS,
  ...FILING_REFUSALS,
  ...SEND_REFUSALS,
  ...LINK_REFUSALS,
  ...CALLBACK_REFUSALS,
  ...SMS_REFUSALS,
  ...RESOLVE_REFUSALS,
  ...VENDOR_REFUSALS,
  ...QUOTA_REFUSALS,
  ...ACCOUNT_REFUSALS,
  ...ASSISTANT_REFUSALS,
} as const satisfies Record<string, Refusal>;

/** Every code a verb may refuse with. */
export type RefusalCode = keyof typeof register;

/**
 * The one register of refusals (design §3): the code, its HTTP status and its words in both languages.
 * `supabase/tests/verbs/refusals.test.ts` keeps it in step with the SQL, in both directions.
 */
export const REFUSALS: Readonly<Record<RefusalCode, Refusal>> = register;

/** Is `code` in the register? */
export function isRefusalCode(code: unknown): code is RefusalCode {
  return typeof code === "string" && Object.hasOwn(register, code);
}

/** Is `code` one of Postgres or PostgREST itself? No verb refuses with it: the system has a defect, and its text is for anyone who mends it. */
export function isDefectCode(code: unknown): boolean {
  return typeof code === "string" && /^(?:[0-9A-Z]{5}|PGRST\w+)$/.test(code);
}

/** Postgres' code for a statement that its time-out ended, as hosted REST answers it. */
const CANCELED = "57014";

/** A refusal in one language. */
export interface RefusalWords {
  readonly message: string;
  readonly hint: string;
}

/** Text for an unknown code that is none of Postgres: the given message, else a general sentence. */
export interface GivenWords {
  readonly message?: string | null;
  readonly hint?: string | null;
}

/**
 * The words of a refusal in `locale`.
 *
 * @param code `error.code`
 * @param details the values of the `{name}` placeholders: an object, or the JSON string that PostgREST returns
 *   (`error.details`). Anything else counts as no values; it never throws.
 * @param given `error.message` and `error.hint`, used as they are when the code is not in the register
 */
export function refusalWords(
  code: string | null | undefined,
  locale: Locale,
  details?: unknown,
  given: GivenWords = {},
): RefusalWords {
  if (isDefectCode(code) && code !== CANCELED) return defectWords(String(code), locale);
  if (!isRefusalCode(code) && code !== CANCELED) return unknownWords(locale, given);
  const refusal = REFUSALS[code === CANCELED ? "too_slow" : code];
  const values = localValues(refusalValues(details), locale);
  const [message, usual, by] =
    locale === "zh-CN"
      ? [refusal.zh, refusal.hint_zh, refusal.hint_by_zh]
      : [refusal.en, refusal.hint_en, refusal.hint_by_en];
  const hint = by !== undefined && typeof values.by === "string" && values.by !== "" ? by : usual;
  return { message: fillPlaces(message, values), hint: fillPlaces(hint, values) };
}

/** General text by HTTP status, for past refusals whose values were not stored. */
const STATUS_WORDS: Readonly<Record<RefusalStatus, Words>> = {
  401: w("未登录。", "Not signed in."),
  403: w("缺少所需权限。", "The required permission was missing."),
  404: w("未找到相应的对象。", "Not found."),
  409: w("当时的状态不允许执行此操作。", "The state at that time didn't allow this action."),
  410: w("已失效。", "No longer valid."),
  422: w("提交的内容不符合要求。", "The input wasn't valid."),
  429: w("操作过于频繁。", "Too many requests."),
  503: w("暂时无法处理。", "It couldn't be handled just then."),
};

/**
 * The text of a past refusal in `locale`. When a value of its sentence was not stored, a general text is used instead of a
 * sentence with a gap. `message` is used for a code that is not in the register.
 */
export function pastRefusalWords(
  code: string | null,
  locale: Locale,
  details: unknown,
  message: string | null,
): string {
  if (!isRefusalCode(code)) return refusalWords(code, locale, details, { message }).message;
  const { status, zh } = REFUSALS[code];
  const values = refusalValues(details);
  const whole = placesOf(zh).every((name) => (values[name] ?? "") !== "");
  return whole ? refusalWords(code, locale, details).message : say(STATUS_WORDS[status], locale);
}

const DEFECT = {
  message: w(
    "系统内部出错，操作未完成。",
    "Something went wrong on our side, and the action wasn't completed.",
  ),
  hint: w(
    "请把错误代码 {code} 告知系统管理员，详情见日志。",
    "Give the error code {code} to your system admin. The log has details.",
  ),
} as const satisfies Record<string, Words>;

function defectWords(code: string, locale: Locale): RefusalWords {
  return { message: say(DEFECT.message, locale), hint: fillPlaces(say(DEFECT.hint, locale), { code }) };
}

function unknownWords(locale: Locale, given: GivenWords): RefusalWords {
  const fallback =
    locale === "zh-CN" ? "操作未完成，原因未知。" : "The action wasn't completed. The reason is unknown.";
  const advice =
    locale === "zh-CN"
      ? "请稍后再试；若仍失败，请联系管理员。"
      : "Try again later. If it still fails, contact an admin.";
  return { message: given.message || fallback, hint: given.hint || advice };
}

/**
 * What the input that a refusal is about may be called: the one that its details name, of `names[2]` the first part, or those that its
 * code is always about. Empty where it is about none, or about several.
 */
export function refusalPlaces(code: string | null | undefined, details: unknown): readonly string[] {
  const { field } = refusalValues(details);
  const [named] = /^\w+/.exec(String(field ?? "")) ?? [];
  if (named !== undefined) return [named];
  return isRefusalCode(code) ? (REFUSALS[code].at ?? []) : [];
}

/** The values of a refusal's words, from its details: an object or its JSON. */
export function refusalValues(details: unknown): Readonly<Record<string, unknown>> {
  const value = typeof details === "string" ? parsed(details) : details;
  return value !== null && typeof value === "object" && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // details of other errors are free text, so there are no values to fill in
  }
}
