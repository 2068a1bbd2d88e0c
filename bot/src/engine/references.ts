import { fillPlaces, listText, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import type { Form, Row } from "@tidings/shared/resource/define.ts";
import { isOptional } from "@tidings/shared/resource/form_values.ts";
import type { Input } from "@tidings/shared/resource/kinds.ts";
import { knownName, knownText } from "@tidings/shared/resource/known.ts";
import { headOf } from "@tidings/shared/resource/nouns.ts";
import { answerOf } from "../data/database.ts";
import { rowsEverywhere, rowsHere } from "../data/rows.ts";
import { UserError } from "../ground/errors.ts";
import { typedAt } from "../registry/hints.ts";
import { type Context, findCommand } from "../registry/registry.ts";
import { shortId } from "./find.ts";
import { namedBy } from "./named.ts";

const SAYS = {
  none: w(
    "{label}：「{text}」不是可选项。可选：{names}",
    "{label}: “{text}” isn't an option. Available: {names}",
  ),
  part: w(
    "{label}：「{text}」只是名称的一部分，请完整输入：{names}",
    "{label}: “{text}” is only part of a name. Enter the full name: {names}",
  ),
  empty: w("{label}：还没有可选的内容。", "{label}: nothing to choose from yet."),
  makes: w(
    "{label}：还没有可选的内容。请先添加：{command}",
    "{label}: nothing to choose from yet. Add one first: {command}",
  ),
  several: w("「{text}」对应多个{label}：{names}", "{label}: “{text}” matches several: {names}"),
} as const satisfies Record<string, Words>;

/** As many rows as a list of the panel offers to choose from; PostgREST answers 1,000 at most. */
const MOST = 1_000;

/** The row that is acted on. */
type ActedOn = Pick<Row, "id">;
type References = Input<"references"> | Input<"reference">;

/** Signatures, by their names: opt-outs and resolve tasks name them. */
export const SIGNATURES: Input<"references"> = {
  kind: "references",
  label: w("短消息签名", "Signature"),
  from: { view: "sms_signatures", key: "name", title: "name" },
  most: 1,
};

/** A member, by name or address. */
export const MEMBER: Input<"reference"> = {
  kind: "reference",
  label: w("成员", "Member"),
  from: { view: "member_cards", key: "id", title: "name", also: "email" },
};

function rowsFor(context: Context, { from }: References, acted?: ActedOn): Promise<Row[]> {
  const { view, key, title, also, everywhere, where = {} } = from;
  const only = typeof where === "function" ? where({ ...acted }) : where;
  const columns = ["id", key, title, ...(also === undefined ? [] : [also])].join(", ");
  const rows = everywhere ? rowsEverywhere(context, view, columns) : rowsHere(context, view, columns);
  return answerOf<Row[]>(rows.match(only).order(title).limit(MOST) as never);
}

/** What a row is called in the reader's language. */
const titleOf = ({ locale }: Context, { from }: References, row: Row): string =>
  knownText(from.known, String(row[from.title]), locale);

/** What rows are called beside each other: of two of one name each has its address, or its number, behind it. */
function titlesOf(context: Context, input: References, rows: readonly Row[]): string[] {
  const titles = rows.map((row) => titleOf(context, input, row));
  const { also } = input.from;
  return titles.map((title, at) => {
    const isAlone = titles.indexOf(title) === titles.lastIndexOf(title);
    const row = rows[at];
    return isAlone || !row ? title : `${title} (${also === undefined ? shortId(row.id) : String(row[also])})`;
  });
}

/** Names to suggest for the last of several that are typed with commas. `acted`: the row that is acted on. */
export async function suggestReferences(
  context: Context,
  input: References,
  typed: string,
  acted?: ActedOn,
): Promise<string[]> {
  const parts = input.kind === "reference" ? [typed] : typed.split(/[,，、]/);
  const last = (parts.pop() ?? "").trim().toLowerCase();
  const before = parts.map((part) => `${part.trim()}, `).join("");
  const names = titlesOf(context, input, await rowsFor(context, input, acted));
  return names.filter((name) => name.toLowerCase().includes(last)).map((name) => before + name);
}

/**
 * The rows that are named, with commas between, by the value that the verb takes: by name or by id. A part of a name is enough
 * where it is unique and nothing is changed by it. A name with a comma in it is found where it is alone.
 * @throws UserError that lists what there is
 */
export async function referencesOf(
  context: Context,
  input: References,
  typed: string,
  acted?: ActedOn,
): Promise<string[]> {
  const { key, title, also, known } = input.from;
  const all = await rowsFor(context, input, acted);
  if (all.length === 0) throw noneToChoose(context, input);
  const titles = new Map(titlesOf(context, input, all).map((each, at) => [all[at], each]));
  const callsOf = (row: Row) => [
    titleOf(context, input, row),
    titles.get(row) ?? "",
    String(row[title]),
    String(row[key]),
    ...(also === undefined ? [] : [String(row[also])]),
    String(row.id),
    shortId(row.id),
  ];
  const whole = all.filter((row) => row[title] === typed.trim());
  const parts =
    whole.length === 1 || input.kind === "reference"
      ? [typed.trim()]
      : typed.split(/[,，、]/).map((part) => part.trim());
  return parts
    .filter((part) => part !== "")
    .map((text) => {
      const { rows: found, part } = namedBy(all, knownName(known, text), callsOf);
      const [first] = found;
      if (first && found.length === 1 && (context.reads || !part)) return String(first[key]);
      const names = listText(
        (first ? found : all).map((row) => titles.get(row) ?? ""),
        context.locale,
      );
      const places = { text, names, label: say(input.label, context.locale) };
      const why = !first ? SAYS.none : found.length === 1 ? SAYS.part : SAYS.several;
      throw new UserError(fillPlaces(say(why, context.locale), places));
    });
}

/** There is nothing that could be named: what is made first is said with its command, where there is one. */
function noneToChoose({ locale, source, commands }: Context, input: References): UserError {
  const label = say(input.label, locale);
  const add = input.from.makes && findCommand(commands, `${headOf(input.from.makes).command} add`);
  const words = add ? SAYS.makes : SAYS.empty;
  const command = add && typedAt(source, commands, add.name);
  return new UserError(fillPlaces(say(words, locale), { label, command }));
}

/**
 * The one row that is named; null for the word that says that it is left open, or `-`.
 * @throws UserError that lists what there is
 */
export async function referenceOf(
  context: Context,
  input: Input<"reference">,
  typed: string,
  acted?: ActedOn,
): Promise<string | null> {
  const text = typed.trim();
  const { open } = input;
  if (open && [open.zh, open.en.toLowerCase(), "-"].includes(text.toLowerCase())) return null;
  const [only] = await referencesOf(context, input, text, acted);
  return only ?? null;
}

/** The rows that a form makes one choose, by option. */
const requiredOf = ({ inputs }: Pick<Form, "inputs">): [option: string, input: Input<"reference">][] =>
  Object.entries(inputs).flatMap(([name, input]): [string, Input<"reference">][] =>
    input.kind === "reference" && !input.open && !isOptional(input) ? [[input.option ?? name, input]] : [],
  );

/** Does a form make one choose a row? */
export const mustChoose = (form: Pick<Form, "inputs">): boolean => requiredOf(form).length > 0;

/** The names of rows that have to be chosen and are the only ones, by option: what a form that has nothing typed yet begins with. */
export async function onlyOf(context: Context, form: Pick<Form, "inputs">): Promise<Record<string, string>> {
  const found = await Promise.all(
    requiredOf(form).map(async ([option, input]): Promise<[string, string][]> => {
      const [only, ...more] = await rowsFor(context, input);
      return only && more.length === 0 ? [[option, titleOf(context, input, only)]] : [];
    }),
  );
  return Object.fromEntries(found.flat());
}
