import { fillPlaces, listText, say, type Words } from "@tidings/shared/locale.ts";
import { answerOf } from "../database.ts";
import { UserError } from "../errors.ts";
import type { Context } from "../registry.ts";
import { rowsHere } from "../rows.ts";

/** Finds by name what has no card: channels, signatures, approval rules, groups. */

/** The tables and views, and their nouns. */
const KINDS = {
  channel_cards: { zh: "通道", en: "channel" },
  sms_signatures: { zh: "短消息签名", en: "signature" },
  approval_rules: { zh: "审批规则", en: "approval rule" },
  groups: { zh: "用户组", en: "group" },
} as const satisfies Record<string, Words>;
export type NamedKind = keyof typeof KINDS;

export interface NamedRow {
  readonly id: string;
  readonly name: string;
}

const SAYS = {
  none: {
    zh: "没有名为「{text}」的{kind}。可选：{names}",
    en: "There is no {kind} “{text}”. There is: {names}",
  },
  several: { zh: "「{text}」对应多个{kind}：{names}", en: "“{text}” could be several of a {kind}: {names}" },
} as const satisfies Record<string, Words>;

const MOST = 200;

/**
 * The rows that `text` names. An exact name goes before one in another case, and that before a part of a name. `callsOf` says
 * what a row is called, its name first.
 */
export function namedBy<Row>(
  rows: readonly Row[],
  text: string,
  callsOf: (row: Row) => readonly string[],
): Row[] {
  const wanted = text.trim();
  const small = wanted.toLowerCase();
  const ways: ((call: string, index: number) => boolean)[] = [
    (call) => call === wanted,
    (call) => call.toLowerCase() === small,
    (call, index) => index === 0 && call.toLowerCase().includes(small),
  ];
  for (const way of ways) {
    const found = rows.filter((row) => callsOf(row).some(way));
    if (found.length > 0) return found;
  }
  return [];
}

/** All rows of a kind in the current enterprise. */
async function allOf(context: Context, kind: NamedKind): Promise<NamedRow[]> {
  return answerOf<NamedRow[]>(rowsHere(context, kind, "id, name").order("name").limit(MOST));
}

/** Names to suggest. */
export async function namesOf(context: Context, kind: NamedKind, typed: string): Promise<string[]> {
  const wanted = typed.trim().toLowerCase();
  const all = await allOf(context, kind);
  return all.map((each) => each.name).filter((name) => name.toLowerCase().includes(wanted));
}

/**
 * The row that `text` names; a part of the name is enough when it is unique.
 * @throws UserError that lists the candidates
 */
export async function findNamed(context: Context, kind: NamedKind, text: string): Promise<NamedRow> {
  const all = await allOf(context, kind);
  const found = namedBy(all, text, ({ name, id }) => [name, id]);
  const [first] = found;
  if (first && found.length === 1) return first;
  const names = listText(
    (first ? found : all).map((each) => each.name),
    context.locale,
  );
  const places = { text: text.trim(), kind: say(KINDS[kind], context.locale), names };
  throw new UserError(fillPlaces(say(first ? SAYS.several : SAYS.none, context.locale), places));
}
