import type { Entry } from "@tidings/shared/resource/difference.ts";
import { cronOf, rhythmWords } from "@tidings/shared/sends/rhythm_words.ts";
import { SEND_TIMING_WORDS, SEND_TYPE_WORDS } from "@tidings/shared/sends/words.ts";
import type { Translate } from "../ui/words.ts";
import type { words as createWords } from "./create-words.ts";
import { type SendForm, typedNumbers } from "./form.ts";
import type { words as messageWords } from "./message-words.ts";

/** What the rows are called that a form of a send names by their ids. */
export interface SendNames {
  readonly template: string | null;
  readonly sms: string | null;
  readonly file: string | null;
  readonly domain: string | null;
  readonly channel: string | null;
}

interface Saying {
  readonly t: Translate<keyof typeof createWords | keyof typeof messageWords>;
  /** An instant in the enterprise's zone. */
  readonly time: (at: string) => string;
}

/** The form of a send in words, entry by entry in its order: two of them say what an edit changes. */
export function entriesOf(form: SendForm, names: SendNames, { t, time }: Saying): readonly Entry[] {
  const isRecurring = form.timing === "recurring";
  const when =
    form.timing === "scheduled" && form.scheduledAt !== null
      ? time(form.scheduledAt)
      : isRecurring
        ? t(rhythmWords(cronOf(form.rhythm)))
        : t(SEND_TIMING_WORDS[form.timing]);
  const columns = Object.entries(form.columns).map(([parameter, column]) => `${parameter} ← ${column}`);
  const isTyped = form.audience === "typed";
  const all: readonly (false | Entry)[] = [
    { key: "name", field: t("name"), value: form.name.trim() },
    form.kind !== "text" && { key: "template", field: t("template"), value: names.template ?? "" },
    form.kind === "basic" && { key: "type", field: t("kind"), value: t(SEND_TYPE_WORDS[form.sendType]) },
    form.kind !== "basic" && { key: "sms", field: t("sms"), value: names.sms ?? "" },
    {
      key: "numbers",
      field: t("step_numbers"),
      value: isTyped
        ? t("typed_count", { count: typedNumbers(form.typed).phones.length })
        : (names.file ?? ""),
      mark: isTyped ? form.typed : (form.file ?? undefined),
    },
    columns.length > 0 && { key: "columns", field: t("columns"), value: columns.join(" · ") },
    form.consent.trim() !== "" && { key: "consent", field: t("consent"), value: form.consent.trim() },
    { key: "timing", field: t("timing"), value: when },
    isRecurring &&
      form.repeatUntil !== null && { key: "until", field: t("until"), value: time(form.repeatUntil) },
    { key: "trial", field: t("trial"), value: form.trial ? String(form.trialSize) : t("no") },
    form.kind === "aim" && {
      key: "validity",
      field: t("validity"),
      value: t("days", { count: form.validityDays }),
    },
    form.kind === "aim" &&
      names.domain !== null && { key: "domain", field: t("domain"), value: names.domain },
    form.kind !== "basic" &&
      names.channel !== null && { key: "channel", field: t("channel"), value: names.channel },
  ];
  return all.filter((one) => one !== false);
}
