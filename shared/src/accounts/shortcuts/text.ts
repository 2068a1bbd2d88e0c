import { type Locale, listText, say, type Words, w } from "../../ground/locale.ts";
import { type DifferenceLine, differencesOf, type Entry } from "../../resource/difference.ts";
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

/** A version of a shortcut, as far as it is decided about. */
export interface ShortcutVersion {
  readonly signature: string | null;
  readonly proofs: unknown;
  readonly regions: unknown;
  readonly buttons: unknown;
  readonly timed: unknown;
}

const SAYS = {
  signature: w("短信签名", "Signature"),
  proofs: w("授权证明", "Proof"),
  regions: w("地区", "Regions"),
  button: w("快捷键", "Button"),
  timed: w("自定义配置", "Custom configurations"),
} as const satisfies Record<string, Words>;

type When = (instant: string) => string;

/** What differs between two versions of a shortcut, value by value. `when` writes an instant in the reader's zone. */
export function shortcutChanges(
  before: ShortcutVersion,
  after: ShortcutVersion,
  locale: Locale,
  when: When,
): readonly DifferenceLine[] {
  return differencesOf(entriesOf(before, locale, when), entriesOf(after, locale, when));
}

function entriesOf(version: ShortcutVersion, locale: Locale, when: When): Entry[] {
  const proofs = (version.proofs ?? []) as readonly { readonly name: string; readonly path: string }[];
  const timed = (version.timed ?? []) as readonly TimedButtons[];
  const said = (words: Words) => say(words, locale);
  const names = proofs.map(({ name }) => name);
  const places = proofs.map(({ path }) => path).join(" ");
  const regions = [...((version.regions ?? []) as readonly number[])].sort((a, b) => a - b).join(" ");
  return [
    { key: "signature", field: said(SAYS.signature), value: version.signature ?? "" },
    { key: "proofs", field: said(SAYS.proofs), value: listText(names, locale), mark: places },
    { key: "regions", field: said(SAYS.regions), value: said(regionsText(version.regions)), mark: regions },
    ...buttonEntries(version.buttons, "buttons", said(SAYS.button), locale),
    ...timed.flatMap(({ name, begins_at, ends_at, buttons }, at) => {
      const field = `${said(SAYS.timed)} ${at + 1}`;
      const value = `${name}: ${when(begins_at ?? "")} – ${when(ends_at ?? "")}`;
      const inside = buttonEntries(buttons, `timed.${at}`, `${field} · ${said(SAYS.button)}`, locale);
      return [{ key: `timed.${at}`, field, value }, ...inside];
    }),
  ];
}

const buttonEntries = (buttons: unknown, key: string, field: string, locale: Locale): Entry[] =>
  ((buttons ?? []) as readonly ShortcutButton[]).map((one, at) => ({
    key: `${key}.${at}`,
    field: `${field} ${at + 1}`,
    value: `${one.name}: ${tapText(one, locale)}`,
  }));
