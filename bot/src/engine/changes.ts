import { timeText } from "@tidings/shared/ground/clock.ts";
import { fillPlaces, type Locale, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import {
  changesOfCompared,
  changesOfLaw,
  type ReviewChanges,
  SAME,
} from "@tidings/shared/refusals/review_changes.ts";
import type { Resource, Row } from "@tidings/shared/resource/define.ts";
import type { DifferenceLine } from "@tidings/shared/resource/difference.ts";
import { verb } from "../data/database.ts";
import type { View } from "./view.ts";

/** What a row in review changes of what serves, or of its submission before: on every card that is decided (BOT-3). */

const MORE: Words = w("……另有 {left} 处改动", "… and {left} more {left:change|changes}");

/** Of changes, what a chat message has room for. */
const MOST_CHANGES = 12;
const LONGEST_VALUE = 80;

/** What is to be decided of a row changes; null where it is not in review, or there is nothing to compare it with. */
export async function reviewChanges(view: View, of: Resource, row: Row): Promise<ReviewChanges | null> {
  if (row.state !== "in_review") return null;
  const compared = of.changes?.(row, view.locale, view.zone);
  if (compared) return changesOfCompared(compared, view.locale);
  const answered = await verb(view.session, "review_changes", { resource: of.noun, id: String(row.id) });
  return changesOfLaw(answered, view.locale, (at) => timeText(at, view.zone));
}

/** The changes as lines of a card, those that there is no room for counted. */
export function changeLines(head: string, lines: readonly DifferenceLine[], locale: Locale): string[] {
  const colon = locale === "en" ? ":" : "：";
  if (lines.length === 0) return [`${head}${colon} ${say(SAME, locale)}`];
  const told = lines
    .slice(0, MOST_CHANGES)
    .map((line) => `• ${line.field}: ${short(line.before)} → ${short(line.after)}`);
  const left = lines.length - told.length;
  return [`${head}${colon}`, ...told, ...(left > 0 ? [fillPlaces(say(MORE, locale), { left })] : [])];
}

const short = (text: string) => {
  const letters = [...text.replace(/\s+/g, " ")];
  return letters.length > LONGEST_VALUE
    ? `${letters.slice(0, LONGEST_VALUE - 1).join("")}…`
    : letters.join("");
};
