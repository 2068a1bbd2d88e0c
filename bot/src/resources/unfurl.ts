import { timeText } from "@tidings/shared/clock.ts";
import { DECLARED } from "@tidings/shared/declared.ts";
import { fillPlaces, say, type Words } from "@tidings/shared/locale.ts";
import { headOf, NOUNS, type Noun } from "@tidings/shared/nouns.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import type { Answer } from "../answer.ts";
import { answerOf } from "../database.ts";
import { fieldsOf, headOfRow } from "../declared/card.ts";
import { Refusal, UserError } from "../errors.ts";
import type { Context } from "../registry.ts";
import { rowsOfNoun } from "../rows.ts";
import { findLink, linkAnswer } from "./link.ts";
import { viewOf } from "./view.ts";

/**
 * The small card behind an address: a page of the panel, or a short link. It is read with the rights of one person and shown to a channel, so
 * it has nothing that chat shows to one person alone, and no button. An address is looked up in the database and never opened, so nobody's
 * click is counted.
 */

const AS_OF: Words = { zh: "截至 {at}", en: "As of {at}" };

/** Facts on a small card, the state among them. */
const MOST_FIELDS = 5;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NUMBER = /^\d{1,18}$/;

/** The small card; null for what is none of ours, or not to be seen by this person in the enterprise in use. @throws NetworkError */
export async function unfurl(context: Context, address: string): Promise<Answer | null> {
  try {
    const found = isPage(address, context.panel)
      ? pageAt(address, context.panel)
      : await linkAt(context, address);
    if (found === null) return null;
    const answer = "noun" in found ? await rowAnswer(context, found) : found;
    const at = timeText(context.at.toISOString(), context.zone);
    return answer && { ...answer, note: fillPlaces(say(AS_OF, context.locale), { at }) };
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
  return (DECLARED[noun].numbered ? NUMBER : UUID).test(id) ? { noun, id } : null;
}

/** Are its rows those of the enterprise, with a page each, that a whole channel may be shown by a command? */
function isShared(noun: Noun): boolean {
  const { reach, apart, personal } = headOf(noun);
  return reach === undefined && !apart && !personal && DECLARED[noun].opens !== false;
}

async function rowAnswer(context: Context, { noun, id }: Page): Promise<Answer | null> {
  const of = DECLARED[noun];
  const row = await answerOf<Row | null>(rowsOfNoun(context, of).eq("id", id).maybeSingle() as never);
  if (!row) return null;
  const fields = fieldsOf(of, row, context).slice(0, MOST_FIELDS);
  return { ...headOfRow(of, row, context), fields };
}

/** The task of a group link, or one personal link without its customer's flag. */
async function linkAt(context: Context, address: string): Promise<Page | Answer | null> {
  const found = await findLink(context, address);
  if (found.resource === "resolve_task") return { noun: "resolve_task", id: found.id };
  const { tone, title = "", fields = [] } = linkAnswer(viewOf(context), found);
  return { tone, title, fields: fields.slice(0, 3) };
}
