import type { Locale } from "@tidings/shared/ground/locale.ts";
import type { Answer } from "../ground/answer.ts";
import { SHOWN } from "./dispatcher.ts";
import type { ChatRun } from "./runs.ts";

/**
 * What presses are answered that come too late. Of two hundred people who press a card at once one decides, and the first of the others
 * hears from the database that it is decided. The rest are told the same without asking it again: their card shows it to all of them.
 */
export interface Decided {
  /** What somebody else was answered who pressed the same; null: the database is asked. */
  known(run: ChatRun, locale: Locale): Answer | null;
  /** Remembers the answer to a press, where it holds for all who press the same. */
  told(run: ChatRun, locale: Locale, answer: Answer): void;
}

/** A crowd is answered in this time. */
const KEPT_MS = 30_000;
const MOST_KEPT = 1_000;

export function makeDecided(): Decided {
  const all = new Map<string, { readonly answer: Answer; readonly until: number }>();
  return {
    known(run, locale) {
      const kept = all.get(pressed(run, locale) ?? "");
      return kept && kept.until > Date.now() ? { ...kept.answer, known: true } : null;
    },
    told(run, locale, answer) {
      const key = pressed(run, locale);
      if (key === null || answer.known || answer.refusal?.code !== "wrong_state") return;
      if (all.size >= MOST_KEPT) all.clear();
      all.set(key, { answer, until: Date.now() + KEPT_MS });
    },
  };
}

/**
 * Which button was pressed. A card that is redrawn has new ones, so a decision that was taken back is not told of the next press. Null where the
 * button names nothing that was shown, or where somebody has to be told how to link.
 */
function pressed({ work, stranger }: ChatRun, locale: Locale): string | null {
  if (stranger || work.token === undefined || typeof work.input?.[SHOWN] !== "string") return null;
  return [work.token, locale].join(" ");
}
