import { isCleanName, isCleanText } from "@tidings/shared/ground/names.ts";
import { valueAt } from "@tidings/shared/ground/value_at.ts";
import { typedPhones } from "@tidings/shared/numbers/typed.ts";
import type { OwnValues } from "@tidings/shared/own/fields.ts";
import { nextTimes } from "@tidings/shared/sends/cron.ts";
import { cronOf, EMPTY_RHYTHM, type Rhythm } from "@tidings/shared/sends/rhythm_words.ts";
import { TRIAL_SIZES, type TrialBar } from "@tidings/shared/sends/trial.ts";
import { isInWindow, type MarketingWindow, nextOpening } from "@tidings/shared/sends/window.ts";
import type { MessageKind, SEND_TYPE_WORDS } from "@tidings/shared/sends/words.ts";

export type SendType = keyof typeof SEND_TYPE_WORDS;

/** Under which the values of a group send are typed, where each number of another has its own. */
const ALL_NUMBERS = "all";

/** The values of the form that creates a send task (table 7-2). */
export interface SendForm {
  readonly name: string;
  /** A card in place of the text, the text alone, or a storyboard of the basic edition. */
  readonly kind: MessageKind;
  /** Of the basic edition: whether the values of the fifth row serve all numbers, or each has its own. */
  readonly sendType: SendType;
  readonly template: string | null;
  readonly sms: string | null;
  readonly audience: "file" | "typed";
  readonly file: string | null;
  readonly typed: string;
  /** Parameter values of typed numbers: by number (E.164), then by parameter. */
  readonly params: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The columns of the file that a person chose for parameters, by parameter. */
  readonly columns: Readonly<Record<string, string>>;
  /** CNS-1: the ground of consent of a marketing send. */
  readonly consent: string;
  readonly timing: "immediate" | "scheduled" | "recurring";
  /** RFC 3339; set when the timing is scheduled. */
  readonly scheduledAt: string | null;
  /** Set when the timing is recurring. */
  readonly rhythm: Rhythm;
  /** RFC 3339: occurrences end before it; null: no end. */
  readonly repeatUntil: string | null;
  readonly trial: boolean;
  readonly trialSize: number;
  readonly validityDays: number;
  readonly domain: string | null;
  /** Null: the default of the enterprise, else its only one. */
  readonly channel: string | null;
  /** FLD-1: the fields that the enterprise has added. */
  readonly own: OwnValues;
}

/** The action that an operation on a send of this kind needs. */
export const sendAction = (kind: MessageKind, operation: string): string =>
  `${kind === "basic" ? "KooMessageBasic" : "KooMessage"}:sendTask:${operation}`;

/** Defaults of table 7-2: no trial, links valid for 7 days. */
export const EMPTY_FORM: SendForm = {
  name: "",
  kind: "aim",
  sendType: "group",
  template: null,
  sms: null,
  audience: "file",
  file: null,
  typed: "",
  params: {},
  columns: {},
  consent: "",
  timing: "immediate",
  scheduledAt: null,
  rhythm: EMPTY_RHYTHM,
  repeatUntil: null,
  trial: false,
  trialSize: 10,
  validityDays: 7,
  domain: null,
  channel: null,
  own: {},
};

export const MAX_TYPED = 10;

/** The typed numbers (E.164, without duplicates), and what is none. */
export function typedNumbers(text: string): { phones: string[]; wrong: string[] } {
  const { phones, wrong } = typedPhones(text);
  return { phones: [...new Set(phones)], wrong };
}

/** Whose values are typed: those of each number, or in a group send those of all. */
export function typedRows({
  kind,
  sendType,
  typed,
}: SendForm): readonly { key: string; phone: string | null }[] {
  const { phones } = typedNumbers(typed);
  if (kind === "basic" && sendType === "group")
    return phones.length === 0 ? [] : [{ key: ALL_NUMBERS, phone: null }];
  return phones.map((phone) => ({ key: phone, phone }));
}

