import { ACCOUNT_PART_WORDS } from "@tidings/shared/accounts/words.ts";
import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import { FILING_NAMES } from "@tidings/shared/filings/words.ts";
import { isId } from "@tidings/shared/ground/ids.ts";
import { fillPlaces, type Locale, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { nearest } from "@tidings/shared/ground/nearest.ts";
import { labelOf } from "@tidings/shared/ground/tone.ts";
import { phoneOrNull } from "@tidings/shared/numbers/phone.ts";
import { resourceName } from "@tidings/shared/people/words.ts";
import { stateText } from "@tidings/shared/refusals/values.ts";
import type { Field } from "@tidings/shared/resource/kinds.ts";
import { type Known, knownText, knownWords } from "@tidings/shared/resource/known.ts";
import { type Comparison, knownOf, searchesOf } from "@tidings/shared/resource/search.ts";
import { SEND_ORIGIN_WORDS, type SendOrigin } from "@tidings/shared/sends/words.ts";
import { answerOf } from "../data/database.ts";
import { rowsOfNoun, rowWithId } from "../data/rows.ts";
import type { Resource } from "../ground/answer.ts";
import { UserError } from "../ground/errors.ts";
import { findByNumber } from "../numbers/find.ts";
import { notKnownText, quotedWord } from "../registry/not_known.ts";
import type { Context } from "../registry/registry.ts";
import { REVIEWED } from "./rights.ts";

/** Finds templates, sends, domains, jump links and texts by a part of the name, the number, or the beginning of the id. */

export interface Match {
  readonly resource: Resource;
  readonly id: string;
  readonly name: string;
  /** Absent where the noun has no states. */
  readonly state?: string;
  /** The number, or address, that distinguishes it from others of the same name. */
  readonly batch_no?: string;
  /** Of a part of a service account: which it is, as the three have one name. */
  readonly kind?: string;
  /** Of a send: resends and occurrences have the name of the send they come from. */
  readonly origin?: SendOrigin;
  /** It was found by its whole number, which is shown masked. */
  readonly whole?: true;
}

const viewOf = (resource: Match["resource"]): string => DECLARED[resource].view;

const WORDS = {
  none: w("没有找到名称含「{text}」的{kinds}。", "No {kinds} with “{text}” in the name."),
  /** Of many kinds, whose names would fill the line. */
  none_at_all: w("没有找到名称或编号为「{text}」的内容。", "Nothing found with the name or number “{text}”."),
  nothing: w("还没有{kinds}。", "No {kinds} yet."),
  nothing_at_all: w("这里还没有内容。", "Nothing here yet."),
  known: w("现有：{all}", "Available: {all}"),
  part: w(
    "「{text}」只是名称的一部分，而此操作会更改内容。请输入完整名称，或使用行首的编号：",
    "“{text}” is only part of a name, and this action makes changes. Enter the full name or the number at the start of a line:",
  ),
  several: w(
    "「{text}」对应多个结果，请写得更具体，或使用行首的编号：",
    "“{text}” matches several results. Be more specific, or use the number at the start of a line:",
  ),
};

/** What a row is called: by its name, and where the system has given that, in either language; a filing also by the code of its form. */
function callsOf(resource: Match["resource"], name: string): string[] {
  if (Object.hasOwn(FILING_NAMES, name)) return [name, ...named(FILING_NAMES, name), formIn(name)];
  const known = knownOf(DECLARED[resource]);
  return known === undefined ? [name] : [name, ...named(known, name)];
}
const named = (known: Known, name: string) => Object.values(knownWords(known, name));
/** `智能信息-发送任务 (send_task)`: its last word. */
const formIn = (name: string) => /\((\w+)\)$/.exec(name)?.[1] ?? name;

/** The beginning of an id, as shown in lists: distinct in practice, and short enough to type. A number is shown whole. */
export function shortId(id: string | number): string {
  return typeof id === "number" ? String(id) : id.slice(0, 8);
}

/** A name and the mark behind it, as lists and titles print it (`会员日 · Resend`), or the mark in brackets. */
const MARKED = /^(.*\S)\s*(?:·\s*([^·]+)|[(（]([^()（）]+)[)）])$/;

/** A name without the mark that is printed behind it; `origin`: that of the sends with this mark. */
export interface Unmarked {
  readonly name: string;
  readonly origin?: SendOrigin | undefined;
}

/** The name in what is typed as it was printed: with a mark of these resources behind it; else null. */
export function unmarked(text: string, resources: readonly Match["resource"][]): Unmarked | null {
  const [, name, behind, bracketed] = MARKED.exec(text.trim()) ?? [];
  const said = (behind ?? bracketed)?.trim().toLowerCase();
  if (name === undefined || said === undefined) return null;
  const isSaid = ({ zh, en }: Words) => [zh, en].some((each) => each.toLowerCase() === said);
  const origins = Object.entries(SEND_ORIGIN_WORDS) as [SendOrigin, Words][];
  const origin = resources.includes("send") ? origins.find(([, words]) => isSaid(words))?.[0] : undefined;
  const marks = resources.flatMap((resource) =>
    Object.values<Field<never>>(DECLARED[resource].fields).flatMap(marksIn),
  );
  return origin !== undefined || marks.some(isSaid) ? { name, origin } : null;
}

/** All that a column can say behind a name. */
function marksIn(field: Field<never>): Words[] {
  if (field.mark === undefined) return [];
  if (field.mark !== "own") return [field.mark];
  return field.kind === "choice" ? Object.values(field.values) : [];
}

const MOST = 20;

/** The columns of a match, by the names it has here; of a declared noun those that its declaration names. */
function columnsOf(resource: Match["resource"]): string {
  const { title, number, fields } = DECLARED[resource];
  return [
    "id",
    title === "name" ? title : `name:${title}`,
    ...(fields.state ? ["state"] : []),
    ...(number === undefined ? [] : [number === "batch_no" ? number : `batch_no:${number}`]),
    ...(resource === "send" ? ["origin"] : []),
    ...(resource === "account_part" ? ["kind"] : []),
  ].join(", ");
}

/** The newest first. */
const orderOf = (resource: Match["resource"]) => DECLARED[resource].order;

/** A row as a match; its number may be none of letters. */
function matchOf(resource: Match["resource"], row: Readonly<Record<string, unknown>>): Match {
  const { batch_no, ...match } = row as unknown as Match;
  const number = batch_no === undefined || batch_no === null ? {} : { batch_no: String(batch_no) };
  return { ...match, ...number, resource };
}

type Rows = ReturnType<typeof rowsOfNoun>;

function compared(rows: Rows, [column, by, value]: Comparison): Rows {
  switch (by) {
    case "ilike":
      return rows.ilike(column, value);
    case "eq":
      return rows.eq(column, value);
    case "in":
      return rows.in(column, value);
    case "between":
      return rows.gte(column, value[0]).lte(column, value[1]);
  }
}

/** The matches in one view, in its usual order. */
async function search(context: Context, resource: Match["resource"], text: string): Promise<Match[]> {
  const declared = DECLARED[resource];
  const columns = columnsOf(resource);
  const [by, direction] = orderOf(resource);
  // A masked number is no text to search in: its rows are found by the whole of it.
  if (declared.fields[declared.title]?.kind === "phone" && phoneOrNull(text) !== null) {
    const found = await findByNumber<Readonly<Record<string, string>>>(context, resource, text);
    return found.rows.map((row) => ({
      resource,
      id: row.id ?? "",
      name: row[declared.title] ?? "",
      whole: true,
    }));
  }
  const found = await Promise.all(
    searchesOf(declared, text).map((comparison) => {
      const rows = rowsOfNoun(context, declared, columns).order(by, { ascending: direction === "asc" });
      return answerOf<Readonly<Record<string, unknown>>[]>(compared(rows.limit(MOST), comparison) as never);
    }),
  );
  const named = (kept: string) => knownText(knownOf(declared), kept, context.locale);
  const byId = new Map(
    found
      .flat()
      .map((row) => matchOf(resource, row))
      .map((match) => [match.id, { ...match, name: named(match.name) }]),
  );
  return [...byId.values()];
}

/** Names to suggest: first those in a state of `prefer`, then the newest. */
export async function namesLike(
  context: Context,
  typed: string,
  resources: readonly Match["resource"][],
  prefer: readonly string[] = [],
): Promise<string[]> {
  const found = (
    await Promise.all(resources.map((resource) => search(context, resource, typed.trim())))
  ).flat();
  const isPreferred = ({ state = "" }: Match) => prefer.includes(state);
  const sorted = [...found].sort((a, b) => Number(isPreferred(b)) - Number(isPreferred(a)));
  // Where several share a name, their numbers are suggested too.
  const shared = (each: Match) => sorted.filter(({ name }) => name === each.name).length > 1;
  const numbers = sorted.flatMap((each) => (each.batch_no && shared(each) ? [each.batch_no] : []));
  // Anyone who begins with a number is offered numbers; what has no name has its number alone.
  const called = (each: Match) =>
    each.batch_no !== undefined && (each.name === "" || each.batch_no === typed.trim())
      ? each.batch_no
      : each.name;
  return [...new Set([...sorted.map(called), ...numbers])].slice(0, MOST);
}

export type ResourceMatch = Match & { readonly resource: Resource };

/** `findOne` among all reviewed resources. */
export async function findResource(
  context: Context,
  text: string,
  prefer?: readonly string[],
  resources: readonly Resource[] = REVIEWED,
  whole?: boolean,
): Promise<ResourceMatch> {
  return (await findOne(context, text, resources, prefer, whole)) as ResourceMatch;
}

/** The row that a pressed button names by its whole id, in whichever enterprise it is. */
async function pressedRow(
  { session }: Context,
  id: string,
  resources: readonly Match["resource"][],
): Promise<Match | null> {
  const found = await Promise.all(
    resources.map(async (resource) => {
      const query = rowWithId(session, viewOf(resource), id, columnsOf(resource));
      const row = await answerOf<Readonly<Record<string, unknown>> | null>(query as never);
      return row && matchOf(resource, row);
    }),
  );
  return found.find((each) => each !== null) ?? null;
}

/**
 * The one resource that `text` names. An exact name goes before one in another case, and that before a part of a name.
 * If several are left, those in a state of `prefer` are taken (what can be approved, what can be sent). What was asked about by the menu of a
 * message is the row of that message, of whatever noun it is. A mark that we print behind a name is no part of it.
 *
 * @param whole take no part of a name, and no resend for its send; by default a command that changes something takes no part of a name
 * @throws UserError that lists the candidates, or says that there is none
 */
export async function findOne(
  context: Context,
  text: string,
  resources: readonly Match["resource"][],
  prefer: readonly string[] = [],
  whole?: boolean,
  origin?: SendOrigin,
): Promise<Match> {
  const wanted = text.trim();
  const among = context.about === null ? resources : [context.about.resource];
  const pressed = context.pressed && isId(wanted) ? await pressedRow(context, wanted, among) : null;
  if (pressed) return pressed;
  const found = (await Promise.all(resources.map((resource) => search(context, resource, wanted)))).flat();
  const all = origin === undefined ? found : found.filter((each) => each.origin === origin);
  const exactly = (same: (text: string) => string) =>
    all.filter(
      ({ resource, id, name, batch_no, whole: byNumber }) =>
        byNumber ||
        [...callsOf(resource, name), String(id), shortId(id), batch_no].some(
          (each) => each && same(each) === same(wanted),
        ),
    );
  const exact = exactly((text) => text.toLowerCase());
  const [named = all] = [exactly((text) => text), exact].filter((each) => each.length > 0);
  const preferred = named.filter(({ state = "" }) => prefer.includes(state));
  const left = preferred.length > 0 ? preferred : named;
  const [first] = left;
  if (first && whole && isChildOfAnother(first, named)) return ambiguous(context, wanted, named);
  const part = whole === undefined ? context.reads : !whole;
  if (first && left.length === 1 && (part || exact.length > 0)) return first;
  const kinds = resources.map((resource) => say(resourceName(resource), context.locale)).join(" / ");
  const told = (words: Words) => fillPlaces(say(words, context.locale), { text: wanted, kinds });
  if (!first) {
    const bare = unmarked(wanted, resources);
    if (bare) return findOne(context, bare.name, resources, prefer, whole, bare.origin);
    const [nothing, none] =
      resources.length > 2 ? [WORDS.nothing_at_all, WORDS.none_at_all] : [WORDS.nothing, WORDS.none];
    if (wanted === "") throw new UserError(told(nothing));
    throw new UserError(await noneText(context, wanted, resources, told(none)));
  }
  const why = left.length === 1 ? WORDS.part : WORDS.several;
  throw new UserError([told(why), ...left.map((each) => lineOf(each, context.locale))].join("\n"));
}

/** Rows whose names may be meant: the newest of a noun. */
const MOST_NAMES = 200;

/** What rows of a noun are called, the newest first; of numbers, which are masked, none. */
async function namesOf(context: Context, resource: Match["resource"]): Promise<string[]> {
  const declared = DECLARED[resource];
  if (declared.fields[declared.title]?.kind === "phone") return [];
  const [by, direction] = orderOf(resource);
  const rows = rowsOfNoun(context, declared, columnsOf(resource)).order(by, {
    ascending: direction === "asc",
  });
  const found = await answerOf<Readonly<Record<string, unknown>>[]>(rows.limit(MOST_NAMES) as never);
  return found.map((row) => knownText(knownOf(declared), matchOf(resource, row).name ?? "", context.locale));
}

/** That nothing is called so, with the nearest names that there are, or all of them where they are few. */
async function noneText(
  context: Context,
  wanted: string,
  resources: readonly Match["resource"][],
  none: string,
): Promise<string> {
  const all = (await Promise.all(resources.map((resource) => namesOf(context, resource)))).flat();
  const names = [...new Set(all)].filter(Boolean);
  const quoted = (name: string) => quotedWord(name, context.locale);
  const meant = nearest(names, wanted, (name) => [name]).map(quoted);
  // Of many kinds a list would be of everything.
  const known = resources.length > 2 ? {} : { all: { words: WORDS.known, names: names.map(quoted) } };
  return notKnownText({ none, meant, ...known }, context.locale);
}

/**
 * Is it the resend or an occurrence of a send that has the same name? Anyone who writes that name means the send itself, also
 * when only what came of it can still be cancelled.
 */
function isChildOfAnother({ id, origin }: Match, named: readonly Match[]): boolean {
  const child = origin === "resend" || origin === "occurrence";
  return child && named.some((each) => each.id !== id && each.origin === "own");
}

function ambiguous({ locale }: Context, text: string, found: readonly Match[]): never {
  const lines = found.map((each) => lineOf(each, locale));
  throw new UserError([fillPlaces(say(WORDS.several, locale), { text }), ...lines].join("\n"));
}

/** `20261124-0001-R0  会员日  (send, Resend, Done)`: a candidate with its number and what distinguishes it. */
function lineOf(found: Match, locale: Locale): string {
  const { resource, id, name, state, batch_no, origin, kind } = found;
  const about = [
    say(kind === undefined ? resourceName(resource) : labelOf(ACCOUNT_PART_WORDS, kind), locale),
    ...(origin === undefined || origin === "own" ? [] : [say(SEND_ORIGIN_WORDS[origin], locale)]),
    ...(state === undefined ? [] : [stateText(resource, state, locale)]),
  ];
  return `${batch_no ?? shortId(id)}  ${name}  (${about.join(locale === "en" ? ", " : "，")})`;
}
