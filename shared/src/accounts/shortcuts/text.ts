import { type Locale, listText, say, type Words } from "../../ground/locale.ts";
import { regionName } from "../regions.ts";
import type { ShortcutButton, TimedButtons } from "./content.ts";
import { SHORTCUT_ACTIONS, type ShortcutAction } from "./fields.ts";

/** A shortcut as lines of text: what a card in chat says, and what no picture shows, as where a tap leads (APR-1). */

/** `拨打电话 · 400-123-4567`: what a tap does, with the values of its fields. */
export function tapText(button: ShortcutButton, locale: Locale): string {
  const action: ShortcutAction = SHORTCUT_ACTIONS[button.action];
  const values = button as Readonly<Record<string, unknown>>;
  const parts = action.fields.flatMap(({ name, kind, label, values: words }) => {
    const value = values[name];
    if (kind === "flag") return value === true ? [say(label, locale)] : [];
    if (typeof value !== "string" || value === "") return [];
    const word = words?.[value];
    return [word ? say(word, locale) : value];
  });
  return [say(action.label, locale), ...parts].join(" · ");
}

/** One line a button. */
export const buttonLines = (buttons: unknown, locale: Locale): string[] =>
  ((buttons ?? []) as readonly ShortcutButton[]).map((one) => `${one.name} → ${tapText(one, locale)}`);

/** A configuration with its time, then its buttons. */
export function timedLines(timed: unknown, locale: Locale, when: (instant: string) => string): string[] {
  return ((timed ?? []) as readonly TimedButtons[]).flatMap(({ name, begins_at, ends_at, buttons }) => [
    `${name}: ${when(begins_at ?? "")} – ${when(ends_at ?? "")}`,
    ...buttonLines(buttons, locale).map((line) => `　${line}`),
  ]);
}

/** The regions by name, the first few of many. */
export function regionsText(regions: unknown): Words {
  const names = ((regions ?? []) as readonly number[]).map(regionName);
  const [few, more] = [names.slice(0, 3), names.length - 3];
  const zh = listText(
    few.map((one) => one.zh),
    "zh-CN",
  );
  const en = listText(
    few.map((one) => one.en),
    "en",
  );
  if (more <= 0) return { zh, en };
  return { zh: `${zh}等 ${names.length} 个地区`, en: `${en} and ${more} more` };
}
