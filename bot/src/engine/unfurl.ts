import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import { timeText } from "@tidings/shared/ground/clock.ts";
import { isId } from "@tidings/shared/ground/ids.ts";
import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { headOf, NOUNS, type Noun } from "@tidings/shared/resource/nouns.ts";
import type { Reader } from "@tidings/shared/resource/text.ts";
import { answerOf } from "../data/database.ts";
import { rowsOfNoun, rowWithId } from "../data/rows.ts";
import type { Answer, CardOf } from "../ground/answer.ts";
import { Refusal, UserError } from "../ground/errors.ts";
import type { Context } from "../registry/registry.ts";
import { findLink, linkAnswer } from "./drawn/link.ts";
import { fieldsOf, headOfRow } from "./fields.ts";
import { type View, viewOf } from "./view.ts";

/**
 * The small card behind an address: a page of the panel, or a short link. It is read with the rights of one person and shown to a channel, so
 * it has nothing that chat shows to one person alone, and no button. It follows its row as a card does. An address is looked up in the database and never opened, so nobody's
 * click is counted.
 */

const AS_OF: Words = w("截至 {at}", "As of {at}");

/** Facts on a small card, the state among them. */
const MOST_FIELDS = 5;

const NUMBER = /^\d{1,18}$/;

/** The small card; null for what is none of ours, or not to be seen by this person in the enterprise in use. @throws NetworkError */
export async function unfurl(context: Context, address: string): Promise<Answer | null> {
  try {
    const found = isPage(address, context.panel)
      ? pageAt(address, context.panel)
      : await linkAt(context, address);
    if (found === null) return null;
    if (!("noun" in found)) return asOf(context, found, context.at);
    const row = await answerOf<Row | null>(
      rowsOfNoun(context, DECLARED[found.noun]).eq("id", found.id).maybeSingle() as never,
    );
    return row && rowAnswer(context, found, row, context.at);
  } catch (error) {
    if (error instanceof UserError || error instanceof Refusal) return null;
    throw error;
  }
}

interface Page {
  readonly noun: Noun;
  readonly id: string;
}

function isPage(address: string, panel: string | null): panel is string {
  const at = URL.parse(address);
  const home = panel === null ? null : URL.parse(panel);
  return at !== null && home !== null && at.host === home.host;
}

/** The row whose page it is; null for a list, and for nouns that chat shows to one person alone. */
export function pageAt(address: string, panel: string): Page | null {
  const path = URL.parse(address)?.pathname ?? "";
  const home = (URL.parse(panel)?.pathname ?? "/").replace(/\/+$/, "");
  const [, place = "", id = ""] =
    /^\/(.+)\/([^/]+)\/?$/.exec(path.startsWith(`${home}/`) ? path.slice(home.length) : "") ?? [];
  const noun = (Object.keys(NOUNS) as Noun[]).find((each) => NOUNS[each].path === place && isShared(each));
  if (!noun) return null;
  return (DECLARED[noun].numbered ? NUMBER.test(id) : isId(id)) ? { noun, id } : null;
}

/** Are its rows those of the enterprise, with a page each, that a whole channel may be shown by a command? */
function isShared(noun: Noun): boolean {
  const { reach, apart, personal } = headOf(noun);
  return reach === undefined && !apart && !personal && DECLARED[noun].opens !== false;
}

/** The small card of a row that has changed since it was posted. @throws Refusal when its reader may not see the row any more */
export async function smallCard(view: View, { resource: noun, id }: CardOf, at: Date): Promise<Answer> {
  const row = await answerOf<Row | null>(rowWithId(view.session, DECLARED[noun].view, id));
  if (!row) throw new Refusal("not_found", 404, { details: { resource: noun } });
  return rowAnswer(view, { noun, id }, row, at);
}

function rowAnswer(view: Reader, { noun, id }: Page, row: Row, at: Date): Answer {
  const of = DECLARED[noun];
  const fields = fieldsOf(of, row, view).slice(0, MOST_FIELDS);
  // A row with a number for an id is an entry of a book, which never changes.
  const card = of.numbered ? {} : { card: { resource: noun, id } };
  return asOf(view, { ...headOfRow(of, row, view), fields, ...card }, at);
}

/** It says of when it is: it follows its row for a while only (`private.register_card`). */
function asOf(view: Reader, answer: Answer, at: Date): Answer {
  const note = fillPlaces(say(AS_OF, view.locale), { at: timeText(at.toISOString(), view.zone) });
  return { ...answer, note };
}

/** The task of a group link, or one personal link without its customer's flag. */
async function linkAt(context: Context, address: string): Promise<Page | Answer | null> {
  const found = await findLink(context, address);
  if (found.resource === "resolve_task") return { noun: "resolve_task", id: found.id };
  const { tone, title = "", fields = [] } = linkAnswer(viewOf(context), found);
  return { tone, title, fields: fields.slice(0, 3) };
}
