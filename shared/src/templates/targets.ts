import { type Locale, say } from "../ground/locale.ts";
import { ACTION_TYPES, ACTIONS, type ActionType } from "./actions.ts";

/** Where a tap on a card leads. */
export interface Target {
  /** The text that is tapped; null for an image or another place without a text. */
  readonly under: string | null;
  readonly type: ActionType;
  /** The values of the action in the order of its fields, the main one first; parameters are still `${name}`. */
  readonly values: readonly string[];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === "object" && !Array.isArray(value);
const isType = (value: unknown): value is ActionType => (ACTION_TYPES as readonly unknown[]).includes(value);
const textOf = (value: unknown): string | null =>
  typeof value === "string" && value.trim() !== "" ? value : null;

/**
 * Every action of a content, in the order of its slots: what an approval binds and no picture shows (APR-1, TPL-4).
 * The content may be unfinished or wrong; what is no action is passed over.
 */
export function targetsOf(content: unknown): Target[] {
  if (Array.isArray(content)) return content.flatMap(targetsOf);
  if (!isObject(content)) return [];
  const { action } = content;
  const own: Target[] =
    isObject(action) && isType(action.type)
      ? [
          {
            under: textOf(content.text) ?? textOf(content.label) ?? textOf(content.title),
            type: action.type,
            values: ACTIONS[action.type].fields.flatMap(({ name }) => textOf(action[name]) ?? []),
          },
        ]
      : [];
  return [
    ...own,
    ...Object.entries(content).flatMap(([name, value]) => (name === "action" ? [] : targetsOf(value))),
  ];
}

/** `去使用 → 打开链接 https://…`: a target as one line. */
export function targetText({ under, type, values }: Target, locale: Locale): string {
  const goes = [say(ACTIONS[type].words, locale), ...values].join(" ");
  return under === null ? goes : `${under} → ${goes}`;
}