/** The parameters for which at least one typed number lacks a value. */
export function missingTyped(form: SendForm, parameters: readonly string[]): string[] {
  const rows = typedRows(form);
  return parameters.filter((name) => rows.some(({ key }) => !valueAt(form.params[key], name)?.trim()));
}

/** The parameters of which a typed value has characters that nobody sees. */
export function uncleanTyped(form: SendForm): string[] {
  const values = typedRows(form).flatMap(({ key }) => Object.entries(form.params[key] ?? {}));
  return [...new Set(values.filter(([, value]) => !isCleanText(value.trim())).map(([name]) => name))];
}

/** The parameters of typed numbers as `type_numbers` takes them: one object per number. */
export function typedParams(form: SendForm, parameters: readonly string[]): Record<string, string>[] {
  const [first] = typedRows(form);
  return typedNumbers(form.typed).phones.map((phone) => {
    const values = form.params[first?.phone === null ? first.key : phone];
    return Object.fromEntries(parameters.map((name) => [name, valueAt(values, name)?.trim() ?? ""]));
  });
}

/** What the validation needs to know about the chosen audience and template. */
export interface SendFacts {
  readonly count: number;
  readonly isMarketing: boolean;
  /** Template parameters without a column in the file, or without a value for some typed number. */
  readonly missing: readonly string[];
  /** The template has no parameters, and the file has columns of some, which the basic edition does not take. */
  readonly carries?: boolean;
  /** There are several channels, and none is chosen or the default. */
  readonly noChannel: boolean;
  /** What was chosen before and can be chosen no more: switched off, no longer approved, deleted. */
  readonly gone: readonly ("template" | "sms" | "file")[];
}

export type FormProblem =
  | "name_missing"
  | "name_unclean"
  | "template_missing"
  | "sms_missing"
  | "channel_missing"
  | "numbers_missing"
  | "numbers_wrong"
  | "numbers_many"
  | "parameters_missing"
  | "parameters_carried"
  | "parameters_unclean"
  | "consent_missing"
  | "time_missing"
  | "time_past"
  | "time_outside"
  | "rhythm_empty"
  | "rhythm_wrong"
  | "rhythm_often"
  | "rhythm_outside"
  | "until_early"
  | TrialProblem;

export type TrialProblem = "trial_small" | "trial_all" | "trial_large";

/** The steps of the form. */
export const STEPS = ["template", "numbers", "timing", "summary"] as const;
export type Step = (typeof STEPS)[number];

/** The validation errors of a step, in the order of its fields. The database checks everything again. */
export function problemsOf(
  step: Step,
  form: SendForm,
  facts: SendFacts,
  window: MarketingWindow,
  now: Date,
): FormProblem[] {
  if (step === "template") {
    return [
      ...(form.name.trim() === "" ? (["name_missing"] as const) : []),
      ...(isCleanName(form.name.trim()) ? [] : (["name_unclean"] as const)),
      ...(form.kind !== "text" && (form.template === null || facts.gone.includes("template"))
        ? (["template_missing"] as const)
        : []),
      ...(form.kind !== "basic" && (form.sms === null || facts.gone.includes("sms"))
        ? (["sms_missing"] as const)
        : []),
      ...(facts.noChannel ? (["channel_missing"] as const) : []),
    ];
  }
  if (step === "numbers") return numberProblems(form, facts);
  if (step === "timing") return timingProblems(form, facts, window, now);
  return STEPS.filter((one) => one !== "summary").flatMap((one) => problemsOf(one, form, facts, window, now));
}

function numberProblems(form: SendForm, facts: SendFacts): FormProblem[] {
  const problems: FormProblem[] = [];
  if (form.audience === "file" && (form.file === null || facts.gone.includes("file")))
    problems.push("numbers_missing");
  if (form.audience === "typed") {
    const { phones, wrong } = typedNumbers(form.typed);
    if (phones.length === 0 && wrong.length === 0) problems.push("numbers_missing");
    if (wrong.length > 0) problems.push("numbers_wrong");
    if (phones.length > MAX_TYPED) problems.push("numbers_many");
    if (uncleanTyped(form).length > 0) problems.push("parameters_unclean");
  }
  if (problems.length === 0 && facts.carries) problems.push("parameters_carried");
  if (problems.length === 0 && facts.missing.length > 0) problems.push("parameters_missing");
  if (facts.isMarketing && form.consent.trim() === "") problems.push("consent_missing");
  return problems;
}

