import { type Locale, listText, type Words } from "../ground/locale.ts";
import { labelOf } from "../ground/tone.ts";
import { ALERT_KIND_WORDS, ALERT_KINDS, type AlertKind } from "./words.ts";

/** The kinds that a channel or a robot is told of, as they are typed and shown. */

/** Kinds by their name, with commas or spaces between; each once. */
export function splitKinds(typed: string): string[] {
  const words = typed
    .toLowerCase()
    .replaceAll("-", "_")
    .split(/[\s,，、;；]+/);
  const kinds = words.filter((word) => word !== "").map((word) => kindCalled(word) ?? word);
  return [...new Set(kinds)];
}

/** A kind may be called by its Chinese name, which has no spaces. */
const kindCalled = (word: string): AlertKind | undefined =>
  ALERT_KINDS.find((kind) => ALERT_KIND_WORDS[kind].zh === word);

export function isAlertKind(word: string): word is AlertKind {
  return ALERT_KINDS.some((kind) => kind === word);
}

/** What is wrong with kinds that were typed; null where nothing is. */
export function kindsProblem(typed: readonly string[]): Words | null {
  const none = typed.find((word) => !isAlertKind(word));
  if (none === undefined) return null;
  return {
    zh: `没有「${none}」这类消息。可选：${ALERT_KINDS.join("、")}`,
    en: `No message type “${none}”. Choose from: ${ALERT_KINDS.join(", ")}`,
  };
}

/** The kinds of a row as they are read. */
export function kindsText(kinds: readonly string[]): Words {
  const labels = kinds.map((kind) => labelOf(ALERT_KIND_WORDS, kind));
  const text = (locale: Locale, each: "zh" | "en") =>
    listText(
      labels.map((words) => words[each]),
      locale,
    );
  return { zh: text("zh-CN", "zh"), en: text("en", "en") };
}
