import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { CATEGORY_WORDS } from "@tidings/shared/layouts/catalogue.ts";
import type { Category } from "@tidings/shared/layouts/layout.ts";
import { columnsText, guessColumns, headingsOf, unfilled } from "@tidings/shared/numbers/columns.ts";
import type { Table } from "@tidings/shared/numbers/table.ts";
import { refusalValues, refusalWords } from "@tidings/shared/refusals/register.ts";
import { containing } from "@tidings/shared/resource/containing.ts";
import { LINK, unfitFor } from "@tidings/shared/sms/text.ts";
import { namesIn } from "@tidings/shared/templates/parameters.ts";
import { answerOf } from "../../data/database.ts";
import { rowsHere, rowWithId } from "../../data/rows.ts";
import type { Match } from "../../engine/find.ts";
import { Refusal, UserError } from "../../ground/errors.ts";
import type { NumberFile } from "../../numbers/import.ts";
import type { Context } from "../../registry/registry.ts";

const GUESS: Words = w(
  "如果下面的列对应关系正确，请加上选项 map：{map}",
  "If these columns are right, add the map option: {map}",
);

/** What the database would refuse of a send whatever its numbers are, looked at before a file of them is uploaded. */

interface Card {
  readonly category: Category;
  readonly live_version_id: string | null;
}

interface Text {
  readonly content: string;
  readonly signature_id: string;
}

const MOST = 20;

/** Names of templates that can be sent, of cards and of the basic edition: a version of theirs is live, and they are enabled. The newest first. */
export async function sendableTemplates(context: Context, typed: string): Promise<string[]> {
  const of = (view: "template_cards" | "basic_template_cards") =>
    rowsHere(context, view, "name, created_at")
      .not("live_version_id", "is", null)
      .eq("enabled", true)
      .ilike("name", containing(typed.trim()))
      .order("created_at", { ascending: false });
  type Named = { readonly name: string; readonly created_at: string };
  const both = await Promise.all([
    answerOf<Named[]>(of("template_cards").limit(MOST)),
    answerOf<Named[]>(of("basic_template_cards").eq("expired", false).limit(MOST)),
  ]);
  const newest = both.flat().sort((one, other) => other.created_at.localeCompare(one.created_at));
  return newest.map(({ name }) => name).slice(0, MOST);
}

/** Names of SMS templates that can be sent with (spec SMS-1), the newest first: those that can carry the link of a card and, where no template is named, those for texts. */
export async function fittingTexts(
  context: Context,
  typed: string,
  given: Readonly<Record<string, unknown>>,
): Promise<string[]> {
  const query = rowsHere(context, "live_sms_templates", "name, content")
    .eq("enabled", true)
    .ilike("name", containing(typed.trim()))
    .order("created_at", { ascending: false });
  const rows = await answerOf<{ name: string; content: string }[]>(query.limit(5 * MOST));
  const fitting = (kind: "aim" | "text") => rows.filter(({ content }) => unfitFor(kind, content) === null);
  const texts = given.template === undefined ? fitting("text") : [];
  return [...fitting("aim"), ...texts].map(({ name }) => name).slice(0, MOST);
}

const UNFIT = {
  link: "sms_template_without_link",
  variables: "sms_template_has_variables",
  card: "sms_template_of_card",
} as const;

/**
 * The parameters of a template of the basic edition.
 * @throws Refusal `consent_required`: the system adds the opt-out words to each of its messages, as to an advertisement
 */
export async function mustFitBasic(
  { session }: Context,
  template: Match,
  consent: string | undefined,
): Promise<readonly string[]> {
  if (!consent) throw new Refusal("consent_required", 422);
  const card = await answerOf<Pick<Card, "live_version_id"> | null>(
    rowWithId(session, "basic_template_cards", template.id, "live_version_id"),
  );
  return card ? parametersOf(session, card.live_version_id) : [];
}

/** The parameters of the version that is sent. */
async function parametersOf(session: Context["session"], version: string | null): Promise<readonly string[]> {
  if (version === null) return [];
  const row = await answerOf<{ parameters: string[] } | null>(
    rowWithId(session, "template_versions", version, "parameters"),
  );
  return row?.parameters ?? [];
}

/**
 * The names that the numbers of a send fill: the parameters of its card, or the variables of its text.
 * @throws Refusal as `create_send` and `submit_send` would: an SMS template that does not fit a card (or, without one, a text),
 * or marketing without a ground of consent (CNS-1)
 */
export async function mustFit(
  context: Context,
  template: Match | null,
  text: Match,
  consent: string | undefined,
): Promise<readonly string[]> {
  const { session } = context;
  const [sms, card] = await Promise.all([
    answerOf<Text | null>(rowWithId(session, "live_sms_templates", text.id, "content, signature_id")),
    template &&
      answerOf<Card | null>(rowWithId(session, "template_cards", template.id, "category, live_version_id")),
  ]);
  if (!sms || (template && !card)) return []; // gone meanwhile: the database says so
  const unfit = unfitFor(template ? "aim" : "text", sms.content);
  if (unfit) throw new Refusal(UNFIT[unfit], 422, { details: { name: text.name, place: LINK } });
  if (!consent) {
    const signature = rowWithId(session, "sms_signatures", sms.signature_id, "kind");
    const { kind } = (await answerOf<{ kind: string } | null>(signature)) ?? {};
    if ((card && CATEGORY_WORDS[card.category].marketing) || kind === "promotion")
      throw new Refusal("consent_required", 422);
  }
  if (!card) return namesIn(sms.content);
  return parametersOf(session, card.live_version_id);
}

/** What a number file has to fill, and which of its columns do. */
export interface Filling {
  readonly parameters: readonly string[];
  readonly columns: Readonly<Record<string, string>>;
}

/**
 * Looks whether the columns of a file fill the parameters of a send, before its numbers are uploaded.
 * @throws by what it answers: the refusal of `create_send`, with a guess at the columns
 */
export function mustFill(
  context: Context,
  file: string,
  { parameters, columns }: Filling,
  purpose: "aim" | "basic" = "aim",
): (table: Table) => void {
  return (table) => {
    const read = { columns: table.columns, phone_column: table.phoneColumn };
    const headings = headingsOf(read);
    // The file of a storyboard without parameters has numbers alone (§8.2.1).
    if (purpose === "basic" && parameters.length === 0 && headings.length > 0)
      throw new Refusal("file_carries_parameters", 422, {
        details: { file, columns: headings.join(", ") },
      });
    const names = unfilled(parameters, headings, columns);
    if (names.length === 0) return;
    const details = { file, names: names.join(", "), columns: headings.join(", ") };
    throw guessed(context, read, new Refusal("parameters_missing", 422, { details }));
  };
}

/** Where a file has the columns under other headings: the refusal, with the option that names them to copy. */
export function guessed(
  { locale }: Context,
  file: Pick<NumberFile, "columns" | "phone_column">,
  refusal: unknown,
): unknown {
  if (!(refusal instanceof Refusal) || refusal.code !== "parameters_missing") return refusal;
  const names = String(refusalValues(refusal.details).names ?? "").split(", ");
  const guess = guessColumns(names, headingsOf(file));
  if (Object.keys(guess).length === 0) return refusal;
  const { message } = refusalWords(refusal.code, locale, refusal.details);
  return new UserError(`${message}\n${fillPlaces(say(GUESS, locale), { map: columnsText(guess) })}`);
}