function timingProblems(form: SendForm, facts: SendFacts, window: MarketingWindow, now: Date): FormProblem[] {
  const problems: FormProblem[] = [];
  if (form.timing === "scheduled") {
    const at = form.scheduledAt === null ? null : new Date(form.scheduledAt);
    if (at === null) problems.push("time_missing");
    else if (at <= now) problems.push("time_past");
    else if (facts.isMarketing && !isInWindow(at, window)) problems.push("time_outside");
  }
  if (form.timing === "recurring") problems.push(...rhythmProblems(form, facts, window, now));
  const size = trialProblem(form, facts);
  return size ? [...problems, size] : problems;
}

/** What is wrong with the size of a trial, which is said as it is typed. */
export function trialProblem(
  { trial, trialSize: size }: SendForm,
  { count }: Pick<SendFacts, "count">,
): TrialProblem | undefined {
  if (!trial) return undefined;
  if (!Number.isInteger(size) || size < TRIAL_SIZES.min) return "trial_small";
  if (size >= count) return "trial_all";
  return size > TRIAL_SIZES.max ? "trial_large" : undefined;
}

/** The largest trial of so many numbers: there is a rest to release after it. */
export const trialMost = (count: number): number => Math.min(TRIAL_SIZES.max, count - 1);

const HOUR_MS = 3_600_000;
/** The number of occurrences checked, the same as in the database. */
const LOOKED_AT = 10;

function rhythmProblems(
  { rhythm, repeatUntil }: SendForm,
  facts: SendFacts,
  window: MarketingWindow,
  now: Date,
): FormProblem[] {
  const named = rhythm.kind === "week" ? rhythm.weekdays : rhythm.kind === "month" ? rhythm.days : [0];
  if (named.length === 0) return ["rhythm_empty"];
  const times = nextTimes(cronOf(rhythm), now, window.zone, LOOKED_AT);
  const [first] = times;
  if (first === undefined) return ["rhythm_wrong"];
  const until = repeatUntil === null ? null : new Date(repeatUntil);
  if (until !== null && until <= first) return ["until_early"];
  const coming = times.filter((at) => until === null || at < until);
  const close = coming.some((at, index) => {
    const before = coming[index - 1];
    return before !== undefined && at.getTime() - before.getTime() < HOUR_MS;
  });
  if (close) return ["rhythm_often"];
  return facts.isMarketing && coming.some((at) => !isInWindow(at, window)) ? ["rhythm_outside"] : [];
}

/** The next occurrences of a recurring send, before its end. */
export function comingTimes(cron: string, until: string | null, zone: string, now: Date, count: number) {
  return nextTimes(cron, now, zone, count).filter((at) => until === null || at < new Date(until));
}

/** The size that a trial begins with: what was typed, else ten, or where there are not more numbers all but one. */
export function trialSizeOf({ trialSize }: SendForm, count: number): number {
  return trialSize === EMPTY_FORM.trialSize && count > 1 ? Math.min(trialSize, count - 1) : trialSize;
}

/** The form as one's policies leave it (IAM-2): where they allow no choice, the trial is theirs. */
export function trialForced(form: SendForm, bar: TrialBar | null, count: number): SendForm {
  if (bar === "trial_only") return { ...form, trial: true, trialSize: trialSizeOf(form, count) };
  return bar === "whole_only" ? { ...form, trial: false } : form;
}

/** When the first message would go out if the send were approved now. */
export function startOf(form: SendForm, isMarketing: boolean, window: MarketingWindow, now: Date): Date {
  if (form.timing === "recurring") {
    return nextTimes(cronOf(form.rhythm), now, window.zone, 1)[0] ?? now;
  }
  const wanted = form.timing === "scheduled" && form.scheduledAt !== null ? new Date(form.scheduledAt) : now;
  return isMarketing ? nextOpening(wanted, window) : wanted;
}
