import { rowSchema, toldRow } from "@tidings/shared/catalogue/answers.ts";
import { cursorOf } from "@tidings/shared/catalogue/pages.ts";
import { dayPlus, dayStart } from "@tidings/shared/ground/clock.ts";
import { fillPlaces, inSentence, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { containing } from "@tidings/shared/resource/containing.ts";
import { listColumns, type Resource, type Row, tagOf, usualOrder } from "@tidings/shared/resource/define.ts";
import type { Field } from "@tidings/shared/resource/kinds.ts";
import { knownName } from "@tidings/shared/resource/known.ts";
import { headOf, rightOf } from "@tidings/shared/resource/nouns.ts";
import { roomWords } from "@tidings/shared/resource/room.ts";
import { idsLike } from "@tidings/shared/resource/search.ts";
import { valueText } from "@tidings/shared/resource/text.ts";
import { z } from "zod";
import { answerOf, countOf } from "../data/database.ts";
import { rowsHere, rowsOfNoun } from "../data/rows.ts";
import { type Action, type Answer, type Column, plain } from "../ground/answer.ts";
import { DAY_WORDS, dayOption, typedDays } from "../ground/days.ts";
import { UserError } from "../ground/errors.ts";
import { daysAgo } from "../ground/times.ts";
import { findByNumber } from "../numbers/find.ts";
import { typedAt } from "../registry/hints.ts";
import type { AnyCommand, Context } from "../registry/registry.ts";
import { shortId } from "./find.ts";
import { commandHead, OWN, onlyFor } from "./head.ts";
import { type OwnFilters, ownFilters } from "./own.ts";

const SAYS = {
  description: w("列出{many}，可按条件筛选", "Lists {many}, with filters"),
  none: w("没有符合条件的{one}。", "No matching {one}."),
  title: w("{many}（{count}）", "{many} ({count})"),
  page: w("{many}（第 {page} 页）", "{many}, page {page}"),
  which: w("页码", "Page"),
  before: w("上一页", "Previous page"),
  next: w("下一页", "Next page"),
  days: w("最近天数", "Past days"),
  id: w("编号", "ID"),
  no_id: w(
    "编号由数字和字母 a–f 组成，至少填写前 4 位。",
    "An ID consists of digits and the letters a–f. Enter at least the first four characters.",
  ),
  number: w(
    "「{number}」不是手机号。这里只能填写要查找的手机号；如需翻页，请用：{line}",
    "“{number}” isn't a mobile number. This field searches by mobile number. To go to another page: {line}",
  ),
} as const satisfies Record<string, Words>;

/** A list that is searched by a whole number was given what may be a page. */
function pageHint({ locale, source, commands }: Context, { noun }: Resource, number: string): string {
  const line = typedAt(source, commands, `${headOf(noun).command} list --page ${number}`);
  return fillPlaces(say(SAYS.number, locale), { number, line });
}

/** As many rows as a table in chat can be looked through. */
export const PAGE = 50;
const LONGEST = 253;

type Filters = Readonly<Record<string, unknown>>;
type Query = ReturnType<typeof rowsOfNoun>;

const filteredOf = (of: Resource) =>
  Object.entries(of.fields).filter(([, { filter }]) => filter !== undefined);

/** An option that narrows a list: its schema, what it is called, and how it narrows. */
type Option = readonly [
  name: string,
  schema: z.ZodType,
  words: Words,
  narrow: (query: Query, value: unknown, context: Context) => Query,
];

/** The span that the list is narrowed by days of; further ones say their own name. */
const mainSpan = (of: Resource) => {
  const spans = filteredOf(of).filter(([, { filter }]) => filter === "span");
  return (spans.find(([, { kind }]) => kind === "time") ?? spans[0])?.[0];
};

/** Of a span its first and its last day; of the main one also how many days until now. */
function spanOptions(of: Resource, [column, field]: [string, Field<Row>]): Option[] {
  const isMain = column === mainSpan(of);
  const [from, to] = isMain ? ["from", "to"] : [`${column}_from`, `${column}_to`];
  const named = ({ zh, en }: Words): Words =>
    isMain ? { zh, en } : { zh: `${field.label.zh}：${zh}`, en: `${field.label.en}: ${en.toLowerCase()}` };
  const isDate = field.kind === "day";
  return [
    ...(isMain
      ? [
          [
            "days",
            z.int().min(1).max(3_650).optional(),
            SAYS.days,
            (query: Query, value: unknown) => query.gte(column, daysAgo(Number(value))),
          ] as const,
        ]
      : []),
    [
      from,
      dayOption,
      named(DAY_WORDS.from),
      (query, value, { locale, zone }) => {
        const [day = ""] = typedDays(locale, [value, undefined], [from, to]);
        return query.gte(column, isDate ? day : dayStart(day, zone).toISOString());
      },
    ],
    [
      to,
      dayOption,
      named(DAY_WORDS.to),
      (query, value, { locale, zone }) => {
        const [, day = ""] = typedDays(locale, [undefined, value], [from, to]);
        return isDate
          ? query.lte(column, day)
          : query.lt(column, dayStart(dayPlus(day, 1), zone).toISOString());
      },
    ],
  ];
}

function narrowedByPart(of: Resource, column: string, field: Field<Row>): Option[3] {
  const known = field.kind === "text" ? field.known : undefined;
  return (query, value) => {
    const part = containing(knownName(known, String(value)));
    const number = column === of.title ? ownNumber(of, String(value)) : null;
    // Digits alone have nothing that the syntax of `or` reads otherwise.
    if (number !== null) return query.or(`${column}.ilike.${part},${of.number}.eq.${number}`);
    return query.ilike(column, part);
  };
}

/** The options of a filter. */
function optionsOfFilter(of: Resource, entry: [string, Field<Row>]): Option[] {
  const [column, field] = entry;
  const { label, filter, at = column } = field;
  const is = (query: Query, value: unknown) => query.eq(at, value as string);
  if (filter === "span") return spanOptions(of, entry);
  // Its rows are asked for by it alone.
  if (filter === "number")
    return [[column, z.string().trim().min(1).max(40).optional(), label, (query) => query]];
  if (filter === "id")
    return [
      [
        column,
        z.string().trim().min(4).max(36).optional(),
        label,
        (query, value, { locale }) => {
          const ids = idsLike(String(value));
          if (ids === null) throw new UserError(say(SAYS.no_id, locale), column);
          return query.gte(column, ids[0]).lte(column, ids[1]);
        },
      ],
    ];
  const has = (query: Query, value: unknown) => query.contains(column, [value]);
  if (field.kind === "choice" || field.kind === "choices")
    return [[column, z.enum(Object.keys(field.values)).optional(), label, filter === "has" ? has : is]];
  if (field.kind === "flag")
    return [
      [column, z.enum(["yes", "no"]).optional(), label, (query, value) => query.eq(column, value === "yes")],
    ];
  if (field.kind === "count") return [[column, z.int().min(0).optional(), label, is]];
  const narrow = filter === "part" ? narrowedByPart(of, column, field) : filter === "has" ? has : is;
  return [[column, z.string().trim().max(LONGEST).optional(), label, narrow]];
}

/** Every option of a list. Own fields are one, as in forms: `campaign=双旦; ends=2026-11-01..2026-11-30`. */
function optionsOf(of: Resource): Option[] {
  const declared = filteredOf(of).flatMap((entry) => optionsOfFilter(of, entry));
  if (!of.own) return declared;
  return [
    ...declared,
    [
      "own",
      z.string().trim().min(1).max(1_000).optional(),
      OWN,
      // What the fields are is read before.
      (query) => query,
    ],
  ];
}

/** Words of the values to choose, by option: `yes` of one option is not that of another. */
function choicesOf(of: Resource): Record<string, Words> {
  return Object.fromEntries(
    filteredOf(of).flatMap(([column, field]): [string, Words][] => {
      if (field.kind === "choice" || field.kind === "choices")
        return Object.entries(field.values).map(([value, words]) => [`${column}.${value}`, words]);
      if (field.kind !== "flag") return [];
      return [
        [`${column}.yes`, field.values.true],
        [`${column}.no`, field.values.false],
      ];
    }),
  );
}

/** The number of a row that is typed in place of its name; null where the noun has none, or it is no number. */
const ownNumber = ({ number, fields }: Resource, typed: string): string | null =>
  number !== undefined && fields[number]?.kind === "count" && /^\d{1,18}$/.test(typed) ? typed : null;

/** The query, narrowed by all that was given. */
function filtered(context: Context, query: Query, of: Resource, filters: Filters, own: OwnFilters): Query {
  const narrowed = optionsOf(of).reduce(
    (rows, [name, , , narrow]) => (filters[name] === undefined ? rows : narrow(rows, filters[name], context)),
    query,
  );
  return own.reduce((rows, [path, op, value]) => rows.filter(path, op, value), narrowed);
}

/** In the usual order; for a program in that of the API's pages, in which what has no value stands last. */
function ordered({ program }: Context, of: Resource, rows: Query): Query {
  const [by, direction] = of.order;
  const ascending = direction === "asc";
  if (program && by === "id") return rows.order("id", { ascending });
  if (program) return rows.order(by, { ascending, nullsFirst: false }).order("id");
  return usualOrder(of)
    .reduce((all, [column, way]) => all.order(column, { ascending: way === "asc" }), rows)
    .order("id");
}

/** The page for a program, as the API answers it; nothing where none asks. */
function pageData({ program }: Context, of: Resource, rows: readonly Row[], more: boolean): Partial<Answer> {
  if (!program) return {};
  const [schema, last] = [rowSchema(of), rows.at(-1)];
  const next_cursor = more && last ? cursorOf(of, last) : null;
  return { data: { items: rows.map((row) => toldRow(schema, row)), next_cursor } };
}

/** The rows of the list; those of a number, which is typed as a whole, are asked for by it alone. */
async function rowsBy(
  context: Context,
  of: Resource,
  filters: Filters,
  page: number,
): Promise<readonly Row[]> {
  const [number] = filteredOf(of).flatMap(([column, { filter }]) =>
    filter === "number" && filters[column] ? [String(filters[column])] : [],
  );
  if (number !== undefined && /^\d{1,4}$/.test(number.trim()))
    throw new UserError(pageHint(context, of, number.trim()));
  if (number !== undefined) return (await findByNumber<Row>(context, of.noun, number)).rows;
  const own = filters.own === undefined ? [] : await ownFilters(context, of.noun, String(filters.own));
  const from = (page - 1) * PAGE;
  // One row more shows whether there is another page.
  const query = ordered(context, of, rowsOfNoun(context, of)).range(from, from + PAGE);
  return answerOf<Row[]>(filtered(context, query, of, filters, own) as never);
}

/** How many more can be added, of a noun of which an enterprise has at most so many. */
async function roomText(context: Context, { most, view }: Resource): Promise<string | undefined> {
  if (most === undefined) return undefined;
  const count = await countOf(rowsHere(context, view, "id", { count: "exact", head: true }));
  const room = roomWords(most, count);
  return room === null ? undefined : say(room, context.locale);
}

/** `policies` of `policy`: what one asks for without saying that a list is meant. */
const manyOf = (command: string) =>
  /[^aeiou]y$/.test(command) ? `${command.slice(0, -1)}ies` : `${command}s`;

/** `<noun> list`: the rows of the enterprise in use, by the filters of the declaration. */
export function listCommand(of: Resource): AnyCommand {
  const { command, list, many, one, reach } = headOf(of.noun);
  const name = list ?? `${command} list`;
  const options = optionsOf(of);
  // Rows that nothing is done with are not called by an id.
  const called = of.opens !== false || Object.keys(of.transitions).length > 0;
  const number = of.number === undefined ? undefined : of.fields[of.number];
  // A table in chat is as narrow as a phone: what the panel leaves out there is left out here.
  const columnsFor = (platform: boolean) => {
    const [named, ...others] = listColumns(of, platform).filter(([, { list }]) => list !== "wide");
    // A number that has a column of its own appears once.
    return [
      ...new Map([
        ...(named ? [named] : []),
        ...(of.number && number ? [[of.number, number] as const] : []),
        ...others,
      ]),
    ];
  };
  const head = commandHead(of.noun, "list", [list ? `${command} list` : manyOf(command)]);
  return {
    ...head,
    name,
    words: {
      title: many,
      description: {
        zh: fillPlaces(SAYS.description.zh, { many: many.zh }),
        en: fillPlaces(SAYS.description.en, { many: inSentence(many.en) }),
      },
      options: { ...Object.fromEntries(options.map(([name, , words]) => [name, words])), page: SAYS.which },
      choices: choicesOf(of),
    },
    input: z.object({
      ...Object.fromEntries(options.map(([name, schema]) => [name, schema])),
      page: z.int().min(1).max(10_000).default(1),
    }),
    positional: options.some(([name]) => name === of.title) ? [of.title] : [],
    // A platform admin, whom no policy gives a right, sees those of every enterprise.
    ...onlyFor(reach === "platform" ? null : rightOf(of.noun, "list"), of.noun),
    reads: true,
    async run(context, { page: asked, ...filters }: Filters): Promise<Answer> {
      const { locale } = context;
      const columns = columnsFor(context.me.platform_admin);
      const page = Number(asked);
      const [found, room] = await Promise.all([rowsBy(context, of, filters, page), roomText(context, of)]);
      const rows = found.slice(0, PAGE);
      const data = pageData(context, of, rows, found.length > PAGE);
      const isWhole = page === 1 && found.length <= PAGE;
      const turn = (words: Words, by: number): Action => {
        const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
        return { command: name, input: { ...given, page: page + by }, label: say(words, locale) };
      };
      if (rows.length === 0)
        return plain(
          [fillPlaces(say(SAYS.none, locale), { one: say(one, locale) }), room].filter(Boolean).join("\n"),
          data,
        );
      const titles = columns.map(
        ([, { label, kind }]): Column => ({
          title: say(label, locale),
          align: kind === "count" || kind === "money" ? "right" : "left",
        }),
      );
      const cells = (row: Row) =>
        columns.map(([column, field]) => {
          const text = valueText(field, row[column], row, context) ?? (field.when ? "—" : "");
          const marks = column === of.title ? marksOf(of, row).map((mark) => ` · ${say(mark, locale)}`) : [];
          return [text, ...marks].join("");
        });
      return {
        ...data,
        tone: "plain",
        title: fillPlaces(say(isWhole ? SAYS.title : SAYS.page, locale), {
          ...{ many: say(many, locale), count: rows.length, page },
        }),
        text: room,
        table: {
          name: headOf(of.noun).path,
          columns: called ? [...titles, { title: say(SAYS.id, locale) }] : titles,
          rows: rows.map((row) => (called ? [...cells(row), shortId(String(row.id))] : cells(row))),
        },
        actions: [
          ...(page > 1 ? [turn(SAYS.before, -1)] : []),
          ...(found.length > PAGE ? [turn(SAYS.next, 1)] : []),
        ],
        ...(head.audience === "person" ? { ephemeral: true } : {}),
      };
    },
  };
}

const marksOf = (of: Resource, row: Row): Words[] =>
  Object.entries(of.fields).flatMap(([column, { mark, when }]) => {
    if (mark === "own") return when?.(row) === false ? [] : [tagOf(of, column, row) ?? []].flat();
    return mark && row[column] === true ? [mark] : [];
  });
