import { fillPlaces, say, type Words } from "@tidings/shared/locale.ts";
import { headOf, rightOf } from "@tidings/shared/nouns.ts";
import { listColumns, type Resource, type Row } from "@tidings/shared/resource/define.ts";
import type { Field } from "@tidings/shared/resource/kinds.ts";
import { z } from "zod";
import type { Answer, Column } from "../answer.ts";
import { answerOf } from "../database.ts";
import type { AnyCommand } from "../registry.ts";
import { containing, shortId } from "../resources/find.ts";
import { rowsHere } from "../rows.ts";
import { daysAgo } from "../times.ts";
import { valueText } from "./text.ts";

const SAYS = {
  description: { zh: "列出{many}，可按条件筛选", en: "Lists {many}, with filters" },
  none: { zh: "没有符合条件的{one}。", en: "No {one} matches." },
  most: { zh: "仅列出最新的 {most} 项。", en: "Only the newest {most} are listed." },
  days: { zh: "最近几天", en: "In the last days" },
  id: { zh: "编号", en: "Id" },
} as const satisfies Record<string, Words>;

const MOST = 100;
const LONGEST = 253;

type Filters = Readonly<Record<string, unknown>>;
type Query = ReturnType<typeof rowsHere>;

const filteredOf = (of: Resource) =>
  Object.entries(of.fields).filter(([, field]) => field.filter !== undefined);

/** The option of a filter. A span of days is that of the last days. */
function optionOf([column, field]: [string, Field<Row>]): [name: string, schema: z.ZodType, words: Words] {
  if (field.filter === "span") return ["days", z.int().min(1).max(3_650).optional(), SAYS.days];
  if (field.kind === "choice") return [column, z.enum(Object.keys(field.values)).optional(), field.label];
  if (field.kind === "flag") return [column, z.enum(["yes", "no"]).optional(), field.label];
  if (field.kind === "count") return [column, z.int().min(0).optional(), field.label];
  return [column, z.string().trim().max(LONGEST).optional(), field.label];
}

/** Words of the values to choose, by option: `yes` of one option is not that of another. */
function choicesOf(of: Resource): Record<string, Words> {
  return Object.fromEntries(
    filteredOf(of).flatMap(([column, field]): [string, Words][] => {
      if (field.kind === "choice")
        return Object.entries(field.values).map(([value, words]) => [`${column}.${value}`, words]);
      if (field.kind !== "flag") return [];
      return [
        [`${column}.yes`, field.values.true],
        [`${column}.no`, field.values.false],
      ];
    }),
  );
}

function filtered(query: Query, of: Resource, filters: Filters): Query {
  return filteredOf(of).reduce((found, entry) => {
    const [column, field] = entry;
    const [name] = optionOf(entry);
    const value = filters[name];
    if (value === undefined) return found;
    if (field.filter === "span") return found.gte(column, daysAgo(Number(value)));
    if (field.filter === "part") return found.ilike(column, containing(String(value)));
    return found.eq(column, (field.kind === "flag" ? value === "yes" : value) as string);
  }, query);
}

/** `<noun> list`: the rows of the enterprise in use, by the filters of the declaration. */
export function listCommand(of: Resource): AnyCommand {
  const { command, many, one, feature, apart } = headOf(of.noun);
  const options = filteredOf(of).map(optionOf);
  const number = of.number === undefined ? undefined : of.fields[of.number];
  // A table in chat is as narrow as a phone: what the panel leaves out there is left out here.
  const [named, ...others] = listColumns(of).filter(([, { list }]) => list !== "wide");
  const columns = [
    ...(named ? [named] : []),
    ...(of.number && number ? [[of.number, number] as const] : []),
    ...others,
  ];
  return {
    name: `${command} list`,
    aliases: [`${command}s`],
    feature,
    words: {
      title: many,
      description: {
        zh: fillPlaces(SAYS.description.zh, { many: many.zh }),
        en: fillPlaces(SAYS.description.en, { many: many.en.toLowerCase() }),
      },
      options: Object.fromEntries(options.map(([name, , words]) => [name, words])),
      choices: choicesOf(of),
    },
    input: z.object(Object.fromEntries(options.map(([name, schema]) => [name, schema]))),
    positional: options.some(([name]) => name === of.title) ? [of.title] : [],
    permission: rightOf(of.noun, "list"),
    reads: true,
    admin: apart,
    audience: apart ? "person" : "chat_channel",
    async run(context, filters: Filters): Promise<Answer> {
      const { locale } = context;
      const query = rowsHere(context, of.view)
        .order(of.order[0], { ascending: of.order[1] === "asc" })
        .limit(MOST);
      const rows = await answerOf<Row[]>(filtered(query, of, filters) as never);
      if (rows.length === 0)
        return { tone: "plain", text: fillPlaces(say(SAYS.none, locale), { one: say(one, locale) }) };
      const titles = columns.map(
        ([, { label, kind }]): Column => ({
          title: say(label, locale),
          align: kind === "count" ? "right" : "left",
        }),
      );
      const cells = (row: Row) =>
        columns.map(([column, field]) => {
          const text = valueText(field, row[column], row, context) ?? (field.when ? "—" : "");
          const marks = column === of.title ? marksOf(of, row).map((mark) => ` (${say(mark, locale)})`) : [];
          return [text, ...marks].join("");
        });
      return {
        tone: "plain",
        title: `${say(many, locale)} (${rows.length})`,
        ...(rows.length === MOST ? { text: fillPlaces(say(SAYS.most, locale), { most: MOST }) } : {}),
        table: {
          name: headOf(of.noun).path,
          columns: [...titles, { title: say(SAYS.id, locale) }],
          rows: rows.map((row) => [...cells(row), shortId(row.id)]),
        },
        ...(apart ? { ephemeral: true } : {}),
      };
    },
  };
}

const marksOf = (of: Resource, row: Row): Words[] =>
  Object.entries(of.fields).flatMap(([column, { mark }]) => (mark && row[column] === true ? [mark] : []));
